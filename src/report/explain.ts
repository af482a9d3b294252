import { levels } from '../pact/index.js'
import type { AssumptionRow, Comparison, Driver, OptionResult } from '../study/index.js'
import { grid } from './grid.js'
import { limitsLine } from './limits.js'
import { type Paint, paintFor } from './paint.js'
import {
  calculusOf,
  challengeSentences,
  credibilitySentence,
  honourSentences,
  owingIn,
  type Who,
  whoWords,
} from './summary.js'
import type { TerminalOptions } from './terminal.js'
import { cleanText, shorten, wrap } from './text.js'
import { adversaryView, bestLevel, ledgerLine, scepticView } from './views.js'
import {
  countText,
  credibility,
  intervalText,
  levelWords,
  listText,
  percent,
  percentagePoints,
  readingText,
  sentenceCase,
  signedPoints,
  significant,
  verdictText,
} from './words.js'

/** Drivers shown, and the least change of P(no challenge) that counts as one. */
const TOP = 12
const NOTABLE = 0.005

const motiveWords = {
  stake: 'its stake in the outcome',
  cost: 'the cost of acting',
  fear: 'fear of a direct or nuclear clash',
  audience: 'what breaking its word costs',
  other: 'mood, own forces hit and the rest',
} as const

const motiveKeys = ['stake', 'cost', 'fear', 'audience', 'other'] as const

/** Mean motives of those who owe a step, or of all where nobody does; largest first. */
export const motiveMeans = (option: OptionResult) => {
  const owing = owingIn(option)
  const who = owing.length > 0 ? owing : option.guarantors
  const means = motiveKeys.map((key) => ({
    key,
    words: motiveWords[key],
    value: who.reduce((sum, { motives }) => sum + motives[key], 0) / Math.max(1, who.length),
  }))
  return {
    count: who.length,
    owed: owing.length > 0,
    means: means.sort((a, b) => Math.abs(b.value) - Math.abs(a.value)),
  }
}

const motiveSentences = (option: OptionResult): readonly string[] => {
  const { count, owed, means } = motiveMeans(option)
  if (count === 0) return ['No state may respond.']
  const sum = means.reduce((total, { value }) => total + value, 0)
  const act = owed ? 'responding as owed' : 'sending troops'
  const parts = means.map(({ words, value }) => `${words} ${signedPoints(value)}`)
  return [
    `In a full attack, for the average of ${countText(count, 'state')} ${owed ? 'that owe a step' : 'that may respond'}, points for (+) and against ${act} rather than doing nothing: ${listText(parts)}; in all ${signedPoints(sum)}.`,
    'The scale is that of the model: 100 points is what the total defeat of a vital partner costs.',
  ]
}

const whom: readonly Who[] = ['median', 'motivated']

const verdictSentences = (option: OptionResult): readonly string[] =>
  levels.flatMap((level) =>
    whom.map((who) => {
      const { required, supplied, verdict, verdicts } = calculusOf(option, level, who)
      const numbers =
        required === null || supplied === null
          ? ''
          : ` Required ${intervalText(required, credibility)}, supplied ${intervalText(supplied, credibility)}.`
      return `${sentenceCase(levelWords[level])}, ${whoWords[who]}: ${verdictText(verdict)} (${percent(verdicts[verdict])} of draws).${numbers}`
    }),
  )

const reach = ({ atLow, atHigh, base }: Driver): number =>
  Math.max(Math.abs(atLow - base), Math.abs(atHigh - base))

const driverTable = (drivers: readonly Driver[], width: number, paint: Paint): string[] => {
  const [head, ...rows] = grid(
    [
      { head: 'Assumption', cells: drivers.map(({ name }) => cleanText(name)), least: 22 },
      {
        head: 'From',
        align: 'right',
        cells: drivers.map(({ low }) => significant(low)),
      },
      { head: 'to', align: 'right', cells: drivers.map(({ high }) => significant(high)) },
      { head: 'Unit', cells: drivers.map(({ unit }) => shorten(unit, 10)), drop: 1 },
      {
        head: 'No challenge',
        cells: drivers.map(({ atLow, atHigh }) => `${percent(atLow)} to ${percent(atHigh)}`),
      },
      {
        head: 'Moves it, pp',
        align: 'right',
        cells: drivers.map(({ atLow, atHigh }) => percentagePoints(atHigh - atLow)),
        drop: 2,
      },
      { head: '', cells: drivers.map(({ verdictChanges, judgement }) => flags(verdictChanges, judgement)) },
    ],
    width,
  )
  return [paint.bold(head), ...rows]
}

