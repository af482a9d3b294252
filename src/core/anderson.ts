/**
 * Anderson acceleration (Anderson 1965; Walker & Ni 2011, type II) of a fixed-point iteration x -> g(x), keeping
 * `depth` past steps. Call with the point and its image; returns the next point to try, in `out`. Forgets the past
 * when a step more than doubled the residual, and goes on from there as the plain iteration would.
 */
export interface Anderson {
  readonly depth: number
  readonly dx: Float64Array[]
  readonly df: Float64Array[]
  /** Inner products of the differences in `df`, in their order. */
  readonly gram: number[][]
  /** The last image and residual, and a spare that the next residual goes to; null before the first step. */
  last: { readonly image: Float64Array; residual: Float64Array; spare: Float64Array } | null
  lastNorm: number
}

export const newAnderson = (depth: number): Anderson => ({
  depth,
  dx: [],
  df: [],
  gram: [],
  last: null,
  lastNorm: Number.POSITIVE_INFINITY,
})

export const andersonStep = (
  state: Anderson,
  x: Float64Array,
  image: Float64Array,
  out: Float64Array,
): void => {
  const size = x.length
  const { last } = state
  const residual = last === null ? new Float64Array(size) : last.spare
  for (let k = 0; k < size; k++) residual[k] = visible(image[k] - x[k])
  const norm = inner(residual, residual)
  if (last === null) {
    state.last = { image: image.slice(), residual, spare: new Float64Array(size) }
  } else {
    if (norm > 4 * state.lastNorm) forget(state)
    else remember(state, image, last.image, residual, last.residual)
    last.image.set(image)
    last.spare = last.residual
    last.residual = residual
  }
  state.lastNorm = norm
  out.set(image)
  const weights = leastSquares(state, residual)
  weights.forEach((weight, j) => {
    const dx = state.dx[j]
    for (let k = 0; k < size; k++) out[k] -= weight * dx[k]
  })
}

const forget = (state: Anderson): void => {
  state.dx.length = 0
  state.df.length = 0
  state.gram.length = 0
}

/** Squares of less would be subnormal, which processors take a hundred times as long over. */
const TINY = 1e-100
const visible = (x: number): number => (x < TINY && x > -TINY ? 0 : x)

const remember = (
  { depth, dx, df, gram }: Anderson,
  image: Float64Array,
  lastImage: Float64Array,
  residual: Float64Array,
  lastResidual: Float64Array,
): void => {
  // What was remembered longest ago makes room, and its arrays serve again.
  const full = dx.length === depth
  const step = (full ? dx.shift() : undefined) ?? new Float64Array(image.length)
  const change = (full ? df.shift() : undefined) ?? new Float64Array(image.length)
  if (full) {
    gram.shift()
    for (const row of gram) row.shift()
  }
  for (let k = 0; k < image.length; k++) {
    step[k] = visible(image[k] - lastImage[k])
    change[k] = visible(residual[k] - lastResidual[k])
  }
  const products = df.map((other) => inner(other, change))
  gram.forEach((row, j) => {
    row.push(products[j])
  })
  gram.push([...products, inner(change, change)])
  dx.push(step)
  df.push(change)
}

/** Four sums side by side: one alone would wait for itself at every step. */
const inner = (a: Float64Array, b: Float64Array): number => {
  let p = 0
  let q = 0
  let r = 0
  let s = 0
  const whole = a.length - (a.length % 4)
  for (let k = 0; k < whole; k += 4) {
    p += a[k] * b[k]
    q += a[k + 1] * b[k + 1]
    r += a[k + 2] * b[k + 2]
    s += a[k + 3] * b[k + 3]
  }
  for (let k = whole; k < a.length; k++) p += a[k] * b[k]
  return p + q + (r + s)
}

/** Coefficients of the differences nearest to `target`: normal equations with a little ridge, by elimination. */
const leastSquares = ({ df, gram }: Anderson, target: Float64Array): number[] => {
  const n = df.length
  const matrix = gram.map((row) => [...row])
  const right = df.map((column) => inner(column, target))
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
