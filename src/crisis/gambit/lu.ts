/**
 * Factors a square matrix (row by row, overwritten) into L and U with partial pivoting.
 *
 * Returns the order of the rows (they are not moved) and the sign of the determinant, 0 when the matrix is singular.
 */
export const factor = (
  matrix: Float64Array,
  size: number,
): { readonly rows: Int32Array; readonly sign: -1 | 0 | 1 } => {
  const rows = Int32Array.from({ length: size }, (_, k) => k)
  let sign: -1 | 0 | 1 = 1
  for (let k = 0; k < size; k++) {
    let pivot = k
    for (let r = k + 1; r < size; r++)
      if (Math.abs(matrix[rows[r] * size + k]) > Math.abs(matrix[rows[pivot] * size + k])) pivot = r
    if (pivot !== k) {
      const swapped = rows[k]
      rows[k] = rows[pivot]
      rows[pivot] = swapped
      sign = sign === 1 ? -1 : 1
    }
    const top = rows[k] * size
    const diagonal = matrix[top + k]
    if (!(Math.abs(diagonal) > 0) || !Number.isFinite(diagonal)) return { rows, sign: 0 }
    if (diagonal < 0) sign = sign === 1 ? -1 : 1
    for (let r = k + 1; r < size; r++) {
      const row = rows[r] * size
      const share = matrix[row + k] / diagonal
      matrix[row + k] = share
      if (share !== 0) for (let c = k + 1; c < size; c++) matrix[row + c] -= share * matrix[top + c]
    }
  }
  return { rows, sign }
}

/** Solves with the factors of `factor`: the solution of matrix x = right. */
export const solveFactored = (matrix: Float64Array, rows: Int32Array, right: Float64Array): Float64Array => {
  const size = rows.length
  const x = new Float64Array(size)
  for (let k = 0; k < size; k++) {
    let sum = right[rows[k]]
    const row = rows[k] * size
    for (let c = 0; c < k; c++) sum -= matrix[row + c] * x[c]
    x[k] = sum
  }
  for (let k = size - 1; k >= 0; k--) {
    let sum = x[k]
    const row = rows[k] * size
    for (let c = k + 1; c < size; c++) sum -= matrix[row + c] * x[c]
    x[k] = sum / matrix[row + k]
  }
  return x
}
