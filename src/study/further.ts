import { type Interval, intervalOf } from '../core/summary.js'
import {
  type Foreknowledge,
  type Lever,
  type MoralHazard,
  type Phase,
  phases,
  provocationOf,
  type Strikes,
  survivalOf,
  type WindowOutcome,
} from '../crisis/index.js'
import type { Aspects } from './aspects.js'
import type {
  BurdenResult,
  CurvePoint,
  ForeknowledgeResult,
  Foreseen,
  Further,
  GuarantorBurden,
  MoralHazardResult,
  PeaceCostResult,
  Provoked,
  StateRef,
  TippingResult,
  WindowResult,
} from './result.js'

/** The aspects of one draw beside its rate of occasions a year. */
export interface AspectDraw {
  readonly aspects: Aspects
  readonly occasions: number
}

/** Months of the survival curve: five years. */
export const CURVE_MONTHS = 60

/** What the draws that were asked for more say; null where none were. Draws that did not converge are left out. */
export const furtherOf = (draws: readonly AspectDraw[], responders: readonly StateRef[]): Further | null => {
  const kept = draws.filter(({ aspects }) => aspects.converged)
  if (kept.length === 0) return null
  return {
    draws: kept.length,
    unconverged: draws.length - kept.length,
    window: windowResult(kept),
    foreknowledge: foreknowledgeResult(kept.map(({ aspects }) => aspects.foreknowledge)),
    burden: burdenResult(
      kept.map(({ aspects }) => aspects),
      responders,
    ),
    moralHazard: moralHazardResult(kept.map(({ aspects }) => aspects.moralHazard)),
    peaceCost: peaceCostResult(kept),
  }
}

const over = (values: readonly number[]): Interval => intervalOf(values) ?? { p05: 0, p50: 0, p95: 0 }

interface WindowDraw {
  readonly window: WindowOutcome
  readonly occasions: number
}

const windowResult = (draws: readonly AspectDraw[]): WindowResult | null => {
  const windows = draws.flatMap(({ aspects, occasions }): WindowDraw[] =>
    aspects.window === null ? [] : [{ window: aspects.window, occasions }],
  )
  if (windows.length === 0) return null
  const provoked = (pick: (strikes: Strikes) => number): Provoked => {
    const each = windows.map(({ window, occasions }) => provocationOf(window, occasions, pick))
    return {
      strike: over(each.map(({ strike }) => strike)),
      baseline: over(each.map(({ baseline }) => baseline)),
      excess: over(each.map(({ strike, baseline }) => strike - baseline)),
      perMonth: intervalOf(each.map(({ perMonth }) => perMonth)),
    }
  }
  const byMotive = (pick: (strike: Strikes['all']) => number) => ({
    all: provoked(({ all }) => pick(all)),
    greedy: provoked(({ greedy }) => pick(greedy)),
    fearful: provoked(({ fearful }) => pick(fearful)),
  })
  return {
    months: over(windows.map(({ window }) => window.phases[window.phases.length - 1].from)),
    phases: phases.flatMap((phase) => phaseResult(windows, phase)),
    before: over(windows.map(({ window }) => window.before.all.any)),
    curve: {
      any: curveOf(windows, ({ any }) => any),
      full: curveOf(windows, ({ levels }) => levels[levels.length - 1]),
    },
    provocation: {
      any: byMotive(({ any }) => any),
      full: byMotive(({ levels }) => levels[levels.length - 1]),
    },
  }
}

const phaseResult = (windows: readonly WindowDraw[], phase: Phase): WindowResult['phases'] => {
  const own = windows.flatMap(({ window }) => window.phases.filter((step) => step.phase === phase))
  if (own.length === 0) return []
  const last = own[0].strikes.all.levels.length - 1
  return [
    {
      phase,
      from: over(own.map(({ from }) => from)),
      challenge: over(own.map(({ strikes }) => strikes.all.any)),
      full: over(own.map(({ strikes }) => strikes.all.levels[last])),
    },
  ]
}

