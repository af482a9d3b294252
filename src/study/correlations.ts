import {
  isPositiveDefinite,
  type Matrix,
  nearestCorrelation,
  normalCorrelation,
  offendingPairs,
  rankCorrelation,
  symmetricEigen,
} from '../core/correlation.js'
import type { Assumption, Correlated } from '../crisis/index.js'

/** A rank correlation between two assumptions. */
export interface RankCorrelation {
  readonly a: string
  readonly b: string
  /** Spearman's, in (-1, 1). */
  readonly rank: number
  readonly source: string
  /** As given, where a repair changed it. */
  readonly given?: number
}

/** Names in order of first mention, and the correlations of normals that give the rank correlations. */
export const correlationMatrix = (
  correlations: readonly RankCorrelation[],
): { readonly names: readonly string[]; readonly matrix: Matrix } => {
  const names = [...new Set(correlations.flatMap(({ a, b }) => [a, b]))]
  const matrix = names.map((_, i) => names.map((_, j): number => (i === j ? 1 : 0)))
  for (const { a, b, rank } of correlations) {
    const [i, j] = [names.indexOf(a), names.indexOf(b)]
    matrix[i][j] = normalCorrelation(rank)
    matrix[j][i] = matrix[i][j]
  }
  return { names, matrix }
}

export interface Impossible {
  /** The pairs that make it so, the worst first. */
  readonly pairs: readonly RankCorrelation[]
  /** Least eigenvalue of the matrix: below 0, or 0. */
  readonly eigenvalue: number
}

/** Why no assumptions can have all these correlations at once; null if they can. */
export const impossible = (correlations: readonly RankCorrelation[]): Impossible | null => {
  const { names, matrix } = correlationMatrix(correlations)
  if (isPositiveDefinite(matrix)) return null
  const pairs = offendingPairs(matrix).flatMap(([i, j]) =>
    correlations.filter(({ a, b }) => [a, b].includes(names[i]) && [a, b].includes(names[j])),
  )
  return { pairs, eigenvalue: symmetricEigen(matrix).values[0] }
}

/** Changes of a rank correlation too small to tell anybody about. */
const UNTOUCHED = 5e-7

/**
 * The nearest correlations that can hold together (Higham 2002), with `given` where they changed. Pairs that nobody
 * gave come up too, where the repair needs them to be correlated. What is possible stays as it is.
 */
export const repaired = (correlations: readonly RankCorrelation[]): readonly RankCorrelation[] => {
  const { names, matrix } = correlationMatrix(correlations)
  if (isPositiveDefinite(matrix)) return correlations
  const nearest = nearestCorrelation(matrix)
  const changed = correlations.map((one): RankCorrelation => {
    const rank = rankCorrelation(nearest[names.indexOf(one.a)][names.indexOf(one.b)])
    return Math.abs(rank - one.rank) > UNTOUCHED ? { ...one, rank, given: one.given ?? one.rank } : one
  })
  const stated = new Set(correlations.flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]))
  const added = names.flatMap((b, j) =>
    names.slice(0, j).flatMap((a, i): RankCorrelation[] => {
      const rank = rankCorrelation(nearest[i][j])
      return stated.has(`${a} ${b}`) || Math.abs(rank) <= UNTOUCHED
        ? []
        : [{ a, b, rank, given: 0, source: 'needed by the repair of the others' }]
    }),
  )
  return [...changed, ...added]
}

/** Each assumption with the correlations that it has a part in. */
export const withCorrelations = (
  assumptions: readonly Assumption[],
  correlations: readonly RankCorrelation[],
): readonly Assumption[] =>
  correlations.length === 0
    ? assumptions
    : assumptions.map((assumption) => {
        const correlated = correlations.flatMap(({ a, b, rank, given, source }): Correlated[] => {
          if (a !== assumption.name && b !== assumption.name) return []
          const other = a === assumption.name ? b : a
          return [{ with: other, rank, ...(given === undefined ? {} : { given }), source }]
        })
        return correlated.length === 0 ? assumption : { ...assumption, correlated }
      })

/** The correlations that a list of assumptions carries, each pair once. */
export const correlationsOf = (assumptions: readonly Assumption[]): readonly RankCorrelation[] => {
  const place = new Map(assumptions.map(({ name }, k) => [name, k]))
  return assumptions.flatMap(({ name, correlated = [] }, k) =>
    correlated.flatMap(({ with: other, ...rest }): RankCorrelation[] =>
      (place.get(other) ?? -1) > k ? [{ a: name, b: other, ...rest }] : [],
    ),
  )
}
