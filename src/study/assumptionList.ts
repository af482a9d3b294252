import { type Distribution, massInside, sampler } from '../core/distribution.js'
import { type Elicited, type Fitted, fitElicited } from '../core/elicited.js'
import type { Issue } from '../core/issue.js'
import type { Interval } from '../core/summary.js'
import type { Assumption } from '../crisis/index.js'
import type { RankCorrelation } from './correlations.js'
import { recordFigures } from './record.js'
import type { AssumptionRow, Driver } from './result.js'

/** The 5th, 50th and 95th percentile of an assumption, cut to its permitted range: exact, not drawn. */
export const percentilesOf = ({ distribution, range }: Assumption): Interval => {
  const at = sampler(distribution, range)
  return { p05: at(0.05), p50: at(0.5), p95: at(0.95) }
}

/** Assumptions as rows of a table. */
export const assumptionRows = (
  assumptions: readonly Assumption[],
  overridden: ReadonlySet<string>,
): readonly AssumptionRow[] =>
  assumptions.map((assumption) => ({
    ...assumption,
    overridden: overridden.has(assumption.name),
    interval: percentilesOf(assumption),
  }))

/** How well the distribution made of elicited quantiles keeps them. */
export interface ElicitedFit {
  readonly name: string
  readonly unit: string
  /** Whose quantiles these are, in a pool. */
  readonly expert?: string
  /** The fitted distribution in words. */
  readonly fit: string
  readonly rows: readonly Fitted[]
}

const elicitedIn = (
  d: Distribution,
): readonly { readonly expert?: string; readonly elicited: Elicited }[] => {
  if (d.kind === 'elicited') return [{ elicited: d }]
  if (d.kind === 'truncated') return elicitedIn(d.of)
  if (d.kind !== 'mixture' && d.kind !== 'logPool') return []
  return d.components.flatMap(({ name, distribution }) =>
    elicitedIn(distribution).map(({ elicited }) => ({ expert: name, elicited })),
  )
}

/** Fits of every elicited distribution among the assumptions. */
export const fitsOf = (assumptions: readonly Assumption[]): readonly ElicitedFit[] =>
  assumptions.flatMap(({ name, unit, distribution }) =>
    elicitedIn(distribution).map(({ expert, elicited }): ElicitedFit => {
      const { name: fit, rows } = fitElicited(elicited)
      return { name, unit, ...(expert === undefined ? {} : { expert }), fit, rows }
    }),
  )

/** Sources that say nothing: where a number is from should let a reader look it up. */
const VAGUE =
  /^(\W*|mine|me|us|own|x+|n\/?a|none|unknown|tbd|todo|guess|assumed?|assumption|expert|experts|default|(see )?notes?)\W*$/i

const isVague = (source: string): boolean => VAGUE.test(source.trim())

/** Share of a distribution that may lie outside the permitted range before somebody should look at it. */
const MUCH_OUTSIDE = 0.05

/** Change of P(no challenge) from which an assumption counts as driving the result. */
const DRIVES = 0.02

const warning = (name: string, code: string, message: string, rest: Partial<Issue> = {}): Issue => ({
  code,
  level: 'warning',
  message: `${name}: ${message}`,
  path: `assumptions.${name}`,
  ...rest,
})

const short = (x: number): string => String(Number(x.toPrecision(3)))
const percentText = (x: number): string => `${Math.round(100 * x)}%`

