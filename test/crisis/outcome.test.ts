import { describe, expect, it } from 'vitest'
import type { Game } from '../../src/crisis/game.js'
import { outcomeOf } from '../../src/crisis/outcome.js'
import { type Equilibrium, solve } from '../../src/crisis/solve.js'
import { type BruteState, beliefs, happens, lastMove, type Profile, shocksOf, typesOf } from './brute.js'
import { game, guarantor, level } from './games.js'

/** One guarantor's part of a path: what it did, by choice or as obliged, and whether it is in the way. */
interface Part {
  readonly r: number
  readonly free: boolean
  readonly cell: number
  readonly contact: boolean
  readonly p: number
}

const partsOf = (spec: Game, profile: Profile, state: BruteState, g: number): Part[] => {
  const guard = spec.guarantors[g]
  const owed = state.finding === 'notFound' ? 0 : guard.ifPassed[state.level].response
  const share = owed > 0 ? guard.delegated[state.level] : 0
  return spec.responses
    .flatMap((_, r) => {
      const cells = guard.force[state.level][r] / spec.forceStep
      const low = Math.floor(cells)
      const contact = guard.contact[state.level][r]
      const modes = [
        { free: true, p: (1 - share) * profile.choice(state, g, r) },
        { free: false, p: owed === r ? share : 0 },
      ]
      return modes.flatMap(({ free, p }) =>
        [
          { cell: low, weight: 1 - (cells - low) },
          { cell: low + 1, weight: cells - low },
        ].flatMap(({ cell, weight }) =>
          [true, false].map((touches) => ({
            r,
            free,
            cell,
            contact: touches,
            p: p * weight * (touches ? contact : 1 - contact),
          })),
        ),
      )
    })
    .filter(({ p }) => p > 0)
}

const walk = (spec: Game, equilibrium: Equilibrium) => {
  const width = spec.levels.length + 1
  const profile: Profile = {
    challenge: (type, k) => equilibrium.challenge[type * width + k],
    choice: (state, g, r) => {
      const junction = equilibrium.junctions.find(
        (j) => j.level === state.level && j.branch === state.branch,
      )!
      const solved = junction.states.find((s) => s.finding === state.finding && s.shock === state.shock)!
      return solved.coalition.choice[solved.coalition.layout.order.indexOf(g) * spec.responses.length + r]
    },
    consent: () => 1,
  }
  const types = typesOf(spec)
  const weights = beliefs(spec, profile, 0)
  const shocks = shocksOf(spec)
  const total = { war: 0, clash: 0, lost: 0, byGuarantors: 0, force: 0 }
  const honour = spec.guarantors.map(() => 0)
  const without = spec.guarantors.map(() => ({ none: 0, owed: 0 }))
  let found = 0
  const l = spec.levels[0]
  for (const branch of ['contested', 'faitAccompli'] as const)
    for (const finding of ['notFound', 'passed'] as const)
      shocks.weights.forEach((shockWeight, shock) => {
        const state: BruteState = { level: 0, branch, finding, shock }
        const weight =
          shockWeight *
          (branch === 'faitAccompli' ? l.faitAccompli : 1 - l.faitAccompli) *
          (finding === 'passed' ? l.found : 1 - l.found)
        if (finding === 'passed') {
          found += weight
          spec.guarantors.forEach((guard, g) => {
            for (let r = guard.ifPassed[0].response; r < spec.responses.length; r++)
              honour[g] += weight * happens(spec, profile, state, g, r)
          })
        }
        const sumOver = (lists: readonly Part[][], visit: (path: Part[], p: number) => void) => {
          const step = (k: number, path: Part[], p: number): void => {
            if (k === lists.length) visit(path, p)
            else for (const part of lists[k]) step(k + 1, [...path, part], p * part.p)
          }
          step(0, [], 1)
        }
        const warOn = (path: readonly Part[]) => {
          const force = path.reduce((sum, part) => sum + part.cell, 0) * spec.forceStep
          const joined = path.some((part) => part.contact)
          let war = 0
          let lost = 0
          let clash = 0
          types.forEach((type, t) => {
            const { choice, p, pEscalated } = lastMove(spec, state, type.value, force, joined)
            war += weights[t] * (choice[0] + choice[2])
            lost += weights[t] * (choice[0] * p + choice[2] * pEscalated)
            if (joined) clash += weights[t] * (choice[0] * l.clash + choice[2] * l.clashIfEscalated)
          })
          return { war, lost, clash, force }
        }
        const lists = spec.guarantors.map((_, g) => partsOf(spec, profile, state, g))
        sumOver(lists, (path, p) => {
          const { war, lost, clash, force } = warOn(path)
          total.war += weight * p * war
          total.lost += weight * p * lost
          total.clash += weight * p * clash
          total.force += weight * p * force
          const chosen = path.some((part) => part.contact && part.free)
          if (branch === 'faitAccompli' && chosen) total.byGuarantors += weight * p * war
        })
        spec.guarantors.forEach((guard, g) => {
          const fixed = (r: number): Profile => ({
            ...profile,
            choice: (s, other, k) => (other === g ? Number(k === r) : profile.choice(s, other, k)),
          })
          const whole = {
            ...spec,
            guarantors: spec.guarantors.map((one, k) => (k === g ? { ...one, delegated: [0] } : one)),
          }
          for (const [key, r] of [
            ['none', 0],
            ['owed', guard.ifPassed[0].response],
          ] as const)
            sumOver(
              spec.guarantors.map((_, k) => partsOf(whole, fixed(r), state, k)),
              (path, p) => {
                without[g][key] += weight * p * warOn(path).war
              },
            )
        })
      })
  return {
    total,
    honour: honour.map((h) => h / found),
    pivotal: without.map(({ none, owed }) => none - owed),
  }
}

