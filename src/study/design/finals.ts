import { hashText } from '../../core/hash.js'
import {
  dominates,
  keyOf,
  kneeUtilities,
  meanOf,
  nondominated,
  type Point,
  standings,
} from '../../core/search/index.js'
import { intervalOf } from '../../core/summary.js'
import type { Pact } from '../../pact/index.js'
import { wordsOf } from './document.js'
import { everything } from './evaluate.js'
import { designAt, type Explored, type ExploreOptions, evaluateAll } from './explore.js'
import type { RunJobs } from './machinery.js'
import { lowered, measureIndex, measures, violationOf } from './objectives.js'
import { couldOffer, decode } from './package.js'
import type { DesignSpace } from './read.js'
import type { DesignRow, ElementUse, Measured, ProposalRow, Step } from './result.js'

/*
 * Finalists: the archive of a search, evaluated again on draws that the search has not seen, so that a winner is not a lucky one.
 */

/** Columns [measure][draw] on the final draws. */
export type Final = readonly (readonly number[])[]

export interface Finalist {
  readonly point: Point
  readonly pact: Pact
  readonly columns: Final
}

export interface Finals {
  /** Designs that keep the bounds and that no other design beats on the final draws; the first objective's best first. */
  readonly front: readonly Finalist[]
  readonly others: readonly Finalist[]
  readonly proposals: readonly { readonly pact: Pact; readonly columns: Final }[]
}

/** The seed of the final draws: theirs alone. */
export const finalSeed = (seed: number): number => hashText(`${seed} final draws`) >>> 0

const means = (columns: Final): number[] => columns.map((column) => meanOf(column))

/** Means of the objectives, less being better. */
export const objectiveRow = (space: DesignSpace, columns: Final): number[] =>
  space.objectives.map((objective) => lowered(objective, meanOf(columns[objective.measure])))

/** Evaluates the archive of a search and the proposals on the table on the final draws. */
export const runFinals = async (
  space: DesignSpace,
  explored: Explored,
  proposals: readonly Pact[],
  { seed, finalDraws }: ExploreOptions,
  run: RunJobs,
  onDone: (draws: number) => void = () => undefined,
): Promise<Finals> => {
  const points = explored.state.archive.filter(({ violation }) => violation === 0).map(({ point }) => point)
  const pacts = points.map((point) => designAt(space, point))
  const all = await evaluateAll(
    [...pacts, ...proposals],
    [...points.map(keyOf), ...proposals.map(({ id }) => `proposal ${id}`)],
    { seed: finalSeed(seed), draws: finalDraws, wants: everything },
    run,
    onDone,
  )
  const finalists = points.map((point, k): Finalist => ({ point, pact: pacts[k], columns: all[k] }))
  const valid = finalists.filter(({ columns }) => {
    const values = means(columns)
    return (
      violationOf(space.bounds, values) === 0 &&
      space.objectives.every(({ measure }) => Number.isFinite(values[measure]))
    )
  })
  const rows = valid.map(({ columns }) => objectiveRow(space, columns))
  const best = nondominated(rows)
  const front = [...best]
    .sort((a, b) => rows[a].reduce((order, x, j) => order || x - rows[b][j], 0) || a - b)
    .map((k) => valid[k])
  return {
    front,
    others: finalists.filter((one) => !front.includes(one)),
    proposals: proposals.map((pact, k) => ({ pact, columns: all[points.length + k] })),
  }
}

/** Means and percentiles of all measures. */
export const measured = (columns: Final): Measured =>
  Object.fromEntries(
    measures.map(({ name }, m) => {
      const interval = intervalOf(columns[m])
      return [
        name,
        interval === null ? null : { mean: meanOf(columns[m]), p05: interval.p05, p95: interval.p95 },
      ]
    }),
  )

/** Draws on which every one of them settled. */
const shared = (space: DesignSpace, all: readonly Final[]): number[] =>
  Array.from({ length: all[0]?.[0].length ?? 0 }, (_, k) => k).filter((k) =>
    all.every((columns) => space.objectives.every(({ measure }) => Number.isFinite(columns[measure][k]))),
  )

