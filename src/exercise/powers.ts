import type { Pact, PowerKind } from '../pact/index.js'
import { type Clause, decidesItself, organsFor } from './clause.js'
import type { CorrectableEvent, EventType } from './event.js'
import type { Fold, Ledger } from './fold.js'
import { isOver, live, type Occasion } from './occasion.js'
import { partiesOf, rolesOf } from './roles.js'
import type { LifeState, Power } from './state.js'

/*
 * Powers: what parties may do, whether it would change anything now, and what. Apart from duties.
 */

const unique = (list: readonly string[]): string[] => [...new Set(list)]

const currentOf = ({ byBearer }: Ledger): Occasion[] =>
  [...byBearer.values()].map((all) => all[all.length - 1])

const using: Partial<Record<PowerKind, readonly EventType[]>> = {
  invoke: ['invocation'],
  request: ['request', 'consultation-called'],
  attribute: ['attribution'],
  find: ['finding'],
  'call-consultation': ['consultation-called', 'request'],
  vote: ['vote'],
  decide: ['decision', 'proposal'],
  approve: ['approval'],
  'break-silence': ['silence-broken'],
  waive: ['waiver'],
  release: ['release'],
  suspend: ['suspension', 'resumption'],
  denounce: ['denunciation'],
}

const usedBy = (
  log: readonly CorrectableEvent[],
  kind: PowerKind,
  pact: string,
  commitments: readonly string[],
  holders: readonly string[],
): string[] =>
  log
    .filter((event) => {
      if (!using[kind]?.includes(event.type) || !('by' in event) || typeof event.by !== 'string') return false
      if (!holders.includes(event.by)) return false
      if ('pact' in event && event.pact !== undefined && event.pact !== pact) return false
      return !(
        'commitment' in event &&
        event.commitment !== undefined &&
        !commitments.includes(event.commitment)
      )
    })
    .map(({ id }) => id)

const ofClause = (fold: Fold, ledger: Ledger): Omit<Power, 'used'>[] => {
  const { clause } = ledger
  const current = currentOf(ledger)
  const inState = (...states: LifeState[]): Occasion[] =>
    current.filter(({ state }) => states.includes(state))
  const power = (
    kind: PowerKind,
    holders: readonly string[],
    open: boolean,
    effect: string,
    path = clause.path,
  ): Omit<Power, 'used'>[] =>
    holders.length === 0
      ? []
      : [
          {
            id: `${clause.key}:${kind}`,
            pact: clause.pact.id,
            commitments: [clause.commitment.id],
            kind,
            holders: unique(holders),
            open,
            effect,
            path,
          },
        ]
  const waitsForRequest = current.filter(
    (one) => clause.onRequest && one.triggeredAt !== null && one.state === 'dormant',
  )
  const trigger = clause.commitment.trigger
  const authority = trigger?.attribution?.by
  const attributors =
    trigger?.attribution?.required === true || trigger?.by !== undefined
      ? authority === undefined || authority === 'each'
        ? clause.bearers
        : [authority]
      : []
  const unattributed = [...fold.incidents.values()].some((incident) =>
    incident.evaluations
      .get(clause.key)
      ?.tests.some(
        ({ name, verdict }) => verdict === 'undetermined' && (name === 'attacker' || name === 'attribution'),
      ),
  )
  const organs = clause.bearers.flatMap((bearer) =>
    organsFor(clause, bearer).map((organ) => `${organ} (${bearer})`),
  )
  const pending = inState('decision-pending')
  return [
    ...(clause.onRequest
      ? power(
          'request',
          clause.shape === 'consult' ? unique([...clause.protected, ...clause.bearers]) : clause.protected,
          waitsForRequest.length > 0,
          `makes it due for ${waitsForRequest.length} of ${current.length}`,
          `${clause.path}.deadline`,
        )
      : []),
    ...power(
      'attribute',
      attributors,
      unattributed && inState('alleged').length > 0,
      'settles who did it, as far as this clause is concerned',
      `${clause.path}.trigger.attribution`,
    ),
    ...(clause.shape === 'consult' && !clause.onRequest
      ? power(
          'call-consultation',
          unique([...clause.protected, ...clause.bearers]),
          inState('due', 'alleged').length > 0,
          'calls the parties together',
        )
      : []),
    ...(clause.body === undefined || clause.shape !== 'act'
      ? []
      : power(
          'decide',
          [clause.body.id],
          pending.length > 0,
          `makes it due for ${pending.length} of ${current.length}, or blocks it`,
          `${clause.path}.decision`,
        )),
    ...(decidesItself(clause)
      ? power(
          'decide',
          clause.bearers.filter((bearer) => pending.some((one) => one.bearer === bearer)),
          pending.length > 0,
          'settles what it does itself; declining is no breach',
          `${clause.path}.decision`,
        )
      : []),
    ...power(
      'approve',
      organs,
      pending.some(({ reason }) => reason.startsWith('waits for')),
      'lets its state act, or stops it',
      `${clause.path}.decision.approvals`,
    ),
    ...power(
      'release',
      unique(current.filter(({ state }) => live.has(state)).flatMap((one) => fold.creditorsOf(one))),
      current.some((one) => live.has(one.state) && !isOver(one)),
      'lets bearers off',
    ),
  ]
}

