import type { Interval } from '../core/summary.js'

/** A past rate at which pacts were honoured once war had come, with its 95% Wilson interval. */
export interface ReferenceRate {
  readonly honoured: number
  readonly tested: number
  readonly rate: Interval
}

/**
 * Defence pacts tested in war: Berkemeier & Fuhrmann (2018), recomputed from the replication data. 1816 to 1944; 1945 to
 * 2003, lenient and strict. `Strings` names them in this order.
 */
export const referenceRates: readonly ReferenceRate[] = [
  {
    honoured: 36,
    tested: 59,
    rate: { p05: 0.483, p50: 36 / 59, p95: 0.724 },
  },
  {
    honoured: 10,
    tested: 43,
    rate: { p05: 0.132, p50: 10 / 43, p95: 0.377 },
  },
  {
    honoured: 6,
    tested: 43,
    rate: { p05: 0.066, p50: 6 / 43, p95: 0.273 },
  },
]
