import { dominates, type Valued } from './dominance.js'

/** What happened to a point that was offered to an archive. */
export type Offered = 'refused' | 'replaced' | 'new'

/** Box of a point: objectives in units of epsilon, rounded down. */
const boxOf = (objectives: readonly number[], epsilons: readonly number[]): number[] =>
  objectives.map((x, j) => Math.floor(x / epsilons[j]))

const distanceToCorner = (
  objectives: readonly number[],
  box: readonly number[],
  epsilons: readonly number[],
): number =>
  objectives.reduce((sum, x, j) => {
    const away = x / epsilons[j] - box[j]
    return sum + away * away
  }, 0)

const same = (a: readonly number[], b: readonly number[]): boolean => a.every((x, j) => x === b[j])

/**
 * An epsilon-archive (Laumanns et al. 2002): at most one point in each box of side epsilon, and no point whose box another's dominates, so
 * that it converges, keeps its spread and stays bounded. While no point keeps all constraints it holds the one that breaks them least.
 */
export class Archive<T extends Valued> {
  private readonly epsilons: readonly number[]
  private kept: { readonly item: T; readonly box: readonly number[] }[] = []

  constructor(epsilons: readonly number[], items: readonly T[] = []) {
    if (epsilons.some((epsilon) => !(epsilon > 0))) throw new RangeError('archive: epsilons must be above 0')
    this.epsilons = epsilons
    for (const item of items) this.offer(item)
  }

  get items(): readonly T[] {
    return this.kept.map(({ item }) => item)
  }

  get size(): number {
    return this.kept.length
  }

  at(index: number): T {
    return this.kept[index].item
  }

  offer(item: T): Offered {
    const box = boxOf(item.objectives, this.epsilons)
    const least = this.kept[0]?.item.violation ?? Number.POSITIVE_INFINITY
    if (item.violation > 0 || least > 0) {
      if (item.violation >= least) return 'refused'
      this.kept = [{ item, box }]
      return 'new'
    }
    let replaced = false
    for (const other of this.kept) {
      if (same(other.box, box)) {
        const closer =
          distanceToCorner(item.objectives, box, this.epsilons) <
          distanceToCorner(other.item.objectives, box, this.epsilons)
        if (!dominates(item.objectives, other.item.objectives) && !closer) return 'refused'
        if (dominates(other.item.objectives, item.objectives)) return 'refused'
        replaced = true
      } else if (dominates(other.box, box)) return 'refused'
    }
    this.kept = this.kept.filter((other) => !same(other.box, box) && !dominates(box, other.box))
    this.kept.push({ item, box })
    return replaced ? 'replaced' : 'new'
  }
}
