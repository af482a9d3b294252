import type { Response } from '../pact/index.js'
import { isJoint, meansFor } from './clause.js'
import { showDuration } from './deadline.js'
import type { Occasion } from './occasion.js'
import { showMoment } from './time.js'

/*
 * Obligations in plain words.
 */

const means: Readonly<Record<Response, string>> = {
  none: 'what the clause names',
  sanctions: 'sanctions',
  aid: 'aid in arms, money and kind',
  air: 'help up to its own air and naval forces',
  troops: 'help up to its own armed forces on the ground',
}

/** `UKR`, `UKR and POL`, `UKR, POL and 3 more`. */
export const listStates = (states: readonly string[], most = 4): string => {
  if (states.length === 0) return 'nobody'
  if (states.length > most)
    return `${states.slice(0, most - 1).join(', ')} and ${states.length - most + 1} more`
  const [last] = states.slice(-1)
  return states.length === 1 ? last : `${states.slice(0, -1).join(', ')} and ${last}`
}

const refrains = 'to refrain from what the clause forbids'

/** What it is that is owed: "to consult with UKR". */
export const dutyWords = (occasion: Occasion, creditors: readonly string[]): string => {
  const { clause, bearer } = occasion
  const { response, kind } = clause.commitment
  const to = listStates(creditors)
  if (clause.shape === 'prohibition') return refrains
  if (clause.shape === 'consult') return `to consult with ${to}`
  if (clause.shape === 'standing') return `${kind} for ${to}, as long as the text stands`
  const most = meansFor(clause, bearer)
  if (response === undefined || response.means === 'none') return `what the clause names, towards ${to}`
  if (response.words === 'deems-necessary') {
    const force =
      response.force === 'discretionary' && most !== 'sanctions' && most !== 'aid'
        ? '; force is discretionary'
        : ''
    return `to assist ${to} by what it deems necessary, ${means[most]}${force}`
  }
  const bound = response.words === 'consult' || response.words === 'assurance' ? 'as it intends, ' : ''
  if (most === 'sanctions') return `${bound}to impose sanctions for the sake of ${to}`
  const own = most === 'air' || most === 'troops'
  const force = !own
    ? ''
    : response.force === 'required'
      ? ', force required'
      : response.force === 'discretionary'
        ? '; force is discretionary'
        : ''
  return `${bound}to give ${to} ${means[most]}${force}`
}

const elseWords = (occasion: Occasion, follower: string | null): string => {
  const { clause } = occasion
  if (clause.discretionary) return 'declining is no breach in these words'
  const { qualifier } = clause.commitment.deadline ?? {}
  if (qualifier !== undefined) return `late is no breach, as it is owed "${qualifier}"`
  const { remedy } = clause.commitment
  if (remedy !== undefined) return `else ${remedy.replace(/\.$/, '')}`
  if (follower !== null) return `else ${follower} falls due`
  return 'else it is in breach; the text does not say what follows'
}

/** The residual obligation: what is still to be done, by whom, by when, and what else. */
export const residualWords = (
  occasion: Occasion,
  creditors: readonly string[],
  follower: string | null,
): string => {
  const { bearer, state, reason, missing, blockers, running, clause } = occasion
  const duty = dutyWords(occasion, creditors)
  const { deadline } = clause.commitment
  const time =
    running === null
      ? deadline === undefined
        ? 'with no time set'
        : `within ${showDuration(deadline)} of the ${deadline.startsFrom}`
      : `by ${showMoment(running.due.at, running.due.zone)}`
  const otherwise = elseWords(occasion, follower)
  switch (state) {
    case 'due':
      return clause.shape === 'prohibition' || clause.shape === 'standing'
        ? `${bearer} owes ${listStates(creditors)}: ${duty}`
        : `${bearer} owes, ${time}, ${duty}; ${otherwise}`
    case 'partial':
      return `${bearer} owes the rest of it, ${time}: ${duty}; ${otherwise}`
    case 'breached':
      return clause.shape === 'prohibition'
        ? `${bearer} is in breach of its duty ${duty}`
        : `${bearer} is in breach (${reason}) and still owes ${duty}`
    case 'decision-pending':
      return isJoint(clause)
        ? `${bearer} may come to owe ${duty}: ${reason}; awaited: ${missing.join(', ')}`
        : `${bearer} has to decide: ${duty}; ${otherwise}; awaited: ${missing.join(', ')}`
    case 'alleged':
      if (clause.shape === 'prohibition')
        return `${bearer} may be in breach of its duty ${duty}: ${reason}; missing: ${missing.join('; ')}`
      return `${bearer} may owe ${duty}: ${reason}${missing.length === 0 ? '' : `; missing: ${missing.join('; ')}`}`
    case 'dormant':
      return missing.length > 0
        ? `${bearer} owes nothing yet: ${reason}; missing: ${missing.join(', ')}`
        : `${bearer} owes nothing: ${reason}`
    case 'blocked':
      return `${bearer} owes nothing${isJoint(clause) ? ' in common' : ''}: blocked by ${listStates(blockers, 30)} (${reason})`
    case 'declined':
      return `${bearer} owes nothing more: ${reason}`
    default:
      return `${bearer}: ${state}, ${reason}`
  }
}
