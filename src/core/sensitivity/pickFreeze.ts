import { type Estimate, ratioOf } from '../estimate.js'
import { mean } from '../summary.js'
import {
  evaluateSurrogate,
  fitSurrogate,
  type Sample,
  type Surrogate,
  surrogateVariance,
} from './surrogate.js'

/** One replicate of a pick-freeze design: points A and B, and A with the inputs of each factor taken from B. */
export interface PickFreezeReplicate {
  /** `a[input][point]`, `b[input][point]`: uniforms in [0, 1], independent. */
  readonly a: readonly Float64Array[]
  readonly b: readonly Float64Array[]
  readonly fa: Float64Array
  readonly fb: Float64Array
  /** `fab[factor][point]`: the model at A with that factor from B. */
  readonly fab: readonly Float64Array[]
  /** `fba[factor][point]`: the model at B with that factor from A; needed for pairs only. */
  readonly fba?: readonly Float64Array[]
}

/** A factor: one input, or a group of inputs that vary together. */
export interface Factor {
  readonly name: string
  readonly inputs: readonly number[]
}

export interface SobolIndices {
  readonly name: string
  /** Share of the variance that the factor explains alone, and that would be left if all others were known. */
  readonly first: Estimate
  readonly total: Estimate
}

export interface PairIndex {
  readonly names: readonly [string, string]
  /** Share of the variance that the two explain together and neither alone. */
  readonly interaction: Estimate
}

export interface SobolResult {
  readonly mean: Estimate
  readonly variance: number
  readonly factors: readonly SobolIndices[]
  readonly pairs: readonly PairIndex[]
}

/** Replicates are put together in at least this many parts, each with a surrogate fitted on the others. */
const FOLDS = 2

interface Parts {
  readonly variance: number[]
  readonly closed: number[][]
  readonly total: number[][]
  readonly pairs: number[][]
}

/**
 * Sobol' indices with error bars: first order as Saltelli et al. (2010), total as Jansen (1999), pairs as Saltelli (2002), each with a
 * sparse polynomial as control variate that is fitted on other replicates, so nothing is biased by it. Intervals come from the
 * replicates, which must have been scrambled independently.
 *
 * @param replicates at least two for intervals.
 */
export const sobolIndices = (
  replicates: readonly PickFreezeReplicate[],
  factors: readonly Factor[],
): SobolResult => {
  const centres = replicates.map(({ fa, fb }) => (mean(fa) + mean(fb)) / 2)
  const centre = mean(centres)
  const surrogates = foldSurrogates(replicates, influential(replicates, factors))
  const withPairs = replicates.every(({ fba }) => fba !== undefined)
  const parts: Parts = {
    variance: [],
    closed: factors.map(() => []),
    total: factors.map(() => []),
    pairs: withPairs ? pairsOf(factors).map(() => []) : [],
  }
  replicates.forEach((replicate, r) => {
    addReplicate(parts, replicate, factors, surrogates[r], centre)
  })
  return {
    mean: ratioOf(
      centres,
      centres.map(() => 1),
    ),
    variance: mean(parts.variance),
    factors: factors.map(({ name }, g) => ({
      name,
      first: ratioOf(parts.closed[g], parts.variance),
      total: ratioOf(parts.total[g], parts.variance),
    })),
    pairs: parts.pairs.map((interaction, p) => {
      const [i, j] = pairsOf(factors)[p]
      return {
        names: [factors[i].name, factors[j].name],
        interaction: ratioOf(interaction, parts.variance),
      }
    }),
  }
}

const pairsOf = (factors: readonly Factor[]): (readonly [number, number])[] =>
  factors.flatMap((_, i) => factors.slice(i + 1).map((_, k) => [i, i + 1 + k] as const))

/** Inputs that are a factor of their own and touch so much of the variance; at most so many. */
const TOUCHES = 0.005
const PAIRED = 6

const influential = (replicates: readonly PickFreezeReplicate[], factors: readonly Factor[]): number[] => {
  const touched = factors.map((_, g) =>
    mean(replicates.map(({ fa, fab }) => mean(fa.map((value, i) => square(value - fab[g][i]) / 2)))),
  )
  const spread = mean(replicates.map(({ fa, fb }) => mean(fa.map((value, i) => square(value - fb[i]) / 2))))
  return Array.from(factors.keys())
    .filter((g) => factors[g].inputs.length === 1 && touched[g] > TOUCHES * spread)
    .sort((x, y) => touched[y] - touched[x] || x - y)
    .slice(0, PAIRED)
    .map((g) => factors[g].inputs[0])
    .sort((x, y) => x - y)
}

