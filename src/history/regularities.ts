import { exp, log, pow } from '../core/elementary.js'
import { logistic } from '../core/logit.js'
import type { Values } from '../crisis/index.js'
import { outcomeProbabilities } from './likelihood.js'
import { outcomeAt } from './occasions.js'
import type { CoalitionFacts, Panel } from './panel.js'
import { READING } from './readings.js'
import { type Situations, situationsOf } from './situation.js'

/* Published regularities of the record, the dyad-years they are computed from in the model, and what the model says of them. */

/** A published regularity: what was seen, on the scale that is compared, and how near the model need come to it. */
export interface Regularity {
  readonly id: string
  readonly name: string
  readonly scale: 'logit' | 'log' | 'log odds ratio'
  readonly observed: number
  /** Sampling error and what the model may miss together, on the scale. Judgement, but for the pact effect. */
  readonly sd: number
  readonly source: string
}

const logitOf = (p: number): number => log(p / (1 - p))

/** Facts that the regularities are computed from. */
export interface ConditionData {
  /** Rivals and neighbours by land of the years fitted, each with its pacts. */
  readonly situations: Situations
  readonly recent: Uint8Array
  readonly era: Uint8Array
  /** The same rows without any pact, for those that have one: index into `situations`, and the situations. */
  readonly defended: Int32Array
  readonly alone: Situations
  /** Rows kept back, their outcome and the number of rows that each stands for. */
  readonly check: Situations
  readonly checkRecent: Uint8Array
  readonly checkOutcome: Uint8Array
  readonly checkWeight: Float64Array
  readonly regularities: readonly Regularity[]
}

/** Years within which the product counts a war (here: a dispute) as recent. */
const RECENT = 5

/**
 * Regularities of the years up to `until`, with those that are published, for strategic rivals that are neighbours by land: whoever writes a
 * guarantee against a named adversary has a rival in mind.
 */
export const conditionData = (
  panel: Panel,
  facts: CoalitionFacts | null,
  rows: Int32Array,
  until: number,
  { games, checks }: { games: number; checks: number },
): ConditionData => {
  const { columns } = panel
  const land = rows.filter((row) => columns.contiguity[row] === 1 && columns.rivalry[row] === 1)
  const early = land.filter((row) => columns.year[row] <= until)
  const late = land.filter((row) => columns.year[row] > until)
  const begun = (row: number): boolean => columns.gml_init[row] === 1
  const isRecent = (row: number): boolean => columns.gml_peace_years[row] < RECENT
  const every = (list: Int32Array, count: number): Int32Array =>
    list.filter(
      (_, k) => Math.floor((k * count) / list.length) !== Math.floor(((k - 1) * count) / list.length),
    )
  const defendedRows = early.filter(
    (row) => columns.b_n_defenders[row] > 0 && columns.b_n_defenders[row] <= 8,
  )
  const otherRows = early.filter((row) => columns.b_n_defenders[row] === 0)
  const kept = Int32Array.from([...every(otherRows, games / 2), ...every(defendedRows, games / 2)])
  const situations = situationsOf(panel, kept, facts)
  const defended = Int32Array.from(
    Array.from(kept.keys()).filter((k) => situations.from[k + 1] > situations.from[k]),
  )
  const alone = situationsOf(
    panel,
    Array.from(defended, (k) => kept[k]),
    facts,
  )
  const lateBegun = late.filter((row) => begun(row) && columns.b_n_defenders[row] <= 8)
  const lateQuiet = late.filter((row) => !begun(row) && columns.b_n_defenders[row] <= 8)
  const checkBegun = every(lateBegun, checks / 2)
  const checkQuiet = every(lateQuiet, checks / 2)
  const checkRows = Int32Array.from([...checkBegun, ...checkQuiet])
  const count = (list: Int32Array, test: (row: number) => boolean): number => list.filter(test).length
  const disputes = count(early, begun)
  const forceless = count(early, (row) => outcomeAt(panel, row) === 1)
  const wars = count(early, (row) => outcomeAt(panel, row) === 3)
  const quietYears = early.filter((row) => !isRecent(row))
  return {
    situations,
    recent: Uint8Array.from(kept, (row) => (isRecent(row) ? 1 : 0)),
    era: Uint8Array.from(kept, (row) => (columns.year[row] < 1945 ? 0 : 1)),
    defended,
    alone: { ...alone, from: new Int32Array(alone.count + 1) },
    check: situationsOf(panel, checkRows, facts),
    checkRecent: Uint8Array.from(checkRows, (row) => (isRecent(row) ? 1 : 0)),
    checkOutcome: Uint8Array.from(checkRows, (row) => outcomeAt(panel, row)),
    checkWeight: Float64Array.from(checkRows, (row) =>
      begun(row) ? lateBegun.length / checkBegun.length : lateQuiet.length / checkQuiet.length,
    ),
    regularities: [
      {
        id: 'quiet',
        name: 'Disputes a year between rivals with a common border, five years or more after the last',
        scale: 'log',
        observed: log(count(quietYears, begun) / quietYears.length),
        sd: 0.25,
        source: `GML 2.2.1, to ${until}`,
      },
      {
        id: 'forceless',
        name: 'Share of new disputes without use of force',
        scale: 'logit',
        observed: logitOf(forceless / disputes),
        sd: 0.4,
        source: `GML 2.2.1, to ${until}`,
      },
      {
        id: 'wars',
        name: 'Share of new disputes that became wars',
        scale: 'logit',
        observed: logitOf(wars / disputes),
        sd: 0.4,
        source: `GML 2.2.1, to ${until}`,
      },
      {
        id: 'relapse',
        name: 'Use of force again within five years of a war between two states (15 of 21)',
        scale: 'logit',
        observed: logitOf(15 / 21),
        sd: 0.6,
        source: 'basis 2.6, wars ended after 1945; sampling error .48',
      },
      {
        id: 'pacts',
        name: 'Effect of defence pacts on a new dispute',
        scale: 'log odds ratio',
        observed: -0.2,
        sd: 0.35,
        source: 'basis 2.2: wide prior over contested studies',
      },
      {
        id: 'honourBefore',
        name: 'Defence pacts honoured in war, before 1945 (36 of 59)',
        scale: 'logit',
        observed: logitOf(36 / 59),
        sd: 0.5,
        source: 'Berkemeier and Fuhrmann 2018',
      },
      {
        id: 'honourAfter',
        name: 'Defence pacts honoured in war, 1945-2003, one ally being enough (10 of 43)',
        scale: 'logit',
        observed: logitOf(10 / 43),
        sd: 0.8,
        source: 'Berkemeier and Fuhrmann 2018; a wider margin, one pact supplies 7 of 43',
      },
    ],
  }
}