const flags = (verdictChanges: boolean, judgement: boolean): string =>
  [...(verdictChanges ? ['verdict!'] : []), ...(judgement ? ['judged'] : [])].join(' ')

const driverLines = (drivers: readonly Driver[], width: number, paint: Paint): string[] => {
  const notable = [...drivers].sort((a, b) => reach(b) - reach(a)).filter((one) => reach(one) >= NOTABLE)
  const shown = notable.slice(0, TOP)
  if (shown.length === 0)
    return wrap('No single assumption moves the chance of no challenge by half a percentage point.', width)
  const changing = drivers.filter(({ verdictChanges }) => verdictChanges)
  return [
    ...wrap(
      `Each assumption alone from its 5th to its 95th percentile, the others at their medians, where the chance of no challenge is ${percent(shown[0].base)}. The ${countText(shown.length, 'largest', 'largest')}${notable.length > shown.length ? ` of ${notable.length} that move it by half a percentage point or more` : ''}:`,
      width,
    ),
    ...driverTable(shown, width, paint),
    ...shown.slice(0, 3).flatMap(({ name, meaning }) => wrap(`${cleanText(name)}: ${meaning}.`, width, 2)),
    ...wrap(
      changing.length === 0
        ? 'None of them alone changes a verdict at any level.'
        : `Alone enough to change a verdict at some level: ${listText(changing.map(({ name }) => name))}.`,
      width,
      2,
    ),
  ]
}

const judgementLines = (
  rows: readonly AssumptionRow[],
  drivers: readonly Driver[],
  width: number,
): string[] => {
  const judged = rows.filter(({ judgement }) => judgement)
  const weighty = [...drivers]
    .sort((a, b) => reach(b) - reach(a))
    .filter((one) => one.judgement && reach(one) >= NOTABLE)
    .slice(0, 8)
  const changed = rows.filter(({ overridden }) => overridden)
  return [
    ...wrap(
      `${judged.length} of ${countText(rows.length, 'assumption')} are judgements that nobody has measured.${weighty.length > 0 ? ` Those that weigh most here: ${listText(weighty.map(({ name }) => name))}.` : ''}`,
      width,
    ),
    ...(changed.length === 0
      ? []
      : wrap(`Changed by the user: ${listText(changed.map(({ name }) => name))}.`, width)),
  ]
}

/** One option in words: why the verdict is what it is, what would change it, and how much of it is judgement. */
export const renderExplanation = (
  option: OptionResult,
  drivers: readonly Driver[],
  comparison: Comparison,
  { width, colour }: TerminalOptions,
): string => {
  const room = Math.max(80, width)
  const paint = paintFor(colour)
  const text = (sentences: readonly string[]) => sentences.flatMap((sentence) => wrap(sentence, room, 0))
  const head = (title: string) => ['', paint.bold(title)]
  const lines = [
    paint.bold(shorten(option.title, room)),
    ...wrap(`${comparison.draws} draws, seed ${comparison.seed}; ${readingText(comparison.reading)}.`, room),
    ...head('What comes out'),
    ...text([...challengeSentences(option), ...whom.map((who) => credibilitySentence(option, who))]),
    ...head('Why: the adversary'),
    ...text(adversaryView(option, comparison.options[0])),
    ...wrap(
      `Ledger of a ${levelWords[bestLevel(option)]}, medians: ${ledgerLine(option, bestLevel(option))}.`,
      room,
    ),
    ...head('Why: the credibility of the promise'),
    ...text(verdictSentences(option)),
    ...head('Why: those who should respond'),
    ...text([...honourSentences(option), ...motiveSentences(option)]),
    ...head('What would change it'),
    ...driverLines(drivers, room, paint),
    ...head('What is judgement'),
    ...judgementLines(comparison.assumptions, drivers, room),
    ...head('What a sceptic would point to'),
    ...text(scepticView(option, comparison)),
    '',
    ...wrap(limitsLine, room).map(paint.faint),
  ]
  return `${lines.join('\n')}\n`
}
