import type {
  Comparison,
  GuarantorResult,
  OptionResult,
  RecordResult,
  RecordSource,
} from '../../study/index.js'
import { foreign, html, type Markup, section, table } from '../markup.js'
import { significant } from '../numbers.js'
import { intervalText, percent, percentagePoints, points, rangeText } from '../words.js'

/** What the record moves is not what the record is: said wherever it is shown. */
export const recordCaution =
  'The record is one input among many. It says how promises of aid and the like were kept; how much that says of sending forces is judgement (record.relevance), and past tests of guarantees by war are few.'

type Recorded = GuarantorResult & { readonly record: RecordResult }

const recorded = ({ guarantors }: OptionResult): Recorded[] =>
  guarantors.flatMap((one) => (one.record === undefined ? [] : [{ ...one, record: one.record }]))

const tests = ({ kept, late, broken }: RecordResult): string =>
  kept + late + broken === 0 ? 'none' : `${points(kept)} / ${points(late)} / ${points(broken)}`

const rowsOf = (option: OptionResult): readonly (readonly (Markup | string)[])[] =>
  recorded(option)
    .filter(({ record, owes }) => owes !== null || record.kept + record.late + record.broken > 0)
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ name, record, honour }) => [
      foreign(name),
      tests(record),
      `${percent(record.posterior.p50)} (${rangeText({ ...record.credible, p50: record.posterior.p50 })})`,
      `× ${record.audience.p50.toFixed(2)}`,
      record.resolve.p50 === 0
        ? '0'
        : `${record.resolve.p50 > 0 ? '+' : '−'}${significant(Math.abs(record.resolve.p50))}`,
      intervalText(honour),
      record.moves.full === null
        ? '–'
        : `${percentagePoints(record.moves.full.p50)} (${rangeText(record.moves.full, percentagePoints)})`,
    ])

/** How far a ledger's record of promises moves each guarantor; nothing where no ledger was given. */
export const recordSection = ({ options, record }: Comparison): Markup | null => {
  if (record === undefined) return null
  const [prior] = options.flatMap((option) => recorded(option).map((one) => one.record.prior.p50))
  return section(
    'record',
    'What the record of promises moves',
    html`<p>From the ledger ${foreign(record.ledger)}, ${record.entries} entries, read as of ${record.asOf}. Each guarantor starts from the same chance of keeping its word, ${percent(prior ?? null)} (multilateral defence pacts tested 1945–2003), and its promises kept, late and broken move it. That moves what breaking its word would cost it, and how much it is inclined to act. Promises that test nothing are left out: ${record.notDue} not yet due, ${record.undated} without a date, ${record.undisclosed} whose deeds nobody puts a figure on.</p>
<p class="warn"><strong>One input.</strong> ${recordCaution}</p>
${options
  .filter((option) => rowsOf(option).length > 0)
  .map((option) =>
    table(
      html`${foreign(option.short)}: promises kept / late / broken (parts of promises count as parts); chance of keeping the next one, with 5 to 95% of its Beta distribution; factor on audience and reputation cost; points of resolve at the highest response; and P(honour) in a full attack with the record, and how many percentage points the record moves it on the same draws.`,
      [
        'State',
        'Kept / late / broken',
        'Keeps the next',
        'Audience cost',
        'Resolve',
        'Honours: full attack',
        'Moved by the record',
      ],
      rowsOf(option),
      'What the record moves',
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
