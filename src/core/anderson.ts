/**
 * Anderson acceleration (Anderson 1965; Walker & Ni 2011, type II) of a fixed-point iteration x -> g(x), keeping
 * `depth` past steps. Call with the point and its image; returns the next point to try, in `out`. Forgets the past
 * when a step more than doubled the residual, and goes on from there as the plain iteration would.
 */
export interface Anderson {
  readonly depth: number
  readonly dx: Float64Array[]
  readonly df: Float64Array[]
  lastImage: Float64Array | null
  lastResidual: Float64Array | null
  lastNorm: number
}

export const newAnderson = (depth: number): Anderson => ({
  depth,
  dx: [],
  df: [],
  lastImage: null,
  lastResidual: null,
  lastNorm: Number.POSITIVE_INFINITY,
})

export const andersonStep = (
  state: Anderson,
  x: Float64Array,
  image: Float64Array,
  out: Float64Array,
): void => {
  const size = x.length
  const residual = new Float64Array(size)
  for (let k = 0; k < size; k++) residual[k] = image[k] - x[k]
  const norm = inner(residual, residual)
  if (state.lastImage !== null && state.lastResidual !== null) {
    if (norm > 4 * state.lastNorm) {
      state.dx.length = 0
      state.df.length = 0
    } else {
      const dx = new Float64Array(size)
      const df = new Float64Array(size)
      for (let k = 0; k < size; k++) {
        dx[k] = image[k] - state.lastImage[k]
        df[k] = residual[k] - state.lastResidual[k]
      }
      state.dx.push(dx)
      state.df.push(df)
      if (state.dx.length > state.depth) {
        state.dx.shift()
        state.df.shift()
      }
    }
  }
  state.lastImage = Float64Array.from(image)
  state.lastResidual = residual
  state.lastNorm = norm
  out.set(image)
  const weights = leastSquares(state.df, residual)
  weights.forEach((weight, j) => {
    const dx = state.dx[j]
    for (let k = 0; k < size; k++) out[k] -= weight * dx[k]
  })
}

const inner = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k]
  return sum
}

/** Coefficients of the columns nearest to `target`: normal equations with a little ridge, by elimination. */
const leastSquares = (columns: readonly Float64Array[], target: Float64Array): number[] => {
  const n = columns.length
  const matrix = columns.map((a) => columns.map((b) => inner(a, b)))
  const right = columns.map((a) => inner(a, target))
  for (let i = 0; i < n; i++) matrix[i][i] *= 1 + 1e-12
  for (let pivot = 0; pivot < n; pivot++) {
    if (!(matrix[pivot][pivot] > 1e-300)) return []
    for (let row = pivot + 1; row < n; row++) {
      const factor = matrix[row][pivot] / matrix[pivot][pivot]
      for (let col = pivot; col < n; col++) matrix[row][col] -= factor * matrix[pivot][col]
      right[row] -= factor * right[pivot]
    }
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let col = row + 1; col < n; col++) right[row] -= matrix[row][col] * right[col]
    right[row] /= matrix[row][row]
  }
  return right
}
