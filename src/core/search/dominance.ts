/** What was found of one point: objectives, all to be made small, and by how much it breaks its constraints (0: not at all). */
export interface Valued {
  readonly objectives: readonly number[]
  readonly violation: number
}

/** Is a no worse than b everywhere, and better somewhere? */
export const dominates = (a: readonly number[], b: readonly number[]): boolean => {
  let better = false
  for (let j = 0; j < a.length; j++) {
    if (a[j] > b[j]) return false
    if (a[j] < b[j]) better = true
  }
  return better
}

/** Dominance with constraints (Deb 2000): less violation first, objectives between those that violate nothing. */
export const dominatesWithin = (a: Valued, b: Valued): boolean =>
  a.violation > 0 || b.violation > 0 ? a.violation < b.violation : dominates(a.objectives, b.objectives)

/** Places of the rows that no other row dominates; of equal rows all are kept. */
export const nondominated = (rows: readonly (readonly number[])[]): number[] =>
  Array.from(rows.keys()).filter((i) => !rows.some((row) => dominates(row, rows[i])))
