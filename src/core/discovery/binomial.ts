import { exp, log } from '../elementary.js'

/** Two-sided 95% point of the standard normal distribution. */
const Z95 = 1.959963984540054

/** ln n! for whole n >= 0: exact sums below 20, Stirling's series above (relative error below 1e-14). */
export const logFactorial = (n: number): number => {
  if (n < 20) {
    let product = 1
    for (let k = 2; k <= n; k++) product *= k
    return log(product)
  }
  const x = n + 1
  const inverse = 1 / x
  const square = inverse * inverse
  const series =
    inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))))
  return (x - 0.5) * log(x) - x + 0.5 * log(2 * Math.PI) + series
}

/** P(X = k) for X binomial with `n` trials of chance `p`. */
export const binomialMass = (k: number, n: number, p: number): number => {
  if (k < 0 || k > n) return 0
  if (p <= 0) return k === 0 ? 1 : 0
  if (p >= 1) return k === n ? 1 : 0
  return exp(logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * log(p) + (n - k) * log(1 - p))
}

/** P(X >= k) for X binomial with `n` trials of chance `p`; summed from the smaller tail, so small values keep their digits. */
export const binomialUpperTail = (k: number, n: number, p: number): number => {
  if (k <= 0) return 1
  if (k > n || p <= 0) return 0
  if (p >= 1) return 1
  const odds = p / (1 - p)
  if (k > n * p) {
    let term = binomialMass(k, n, p)
    let sum = term
    for (let j = k; j < n && term > sum * 1e-17; j++) {
      term *= ((n - j) / (j + 1)) * odds
      sum += term
    }
    return Math.min(1, sum)
  }
  let term = binomialMass(k - 1, n, p)
  let sum = term
  for (let j = k - 1; j > 0 && term > sum * 1e-17; j--) {
    term *= j / (n - j + 1) / odds
    sum += term
  }
  return Math.max(0, 1 - sum)
}

/** Wilson's 95% score interval [low, high] of a share `k / n` (Wilson 1927); null for n = 0. */
export const wilsonInterval = (k: number, n: number): readonly [number, number] | null => {
  if (n === 0) return null
  const share = k / n
  const z2 = Z95 * Z95
  const centre = share + z2 / (2 * n)
  const half = Z95 * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n))
  const scale = 1 + z2 / n
  return [
    k === 0 ? 0 : Math.max(0, (centre - half) / scale),
    k === n ? 1 : Math.min(1, (centre + half) / scale),
  ]
}
