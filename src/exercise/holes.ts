import type { CommitmentKind, Pact } from '../pact/index.js'
import type { Clause } from './clause.js'
import type { Fold } from './fold.js'
import { live, type Occasion } from './occasion.js'
import type { Conflict, Hole } from './state.js'
import { findingReach } from './trigger.js'
import { listStates } from './words.js'

/*
 * What the texts leave open between them, and where they pull the same state two ways.
 */

const triggered = (fold: Fold): Clause[] =>
  [...fold.ledgers.values()]
    .map(({ clause }) => clause)
    .filter(({ shape, commitment }) => shape !== 'prohibition' && commitment.trigger !== undefined)

/** Incidents that no text in force covers, and what came nearest. */
const uncovered = (fold: Fold): Hole[] => {
  const clauses = triggered(fold)
  return [...fold.incidents.values()].flatMap((incident): Hole[] => {
    const { id, title } = incident.event
    const covered = clauses.filter(
      ({ key }) => (incident.evaluations.get(key)?.verdict ?? 'false') !== 'false',
    )
    const name = title === undefined ? id : `${id} (${title})`
    if (covered.length === 0) {
      const nearest = clauses
        .map((clause) => ({
          clause,
          failed: (incident.evaluations.get(clause.key)?.tests ?? []).filter(
            ({ verdict }) => verdict === 'false',
          ),
        }))
        .sort((a, b) => a.failed.length - b.failed.length)[0]
      const near =
        nearest === undefined
          ? ''
          : `; nearest is ${nearest.clause.key}, which fails on: ${nearest.failed.map(({ because }) => because).join('; ')}`
      return [
        {
          id: `${id}:not-covered`,
          code: 'not-covered',
          incident: id,
          clause: null,
          what: `no text covers ${name}${near}`,
        },
      ]
    }
    const held = fold.holds(id)
    if (covered.some(({ key }) => held.has(key))) return []
    return [
      {
        id: `${id}:not-in-force`,
        code: 'not-in-force',
        incident: id,
        clause: null,
        what: `the words of ${covered.map(({ key }) => key).join(', ')} cover ${name}, but did not bind anyone when it happened`,
      },
    ]
  })
}

/** Incidents in answer to which no text owes more than a meeting, whatever is decided. */
const answered = (fold: Fold): Hole[] =>
  [...fold.incidents.values()].flatMap(({ event, evaluations }): Hole[] => {
    const held = fold.holds(event.id)
    const covering = triggered(fold).filter(
      ({ key }) => held.has(key) && (evaluations.get(key)?.verdict ?? 'false') !== 'false',
    )
    if (
      covering.length === 0 ||
      covering.some(({ shape, discretionary }) => shape === 'act' && !discretionary)
    )
      return []
    const choices = covering.filter(({ shape }) => shape === 'act').map(({ key }) => key)
    return [
      {
        id: `${event.id}:no-duty-to-act`,
        code: 'no-duty-to-act',
        incident: event.id,
        clause: null,
        what: `in answer to ${event.id} no text owes more than a meeting${choices.length === 0 ? '' : `; ${choices.join(', ')} leave${choices.length === 1 ? 's' : ''} the rest to choice`}`,
      },
    ]
  })

/** Questions that decide whether a clause applies and that no text gives anybody to answer for all. */
const undecided = (fold: Fold): Hole[] =>
  triggered(fold).flatMap((clause): Hole[] => {
    const open = [...fold.incidents.values()].filter(
      ({ evaluations }) => evaluations.get(clause.key)?.verdict === 'undetermined',
    )
    if (open.length === 0) return []
    const attribution = clause.commitment.trigger?.attribution
    const named = clause.body?.id ?? (attribution?.by === 'each' ? undefined : attribution?.by)
    if (named !== undefined && findingReach(clause, named) === 'all') return []
    const questions = [
      ...new Set(
        open.flatMap(({ evaluations }) =>
          (evaluations.get(clause.key)?.tests ?? [])
            .filter(({ verdict }) => verdict === 'undetermined')
            .map(({ because }) => because.replace(/^missing: /, '')),
        ),
      ),
    ]
    return [
      {
        id: `${clause.key}:nobody-decides`,
        code: 'nobody-decides',
        incident: open[0].event.id,
        clause: { pact: clause.pact.id, commitment: clause.commitment.id },
        what: `${clause.key}: ${clause.bearers.length === 1 ? '' : 'each of '}${listStates(clause.bearers)} judges for itself: ${questions.slice(0, 4).join('; ')}`,
      },
    ]
  })

