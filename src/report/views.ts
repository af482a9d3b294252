import { type Level, levels } from '../pact/index.js'
import type { Comparison, Ledger, OptionResult } from '../study/index.js'
import { referenceRates } from './reference.js'
import { owingIn } from './summary.js'
import { cleanText } from './text.js'
import {
  countText,
  intervalText,
  levelWords,
  listText,
  percent,
  points,
  rangeText,
  signedPoints,
  straddlesZero,
} from './words.js'

const costWords = {
  fighting: 'the cost of fighting',
  sanctions: 'sanctions',
  clash: 'the risk of a direct clash',
  backDown: 'the price of backing down',
} as const

/** The level whose expected payoff stands best against no challenge, for the median type. */
export const bestLevel = (option: OptionResult): Level => {
  const gain = (level: Level) => option.ledger[level].net.p50 - option.ledger[level].statusQuo.p50
  return levels.reduce((a, b) => (gain(b) > gain(a) ? b : a))
}

const weighing = (ledger: Ledger): string => {
  const costs = (['fighting', 'sanctions', 'clash', 'backDown'] as const)
    .map((key) => ({ words: costWords[key], value: ledger[key].p50 }))
    .filter(({ value }) => value < -0.05)
    .sort((a, b) => a.value - b.value)
  return costs.length === 0
    ? 'nothing weighs much against it'
    : `what weighs most against it is ${listText(costs.slice(0, 2).map(({ words, value }) => `${words} (${points(value)})`))}`
}

const worth = (option: OptionResult, level: Level): string => {
  const { net, prize } = option.ledger[level]
  return `${points(net.p50)} points (${rangeText(net, points)}); the prize counts ${signedPoints(prize.p50)}, ${weighing(option.ledger[level])}`
}

/** The option as the adversary may see it: sentences made from its ledger. */
export const adversaryView = (option: OptionResult, first: OptionResult): readonly string[] => {
  const level = bestLevel(option)
  const { net, statusQuo } = option.ledger[level]
  const gain = net.p50 - statusQuo.p50
  const lost = first.ledger.full.statusQuo.p50 - option.ledger.full.statusQuo.p50
  return [
    `No challenge is worth ${points(statusQuo.p50)} points to an adversary of median type.`,
    `What compares best with it is a ${levelWords[level]}, worth ${worth(option, level)}.`,
    gain > 0
      ? `So it gains ${points(gain)} by acting.`
      : `So it loses ${points(-gain)} by acting, and ${percent(option.credibility[level].typesDeterred.p50)} of all types would lose by it too.`,
    ...(level === 'full' ? [] : [`A full attack is worth ${worth(option, 'full')}.`]),
    ...(lost > 0.05
      ? [
          `Doing nothing is worth ${points(lost)} points less than under ${cleanText(first.short)}: to the fearful the guarantee itself looks like a threat.`,
        ]
      : []),
  ]
}

const weightiest = (option: OptionResult): string[] => {
  const owing = owingIn(option).filter(({ honour }) => honour !== null)
  if (owing.length === 0)
    return [
      'Nobody owes a step in a full attack. What response there is comes from interest, and interests change.',
    ]
  const low = owing.filter((one) => (one.honour?.p50 ?? 0) < 0.5).length
  const last = owing[owing.length - 1]
  const reference = referenceRates[referenceRates.length - 1]
  const past = `in the strict count of 1945–2003, ${reference.honoured} of ${reference.tested} defence pacts tested by war were honoured`
  if (owing.length > 1 && low > 0)
    return [`${low} of ${owing.length} states that owe a step are more likely than not to do less; ${past}.`]
  const who =
    owing.length > 1
      ? `The least likely of ${owing.length} states to do what it owes`
      : 'The one state that owes a step'
  return [`${who}, ${cleanText(last.name)}, does so with probability ${intervalText(last.honour)}; ${past}.`]
}

/** What a sceptic would point to: sentences made from honour, status and spread. */
export const scepticView = (option: OptionResult, comparison: Comparison): readonly string[] => {
  const spread = option.deterrence.p95 - option.deterrence.p05
  const unbound = option.stage !== null && option.stage !== 'in-force'
  const { difference, equilibria } = option
  return [
    ...weightiest(option),
    ...(option.hypothetical === null || comparison.reading === 'as-is'
      ? []
      : ['The case is hypothetical: what is supposed in it is not so today.']),
    ...(unbound && comparison.reading === 'in-force'
      ? [`The text is ${option.stage}, not in force, and is credited here as if it were.`]
      : []),
    `The chance of no challenge spans ${Math.round(spread * 100)} percentage points from the 5th to the 95th percentile, so much hangs on assumptions that nobody has measured.`,
    ...(difference !== null && straddlesZero(difference.deterrence)
      ? [`It cannot be told apart from ${cleanText(comparison.options[0].short)}.`]
      : []),
    ...(equilibria.severalShare > 0
      ? [
          `In ${percent(equilibria.severalShare)} of draws the same assumptions carry more than one outcome, up to ${Math.round(equilibria.widestGap * 100)} percentage points apart.`,
        ]
      : []),
    `If it is tested by a full attack, fighting goes on with probability ${intervalText(option.escalation.full.war)}.`,
    ...(option.unknown.length > 0
      ? [
          `${countText(option.unknown.length, 'point')} about the text ${option.unknown.length === 1 ? 'is' : 'are'} not known.`,
        ]
      : []),
  ]
}

/** The ledger of one level in a line, for a terminal. */
export const ledgerLine = (option: OptionResult, level: Level): string => {
  const { prize, fighting, sanctions, clash, backDown, net, statusQuo } = option.ledger[level]
  return `prize ${signedPoints(prize.p50)}, fighting ${signedPoints(fighting.p50)}, sanctions ${signedPoints(sanctions.p50)}, clash ${signedPoints(clash.p50)}, backing down ${signedPoints(backDown.p50)}; net ${signedPoints(net.p50)} against ${signedPoints(statusQuo.p50)} for no challenge`
}
