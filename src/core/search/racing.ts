/*
 * Racing on common draws: what is compared are differences on the same draws, so that what all share drops out.
 */

/** [objective][draw], all to be made small. */
export type Columns = readonly ArrayLike<number>[]

/** One-sided 95% point of Student's t, by its expansion in 1/df (Abramowitz & Stegun 26.7.5); exact to 2% from 3 df on. */
const studentT95 = (df: number): number => {
  const z = 1.6448536269514722
  const cube = z * z * z
  return z + (cube + z) / (4 * df) + (5 * cube * z * z + 16 * cube + 3 * z) / (96 * df * df)
}

/**
 * Is it clear, on the first `count` draws, that the challenger beats the champion noticeably in nothing? In every objective the lower end of
 * the one-sided 95% interval of the paired difference (challenger less champion) must lie above -`margin`. A draw that either lacks
 * (NaN) is left out; with fewer than three nothing is clear.
 */
export const clearlyNoBetter = (
  challenger: Columns,
  champion: Columns,
  count: number,
  margins: readonly number[],
): boolean =>
  challenger.every((column, j) => {
    let n = 0
    let mean = 0
    let squares = 0
    for (let k = 0; k < count; k++) {
      const difference = column[k] - champion[j][k]
      if (Number.isNaN(difference)) continue
      n++
      const step = difference - mean
      mean += step / n
      squares += step * (difference - mean)
    }
    if (n < 3) return false
    return mean - studentT95(n - 1) * Math.sqrt(squares / (n - 1) / n) > -margins[j]
  })

/** Mean of the first `count` values, those missing left out; NaN where all are. */
export const meanOf = (column: ArrayLike<number>, count = column.length): number => {
  let n = 0
  let sum = 0
  for (let k = 0; k < count; k++)
    if (!Number.isNaN(column[k])) {
      n++
      sum += column[k]
    }
  return n === 0 ? Number.NaN : sum / n
}
