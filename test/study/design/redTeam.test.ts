import { describe, expect, it } from 'vitest'
import { assumptions, gameOf, solve } from '../../../src/crisis/index.js'
import {
  attackGains,
  attacks,
  castOf,
  type DesignRow,
  designAt,
  type RunJobs,
  redTeamOf,
  type Target,
} from '../../../src/study/design/index.js'
import { valuesAt } from '../../../src/study/index.js'
import { smallText, spaceFrom } from './spaces.js'

const space = spaceFrom(smallText)
const medians = valuesAt(assumptions, 0.5)
const gainsOf = (point: readonly number[]) => {
  const pact = designAt(space, point)
  const cast = castOf(pact)
  return attackGains(pact, cast, solve(gameOf(pact, cast, 'in-force', medians)), medians)
}
const at = (wanted: Partial<(typeof attacks)[number]>): number =>
  attacks.findIndex((one) =>
    Object.entries(wanted).every(([key, value]) => one[key as keyof typeof one] === value),
  )

describe("the adversary's gains", () => {
  it('are those of the game: payoff of the motivated type less its status quo', () => {
    const pact = designAt(space, [1, 1, 1, 1, 1])
    const cast = castOf(pact)
    const solved = solve(gameOf(pact, cast, 'in-force', medians))
    const gains = gainsOf([1, 1, 1, 1, 1])
    const { types, payoff } = solved
    const direct = payoff[2 * types.count + types.motivated] - types.statusQuo[types.motivated]
    expect(gains[at({ timing: 'in-force', level: 'full', sliced: false })]).toBeCloseTo(direct, 6)
  })

  it('are missing just for phases that the text does not pass through', () => {
    // A declaration without planned forces is in force when it is announced.
    const declared = gainsOf([0, 0, 0, 0, 0])
    attacks.forEach(({ timing }, k) => {
      expect(Number.isNaN(declared[k])).toBe(timing !== 'in-force')
    })
    const treaty = gainsOf([1, 0, 1, 2, 0])
    expect(Number.isNaN(treaty[at({ timing: 'announced', level: 'full' })])).toBe(false)
  })

  it('of a full attack are no smaller before the forces are there', () => {
    const gains = gainsOf([1, 1, 1, 2, 0])
    const full = (timing: 'announced' | 'in-force') => gains[at({ timing, level: 'full', sliced: false })]
    expect(full('announced')).toBeGreaterThanOrEqual(full('in-force'))
  })
})

describe('red team', () => {
  /** Gains by design and challenge, given instead of solved. */
  const matrix = (gains: readonly (readonly number[])[]) => {
    const targets = gains.map(
      (_, k): Target => ({ id: `D${k + 1}`, pact: designAt(space, [0, 0, 0, 0, 0]), money: 100 * (k + 1) }),
    )
    const run: RunJobs = async () =>
      gains.map((row) => {
        const out = new Float64Array(attacks.length * 6).fill(Number.NaN)
        row.forEach((gain, a) => {
          out.fill(gain, a * 6, (a + 1) * 6)
        })
        return out
      })
    return redTeamOf(
      targets,
      targets.map(({ id }) => ({ id })) as DesignRow[],
      { seed: 1, finalDraws: 8 },
      run,
    )
  }

  it('alternation ends at the least of the worst, as enumeration has it', async () => {
    const gains = [
      [9, 1, 2],
      [3, 8, 1],
      [4, 5, 6],
      [7, 7, 0],
    ]
    const { minimax, best } = await matrix(gains)
    const whole = minimax.at(-1)
    expect(whole?.gain).toBe(Math.min(...gains.map((row) => Math.max(...row))))
    expect(whole?.design).toBe('D3')
    expect(best.map(({ attacks: [first] }) => first.gain)).toEqual([9, 8, 6, 7])
    // Within a quarter of the money there is the first design alone.
    expect(minimax[0].design).toBe('D1')
    const steps = whole?.steps ?? []
    expect(steps.length).toBeGreaterThan(1)
    expect(steps.at(-1)?.design).toBe('D3')
  })
})
