import { isMap, isNode, isScalar, LineCounter, type ParsedNode, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Issue } from '../core/issue.js'
import { nearest } from '../core/nearest.js'
import { type Pact, pactSchema } from './schema.js'

/** Largest document read, in bytes: the longest treaty coded here is 15 kB, and reading time grows with size. */
export const MAX_BYTES = 512 * 1024
/** Deepest nesting read. The language itself needs 7. */
export const MAX_DEPTH = 40

/** One slip in YAML often makes many; the first ones tell. */
const MAX_SYNTAX_ISSUES = 20

export type Path = readonly (string | number)[]

export interface Place {
  readonly line: number
  readonly column: number
}

export interface ReadPact {
  /** Present when no issue is an error. */
  readonly pact?: Pact
  readonly issues: readonly Issue[]
  /** Where a path stands in the file (its nearest existing ancestor when it does not exist). */
  readonly locate: (path: Path) => Place
}

/** `a.b[2].c`, the way paths are shown to people. */
export const showPath = (path: Path): string =>
  path.reduce<string>(
    (shown, step) =>
      typeof step === 'number' ? `${shown}[${step}]` : shown === '' ? step : `${shown}.${step}`,
    '',
  )

/**
 * Reads one pact document (YAML 1.2, UTF-8). Finds all faults at once and never throws; a text that is too long,
 * too deep, binary, or that multiplies itself through aliases is refused before it costs anything.
 */
export const readPact = (input: string | Uint8Array, file: string): ReadPact => {
  const refused = (code: string, message: string, place: Place = { line: 1, column: 1 }): ReadPact => ({
    issues: [{ code, level: 'error', message, file, ...place }],
    locate: () => place,
  })
  const size = typeof input === 'string' ? utf8Length(input) : input.byteLength
  if (size > MAX_BYTES)
    return refused('too-large', `the document has ${size} bytes; at most ${MAX_BYTES} are read`)
  const text = typeof input === 'string' ? input : decode(input)
  if (text === undefined || hasControlCharacters(text))
    return refused(
      'not-text',
      'this is not a UTF-8 text file (it holds bytes that no YAML document may hold)',
    )
  const deep = tooDeep(text)
  if (deep !== undefined) return refused('too-deep', `nested more than ${MAX_DEPTH} levels deep`, deep)
  return parse(text, file, refused)
}

const parse = (
  text: string,
  file: string,
  refused: (code: string, message: string, place?: Place) => ReadPact,
): ReadPact => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const locate = (path: Path): Place => at(offsetOf(document.contents, path))
  const syntax = [...document.errors, ...document.warnings].slice(0, MAX_SYNTAX_ISSUES).map(
    (error): Issue => ({
      code: 'yaml-syntax',
      level: 'error',
      message: error.message,
      file,
      ...at(error.pos[0]),
      hint: 'two spaces for each level, no tabs; quote a text that holds ": " or starts with a special sign',
    }),
  )
  if (syntax.length > 0) return { issues: syntax, locate }
  if (document.contents === null) return refused('empty', 'the document is empty')
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 20 })
  } catch {
    return refused('alias-bomb', 'its aliases (&name, *name) multiply without reason, or point nowhere')
  }
  const result = pactSchema.safeParse(value, { reportInput: true })
  if (result.success) return { pact: result.data, issues: [], locate }
  const issues = result.error.issues.flatMap((issue) =>
    describe(issue, value, [], file, (path, key) => {
      const offset =
        key === undefined ? offsetOf(document.contents, path) : keyOffset(document.contents, path, key)
      return at(offset)
    }),
  )
  return { issues: sortIssues(issues), locate }
}

const utf8Length = (text: string): number => new TextEncoder().encode(text).byteLength

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const hasControlCharacters = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) return true
  }
  return false
}