/** The designs of the front with what is known of each. `searched` gives a design's columns on the draws of the search. */
export const designRows = (
  space: DesignSpace,
  explored: Explored,
  finals: Finals,
  seed: number,
): DesignRow[] => {
  const { front, others } = finals
  if (front.length === 0) return []
  const all = [...front, ...others]
  const draws = shared(
    space,
    all.map(({ columns }) => columns),
  )
  const standing = standings(
    all.map(({ columns }) =>
      space.objectives.map((objective) =>
        draws.map((k) => lowered(objective, columns[objective.measure][k])),
      ),
    ),
    seed,
  )
  const utilities = kneeUtilities(
    front.map(({ columns }) => objectiveRow(space, columns)),
    seed,
  )
  return front.map(({ point, pact, columns }, k) => {
    const { chosen } = decode(space.file, space.elements, point)
    const before = explored.columns[keyOf(point)]
    return {
      id: `D${k + 1}`,
      document: pact.id,
      point,
      words: wordsOf(chosen),
      couldOffer: couldOffer(space.file, chosen),
      values: measured(columns),
      searched: Object.fromEntries(
        space.objectives.map(({ measure }) => [measures[measure].name, meanOf(before[measure])]),
      ),
      onFront: standing[k].onFront,
      ranks: Object.fromEntries(
        space.objectives.map(({ measure }, j) => [measures[measure].name, standing[k].ranks[j]]),
      ),
      kneeUtility: utilities[k],
    }
  })
}

/** Is a noticeably beaten by b: nowhere better, and worse by what matters somewhere? */
export const noticeablyBeaten = (space: DesignSpace, a: readonly number[], b: readonly number[]): boolean =>
  dominates(b, a) && space.objectives.some(({ notice }, j) => a[j] - b[j] >= notice)

/** The proposals on the table beside the front: which designs beat each in everything, and noticeably in something. */
export const proposalRows = (space: DesignSpace, finals: Finals): ProposalRow[] => {
  const rows = finals.front.map(({ columns }) => objectiveRow(space, columns))
  return finals.proposals.map(({ pact, columns }) => {
    const mine = objectiveRow(space, columns)
    return {
      id: pact.id,
      title: pact.title,
      short: pact.short,
      values: measured(columns),
      beatenBy: rows.flatMap((row, k) => (noticeablyBeaten(space, mine, row) ? [`D${k + 1}`] : [])),
      breaks: space.bounds.flatMap(({ measure, most, value }) => {
        const mean = meanOf(columns[measure])
        return (most ? mean <= value : mean >= value)
          ? []
          : [`${measures[measure].name} ${most ? '<=' : '>='} ${value}`]
      }),
    }
  })
}

/** Designs recommended for a look: the sharpest knees, at most `count`, each unlike the others in some objective. */
export const kneesOf = (rows: readonly DesignRow[], count: number): string[] =>
  [...rows]
    .filter(({ kneeUtility }) => kneeUtility > 0)
    .sort((a, b) => b.kneeUtility - a.kneeUtility || rows.indexOf(a) - rows.indexOf(b))
    .slice(0, count)
    .map(({ id }) => id)

/** How often each option stands in the designs of the front, beside how often it stood in all that were looked at. */
export const elementUses = (
  space: DesignSpace,
  explored: Explored,
  rows: readonly DesignRow[],
): ElementUse[] => {
  const seen = explored.state.seen.map((key) => key.split(' ').map(Number))
  return space.elements.flatMap(({ id, label, variable, options }, j): ElementUse[] => {
    if (variable.kind === 'real') return []
    const share = (points: readonly Point[], k: number): number =>
      points.length === 0 ? 0 : points.filter((point) => point[j] === k).length / points.length
    return [
      {
        id,
        label,
        options: options.map((option, k) => ({
          option,
          good: share(
            rows.map(({ point }) => point),
            k,
          ),
          looked: share(seen, k),
        })),
      },
    ]
  })
}

/** The least of a measure that the front attains at each amount of another, as steps: what each extra euro or brigade buys. */
export const stepsOf = (
  space: DesignSpace,
  rows: readonly DesignRow[],
  price: 'money' | 'brigades',
  goal: string,
): Step[] => {
  const aim = space.objectives.find(({ measure }) => measure === measureIndex(goal))?.aim ?? 'minimise'
  const sign = aim === 'minimise' ? 1 : -1
  const priced = rows
    .flatMap(({ id, values }) => {
      const [cost, value] = [values[price]?.mean, values[goal]?.mean]
      return cost === undefined || value === undefined ? [] : [{ id, cost, value }]
    })
    .sort((a, b) => a.cost - b.cost || sign * (a.value - b.value))
  const steps: Step[] = []
  const notice = measures[measureIndex(goal)].notice
  for (const { id, cost, value } of priced) {
    const last = steps.at(-1)
    if (last !== undefined && sign * (last.value - value) < notice) continue
    steps.push({
      id,
      cost,
      value,
      gain: last === undefined ? null : sign * (last.value - value),
      extra: last === undefined ? null : cost - last.cost,
    })
  }
  return steps
}
