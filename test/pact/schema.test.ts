import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pactJsonSchema, readPact } from '../../src/pact/index.js'
import { root } from '../world/data.js'
import { examples, pactOf, perfect } from './documents.js'

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

const schemas = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : [])

/** Every schema inside a schema, with the path of the property it describes. */
const walk = (schema: Json, path: string): readonly (readonly [string, Json])[] => [
  [path, schema],
  ...Object.entries(isObject(schema.properties) ? schema.properties : {}).flatMap(([key, inner]) =>
    isObject(inner) ? walk(inner, `${path}.${key}`) : [],
  ),
  ...(isObject(schema.items) ? walk(schema.items, `${path}[]`) : []),
  ...schemas(schema.anyOf).flatMap((inner, k) => walk(inner, `${path}|${k}`)),
]

/** The part of JSON Schema that the document language needs, written from its specification. */
const accepts = (schema: Json, value: unknown): boolean => {
  if ('const' in schema && schema.const !== value) return false
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) return false
  if (Array.isArray(schema.anyOf) && !schemas(schema.anyOf).some((option) => accepts(option, value)))
    return false
  switch (schema.type) {
    case 'string':
      return (
        typeof value === 'string' &&
        [schema, ...schemas(schema.allOf)].every(
          ({ pattern }) => typeof pattern !== 'string' || new RegExp(pattern, 'u').test(value),
        ) &&
        [...value].length >= Number(schema.minLength ?? 0) &&
        [...value].length <= Number(schema.maxLength ?? Number.POSITIVE_INFINITY)
      )
    case 'integer':
    case 'number':
      return (
        typeof value === 'number' &&
        (schema.type === 'number' || Number.isInteger(value)) &&
        value >= Number(schema.minimum ?? Number.NEGATIVE_INFINITY) &&
        value <= Number(schema.maximum ?? Number.POSITIVE_INFINITY) &&
        value > Number(schema.exclusiveMinimum ?? Number.NEGATIVE_INFINITY)
      )
    case 'boolean':
      return typeof value === 'boolean'
    case 'array':
      return (
        Array.isArray(value) &&
        value.length >= Number(schema.minItems ?? 0) &&
        value.every((item) => isObject(schema.items) && accepts(schema.items, item))
      )
    case 'object': {
      if (!isObject(value)) return false
      const properties = isObject(schema.properties) ? schema.properties : {}
      const required = Array.isArray(schema.required) ? schema.required : []
      return (
        required.every((key) => Object.hasOwn(value, String(key))) &&
        Object.entries(value).every(([key, inner]) => {
          const property = Object.hasOwn(properties, key) ? properties[key] : undefined
          return isObject(property) && accepts(property, inner)
        })
      )
    }
    default:
      return schema.type === undefined
  }
}

const schema = pactJsonSchema()
const all = walk(schema, '')

describe('the JSON Schema', () => {
  it('is of draft 2020-12, an object that allows no other keys', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      additionalProperties: false,
    })
    expect(schema.$id).toMatch(/^urn:/)
    expect(schema.title).toBeTypeOf('string')
    expect(Object.keys(schema.properties as Json)).toEqual(expect.arrayContaining(Object.keys(perfect)))
    expect(schema.required).toEqual(expect.arrayContaining(['pact', 'id', 'parties', 'commitments']))
  })

  it('says of every value at every level what it must be', () => {
    expect(all.length).toBeGreaterThan(200)
    for (const [path, part] of all) {
      const kinds = ['type', 'anyOf', 'enum', 'const'].filter((word) => word in part)
      expect(kinds.length, path).toBeGreaterThan(0)
      if (part.type === 'object') {
        expect(part.additionalProperties, path).toBe(false)
        expect(Object.keys(part.properties as Json).length, path).toBeGreaterThan(0)
        for (const key of (part.required ?? []) as string[])
          expect(Object.hasOwn(part.properties as Json, key), `${path}.${key}`).toBe(true)
      }
      if (part.type === 'array') expect(isObject(part.items), path).toBe(true)
      // A text is anything but blank, or of a form, or one of a list: nowhere may it be anything at all.
      if (part.type === 'string')
        expect('pattern' in part || 'enum' in part || 'const' in part || 'allOf' in part, path).toBe(true)
    }
  })

  it('uses no word that the check below does not understand', () => {
    const known = [
      ...['$schema', '$id', 'title', 'description', 'type', 'const', 'enum', 'anyOf', 'allOf', 'pattern'],
      ...['minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum', 'minItems', 'items'],
      // The meanings of `enum`, for editors: says nothing of what is allowed.
      ...['properties', 'required', 'additionalProperties', 'enumDescriptions'],
    ]
    for (const [path, part] of all)
      for (const word of Object.keys(part)) expect(known, `${path} ${word}`).toContain(word)
  })

  it('is the one on disk (written by scripts/write-schema.mjs)', () => {
    const written = readFileSync(join(root, 'schema/pact.schema.json'), 'utf8')
    expect(written).toBe(`${JSON.stringify(schema, null, 2)}\n`)
  })

  it.each(examples.map(({ name, text }) => [name, text] as const))('accepts %s', (_, text) => {
    expect(accepts(schema, pactOf(text))).toBe(true)
  })
})

