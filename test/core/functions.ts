/** Ishigami & Homma (1990), a = 7, b = .1, on uniforms. */
export const ishigami = ([x, y, z]: readonly number[]): number => {
  const a = Math.PI * (2 * x - 1)
  const b = Math.PI * (2 * y - 1)
  const c = Math.PI * (2 * z - 1)
  return Math.sin(a) + 7 * Math.sin(b) ** 2 + 0.1 * c ** 4 * Math.sin(a)
}

const A = [0, 1, 4.5, 9, 99, 99, 99, 99]
/** Sobol's G-function in eight inputs. */
export const gFunction = (x: readonly number[]): number =>
  A.reduce((product, a, j) => (product * (Math.abs(4 * x[j] - 2) + a)) / (1 + a), 1)

/** Exact answers, from the analytic forms (also in shared/peers/uncertainty/analytic.json). */
const varianceA = 0.5 + 49 / 8 + (0.1 * Math.PI ** 4) / 5 + (0.01 * Math.PI ** 8) / 18
const firstA = 0.5 * (1 + (0.1 * Math.PI ** 4) / 5) ** 2
const both = 0.01 * Math.PI ** 8 * (1 / 18 - 1 / 50)
export const ishigamiExact = {
  mean: 3.5,
  variance: varianceA,
  first: [firstA / varianceA, 49 / 8 / varianceA, 0],
  total: [(firstA + both) / varianceA, 49 / 8 / varianceA, both / varianceA],
  shapley: [(firstA + both / 2) / varianceA, 49 / 8 / varianceA, both / 2 / varianceA],
}

const own = A.map((a) => 1 / 3 / (1 + a) ** 2)
const all = own.reduce((product, v) => product * (1 + v), 1)
const varianceG = all - 1
const subsets = Array.from({ length: 2 ** A.length - 1 }, (_, k) =>
  A.flatMap((_, j) => ((((k + 1) >> j) & 1) === 1 ? [j] : [])),
)
export const gExact = {
  mean: 1,
  variance: varianceG,
  first: own.map((v) => v / varianceG),
  total: own.map((v) => (v * all) / (1 + v) / varianceG),
  shapley: A.map(
    (_, j) =>
      subsets
        .filter((set) => set.includes(j))
        .reduce((sum, set) => sum + set.reduce((product, i) => product * own[i], 1) / set.length, 0) /
      varianceG,
  ),
}
