import type { ExerciseEvent, Instant } from './event.js'
import type { Decision, ExerciseState, LifeState, Obligation } from './state.js'

/*
 * What differs between two courses of events under the same documents: where they part, and what is owed in each.
 */

/** Where two courses part. */
export interface Parting {
  /** Events that both have, from the beginning. */
  readonly common: number
  /** The last event that both have; null where they differ from the first. */
  readonly last: ExerciseEvent | null
  /** The first event of each that the other does not have there; null where one ends. */
  readonly first: readonly [ExerciseEvent | null, ExerciseEvent | null]
}

const same = (a: ExerciseEvent, b: ExerciseEvent): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Where two logs part, in the order in which events became known; null where they are one and the same. */
export const partingOf = (a: readonly ExerciseEvent[], b: readonly ExerciseEvent[]): Parting | null => {
  let common = 0
  while (common < a.length && common < b.length && same(a[common], b[common])) common++
  if (common === a.length && common === b.length) return null
  return { common, last: a[common - 1] ?? null, first: [a[common] ?? null, b[common] ?? null] }
}

/** Obligations under one clause that stand differently, or no longer stand, in the other course. */
export interface ObligationDifference {
  readonly pact: string
  readonly commitment: string
  readonly bearers: readonly string[]
  /** Where they stand in each; null where there is no such obligation. */
  readonly states: readonly [LifeState | null, LifeState | null]
  /** What is left of them in words, of the first bearer. */
  readonly residuals: readonly [string, string]
}

export interface DecisionDifference {
  readonly pact: string
  readonly subject: string
  readonly status: readonly [Decision['status'] | null, Decision['status'] | null]
  readonly tally: readonly [string, string]
}

/** How many obligations stand so in each course. */
export interface Count {
  readonly what: 'owed' | 'breached' | 'blocked' | 'declined' | 'fulfilled'
  readonly of: readonly [number, number]
  /** Who, each once. */
  readonly who: readonly [readonly string[], readonly string[]]
}

/** Two courses at one moment. */
export interface CourseDifference {
  readonly now: Instant
  readonly parting: Parting | null
  readonly counts: readonly Count[]
  readonly obligations: readonly ObligationDifference[]
  readonly decisions: readonly DecisionDifference[]
}

const counted: Readonly<Record<Count['what'], readonly LifeState[]>> = {
  owed: ['due', 'decision-pending', 'partial'],
  breached: ['breached'],
  blocked: ['blocked'],
  declined: ['declined'],
  fulfilled: ['fulfilled', 'fulfilled-late', 'cured', 'remedied'],
}

/** What is owed once: neither as long as the text stands, nor to refrain, which is breached or nothing to speak of. */
const counts = ({ shape, state }: Obligation): boolean =>
  shape !== 'standing' && (shape !== 'prohibition' || state === 'breached')

const quiet: readonly (LifeState | null)[] = [null, 'dormant', 'not-in-force']

const distinct = (list: readonly string[]): readonly string[] => [...new Set(list)]

/** What differs between two courses of the same documents. */
export const differenceOf = (
  logs: readonly [readonly ExerciseEvent[], readonly ExerciseEvent[]],
  [a, b]: readonly [ExerciseState, ExerciseState],
): CourseDifference => {
  const byId = (state: ExerciseState) => new Map(state.obligations.map((one) => [one.id, one]))
  const [inA, inB] = [byId(a), byId(b)]
  const groups = new Map<string, ObligationDifference>()
  for (const id of distinct([...inA.keys(), ...inB.keys()])) {
    const [one, other] = [inA.get(id), inB.get(id)]
    const some = (one ?? other) as Obligation
    const states = [one?.state ?? null, other?.state ?? null] as const
    if (
      some.shape === 'standing' ||
      states[0] === states[1] ||
      states.every((state) => quiet.includes(state))
    )
      continue
    const key = [some.pact, some.commitment, some.occasion, ...states].join(' ')
    const group = groups.get(key)
    groups.set(
      key,
      group === undefined
        ? {
            pact: some.pact,
            commitment: some.commitment,
            bearers: [some.bearer],
            states,
            residuals: [one?.residual ?? '', other?.residual ?? ''],
          }
        : { ...group, bearers: [...group.bearers, some.bearer] },
    )
  }
  const ofBodies = (state: ExerciseState) =>
    new Map(state.decisions.filter(({ body }) => body !== null).map((one) => [one.id, one]))
  const [openA, openB] = [ofBodies(a), ofBodies(b)]
  const decisions = distinct([...openA.keys(), ...openB.keys()]).flatMap((id): DecisionDifference[] => {
    const [one, other] = [openA.get(id), openB.get(id)]
    if (one?.status === other?.status && one?.tally === other?.tally) return []
    return [
      {
        pact: (one ?? other)?.pact ?? '',
        subject: (one ?? other)?.subject ?? id,
        status: [one?.status ?? null, other?.status ?? null],
        tally: [one?.tally ?? '', other?.tally ?? ''],
      },
    ]
  })
  const standing = (state: ExerciseState, states: readonly LifeState[]): readonly Obligation[] =>
    state.obligations.filter((one) => counts(one) && states.includes(one.state))
  return {
    now: a.now,
    parting: partingOf(...logs),
    counts: (Object.keys(counted) as Count['what'][]).map((what) => {
      const [one, other] = [standing(a, counted[what]), standing(b, counted[what])]
      return {
        what,
        of: [one.length, other.length],
        who: [distinct(one.map(({ bearer }) => bearer)), distinct(other.map(({ bearer }) => bearer))],
      }
    }),
    obligations: [...groups.values()],
    decisions,
  }
}
