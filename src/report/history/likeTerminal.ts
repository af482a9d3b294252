import {
  type Compared,
  type Feature,
  features,
  type Likeness,
  type Neighbour,
  type Rate,
} from '../../history/like/index.js'
import { percent, significant } from '../numbers.js'
import { type Paint, paintFor } from '../paint.js'
import type { TerminalOptions } from '../terminal.js'
import { wrap } from '../text.js'
import { countText } from '../words.js'
import { honouredWords, stepWords } from './caseWords.js'

const lengths = ['not said', 'fixed', 'until something happens', 'indefinite'] as const

const MOST_NAMED = 5

/** A value of a feature as a reader would say it. */
const valueText = ({ shown }: Feature, x: number): string => {
  switch (shown) {
    case 'yes-no':
      return x === 0 ? 'no' : 'yes'
    case 'grade':
    case 'number':
      return String(x)
    case 'factor':
      // Kept as doublings.
      return significant(2 ** x)
    case 'share':
      return percent(x)
    case 'km':
      return `${significant(Math.round(x))} km`
    case 'length':
      return lengths[x] ?? String(x)
  }
}

/** The meaning without how it is counted: `number of states`. */
const meaningText = ({ meaning }: Feature): string => meaning.replace(/ \([^)]*\)$/, '')

const differenceText = ({ feature, ours, theirs }: Compared): string =>
  `${meaningText(feature)} ${valueText(feature, theirs)} (here ${valueText(feature, ours)})`

