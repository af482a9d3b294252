import { sentencesOf } from '../text/sentences.js'

/*
 * Texts of a tracker are a coder's account of announcements. What the coder says of sources and of the data set is no
 * promise and would make every two of them alike.
 */

const MARKS =
  /\(?["“]?(?:according to )?(?:the )?(?:official )?sources?(?: of (?:aid|delivery))? ?\d?(?:(?:,| and|,? ?-) ?\d)*["”]?\)?,?|\((?:see|c\.f\.) [^)]{1,60}\)/gi

const VOICE =
  /\bwe\b(?! (?:are|will|stand|intend|commit|pledge|remain|reaffirm))|\bour (?:data|entr|estimat|record)|\bthis (?:entry|row)\b|\b(?:recorded|reported|counted|mentioned|listed|included|covered) (?:in|under|as) (?:the )?(?:[A-Z]{3}\d|entry|donation|entries)|\bdonation ids?\b|\b[A-Z]{2}[HFM]\d{1,2}\b|\bdouble[- ]count|\bsubtract/i

/** A coder's text without marks of sources and without sentences about the data set. */
export const withoutCoders = (text: string): string =>
  sentencesOf(text.replace(/\bmentions that\b/g, 'says that'))
    .map((sentence) => sentence.text)
    .filter((sentence) => !VOICE.test(sentence))
    .map((sentence) =>
      sentence
        .replace(MARKS, ' ')
        .replace(/\s+/g, ' ')
        .replace(/ ([.,])/g, '$1')
        .trim(),
    )
    .join(' ')
