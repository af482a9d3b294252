import type { Distribution } from '../core/distribution.js'
import { en, type Strings } from './strings/en.js'

export { NO_NUMBER } from './strings/numbers.js'

/** Numbers as English writes them; `Strings` has those of each language. */
export const {
  percent,
  points,
  signedPoints,
  percentagePoints,
  credibility,
  significant,
  rangeText,
  intervalText,
} = en

/** A distribution in words. */
export const distributionText = (d: Distribution, t: Strings = en): string => {
  const n = t.significant
  const say = t.distribution
  switch (d.kind) {
    case 'fixed':
      return say.fixed(n(d.value))
    case 'uniform':
      return say.uniform(n(d.low), n(d.high))
    case 'logUniform':
      return say.logUniform(n(d.low), n(d.high))
    case 'normal':
      return say.normal(n(d.mean), n(d.sd))
    case 'logNormal':
      return say.logNormal(n(d.median), n(d.sigma))
    case 'triangular':
      return say.triangular(n(d.low), n(d.mode), n(d.high))
    case 'beta':
      return say.beta(n(d.alpha), n(d.beta), n(d.low ?? 0), n(d.high ?? 1))
    case 'pert':
      return say.pert(n(d.low), n(d.mode), n(d.high))
    case 'discrete':
      return say.discrete(sharesOf(d.values).map(({ value, weight }) => `${n(value)} (${t.percent(weight)})`))
    case 'elicited':
      return say.elicited(
        d.family,
        d.quantiles.map(({ p, value }) => say.quantile(n(value), n(100 * p))),
      )
    case 'mixture':
    case 'logPool': {
      const parts = sharesOf(d.components).map(
        ({ name, weight, distribution }) =>
          `${name} (${t.percent(weight)}: ${distributionText(distribution, t)})`,
      )
      return d.kind === 'mixture' ? say.linearPool(parts) : say.logPool(parts)
    }
    case 'truncated':
      return say.truncated(
        distributionText(d.of, t),
        d.low === undefined ? null : n(d.low),
        d.high === undefined ? null : n(d.high),
      )
  }
}

/** Weights as shares of their sum. */
const sharesOf = <T extends { readonly weight: number }>(parts: readonly T[]): T[] => {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0)
  return parts.map((part) => ({ ...part, weight: part.weight / total }))
}
