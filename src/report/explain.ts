import { levels } from '../pact/index.js'
import type { Comparison, Driver, OptionResult } from '../study/index.js'
import { driverLines, judgementLines } from './drivers.js'
import { limitsLine } from './limits.js'
import { paintFor } from './paint.js'
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
import { shorten, wrap } from './text.js'
import { adversaryView, bestLevel, ledgerLine, scepticView } from './views.js'
import {
  credibility,
  intervalText,
  isMixed,
  levelWords,
  listText,
  percent,
  readingText,
  sentenceCase,
  signedPoints,
  verdictText,
} from './words.js'

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
    `In a full attack, for ${count === 1 ? `the one state that ${owed ? 'owes a step' : 'may respond'}` : `the average of ${count} states that ${owed ? 'owe a step' : 'may respond'}`}, points for (+) and against ${act} rather than doing nothing: ${listText(parts)}; in all ${signedPoints(sum)}.`,
    'The scale is that of the model: 100 points is what the total defeat of a vital partner costs.',
  ]
}

const whom: readonly Who[] = ['median', 'motivated']

const verdictSentences = (option: OptionResult): readonly string[] =>
  levels.flatMap((level) =>
    whom.map((who) => {
      const one = calculusOf(option, level, who)
      const { required, supplied, verdict, verdicts } = one
      const numbers =
        required === null || supplied === null
          ? ''
          : ` Required ${intervalText(required, credibility)}, supplied ${intervalText(supplied, credibility)}.`
      return `${sentenceCase(levelWords[level])}, ${whoWords[who]}: ${isMixed(one) ? 'mixed; most often ' : ''}${verdictText(verdict)} (${percent(verdicts[verdict])} of draws).${numbers}`
    }),
  )

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
