import type { BlindAnswer } from '../../history/cases/judge.js'
import type { CaseEvent, CaseRun, Spread } from '../../history/cases/run.js'
import type { CodedItem, PastCase } from '../../history/cases/schema.js'
import { type Level, levels } from '../../pact/index.js'
import { percent, rangeText } from '../numbers.js'

export const caseEventWords: Readonly<Record<CaseEvent, string>> = {
  any: 'any challenge',
  force: 'an attack, limited or full',
  full: 'a full attack',
}

export const stepWords: Readonly<Record<'none' | Level, string>> = {
  none: 'no challenge',
  hybrid: 'a hybrid challenge',
  limited: 'a limited attack',
  full: 'a full attack',
}

export const itemWords: Readonly<Record<CodedItem, string>> = {
  form: 'Legal form',
  casusFoederis: 'Casus foederis',
  words: 'Words',
  strongestMeans: 'Strongest means owed',
  forceOwed: 'Force owed',
  decision: 'Who decides',
  adversaryNamed: 'Adversary named',
  forcesInPlace: 'Forces in place',
  recentWar: 'Recent war',
  deadline: 'Deadline',
  conditions: 'Conditions',
  commitment: 'How many are committed',
}

export const honouredWords: Readonly<Record<PastCase['outcome']['honour'][number]['honoured'], string>> = {
  yes: 'honoured',
  partly: 'honoured in part',
  no: 'not honoured',
  'nothing-owed': 'owed nothing',
}

/** `5.6% (3.2–9.3%)`: mean and 5th to 95th percentile over draws. */
export const spreadText = (spread: Spread | null): string =>
  spread === null ? percent(null) : `${percent(spread.mean)} (${rangeText(spread)})`

export const monthsText = (months: number): string =>
  months % 12 === 0 && months > 12 ? `${months / 12} years` : `${months} months`

const steps = ['none', ...levels] as const

/** The step that is likeliest if an occasion arises. */
export const likeliest = ({ occasion }: CaseRun): 'none' | Level =>
  steps.reduce((best, step) => (occasion[step].mean > occasion[best].mean ? step : best))

/** P(the gravest step within the horizon is this one), mean over draws. */
export const gravestChance = ({ within }: CaseRun, step: 'none' | Level): number => {
  if (step === 'none') return 1 - within.any.mean
  if (step === 'full') return within.full.mean
  return step === 'hybrid' ? within.any.mean - within.force.mean : within.force.mean - within.full.mean
}

/** What the model says of a case, before anybody looks at what happened. */
export const verdictOfRun = ({ run, rules, baseRate, adversary }: BlindAnswer): readonly string[] => {
  const { within, occasion, standing } = run
  const holds = occasion.none.mean
  const stance =
    holds >= 2 / 3
      ? 'the guarantee deters more often than not'
      : holds > 1 / 3
        ? 'it is open whether the guarantee deters'
        : 'the guarantee does not deter'
  return [
    `Within ${monthsText(run.horizonMonths)}: any challenge ${spreadText(within.any)}, an attack ${spreadText(within.force)}, a full attack ${spreadText(within.full)}. Mean and 5 to 95% over draws.`,
    `The base rate of such pairs (${baseRate.name}) says ${percent(rules.base.any)}, ${percent(rules.base.force)} and ${percent(rules.base.full)}.`,
    `On an occasion, should one arise (${percent(1 - Math.exp((-run.occasionsPerYear.mean * run.horizonMonths) / 12))} within the horizon), ${stance}: ${adversary} does nothing with ${spreadText(occasion.none)}; likeliest is ${stepWords[likeliest(run)]} (${percent(occasion[likeliest(run)].mean)}).`,
    standing === 'under way'
      ? 'The text is taken as on its way into force, by its schedule.'
      : 'The text is taken as it stood on the day.',
  ]
}

/** What happened beside what the model had said. */
export const comparisonWords = ({ run }: BlindAnswer, { outcome }: PastCase): readonly string[] => {
  const { challenge } = outcome
  const chance = gravestChance(run, challenge)
  const challenged = run.givenOccasion.any.mean
  const said = `The model had given ${challenge === 'none' ? 'quiet' : stepWords[challenge]} as the gravest step ${percent(chance)}.`
  if (challenge === 'none')
    return [
      said,
      challenged < 0.5
        ? 'No challenge came, and on an occasion it expects none more often than not: right, or no occasion came.'
        : 'No challenge came, though on an occasion it expects one: either none came, or the guarantee, or something that the model does not know, held better than it says.',
    ]
  const expected = likeliest(run)
  if (challenged < 0.5)
    return [
      said,
      'It came although the model expects the guarantee to hold on an occasion: it is wrong here.',
    ]
  return [
    said,
    expected === challenge
      ? 'On an occasion it is the step that the model thinks likeliest; what it did not know is that the occasion would come.'
      : `On an occasion the model expects a challenge, but ${stepWords[expected]} more than ${stepWords[challenge]} (${percent(run.occasion[challenge].mean)}).`,
  ]
}

/** Who guarantees what, in a few words, from the codes of the sheet. */
export const guaranteeWords = ({ codes }: PastCase, guarantors: readonly string[]): string =>
  codes.commitment === 'none'
    ? 'no guarantee'
    : `${guarantors.length > 4 ? `${guarantors.slice(0, 3).join(', ')} and ${guarantors.length - 3} more` : guarantors.join(', ')}: ${codes.form}, ${codes.words}, ${codes.strongestMeans}`