/** A cheap upper bound on nesting, taken before the parser recurses: indentation, `- - -` runs and brackets. */
const tooDeep = (text: string): Place | undefined => {
  let brackets = 0
  let lineNumber = 0
  for (const line of text.split('\n')) {
    lineNumber++
    const dashes = /^[\s\-?]*/.exec(line)?.[0].replace(/[^-?]/g, '').length ?? 0
    const indentation = /^ */.exec(line)?.[0].length ?? 0
    let deepest = brackets
    for (let i = 0; i < line.length; i++) {
      const sign = line[i]
      if (sign === '[' || sign === '{') deepest = Math.max(deepest, ++brackets)
      else if (sign === ']' || sign === '}') brackets = Math.max(0, brackets - 1)
    }
    if (dashes > MAX_DEPTH && line.trim() !== '-'.repeat(line.trim().length))
      return { line: lineNumber, column: 1 }
    if (deepest > MAX_DEPTH || indentation > 8 * MAX_DEPTH) return { line: lineNumber, column: 1 }
  }
  return undefined
}

const offsetOf = (root: ParsedNode | null, path: Path): number => {
  let node: unknown = root
  let offset = root?.range?.[0] ?? 0
  for (const step of path) {
    if (!isNode(node) || !('get' in node)) break
    const next: unknown = (node as { get: (key: string | number, keep: boolean) => unknown }).get(step, true)
    if (!isNode(next)) break
    node = next
    offset = next.range?.[0] ?? offset
  }
  return offset
}

const keyOffset = (root: ParsedNode | null, path: Path, key: string): number => {
  let node: unknown = root
  for (const step of path) {
    if (!isNode(node) || !('get' in node)) return offsetOf(root, path)
    node = (node as { get: (key: string | number, keep: boolean) => unknown }).get(step, true)
  }
  if (!isMap(node)) return offsetOf(root, path)
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
  return isScalar(pair?.key) ? (pair.key.range?.[0] ?? 0) : offsetOf(root, path)
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, step) =>
      inner !== null && typeof inner === 'object'
        ? (inner as Record<string | number, unknown>)[step]
        : undefined,
    value,
  )

const show = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (value === null) return 'nothing (an empty value)'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a mapping'
  const shown = JSON.stringify(value)
  return shown.length > 60 ? `${shown.slice(0, 57)}...` : shown
}

const typeNames: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
}

type Locate = (path: Path, key?: string) => Place
type ZodIssue = z.core.$ZodIssue

const steps = (path: readonly PropertyKey[]): Path =>
  path.map((step) => (typeof step === 'number' ? step : String(step)))

/** Turns one finding of the validator into issues in our words. */
const describe = (issue: ZodIssue, value: unknown, base: Path, file: string, locate: Locate): Issue[] => {
  const path = [...base, ...steps(issue.path)]
  const received = show(valueAt(value, path))
  const common = { level: 'error', file, path: showPath(path), received, ...locate(path) } as const
  const name = path.length === 0 ? 'the document' : showPath(path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, issue, path, file, locate))
    case 'invalid_type': {
      const expected = typeNames[issue.expected] ?? issue.expected
      const missing = valueAt(value, path) === undefined
      return [
        {
          ...common,
          code: missing ? 'missing' : 'wrong-type',
          message: missing ? `${name} is missing` : `${name} must be ${expected}`,
          expected,
        },
      ]
    }
    case 'invalid_value': {
      const allowed = issue.values.map(String)
      const given = valueAt(value, path)
      const near = typeof given === 'string' ? nearest(given, allowed) : undefined
      return [
        {
          ...common,
          code: given === undefined ? 'missing' : 'not-in-vocabulary',
          message: given === undefined ? `${name} is missing` : `${name} cannot be ${received}`,
          expected: allowed.length === 1 ? allowed[0] : `one of ${allowed.join(', ')}`,
          ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }),
        },
      ]
    }
    case 'invalid_union':
      return describeUnion(issue, value, path, file, locate, common, name)
    default:
      return [
        {
          ...common,
          code: 'out-of-range',
          message: `${name}: ${plain(issue.message)}`,
          expected: plain(issue.message),
        },
      ]
  }
}

