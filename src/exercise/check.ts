import type { Issue } from '../core/issue.js'
import { nearest } from '../core/nearest.js'
import { type Pact, type Path, type Place, showPath, sortIssues } from '../pact/index.js'
import { findState, suggestState } from '../world/index.js'
import type { CorrectableEvent, Exercise, ExerciseEvent } from './event.js'
import { bodyMembers, bodyOf, partiesOf } from './roles.js'

interface Fault {
  readonly code: string
  readonly message: string
  readonly hint?: string
  /** An error if absent. */
  readonly level?: 'warning'
}

/**
 * What of a log does not fit the documents, or itself: unknown actors, votes by those who have none, references to nothing,
 * facts that contradict each other: errors. An event under a document that is not exercised is a warning. The engine itself
 * leaves such events out and says so.
 */
export const checkExercise = (
  exercise: Exercise,
  pacts: readonly Pact[],
  file: string,
  locate: (path: Path) => Place,
): Issue[] => {
  const issues: Issue[] = []
  const checker = new Checker(pacts)
  exercise.events.forEach((event, index) => {
    const path: Path = ['events', index]
    checker.check(event, (field, fault) => {
      const at = field === '' ? path : [...path, field]
      issues.push({ level: 'error', file, path: showPath(at), ...locate(at), ...fault })
    })
  })
  return sortIssues(issues)
}

type Report = (field: string, fault: Fault) => void

const byName = (name: string, known: readonly string[]): { hint?: string } => {
  const near = nearest(name, known)
  return near === undefined ? {} : { hint: `did you mean "${near}"?` }
}

class Checker {
  private readonly pacts: ReadonlyMap<string, Pact>
  private readonly parties: ReadonlySet<string>
  private readonly bodies: ReadonlySet<string>
  private readonly events = new Map<string, CorrectableEvent>()
  /** What was said, to find what contradicts it. */
  private readonly said = new Map<string, string>()

  constructor(pacts: readonly Pact[]) {
    this.pacts = new Map(pacts.map((pact) => [pact.id, pact]))
    this.parties = new Set(
      pacts.flatMap((pact) => [
        ...partiesOf(pact),
        ...(pact.parties.adversary === undefined ? [] : [pact.parties.adversary]),
      ]),
    )
    this.bodies = new Set(pacts.flatMap(({ bodies }) => (bodies ?? []).map(({ id }) => id)))
  }

  check(event: ExerciseEvent, report: Report): void {
    if (event.type === 'correction') {
      const { replacement } = event
      if (replacement === undefined) {
        this.events.delete(event.of)
        return
      }
      this.references(replacement, (_, fault) => report('set', fault))
      this.events.set(event.of, replacement)
      return
    }
    this.references(event, report)
    this.contradictions(event, report)
    this.events.set(event.id, event)
  }

  private references(event: CorrectableEvent, report: Report): void {
    if ('pact' in event && event.pact !== undefined) this.checkPact(event.pact, event, report)
    if ('commitment' in event && event.commitment !== undefined && event.pact === undefined)
      report('commitment', {
        code: 'no-pact',
        message: 'a commitment is named without its document',
        hint: 'add pact',
      })
    if ('incident' in event && event.incident !== undefined)
      this.checkEvent(event.incident, 'incident', report)
    if ('by' in event && typeof event.by === 'string') this.checkActor(event.by, 'by', event, report)
    for (const field of ['actor', 'target'] as const)
      if (field in event) {
        const name = (event as { readonly actor?: string; readonly target?: string })[field]
        if (name !== undefined) this.checkState(name, field, report)
      }
    if (event.type === 'incident') {
      if (event.place?.territoryOf !== undefined) this.checkState(event.place.territoryOf, 'place', report)
      if (event.attribution !== undefined && event.attribution.standing !== 'undetermined')
        this.checkState(event.attribution.actor, 'attribution', report)
    }
    if (event.type === 'consultation-held')
      for (const one of event.participants) this.checkState(one, 'participants', report)
    if ('of' in event && Array.isArray(event.of))
      for (const one of event.of) this.checkParty(one, 'of', report)
    if (event.type === 'proposal') {
      const pact = this.pacts.get(event.pact ?? '')
      if (pact === undefined) return
      const body = bodyOf(pact, event.body)
      if (body === undefined)
        report('body', {
          code: 'unknown-body',
          message: `${pact.id} has no body "${event.body}"`,
          ...byName(
            event.body,
            (pact.bodies ?? []).map(({ id }) => id),
          ),
        })
    }
    if (event.type === 'vote' || event.type === 'silence-broken' || event.type === 'silence-opened') {
      const proposal = this.checkEvent(event.proposal, 'proposal', report)
      if (proposal?.type !== 'proposal' || event.type === 'silence-opened') return
      const pact = this.pacts.get(proposal.pact ?? '')
      const body = pact === undefined ? undefined : bodyOf(pact, proposal.body)
      if (pact !== undefined && body !== undefined && !bodyMembers(pact, body).includes(event.by))
        report('by', {
          code: 'not-a-member',
          message: `${event.by} is no member of ${body.name} and has no vote`,
        })
    }
    if (event.type === 'approval') this.checkOrgan(event, report)
  }