const documents = fc.constantFrom(perfect, ...examples.map(({ text }) => pactOf(text)))
const junk = fc.oneof(
  fc.constantFrom<unknown>(
    '',
    ' ',
    'x',
    'UKR',
    'EU27',
    'POLAND',
    'each',
    'troops',
    '1',
    'treaty',
    'x'.repeat(29),
  ),
  fc.constantFrom<unknown>(0, 1, -1, 0.5, 3, 10, 1e9, true, false, null, [], {}, ['USA'], [{ group: 'EU' }]),
  fc.jsonValue({ maxDepth: 2 }),
)

/** Steps from the root to some value, taken at random. */
const pathTo = (value: unknown, picks: readonly number[]): (string | number)[] => {
  const path: (string | number)[] = []
  let inner = value
  for (const pick of picks) {
    if (inner === null || typeof inner !== 'object') break
    const keys = Object.keys(inner)
    if (keys.length === 0) break
    const key = keys[pick % keys.length]
    path.push(Array.isArray(inner) ? Number(key) : key)
    inner = (inner as Json)[key]
  }
  return path
}

const changedAt = (
  value: unknown,
  path: readonly (string | number)[],
  change: (old: unknown) => unknown,
): unknown => {
  if (path.length === 0) return change(value)
  const [step, ...rest] = path
  if (Array.isArray(value)) return value.with(Number(step), changedAt(value[Number(step)], rest, change))
  const object = value as Json
  const inner = changedAt(object[step], rest, change)
  const { [step]: _, ...others } = object
  return inner === undefined ? others : { ...others, [step]: inner }
}

describe('the schema and the reader', () => {
  it('accept and refuse the same documents', () => {
    let accepted = 0
    let refused = 0
    const picks = fc.array(fc.nat(50), { minLength: 1, maxLength: 7 })
    const how = fc.oneof(
      junk.map((value) => () => value),
      fc.constant(() => undefined),
      fc.string().map((key) => (old: unknown) => (isObject(old) ? { ...old, [key]: 1 } : old)),
    )
    fc.assert(
      fc.property(documents, picks, how, (document, where, change) => {
        const changed: unknown = JSON.parse(
          JSON.stringify(changedAt(document, pathTo(document, where), change)) ?? 'null',
        )
        const { pact, issues } = readPact(JSON.stringify(changed), 'f')
        // What JSON Schema cannot say: a date that exists, a range the right way up; and YAML's own limits.
        const beyond = issues.filter(
          ({ message, code }) =>
            /a date that exists|low is not above/.test(message) || /control|deep|duplicate/.test(code),
        )
        fc.pre(beyond.length === 0)
        if (pact === undefined) refused++
        else accepted++
        expect(accepts(schema, changed), JSON.stringify(issues[0])).toBe(pact !== undefined)
      }),
      { numRuns: 400 },
    )
    expect(Math.min(accepted, refused)).toBeGreaterThan(30)
  })
})