const sourceIssues = (row: AssumptionRow): Issue[] => {
  const { name, distribution, source, overridden, by, on } = row
  if (!overridden) return []
  const issues: Issue[] = []
  if (isVague(source))
    issues.push(
      warning(name, 'missing-source', `the source says only "${source}"`, {
        hint: 'name a publication, a data set with its date, or "judgement" and why',
      }),
    )
  else if (distribution.kind === 'fixed' && /by the user/.test(source))
    issues.push(
      warning(name, 'missing-source', 'a bare number: no source and no uncertainty', {
        hint: 'give a distribution or quantiles, and a source',
      }),
    )
  const voices =
    distribution.kind === 'mixture' || distribution.kind === 'logPool' ? distribution.components : []
  for (const { name: expert, source: own } of voices)
    if (own !== undefined && isVague(own))
      issues.push(warning(name, 'missing-source', `${expert}: the source says only "${own}"`))
  const asked = elicitedIn(distribution).length > 0
  if (asked && ((by === undefined && voices.length === 0) || on === undefined))
    issues.push(
      warning(name, 'no-elicitor', 'elicited quantiles should say who gave them and when', {
        hint: 'add by: and on:',
      }),
    )
  return issues
}

const rangeIssues = (row: AssumptionRow): Issue[] => {
  const { name, unit, distribution, range, interval, deep } = row
  const issues: Issue[] = []
  const low = deep?.low ?? interval.p05
  const high = deep?.high ?? interval.p95
  for (const record of recordFigures)
    if (record.assumption === name && (high < record.low || low > record.high))
      issues.push(
        warning(
          name,
          'excludes-record',
          `${low === high ? short(low) : `${short(low)} to ${short(high)}`} ${unit} leaves out the record, ${record.low === record.high ? short(record.low) : `${short(record.low)} to ${short(record.high)}`}: ${record.what}`,
          { hint: record.source },
        ),
      )
  const outside = 1 - massInside(distribution, range)
  if (outside > MUCH_OUTSIDE)
    issues.push(
      warning(
        name,
        'mass-outside-range',
        `${percentText(outside)} of the distribution lies outside the permitted range and is cut`,
        { expected: `${range.min} to ${range.max} (${unit})`, hint: 'choose a distribution with ends' },
      ),
    )
  return issues
}

const correlationIssues = ({ a, b, rank, given, source }: RankCorrelation): Issue[] => [
  ...(isVague(source)
    ? [
        {
          code: 'correlation-without-source',
          level: 'warning' as const,
          message: `${a} and ${b}: the source of the correlation says only "${source}"`,
          path: 'correlations',
        },
      ]
    : []),
  ...(given === undefined
    ? []
    : [
        {
          code: 'repaired-correlation',
          level: 'note' as const,
          message: `${a} and ${b}: a rank correlation of ${short(given)} became ${short(rank)}, so that all hold together`,
          path: 'correlations',
        },
      ]),
]

const driverIssues = (row: AssumptionRow, driver: Driver): Issue[] => {
  if (!row.judgement) return []
  const { atLow, atHigh, base, low, high, verdictChanges } = driver
  const moved = Math.max(Math.abs(atLow - base), Math.abs(atHigh - base))
  if (moved < DRIVES && !verdictChanges) return []
  const verdict = verdictChanges ? ', and changes a verdict' : ''
  return [
    warning(
      row.name,
      'judgement-drives',
      `a judgement that drives the result: from ${short(low)} to ${short(high)} ${row.unit} it moves P(no challenge) from ${percentText(atLow)} to ${percentText(atHigh)}${verdict}`,
      { hint: 'look for evidence here first, or show the result for both ends' },
    ),
  ]
}

/**
 * What is doubtful about a list of assumptions: sources that say nothing, elicitation without a name or a date, ranges
 * that leave out the record, mass outside the permitted range, correlations without a source; and, where drivers are
 * given, judgement that drives the result.
 */
export const lintAssumptions = (
  rows: readonly AssumptionRow[],
  correlations: readonly RankCorrelation[],
  drivers: readonly Driver[] = [],
): readonly Issue[] => [
  ...rows.flatMap((row) => [...sourceIssues(row), ...rangeIssues(row)]),
  ...correlations.flatMap(correlationIssues),
  ...drivers.flatMap((driver) =>
    rows.filter(({ name }) => name === driver.name).flatMap((row) => driverIssues(row, driver)),
  ),
]
