import type { z } from 'zod'
import type { Issue } from '../core/issue.js'
import { nearest } from '../core/nearest.js'
import { compareText } from '../core/order.js'
import { type Path, type ReadYaml, shorten } from './yaml.js'

/** Most faults listed: beyond that, they say nothing new. */
const MAX_FAULTS = 500

type ZodIssue = z.core.$ZodIssue

/** What the validator found, in our words and with its place in the file. */
export const describeFaults = (
  found: readonly ZodIssue[],
  schema: z.ZodType,
  yaml: ReadYaml,
  file: string,
): Issue[] => {
  const issues = sortIssues(
    found.flatMap((issue) => describe(issue, { schema, yaml, file }, steps(issue.path))),
  )
  if (issues.length <= MAX_FAULTS) return issues
  const { line = 1, column = 1 } = issues[MAX_FAULTS]
  const message = `${issues.length - MAX_FAULTS} more faults are not listed`
  return [
    ...issues.slice(0, MAX_FAULTS),
    { code: 'more-faults', level: 'error', message, file, line, column },
  ]
}

/** By place in the file, then by code. */
export const sortIssues = (issues: readonly Issue[]): Issue[] =>
  [...issues].sort(
    (a, b) =>
      (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || compareText(a.code, b.code),
  )

/** `a.b[2].c`, the way paths are shown to people. */
export const showPath = (path: Path): string =>
  path.reduce<string>(
    (shown, step) =>
      typeof step === 'number' ? `${shown}[${step}]` : shown === '' ? step : `${shown}.${step}`,
    '',
  )

interface Context {
  readonly schema: z.ZodType
  readonly yaml: ReadYaml
  readonly file: string
}

const steps = (path: readonly PropertyKey[]): Path =>
  path.map((step) => (typeof step === 'number' ? step : String(step)))

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, step) =>
      inner !== null && typeof inner === 'object' && Object.hasOwn(inner, step)
        ? (inner as Record<string | number, unknown>)[step]
        : undefined,
    value,
  )

const show = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (value === null) return 'nothing (an empty value)'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a mapping'
  return typeof value === 'string' ? shorten(JSON.stringify(value), 60) : String(value)
}

const typeNames: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
}

const typeName = (expected: string): string => typeNames[expected] ?? expected

const oneOf = (values: readonly string[]): string =>
  values.length === 1 ? values[0] : `one of ${values.join(', ')}`

type Fault = Pick<Issue, 'code' | 'message' | 'expected' | 'hint'>

const describe = (issue: ZodIssue, context: Context, path: Path): Issue[] => {
  const { yaml, file } = context
  const given = valueAt(yaml.value, path)
  const name = path.length === 0 ? 'the document' : showPath(path)
  const fault = (found: Fault): Issue => ({
    ...found,
    level: 'error',
    file,
    path: showPath(path),
    ...yaml.locate(path),
    received: show(given),
  })
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(issue.keys, context, path)
    case 'invalid_union':
      return issue.errors.length > 0
        ? describeUnion(issue.errors, context, path, fault, name)
        : [fault(notAmong(given, name, 'options' in issue ? (issue.options ?? []) : []))]
    case 'invalid_type':
      return [fault(wrongType(given, name, issue.expected))]
    case 'invalid_value':
      return [fault(notAmong(given, name, issue.values))]
    default: {
      const expected = requirement(issue)
      const code = issue.code === 'too_small' || issue.code === 'too_big' ? 'out-of-range' : 'bad-format'
      return [fault({ code, message: `${name} must ${expected}`, expected })]
    }
  }
}

const missing = (name: string, expected: string): Fault => ({
  code: 'missing',
  message: `${name} is missing`,
  expected,
})

const wrongType = (given: unknown, name: string, type: string): Fault => {
  const expected = typeName(type)
  if (given === undefined) return missing(name, expected)
  const bare = typeof given === 'number' || typeof given === 'boolean'
  return {
    code: 'wrong-type',
    message: `${name} must be ${expected}`,
    expected,
    ...(type === 'string' && bare ? { hint: `put it in quotes: "${given}"` } : {}),
    ...(type === 'array' && typeof given === 'string'
      ? { hint: `write a list: [${shorten(given, 60)}]` }
      : {}),
  }
}

const notAmong = (given: unknown, name: string, values: readonly unknown[]): Fault => {
  const allowed = values.map(String)
  const expected = oneOf(allowed)
  if (given === undefined) return missing(name, expected)
  const near = typeof given === 'string' ? nearest(given, allowed) : undefined
  const hint =
    typeof given !== 'object' && allowed.includes(String(given))
      ? `put it in quotes: "${given}"`
      : near && `did you mean "${near}"?`
  return {
    code: 'not-in-vocabulary',
    message: `${name} cannot be ${show(given)}`,
    expected,
    ...(hint === undefined ? {} : { hint }),
  }
}

