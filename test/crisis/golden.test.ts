import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differenceContest, logit, ratioContest, requiredCredibility } from '../../src/crisis/contest.js'
import { outcomeOf } from '../../src/crisis/outcome.js'
import { solve } from '../../src/crisis/solve.js'
import { settleVote } from '../../src/crisis/vote.js'
import { withinYears } from '../../src/study/summarise.js'
import { game, guarantor, level } from './games.js'

// Exact small results: shared/model/golden.md and basis.md 1.2.
describe('golden numbers', () => {
  it('contest functions', () => {
    expect(ratioContest(3, 1, 1)).toBeCloseTo(0.75, 12)
    expect(ratioContest(3, 1, 2)).toBeCloseTo(0.9, 12)
    expect(differenceContest(3, 1, 1)).toBeCloseTo(0.8808, 4)
    expect(ratioContest(0, 0, 1)).toBe(0.5)
    expect(ratioContest(0, 1, 1)).toBe(0)
  })

  it('required credibility', () => {
    expect(requiredCredibility(45, -37.14, 5)).toBeCloseTo(0.487, 3)
    expect(requiredCredibility(5, 5, 0)).toBeNaN()
  })

  it('logit attack at response probabilities .2 .4 .6 .8', () => {
    const attack = (q: number): number => {
      const out = new Float64Array(2)
      logit(Float64Array.of((1 - q) * 45 + q * -37.14, 5), 0.05, out)
      return out[0]
    }
    expect([0.2, 0.4, 0.6, 0.8].map((q) => Number(attack(q).toFixed(3)))).toEqual([
      0.765, 0.588, 0.386, 0.217,
    ])
  })

  it('independent coalition (.7, .6, .5, .4, .3): at least one .975, all five .025', () => {
    // A guarantor fully delegated with probability p to a duty it would otherwise never meet.
    const members = [0.7, 0.6, 0.5, 0.4, 0.3].map((p, k) =>
      guarantor({ id: `G${k}`, delegated: [p], norm: [2000, 0, 0, 0, 0], audience: 0 }),
    )
    const spec = game({ guarantors: members, rho: 0, levels: [level({ found: 1 })] })
    const { responding } = outcomeOf(solve(spec)).levels[0]
    expect(1 - responding[0]).toBeCloseTo(0.9748, 4)
    expect(responding[5]).toBeCloseTo(0.0252, 4)
  })

  it('horizons: a Poisson rate of .5 a year at .2 an occasion', () => {
    expect(withinYears(0.2, 0.5, 10)).toBeCloseTo(1 - Math.exp(-1), 12)
    expect(withinYears(0, 0.5, 10)).toBe(0)
  })
})

describe('a unanimous vote', () => {
  it('solves each member’s logit equation against the others, for any gains and blame', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.double({ min: -30, max: 30, noNaN: true }),
            fc.double({ min: 0, max: 60, noNaN: true }),
          ),
          { minLength: 1, maxLength: 12 },
        ),
        (members) => {
          const gain = Float64Array.from(members, ([g]) => g)
          const blame = Float64Array.from(members, ([, b]) => b)
          const yes = new Float64Array(members.length).fill(0.5)
          settleVote({ kind: 'unanimity' }, gain, blame, 0.1, yes)
          yes.forEach((p, m) => {
            const others = yes.reduce((product, q, k) => (k === m ? product : product * q), 1)
            expect(p).toBeCloseTo(1 / (1 + Math.exp(-0.1 * (others * gain[m] + blame[m]))), 9)
          })
        },
      ),
    )
  })
})
