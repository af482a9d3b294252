import fc from 'fast-check'
import type { CorrectionEvent, ExerciseEvent } from '../../src/exercise/index.js'
import { clause, consult, hour, pact } from './make.js'

/** Documents with every kind of clause, and logs of anything at all about them. */
export const documents = [
  pact({
    id: 'test',
    bodies: [
      {
        id: 'council',
        name: 'Council',
        members: ['POL', 'FRA', 'DEU', 'UKR'],
        rule: 'qualified-majority',
        silence: { amount: 6, unit: 'hour', calendar: 'clock', startsFrom: 'event' },
      },
    ],
    parties: { beneficiary: 'UKR', adversary: 'RUS', guarantors: ['POL', 'FRA', 'DEU'] },
    commitments: [
      consult({ prevailsOver: ['aid'] }),
      clause({ id: 'joint', decision: { rule: 'qualified-majority', body: 'council' } }),
      clause({
        id: 'own',
        trigger: {
          levels: ['hybrid', 'limited', 'full'],
          wording: 'significant-deliberate-sustained',
          by: ['RUS'],
          attribution: { required: true, by: 'mission' },
          conditions: ['ceasefire-in-force'],
        },
        response: { means: 'air', words: 'deems-necessary', force: 'discretionary', precision: 'none' },
        decision: { rule: 'each', approvals: [{ states: ['DEU'], organ: 'Bundestag' }] },
        deadline: { amount: 48, unit: 'hour', calendar: 'clock', startsFrom: 'decision' },
      }),
      clause({
        id: 'aid',
        kind: 'aid',
        response: { means: 'aid', words: 'all-means', force: 'none', precision: 'named' },
        deadline: { amount: 30, unit: 'hour', calendar: 'clock', startsFrom: 'request' },
      }),
      {
        ...clause({ id: 'pay', kind: 'aid' }),
        trigger: undefined,
        after: { commitment: 'consult', outcome: 'breached' },
      },
      { ...clause({ id: 'peace', kind: 'non-aggression', by: ['RUS', 'FRA'] }), trigger: undefined },
      { ...clause({ id: 'watch', kind: 'monitoring', onlyIf: ['ceasefire-in-force'] }), trigger: undefined },
    ] as never,
    voiding: [
      { id: 'fire', text: 'void', textKind: 'reported', event: 'unprovoked-fire', source: { title: 'test' } },
    ],
    term: { noticeMonths: 1 },
  }),
]

const state = fc.constantFrom('UKR', 'RUS', 'POL', 'FRA', 'DEU', 'HUN')
const commitment = fc.constantFrom('consult', 'joint', 'own', 'aid', 'pay', 'peace', 'watch')
const scope = fc.oneof(
  fc.constant({}),
  fc.constant({ pact: 'test' }),
  commitment.map((one) => ({ pact: 'test', commitment: one })),
)
const flag = fc.boolean()
const maybe = <T>(key: string, value: fc.Arbitrary<T>) =>
  fc.option(value).map((one) => (one === null ? {} : { [key]: one }))
const parts = (...all: fc.Arbitrary<object>[]) =>
  fc.tuple(...all).map((one) => Object.assign({}, ...one) as object)
const fixed = (fields: object) => fc.constant(fields)
const earlier = fc.nat(30).map((n) => `e${n}`)

const incident = parts(
  fixed({ type: 'incident' }),
  maybe('kind', fc.constantFrom('armed-attack', 'sabotage', 'threat', 'ceasefire-violation')),
  maybe('level', fc.constantFrom('hybrid', 'limited', 'full')),
  maybe('actor', state),
  maybe('target', state),
  maybe('sustained', flag),
  maybe('deliberate', flag),
  maybe('significant', flag),
  maybe(
    'attribution',
    fc.oneof(
      fixed({ standing: 'undetermined' }),
      parts(fixed({ standing: 'alleged' }), fc.record({ actor: state, by: state })),
      parts(
        fixed({ standing: 'established' }),
        fc.record({ actor: state, by: fc.constantFrom('mission', 'FRA', 'UKR') }),
      ),
    ),
  ),
)