const plain = (message: string): string =>
  message.replace(/^Invalid (string|input): /, '').replace(/^Too /, 'too ')

/** Of a choice of shapes, reports against the one that fits the kind of value given. */
const describeUnion = (
  issue: ZodIssue & { code: 'invalid_union' },
  value: unknown,
  path: Path,
  file: string,
  locate: Locate,
  common: Omit<Issue, 'code' | 'message'>,
  name: string,
): Issue[] => {
  const candidates = issue.errors.filter(
    (errors) => !errors.some((error) => error.path.length === 0 && error.code === 'invalid_type'),
  )
  if (candidates.length > 0) {
    const closest = [...candidates].sort((a, b) => a.length - b.length)[0]
    return closest.flatMap((inner) => describe(inner, value, path, file, locate))
  }
  const expected = [...new Set(issue.errors.flatMap((errors) => errors.map(expectedOf)))].join(', or ')
  const missing = valueAt(value, path) === undefined
  return [
    {
      ...common,
      code: missing ? 'missing' : 'wrong-type',
      message: missing ? `${name} is missing` : `${name} has the wrong form`,
      expected,
    },
  ]
}

const expectedOf = (issue: ZodIssue): string => {
  if (issue.code === 'invalid_type') return typeNames[issue.expected] ?? issue.expected
  if (issue.code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`
  return plain(issue.message)
}

const unknownKey = (key: string, issue: ZodIssue, path: Path, file: string, locate: Locate): Issue => {
  const known = knownKeys(path, issue.input)
  const near = nearest(key, known)
  const where = path.length === 0 ? '' : ` in ${showPath(path)}`
  return {
    code: 'unknown-key',
    level: 'error',
    message: `unknown key "${key}"${where}`,
    file,
    path: showPath([...path, key]),
    ...locate(path, key),
    received: `"${key}"`,
    ...(known.length > 0 ? { expected: `one of ${known.join(', ')}` } : {}),
    ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }),
  }
}

/** Keys that the schema knows at a path, found by walking the schema itself. */
const knownKeys = (path: Path, input: unknown): string[] => {
  let shapes: z.core.$ZodType[] = [pactSchema]
  for (const step of path) {
    shapes = shapes.flatMap(unwrap).flatMap((shape) => {
      const definition = (shape as z.ZodType).def as unknown as {
        type: string
        element?: z.core.$ZodType
        shape?: Record<string, z.core.$ZodType>
      }
      if (definition.type === 'array' && typeof step === 'number' && definition.element)
        return [definition.element]
      const inner = typeof step === 'string' ? definition.shape?.[step] : undefined
      return inner ? [inner] : []
    })
  }
  const given = input !== null && typeof input === 'object' ? Object.keys(input) : []
  const keySets = shapes
    .flatMap(unwrap)
    .map((shape) => Object.keys(((shape as z.ZodType).def as unknown as { shape?: object }).shape ?? {}))
    .filter((keys) => keys.length > 0)
  const overlap = (keys: string[]) => given.filter((key) => keys.includes(key)).length
  return keySets.sort((a, b) => overlap(b) - overlap(a))[0] ?? []
}

const unwrap = (shape: z.core.$ZodType): z.core.$ZodType[] => {
  const definition = (shape as z.ZodType).def as unknown as {
    type: string
    innerType?: z.core.$ZodType
    options?: z.core.$ZodType[]
  }
  if (definition.innerType) return unwrap(definition.innerType)
  if (definition.options) return definition.options.flatMap(unwrap)
  return [shape]
}

/** By place in the file, then by code. */
export const sortIssues = (issues: readonly Issue[]): Issue[] =>
  [...issues].sort(
    (a, b) =>
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      a.code.localeCompare(b.code, 'en'),
  )