/** Years after a war within which force is used again. */
const RELAPSE_YEARS = 5

/** Logarithm of the rate of occasions; `recent` is 1 in the years after a war. */
export const rateOf = (values: Values, recent: number): number =>
  log(values['occasions.perYear'] * (recent === 1 ? values['occasions.recentWar'] : 1))

const any = (readings: Float64Array, row: number): number =>
  readings[row * READING] + readings[row * READING + 1] + readings[row * READING + 2]

/** What the model says of each regularity, in their order and on their scales. */
export const statisticsOf = (
  data: ConditionData,
  values: Values,
  readings: Float64Array,
  alone: Float64Array,
): readonly number[] => {
  const sums = { quiet: 0, quietRows: 0, disputes: 0, forceless: 0, wars: 0 }
  let relapse = 0
  const honour = [0, 0]
  const war = [0, 0]
  for (let row = 0; row < data.situations.count; row++) {
    const [, dispute, force, wars] = outcomeProbabilities(readings, row, rateOf(values, 0))
    const [, , forceAfter, warAfter] = outcomeProbabilities(readings, row, rateOf(values, 1))
    relapse += 1 - pow(1 - forceAfter - warAfter, RELAPSE_YEARS)
    const begun = dispute + force + wars
    if (data.recent[row] === 0) {
      sums.quiet += begun
      sums.quietRows++
    }
    sums.disputes += begun
    sums.forceless += dispute
    sums.wars += wars
    const kept = readings[row * READING + 4]
    if (!Number.isNaN(kept)) {
      honour[data.era[row]] += wars * kept
      war[data.era[row]] += wars
    }
  }
  const effect = Array.from(
    data.defended,
    (row, k) => logitOf(clip(any(readings, row))) - logitOf(clip(any(alone, k))),
  )
  return [
    log(sums.quiet / sums.quietRows),
    logitOf(clip(sums.forceless / sums.disputes)),
    logitOf(clip(sums.wars / sums.disputes)),
    logitOf(clip(relapse / data.situations.count)),
    effect.reduce((sum, x) => sum + x, 0) / effect.length,
    logitOf(clip(honour[0] / war[0])),
    logitOf(clip(honour[1] / war[1])),
  ]
}

const clip = (p: number): number => Math.min(1 - 1e-9, Math.max(1e-9, p))

/** A statistic as people read it: a share, a rate, or a log odds ratio as it is. */
export const shownRegularity = ({ scale }: Regularity, x: number): number =>
  scale === 'log' ? exp(x) : scale === 'logit' ? logistic(x) : x
