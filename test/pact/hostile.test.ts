import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { lintPact, type Pact, readPact, rules } from '../../src/pact/index.js'
import { examples, pactOf, perfect } from './documents.js'

/** What must hold of whatever is read: a document, or errors that stand inside the file; and no exception. */
const holds = (input: string | Uint8Array): void => {
  const { pact, issues, locate } = readPact(input, 'f.pact.yaml')
  const text = typeof input === 'string' ? input : Buffer.from(input).toString('utf8')
  const lines = text.replace(/^\ufeff/, '').split('\n')
  const inside = (line = 0, column = 0): boolean =>
    line >= 1 && line <= lines.length && column >= 1 && column <= lines[line - 1].length + 1
  if (pact === undefined) expect(issues.length).toBeGreaterThan(0)
  else expect(issues).toEqual([])
  const found = pact === undefined ? issues : lintPact(pact, 'f.pact.yaml', locate)
  for (const { line, column, message } of found) {
    expect(inside(line, column), `${line}:${column} ${message}`).toBe(true)
    expect(message.length).toBeGreaterThan(3)
    expect(/\p{Cc}/u.test(message.replaceAll('\x85', '')), JSON.stringify(message)).toBe(false)
  }
}

const example = fc.constantFrom(...examples.map(({ text }) => text), JSON.stringify(perfect, null, 2))
const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

type Mutation = (text: string) => string

const onLines = (change: (lines: string[], k: number) => string[]) =>
  fraction.map(
    (at): Mutation =>
      (text) => {
        const lines = text.split('\n')
        return change(lines, Math.floor(at * lines.length)).join('\n')
      },
  )

const signs = [
  ':',
  ' ',
  '- ',
  '[',
  ']',
  '{',
  '}',
  '&a ',
  '*a',
  '"',
  "'",
  '#',
  '|',
  '>',
  '!',
  '%',
  '@',
  ',',
  '\t',
  '\n',
]
const odd = fc.constantFrom(
  ...signs,
  '...',
  '---\n',
  '? ',
  '~',
  '<<: ',
  '\ufeff',
  '\u2028',
  'é',
  '🛡',
  '\\',
  '\r',
)

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  onLines((lines, k) => lines.toSpliced(k, 1)),
  onLines((lines, k) => lines.toSpliced(k, 0, lines[k])),
  onLines((lines, k) => lines.with(k, ` ${lines[k]}`)),
  onLines((lines, k) => lines.with(k, lines[k].replace(/^ /, ''))),
  onLines((lines, k) =>
    lines.with(
      k,
      lines[k].replace(/[\w-]+:/, (key) => `${key.slice(0, -2)}x:`),
    ),
  ),
  onLines((lines, k) => lines.with(k, lines[k].replace(/: .*/, ':'))),
  onLines((lines, k) => lines.with(k, lines[k].replace(/: .*/, ': [1, {a: b}]'))),
  onLines((lines, k) => lines.slice(0, k + 1)),
  onLines((lines, k) => [...lines.slice(k), ...lines.slice(0, k)]),
  fc.tuple(fraction, odd).map(
    ([at, sign]): Mutation =>
      (text) => {
        const k = Math.floor(at * text.length)
        return text.slice(0, k) + sign + text.slice(k)
      },
  ),
  fc.tuple(fraction, fc.integer({ min: 1, max: 40 })).map(
    ([at, length]): Mutation =>
      (text) => {
        const k = Math.floor(at * text.length)
        return text.slice(0, k) + text.slice(k + length)
      },
  ),
)

