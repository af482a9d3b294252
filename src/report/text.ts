/*
 * Text that came from a document may hold anything. Everything that is printed goes through `cleanText` first: control
 * characters could drive a terminal, and direction overrides could make a line read other than it is.
 */

const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** A blank between words; the narrow one that stands between digits of a number keeps it on one line. */
const blank = (space: string, at: number, all: string): string =>
  space === '\u202f' && /\d/.test(all.charAt(at - 1)) && /\d/.test(all.charAt(at + 1)) ? space : ' '

/** Drops control characters, direction overrides and lone surrogates, and folds white space to single blanks. */
export const cleanText = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(bidiControls, '')
    .replace(/[\p{Cc}\s]+/gu, blank)
    .trim()

/** Code points that take two columns in a terminal: East Asian wide and full-width forms, and most pictographs. */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u

const zero = /^[\p{M}\p{Cf}]$/u

/** Columns that one code point takes in a terminal. */
export const characterWidth = (character: string): number =>
  zero.test(character) ? 0 : wide.test(character) ? 2 : 1

/** Columns that a text takes in a terminal. */
export const displayWidth = (text: string): number => {
  let width = 0
  for (const character of text) width += characterWidth(character)
  return width
}

/** The text cut to so many columns, with an ellipsis where something was left out. */
export const shorten = (text: string, width: number): string => {
  const clean = cleanText(text)
  if (displayWidth(clean) <= width) return clean
  let kept = ''
  let used = 0
  for (const character of clean) {
    const next = used + characterWidth(character)
    if (next > width - 1) break
    kept += character
    used = next
  }
  return `${kept.trimEnd()}…`
}

/** Pads a text with blanks to so many columns. */
export const pad = (text: string, width: number, side: 'left' | 'right' = 'right'): string => {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return side === 'right' ? text + blanks : blanks + text
}

/** Breaks a word too long for a line into pieces that fit. */
const pieces = (word: string, width: number): string[] => {
  const parts: string[] = []
  let part = ''
  let used = 0
  for (const character of word) {
    const size = characterWidth(character)
    if (used + size > width) {
      parts.push(part)
      part = ''
      used = 0
    }
    part += character
    used += size
  }
  parts.push(part)
  return parts
}

/** Breaks text into lines of at most `width` columns; lines after the first begin with `indent` blanks. */
export const wrap = (text: string, width: number, indent = 0): string[] => {
  const margin = ' '.repeat(indent)
  const lines: string[] = []
  let line = ''
  let start = true
  for (const word of cleanText(text)
    .split(' ')
    .flatMap((one) => pieces(one, width - indent))) {
    const joined = start ? line + word : `${line} ${word}`
    if (start || displayWidth(joined) <= width) {
      line = joined
      start = false
      continue
    }
    lines.push(line)
    line = margin + word
  }
  lines.push(line)
  return lines
}
