import { describe, expect, it } from 'vitest'
import {
  bindingForce,
  dutyOf,
  foundAt,
  gameOf,
  type Reading,
  simplificationsOf,
} from '../../src/crisis/index.js'
import type { Commitment, Pact } from '../../src/pact/index.js'
import { castOf, clause, gameFor, medians, pact } from './pacts.js'

const duty = (document: Pact, state = 'POL', reading: Reading = 'in-force') =>
  dutyOf(document, state, castOf(document).guarantorIds, 'full', reading, medians)

describe('binding force', () => {
  const force = (change: Partial<Commitment>, document: Partial<Pact> = {}) =>
    bindingForce(pact(document), clause(change), 'in-force', medians)
  const words = (w: 'assurance' | 'consult' | 'deems-necessary' | 'all-means' | 'automatic') =>
    force({ response: { means: 'troops', words: w, force: 'discretionary', precision: 'none' } })

  it('grows along the scale of the words, from nothing for an assurance', () => {
    const scale = [
      words('assurance'),
      words('consult'),
      words('deems-necessary'),
      words('all-means'),
      words('automatic'),
    ]
    expect(scale[0]).toBe(0)
    for (let k = 1; k < scale.length; k++) expect(scale[k]).toBeGreaterThan(scale[k - 1])
  })

  it('grows from declaration to treaty, with precision and with a deadline', () => {
    const forms = (['declaration', 'memorandum', 'executive-agreement', 'treaty'] as const).map((form) =>
      force({ form }),
    )
    expect([...forms].sort((a, b) => a - b)).toEqual(forms)
    const precise = force({
      response: { means: 'troops', words: 'all-means', force: 'required', precision: 'quantified' },
    })
    const open = force({
      response: { means: 'troops', words: 'all-means', force: 'required', precision: 'none' },
    })
    expect(precise).toBeGreaterThan(open)
    const deadline = { amount: 24, unit: 'hour', calendar: 'clock', startsFrom: 'event' } as const
    expect(force({ deadline })).toBeGreaterThan(force({}))
  })

  it('as it stands, follows the stage that the text has reached, and ends with it', () => {
    const at = (stage: Pact['status'][number]['stage']) =>
      bindingForce(pact({ status: [{ stage, date: '2020-01-01' }] }), clause(), 'as-is', medians)
    const path = [at('drafted'), at('announced'), at('signed'), at('ratified'), at('in-force')]
    for (let k = 1; k < path.length; k++) expect(path[k]).toBeGreaterThan(path[k - 1])
    expect(at('terminated')).toBe(0)
    expect(at('expired')).toBe(0)
    expect(bindingForce(pact({ status: [] }), clause(), 'as-is', medians)).toBe(0)
  })
})

describe('duties', () => {
  it('take the highest step, then the firmest words', () => {
    const aid = clause({
      id: 'aid',
      response: { means: 'aid', words: 'automatic', force: 'none', precision: 'none' },
    })
    const firm = clause({
      id: 'firm',
      response: { means: 'troops', words: 'all-means', force: 'required', precision: 'none' },
    })
    expect(duty(pact({ commitments: [aid, clause(), firm] }))?.clause.id).toBe('firm')
  })
  it('respect exemptions, named debtors, named attackers and the direction of the duty', () => {
    const exempt = [{ states: ['FRA'], means: 'aid' as const, reason: 'test' }]
    expect(duty(pact({ commitments: [clause({ exempt })] }), 'FRA')?.response).toBe(2)
    expect(duty(pact({ commitments: [clause({ by: ['FRA'] })] }), 'POL')).toBeNull()
    const elsewhere = clause({ trigger: { levels: ['full'], wording: 'armed-attack', by: ['BLR'] } })
    expect(duty(pact({ commitments: [elsewhere] }))).toBeNull()
    expect(duty(pact({ commitments: [clause({ by: 'beneficiary' })] }))).toBeNull()
    expect(duty(pact({ commitments: [clause({ to: 'adversary' })] }))).toBeNull()
  })
})

