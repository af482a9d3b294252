import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, nearest } from '../../src/core/index.js'

/** The definition, word for word, by plain recursion. */
const byDefinition = (a: string, b: string): number => {
  if (a === '' || b === '') return a.length + b.length
  const [x, y] = [a.slice(0, -1), b.slice(0, -1)]
  const same = a.at(-1) === b.at(-1) ? 0 : 1
  const swapped =
    a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)
      ? byDefinition(a.slice(0, -2), b.slice(0, -2)) + 1
      : Number.POSITIVE_INFINITY
  return Math.min(byDefinition(x, b) + 1, byDefinition(a, y) + 1, byDefinition(x, y) + same, swapped)
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })

describe('editDistance', () => {
  it('is the least number of edits (plain recursion over the definition)', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(byDefinition(a, b))
      }),
      { numRuns: 300 },
    )
  })

  it('is 0 for a word and itself, symmetric, and at most the longer length', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (a, b) => {
        expect(editDistance(a, a)).toBe(0)
        expect(editDistance(a, b)).toBe(editDistance(b, a))
        expect(editDistance(a, b)).toBeLessThanOrEqual(
          Math.max(a.toLowerCase().length, b.toLowerCase().length),
        )
      }),
    )
  })

  it.each([
    ['kitten', 'sitting', 3],
    ['trigger', 'trigegr', 1],
    ['deadline', 'Deadline', 0],
    ['ca', 'abc', 3],
    ['', 'abc', 3],
  ])('%s to %s is %i', (a, b, edits) => {
    expect(editDistance(a, b)).toBe(edits)
  })
})

describe('nearest', () => {
  const known = ['title', 'trigger', 'response', 'deadline']

  it.each([
    ['titel', 'title'],
    ['tirgger', 'trigger'],
    ['RESPONSE', 'response'],
    ['dedline', 'deadline'],
    ['respons', 'response'],
  ])('%s means %s', (typed, meant) => {
    expect(nearest(typed, known)).toBe(meant)
  })

  it('finds nothing where nothing is near', () => {
    for (const typed of ['voiding', 'x', 'xyzxyz', '']) expect(nearest(typed, known), typed).toBeUndefined()
    expect(nearest('title', [])).toBeUndefined()
    expect(nearest('t'.repeat(101), ['t'.repeat(101)])).toBeUndefined()
  })

  it('gives one of the nearest, within a third of the length', () => {
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 8 }), (typed, words) => {
        const least = Math.min(...words.map((other) => editDistance(typed, other)))
        const limit = Math.max(1, Math.ceil(typed.length / 3))
        const found = nearest(typed, words)
        if (least > limit) expect(found).toBeUndefined()
        else expect(editDistance(typed, found ?? 'none')).toBe(least)
      }),
      { numRuns: 500 },
    )
  })
})
