import type {
  DecisionRule,
  LegalForm,
  Level,
  ObligationWords,
  Response,
  TriggerWording,
} from '../../pact/index.js'
import type { DeadlineOption, DecisionOption } from './schema.js'

/*
 * Codes of the document language in words, as designs are named and as their clauses are written.
 */

export const formWords: Readonly<Record<LegalForm, string>> = {
  declaration: 'declaration',
  memorandum: 'memorandum',
  'executive-agreement': 'executive agreement',
  treaty: 'treaty',
}

export const bindingWords: Readonly<Record<ObligationWords, string>> = {
  assurance: 'political assurance',
  consult: 'duty to consult',
  'deems-necessary': 'such action as each deems necessary',
  'all-means': 'all the means in their power',
  automatic: 'automatic response',
}

export const meansWords: Readonly<Record<Response, string>> = {
  none: 'no means named',
  sanctions: 'sanctions',
  aid: 'arms and aid',
  air: 'air forces',
  troops: 'own troops',
}

export const triggerWords: Readonly<Record<TriggerWording, string>> = {
  'armed-attack': 'an armed attack',
  'aggression-on-territory': 'armed aggression on the territory',
  'significant-deliberate-sustained': 'a significant, deliberate and sustained armed attack',
  'threat-or-attack': 'an armed attack or the threat of one',
  'nuclear-aggression': 'aggression with nuclear weapons',
  'breach-of-ceasefire': 'a breach of the ceasefire',
}

const ruleWords: Readonly<Record<DecisionRule, string>> = {
  each: 'each decides',
  'lead-nation': 'a lead nation decides',
  consensus: 'consensus',
  unanimity: 'unanimity',
  'qualified-majority': 'qualified majority',
  automatic: 'no decision needed',
}

export const levelsWords = (levels: readonly Level[]): string =>
  levels.length === 1 ? `${levels[0]} only` : levels.join(', ')

export const deadlineWords = (deadline: DeadlineOption): string =>
  deadline === 'none'
    ? 'no deadline'
    : `within ${deadline.amount} ${deadline.unit}${deadline.amount === 1 ? '' : 's'}`

export const decisionWords = (decision: DecisionOption): string =>
  typeof decision === 'string' ? ruleWords[decision] : `${ruleWords[decision.rule]} in ${decision.body}`

export const voidingWords = {
  none: 'no voiding clause',
  'attack-on-adversary': 'void if the beneficiary attacks',
  'unprovoked-fire': 'void on unprovoked fire',
} as const

export const whereWords = {
  forward: 'near the line',
  rear: 'in the rear',
  neighbour: 'in a neighbouring state',
} as const

export const whenWords = {
  'before-signature': 'before signature',
  'in-force': 'once in force',
} as const
