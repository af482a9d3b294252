import { cholesky } from './cholesky.js'
import { asin, sin } from './elementary.js'

/** Symmetric, with ones on the diagonal. */
export type Matrix = readonly (readonly number[])[]

/** Correlation of normal variables whose rank (Spearman) correlation is r: 2 sin(pi r / 6) (Pearson 1907). */
export const normalCorrelation = (rank: number): number => 2 * sin((Math.PI * rank) / 6)

/** Rank correlation of normal variables whose correlation is r: the inverse of `normalCorrelation`. */
export const rankCorrelation = (normal: number): number => (6 / Math.PI) * asin(normal / 2)

/** Can normals have these correlations (with a hair's breadth to spare)? */
export const isPositiveDefinite = (matrix: Matrix): boolean => cholesky(matrix) !== null

export interface Copula {
  /** Turns independent standard normals into correlated ones, in place; in the order of the matrix. */
  readonly apply: (z: Float64Array) => void
}

/**
 * The Gaussian copula of a correlation matrix of normals (`normalCorrelation` of each rank correlation). Throws a
 * RangeError if the matrix is not positive definite: check with `isPositiveDefinite`, repair with `nearestCorrelation`.
 */
export const copula = (correlation: Matrix): Copula => {
  const rows = cholesky(correlation)
  if (rows === null) throw new RangeError('copula: the correlation matrix is not positive definite')
  return {
    apply: (z) => {
      // From the last row up, so that what a row needs has not been overwritten.
      for (let i = rows.length - 1; i >= 0; i--) {
        const row = rows[i]
        let sum = 0
        for (let j = 0; j <= i; j++) sum += row[j] * z[j]
        z[i] = sum
      }
    },
  }
}

export interface Eigen {
  /** Ascending. */
  readonly values: readonly number[]
  /** vectors[k] belongs to values[k]; each of length 1. */
  readonly vectors: Matrix
}

/** Eigenvalues and vectors of a symmetric matrix, by cyclic Jacobi rotations (Golub & Van Loan, section 8.5). */
export const symmetricEigen = (matrix: Matrix): Eigen => {
  const n = matrix.length
  const a = matrix.map((row) => [...row])
  const v = matrix.map((_, i) => matrix.map((_, j): number => (i === j ? 1 : 0)))
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) off += a[i][j] * a[i][j]
    if (off < 1e-30) break
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        if (a[p][q] === 0) continue
        const theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const c = 1 / Math.sqrt(t * t + 1)
        const s = t * c
        for (let k = 0; k < n; k++) {
          const [kp, kq] = [a[k][p], a[k][q]]
          a[k][p] = c * kp - s * kq
          a[k][q] = s * kp + c * kq
        }
        for (let k = 0; k < n; k++) {
          const [pk, qk] = [a[p][k], a[q][k]]
          a[p][k] = c * pk - s * qk
          a[q][k] = s * pk + c * qk
        }
        for (let k = 0; k < n; k++) {
          const [kp, kq] = [v[k][p], v[k][q]]
          v[k][p] = c * kp - s * kq
          v[k][q] = s * kp + c * kq
        }
      }
  }
  const order = a.map((_, k) => k).sort((i, j) => a[i][i] - a[j][j])
  return {
    values: order.map((k) => a[k][k]),
    vectors: order.map((k) => v.map((row) => row[k])),
  }
}

/** Least eigenvalue left by a repair: well inside what counts as positive definite. */
const FLOOR = 1e-6

/** The nearest matrix with no eigenvalue below `floor`: only those below it are lifted. */
const withoutBelow = (matrix: Matrix, floor: number): number[][] => {
  const { values, vectors } = symmetricEigen(matrix)
  const out = matrix.map((row) => [...row])
  values.forEach((value, k) => {
    if (value >= floor) return
    const vector = vectors[k]
    for (let i = 0; i < out.length; i++)
      for (let j = 0; j < out.length; j++) out[i][j] += (floor - value) * vector[i] * vector[j]
  })
  return out
}

/**
 * The correlation matrix nearest to a symmetric one in the Frobenius norm, with no eigenvalue below 1e-6: alternating
 * projections with Dykstra's correction (Higham 2002, IMA J. Numer. Anal. 22). Ends when no entry moves by 1e-8.
 */
export const nearestCorrelation = (matrix: Matrix): number[][] => {
  const n = matrix.length
  let y = matrix.map((row) => [...row])
  let correction = matrix.map(() => new Array<number>(n).fill(0))
  for (let step = 0; step < 5000; step++) {
    const shifted = y.map((row, i) => row.map((value, j) => value - correction[i][j]))
    const x = withoutBelow(shifted, FLOOR)
    correction = x.map((row, i) => row.map((value, j) => value - shifted[i][j]))
    let moved = 0
    const next = x.map((row, i) =>
      row.map((value, j) => {
        const entry = i === j ? 1 : value
        moved = Math.max(moved, Math.abs(entry - y[i][j]))
        return entry
      }),
    )
    y = next
    if (moved < 1e-8) break
  }
  // Rounding is all that is left: make it symmetric, and scale to ones on the diagonal once more.
  const x = withoutBelow(y, FLOOR)
  return x.map((row, i) =>
    row.map((_, j) => (i === j ? 1 : (x[i][j] + x[j][i]) / 2 / Math.sqrt(x[i][i] * x[j][j]))),
  )
}

/**
 * Which entries make a matrix impossible: those that pull its least eigenvalue down most, as [i, j] with i < j, the
 * worst first, and of at least a quarter of the worst's pull. Empty for a positive definite matrix.
 */
export const offendingPairs = (matrix: Matrix): [number, number][] => {
  if (cholesky(matrix) !== null) return []
  const [vector] = symmetricEigen(matrix).vectors
  const pulls = matrix
    .flatMap((row, j) =>
      row.slice(0, j).map((value, i) => ({ i, j, pull: 2 * value * vector[i] * vector[j] })),
    )
    .sort((a, b) => a.pull - b.pull)
  return pulls.filter(({ pull }) => pull < 0 && pull <= pulls[0].pull / 4).map(({ i, j }) => [i, j])
}
