import {
  Composer,
  CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  Parser,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { Issue } from '../core/issue.js'
import { nearest } from '../core/nearest.js'

/** Largest document read, in bytes: the longest treaty coded here is 15 kB, and reading time grows with size. */
export const MAX_BYTES = 512 * 1024
/** Deepest nesting read. The language itself needs 7. */
export const MAX_DEPTH = 40
/** Deepest nesting composed: a slip in YAML can look like nesting, and is better named than refused. */
const MAX_RECURSION = 5 * MAX_DEPTH
/** Most values read, aliases written out. The longest example has about 600. */
export const MAX_VALUES = 20_000

/** How much of a file is read. */
export interface YamlLimits {
  readonly bytes: number
  readonly values: number
  /** Signs of YAML; even stray ones cost. */
  readonly signs: number
}

const pactLimits: YamlLimits = { bytes: MAX_BYTES, values: MAX_VALUES, signs: 100_000 }

/** One slip in YAML often makes many; the first ones tell. */
const MAX_ISSUES = 20

export type Path = readonly (string | number)[]

export interface Place {
  readonly line: number
  readonly column: number
}

export interface ReadYaml {
  /** As plain data; undefined when there are issues. */
  readonly value: unknown
  readonly issues: readonly Issue[]
  /** Where a path stands in the file (its nearest existing ancestor when it does not exist). */
  readonly locate: (path: Path) => Place
  /** Where the key of a path stands. */
  readonly locateKey: (path: Path) => Place
}

/**
 * Reads one YAML 1.2 document (core schema, UTF-8). Never throws; a text that is too long, too deep, binary, or that
 * multiplies itself through aliases is refused before it costs anything.
 */
export const readYaml = (
  input: string | Uint8Array,
  file: string,
  limits: YamlLimits = pactLimits,
): ReadYaml => {
  const size = typeof input === 'string' ? new TextEncoder().encode(input).byteLength : input.byteLength
  if (size > limits.bytes)
    return refused(file, {
      code: 'too-large',
      message: `the document has ${size} bytes; at most ${limits.bytes} are read`,
    })
  const { text, foreign } = decode(input)
  if (foreign >= 0)
    return refused(
      file,
      {
        code: 'not-text',
        message: 'this is not a UTF-8 text file (it holds bytes that no YAML document may hold)',
        hint: 'save it as UTF-8 text with LF or CRLF at the end of lines',
      },
      placesIn(text)(foreign),
    )
  return parse(text, file, limits)
}

type Fault = Pick<Issue, 'code' | 'message' | 'hint'>

const refused = (file: string, fault: Fault, place: Place = { line: 1, column: 1 }): ReadYaml =>
  unread([{ ...fault, level: 'error', file, ...place }], place)

const unread = (issues: readonly Issue[], place: Place): ReadYaml => ({
  value: undefined,
  issues,
  locate: () => place,
  locateKey: () => place,
})

/** What YAML 1.2 does not count as printable (production 1), and a carriage return that ends no line. */
const UNPRINTABLE = /[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|\r(?!\n)/u

/** The text without a byte order mark, and where it holds the first sign that no text may hold, else -1. */
const decode = (input: string | Uint8Array): { text: string; foreign: number } => {
  if (typeof input === 'string') {
    const text = input.replace(/^\ufeff/, '')
    return { text, foreign: text.search(UNPRINTABLE) }
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(input)
    return { text, foreign: text.search(UNPRINTABLE) }
  } catch {
    // Where bytes are not UTF-8 this decoder puts U+FFFD.
    const text = new TextDecoder('utf-8').decode(input)
    const [first, second] = [text.search(UNPRINTABLE), text.indexOf('\ufffd')]
    return { text, foreign: first >= 0 ? Math.min(first, second) : second }
  }
}

/** Finds places in a text. Not the parser's own counter: that misses line breaks after some slips. */
const placesIn = (text: string): ((offset: number) => Place) => {
  const starts = [0]
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  return (offset) => {
    const inside = Math.min(offset, text.length)
    let line = 0
    let above = starts.length
    while (above - line > 1) {
      const middle = (line + above) >> 1
      if (starts[middle] <= inside) line = middle
      else above = middle
    }
    return { line: line + 1, column: inside - starts[line] + 1 }
  }
}

const parse = (text: string, file: string, limits: YamlLimits): ReadYaml => {
  const at = placesIn(text)
  const tokens = [...new Parser().parse(text)]
  const excess = measure(tokens, limits)
  if (excess !== undefined) return refused(file, excess, at(excess.offset))
  // The core schema whatever a %YAML directive says: under 1.1, dates and "no" would not be texts.
  const composer = new Composer({
    schema: 'core',
    resolveKnownTags: false,
    stringKeys: true,
    uniqueKeys: false,
    logLevel: 'error',
  })
  const [document, second] = composer.compose(tokens, true, text.length)
  const syntax = [...document.errors, ...document.warnings].slice(0, MAX_ISSUES)
  if (syntax.length > 0) {
    const issues = syntax.map((error) => syntaxIssue(error, file, at))
    return unread(issues, at(syntax[0].pos[0]))
  }
  if (second !== undefined)
    return refused(
      file,
      {
        code: 'several-documents',
        message: 'the file holds more than one YAML document',
        hint: 'keep one document in each file; remove what follows the line "---"',
      },
      at(second.range[0]),
    )
  if (document.contents === null) return refused(file, { code: 'empty', message: 'the document is empty' })
  const { value, faults, offsets, keyOffsets } = plainData(document.contents, limits.values)
  const issues = faults
    .slice(0, MAX_ISSUES)
    .map(({ offset, ...fault }): Issue => ({ ...fault, level: 'error', file, ...at(offset) }))
  const locate = (path: Path): Place => {
    let length = path.length
    while (length > 0 && !offsets.has(joined(path.slice(0, length)))) length--
    return at(offsets.get(joined(path.slice(0, length))) ?? 0)
  }
  const locateKey = (path: Path): Place => {
    const offset = keyOffsets.get(joined(path))
    return offset === undefined ? locate(path) : at(offset)
  }
  return { value: issues.length > 0 ? undefined : value, issues, locate, locateKey }
}

const syntaxIssue = (error: YAMLError, file: string, at: (offset: number) => Place): Issue => ({
  code: 'yaml-syntax',
  level: 'error',
  message:
    error.code === 'NON_STRING_KEY'
      ? 'a key must be a plain word, not a list or a mapping'
      : shorten(error.message.replace(/\s+/g, ' '), 200),
  file,
  ...at(error.pos[0]),
  hint: 'two spaces for each level, no tabs; quote a text that holds ": " or starts with a special sign',
})

/** A text cut to `length`. */
export const shorten = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 3)}...` : text

type Excess = Fault & { readonly offset: number }

const tooDeep = (offset: number): Excess => ({
  code: 'too-deep',
  message: `nested more than ${MAX_DEPTH} levels deep`,
  offset,
})

/**
 * What would cost too much to read, found on the tokens: the parser keeps a stack of its own, what follows it recurses
 * and makes an error object for each stray sign.
 */
const measure = (tokens: readonly CST.Token[], limits: YamlLimits): Excess | undefined => {
  let values = 0
  let signs = 0
  let deep = 0
  const tell = (more: readonly CST.Token[] | undefined): void => {
    for (const { type } of more ?? []) if (!blanks.includes(type)) signs++
  }
  const inside = (token: CST.Token | null | undefined, depth: number): Excess | undefined => {
    if (token?.type === 'document') return inside(token.value, depth)
    if (token && 'end' in token) tell(token.end)
    if (signs > limits.signs) return tooMany(limits.signs, 'signs')
    if (!CST.isCollection(token)) return undefined
    if (depth === MAX_DEPTH) deep = token.offset
    if (depth === MAX_RECURSION) return tooDeep(deep)
    values += token.items.length
    if (values > limits.values) return tooMany(limits.values, 'values')
    for (const { start, key, sep, value } of token.items) {
      tell(start)
      tell(sep)
      const excess = inside(key, depth + 1) ?? inside(value, depth + 1)
      if (excess !== undefined) return excess
    }
    return undefined
  }
  tell(tokens)
  for (const token of tokens) {
    if (token.type === 'document') tell(token.end)
    const excess = inside(token, 0)
    if (excess !== undefined) return excess
  }
  return signs > limits.signs ? tooMany(limits.signs, 'signs') : undefined
}

const blanks: readonly CST.Token['type'][] = ['space', 'newline', 'comment']

const tooMany = (limit: number, what: string): Excess => ({
  code: 'too-large',
  message: `the document holds more than ${limit} ${what}`,
  offset: 0,
})

interface PlainData {
  readonly value: unknown
  readonly faults: readonly Excess[]
  /** By path: where a value stands, and where its key does. */
  readonly offsets: ReadonlyMap<string, number>
  readonly keyOffsets: ReadonlyMap<string, number>
}

/** U+0000 parts the steps: it is in no key, as the text is refused for it and keys are checked. */
const joined = (path: Path): string => path.map((step) => `\u0000${step}`).join('')

/** A value, with how many it would be were its aliases written out. */
interface Counted {
  readonly value: unknown
  readonly count: number
}

/** Nodes to plain data. Resolves aliases itself, to count what they add and to say which one is wrong. */
const plainData = (root: ParsedNode, most: number): PlainData => {
  const faults: Excess[] = []
  const offsets = new Map<string, number>()
  const keyOffsets = new Map<string, number>()
  // What an anchor stands on is undefined until that has been read to its end.
  const anchors = new Map<string, { target?: Counted }>()
  const nothing: Counted = { value: undefined, count: 0 }
  let total = 0

  const visit = (node: ParsedNode | null, path: string, depth: number, from: number): Counted => {
    const offset = node?.range[0] ?? from
    offsets.set(path, offset)
    if (node === null) return one(null)
    if (isAlias(node)) return resolve(node.source, offset)
    if (depth === MAX_DEPTH && !isScalar(node)) {
      faults.push(tooDeep(offset))
      return nothing
    }
    const anchor: { target?: Counted } = {}
    if (node.anchor !== undefined) anchors.set(node.anchor, anchor)
    anchor.target = isMap(node)
      ? mapping(node.items, path, depth + 1)
      : isSeq(node)
        ? list(node.items, path, depth + 1, offset)
        : one(printable(node.value, offset))
    return anchor.target
  }

  const one = (value: unknown): Counted => {
    total++
    return { value, count: 1 }
  }

  const printable = (value: unknown, offset: number): unknown => {
    const sign = typeof value === 'string' ? UNPRINTABLE.exec(value)?.[0] : undefined
    if (sign !== undefined) {
      const code = sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
      faults.push({
        code: 'control-character',
        message: `this text holds the sign U+${code}, which does not print`,
        offset,
      })
    }
    return value
  }

  const mapping = (items: YAMLMap.Parsed['items'], path: string, depth: number): Counted => {
    const { count } = one(undefined)
    const entries = items.map(({ key, value }): [string, Counted] => {
      const offset = key.range[0]
      const name = String(isScalar(key) ? printable(key.value, offset) : '')
      const step = `${path}\u0000${name}`
      if (keyOffsets.has(step))
        faults.push({
          code: 'duplicate-key',
          message: `the key ${JSON.stringify(shorten(name, 60))} is given twice`,
          offset,
        })
      keyOffsets.set(step, offset)
      return [name, visit(value, step, depth, offset)]
    })
    return {
      // Not by assignment: a key may be "__proto__".
      value: Object.fromEntries(entries.map(([name, { value }]) => [name, value])),
      count: entries.reduce((sum, [, inner]) => sum + inner.count, count),
    }
  }

  const list = (items: YAMLSeq.Parsed['items'], path: string, depth: number, from: number): Counted => {
    const { count } = one(undefined)
    const inner = items.map((item, index) => visit(item, `${path}\u0000${index}`, depth, from))
    return {
      value: inner.map(({ value }) => value),
      count: inner.reduce((sum, counted) => sum + counted.count, count),
    }
  }

  const resolve = (name: string, offset: number): Counted => {
    const shown = shorten(name, 60)
    const anchor = anchors.get(name)
    if (anchor?.target === undefined) {
      const near = faults.length < MAX_ISSUES ? nearest(name, [...anchors.keys()]) : undefined
      faults.push({
        code: 'unknown-alias',
        message:
          anchor === undefined
            ? `*${shown} points nowhere: no &${shown} stands before it`
            : `*${shown} stands inside what it points at`,
        offset,
        ...(anchor !== undefined || near === undefined ? {} : { hint: `did you mean *${near}?` }),
      })
      return nothing
    }
    total += anchor.target.count
    if (total <= most) return anchor.target
    if (!faults.some(({ code }) => code === 'alias-bomb'))
      faults.push({
        code: 'alias-bomb',
        message: `with its aliases (&name, *name) written out, ${tooMany(most, 'values').message}`,
        offset,
      })
    return nothing
  }

  const { value } = visit(root, '', 0, 0)
  return { value, faults, offsets, keyOffsets }
}