const ofPact = (fold: Fold, pact: Pact): Omit<Power, 'used'>[] => {
  const open = [...fold.proposals.values()].filter(
    ({ event, status }) => event.pact === pact.id && status === 'open',
  )
  const clauses = [...fold.ledgers.values()].filter((ledger) => ledger.clause.pact === pact)
  const all = clauses.map(({ clause }) => clause.commitment.id)
  const base = { pact: pact.id }
  const noticeable = pact.term?.noticeMonths !== undefined || pact.term?.exit !== undefined
  return [
    ...open.map((proposal) => ({
      ...base,
      id: `${proposal.event.id}:vote`,
      commitments: names(clauses, proposal.clauses),
      kind: 'vote' as const,
      holders: proposal.tally.awaited,
      open: proposal.tally.awaited.length > 0,
      effect: `decides "${proposal.event.subject}"`,
      path: 'bodies',
    })),
    ...open
      .filter(({ silence }) => silence !== null)
      .map((proposal) => ({
        ...base,
        id: `${proposal.event.id}:break-silence`,
        commitments: names(clauses, proposal.clauses),
        kind: 'break-silence' as const,
        holders: proposal.counting.members,
        open: proposal.broken.length === 0,
        effect: 'keeps the proposal from being adopted by silence',
        path: 'bodies',
      })),
    ...(noticeable
      ? [
          {
            ...base,
            id: `${pact.id}:denounce`,
            commitments: all,
            kind: 'denounce' as const,
            holders: partiesOf(pact),
            open: true,
            effect:
              pact.term?.noticeMonths === undefined
                ? 'ends it for whoever gives notice'
                : `ends it for whoever gives notice, after ${pact.term.noticeMonths} months`,
            path: 'term',
          },
        ]
      : []),
    ...(pact.powers ?? []).map(({ id, power, by, over, text }, index) => ({
      ...base,
      id: `${pact.id}/${id}`,
      commitments: over ?? all,
      kind: power,
      holders: rolesOf(pact, by),
      open: true,
      effect: text,
      path: `powers[${index}]`,
    })),
  ]
}

const names = (ledgers: readonly Ledger[], keys: readonly string[]): string[] =>
  ledgers
    .filter(({ clause }) => keys.includes(clause.key))
    .map(({ clause }: { clause: Clause }) => clause.commitment.id)

export const powersOf = (fold: Fold, pacts: readonly Pact[]): Power[] =>
  pacts
    .flatMap((pact) => [
      ...ofPact(fold, pact),
      ...[...fold.ledgers.values()]
        .filter(({ clause }) => clause.pact === pact)
        .flatMap((ledger) => ofClause(fold, ledger)),
    ])
    .map((power) => ({
      ...power,
      used: usedBy(fold.log, power.kind, power.pact, power.commitments, power.holders),
    }))