const others = fc.oneof(
  fc.record({
    type: fixed2('circumstance'),
    circumstance: fc.constantFrom('ceasefire-in-force', 'ongoing-conflict'),
    holds: flag,
  }),
  fc.record({
    type: fixed2('attribution'),
    incident: earlier,
    by: fc.constantFrom('mission', 'FRA', 'UKR'),
    actor: state,
    standing: fc.constantFrom('alleged', 'established', 'denied'),
  }),
  parts(
    fc.record({
      type: fixed2('finding'),
      by: fc.constantFrom('council', 'mission', 'FRA'),
      question: fc.constantFrom('casus-foederis', 'wording', 'voiding', 'breach'),
      answer: flag,
    }),
    scope,
  ),
  parts(
    fc.record({
      type: fc.constantFrom('request', 'invocation', 'consultation-called', 'waiver', 'release'),
      by: state,
    }),
    scope,
  ),
  parts(fc.record({ type: fc.constantFrom('suspension', 'resumption'), by: state }), scope),
  parts(
    fc.record({
      type: fixed2('consultation-held'),
      participants: fc.subarray(['UKR', 'POL', 'FRA', 'DEU'], { minLength: 1 }),
    }),
    scope,
  ),
  fc.record({
    type: fixed2('proposal'),
    by: state,
    pact: fixed2('test'),
    body: fixed2('council'),
    subject: fixed2('to act'),
  }),
  fc.record({
    type: fixed2('vote'),
    proposal: earlier,
    by: state,
    choice: fc.constantFrom('yes', 'no', 'abstain', 'absent'),
  }),
  fc.record({ type: fc.constantFrom('silence-opened', 'silence-broken'), proposal: earlier, by: state }),
  fc.record({ type: fixed2('approval'), by: fixed2('DEU'), organ: fixed2('Bundestag'), given: flag }),
  parts(fc.record({ type: fixed2('decision'), by: state, choice: fc.constantFrom('act', 'decline') }), scope),
  parts(
    fc.record({
      type: fixed2('performance'),
      by: state,
      extent: fc.constantFrom('full', 'partial'),
      means: fc.constantFrom('sanctions', 'aid', 'air', 'troops'),
      remedy: flag,
    }),
    scope,
  ),
  fc.record({ type: fixed2('denunciation'), by: state, pact: fixed2('test') }),
  parts(
    fc.record({
      type: fixed2('status'),
      pact: fixed2('test'),
      stage: fc.constantFrom('in-force', 'suspended', 'terminated'),
    }),
    maybe('by', fc.subarray(['POL', 'FRA'], { minLength: 1 })),
  ),
)

function fixed2<T extends string>(value: T): fc.Arbitrary<T> {
  return fc.constant(value)
}

/** A log: events in the order they became known, some known late, some corrected later on. */
export const anyLog = (maxLength = 30): fc.Arbitrary<ExerciseEvent[]> =>
  fc
    .array(
      fc.record({
        fields: fc.oneof({ arbitrary: incident, weight: 2 }, { arbitrary: others, weight: 5 }),
        gap: fc.nat(8),
        late: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, { arbitrary: fc.nat(40), weight: 1 }),
        correct: fc.option(fc.record({ of: fc.nat(), withdraw: flag, shift: fc.nat(5) }), { freq: 6 }),
      }),
      { maxLength },
    )
    .map((drawn) => {
      let clock = 0
      const log: ExerciseEvent[] = []
      drawn.forEach(({ fields, gap, late, correct }, index) => {
        clock += gap
        const head = { id: `e${index}`, occurredAt: hour(clock - late), knownAt: hour(clock) }
        const wrong = log[correct === null || log.length === 0 ? -1 : correct.of % log.length]
        if (correct === null || wrong === undefined || wrong.type === 'correction') {
          log.push({ ...fields, ...head } as ExerciseEvent)
          return
        }
        const correction = { ...head, type: 'correction', of: wrong.id } as CorrectionEvent
        const replacement = {
          ...fields,
          ...wrong,
          ...('choice' in wrong ? { choice: 'no' } : {}),
          occurredAt: hour(-correct.shift),
        }
        log.push(correct.withdraw ? correction : ({ ...correction, replacement } as CorrectionEvent))
      })
      return log
    })
