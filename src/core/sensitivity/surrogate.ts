/*
 * A sparse polynomial beside the model: products of Legendre polynomials in one or two inputs that are uniform on [0, 1]. Its
 * variances are exact sums of squares, so it serves as control variate: what it explains has no sampling error.
 */

/** One product of orthonormal polynomials; `second` is -1 for a main effect. */
interface Term {
  readonly first: number
  readonly firstDegree: number
  readonly second: number
  readonly secondDegree: number
  readonly coefficient: number
}

export interface Surrogate {
  readonly constant: number
  readonly terms: readonly Term[]
  readonly degree: number
  /** Inputs that stand in some term. */
  readonly used: readonly number[]
}

/** Highest degree of a main effect; the most products of degrees that all pairs together may have. */
const MAIN_DEGREE = 12
const PAIR_PRODUCTS = 300
/** Points for each degree, and for each product of degrees: fewer, and what is fitted would be chance. */
const POINTS_A_DEGREE = 256
const POINTS_A_PRODUCT = 32
/** A coefficient is kept when it is this many standard errors away from zero. */
const KEEP = 3

/** Orthonormal shifted Legendre polynomials 1 to `degree` at x in [0, 1], into `out`. */
const legendre = (x: number, degree: number, out: Float64Array, at: number): void => {
  const t = 2 * x - 1
  let before = 1
  let now = t
  for (let n = 1; n <= degree; n++) {
    out[at + n - 1] = now * Math.sqrt(2 * n + 1)
    const next = ((2 * n + 1) * t * now - n * before) / (n + 1)
    before = now
    now = next
  }
}

/** Points as columns: `columns[input][point]`, all in [0, 1], with what the model says of each. */
export interface Sample {
  readonly columns: readonly Float64Array[]
  readonly values: Float64Array
}

/** Passes over what earlier ones left: each lowers the noise of the coefficients to that of the rest. */
const PASSES = 3

/**
 * Fits the coefficients as means over the samples, then again over what is left; those that noise explains are left out.
 * `paired`: the inputs whose pairs are fitted, too.
 */
export const fitSurrogate = (samples: readonly Sample[], paired: readonly number[]): Surrogate => {
  const inputs = samples[0].columns.length
  const count = samples.reduce((sum, { values }) => sum + values.length, 0)
  const degree = Math.max(1, Math.min(MAIN_DEGREE, Math.floor(count / POINTS_A_DEGREE)))
  const pairs = (paired.length * (paired.length - 1)) / 2
  const pairDegree = Math.max(
    1,
    Math.min(
      degree,
      Math.floor(Math.sqrt(Math.min(PAIR_PRODUCTS, count / POINTS_A_PRODUCT) / Math.max(1, pairs))),
    ),
  )
  const found = new Map<number, Term>()
  let constant = 0
  let surrogate: Surrogate = { constant, terms: [], degree, used: [] }
  for (let pass = 0; pass < PASSES; pass++) {
    const left = samples.map(({ columns, values }): Sample => {
      const explained = evaluateSurrogate(surrogate, (input) => columns[input], values.length)
      return { columns, values: values.map((value, i) => value - explained[i]) }
    })
    const { centre, variance } = momentsOf(left, count)
    constant += centre
    // A coefficient's standard error is about sqrt(variance / count).
    const least = KEEP * Math.sqrt(variance / count)
    const add = (term: Term): void => {
      const place =
        ((term.first * (inputs + 1) + term.second + 1) * degree + term.firstDegree) * degree +
        term.secondDegree
      const before = found.get(place)
      if (before === undefined && !(Math.abs(term.coefficient) > least)) return
      found.set(place, { ...term, coefficient: (before?.coefficient ?? 0) + term.coefficient })
    }
    for (const term of mainTerms(left, centre, count, degree)) add(term)
    for (const term of pairTerms(left, paired, centre, count, pairDegree)) add(term)
    const terms = [...found.values()]
    const used = [...new Set(terms.flatMap(({ first, second }) => (second < 0 ? [first] : [first, second])))]
    surrogate = { constant, terms, degree, used: used.sort((a, b) => a - b) }
  }
  return surrogate
}