describe('whatever is read', () => {
  it('examples with a few slips of the pen give a document or errors inside the file', () => {
    fc.assert(
      fc.property(example, fc.array(mutation, { minLength: 1, maxLength: 4 }), (text, mutations) => {
        holds(mutations.reduce((changed, mutate) => mutate(changed), text))
      }),
      { numRuns: 300 },
    )
  })

  it('examples with flipped bytes give a document or errors inside the file', () => {
    const flips = fc.array(fc.tuple(fraction, fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 5,
    })
    fc.assert(
      fc.property(example, flips, (text, changes) => {
        const bytes = Buffer.from(text)
        for (const [at, mask] of changes) bytes[Math.floor(at * bytes.length)] ^= mask
        holds(bytes)
      }),
      { numRuns: 300 },
    )
  })

  it('noise gives errors inside the noise', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), holds), { numRuns: 250 })
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), holds), { numRuns: 300 })
    const yamlish = fc.array(fc.oneof(odd, fc.constantFrom('a', 'pact', '1', '  ', 'a: ')), { maxLength: 60 })
    fc.assert(
      fc.property(
        yamlish.map((pieces) => pieces.join('')),
        holds,
      ),
      { numRuns: 800 },
    )
  })

  it('any data at all, printed as YAML, gives a document or errors inside it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(...Object.keys(perfect)), (value, key) => {
        holds(stringify({ ...perfect, [key]: value }))
        holds(JSON.stringify(value))
      }),
      { numRuns: 200, examples: [[{ toString: null }, 'pact']] },
    )
  })
})

/** Documents made from the examples by leaving out parts that may be left out. */
const thinned: fc.Arbitrary<Pact> = fc
  .tuple(
    fc.constantFrom(...examples.map(({ text }) => pactOf(text)), perfect),
    fc.infiniteStream(fc.boolean()),
  )
  .map(([pact, keep]) => {
    const thin = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.filter(() => keep.next().value).map(thin)
      if (value === null || typeof value !== 'object') return value
      return Object.fromEntries(
        Object.entries(value)
          .filter(() => keep.next().value || keep.next().value)
          .map(([key, inner]) => [key, thin(inner)]),
      )
    }
    const { commitments, forces, money, unknown, ...rest } = pact
    return {
      ...rest,
      commitments: commitments.filter(() => keep.next().value),
      ...(forces && keep.next().value ? { forces } : {}),
      ...(money && keep.next().value ? { money: thin(money) as typeof money } : {}),
      ...(unknown ? { unknown: thin(unknown) as string[] } : {}),
    }
  })

describe('a document printed again', () => {
  it.each(examples.map(({ name, text }) => [name, text] as const))('%s reads to the same', (_, text) => {
    const pact = pactOf(text)
    expect(pactOf(stringify(pact))).toEqual(pact)
    expect(pactOf(stringify(pact, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE' }))).toEqual(pact)
    expect(pactOf(stringify(pact, { collectionStyle: 'flow', indent: 4 }))).toEqual(pact)
    expect(pactOf(JSON.stringify(pact))).toEqual(pact)
  })

  it('reads to the same where parts are left out, if it reads at all', () => {
    let read = 0
    fc.assert(
      fc.property(thinned, (draft) => {
        const { pact } = readPact(stringify(draft), 'f')
        if (pact === undefined) return
        read++
        expect(pact).toEqual(draft)
        expect(readPact(JSON.stringify(pact), 'f').pact).toEqual(pact)
      }),
      { numRuns: 150 },
    )
    expect(read).toBeGreaterThan(30)
  })

  it('reads to the same whatever the texts say', () => {
    const words = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
      .filter((text) => /\S/.test(text) && !/[\p{Cc}\ufffe\uffff]/u.test(text))
    const tricky = fc.constantFrom(
      'no',
      '1',
      '2025-01-01',
      'null',
      '- a',
      'a: b',
      '"',
      "'",
      '# x',
      '*a',
      '&a',
      '\n',
      ' x ',
    )
    fc.assert(
      fc.property(fc.oneof(words, tricky), words, (summary, title) => {
        fc.pre(/\S/.test(summary))
        const pact: Pact = { ...perfect, summary, title, unknown: [summary, title] }
        expect(pactOf(stringify(pact))).toEqual(pact)
        expect(pactOf(JSON.stringify(pact))).toEqual(pact)
      }),
      { numRuns: 150 },
    )
  })
})

describe('the linter', () => {
  it('throws at no document that reads', () => {
    fc.assert(
      fc.property(thinned, (draft) => {
        const { pact } = readPact(JSON.stringify(draft), 'f')
        if (pact !== undefined) for (const rule of rules) expect(() => rule.find(pact), rule.id).not.toThrow()
      }),
      { numRuns: 200 },
    )
  })
})