/** `Both owe defence, ...; neither owes offence, ...`, the heaviest first, so many of each. */
const alikeText = (alike: readonly Compared[]): string => {
  const heavy = [...alike].sort((a, b) => b.feature.weight - a.feature.weight)
  const named = (which: readonly Compared[], text: (one: Compared) => string): string => {
    const rest = which.length - MOST_NAMED
    return `${which.slice(0, MOST_NAMED).map(text).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
  }
  const flags = heavy.filter(({ feature }) => feature.shown === 'yes-no')
  const [yes, no] = [flags.filter(({ ours }) => ours !== 0), flags.filter(({ ours }) => ours === 0)]
  const values = heavy.filter(({ feature }) => feature.shown !== 'yes-no')
  const parts: readonly (readonly [string, readonly Compared[], (one: Compared) => string])[] = [
    ['both: ', yes, ({ feature }) => meaningText(feature)],
    ['neither: ', no, ({ feature }) => meaningText(feature)],
    ['', values, ({ feature, ours }) => `${meaningText(feature)} ${valueText(feature, ours)}`],
  ]
  return parts
    .filter(([, which]) => which.length > 0)
    .map(([label, which, text]) => `${label}${named(which, text)}`)
    .join('; ')
}

const keptWords = { honoured: 'honoured', violated: 'not honoured', null: 'not due' } as const

const becameLines = ({ candidate }: Neighbour, width: number): string[] => {
  const { wars, outcome } = candidate
  if (outcome !== null) {
    const honour = outcome.honour
      .filter(({ honoured }) => honoured !== 'nothing-owed')
      .map(({ state, honoured }) => `${state} ${honouredWords[honoured]}`)
    return wrap(
      `Became of it: ${stepWords[outcome.challenge]}${outcome.date === undefined ? '' : ` (${outcome.date})`}${honour.length === 0 ? '' : `; ${honour.join(', ')}`}.`,
      width,
      2,
    )
  }
  if (wars.length === 0) return wrap('Became of it: no war in the list tested it.', width, 2)
  const tests = wars.map(({ war, llm, bf }) =>
    llm === bf
      ? `${war}: ${keptWords[`${llm}`]}`
      : `${war}: ${keptWords[`${llm}`]} (by the stricter rules ${keptWords[`${bf}`]})`,
  )
  return wrap(`Became of it: ${tests.join('; ')}.`, width, 2)
}

const neighbourLines = (neighbour: Neighbour, rank: number, width: number, paint: Paint): string[] => {
  const { candidate, distance, alike, different, missing, itself } = neighbour
  const years =
    candidate.to === candidate.from ? candidate.from : `${candidate.from}–${candidate.to ?? 'in force'}`
  const [head, ...rest] = wrap(
    `${rank}. ${candidate.name}, ${candidate.outcome === null ? years : candidate.from} [${candidate.id}], distance ${distance.toFixed(2)}${itself ? ': this document itself' : ''}`,
    width,
    3,
  )
  return [
    paint.bold(head),
    ...rest,
    ...[
      ...(alike.length === 0 ? [] : wrap(`Alike: ${alikeText(alike)}.`, width - 3, 2)),
      ...(different.length === 0
        ? []
        : wrap(
            `Unlike: ${different.slice(0, MOST_NAMED).map(differenceText).join('; ')}${different.length > MOST_NAMED ? `; and ${different.length - MOST_NAMED} more` : ''}.`,
            width - 3,
            2,
          )),
      ...(missing.length > 5 ? [`Not known of both: ${missing.length} of ${features.length} features.`] : []),
      ...becameLines(neighbour, width - 3),
    ].map((line) => `   ${line}`),
  ]
}

const rateText = ({ tests, honoured, testsStrict, honouredStrict, low, high }: Rate): string =>
  tests === 0
    ? 'none of them was tested in a war of the list'
    : `${countText(tests, 'test')} in war, honoured ${honoured} (${percent(honoured / tests)}, 95% interval ${percent(low)} to ${percent(high)}); by the stricter rules ${honouredStrict} of ${testsStrict}`

/** Said wherever rates of past guarantees are shown. */
export const selectionSentence =
  'These rates are no probabilities. A pact that deterred is never in the list of wars; Munich 1938 is not in it either; weak pacts are attacked more, so rates among the attacked understate the strong ones; and pacts are made where danger is.'

/** The nearest past guarantees for the terminal. */
export const renderLikeness = (
  title: string,
  promises: boolean,
  likeness: Likeness,
  { colour, width }: TerminalOptions,
): string => {
  const paint = paintFor(colour)
  const listed = (neighbours: readonly Neighbour[]): string[] =>
    neighbours.flatMap((neighbour, k) => [...neighbourLines(neighbour, k + 1, width, paint)])
  const { pacts, tested, cases, rate, testedRate, candidates } = likeness
  const heading = (line: string): string[] => wrap(line, width).map(paint.bold)
  const lines = [
    ...heading(`Past guarantees nearest to: ${title}`),
    ...wrap(
      `Distance 0 is alike in all that is compared, 1 in nothing: text (variables of ATOP) and situation, ${features.length} features with weights (below).${promises ? '' : ' The document promises nothing, so it is near whatever promises little.'}`,
      width,
    ),
    '',
    ...heading(
      `The nearest of ${candidates.pacts} alliances that owe defence, offence or consultation (ATOP 5.0)`,
    ),
    ...listed(pacts),
    ...wrap(`Among these ${pacts.length}: ${rateText(rate)}.`, width),
    '',
    ...heading(`The nearest of the ${candidates.tested} that a war has tested (to 2003)`),
    ...listed(tested),
    ...wrap(`Among these ${tested.length}: ${rateText(testedRate)}.`, width),
    '',
    ...(cases.length === 0
      ? []
      : [
          ...heading(`The nearest of ${candidates.cases} past cases (guarantor history show CASE)`),
          ...listed(cases),
          '',
        ]),
    ...wrap(selectionSentence, width),
    ...wrap(
      `Honoured by the rules of Leeds, Long and Mitchell; stricter: Berkemeier and Fuhrmann 2018. Weights (judgement): ${features.map(({ name, weight }) => `${name} ${weight}`).join(', ')}.`,
      width,
    ),
  ]
  return `${lines.join('\n')}\n`
}
