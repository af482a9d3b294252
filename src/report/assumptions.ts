import type { Interval } from '../core/summary.js'
import type { AssumptionRow, ElicitedFit, RankCorrelation } from '../study/index.js'
import { grid } from './grid.js'
import { type Paint, paintFor } from './paint.js'
import { cleanText, wrap } from './text.js'
import { countText, credibility, distributionText, NO_NUMBER, significant } from './words.js'

interface ListOptions {
  readonly colour: boolean
  readonly width: number
}

const kindOf = ({ judgement, overridden, deep }: AssumptionRow): string =>
  [
    ...(deep === undefined ? [] : ['deep']),
    judgement ? 'judgement' : 'source',
    ...(overridden ? ['yours'] : []),
  ].join(', ')

/** What is deeply uncertain has no percentiles; those of its stand-in would mislead. */
const percentile =
  (which: keyof Interval) =>
  ({ interval, deep }: AssumptionRow): string =>
    deep === undefined ? significant(interval[which]) : NO_NUMBER

const heads = (rows: readonly AssumptionRow[], width: number): readonly string[] =>
  grid(
    [
      { head: 'Assumption', cells: rows.map(({ name }) => cleanText(name)), least: 22 },
      { head: '5%', align: 'right', cells: rows.map(percentile('p05')) },
      { head: '50%', align: 'right', cells: rows.map(percentile('p50')) },
      { head: '95%', align: 'right', cells: rows.map(percentile('p95')) },
      { head: 'Unit', cells: rows.map(({ unit }) => cleanText(unit)) },
      { head: 'Kind', cells: rows.map(kindOf), drop: 1 },
    ],
    width,
  )

const detailsOf = (row: AssumptionRow, width: number): string[] => {
  const { meaning, distribution, deep, source, by, on, why, correlated = [] } = row
  const spread =
    deep === undefined
      ? distributionText(distribution)
      : `deeply uncertain, ${significant(deep.low)} to ${significant(deep.high)}, no probabilities; a plain run draws from: ${distributionText(distribution)}`
  const who = [by === undefined ? '' : `by ${by}`, on === undefined ? '' : `on ${on}`].filter(
    (part) => part !== '',
  )
  return [
    meaning,
    `Distribution: ${spread}`,
    `Source: ${[source, ...who].join('; ')}`,
    ...(why === undefined ? [] : [`Why: ${why}`]),
    ...correlated.map(
      (one) =>
        `Moves with ${one.with}: rank correlation ${credibility(one.rank)}${one.given === undefined ? '' : ` (repaired from ${credibility(one.given)})`}; ${one.source}`,
    ),
  ].flatMap((line) => wrap(line, width - 4, 2).map((one) => `    ${one}`))
}

/**
 * Every assumption for a terminal: percentiles of what may be drawn (cut to the permitted range), unit, distribution
 * in words, source, who gave it, when and why. Those that the user gave come first.
 */
export const renderAssumptions = (rows: readonly AssumptionRow[], { colour, width }: ListOptions): string => {
  const paint = paintFor(colour)
  const given = rows.filter(({ overridden }) => overridden)
  const ordered = [...given, ...rows.filter(({ overridden }) => !overridden)]
  const judged = rows.filter(({ judgement }) => judgement).length
  const [head, ...lines] = heads(ordered, width)
  const intro = `${countText(rows.length, 'assumption')}, ${given.length} given by you; ${judged} are judgements, which nobody has measured. Percentiles are of what may be drawn.`
  return `${[
    ...wrap(intro, width),
    '',
    paint.bold(head),
    ...lines.flatMap((line, k) => [paint.bold(line), ...detailsOf(ordered[k], width)]),
  ].join('\n')}\n`
}

const fitLines = ({ name, unit, expert, fit, rows }: ElicitedFit, width: number, paint: Paint): string[] => {
  const [head, ...lines] = grid(
    [
      { head: 'At', align: 'right', cells: rows.map(({ p }) => `${significant(100 * p)}%`) },
      { head: 'Given', align: 'right', cells: rows.map(({ given }) => significant(given)) },
      { head: 'Fitted', align: 'right', cells: rows.map(({ fitted }) => significant(fitted)) },
      {
        head: 'Off by',
        align: 'right',
        cells: rows.map(({ given, fitted }) => offText(fitted - given, Math.abs(given))),
      },
    ],
    width - 2,
  )
  const title = `${name}${expert === undefined ? '' : `, ${expert}`} (${unit}): ${fit}`
  return ['', ...wrap(title, width).map(paint.bold), `  ${head}`, ...lines.map((line) => `  ${line}`)]
}

/** A difference smaller than rounding is none. */
const offText = (off: number, size: number): string =>
  Math.abs(off) <= 1e-6 * Math.max(size, 1e-300) ? 'exact' : significant(off)

/** Elicited quantiles beside those of the fitted distributions. */
export const renderFits = (fits: readonly ElicitedFit[], { colour, width }: ListOptions): string =>
  fits.length === 0
    ? 'No assumption is given by quantiles.\n'
    : `${['Elicited quantiles, and what the fitted distribution has there:', ...fits.flatMap((one) => fitLines(one, width, paintFor(colour)))].join('\n')}\n`

/** Correlations for a terminal; empty where there are none. */
export const renderCorrelations = (
  correlations: readonly RankCorrelation[],
  { colour, width }: ListOptions,
): string => {
  if (correlations.length === 0) return ''
  const [head, ...lines] = grid(
    [
      { head: 'Correlated', cells: correlations.map(({ a, b }) => cleanText(`${a} – ${b}`)), least: 30 },
      { head: 'Rank', align: 'right', cells: correlations.map(({ rank }) => credibility(rank)) },
      {
        head: 'Given',
        align: 'right',
        cells: correlations.map(({ given, rank }) => credibility(given ?? rank)),
      },
      { head: 'Source', cells: correlations.map(({ source }) => cleanText(source)), least: 12 },
    ],
    width,
  )
  return `${[paintFor(colour).bold(head), ...lines].join('\n')}\n`
}
