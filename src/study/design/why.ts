import type { Assumption } from '../../crisis/index.js'
import type { Pact } from '../../pact/index.js'
import { type BreakingTask, numberOf, type Question } from '../uncertainty/breaking.js'
import { metricIndex, metrics } from '../uncertainty/metrics.js'
import { spaceOf } from '../uncertainty/space.js'
import { blocksOf, columnOf, computeBlocks, type RunBlocks } from '../uncertainty/stage.js'
import { memoryStore } from '../uncertainty/store.js'
import { type Machinery, oneAtATime } from '../uncertainty/study.js'
import { castOf } from './evaluate.js'
import { GOOD_ENOUGH, measureIndex, measures } from './objectives.js'
import type { DesignRow, ProposalRow, WhyRow } from './result.js'

/*
 * Why, and until when: the smallest change of the assumptions that makes a recommended design no better than the best proposal that costs
 * no more (breaking points of `guarantor study`).
 */

export interface WhyMachinery {
  readonly run: RunBlocks
  readonly answer: Machinery['answer']
  readonly onProgress: (done: number, total: number) => void
}

/** Assumptions shown that turn it round alone. */
const ALONE = 6

/** The metric that recommended designs are defended by: the goal, where a study follows it. */
const metricOf = (goal: string): number => {
  const known = metricIndex(goal)
  return known < 0 ? metricIndex('full.tenYears') : known
}

/** The proposal with the best value of a measure among those that cost no more than the design; null where there is none. */
const rivalOf = (design: DesignRow, proposals: readonly ProposalRow[], name: string): ProposalRow | null => {
  const more = measures[measureIndex(name)].aim === 'maximise' ? 1 : -1
  const limit = (design.values.money?.mean ?? 0) + measures[measureIndex('money')].notice
  return proposals
    .filter(({ values }) => (values.money?.mean ?? Number.POSITIVE_INFINITY) <= limit)
    .reduce<ProposalRow | null>((best, one) => {
      const [a, b] = [one.values[name]?.mean, best?.values[name]?.mean]
      if (a === undefined) return best
      return b === undefined || more * (a - b) > 0 ? one : best
    }, null)
}

export interface Recommended {
  readonly row: DesignRow
  readonly pact: Pact
}

/** Breaking points of recommended designs. */
export const whyOf = async (
  recommended: readonly Recommended[],
  proposals: readonly { readonly row: ProposalRow; readonly pact: Pact }[],
  goal: string,
  assumptions: readonly Assumption[],
  machinery: WhyMachinery,
): Promise<WhyRow[]> => {
  const metric = metricOf(goal)
  const { name, label, better } = metrics[metric]
  const rivals = recommended.map(({ row }) =>
    rivalOf(
      row,
      proposals.map((one) => one.row),
      name,
    ),
  )
  const pacts = [
    ...recommended.map(({ pact }) => pact),
    ...proposals.flatMap(({ row, pact }) => (rivals.includes(row) ? [pact] : [])),
  ]
  const options = pacts.map((pact) => ({ pact, cast: castOf(pact), reading: 'in-force' as const }))
  const placeOf = (id: string): number => pacts.findIndex((pact) => pact.id === id)
  const space = spaceOf(assumptions)
  const store = memoryStore()
  const blocks = blocksOf(oneAtATime, options, space)
  const games = blocks.reduce((sum, { from, to }) => sum + (to - from), 0) * options.length
  // Each answer takes about as long as a tenth of the design.
  const total = games + recommended.length * Math.ceil(games / 10)
  let done = 0
  await computeBlocks(blocks, store, machinery.run, (count) => {
    done += count
    machinery.onProgress(done, total)
  })
  const columns = await Promise.all(options.map((_, k) => columnOf(blocks, store, k, metric)))
  const questions = recommended.map((_, k): Question => {
    const rival = rivals[k]
    return rival === null
      ? { kind: 'threshold', option: k, metric: metricIndex('full.tenYears'), threshold: GOOD_ENOUGH }
      : { kind: 'order', first: k, second: placeOf(rival.id), metric }
  })
  const threshold = await Promise.all(
    options.map((_, k) => columnOf(blocks, store, k, metricIndex('full.tenYears'))),
  )
  const tasks = questions.map(
    (question): BreakingTask => ({
      options,
      space,
      question,
      column: columns[0].map((_, point) =>
        numberOf(question, (option, m) => (m === metric ? columns : threshold)[option][point]),
      ),
    }),
  )
  const answers = await machinery.answer(tasks, () => {
    done += Math.ceil(games / 10)
    machinery.onProgress(Math.min(done, total), total)
  })
  return answers.map(({ at, alone, together }, k): WhyRow => {
    const rival = rivals[k]
    const less = rival === null || better === 'less'
    return {
      design: recommended[k].row.id,
      against: rival?.id ?? null,
      question:
        rival === null
          ? `a full attack in ten years stays at most ${Math.round(100 * GOOD_ENOUGH)}% likely`
          : `${label.charAt(0).toLowerCase()}${label.slice(1)}: better than ${rival.short}`,
      at,
      holds: less ? at < 0 : at > 0,
      alone: alone.slice(0, ALONE),
      together:
        together === null
          ? null
          : {
              distance: together.distance,
              parts: together.parts
                .slice(0, ALONE)
                .map(({ name: part, distance, value }) => ({ name: part, distance, value })),
            },
    }
  })
}