describe('outcomes read off a solved game', () => {
  const spec = game({
    guarantors: [
      guarantor({ id: 'A', delegated: [0.3], ifPassed: [{ response: 4, bind: 0.7 }] }),
      guarantor({
        id: 'B',
        stake: 0.1,
        force: [[0, 0, 0.4, 1.3, 2.6]],
        ifPassed: [{ response: 2, bind: 0.5 }],
        ifBlocked: [{ response: 2, bind: 0.5 }],
      }),
    ],
    levels: [level({ faitAccompli: 0.4 })],
    adversary: { valueNodes: 5 },
  })
  const equilibrium = solve(spec)
  const [outcome] = outcomeOf(equilibrium).levels
  const brute = walk(spec, equilibrium)

  it('equal those of a walk along every path of the tree', () => {
    expect(outcome.war).toBeCloseTo(brute.total.war, 10)
    expect(outcome.lost).toBeCloseTo(brute.total.lost, 10)
    expect(outcome.clash).toBeCloseTo(brute.total.clash, 10)
    expect(outcome.force.mean).toBeCloseTo(brute.total.force, 10)
    expect(outcome.burden).toBeCloseTo(1 - brute.total.byGuarantors / brute.total.war, 10)
    expect(outcome.burden).toBeLessThan(1)
  })

  it('give honour and the effect of one response as that walk does', () => {
    outcomeOf(equilibrium).guarantors.forEach((one, g) => {
      expect(one.honour[0]).toBeCloseTo(brute.honour[g], 10)
      expect(one.pivotal[0]).toBeCloseTo(brute.pivotal[g], 10)
    })
  })

  it('leave the last clear chance with the adversary when nobody is free to choose', () => {
    const bound = {
      ...spec,
      guarantors: spec.guarantors.map((one) => ({ ...one, delegated: [1] })),
      levels: [level({ found: 1, faitAccompli: 0.4 })],
    }
    expect(outcomeOf(solve(bound)).levels[0].burden).toBeCloseTo(1, 12)
  })

  it('give verdicts that follow from the two payoffs', () => {
    const verdict = (statusQuo: number, bind = 1) => {
      const duty = [{ response: 4, bind }]
      const members = [guarantor({ ifPassed: duty, ifBlocked: duty, audience: 300 })]
      const one = game({
        guarantors: members,
        levels: [level({ found: 1 })],
        adversary: { statusQuo: { greedy: statusQuo, fearful: statusQuo } },
      })
      return outcomeOf(solve(one)).levels[0].median
    }
    const { eu0, eu1 } = verdict(0)
    expect(eu0).toBeGreaterThan(eu1)
    expect(verdict(eu0 + 1).verdict).toBe('none-needed')
    expect(verdict(eu1 - 3).verdict).toBe('capability-problem')
    expect(verdict((eu0 + 3 * eu1) / 4).verdict).toBe('deterred')
    expect(verdict((9 * eu0 + eu1) / 10, 0.01).verdict).toMatch(/deterred/)
    expect(verdict(eu1 + 0.1, 0).supplied).toBeLessThan(1)
  })
})
