import { describe, expect, it } from 'vitest'
import { readGame } from '../../../src/crisis/gambit/index.js'
import { faults } from './faults.js'

const HEAD = 'EFG 2 R "game" { "A" "B" }\n"comment"\n'

describe('an .efg file', () => {
  it('is read whole', () => {
    const { game, issues } = readGame(
      `EFG 2 D "a \\"fine\\" \\game" { "A" "B" } "two
lines"
c "root" 7 "deal" { "h" 1/3 "t" 2/3 } 0
p "" 1 5 "mine" { "up" "down" } 3 "fee" { -.5, 1e1 }
t "end" 4 "" { 1.25e-2 -7/4 }
t "" 3
p "" 2 5 "yours" { "left" } 0
c "" 7 0
t "" 3 "fee" { -1/2, 10.0 } t "" 0`,
      'x.efg',
    )
    expect(issues).toEqual([])
    expect(game).toEqual({
      title: 'a "fine" \\game',
      comment: 'two\nlines',
      players: ['A', 'B'],
      events: [{ number: 7, name: 'deal', actions: ['h', 't'], probabilities: [1 / 3, 2 / 3] }],
      sets: [
        { player: 0, number: 5, name: 'mine', actions: ['up', 'down'] },
        { player: 1, number: 5, name: 'yours', actions: ['left'] },
      ],
      outcomes: [
        { number: 3, name: 'fee', payoffs: [-0.5, 10] },
        { number: 4, name: '', payoffs: [0.0125, -1.75] },
      ],
      nodes: [
        { kind: 'chance', name: 'root', set: 0, outcome: -1 },
        { kind: 'personal', name: '', set: 0, outcome: 0 },
        { kind: 'terminal', name: 'end', set: -1, outcome: 1 },
        { kind: 'terminal', name: '', set: -1, outcome: 0 },
        { kind: 'personal', name: '', set: 1, outcome: -1 },
        { kind: 'chance', name: '', set: 0, outcome: -1 },
        { kind: 'terminal', name: '', set: -1, outcome: 0 },
        { kind: 'terminal', name: '', set: -1, outcome: -1 },
      ],
    })
  })

  it('reads long rationals to the nearest double', () => {
    const payoff = (text: string): number => {
      const { game, issues } = readGame(`EFG 2 R "" { "A" } t "" 1 "" { ${text} }`, 'x')
      expect(issues).toEqual([])
      return game!.outcomes[0].payoffs[0]
    }
    expect(payoff('100000000000000000000000000000001/300000000000000000000000000000003')).toBe(1 / 3)
    expect(payoff('-1/100000000000000000000000')).toBe(-1e-23)
    expect(payoff('9007199254740993/1')).toBe(9007199254740992)
    expect(payoff('9007199254740995/1')).toBe(9007199254740996)
    expect(payoff(`${'7'.repeat(400)}/${'7'.repeat(399)}0`)).toBe(7.777777777777778 / 7.777777777777778)
    expect(Object.is(payoff('-0'), 0)).toBe(true)
  })

  it('says where a fault is', () => {
    expect(faults('')).toEqual(['unexpected-end 1:1'])
    expect(faults('hello')).toEqual(['syntax 1:1'])
    expect(faults('EFG 3 R "" { }')).toEqual(['bad-version 1:5'])
    expect(faults('EFG 2 X "" { }')).toEqual(['syntax 1:7'])
    expect(faults('EFG 2 R { }')).toEqual(['syntax 1:9'])
    expect(faults('EFG 2 R "" { "A"\n 3 }')).toEqual(['syntax 2:2'])
    expect(faults(`${HEAD}x "" 0`)).toEqual(['syntax 3:1'])
    expect(faults(`${HEAD}p "" 1 1 "" { "a" "b" } 0\nt "" 0`)).toEqual(['unexpected-end 4:7'])
    expect(faults(`${HEAD}t "never ends`)).toEqual(['open-text 3:3'])
    expect(faults(`${HEAD}p "" 3 1 "" { "a" } 0\nt "" 0`)).toEqual(['unknown-player 3:6'])
    expect(faults(`${HEAD}p "" 0 1 "" { "a" } 0\nt "" 0`)).toEqual(['bad-number 3:6'])
    expect(faults(`${HEAD}p "" 1 1 0\nt "" 0`)).toEqual(['undefined 3:8'])
    expect(faults(`${HEAD}c "" 1 0\nt "" 0`)).toEqual(['undefined 3:6'])
    expect(faults(`${HEAD}p "" 1 1 "" { } 0\nt "" 0`)).toEqual(['no-actions 3:10'])
    expect(faults(`${HEAD}t "" 5`)).toEqual(['undefined 3:6'])
    expect(faults(`${HEAD}t "" 0 "" { 1 2 }`)).toEqual(['null-outcome 3:8'])
    expect(faults(`${HEAD}t "" 1 "" { 1 }`)).toEqual(['syntax 3:15'])
    expect(faults(`${HEAD}t "" 1 "" { 1 2 3 }`)).toEqual(['syntax 3:17'])
    expect(faults(`${HEAD}t "" 1 "" { 1 2/0 }`)).toEqual(['bad-number 3:15'])
    expect(faults(`${HEAD}t "" 1 "" { 1 1e999 }`)).toEqual(['bad-number 3:15'])
    expect(faults(`${HEAD}t "" 1 "" { 1 2x }`)).toEqual(['bad-number 3:15'])
    expect(faults(`${HEAD}t "" 1.5`)).toEqual(['bad-number 3:6'])
  })

  it('checks what is said twice', () => {
    const twice = (second: string): string[] =>
      faults(`${HEAD}p "" 1 1 "s" { "a" "b" } 0\np "" 2 1 "s" { "c" } 0\nt "" 1 "o" { 1 2 }\n${second}`)
    expect(twice('p "" 2 1 0\nt "" 1')).toEqual([])
    expect(twice('p "" 2 1 "s" { "c" } 0\nt "" 1 "o" { 2/2 2.0 }')).toEqual([])
    expect(twice('p "" 2 1 "s" { "d" } 0\nt "" 1')).toEqual(['different-actions 6:10'])
    expect(twice('p "" 2 1 "s" { "c" "d" } 0\nt "" 1')).toEqual(['different-actions 6:10'])
    expect(twice('p "" 2 1 "other" { "c" } 0\nt "" 1')).toEqual(['renamed 6:10'])
    expect(twice('t "" 1 "o" { 1 3 }')).toEqual(['different-numbers 6:8'])
    expect(
      faults(
        `${HEAD}c "" 1 "" { "a" 1/2 "b" 1/2 } 0\nt "" 0\nc "" 1 "" { "a" 1/3 "b" 2/3 } 0\nt "" 0 t "" 0`,
      ),
    ).toEqual(['different-numbers 5:8'])
  })

  it('checks the game itself', () => {
    expect(faults(`${HEAD}c "" 1 "" { "a" 0.5 "b" 0.4 } 0\nt "" 0\nt "" 0`)).toEqual(['probability-sum 3:1'])
    expect(faults(`${HEAD}c "" 1 "" { "a" 1.5 "b" -0.5 } 0\nt "" 0\nt "" 0`)).toEqual(['bad-probability 3:1'])
    expect(faults(`${HEAD}c "" 1 "" { "a" .3333333333 "b" .6666666667 } 0\nt "" 0\nt "" 0`)).toEqual([])
    expect(faults(`${HEAD}p "" 1 1 "" { "a" } 0\n  p "" 1 1 0\nt "" 0`)).toEqual(['absent-minded 4:3'])
    const forgets = 'p "" 1 1 "" { "a" "b" } 0\np "" 1 2 "" { "c" } 0\nt "" 0\np "" 1 2 0\nt "" 0'
    expect(faults(HEAD + forgets)).toEqual(['imperfect-recall 6:1'])
    expect(faults(`${HEAD}t "" 0\nt "" 0`)).toEqual(['trailing-text 4:1'])
  })

  it('stops counting warnings but not errors', () => {
    const many = Array.from({ length: 30 }, (_, k) => `p "" 2 1 "${k}" { "c" } 0\nt "" 0`).join('\n')
    const actions = Array.from({ length: 30 }, (_, k) => `"${k}"`).join(' ')
    const { game, issues } = readGame(`${HEAD}p "" 1 1 "" { ${actions} } 0\n${many}`, 'x')
    expect(game?.nodes.length).toBe(61)
    expect(issues.length).toBe(20)
  })

  it('has limits', () => {
    expect(readGame(' '.repeat(50_000_001), 'x').issues[0].code).toBe('too-large')
    const deep = `${HEAD}c "" 1 "" { "a" 1 } 0\n${'c "" 1 0\n'.repeat(2_000_000)}`
    expect(faults(deep)).toEqual(['too-large 2000003:1'])
    expect(faults('EFG 2 R "" { "A" } p "" 1 99999999999')).toEqual(['bad-number 1:27'])
  })

  it('reads a deep tree without recursion', () => {
    const { game } = readGame(`${HEAD}c "" 1 "" { "a" 1 } 0\n${'c "" 1 0\n'.repeat(200_000)}t "" 0`, 'x')
    expect(game?.nodes.length).toBe(200_002)
  })
})