describe('finding the casus foederis', () => {
  const found = (
    trigger: NonNullable<Commitment['trigger']>,
    level: 'hybrid' | 'limited' | 'full',
    voiding?: Pact['voiding'],
  ) => foundAt(pact({ commitments: [clause({ trigger })], ...(voiding ? { voiding } : {}) }), level, medians)
  const levels: ('hybrid' | 'limited' | 'full')[] = ['hybrid', 'limited', 'full']
  const plain = { levels, wording: 'armed-attack' as const }

  it('is likelier the plainer the attack, and never found by a nuclear trigger here', () => {
    expect(found(plain, 'hybrid')).toBeLessThan(found(plain, 'limited'))
    expect(found(plain, 'limited')).toBeLessThan(found(plain, 'full'))
    expect(found({ ...plain, wording: 'nuclear-aggression' }, 'full')).toBe(0)
  })
  it('is less likely when nobody is to attribute, when the threshold is high, or when a clause can void it', () => {
    const unassigned = { ...plain, attribution: { required: true } }
    expect(found(unassigned, 'limited')).toBeLessThan(found(plain, 'limited'))
    expect(found({ ...unassigned, attribution: { required: true, by: 'each' } }, 'limited')).toBe(
      found(plain, 'limited'),
    )
    const high = { ...plain, wording: 'significant-deliberate-sustained' as const }
    expect(found(high, 'full')).toBeLessThan(found(plain, 'full'))
    expect(found(high, 'limited')).toBeLessThan(found(plain, 'limited'))
    const voiding: Pact['voiding'] = [
      { id: 'v', text: 'void', textKind: 'reported', event: 'other', source: { title: 's' } },
    ]
    expect(found(plain, 'full', voiding)).toBeLessThan(found(plain, 'full'))
  })
})

describe('forces and decisions', () => {
  const forces = (
    where: 'forward' | 'rear' | 'neighbour',
    status: 'planned' | 'deployed' = 'deployed',
  ): Pact['forces'] => [
    { by: ['POL'], kind: 'ground', brigades: 10, place: 'there', where, status, source: { title: 's' } },
  ]
  const surprise = (where: 'forward' | 'rear' | 'neighbour') =>
    gameFor(pact({ forces: forces(where) })).levels[2].faitAccompli
  it('weigh more the nearer they stand', () => {
    expect(surprise('forward')).toBeLessThan(surprise('rear'))
    expect(surprise('rear')).toBeLessThan(surprise('neighbour'))
  })
  it('count as deployed only when they are, if the text is taken as it stands', () => {
    const document = pact({ forces: forces('forward', 'planned') })
    const asIs = gameOf(document, castOf(document), 'as-is', medians)
    expect(asIs.levels[2].faitAccompli).toBeGreaterThan(gameFor(document).levels[2].faitAccompli)
  })
  it('are delegated when the response is automatic', () => {
    const automatic = clause({
      response: { means: 'troops', words: 'automatic', force: 'required', precision: 'none' },
    })
    expect(gameFor(pact({ commitments: [automatic] })).guarantors[0].delegated[2]).toBe(
      medians['delegated.automatic'],
    )
    expect(gameFor(pact()).guarantors[0].delegated[2]).toBe(0)
  })
  it('need the body where consensus is asked for, and keep part of their force when it blocks', () => {
    const bodies: Pact['bodies'] = [
      { id: 'council', name: 'Council', members: ['POL', 'FRA'], rule: 'consensus' },
    ]
    const decided = clause({ decision: { rule: 'consensus', body: 'council' } })
    const game = gameFor(pact({ bodies, commitments: [decided] }))
    expect(game.levels[2].procedure).toMatchObject({ kind: 'vote', members: [0, 1] })
    expect(game.guarantors[0].ifBlocked[2].bind).toBeCloseTo(
      medians['decision.residual'] * game.guarantors[0].ifPassed[2].bind,
      12,
    )
    expect(gameFor(pact()).levels[2].procedure).toBeNull()
  })
})

describe('what the game leaves out', () => {
  const notes = (document: Pact) =>
    simplificationsOf(document, 'test', () => ({ line: 1, column: 1 })).map(({ path }) => path)
  it('is said, clause by clause', () => {
    const bodies: Pact['bodies'] = [
      { id: 'council', name: 'Council', members: ['POL', 'FRA'], rule: 'qualified-majority' },
      { id: 'first', name: 'First', members: ['POL'], rule: 'unanimity' },
      { id: 'second', name: 'Second', members: ['FRA'], rule: 'unanimity' },
    ]
    const decided = (id: string, body: string, rule: 'qualified-majority' | 'unanimity') =>
      clause({ id, decision: { rule, body } })
    const commitments = [
      decided('a', 'council', 'qualified-majority'),
      decided('b', 'first', 'unanimity'),
      decided('c', 'second', 'unanimity'),
    ]
    // All three are decided at the same levels: the first body decides.
    expect(notes(pact({ bodies, commitments }))).toEqual([
      'commitments[1].decision',
      'commitments[2].decision',
    ])
    expect(notes(pact())).toEqual([])
  })
})
