import { describe, expect, it } from 'vitest'
import { readGame } from '../../../src/crisis/gambit/index.js'
import { faults } from './faults.js'

describe('an .nfg file', () => {
  const GAME = 'NFG 1 R "g" { "A" "B" }'
  const cells = (text: string): string[] => {
    const { game, issues } = readGame(text, 'x.nfg')
    expect(issues).toEqual([])
    const paid = game!.nodes.flatMap(({ kind, outcome }) =>
      kind !== 'terminal' ? [] : [outcome < 0 ? '-' : game!.outcomes[outcome].payoffs.join()],
    )
    return paid
  }

  it('is read by payoffs, the first player fastest', () => {
    // Terminal nodes come with the last player fastest.
    const want = ['11,12', '31,32', '51,52', '21,22', '41,42', '61,62']
    expect(cells(`${GAME} { 2 3 } "comment" 11 12 21 22 31 32 41 42 51 52 61 62`)).toEqual(want)
    expect(cells(`${GAME} { { "u" "d" } { "l" "m" "r" } } 11 12 21 22 31 32 41 42 51 52 61 62`)).toEqual(want)
    const { game } = readGame(`${GAME} { { "u" "d" } { "l" } } "c" 1 2 3 4`, 'x')
    expect(game).toEqual({
      title: 'g',
      comment: 'c',
      players: ['A', 'B'],
      sets: [
        { player: 0, number: 1, name: '', actions: ['u', 'd'] },
        { player: 1, number: 1, name: '', actions: ['l'] },
      ],
      events: [],
      outcomes: [
        { number: 1, name: '', payoffs: [1, 2] },
        { number: 2, name: '', payoffs: [3, 4] },
      ],
      nodes: [
        { kind: 'personal', name: '', set: 0, outcome: -1 },
        { kind: 'personal', name: '', set: 1, outcome: -1 },
        { kind: 'terminal', name: '', set: -1, outcome: 0 },
        { kind: 'personal', name: '', set: 1, outcome: -1 },
        { kind: 'terminal', name: '', set: -1, outcome: 1 },
      ],
    })
  })

  it('is read by outcomes, 0 for zeros', () => {
    const text = `${GAME}\n{\n{ "1" "2" }\n{ "1" "2" }\n}\n"c"\n{\n{ "x" 1, 1/2 }\n{ "y" -2 3 }\n}\n1 0 2 1\n`
    expect(cells(text)).toEqual(['1,0.5', '-2,3', '-', '1,0.5'])
  })

  it('has three players in the right places', () => {
    const numbers = Array.from({ length: 12 }, (_, cell) => `${cell} ${cell} ${cell}`).join(' ')
    const got = cells(`NFG 1 D "" { "A" "B" "C" } { 2 3 2 } ${numbers}`).map((cell) =>
      Number(cell.split(',')[0]),
    )
    const want: number[] = []
    for (let a = 0; a < 2; a++)
      for (let b = 0; b < 3; b++) for (let c = 0; c < 2; c++) want.push(a + 2 * b + 6 * c)
    expect(got).toEqual(want)
  })

  it('says where a fault is', () => {
    expect(faults(`${GAME} { 2 }`)).toEqual(['syntax 1:29'])
    expect(faults(`${GAME} { 2 0 } 1 2`)).toEqual(['bad-number 1:29'])
    expect(faults(`${GAME} { { "a" } { } } 1 2`)).toEqual(['no-actions 1:35'])
    expect(faults(`${GAME} { 1 2 } 1 2 3`)).toEqual(['unexpected-end 1:38'])
    expect(faults(`${GAME} { 1 2 }\n1 2 3 4 5`)).toEqual(['syntax 2:9'])
    expect(faults(`${GAME} { 1 2 }\n{ { "" 1 2 } }\n1 2`)).toEqual(['undefined 3:3'])
    expect(faults(`${GAME} { 99999 99999 }`)).toEqual(['too-large 1:25'])
    expect(faults('NFG 1 R "" { } { } 1')).toEqual(['no-players 1:16'])
  })
})
