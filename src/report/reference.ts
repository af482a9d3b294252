import type { Interval } from '../core/summary.js'

/** A past rate at which pacts were honoured once war had come, with its 95% Wilson interval. */
export interface ReferenceRate {
  readonly label: string
  readonly honoured: number
  readonly tested: number
  readonly rate: Interval
}

/** Defence pacts tested in war: Berkemeier & Fuhrmann (2018), recomputed from the replication data. */
export const referenceRates: readonly ReferenceRate[] = [
  {
    label: '1816–1944',
    honoured: 36,
    tested: 59,
    rate: { p05: 0.483, p50: 36 / 59, p95: 0.724 },
  },
  {
    label: '1945–2003, lenient',
    honoured: 10,
    tested: 43,
    rate: { p05: 0.132, p50: 10 / 43, p95: 0.377 },
  },
  {
    label: '1945–2003, strict',
    honoured: 6,
    tested: 43,
    rate: { p05: 0.066, p50: 6 / 43, p95: 0.273 },
  },
]

export const referenceSource =
  'Defence pacts tested in war, Berkemeier and Fuhrmann (2018), recomputed from the replication data; 95% Wilson intervals. Lenient: one ally that helps is enough. Strict: one that does not is too many.'

/** Must stand beside the rates wherever they are shown. */
export const selectionWarning =
  'These pacts were tested because they were attacked. Weak pacts get attacked and strong ones do not, so these rates understate the reliability of strong pacts. They are not the probability that NATO, or any pact that has not been attacked, would be honoured.'
