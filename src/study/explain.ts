import type { Assumption } from '../crisis/index.js'
import type { Option } from './option.js'
import type { Driver } from './result.js'
import { sweepOf } from './sweep.js'
import { driversIn } from './swept.js'

/**
 * One assumption at a time: P(no challenge) with it at its 5th and 95th percentile and all others at their medians,
 * largest change first. It shows no interactions; `guarantor study` will.
 */
export const driversOf = (
  option: Option,
  assumptions: readonly Assumption[],
  onProgress: (done: number, total: number) => void = () => undefined,
): Driver[] => driversIn(sweepOf(option, assumptions, onProgress, false), 'deterrence')
