/**
 * Lower-triangular factor L of a symmetric matrix, L L' = matrix, taken in `order`: row and column k of the factor belong to
 * `order[k]`. Null where the matrix is not positive definite.
 */
export const cholesky = (
  matrix: readonly (readonly number[])[],
  order: readonly number[] = matrix.map((_, k) => k),
): readonly Float64Array[] | null => {
  const rows = order.map(() => new Float64Array(order.length))
  for (let i = 0; i < order.length; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[order[i]][order[j]]
      for (let k = 0; k < j; k++) sum -= rows[i][k] * rows[j][k]
      if (i === j && !(sum > 1e-12)) return null
      rows[i][j] = i === j ? Math.sqrt(sum) : sum / rows[j][j]
    }
  return rows
}
