import type {
  Comparison,
  GuarantorResult,
  OptionResult,
  RecordResult,
  RecordSource,
} from '../../study/index.js'
import { foreign, html, type Markup, section, table } from '../markup.js'
import { en, type Strings } from '../strings/en.js'
import { NO_NUMBER, percentagePoints, rangeText } from '../words.js'

/** What the record moves is not what the record is: said wherever it is shown. */
export const recordCaution = en.record.caution

type Recorded = GuarantorResult & { readonly record: RecordResult }

const recorded = ({ guarantors }: OptionResult): Recorded[] =>
  guarantors.flatMap((one) => (one.record === undefined ? [] : [{ ...one, record: one.record }]))

const tests = ({ kept, late, broken }: RecordResult, t: Strings): string =>
  kept + late + broken === 0 ? t.record.none : `${t.points(kept)} / ${t.points(late)} / ${t.points(broken)}`

const rowsOf = (option: OptionResult, t: Strings): readonly (readonly (Markup | string)[])[] =>
  recorded(option)
    .filter(({ record, owes }) => owes !== null || record.kept + record.late + record.broken > 0)
    .sort((a, b) => t.compareNames(a.name, b.name))
    .map(({ name, record, honour }) => [
      foreign(name),
      tests(record, t),
      `${t.percent(record.posterior.p50)} (${t.rangeText({ ...record.credible, p50: record.posterior.p50 })})`,
      `× ${t.fixed(record.audience.p50, 2)}`,
      record.resolve.p50 === 0
        ? '0'
        : `${record.resolve.p50 > 0 ? '+' : '−'}${t.significant(Math.abs(record.resolve.p50))}`,
      t.intervalText(honour),
      record.moves.full === null
        ? NO_NUMBER
        : `${t.percentagePoints(record.moves.full.p50)} (${t.rangeText(record.moves.full, t.percentagePoints)})`,
    ])

/** How far a ledger's record of promises moves each guarantor; nothing where no ledger was given. */
export const recordSection = ({ options, record }: Comparison, t: Strings = en): Markup | null => {
  if (record === undefined) return null
  const [prior] = options.flatMap((option) => recorded(option).map((one) => one.record.prior.p50))
  const { entries, asOf, notDue, undated, undisclosed } = record
  return section(
    'record',
    t.record.title,
    html`<p>${t.record.ledger}${foreign(record.ledger)}${t.record.lead(entries, asOf, t.percent(prior ?? null), notDue, undated, undisclosed)}</p>
<p class="warn"><strong>${t.record.oneInput}</strong> ${t.record.caution}</p>
${options
  .filter((option) => rowsOf(option, t).length > 0)
  .map((option) =>
    table(
      html`${foreign(option.short)}${t.record.caption}`,
      t.record.heads,
      rowsOf(option, t),
      t.record.label,
      'compact',
    ),
  )}`,
  )
}

/** Promises that test nothing yet, by why. */
const untested = ({ notDue, undated, undisclosed }: RecordSource): string => {
  const parts = [
    ...(undated > 0 ? [`${undated} without a date, which --ledger-due-after supposes`] : []),
    ...(notDue > 0 ? [`${notDue} not yet due`] : []),
    ...(undisclosed > 0 ? [`${undisclosed} undisclosed`] : []),
  ]
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`
}

/** The record in lines for a terminal; nothing where no ledger was given. */
export const recordLines = ({ options, record }: Comparison): readonly string[] => {
  if (record === undefined) return []
  const lines = options.flatMap((option) => {
    const moved = recorded(option)
      .flatMap(({ name, record: { moves } }) => (moves.full === null ? [] : [{ name, by: moves.full }]))
      .sort((a, b) => Math.abs(b.by.p50) - Math.abs(a.by.p50))
      .slice(0, 3)
    if (moved.length === 0) return []
    if (moved.every(({ by }) => by.p05 === 0 && by.p95 === 0))
      return [
        `${option.short}: honour in a full attack does not move: no promise in the record tests a state that owes something${untested(record)}`,
      ]
    const most = moved.map(
      ({ name, by }) => `${name} ${percentagePoints(by.p50)} (${rangeText(by, percentagePoints)})`,
    )
    return [`${option.short}: honour in a full attack moves most for ${most.join(', ')} percentage points`]
  })
  return [
    `Record of promises: ${record.ledger}, ${record.entries} entries, as of ${record.asOf}`,
    ...lines,
    recordCaution,
  ]
}
