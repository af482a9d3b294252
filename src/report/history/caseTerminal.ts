import { differencesIn } from '../../history/cases/agreement.js'
import type { BlindAnswer, OpenCase } from '../../history/cases/judge.js'
import { honourLevel, type JudgedCase } from '../../history/cases/score.js'
import { type Level, levels, type Pact, responses } from '../../pact/index.js'
import { grid } from '../grid.js'
import { credibility, percent, points, rangeText } from '../numbers.js'
import { type Paint, paintFor } from '../paint.js'
import type { TerminalOptions } from '../terminal.js'
import { cleanText, wrap } from '../text.js'
import { responseWords, sentenceCase, verdictName, verdicts } from '../words.js'
import {
  comparisonWords,
  guaranteeWords,
  honouredWords,
  itemWords,
  monthsText,
  spreadText,
  stepWords,
  verdictOfRun,
} from './caseWords.js'

const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`

const indent = (lines: readonly string[], by = 2): string[] => lines.map((line) => `${' '.repeat(by)}${line}`)

const list = (items: readonly string[], width: number, mark = '- '): string[] =>
  items.flatMap((item) => wrap(`${mark}${item}`, width, mark.length))

/** All cases, one line each: nothing of what happened. */
export const renderCaseList = (cases: readonly OpenCase[], { colour, width }: TerminalOptions): string => {
  const paint = paintFor(colour)
  const [head, ...rows] = grid(
    [
      { head: 'Case', cells: cases.map(({ pastCase }) => pastCase.id) },
      { head: 'Day', cells: cases.map(({ pastCase }) => pastCase.asOf) },
      {
        head: 'Months',
        align: 'right',
        cells: cases.map(({ pastCase }) => String(pastCase.horizonMonths)),
        drop: 1,
      },
      {
        head: 'Who, against whom',
        cells: cases.map(({ cast }) => `${cast.beneficiary.name} – ${cast.adversary?.name ?? '?'}`),
      },
      {
        head: 'Guarantee',
        least: 20,
        cells: cases.map(({ pastCase, cast }) => guaranteeWords(pastCase, [...cast.guarantorIds])),
      },
    ],
    width,
  )
  return text([
    paint.bold(head),
    ...rows,
    '',
    ...wrap(
      `${cases.length} past cases. guarantor history show CASE opens one; run CASE asks the model without telling it what happened.`,
      width,
    ),
  ])
}

const conditionsText = (conditions: readonly string[] | undefined): string =>
  conditions === undefined || conditions.length === 0 ? '' : `; only if: ${conditions.join(', ')}`

const clauseLines = (clause: Pact['commitments'][number], width: number): string[] => {
  const by = Array.isArray(clause.by)
    ? clause.by.map((party) => (typeof party === 'string' ? party : party.group)).join(', ')
    : clause.by
  const { trigger, response, deadline, decision } = clause
  const duty = [
    trigger === undefined
      ? ''
      : `Triggered by: ${trigger.levels.join(', ')} (${trigger.wording})${conditionsText(trigger.conditions)}.`,
    response === undefined
      ? ''
      : `Owes: ${responseWords[response.means]}, words ${response.words}, force ${response.force}.`,
    decision === undefined ? '' : `Decided by: ${decision.rule}.`,
    deadline === undefined
      ? ''
      : `Within ${deadline.amount} ${deadline.unit}${deadline.amount === 1 ? '' : 's'}.`,
  ]
    .filter((part) => part !== '')
    .join(' ')
  return [
    ...wrap(`- ${clause.id} (${clause.kind}, by ${by}): ${clause.text}`, width, 2),
    ...(duty === '' ? [] : indent(wrap(duty, width - 2))),
  ]
}

const brigadesText = (brigades: NonNullable<Pact['forces']>[number]['brigades']): string =>
  typeof brigades === 'number' ? String(brigades) : `${brigades.low} to ${brigades.high}`

/** One case in words: its document, its sheet with sources, where two coders differ; what happened only if asked. */
export const renderCaseSheet = (
  { pastCase, pact, cast }: OpenCase,
  { outcome, colour, width }: TerminalOptions & { readonly outcome: boolean },
): string => {
  const paint = paintFor(colour)
  const names = (role: 'guarantor' | 'supporter'): string =>
    cast.responders
      .filter(({ id }) => cast.guarantorIds.has(id) === (role === 'guarantor'))
      .map(({ name }) => name)
      .join(', ')
  const facts = [
    `Day: ${pastCase.asOf}; judged over ${monthsText(pastCase.horizonMonths)}. Facts of ${pact.context?.year ?? 'the latest year'}${pact.context?.recentWar === true ? '; the two have fought within five years' : ''}.`,
    `Beneficiary: ${cast.beneficiary.name}. Adversary: ${cast.adversary?.name ?? 'none'}.`,
    `Guarantors: ${names('guarantor') || 'none'}.${names('supporter') === '' ? '' : ` May come without owing it: ${names('supporter')}.`}`,
  ]
  const differences = differencesIn(pastCase)
  return text([
    paint.bold(cleanText(pastCase.title)),
    ...wrap(pastCase.question, width),
    '',
    ...facts.flatMap((line) => wrap(line, width)),
    '',
    paint.bold('The document'),
    ...wrap(pact.summary, width),
    ...(pact.commitments.length === 0 ? ['No commitment.'] : []),
    ...pact.commitments.flatMap((clause) => clauseLines(clause, width)),
    ...(pact.forces ?? []).flatMap((force) =>
      wrap(
        `- forces: ${brigadesText(force.brigades)} BE ${force.kind}, ${force.place} (${force.where}), ${force.status}`,
        width,
        2,
      ),
    ),
    ...(pact.unknown ?? []).flatMap((line) => wrap(`- not known or not said: ${line}`, width, 2)),
    '',
    paint.bold('Coding sheet: what was coded, from what, how sure'),
    ...pastCase.sheet.flatMap(({ item, value, source, confidence, note }) => [
      ...wrap(`- ${item}: ${value} [${confidence}]`, width, 2),
      ...indent(
        wrap(
          `${source.title}${source.date === undefined ? '' : `, ${source.date}`}${source.address === undefined ? '' : `, ${source.address}`}`,
          width - 2,
          2,
        ),
      ),
      ...(note === undefined ? [] : indent(wrap(`Note: ${note}`, width - 2, 2))),
    ]),
    '',
    paint.bold('Two coders'),
    ...(pastCase.second === undefined
      ? ['This case has been coded once.']
      : differences.length === 0
        ? [`${pastCase.second.by} coded the same in all ${Object.keys(pastCase.codes).length} items.`]
        : [
            ...wrap(
              `${cleanText(pastCase.second.by)} coded ${differences.length} of ${Object.keys(pastCase.codes).length} items otherwise:`,
              width,
            ),
            ...differences.flatMap(({ item, first, second }) =>
              wrap(`- ${itemWords[item]}: ${first}; second coder ${second}`, width, 2),
            ),
          ]),
    ...(pastCase.second?.note === undefined ? [] : wrap(`Note: ${pastCase.second.note}`, width)),
    '',
    ...(outcome
      ? [paint.bold('What happened'), ...outcomeLines(pastCase, width), ...whyLines(pastCase, width, paint)]
      : wrap('What happened is not shown: --outcome shows it, history run asks the model first.', width)),
  ])
}

const outcomeLines = ({ outcome }: OpenCase['pastCase'], width: number): string[] => [
  ...wrap(
    `${sentenceCase(stepWords[outcome.challenge])}${outcome.date === undefined ? '' : ` from ${outcome.date}`}. ${outcome.text}`,
    width,
  ),
  ...outcome.honour.flatMap(({ state, response, honoured, note }) =>
    wrap(
      `- ${state}: ${responseWords[response]}; ${honouredWords[honoured]}${note === undefined ? '' : `. ${note}`}`,
      width,
      2,
    ),
  ),
  ...outcome.sources.flatMap(({ title, address }) =>
    wrap(`  Source: ${title}${address === undefined ? '' : `, ${address}`}`, width, 4),
  ),
]

const whyLines = ({ why }: OpenCase['pastCase'], width: number, paint: Paint): string[] =>
  why === undefined
    ? []
    : ['', paint.bold('Where the model is wrong, or right, and why'), ...wrap(why, width)]

const levelTable = ({ run }: BlindAnswer, width: number, paint: Paint): string[] => {
  const cells = (make: (level: Level) => string) => levels.map(make)
  const of = (level: Level) => run.levels[level]
  const [head, ...rows] = grid(
    [
      { head: 'Adversary, points', cells: cells((level) => sentenceCase(level)) },
      { head: 'Prize', align: 'right', cells: cells((level) => points(of(level).prize.mean)) },
      { head: 'Fighting', align: 'right', cells: cells((level) => points(of(level).fighting.mean)) },
      {
        head: 'Sanctions',
        align: 'right',
        cells: cells((level) => points(of(level).sanctions.mean)),
        drop: 2,
      },
      { head: 'Clash', align: 'right', cells: cells((level) => points(of(level).clash.mean)) },
      {
        head: 'Backing down',
        align: 'right',
        cells: cells((level) => points(of(level).backDown.mean)),
        drop: 3,
      },
      { head: 'Net', align: 'right', cells: cells((level) => points(of(level).net.mean)) },
      { head: 'Peace', align: 'right', cells: cells((level) => points(of(level).statusQuo.mean)) },
      {
        head: 'Required / supplied',
        cells: cells(
          (level) =>
            `${credibility(of(level).required?.p50 ?? null)} / ${credibility(of(level).supplied?.p50 ?? null)}`,
        ),
        drop: 1,
      },
      {
        head: 'Verdict',
        least: 12,
        cells: cells((level) => {
          const counts = of(level).verdicts
          const first = verdicts.reduce((best, one) => (counts[one] > counts[best] ? one : best))
          return `${verdictName(first)} ${percent(counts[first])}`
        }),
      },
    ],
    width,
  )
  return [paint.faint(head), ...rows]
}

const responderTable = ({ run }: BlindAnswer, level: Level, width: number, paint: Paint): string[] => {
  if (run.responders.length === 0) return ['No state in the document might come.']
  const shown = run.responders.slice(0, MOST_RESPONDERS)
  const [head, ...rows] = grid(
    [
      { head: `If ${stepWords[level]} comes`, least: 14, cells: shown.map(({ name }) => cleanText(name)) },
      { head: 'Role', cells: shown.map(({ role }) => role), drop: 1 },
      {
        head: 'Owes',
        cells: shown.map(({ owes }) => (owes[level] === null ? 'nothing' : responseWords[owes[level]])),
      },
      { head: 'Honours', cells: shown.map(({ honour }) => spreadText(honour[level])) },
      {
        head: 'Sends troops or air',
        align: 'right',
        cells: shown.map(({ response }) => percent(response[level].air + response[level].troops)),
      },
    ],
    width,
  )
  return [
    paint.faint(head),
    ...rows,
    ...(run.responders.length > shown.length
      ? [`and ${run.responders.length - shown.length} more (--json)`]
      : []),
  ]
}

const MOST_RESPONDERS = 16

/** The model's answer to one case, asked blind; then, unless blind, what happened and why. */
export const renderCaseRun = (
  answer: BlindAnswer,
  judged: JudgedCase | null,
  { colour, width }: TerminalOptions,
): string => {
  const paint = paintFor(colour)
  const { run } = answer
  const level = judged === null ? 'full' : honourLevel(judged.pastCase)
  return text([
    paint.bold(cleanText(answer.title)),
    ...wrap(answer.question, width),
    ...wrap(
      `Asked as of ${answer.asOf}, without what came later; ${run.draws} draws, seed ${run.seed}${run.unconverged === 0 ? '' : `, ${run.unconverged} left out (no solution)`}. No forecast: what follows from the coding and the assumptions.`,
      width,
    ),
    '',
    paint.bold('What the model says'),
    ...list(verdictOfRun(answer), width),
    '',
    ...levelTable(answer, width, paint),
    '',
    ...responderTable(answer, level, width, paint),
    '',
    ...(judged === null
      ? wrap('What happened is left out (--blind).', width)
      : [
          paint.bold('What happened'),
          ...outcomeLines(judged.pastCase, width),
          '',
          paint.bold('Beside each other'),
          ...list(comparisonWords(answer, judged.pastCase), width),
          ...honourComparison(judged, width),
          ...whyLines(judged.pastCase, width, paint),
        ]),
  ])
}

const honourComparison = ({ pastCase, run }: JudgedCase, width: number): string[] =>
  pastCase.outcome.challenge === 'none'
    ? []
    : pastCase.outcome.honour.flatMap(({ state, response, honoured }) => {
        const responder = run.responders.find(({ id }) => id === state)
        if (responder === undefined) return []
        const level = honourLevel(pastCase)
        const said = responder.honour[level]
        const step = responses.indexOf(response)
        const atLeast = responses.slice(step).reduce((sum, one) => sum + responder.response[level][one], 0)
        return wrap(
          said === null || honoured === 'nothing-owed'
            ? `- ${state} owed nothing${response === 'none' ? ' and did nothing' : `; it gave ${responseWords[response]}, for which the model had ${percent(atLeast)}`}.`
            : `- ${state} ${honouredWords[honoured]} (${responseWords[response]}); the model had given honour ${percent(said.mean)} (${rangeText(said)}).`,
          width,
          2,
        )
      })
