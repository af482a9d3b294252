import fc from 'fast-check'
import type { ChallengeLevel, Game, Guarantor, Procedure } from '../../src/crisis/game.js'

/*
 * Random games for properties: 1 to 3 levels, 2 to 5 responses, up to `most` guarantors, every procedure, forces on and
 * off the grid. Precisions are bounded so that most games have one equilibrium; what does not converge must say so.
 */

const unit = fc.nat(1000).map((k) => k / 1000)
const between = (low: number, high: number) => unit.map((u) => low + u * (high - low))

const levelOf = (id: string): fc.Arbitrary<Omit<ChallengeLevel, 'procedure'>> =>
  fc.record({
    id: fc.constant(id),
    share: between(0.1, 1),
    attackers: between(2, 60),
    defenders: between(0, 40),
    decisiveness: between(0.5, 2.5),
    faitAccompli: fc.oneof(fc.constantFrom(0, 1), unit),
    evict: between(1, 3),
    found: fc.oneof(fc.constantFrom(0, 1), unit),
    fightingCost: between(0, 60),
    costSlope: between(0, 1),
    backDownCost: between(0, 30),
    clash: unit,
    clashIfEscalated: unit,
    severity: unit,
    directSeverity: unit,
    forwardHit: unit,
  })

const guarantorOf = (
  id: string,
  levels: number,
  responses: number,
  direct: readonly boolean[],
): fc.Arbitrary<Guarantor> => {
  const perLevel = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: levels, maxLength: levels })
  const perResponse = <T>(value: (r: number) => fc.Arbitrary<T>) =>
    fc.tuple(...Array.from({ length: responses }, (_, r) => value(r)))
  const duty = fc.record({ response: fc.nat(responses - 1), bind: unit })
  const rising = (most: number) =>
    perResponse((r) => (r === 0 ? fc.constant(0) : between(0, most))).map((steps) =>
      [...steps].sort((a, b) => a - b),
    )
  return fc.record({
    id: fc.constant(id),
    stake: between(0, 0.8),
    fear: between(0, 40),
    audience: between(0, 60),
    tripwire: between(-1, 3),
    mandate: between(0, 20),
    blame: between(0, 40),
    cost: rising(20),
    upfront: perResponse(() => unit),
    exposure: rising(1),
    norm: rising(6),
    pain: rising(3),
    contact: perLevel(perResponse((r) => (direct[r] ? unit : fc.constant(0)))),
    force: perLevel(rising(3)),
    ifPassed: perLevel(duty),
    ifBlocked: perLevel(duty),
    delegated: perLevel(fc.oneof(fc.constantFrom(0, 1), unit)),
  })
}

/** Whole weights that sum to 1000. */
const weightsOf = (raw: readonly number[]): number[] => {
  const total = raw.reduce((sum, w) => sum + w, 0)
  const weights = raw.map((w) => Math.floor((1000 * w) / total))
  weights[0] += 1000 - weights.reduce((sum, w) => sum + w, 0)
  return weights
}

const procedureOf = (count: number): fc.Arbitrary<Procedure | null> => {
  if (count === 0) return fc.constant(null)
  const members = fc.uniqueArray(fc.nat(count - 1), { minLength: 1, maxLength: Math.min(count, 12) })
  const name = fc.constant('Council')
  return fc.oneof(
    fc.constant(null),
    fc.record({ kind: fc.constant('lead' as const), name, lead: fc.nat(count - 1) }),
    fc.record({
      kind: fc.constant('vote' as const),
      name,
      members,
      rule: fc.constant({ kind: 'unanimity' as const }),
    }),
    members.chain((ids) =>
      fc.record({
        kind: fc.constant('vote' as const),
        name,
        members: fc.constant(ids),
        rule: fc
          .array(fc.integer({ min: 1, max: 50 }), { minLength: ids.length, maxLength: ids.length })
          .map((raw) => ({
            kind: 'qualified' as const,
            weights: weightsOf(raw),
            states: Math.ceil(0.55 * ids.length),
            weight: 650,
            blocking: Math.min(4, ids.length),
          })),
      }),
    ),
  )
}

export const randomGame = (most: number, sharpest = 0.12): fc.Arbitrary<Game> =>
  fc
    .record({
      levels: fc.integer({ min: 1, max: 3 }),
      responses: fc.integer({ min: 2, max: 5 }),
      count: fc.oneof(fc.nat(Math.min(6, most)), fc.nat(most)),
    })
    .chain(({ levels, responses, count }) => {
      const direct = Array.from({ length: responses }, (_, r) => r >= responses - Math.ceil(responses / 3))
      return fc.record({
        adversary: fc.record({
          lambda: between(0, sharpest),
          value: between(20, 150),
          valueSigma: fc.oneof(fc.constant(0), between(0.1, 0.8)),
          valueNodes: fc.constantFrom(1, 3, 5),
          fearfulShare: fc.oneof(fc.constantFrom(0, 1), unit),
          statusQuo: fc.record({ greedy: between(-20, 20), fearful: between(-30, 10) }),
          prospects: fc.constant(null),
          clashCost: between(0, 80),
          escalateForce: between(1, 2),
          escalateCost: between(1, 2),
        }),
        levels: fc.tuple(
          ...Array.from({ length: levels }, (_, l) =>
            fc
              .tuple(levelOf(`level ${l}`), procedureOf(count))
              .map(([level, procedure]) => ({ ...level, procedure })),
          ),
        ),
        responses: fc.constant(Array.from({ length: responses }, (_, r) => `step ${r}`)),
        direct: fc.constant(direct),
        guarantors: fc.tuple(
          ...Array.from({ length: count }, (_, g) => guarantorOf(`G${g}`, levels, responses, direct)),
        ),
        lambdaGuarantor: between(0, sharpest),
        rho: fc.oneof(fc.constant(0), between(0, 20)),
        shockNodes: fc.constantFrom(1, 2, 3),
        forceStep: fc.constantFrom(0.5, 1, 2),
      })
    })
