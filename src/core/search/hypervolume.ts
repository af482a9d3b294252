import { dominates } from './dominance.js'

/**
 * Volume of what the points dominate, up to the reference point: all objectives are to be made small. Exact, by slicing one objective
 * after the other (While et al. 2006), with a staircase in the last two; for n points in m objectives about n^(m-1) steps, so it is
 * meant for two to four. Points that are not below the reference everywhere add nothing.
 *
 * @throws RangeError for points of another length than the reference's
 */
export const hypervolume = (points: readonly (readonly number[])[], reference: readonly number[]): number => {
  for (const point of points)
    if (point.length !== reference.length)
      throw new RangeError(`hypervolume: ${point.length} objectives, reference of ${reference.length}`)
  const inside = points.filter((point) => point.every((x, j) => x < reference[j]))
  return inside.length === 0 ? 0 : volume(inside, reference, reference.length)
}

/** Volume in the first m objectives. */
const volume = (points: readonly (readonly number[])[], reference: readonly number[], m: number): number => {
  if (m === 0) return points.length > 0 ? 1 : 0
  if (m === 1) return reference[0] - Math.min(...points.map((point) => point[0]))
  const sorted = [...points].sort((a, b) => a[m - 1] - b[m - 1])
  if (m === 2) return area(sorted, reference)
  const staircase = m === 3 ? new Staircase(reference) : null
  let front: (readonly number[])[] = []
  let sum = 0
  sorted.forEach((point, i) => {
    if (staircase !== null) staircase.add(point[0], point[1])
    else front = withPoint(front, point.slice(0, m - 1))
    const until = i + 1 < sorted.length ? sorted[i + 1][m - 1] : reference[m - 1]
    const depth = until - point[m - 1]
    if (depth > 0) sum += depth * (staircase === null ? volume(front, reference, m - 1) : staircase.area)
  })
  return sum
}

/** A front with one more point: without those it dominates, as it was where it is dominated. */
const withPoint = (
  front: readonly (readonly number[])[],
  point: readonly number[],
): (readonly number[])[] => {
  const same = (other: readonly number[]): boolean => other.every((x, j) => x === point[j])
  if (front.some((other) => dominates(other, point) || same(other))) return [...front]
  return [...front.filter((other) => !dominates(point, other)), point]
}

/** Area under points sorted by their second objective. */
const area = (sorted: readonly (readonly number[])[], reference: readonly number[]): number => {
  let sum = 0
  let left = reference[0]
  for (const [x, y] of sorted) {
    if (x >= left) continue
    sum += (left - x) * (reference[1] - y)
    left = x
  }
  return sum
}

/** The area that points in two objectives dominate, kept as they come. */
class Staircase {
  area = 0
  /** Steps by rising x, and so by falling y. */
  private readonly xs: number[] = []
  private readonly ys: number[] = []
  private readonly reference: readonly number[]

  constructor(reference: readonly number[]) {
    this.reference = reference
  }

  add(x: number, y: number): void {
    const { xs, ys, reference } = this
    let at = 0
    while (at < xs.length && xs[at] < x) at++
    const above = at > 0 ? ys[at - 1] : reference[1]
    if (above <= y || (at < xs.length && xs[at] === x && ys[at] <= y)) return
    // From x on, the old steps lie above y until one is at or below it.
    let end = at
    let ceiling = above
    let from = x
    while (end < xs.length && ys[end] >= y) {
      this.area += (xs[end] - from) * (ceiling - y)
      from = xs[end]
      ceiling = ys[end]
      end++
    }
    const until = end < xs.length ? xs[end] : reference[0]
    this.area += (until - from) * (ceiling - y)
    xs.splice(at, end - at, x)
    ys.splice(at, end - at, y)
  }
}
