/**
 * Elementary functions that give the same bits everywhere.
 *
 * `Math.exp`, `Math.log`, `Math.pow`, `Math.sin` ... may differ in the last bit between JavaScript engines
 * (ECMA-262 leaves them implementation-approximated); `+ - * / sqrt` on float64 may not. Everything below is built
 * from the latter only, so a result computed in Node equals the one computed in a browser.
 */

const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const INV_LN2 = Math.LOG2E
const PI = Math.PI

const scratch = new DataView(new ArrayBuffer(8))

/** 2^k for integer k in [-1022, 1023], exactly. */
export const powerOfTwo = (k: number): number => {
  scratch.setUint32(0, (k + 1023) << 20)
  scratch.setUint32(4, 0)
  return scratch.getFloat64(0)
}

const EXP_TERMS = 14
const INVERSE_FACTORIAL = (() => {
  const out = new Float64Array(EXP_TERMS + 1)
  out[0] = 1
  for (let n = 1; n <= EXP_TERMS; n++) out[n] = out[n - 1] / n
  return out
})()

/** e^x. Relative error below 4e-16 for |x| <= 700; Infinity above 709.78, 0 below -745.1; NaN for NaN. */
export const exp = (x: number): number => {
  if (Number.isNaN(x)) return x
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY
  if (x < -745.133219101941) return 0
  const k = Math.floor(x * INV_LN2 + 0.5)
  const r = x - k * LN2_HIGH - k * LN2_LOW
  let sum = INVERSE_FACTORIAL[EXP_TERMS]
  for (let n = EXP_TERMS - 1; n >= 0; n--) sum = sum * r + INVERSE_FACTORIAL[n]
  if (k > 1023) return sum * powerOfTwo(1023) * 2
  if (k < -1021) return sum * powerOfTwo(k + 60) * powerOfTwo(-60)
  return sum * powerOfTwo(k)
}

/** Natural logarithm. Relative error below 4e-16 away from 1; -Infinity at 0, NaN below 0. */
export const log = (x: number): number => {
  if (Number.isNaN(x) || x < 0) return Number.NaN
  if (x === 0) return Number.NEGATIVE_INFINITY
  if (x === Number.POSITIVE_INFINITY) return x
  let value = x
  let k = 0
  if (value < 2.2250738585072014e-308) {
    value *= 18014398509481984
    k = -54
  }
  scratch.setFloat64(0, value)
  const high = scratch.getUint32(0)
  k += (high >>> 20) - 1023
  scratch.setUint32(0, (high & 0x000fffff) | 0x3ff00000)
  let m = scratch.getFloat64(0)
  if (m > Math.SQRT2) {
    m /= 2
    k += 1
  }
  const s = (m - 1) / (m + 1)
  const s2 = s * s
  let sum = 0
  for (let n = 23; n >= 3; n -= 2) sum = (sum + 1 / n) * s2
  return k * LN2_HIGH + (2 * s + (2 * s * sum + k * LN2_LOW))
}

/** x^y. Exact for y in {0, 1, 2}; otherwise exp(y log x), for x >= 0 only: NaN for x < 0. */
export const pow = (x: number, y: number): number => {
  if (y === 0) return 1
  if (y === 1) return x
  if (y === 2) return x * x
  if (Number.isNaN(y)) return y
  if (x === 0) return y > 0 ? 0 : Number.POSITIVE_INFINITY
  return exp(y * log(x))
}

const sinTaylor = (x: number): number => {
  const x2 = x * x
  let term = x
  let sum = x
  for (let n = 2; n <= 22; n += 2) {
    term *= -x2 / (n * (n + 1))
    sum += term
  }
  return sum
}

/** sin x, x in radians, meant for |x| <= 100 (absolute error below 2e-14 there); never beyond -1 to 1. */
export const sin = (x: number): number => {
  const turns = Math.floor(x / (2 * PI) + 0.5)
  let r = x - turns * 2 * PI
  if (r > PI / 2) r = PI - r
  else if (r < -PI / 2) r = -PI - r
  return Math.min(1, Math.max(-1, sinTaylor(r)))
}

/** cos x, x in radians, meant for |x| <= 100. */
export const cos = (x: number): number => sin(x + PI / 2)

/** Arc tangent in radians, in (-pi/2, pi/2). Absolute error below 1e-15. */
export const atan = (x: number): number => {
  if (x < 0) return -atan(-x)
  if (x > 1) return PI / 2 - atan(1 / x)
  let r = x
  for (let halvings = 0; halvings < 3; halvings++) r = r / (1 + Math.sqrt(1 + r * r))
  const r2 = r * r
  let sum = 0
  for (let n = 19; n >= 3; n -= 2) sum = ((n - 1) % 4 === 0 ? sum + 1 / n : sum - 1 / n) * r2
  return 8 * (r + r * sum)
}

/** Arc sine in radians for x in [-1, 1]; NaN outside. */
export const asin = (x: number): number => {
  if (x > 1 || x < -1) return Number.NaN
  if (x === 1) return PI / 2
  if (x === -1) return -PI / 2
  return atan(x / Math.sqrt((1 - x) * (1 + x)))
}

const INV_SQRT_2PI = 0.3989422804014327

/** Standard normal density. */
export const normalDensity = (x: number): number => INV_SQRT_2PI * exp(-0.5 * x * x)

/** Standard normal distribution function; relative error below 1e-12 down to x = -37. */
export const normalCdf = (x: number): number => {
  if (x > 2.5) return 1 - normalCdf(-x)
  if (x >= -2.5) {
    let term = x
    let sum = x
    for (let n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
      term *= (x * x) / n
      sum += term
    }
    return 0.5 + sum * normalDensity(x)
  }
  // Below this even the smallest subnormal number is too large.
  if (x < -38.5) return 0
  let fraction = 0
  for (let n = 200; n >= 1; n--) fraction = n / (-x + fraction)
  return normalDensity(x) / (-x + fraction)
}

/** Inverse of `normalCdf`: -Infinity at 0, Infinity at 1, NaN outside [0, 1]. */
export const normalQuantile = (p: number): number => {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  if (p === 0) return Number.NEGATIVE_INFINITY
  if (p === 1) return Number.POSITIVE_INFINITY
  if (p > 0.5) return -normalQuantile(1 - p)
  // Abramowitz & Stegun (1964) 26.2.23 to start from (error 4.5e-4), then Halley's method.
  const t = Math.sqrt(-2 * log(p))
  let x = -(
    t -
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  )
  for (let step = 0; step < 3; step++) {
    const density = normalDensity(x)
    if (density === 0) break
    const newton = (normalCdf(x) - p) / density
    x -= newton / (1 + (newton * x) / 2)
  }
  return x
}
