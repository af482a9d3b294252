import { type Level, levels } from '../pact/index.js'
import type { Comparison, Ledger, OptionResult } from '../study/index.js'
import { referenceRates } from './reference.js'
import { en, type Strings } from './strings/en.js'
import { owingIn } from './summary.js'
import { cleanText } from './text.js'
import { signedPoints, stageText, straddlesZero } from './words.js'

/** The level whose expected payoff stands best against no challenge, for the median type. */
export const bestLevel = (option: OptionResult): Level => {
  const gain = (level: Level) => option.ledger[level].net.p50 - option.ledger[level].statusQuo.p50
  return levels.reduce((a, b) => (gain(b) > gain(a) ? b : a))
}

const weighing = (ledger: Ledger, t: Strings): string => {
  const costs = (['fighting', 'sanctions', 'clash', 'backDown'] as const)
    .map((cost) => ({ cost, value: ledger[cost].p50 }))
    .filter(({ value }) => value < -0.05)
    .sort((a, b) => a.value - b.value)
    .map(({ cost, value }) => ({ cost, points: t.points(value) }))
  return costs.length === 0 ? t.views.nothingWeighs : t.views.weighs(costs.slice(0, 2))
}

const worth = (option: OptionResult, level: Level, t: Strings): string => {
  const { net, prize } = option.ledger[level]
  return t.views.worth(
    t.points(net.p50),
    t.rangeText(net, t.points),
    t.signedPoints(prize.p50),
    weighing(option.ledger[level], t),
  )
}

/** The option as the adversary may see it: sentences made from its ledger. */
export const adversaryView = (
  option: OptionResult,
  first: OptionResult,
  t: Strings = en,
): readonly string[] => {
  const level = bestLevel(option)
  const { net, statusQuo } = option.ledger[level]
  const gain = net.p50 - statusQuo.p50
  const lost = first.ledger.full.statusQuo.p50 - option.ledger.full.statusQuo.p50
  return [
    t.views.statusQuo(t.points(statusQuo.p50)),
    t.views.best(level, worth(option, level, t)),
    gain > 0
      ? t.views.gains(t.points(gain))
      : t.views.loses(t.points(-gain), t.percent(option.credibility[level].typesDeterred.p50)),
    ...(level === 'full' ? [] : [t.views.full(worth(option, 'full', t))]),
    ...(lost > 0.05 ? [t.views.threat(t.points(lost), t.name(cleanText(first.short)))] : []),
  ]
}

const weightiest = (option: OptionResult, t: Strings): string => {
  const owing = owingIn(option).filter(({ honour }) => honour !== null)
  if (owing.length === 0) return t.views.nobodyOwes
  const low = owing.filter((one) => (one.honour?.p50 ?? 0) < 0.5).length
  const last = owing[owing.length - 1]
  const { honoured, tested } = referenceRates[referenceRates.length - 1]
  const past = t.views.past(honoured, tested)
  return owing.length > 1 && low > 0
    ? t.views.unlikely(low, owing.length, past)
    : t.views.leastLikely(owing.length, cleanText(last.name), t.intervalText(last.honour), past)
}

/** What a sceptic would point to: sentences made from honour, status and spread. */
export const scepticView = (
  option: OptionResult,
  comparison: Comparison,
  t: Strings = en,
): readonly string[] => {
  const spread = option.deterrence.p95 - option.deterrence.p05
  const { difference, equilibria, stage } = option
  return [
    weightiest(option, t),
    ...(option.hypothetical === null || comparison.reading === 'as-is' ? [] : [t.views.hypothetical]),
    ...(stage !== null && stage !== 'in-force' && comparison.reading === 'in-force'
      ? [t.views.unbound(stageText(stage, t))]
      : []),
    t.views.spread(Math.round(spread * 100)),
    ...(difference !== null && straddlesZero(difference.deterrence)
      ? [t.views.notApart(t.name(cleanText(comparison.options[0].short)))]
      : []),
    ...(equilibria.severalShare > 0
      ? [t.views.several(t.percent(equilibria.severalShare), Math.round(equilibria.widestGap * 100))]
      : []),
    t.views.war(t.intervalText(option.escalation.full.war)),
    ...(option.unknown.length > 0 ? [t.views.unknown(option.unknown.length)] : []),
  ]
}

/** The ledger of one level in a line, for a terminal. */
export const ledgerLine = (option: OptionResult, level: Level): string => {
  const { prize, fighting, sanctions, clash, backDown, net, statusQuo } = option.ledger[level]
  return `prize ${signedPoints(prize.p50)}, fighting ${signedPoints(fighting.p50)}, sanctions ${signedPoints(sanctions.p50)}, clash ${signedPoints(clash.p50)}, backing down ${signedPoints(backDown.p50)}; net ${signedPoints(net.p50)} against ${signedPoints(statusQuo.p50)} for no challenge`
}