/** Month by month, with this guarantee on its way and with nothing promised. */
const curveOf = (
  windows: readonly WindowDraw[],
  pick: (strike: Strikes['all']) => number,
): readonly CurvePoint[] => {
  const promised = windows.map(({ window, occasions }) =>
    survivalOf(window.phases, occasions, CURVE_MONTHS, ({ all }) => pick(all)),
  )
  const nothing = windows.map(({ window, occasions }) => {
    const forever = [
      { phase: 'before' as const, from: 0, to: Number.POSITIVE_INFINITY, strikes: window.before },
    ]
    return survivalOf(forever, occasions, CURVE_MONTHS, ({ all }) => pick(all))
  })
  return Array.from({ length: CURVE_MONTHS }, (_, k) => ({
    month: k + 1,
    hazard: over(promised.map((curve) => curve[k].hazard)),
    survival: over(promised.map((curve) => curve[k].survival)),
    withoutGuarantee: over(nothing.map((curve) => curve[k].survival)),
  }))
}

const foreknowledgeResult = (draws: readonly Foreknowledge[]): ForeknowledgeResult => {
  const foreseen = (pick: (strikes: Strikes) => number): Foreseen => ({
    expecting: over(draws.map(({ expecting }) => pick(expecting))),
    knowing: over(draws.map(({ knowing }) => pick(knowing))),
    value: over(draws.map(({ expecting, knowing }) => pick(expecting) - pick(knowing))),
  })
  return {
    challenge: {
      any: foreseen(({ all }) => all.any),
      hybrid: foreseen(({ all }) => all.levels[0]),
      limited: foreseen(({ all }) => all.levels[1]),
      full: foreseen(({ all }) => all.levels[2]),
    },
    dissuaded: over(draws.map(({ dissuaded }) => dissuaded)),
    invited: over(draws.map(({ invited }) => invited)),
  }
}

const burdenResult = (draws: readonly Aspects[], responders: readonly StateRef[]): BurdenResult => ({
  force: over(draws.map(({ burden }) => burden.force)),
  optimum: over(draws.map(({ optimum }) => optimum.force)),
  gap: over(draws.map(({ burden, optimum }) => optimum.force - burden.force)),
  deterrenceAtOptimum: over(draws.map(({ deterrenceAtOptimum }) => deterrenceAtOptimum)),
  largestShare: over(draws.map(({ burden }) => burden.largest)),
  cost: over(draws.map(({ burden }) => burden.cost)),
  fear: over(draws.map(({ burden }) => burden.fear)),
  byGuarantor: responders.map((state, g) => ({
    ...state,
    force: over(draws.map(({ burden }) => burden.shares[g].force)),
    optimum: over(draws.map(({ optimum }) => optimum.shares[g].force)),
    cost: over(draws.map(({ burden }) => burden.shares[g].cost)),
    fear: over(draws.map(({ burden }) => burden.shares[g].fear)),
    tipping: tippingResult(draws.flatMap(({ tipping }) => tipping[g] ?? [])),
  })),
})

type Tips = NonNullable<Aspects['tipping'][number]>

const tippingResult = (draws: readonly Tips[]): GuarantorBurden['tipping'] => {
  if (draws.length === 0) return null
  const of = (lever: Lever): TippingResult => {
    const reached = draws.filter((tips) => !Number.isNaN(tips[lever].at))
    return {
      now: over(draws.map((tips) => tips[lever].now)),
      at: intervalOf(reached.map((tips) => tips[lever].at)),
      reachable: reached.length / draws.length,
    }
  }
  return { bind: of('bind'), stake: of('stake'), forwardForce: of('forwardForce') }
}

const moralHazardResult = (draws: readonly MoralHazard[]): MoralHazardResult => ({
  assertive: over(draws.map(({ assertive }) => assertive)),
  withoutGuarantee: over(draws.map(({ without }) => without)),
  change: over(draws.map(({ assertive, without }) => assertive - without)),
  withoutVoiding: intervalOf(draws.map(({ unvoided }) => unvoided)),
  challenge: {
    restrained: over(draws.map(({ challenge }) => challenge.restrained)),
    assertive: over(draws.map(({ challenge }) => challenge.assertive)),
  },
})

const peaceCostResult = (draws: readonly AspectDraw[]): PeaceCostResult => ({
  brigades: over(draws.map(({ aspects }) => aspects.peaceCost.brigades)),
  forces: over(draws.map(({ aspects }) => aspects.peaceCost.forces)),
  money: draws[0].aspects.peaceCost.money.map(({ currency, perYear, total }) => ({
    currency,
    perYear,
    total,
  })),
})
