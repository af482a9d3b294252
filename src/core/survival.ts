import { exp, log } from './elementary.js'

/*
 * Time to an event where some have not had it yet: the product-limit estimate with its intervals.
 */

/** One that was watched: how long, and whether the event came at the end of it or it was still awaited (censored). */
export interface Watched {
  /** >= 0, any unit. */
  readonly time: number
  readonly happened: boolean
  /** Weight, 1 if absent. With weights intervals treat them as counts. */
  readonly weight?: number
}

/** The curve from `time` on, up to the next step. */
export interface SurvivalStep {
  readonly time: number
  /** Watched just before `time`. */
  readonly atRisk: number
  readonly events: number
  /** Share without the event after `time`. */
  readonly survival: number
  /** Greenwood's standard error of it. */
  readonly se: number
  /** 95% interval by the complementary log-log (Borgan & Liestol 1990), which keeps within 0 and 1. NaN where survival is 0 or 1. */
  readonly low: number
  readonly high: number
}

export interface SurvivalCurve {
  readonly count: number
  readonly events: number
  /** Steps at times of events, in order. */
  readonly steps: readonly SurvivalStep[]
  /** Longest time watched. */
  readonly until: number
}

const Z_975 = 1.959963984540054

/**
 * The product-limit estimate (Kaplan & Meier 1958) of the share without the event over time. One that stops being watched at
 * the time of an event counts as at risk then. Variance by Greenwood (1926). NaN and negative times are refused.
 * @throws RangeError for a time or weight that is no number from 0
 */
export const kaplanMeier = (watched: readonly Watched[], z = Z_975): SurvivalCurve => {
  for (const { time, weight = 1 } of watched)
    if (!(time >= 0) || !(weight >= 0)) throw new RangeError('times and weights are numbers from 0')
  const order = [...watched].sort((a, b) => a.time - b.time)
  let atRisk = order.reduce((sum, { weight = 1 }) => sum + weight, 0)
  const count = order.length
  let survival = 1
  let greenwood = 0
  let total = 0
  const steps: SurvivalStep[] = []
  for (let i = 0; i < order.length; ) {
    const { time } = order[i]
    let events = 0
    let left = 0
    for (; i < order.length && order[i].time === time; i++) {
      const { weight = 1, happened } = order[i]
      left += weight
      if (happened) events += weight
    }
    if (events > 0) {
      total += events
      // Weights are sums of parts: what rounding leaves of the last one is nobody.
      survival = events >= atRisk * (1 - 1e-9) ? 0 : survival * (1 - events / atRisk)
      greenwood += events / (atRisk * (atRisk - events))
      steps.push({ time, atRisk, events, survival, ...intervalAt(survival, greenwood, z) })
    }
    atRisk -= left
  }
  return { count, events: total, steps, until: order.at(-1)?.time ?? 0 }
}

const intervalAt = (survival: number, greenwood: number, z: number) => {
  if (survival <= 0) return { se: 0, low: Number.NaN, high: Number.NaN }
  const spread = (z * Math.sqrt(greenwood)) / log(survival)
  return {
    se: survival * Math.sqrt(greenwood),
    // S to the power exp(+-spread); log S is negative, so the signs change sides.
    low: exp(log(survival) * exp(-spread)),
    high: exp(log(survival) * exp(spread)),
  }
}

/** The curve at a time: the step last passed, or all still without the event. */
export const survivalAt = ({ steps }: SurvivalCurve, time: number): SurvivalStep | undefined =>
  steps.findLast((step) => step.time <= time)

/** A time with its interval; null where the curve, or its bound, never gets there. */
export interface QuantileTime {
  readonly time: number | null
  readonly low: number | null
  readonly high: number | null
}

/**
 * Time by which a share `p` (0 to 1) has had the event: the first at which the curve is at or below 1 - p. Its interval is
 * where the bounds of the curve cross the same height (Brookmeyer & Crowley 1982).
 */
export const quantileTime = ({ steps }: SurvivalCurve, p: number): QuantileTime => {
  const height = 1 - p + 1e-12
  const first = (of: (step: SurvivalStep) => number): number | null =>
    steps.find((step) => of(step) <= height)?.time ?? null
  return {
    time: first(({ survival }) => survival),
    low: first(({ low, survival }) => (Number.isNaN(low) ? survival : low)),
    high: first(({ high, survival }) => (Number.isNaN(high) ? survival : high)),
  }
}