/** Duties that have fallen due and have no time. */
const timeless = (fold: Fold): Hole[] => {
  const found = new Map<string, Hole>()
  for (const { clause, state, running } of fold.occasions()) {
    const due =
      (state === 'due' || state === 'partial') && (clause.shape === 'act' || clause.shape === 'consult')
    if (!due || running !== null) continue
    const refused = clause.commitment.deadline !== undefined && fold.isRefused(clause.key)
    if (clause.commitment.deadline !== undefined && !refused) continue
    const code = refused ? 'deadline-refused' : 'no-deadline'
    found.set(clause.key, {
      id: `${clause.key}:${code}`,
      code,
      incident: null,
      clause: { pact: clause.pact.id, commitment: clause.commitment.id },
      what: refused
        ? `${clause.key}: its time is ambiguous and is not counted`
        : `${clause.key} is owed and has no time: it cannot be late`,
    })
  }
  return [...found.values()]
}

/** Acts of the beneficiary that may void a guarantee, and nobody named to find it. */
const voidable = (fold: Fold, pacts: readonly Pact[]): Hole[] =>
  pacts.flatMap((pact) =>
    (pact.voiding ?? []).flatMap((voiding): Hole[] => {
      const { beneficiary, adversary } = pact.parties
      const act = [...fold.incidents.values()].find(
        ({ event }) =>
          event.actor === beneficiary && event.target !== undefined && event.target === adversary,
      )
      const concerns = voiding.event === 'attack-on-adversary' || voiding.event === 'unprovoked-fire'
      if (act === undefined || !concerns) return []
      return [
        {
          id: `${pact.id}:voiding:${voiding.id}`,
          code: 'nobody-decides',
          incident: act.event.id,
          clause: null,
          what: `${pact.id}: ${act.event.id} may void it (${voiding.id}); ${
            voiding.attributedBy === undefined
              ? 'nobody is named who finds it, so each guarantor may for itself'
              : `${voiding.attributedBy} has to find it`
          }`,
        },
      ]
    }),
  )

export const holesOf = (fold: Fold, pacts: readonly Pact[]): Hole[] => [
  ...uncovered(fold),
  ...answered(fold),
  ...undecided(fold),
  ...timeless(fold),
  ...voidable(fold, pacts),
]

const acting: readonly CommitmentKind[] = [
  'defence',
  'offence',
  'assistance',
  'sanctions',
  'aid',
  'deployment',
]
const refraining: readonly CommitmentKind[] = ['neutrality', 'non-aggression']

/** Against whom an obligation to act is directed. */
const opponents = (fold: Fold, { clause, verdicts }: Occasion): Set<string> => {
  const found = new Set<string>()
  for (const id of verdicts.keys()) {
    const actor = fold.incidents.get(id)?.event.actor
    if (actor !== undefined) found.add(actor)
  }
  const { adversary } = clause.pact.parties
  if (found.size === 0 && adversary !== undefined) found.add(adversary)
  return found
}

/** One state that owes help against somebody towards whom it owes restraint. */
export const conflictsOf = (fold: Fold): Conflict[] => {
  const active = fold.occasions().filter(({ state }) => live.has(state) || state === 'suspended')
  const help = new Map<string, { readonly duty: Occasion; readonly against: ReadonlySet<string> }[]>()
  for (const duty of active)
    if (duty.clause.shape === 'act' && acting.includes(duty.clause.commitment.kind)) {
      const listed = help.get(duty.bearer) ?? []
      listed.push({ duty, against: opponents(fold, duty) })
      help.set(duty.bearer, listed)
    }
  return active
    .filter(({ clause }) => refraining.includes(clause.commitment.kind))
    .flatMap((restraint) =>
      (help.get(restraint.bearer) ?? []).flatMap(({ duty, against }): Conflict[] => {
        const towards = [...against].filter((one) => restraint.clause.protected.includes(one))
        if (towards.length === 0) return []
        const settled = fold.prevails(duty, restraint) ?? fold.prevails(restraint, duty)
        return [
          {
            id: `${restraint.id} x ${duty.id}`,
            bearer: duty.bearer,
            obligations: [restraint.id, duty.id],
            what: `${duty.bearer} owes restraint towards ${listStates(towards)} under ${restraint.clause.key}, and help against ${towards.length === 1 ? 'it' : 'them'} under ${duty.clause.key}`,
            settledBy: settled,
          },
        ]
      }),
    )
}
