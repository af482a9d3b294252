import { type Candidate, type PledgeDraft, partyName } from '../../ledger/index.js'
import { paintFor } from '../paint.js'
import { cleanText, wrap } from '../text.js'
import { countText } from '../words.js'
import { subjectOf } from './amounts.js'
import type { LedgerPrint } from './terminal.js'

export interface ReadStatement {
  readonly title: string
  readonly issuer: string
  readonly date: string
  readonly format: string
  readonly candidates: readonly Candidate[]
  readonly drafts: readonly PledgeDraft[]
}

const linesOf = (
  candidate: Candidate,
  drafts: readonly PledgeDraft[],
  number: number,
  print: LedgerPrint,
): string[] => {
  const { bold, faint } = paintFor(print.colour)
  const { sentence, hedge, who, to, area, missing } = candidate
  const own = drafts.filter(({ sources }) => sources[0]?.quote === sentence.text)
  const [first] = own
  const text = wrap(`“${cleanText(sentence.text)}”`, print.width - 4)
  return [
    `${bold(`${number}.`)} ${partyName(who)}${to === undefined ? '' : ` to ${partyName(to)}`}, ${hedge.degree} (“${cleanText(hedge.words)}”), ${area}`,
    ...text.map((line) => `    ${line}`),
    ...own
      .filter(({ what }) => what.money ?? what.equipment ?? what.people)
      .map(({ what }) => `    ${subjectOf({ what: { ...what, text: undefined } })}`),
    `    ${first?.dates.due === undefined ? 'no date' : `due ${first.dates.due}`}${missing.length === 0 ? '; can be tested' : `; cannot be tested: ${missing.join(', ')} missing`}`,
    ...(first?.links?.repeats === undefined ? [] : [`    seems to repeat ${first.links.repeats.join(', ')}`]),
    ...(first?.note === undefined
      ? []
      : wrap(cleanText(first.note), print.width - 4).map((line) => faint(`    ${line}`))),
  ]
}

/** What was found in a statement, for a person to judge. */
export const renderCandidates = (read: ReadStatement, print: LedgerPrint): string => {
  const { title, issuer, date, candidates, drafts } = read
  const head = wrap(
    `${cleanText(title)}: ${partyName(issuer)}, ${date}. ${countText(candidates.length, 'sentence seems', 'sentences seem')} to promise.`,
    print.width,
  )
  const blocks = candidates.map((candidate, k) => linesOf(candidate, drafts, k + 1, print).join('\n'))
  const next =
    candidates.length === 0
      ? []
      : wrap(
          'Nothing was entered: a person decides. --confirm asks here; --draft FILE writes a draft to edit, --accept FILE enters it.',
          print.width,
        )
  return `${[head.join('\n'), ...blocks, next.join('\n')].filter((block) => block !== '').join('\n\n')}\n`
}
