import type { Issue } from '../../core/issue.js'
import { parseNumber } from './number.js'
import type { Place } from './types.js'

/** Errors noted before reading stops, and warnings noted at all: one slip often makes many, and the first ones tell. */
const MAX_ISSUES = 20

export interface Token {
  /** `open-text` is a string that never ends. */
  readonly kind: 'number' | 'text' | 'word' | '{' | '}' | ',' | 'end' | 'open-text'
  /** The contents of a text (escapes undone), or the characters of anything else. */
  readonly text: string
  /** Offset of its first character. */
  readonly at: number
}

/** A text being read: the only thing in this folder that changes under the reader's hands. */
export interface Source {
  readonly text: string
  readonly file: string
  readonly issues: Issue[]
  /** The token to be taken next. */
  token: Token
  /** Offset behind `token`. */
  behind: number
}

export const openSource = (text: string, file: string): Source => {
  const source: Source = { text, file, issues: [], token: { kind: 'end', text: '', at: 0 }, behind: 0 }
  if (text.charCodeAt(0) === 0xfeff) source.behind = 1
  advance(source)
  return source
}

/** Takes the current token and reads the next one. */
export const advance = (source: Source): Token => {
  const taken = source.token
  source.token = scan(source)
  return taken
}

const QUOTE = 34
const BACKSLASH = 92
const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13)
/** What ends a word or a number: blank, quote, comma, braces. */
const isBreak = (code: number): boolean =>
  isSpace(code) || code === QUOTE || code === 44 || code === 123 || code === 125

const scan = (source: Source): Token => {
  const { text } = source
  let at = source.behind
  while (at < text.length && isSpace(text.charCodeAt(at))) at++
  source.behind = at
  if (at >= text.length) return { kind: 'end', text: '', at }
  const code = text.charCodeAt(at)
  if (code === QUOTE) return scanText(source, at)
  let end = at + 1
  if (!isBreak(code)) while (end < text.length && !isBreak(text.charCodeAt(end))) end++
  source.behind = end
  const word = text.slice(at, end)
  if (word === '{' || word === '}' || word === ',') return { kind: word, text: word, at }
  // Digits, sign or point begin a number, as in Gambit's own reader; whether it is one is seen when it is taken.
  const numeric = (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46
  return { kind: numeric ? 'number' : 'word', text: word, at }
}

/** A backslash before a quote escapes it; any other backslash stands for itself, as in Gambit. */
const scanText = (source: Source, at: number): Token => {
  const { text } = source
  let end = at + 1
  let escaped = false
  while (end < text.length && text.charCodeAt(end) !== QUOTE) {
    const isEscape = text.charCodeAt(end) === BACKSLASH && text.charCodeAt(end + 1) === QUOTE
    escaped ||= isEscape
    end += isEscape ? 2 : 1
  }
  source.behind = Math.min(end + 1, text.length)
  if (end >= text.length) return { kind: 'open-text', text: text.slice(at, at + 40), at }
  const inside = text.slice(at + 1, end)
  return { kind: 'text', text: escaped ? inside.replaceAll('\\"', '"') : inside, at }
}

/** Line and column of an offset. */
export const placeAt = (text: string, at: number): Place => {
  let line = 1
  let start = 0
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', start)) {
    line++
    start = end + 1
  }
  return { line, column: at - start + 1 }
}

export type Fault = Pick<Issue, 'code' | 'message'> &
  Partial<Pick<Issue, 'level' | 'expected' | 'received' | 'hint'>>

/** Notes a fault at an offset (the current token's unless told); an error unless told. */
export const note = (source: Source, fault: Fault, at: number = source.token.at): undefined => {
  const level = fault.level ?? 'error'
  if (countOf(source, level) < MAX_ISSUES)
    source.issues.push({ ...fault, level, file: source.file, ...placeAt(source.text, at) })
  return undefined
}

const countOf = (source: Source, level: Issue['level']): number =>
  source.issues.reduce((count, issue) => (issue.level === level ? count + 1 : count), 0)

/** Whether to give up: so many errors that more would not help. */
export const overwhelmed = (source: Source): boolean => countOf(source, 'error') >= MAX_ISSUES

const clip = (text: string): string => (text.length > 40 ? `${text.slice(0, 37)}...` : text)

const shown = (token: Token): string => {
  if (token.kind === 'end') return 'the end of the file'
  return token.kind === 'text' ? `"${clip(token.text)}"` : clip(token.text)
}

const unexpected = (source: Source, expected: string): undefined => {
  const { token } = source
  const open = token.kind === 'open-text'
  return note(source, {
    code: token.kind === 'end' ? 'unexpected-end' : open ? 'open-text' : 'syntax',
    message: open ? 'a text begins here that never ends' : `expected ${expected}, found ${shown(token)}`,
    expected,
    received: shown(token),
    ...(open ? { hint: 'close it with a quotation mark' } : {}),
  })
}

/** Whether a token of this kind stands next. */
export const isNext = (source: Source, kind: Token['kind']): boolean => source.token.kind === kind

/** Takes a token of one kind; notes a fault and gives undefined when another stands there. */
export const take = (source: Source, kind: Token['kind'], expected: string): string | undefined =>
  source.token.kind === kind ? advance(source).text : unexpected(source, expected)

/** Takes one of the given words. */
export const takeWord = <Word extends string>(
  source: Source,
  words: readonly Word[],
  expected: string,
): Word | undefined => {
  const word = words.find((candidate) => candidate === source.token.text)
  if (source.token.kind !== 'word' || word === undefined) return unexpected(source, expected)
  advance(source)
  return word
}

/** Takes a number; see `parseNumber`. */
export const takeNumber = (source: Source, expected: string): number | undefined => {
  if (source.token.kind !== 'number') return unexpected(source, expected)
  const value = parseNumber(source.token.text)
  if (value === undefined) return badNumber(source, expected)
  advance(source)
  return value
}

/** Takes an integer of at least `least`, at most 2^31 - 1. */
export const takeInteger = (source: Source, least: number, expected: string): number | undefined => {
  if (source.token.kind !== 'number') return unexpected(source, expected)
  const { text } = source.token
  const value = /^\+?\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= least && value < 2147483648)) return badNumber(source, expected)
  advance(source)
  return value
}

const badNumber = (source: Source, expected: string): undefined => {
  const received = shown(source.token)
  return note(source, { code: 'bad-number', message: `${received} is not ${expected}`, expected, received })
}

/** Passes a comma if one is there; the formats allow them between payoffs. */
export const skipComma = (source: Source): void => {
  if (source.token.kind === ',') advance(source)
}