/** [replicate]: a surrogate fitted without the fold that the replicate is in; null where there is one replicate only. */
const foldSurrogates = (
  replicates: readonly PickFreezeReplicate[],
  paired: readonly number[],
): (Surrogate | null)[] => {
  if (replicates.length < 2) return [null]
  const folds = Math.min(FOLDS, replicates.length)
  const fitted = Array.from({ length: folds }, (_, fold) =>
    fitSurrogate(
      replicates.flatMap(({ a, b, fa, fb }, r): Sample[] =>
        r % folds === fold
          ? []
          : [
              { columns: a, values: fa },
              { columns: b, values: fb },
            ],
      ),
      paired,
    ),
  )
  const useful = fitted.map((surrogate, fold) =>
    helps(surrogate, replicates, fold, folds) ? surrogate : null,
  )
  return replicates.map((_, r) => useful[r % folds])
}

/** Does a surrogate explain at least half of what it was not fitted on? One fitted on too little would add noise instead. */
const helps = (
  surrogate: Surrogate,
  replicates: readonly PickFreezeReplicate[],
  fold: number,
  folds: number,
): boolean => {
  let left = 0
  let all = 0
  replicates.forEach(({ a, fa }, other) => {
    if (other % folds !== fold) return
    const explained = evaluateSurrogate(surrogate, (input) => a[input], fa.length)
    for (let i = 0; i < fa.length; i++) {
      left += square(fa[i] - explained[i])
      all += square(fa[i] - surrogate.constant)
    }
  })
  return left < all / 2
}

const addReplicate = (
  parts: Parts,
  { a, b, fa, fb, fab, fba }: PickFreezeReplicate,
  factors: readonly Factor[],
  surrogate: Surrogate | null,
  centre: number,
): void => {
  const count = fa.length
  const at = (columnOf: (input: number) => Float64Array): Float64Array =>
    surrogate === null ? new Float64Array(count) : evaluateSurrogate(surrogate, columnOf, count)
  const exact = (inside: (input: number) => boolean) =>
    surrogate === null ? { all: 0, closed: 0, total: 0 } : surrogateVariance(surrogate, inside)
  const base = surrogate?.constant ?? 0
  const sa = at((input) => a[input])
  const sb = at((input) => b[input])
  let variance = 0
  for (let i = 0; i < count; i++) {
    variance += square(fa[i] - centre) + square(fb[i] - centre)
    if (surrogate !== null) variance -= square(sa[i] - base) + square(sb[i] - base)
  }
  const all = exact(() => true).all
  parts.variance.push(all + variance / (2 * count))
  const mixed = factors.map(({ inputs }) => {
    const own = new Set(inputs)
    return {
      own,
      sab: at((input) => (own.has(input) ? b[input] : a[input])),
      sba: fba === undefined ? null : at((input) => (own.has(input) ? a[input] : b[input])),
    }
  })
  const closedOf = factors.map((_, g) => {
    const { own, sab } = mixed[g]
    const known = exact((input) => own.has(input))
    let product = 0
    let apart = 0
    let total = 0
    for (let i = 0; i < count; i++) {
      product += (fb[i] - centre) * (fab[g][i] - fa[i])
      apart += square(fb[i] - fab[g][i])
      total += square(fa[i] - fab[g][i])
      if (surrogate !== null) {
        product -= (sb[i] - base) * (sab[i] - sa[i])
        apart -= square(sb[i] - sab[i])
        total -= square(sa[i] - sab[i])
      }
    }
    // Jansen's form is the quieter one for a factor that explains most, Saltelli's for the others.
    const closed =
      known.closed > 0.5 * all
        ? known.closed + variance / (2 * count) - apart / (2 * count)
        : known.closed + product / count
    parts.closed[g].push(closed)
    parts.total[g].push(known.total + total / (2 * count))
    return closed
  })
  if (fba === undefined) return
  pairsOf(factors).forEach(([i, j], p) => {
    const both = new Set([...factors[i].inputs, ...factors[j].inputs])
    // B with i from A, and A with j from B, share i (from A) and j (from B): their product gives the pair's closed index.
    const sba = mixed[i].sba as Float64Array
    const { sab } = mixed[j]
    let sum = 0
    for (let n = 0; n < count; n++) {
      sum += (fba[i][n] - centre) * (fab[j][n] - centre) - (fa[n] - centre) * (fb[n] - centre)
      if (surrogate !== null) sum -= (sba[n] - base) * (sab[n] - base) - (sa[n] - base) * (sb[n] - base)
    }
    const known = exact((input) => both.has(input))
    parts.pairs[p].push(known.closed + sum / count - closedOf[i] - closedOf[j])
  })
}

const square = (x: number): number => x * x