const countedIn: Readonly<Record<string, readonly [one: string, more: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
}

/** What a value must, after "must": our own messages in the schema are noun phrases. */
const requirement = (issue: ZodIssue): string => {
  if (issue.code !== 'too_small' && issue.code !== 'too_big') return `be ${issue.message}`
  const limit = issue.code === 'too_small' ? issue.minimum : issue.maximum
  const counted = countedIn[issue.origin]
  if (counted !== undefined)
    return `have at ${issue.code === 'too_small' ? 'least' : 'most'} ${limit} ${counted[limit === 1 ? 0 : 1]}`
  if (issue.code === 'too_small') return issue.inclusive ? `be at least ${limit}` : `be above ${limit}`
  return issue.inclusive ? `be at most ${limit}` : `be below ${limit}`
}

/** Of a choice of shapes, reports against the one that fits the kind of value given. */
const describeUnion = (
  options: readonly (readonly ZodIssue[])[],
  context: Context,
  path: Path,
  fault: (found: Fault) => Issue,
  name: string,
): Issue[] => {
  const given = valueAt(context.yaml.value, path)
  const otherKind = (issue: ZodIssue): boolean =>
    issue.path.length === 0 &&
    (issue.code === 'invalid_type' || (issue.code === 'invalid_value' && typeof given !== 'string'))
  const candidates = options.filter((errors) => !errors.some(otherKind))
  if (candidates.length > 0) {
    const closest = [...candidates].sort((a, b) => a.length - b.length)[0]
    return closest.flatMap((inner) => describe(inner, context, [...path, ...steps(inner.path)]))
  }
  const expected = [...new Set(options.flatMap((errors) => errors.map(expectedOf)))].join(', or ')
  if (given === undefined) return [fault(missing(name, expected))]
  return [fault({ code: 'wrong-type', message: `${name} has the wrong form`, expected })]
}

const expectedOf = (issue: ZodIssue): string => {
  if (issue.code === 'invalid_type') return typeName(issue.expected)
  if (issue.code === 'invalid_value') return oneOf(issue.values.map(String))
  return issue.message
}

const unknownKeys = (keys: readonly string[], context: Context, path: Path): Issue[] => {
  const known = knownKeys(context.schema, path, valueAt(context.yaml.value, path))
  return keys.map((key) => {
    const near = nearest(key, known)
    const shown = JSON.stringify(shorten(key, 60)).slice(1, -1)
    const hint =
      key === '<<' ? 'merge keys are not read: write the entries out' : near && `did you mean "${near}"?`
    return {
      code: 'unknown-key',
      level: 'error',
      message: `unknown key "${shown}"${path.length === 0 ? '' : ` in ${showPath(path)}`}`,
      file: context.file,
      path: showPath([...path, shown]),
      ...context.yaml.locateKey([...path, key]),
      received: `"${shown}"`,
      ...(known.length > 0 ? { expected: oneOf(known) } : {}),
      ...(hint === undefined ? {} : { hint }),
    }
  })
}

/** What is read of a validator's own definition. */
interface Shape {
  readonly type: string
  readonly element?: z.core.$ZodType
  readonly valueType?: z.core.$ZodType
  readonly innerType?: z.core.$ZodType
  readonly options?: readonly z.core.$ZodType[]
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>
}

const shapeOf = (schema: z.core.$ZodType): Shape => (schema as z.ZodType).def as unknown as Shape

const unwrap = (schema: z.core.$ZodType): z.core.$ZodType[] => {
  const { innerType, options } = shapeOf(schema)
  if (innerType) return unwrap(innerType)
  return options ? options.flatMap(unwrap) : [schema]
}

/** Keys that the schema knows at a path, found by walking the schema itself. */
const knownKeys = (schema: z.ZodType, path: Path, given: unknown): readonly string[] => {
  let shapes: z.core.$ZodType[] = [schema]
  for (const step of path) {
    shapes = shapes.flatMap(unwrap).flatMap((outer) => {
      const { element, shape, valueType } = shapeOf(outer)
      const inner = typeof step === 'number' ? element : (shape?.[step] ?? valueType)
      return inner ? [inner] : []
    })
  }
  const present = given !== null && typeof given === 'object' ? Object.keys(given) : []
  const keySets = shapes
    .flatMap(unwrap)
    .map((shape) => Object.keys(shapeOf(shape).shape ?? {}))
    .filter((keys) => keys.length > 0)
  const overlap = (keys: readonly string[]) => present.filter((key) => keys.includes(key)).length
  return keySets.sort((a, b) => overlap(b) - overlap(a))[0] ?? []
}
