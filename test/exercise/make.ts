import {
  type CorrectableEvent,
  type ExerciseEvent,
  type ExerciseState,
  exercise,
  type Incident,
  type Instant,
  type LifeState,
  type Settings,
} from '../../src/exercise/index.js'
import { type Commitment, type Pact, pactSchema } from '../../src/pact/index.js'

/** Small documents and logs for tests. Hours count from D-day, 2026-03-02 (a Monday) at 06:00 in UTC. */
export const settings: Settings = { zone: 'UTC', reading: 'in-force', horizonHours: 72 }

export const hour = (hours: number): Instant =>
  new Date(Date.parse('2026-03-02T06:00:00Z') + hours * 3_600_000).toISOString().replace('.000', '')

export const clause = (change: Partial<Commitment> = {}): Commitment => ({
  id: 'duty',
  kind: 'defence',
  by: 'guarantors',
  to: 'beneficiary',
  text: 'will assist',
  textKind: 'paraphrase',
  source: { title: 'test' },
  trigger: { levels: ['limited', 'full'], wording: 'armed-attack' },
  response: { means: 'troops', words: 'all-means', force: 'discretionary', precision: 'none' },
  ...change,
})

export const consult = (change: Partial<Commitment> = {}): Commitment =>
  clause({
    id: 'consult',
    kind: 'consultation',
    response: { means: 'none', words: 'consult', force: 'none', precision: 'none' },
    deadline: { amount: 24, unit: 'hour', calendar: 'clock', startsFrom: 'event' },
    ...change,
  })

export const pact = (change: Partial<Pact> = {}): Pact =>
  pactSchema.parse({
    pact: '1',
    id: 'test',
    title: 'Test',
    short: 'Test',
    summary: 'Test',
    form: 'treaty',
    asOf: '2026-01-01',
    status: [{ stage: 'in-force', date: '2020-01-01' }],
    parties: { beneficiary: 'UKR', adversary: 'RUS', guarantors: ['POL', 'FRA'] },
    commitments: [clause()],
    ...change,
  })

let count = 0

type Of<T extends CorrectableEvent['type']> = CorrectableEvent & { readonly type: T }

/** An event at so many hours, known at once or at `known`. */
export const event = <T extends CorrectableEvent['type']>(
  type: T,
  at: number,
  fields: Omit<Of<T>, 'type' | 'id' | 'occurredAt' | 'knownAt'> & {
    readonly id?: string
    readonly known?: number
  },
): Of<T> => {
  const { known = at, ...rest } = fields
  count++
  return { id: `e${count}`, ...rest, type, occurredAt: hour(at), knownAt: hour(known) } as unknown as Of<T>
}

export const attack = (at = 0, change: Partial<Incident> & { readonly known?: number } = {}): Incident =>
  event('incident', at, {
    id: 'attack',
    kind: 'armed-attack',
    level: 'limited',
    actor: 'RUS',
    target: 'UKR',
    place: { name: 'Kharkiv', territoryOf: 'UKR' },
    ...change,
  })

export const run = (
  documents: Pact | readonly Pact[],
  events: readonly ExerciseEvent[],
  at: number,
  change: Partial<Settings> = {},
): ExerciseState =>
  exercise({
    documents: Array.isArray(documents) ? documents : [documents as Pact],
    events,
    settings: { ...settings, ...change },
    now: hour(at),
  })

/** State of one obligation: `duty/FRA`, in the document "test" unless another is named. */
export const stateOf = (state: ExerciseState, id: string): LifeState | undefined =>
  state.obligations.find((one) => one.id === (id.split('/').length === 2 ? `test/${id}` : id))?.state
