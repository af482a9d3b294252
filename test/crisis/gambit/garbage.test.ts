import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readGame } from '../../../src/crisis/gambit/index.js'
import { familyGame } from './family.js'

describe('garbage', () => {
  const sound = familyGame('gc1', 'het', 1)
  const never = (text: string): void => {
    const { game, issues } = readGame(text, 'x')
    const errors = issues.filter(({ level }) => level === 'error')
    expect(game === undefined).toBe(errors.length > 0)
    for (const { line, column } of issues) expect([line! >= 1, column! >= 1]).toEqual([true, true])
  }

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), never), { numRuns: 500 })
    const words = fc.constantFrom(
      ...[
        'EFG',
        'NFG',
        '1',
        '2',
        'R',
        '"',
        '""',
        '{',
        '}',
        ',',
        'c',
        'p',
        't',
        '0',
        '-1/2',
        '1e9',
        '1e',
        '\\"',
        '\n',
      ],
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (list) => never(list.join(' '))),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (list) =>
        never(`NFG 1 R "" { "A" "B" } { 2 1 } ${list.join(' ')}`),
      ),
      { numRuns: 300 },
    )
  })

  it('made by changing a sound file never throws', () => {
    const edit = fc.record({
      at: fc.nat(sound.length - 1),
      cut: fc.nat(12),
      put: fc.constantFrom(
        '',
        ' ',
        '"',
        '{',
        '}',
        '0',
        '9',
        '/0',
        'p',
        't ""',
        '\\',
        '-',
        '.',
        '\u0000',
        'é',
      ),
    })
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        never(edits.reduce((text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut), sound))
      }),
      { numRuns: 1500 },
    )
  })
})