const momentsOf = (samples: readonly Sample[], count: number) => {
  let centre = 0
  for (const { values } of samples) for (const value of values) centre += value / count
  let variance = 0
  for (const { values } of samples)
    for (const value of values) variance += ((value - centre) * (value - centre)) / count
  return { centre, variance }
}

const mainTerms = (samples: readonly Sample[], centre: number, count: number, degree: number): Term[] => {
  const inputs = samples[0].columns.length
  const sums = new Float64Array(inputs * degree)
  const basis = new Float64Array(degree)
  for (const { columns, values } of samples)
    for (let j = 0; j < inputs; j++)
      for (let i = 0; i < values.length; i++) {
        legendre(columns[j][i], degree, basis, 0)
        const value = (values[i] - centre) / count
        for (let a = 0; a < degree; a++) sums[j * degree + a] += value * basis[a]
      }
  return Array.from(sums, (coefficient, at) => ({
    first: Math.floor(at / degree),
    firstDegree: at % degree,
    second: -1,
    secondDegree: 0,
    coefficient,
  }))
}

const pairTerms = (
  samples: readonly Sample[],
  paired: readonly number[],
  centre: number,
  count: number,
  degree: number,
): Term[] => {
  const size = paired.length
  const sums = new Float64Array(size * size * degree * degree)
  const basis = new Float64Array(size * degree)
  for (const { columns, values } of samples)
    for (let i = 0; i < values.length; i++) {
      for (let p = 0; p < size; p++) legendre(columns[paired[p]][i], degree, basis, p * degree)
      const value = (values[i] - centre) / count
      for (let p = 0; p < size; p++)
        for (let q = p + 1; q < size; q++)
          for (let a = 0; a < degree; a++) {
            const left = value * basis[p * degree + a]
            const at = ((p * size + q) * degree + a) * degree
            for (let b = 0; b < degree; b++) sums[at + b] += left * basis[q * degree + b]
          }
    }
  const terms: Term[] = []
  for (let p = 0; p < size; p++)
    for (let q = p + 1; q < size; q++)
      for (let a = 0; a < degree; a++)
        for (let b = 0; b < degree; b++)
          terms.push({
            first: paired[p],
            firstDegree: a,
            second: paired[q],
            secondDegree: b,
            coefficient: sums[((p * size + q) * degree + a) * degree + b],
          })
  return terms
}

/** Evaluates the surrogate at points whose input j stands in `columnOf(j)`. */
export const evaluateSurrogate = (
  surrogate: Surrogate,
  columnOf: (input: number) => Float64Array,
  count: number,
): Float64Array => {
  const { degree, used, terms } = surrogate
  const place = new Map(used.map((input, k) => [input, k * degree]))
  const flat = terms.map(({ first, firstDegree, second, secondDegree }) => ({
    left: (place.get(first) as number) + firstDegree,
    right: second < 0 ? -1 : (place.get(second) as number) + secondDegree,
  }))
  const lefts = Int32Array.from(flat, ({ left }) => left)
  const rights = Int32Array.from(flat, ({ right }) => right)
  const weights = Float64Array.from(terms, ({ coefficient }) => coefficient)
  const columns = used.map(columnOf)
  const basis = new Float64Array(used.length * degree)
  const out = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < used.length; k++) legendre(columns[k][i], degree, basis, k * degree)
    let sum = surrogate.constant
    for (let t = 0; t < weights.length; t++)
      sum += weights[t] * basis[lefts[t]] * (rights[t] < 0 ? 1 : basis[rights[t]])
    out[i] = sum
  }
  return out
}

/** The surrogate's exact variances: of all, of what stands wholly inside a set of inputs, of what touches it. */
export const surrogateVariance = (
  { terms }: Surrogate,
  inside: (input: number) => boolean,
): { readonly all: number; readonly closed: number; readonly total: number } => {
  let all = 0
  let closed = 0
  let total = 0
  for (const { first, second, coefficient } of terms) {
    const square = coefficient * coefficient
    const left = inside(first)
    const right = second < 0 ? left : inside(second)
    all += square
    if (left && right) closed += square
    if (left || right) total += square
  }
  return { all, closed, total }
}
