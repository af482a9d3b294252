import type { Span } from './span.js'

/** A sentence with its place: `text` is what stands from `start` up to `end`. */
export interface Sentence extends Span {
  readonly text: string
}

/** Beyond this a sentence is cut at a space: nothing that follows may take time that grows with the square of a text. */
const LONGEST = 2_000

const ABBREVIATION =
  /(?:^|[\s(“"'])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sen|Rep|Gov|St|No|Nos|Art|Arts|para|paras|approx|ca|c|cf|vs|etc|incl|e\.g|i\.e|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.K|U\.N|E\.U|[A-Z]|(?:[A-Za-z]\.){1,4}[A-Za-z])\.$/

/** Ends of sentences: a stop with closing quotes, left-out words, a blank line, or a line that begins a list item. */
const BREAK =
  /[.!?…]+["'”’»)\]]*(?=\s|$)|\(\.{3}\)|\[\.{3}\]|\n[ \t]*\n|\n(?=[ \t]*(?:[-•*–—▪]|\d{1,2}[.)]|\([a-z]\))[ \t])/g

/** "1.", "(a).": a number of a list, not a sentence. */
const NUMBERING = /^\s*\(?(?:\d{1,2}|[a-z])\)?$/

const OPENS = /^\s*["'“‘«([]*(?:[A-Z0-9ÀÖØ-ÞŁŚŻČŘŠĐÐ£€$]|[-•*–—▪]\s)/

const trimmed = (text: string, start: number, end: number): Sentence[] => {
  let from = start
  let to = end
  while (from < to && /\s/.test(text[from])) from++
  while (to > from && /\s/.test(text[to - 1])) to--
  return to > from ? [{ start: from, end: to, text: text.slice(from, to) }] : []
}

/** Cuts what is far too long for a sentence at spaces. */
const pieces = (text: string, start: number, end: number): Sentence[] => {
  const found: Sentence[] = []
  let from = start
  while (end - from > LONGEST) {
    const space = text.lastIndexOf(' ', from + LONGEST)
    const to = space > from ? space : from + LONGEST
    found.push(...trimmed(text, from, to))
    from = to
  }
  found.push(...trimmed(text, from, end))
  return found
}

/**
 * Splits a text into sentences. They come in order, do not overlap, and hold every character that is not white space or
 * a mark of words left out, "(...)".
 */
export const sentencesOf = (text: string): Sentence[] => {
  const found: Sentence[] = []
  const last = text.trimEnd().length
  let from = 0
  for (const match of text.matchAll(BREAK)) {
    const mark = match[0]
    const at = match.index
    const leftOut = mark === '(...)' || mark === '[...]'
    if (mark[0] === '.' && !leftOut) {
      const before = text.slice(Math.max(from, at - 12), at + 1)
      if (NUMBERING.test(text.slice(from, at)) && at - from < 12) continue
      if (ABBREVIATION.test(before) || !OPENS.test(text.slice(at + mark.length, at + mark.length + 8))) {
        if (at + mark.length < last) continue
      }
    }
    const end = leftOut || mark[0] === '\n' ? at : at + mark.length
    found.push(...pieces(text, from, end))
    from = at + mark.length
  }
  found.push(...pieces(text, from, text.length))
  return found
}
