import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { editText } from '../../src/pact/edit.js'

type Step = string | number

const texts = readdirSync('examples', { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.pact.yaml'))
  .map((name) => readFileSync(`examples/${name}`, 'utf8'))

const pathsIn = (value: unknown, path: readonly Step[] = []): (readonly Step[])[] =>
  typeof value !== 'object' || value === null
    ? [path]
    : [
        path,
        ...Object.entries(value).flatMap(([key, inner]) =>
          pathsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
        ),
      ]

const withValue = (value: unknown, path: readonly Step[], put: unknown): unknown => {
  const [first, ...rest] = path
  if (first === undefined) return put
  if (Array.isArray(value)) {
    const copy = [...value]
    if (rest.length === 0 && put === undefined) copy.splice(Number(first), 1)
    else copy[Number(first)] = withValue(copy[Number(first)], rest, put)
    return copy
  }
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) }
  if (rest.length === 0 && put === undefined) delete copy[first]
  else copy[first] = withValue(copy[first], rest, put)
  return copy
}

const cases = texts.flatMap((text) =>
  pathsIn(parse(text))
    .filter((path) => path.length > 0)
    .map((path) => ({ text, path })),
)

const value = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.constantFrom('a: b', '# no comment', '- x', 'two\nlines', '', 'yes', '2026-01-01'),
  fc.integer(),
  fc.boolean(),
  fc.array(fc.string({ maxLength: 10 }), { minLength: 1, maxLength: 3 }),
  fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ maxLength: 12 }), { minKeys: 1, maxKeys: 3 }),
)

describe('a change in the text of a document', () => {
  it('is the change asked for and no other, or is refused', () => {
    let refused = 0
    fc.assert(
      fc.property(fc.constantFrom(...cases), value, ({ text, path }, put) => {
        const edited = editText(text, path, put)
        if (edited === null) refused++
        // A text that others repeat by alias changes in all its places: only the place asked for is looked at then.
        else if (text.includes('&')) expect(valueAt(parse(edited), path)).toEqual(put)
        else expect(parse(edited)).toEqual(withValue(parse(text), path, put))
      }),
      { numRuns: 250 },
    )
    expect(refused).toBeLessThan(80)
  })

  it('takes away what is there and nothing else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...cases.filter(({ text }) => !text.includes('&'))), ({ text, path }) => {
        const edited = editText(text, path, undefined)
        expect(edited).not.toBeNull()
        const before = valueAt(parse(text), path.slice(0, -1)) as object
        const expected = withValue(parse(text), path, undefined)
        if (Object.keys(before).length > 1) expect(parse(edited as string)).toEqual(expected)
      }),
      { numRuns: 120 },
    )
  })

  it('leaves every other line as it was when a word changes', () => {
    const text =
      '# a note\nform: declaration # said so\ncommitments:\n  - id: one   # first\n    text: >-\n      Long words\n      folded.\n'
    expect(editText(text, ['form'], 'treaty')).toBe(text.replace('declaration', 'treaty'))
    expect(editText(text, ['commitments', 0, 'kind'], 'defence')).toBe(
      `${text.trimEnd()}\n    kind: defence\n`,
    )
    expect(editText(text, ['term', 'years'], 5)).toBe(`${text.trimEnd()}\nterm:\n  years: 5\n`)
  })

  it('refuses a text that cannot be read', () => {
    expect(editText('a: [1, 2', ['a'], 1)).toBeNull()
  })
})

const valueAt = (value: unknown, path: readonly Step[]): unknown =>
  path.reduce<unknown>((inner, step) => (inner as Record<Step, unknown>)[step], value)
