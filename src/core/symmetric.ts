import { cholesky } from './cholesky.js'

/** Inverse of a symmetric positive definite matrix; null where it is not one. */
export const inverseOf = (matrix: readonly (readonly number[])[]): number[][] | null => {
  const n = matrix.length
  // Scaled to a unit diagonal first: regressors may differ by many orders of magnitude.
  const scale = matrix.map((row, i) => 1 / Math.sqrt(row[i]))
  if (scale.some((s) => !(s > 0 && Number.isFinite(s)))) return null
  const factor = cholesky(matrix.map((row, i) => row.map((x, j) => x * scale[i] * scale[j])))
  if (factor === null) return null
  const inverse = matrix.map(() => new Array<number>(n).fill(0))
  for (let column = 0; column < n; column++) {
    const y = new Float64Array(n)
    for (let i = 0; i < n; i++) {
      let sum = i === column ? 1 : 0
      for (let k = 0; k < i; k++) sum -= factor[i][k] * y[k]
      y[i] = sum / factor[i][i]
    }
    for (let i = n - 1; i >= 0; i--) {
      let sum = y[i]
      for (let k = i + 1; k < n; k++) sum -= factor[k][i] * inverse[k][column]
      inverse[i][column] = sum / factor[i][i]
    }
  }
  return inverse.map((row, i) => row.map((x, j) => x * scale[i] * scale[j]))
}

/** Matrix times vector. */
export const times = (matrix: readonly (readonly number[])[], vector: ArrayLike<number>): Float64Array =>
  Float64Array.from(matrix, (row) => {
    let sum = 0
    for (let j = 0; j < row.length; j++) sum += row[j] * vector[j]
    return sum
  })

/** A B A for symmetric matrices of one size: the sandwich of robust covariances. */
export const sandwich = (
  bread: readonly (readonly number[])[],
  meat: readonly (readonly number[])[],
): number[][] => {
  const left = bread.map((row) => meat.map((_, j) => row.reduce((sum, x, k) => sum + x * meat[k][j], 0)))
  return left.map((row) => bread.map((_, j) => row.reduce((sum, x, k) => sum + x * bread[k][j], 0)))
}
