import { truncatedQuantile } from '../core/distribution.js'
import type { Assumption, Values } from '../crisis/index.js'
import { outcomeOf } from '../crisis/index.js'
import { valuesAt } from './draws.js'
import type { Option } from './option.js'
import type { Driver } from './result.js'
import { solveAt } from './solveDraws.js'

/**
 * One assumption at a time: P(no challenge) with it at its 5th and 95th percentile and all others at their medians,
 * largest change first. It shows no interactions; `guarantor study` will.
 */
export const driversOf = (
  option: Option,
  assumptions: readonly Assumption[],
  onProgress: (done: number, total: number) => void = () => undefined,
): Driver[] => {
  const medians = valuesAt(assumptions, 0.5)
  const centre = solveAt(option, medians)[0].equilibrium
  const base = outcomeOf(centre).deterrence
  const at = (values: Values) => {
    const outcome = outcomeOf(solveAt(option, values, centre)[0].equilibrium)
    return {
      deterrence: outcome.deterrence,
      verdicts: outcome.levels.map((level) => `${level.median.verdict} ${level.motivated.verdict}`).join(),
    }
  }
  const free = assumptions.filter(({ distribution }) => distribution.kind !== 'fixed')
  const drivers = free.map(({ name, meaning, unit, judgement, distribution, range }, index): Driver => {
    const low = truncatedQuantile(distribution, range, 0.05)
    const high = truncatedQuantile(distribution, range, 0.95)
    const below = at({ ...medians, [name]: low })
    const above = at({ ...medians, [name]: high })
    onProgress(index + 1, free.length)
    return {
      name,
      meaning,
      unit,
      judgement,
      low,
      high,
      atLow: below.deterrence,
      atHigh: above.deterrence,
      base,
      verdictChanges: below.verdicts !== above.verdicts,
    }
  })
  const reach = (driver: Driver) => Math.max(Math.abs(driver.atLow - base), Math.abs(driver.atHigh - base))
  return drivers.sort((a, b) => reach(b) - reach(a) || (a.name < b.name ? -1 : 1))
}
