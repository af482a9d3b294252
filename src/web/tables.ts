import type { Issue } from '../core/issue.js'
import type { ExerciseState } from '../exercise/state.js'
import { type Difference, differenceText, type Pact } from '../pact/index.js'
import type { OptionResult } from '../study/index.js'
import { driversIn, type Sweep } from '../study/swept.js'
import type { Cell } from './csv.js'
import type { AssumptionLine } from './engine/messages.js'
import { quantities } from './quantities.js'
import type { Strings } from './strings/en.js'

/*
 * The tables of the views as they are kept: one fact a row, numbers whole. Names of columns are those of the JSON.
 */

type Rows = readonly (readonly Cell[])[]

/** Quantities of all options, verdicts, and differences from the first option. */
export const optionRows = (options: readonly OptionResult[], t: Strings): Rows => [
  ['option', 'quantity', 'note', 'p05', 'p50', 'p95'],
  ...options.flatMap((option) => [
    ...quantities.map((quantity): readonly Cell[] => {
      const interval = quantity.of(option)
      const { p05, p50, p95 } = interval ?? { p05: null, p50: null, p95: null }
      return [option.short, quantity.label(t), quantity.note(t), p05, p50, p95]
    }),
    ...(option.difference === null
      ? []
      : [
          [
            option.short,
            `${t.assess.differenceTitle}: ${t.assess.deterrence}`,
            '',
            option.difference.deterrence.p05,
            option.difference.deterrence.p50,
            option.difference.deterrence.p95,
          ],
        ]),
    ...Object.entries(option.credibility.full.motivated.verdicts).map(([verdict, share]): readonly Cell[] => [
      option.short,
      `${t.assess.verdict}: ${t.assess.verdicts[verdict as keyof Strings['assess']['verdicts']]}`,
      t.assess.verdictUnit,
      null,
      share,
      null,
    ]),
  ]),
]

/** What moves a number, and what turns a verdict, with sources. */
export const driverRows = (sweep: Sweep, measure: string, lines: readonly AssumptionLine[]): Rows => [
  ['assumption', 'meaning', 'unit', 'p05', 'p95', 'atP05', 'atP95', 'turns', 'judgement', 'source'],
  ...driversIn(sweep, measure).map((driver): readonly Cell[] => [
    driver.name,
    driver.meaning,
    driver.unit,
    driver.low,
    driver.high,
    driver.atLow,
    driver.atHigh,
    (sweep.assumptions.find(({ name }) => name === driver.name)?.turns ?? [])
      .map(({ level, who, from, to, at }) => `${level}, ${who}: ${from} to ${to} at ${at}`)
      .join('; '),
    driver.judgement ? 'judgement' : '',
    lines.find(({ name }) => name === driver.name)?.source ?? '',
  ]),
]

export const assumptionRows = (lines: readonly AssumptionLine[]): Rows => [
  ['assumption', 'meaning', 'unit', 'median', 'p01', 'p99', 'moved', 'judgement', 'source'],
  ...lines.map(
    ({ name, meaning, unit, median, low, high, overridden, judgement, source }): readonly Cell[] => [
      name,
      meaning,
      unit,
      median,
      low,
      high,
      overridden ? 'moved' : '',
      judgement ? 'judgement' : '',
      source,
    ],
  ),
]

export const issueRows = (issues: readonly Issue[]): Rows => [
  ['level', 'code', 'message', 'hint', 'path', 'line'],
  ...issues.map(({ level, code, message, hint, path, line }): readonly Cell[] => [
    level,
    code,
    message,
    hint ?? '',
    path ?? '',
    line ?? null,
  ]),
]

const valueText = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)

export const differenceRows = (differences: readonly Difference[]): Rows => [
  ['kind', 'place', 'what', 'before', 'after', 'words'],
  ...differences.map((difference): readonly Cell[] => [
    difference.kind,
    difference.place,
    difference.what,
    valueText(difference.before),
    valueText(difference.after),
    differenceText(difference),
  ]),
]

export const clauseRows = ({ commitments }: Pact): Rows => [
  [
    'id',
    'kind',
    'by',
    'text',
    'textKind',
    'source',
    'trigger',
    'levels',
    'means',
    'words',
    'force',
    'deadline',
    'decision',
  ],
  ...commitments.map(
    ({ id, kind, by, text, textKind, source, trigger, response, deadline, decision }): readonly Cell[] => [
      id,
      kind,
      valueText(by),
      text,
      textKind,
      source.title,
      trigger?.wording ?? '',
      trigger?.levels.join(' ') ?? '',
      response?.means ?? '',
      response?.words ?? '',
      response?.force ?? '',
      deadline === undefined ? '' : `${deadline.amount} ${deadline.unit}`,
      decision?.rule ?? '',
    ],
  ),
]

export const obligationRows = ({ obligations }: ExerciseState): Rows => [
  ['id', 'pact', 'commitment', 'bearer', 'to', 'kind', 'state', 'since', 'means', 'residual'],
  ...obligations.map(
    ({ id, pact, commitment, bearer, to, kind, state, since, means, residual }): readonly Cell[] => [
      id,
      pact,
      commitment,
      bearer,
      to.join(' '),
      kind,
      state,
      since,
      means,
      residual,
    ],
  ),
]

export const deadlineRows = ({ deadlines }: ExerciseState): Rows => [
  ['id', 'at', 'who', 'what', 'status'],
  ...deadlines.map(({ id, at, who, what, status }): readonly Cell[] => [id, at, who.join(' '), what, status]),
]

export const decisionRows = ({ decisions }: ExerciseState): Rows => [
  ['id', 'pact', 'body', 'rule', 'status', 'subject', 'tally', 'awaited', 'blockers'],
  ...decisions.map(({ id, pact, body, rule, status, subject, tally, awaited, blockers }): readonly Cell[] => [
    id,
    pact,
    body,
    rule,
    status,
    subject,
    tally,
    awaited.join(' '),
    blockers.join(' '),
  ]),
]

/** Holes and conflicts between texts, and the steps of the ladder. */
export const holeRows = ({ holes, conflicts, steps }: ExerciseState): Rows => [
  ['kind', 'id', 'what'],
  ...holes.map(({ id, what }): readonly Cell[] => ['hole', id, what]),
  ...conflicts.map(({ id, what }): readonly Cell[] => ['conflict', id, what]),
  ...steps.map(({ id, what, rung, side }): readonly Cell[] => [`step ${rung} (${side})`, id, what]),
]