  private checkPact(id: string, event: CorrectableEvent, report: Report): void {
    const pact = this.pacts.get(id)
    if (pact === undefined) {
      const near = byName(id, [...this.pacts.keys()])
      report(
        'pact',
        near.hint === undefined
          ? {
              code: 'other-document',
              message: `"${id}" is not exercised: ${event.id} is left out`,
              level: 'warning',
            }
          : { code: 'unknown-pact', message: `no document "${id}" is exercised`, ...near },
      )
      return
    }
    const { commitment } = event as { readonly commitment?: string }
    if (commitment === undefined) return
    const known = pact.commitments.map((clause) => clause.id)
    if (!known.includes(commitment))
      report('commitment', {
        code: 'unknown-commitment',
        message: `${id} has no commitment "${commitment}"`,
        ...byName(commitment, known),
      })
  }

  private checkEvent(
    id: string,
    type: 'incident' | 'proposal',
    report: Report,
  ): CorrectableEvent | undefined {
    const event = this.events.get(id)
    if (event?.type === type) return event
    report(type, {
      code: `unknown-${type}`,
      message:
        event === undefined
          ? `no ${type} "${id}" stands above`
          : `"${id}" is no ${type} but of the type ${event.type}`,
      ...byName(
        id,
        [...this.events.values()]
          .filter((one) => one.type === type)
          .map((one) => one.id)
          .slice(-200),
      ),
    })
    return undefined
  }

  private checkState(name: string, field: string, report: Report): void {
    if (findState(name) !== undefined || this.parties.has(name)) return
    const near = suggestState(name)
    report(field, {
      code: 'unknown-actor',
      message: `no state "${name}" in the table of facts`,
      ...(near === undefined ? {} : { hint: `did you mean ${near}?` }),
    })
  }

  /** Who acts under a text must be bound by one or protected by one; others speak as mechanisms. */
  private checkActor(name: string, field: string, event: CorrectableEvent, report: Report): void {
    const speaks = event.type === 'attribution' || event.type === 'finding' || event.type === 'silence-opened'
    if (speaks && (this.bodies.has(name) || !/^[A-Z]{3}$/.test(name))) return
    if (event.type === 'attribution' || event.type === 'vote' || event.type === 'silence-broken')
      this.checkState(name, field, report)
    else if (findState(name) === undefined) this.checkState(name, field, report)
  }

  private checkParty(name: string, field: string, report: Report): void {
    if (this.parties.has(name)) return
    this.checkState(name, field, report)
    if (findState(name) !== undefined)
      report(field, { code: 'not-a-party', message: `${name} owes nothing under the documents exercised` })
  }

  private checkOrgan(event: CorrectableEvent & { readonly type: 'approval' }, report: Report): void {
    const organs = [...this.pacts.values()].flatMap(({ commitments }) =>
      commitments.flatMap(({ decision }) => (decision?.approvals ?? []).map(({ organ }) => organ)),
    )
    if (!organs.includes(event.organ))
      report('organ', {
        code: 'unknown-organ',
        message: `no document asks for the approval of "${event.organ}"`,
        ...byName(event.organ, organs),
      })
  }

  private contradictions(event: CorrectableEvent, report: Report): void {
    const says = (about: string, what: string, field: string): void => {
      const before = this.said.get(about)
      if (before !== undefined && before !== what)
        report(field, {
          code: 'contradictory-facts',
          message: `an earlier event says "${before}", this one "${what}"`,
          hint: 'a change is a later event; what was wrong is put right by an event of the type correction',
        })
      this.said.set(about, what)
    }
    if (event.type === 'circumstance')
      says(
        `${event.circumstance} ${event.pact ?? ''} ${event.occurredAt}`,
        event.holds === undefined ? 'in doubt' : event.holds ? 'it holds' : 'it does not hold',
        'holds',
      )
    if (event.type === 'attribution' && event.standing === 'established')
      says(`established ${event.incident} ${event.by}`, event.actor, 'actor')
    if (event.type === 'vote')
      says(`vote ${event.proposal} ${event.by} ${event.knownAt}`, event.choice, 'choice')
    if (event.type === 'approval')
      says(
        `approval ${event.by} ${event.organ} ${event.pact} ${event.commitment} ${event.occurredAt}`,
        event.given ? 'given' : 'refused',
        'given',
      )
    if (event.type !== 'incident') return
    const { attribution, actor, kind, level } = event
    if (
      actor !== undefined &&
      attribution !== undefined &&
      attribution.standing !== 'undetermined' &&
      attribution.actor !== actor
    )
      report('attribution', {
        code: 'contradictory-facts',
        message: `the actor is ${actor}, the attribution says ${attribution.actor}`,
      })
    if (actor !== undefined && attribution?.standing === 'undetermined')
      report('actor', {
        code: 'contradictory-facts',
        message: `the actor is given as ${actor}, the attribution as undetermined`,
        hint: 'leave one of them out',
      })
    if ((kind === 'threat' || kind === 'nuclear-threat') && (level === 'limited' || level === 'full'))
      report('level', {
        code: 'contradictory-facts',
        message: `a ${kind} is no attack of the level ${level}`,
      })
    if (actor !== undefined && actor === event.target)
      report('target', { code: 'contradictory-facts', message: `${actor} is both actor and target` })
  }
}
