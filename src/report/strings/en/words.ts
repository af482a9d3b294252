import { compareText } from '../../../core/order.js'
import type { Label, Phase, Verdict } from '../../../crisis/index.js'
import type { Level, Response } from '../../../pact/index.js'
import type { Comparison } from '../../../study/index.js'
import { numbersWith } from '../numbers.js'

/** Words by the term of the document language; a result may come from another version, which had more. */
export type Named = Readonly<Record<string, string | undefined>>

/** `a`, `a and b`, `a, b and c`. */
const listText = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`

/** `1 state`, `2 states`. */
export const countText = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

const levels: Readonly<Record<Level, string>> = {
  hybrid: 'hybrid challenge',
  limited: 'limited attack',
  full: 'full attack',
}

/** As they stand in narrow tables. */
const levelNames: Readonly<Record<Level, string>> = { hybrid: 'Hybrid', limited: 'Limited', full: 'Full' }

const phases: Readonly<Record<Phase, string>> = {
  before: 'nothing promised',
  announced: 'announced',
  signed: 'signed',
  ratified: 'ratified',
  'in-force': 'in force',
}

const responses: Readonly<Record<Response, string>> = {
  none: 'no response',
  sanctions: 'sanctions',
  aid: 'arms and aid',
  air: 'air defence',
  troops: 'troops',
}

const verdictTexts: Readonly<Record<Verdict, string>> = {
  deterred: 'credible enough: more credibility is supplied than required',
  'not-deterred': 'not credible enough: less credibility is supplied than required',
  'capability-problem':
    'credibility is not the problem, capability is: a challenge pays even if everybody does what it owes',
  'none-needed':
    'credibility is not the problem, none is needed: a challenge does not pay even if nobody does what it owes',
  'nothing-owed': 'nothing is owed at this level, so there is no promise to be credible',
}

const verdictNames: Readonly<Record<Verdict, string>> = {
  deterred: 'credible enough',
  'not-deterred': 'not credible enough',
  'capability-problem': 'capability problem',
  'none-needed': 'none needed',
  'nothing-owed': 'nothing owed',
}

const forms: Named = {
  declaration: 'declaration',
  memorandum: 'memorandum',
  'executive-agreement': 'executive agreement',
  treaty: 'treaty',
}

const stages: Named = {
  drafted: 'drafted',
  announced: 'announced',
  signed: 'signed',
  ratified: 'ratified',
  'in-force': 'in force',
  suspended: 'suspended',
  terminated: 'terminated',
  expired: 'expired',
}

const readings: Readonly<Record<Comparison['reading'], string>> = {
  'in-force': 'every text is taken as if it were in force and carried out as written',
  'as-is':
    'every text is taken with the status it has today: what is not in force binds less, and planned forces do not count',
}

const branches: Readonly<Record<Label, string>> = {
  principal: 'principal branch, traced from indifference (the one shown)',
  'from-all': 'reached from "everybody responds"',
  'from-none': 'reached from "nobody responds"',
}

/** Words that all pages share, and how numbers are written. */
export const words = {
  ...numbersWith({
    decimal: '.',
    group: ',',
    range: (low, high) => `${low} to ${high}`,
    exponential: (mantissa, exponent) => `${mantissa}e${exponent}`,
  }),
  /** The order in which names are listed. */
  compareNames: compareText,
  listText,
  /** A name from a document inside a sentence. */
  name: (text: string): string => text,
  /** A force in brigade-equivalents. */
  brigades: (force: string): string => `${force} BE`,
  levels,
  levelNames,
  phases,
  responses,
  verdictTexts,
  verdictNames,
  mixed: (verdict: string): string => `mixed: ${verdict}`,
  who: { median: 'median type', motivated: 'motivated type' },
  /** Shares of draws. */
  ofDraws: (share: string): string => `${share} of draws`,
  allDraws: 'all draws',
  forms,
  stages,
  readings,
  branches,
  issueLevels: { error: 'error', warning: 'warning', note: 'note' },
  distribution: {
    fixed: (x: string) => `fixed at ${x}`,
    uniform: (low: string, high: string) => `${low} to ${high}, all equally likely`,
    logUniform: (low: string, high: string) => `${low} to ${high}, even on a log scale`,
    normal: (mean: string, sd: string) => `bell curve around ${mean}, sd ${sd}`,
    logNormal: (median: string, sigma: string) => `log-normal, median ${median}, sd of log ${sigma}`,
    triangular: (low: string, mode: string, high: string) => `${low} to ${high}, most likely ${mode}`,
    beta: (alpha: string, beta: string, low: string, high: string) =>
      `beta, shapes ${alpha} and ${beta}, on ${low} to ${high}`,
    pert: (low: string, mode: string, high: string) => `PERT, ${low} to ${high}, most likely ${mode}`,
    discrete: (values: readonly string[]) => `one of ${values.join(', ')}`,
    elicited: (family: 'metalog' | 'normal' | 'logNormal' | 'beta', quantiles: readonly string[]) =>
      `${{ metalog: 'metalog', normal: 'bell curve', logNormal: 'log-normal', beta: 'beta' }[family]} through ${quantiles.join(', ')}`,
    quantile: (value: string, percent: string) => `${value} at ${percent}%`,
    linearPool: (parts: readonly string[]) => `linear pool of ${parts.join(', ')}`,
    logPool: (parts: readonly string[]) => `logarithmic pool of ${parts.join(', ')}`,
    truncated: (of: string, low: string | null, high: string | null) =>
      `${of}; cut ${[...(low === null ? [] : [`below ${low}`]), ...(high === null ? [] : [`above ${high}`])].join(' and ')}`,
  },
  contents: 'Contents',
  /** Names of states by code, where they are not those of the table of facts. */
  states: {} as Named,
}
