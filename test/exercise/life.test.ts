import { describe, expect, it } from 'vitest'
import { attack, clause, consult, event, hour, pact, run, stateOf } from './make.js'

const withDecision = (words: 'deems-necessary' | 'all-means', approvals = false) =>
  pact({
    commitments: [
      clause({
        response: { means: 'troops', words, force: 'discretionary', precision: 'none' },
        decision: {
          rule: 'each',
          ...(approvals ? { approvals: [{ states: ['FRA'], organ: 'Assemblée nationale' }] } : {}),
        },
      }),
    ],
  })

const council = (rule: 'consensus' | 'unanimity' | 'lead-nation' = 'consensus') =>
  pact({
    bodies: [
      {
        id: 'council',
        name: 'Council',
        members: ['POL', 'FRA', 'UKR'],
        rule,
        ...(rule === 'lead-nation' ? { lead: 'POL' } : {}),
        silence: { amount: 12, unit: 'hour', calendar: 'clock', startsFrom: 'event' },
      },
    ],
    commitments: [clause({ decision: { rule, body: 'council' } })],
  })
const propose = event('proposal', 1, {
  id: 'motion',
  by: 'POL',
  pact: 'test',
  body: 'council',
  subject: 'to act',
})
const vote = (by: string, choice: 'yes' | 'no', at = 2) =>
  event('vote', at, { proposal: 'motion', by, choice })

describe('a duty to consult within 24 hours', () => {
  const meeting = (at: number, participants = ['UKR', 'FRA']) =>
    event('consultation-held', at, { participants })
  const document = pact({ commitments: [consult()] })

  it('is dormant, due, and fulfilled or breached by time alone', () => {
    expect(stateOf(run(document, [], 0), 'consult/FRA')).toBe('dormant')
    expect(stateOf(run(document, [attack()], 1), 'consult/FRA')).toBe('due')
    const held = run(document, [attack(), meeting(20)], 30)
    expect(stateOf(held, 'consult/FRA')).toBe('fulfilled')
    expect(stateOf(held, 'consult/POL')).toBe('breached')
    expect(held.transitions.at(-1)).toMatchObject({ event: null, occurredAt: hour(24), to: 'breached' })
  })

  it('the last moment is in time, the next is late: a breach that is cured', () => {
    expect(stateOf(run(document, [attack(), meeting(24)], 30), 'consult/FRA')).toBe('fulfilled')
    expect(stateOf(run(document, [attack()], 24), 'consult/FRA')).toBe('due')
    expect(stateOf(run(document, [attack(), meeting(25)], 30), 'consult/FRA')).toBe('cured')
  })

  it('qualified words ("where possible") make lateness no breach', () => {
    const soft = pact({
      commitments: [
        consult({
          deadline: {
            amount: 24,
            unit: 'hour',
            calendar: 'clock',
            startsFrom: 'event',
            qualifier: 'where possible',
          },
        }),
      ],
    })
    expect(stateOf(run(soft, [attack()], 48), 'consult/FRA')).toBe('due')
    expect(stateOf(run(soft, [attack(), meeting(25)], 48), 'consult/FRA')).toBe('fulfilled-late')
  })

  it('runs from when the attack was known; a meeting known late still counts as of when it was held', () => {
    const late = run(document, [attack(0, { known: 10 })], 33)
    expect(late.deadlines[0]).toMatchObject({ at: hour(34), status: 'running' })
    const reported = [attack(), event('consultation-held', 20, { participants: ['UKR', 'FRA'], known: 40 })]
    expect(stateOf(run(document, reported, 39), 'consult/FRA')).toBe('breached')
    expect(stateOf(run(document, reported, 40), 'consult/FRA')).toBe('fulfilled')
  })

  it('a meeting without those to whom it is owed does not perform it', () => {
    expect(stateOf(run(document, [attack(), meeting(5, ['FRA', 'POL'])], 6), 'consult/FRA')).toBe('due')
  })

  it('on request only: nothing is owed before it, and the power to ask is listed', () => {
    const asked = pact({
      commitments: [
        consult({ deadline: { amount: 24, unit: 'hour', calendar: 'clock', startsFrom: 'request' } }),
      ],
    })
    const before = run(asked, [attack()], 50)
    expect(stateOf(before, 'consult/FRA')).toBe('dormant')
    expect(before.powers.find(({ kind }) => kind === 'request')).toMatchObject({ open: true })
    const after = run(asked, [attack(), event('request', 30, { by: 'UKR', of: ['FRA'] })], 50)
    expect(stateOf(after, 'consult/FRA')).toBe('due')
    expect(after.deadlines[0]).toMatchObject({ at: hour(54), who: ['FRA'] })
    expect(stateOf(after, 'consult/POL')).toBe('dormant')
  })

  it('says who owes what by when, else what', () => {
    const { residual } = run(document, [attack()], 1).obligations[0]
    expect(residual).toBe(
      'POL owes, by 2026-03-03 06:00 UTC, to consult with UKR; else it is in breach; the text does not say what follows',
    )
  })
})

describe('blocked, declined and breached are three things', () => {
  it('declined: words that leave it to the bearer', () => {
    const document = withDecision('deems-necessary')
    expect(stateOf(run(document, [attack()], 1), 'duty/FRA')).toBe('decision-pending')
    const decline = event('decision', 2, { by: 'FRA', choice: 'decline' })
    expect(stateOf(run(document, [attack(), decline], 3), 'duty/FRA')).toBe('declined')
    const act = event('decision', 2, { by: 'FRA', choice: 'act' })
    expect(stateOf(run(document, [attack(), act], 3), 'duty/FRA')).toBe('due')
  })

  it('breached: words that owe it', () => {
    const decline = event('decision', 2, { by: 'FRA', choice: 'decline' })
    const state = run(withDecision('all-means'), [attack(), decline], 3)
    expect(stateOf(state, 'duty/FRA')).toBe('breached')
    expect(stateOf(state, 'duty/POL')).toBe('due')
  })

  it('blocked: the body did not agree, and who stood in the way', () => {
    const state = run(council(), [attack(), propose, vote('FRA', 'no')], 3)
    expect(stateOf(state, 'duty/POL')).toBe('blocked')
    expect(state.obligations.find(({ bearer }) => bearer === 'POL')?.blockers).toEqual(['FRA'])
    expect(state.decisions[0]).toMatchObject({ status: 'failed', blockers: ['FRA'] })
  })

  it('blocked by a parliament', () => {
    const document = withDecision('all-means', true)
    expect(stateOf(run(document, [attack()], 1), 'duty/FRA')).toBe('decision-pending')
    expect(stateOf(run(document, [attack()], 1), 'duty/POL')).toBe('due')
    const answer = (given: boolean) =>
      event('approval', 2, { by: 'FRA', organ: 'Assemblée nationale', given })
    expect(stateOf(run(document, [attack(), answer(true)], 3), 'duty/FRA')).toBe('due')
    const refused = run(document, [attack(), answer(false)], 3)
    expect(stateOf(refused, 'duty/FRA')).toBe('blocked')
    expect(refused.obligations.find(({ bearer }) => bearer === 'FRA')?.blockers).toEqual([
      'Assemblée nationale (FRA)',
    ])
  })
})

describe('a body', () => {
  const all = [vote('POL', 'yes'), vote('FRA', 'yes'), vote('UKR', 'yes')]

  it('makes it due when it agrees', () => {
    expect(stateOf(run(council(), [attack()], 1), 'duty/FRA')).toBe('decision-pending')
    expect(stateOf(run(council(), [attack(), propose, ...all], 3), 'duty/FRA')).toBe('due')
  })

  it('silence: adopted when its time is over, not when it is broken in time', () => {
    const opened = event('silence-opened', 2, { proposal: 'motion', by: 'council' })
    expect(stateOf(run(council(), [attack(), propose, opened], 14), 'duty/FRA')).toBe('decision-pending')
    const adopted = run(council(), [attack(), propose, opened], 15)
    expect(stateOf(adopted, 'duty/FRA')).toBe('due')
    expect(adopted.decisions[0]).toMatchObject({
      status: 'passed',
      closed: hour(14),
      tally: 'silence was not broken',
    })
    const broken = run(
      council(),
      [attack(), propose, opened, event('silence-broken', 14, { proposal: 'motion', by: 'FRA' })],
      20,
    )
    expect(stateOf(broken, 'duty/FRA')).toBe('decision-pending')
    expect(broken.decisions[0].blockers).toEqual(['FRA'])
  })

  it('silence that turns out to have been broken in time is reopened when that is known', () => {
    const log = [
      attack(),
      propose,
      event('silence-opened', 2, { proposal: 'motion', by: 'council' }),
      event('silence-broken', 13, { proposal: 'motion', by: 'FRA', known: 20 }),
    ]
    expect(stateOf(run(council(), log, 19), 'duty/POL')).toBe('due')
    expect(stateOf(run(council(), log, 20), 'duty/POL')).toBe('decision-pending')
  })

  it('the lead nation decides for all', () => {
    const lead = (choice: 'act' | 'decline') => event('decision', 1, { by: 'POL', choice })
    expect(stateOf(run(council('lead-nation'), [attack(), lead('act')], 2), 'duty/FRA')).toBe('due')
    const against = run(council('lead-nation'), [attack(), lead('decline')], 2)
    expect(stateOf(against, 'duty/FRA')).toBe('blocked')
  })

  it('a vote of one who is no member, or after the end, counts for nothing and is listed', () => {
    const state = run(council(), [attack(), propose, vote('DEU', 'no'), ...all, vote('POL', 'no', 4)], 5)
    expect(stateOf(state, 'duty/FRA')).toBe('due')
    expect(state.ignored.map(({ code }) => code)).toEqual(['not-a-member', 'decision-closed'])
  })
})

describe('what is done', () => {
  const document = pact({
    commitments: [
      clause({
        response: { means: 'troops', words: 'all-means', force: 'required', precision: 'none' },
        deadline: { amount: 48, unit: 'hour', calendar: 'clock', startsFrom: 'event' },
        remedy: 'pays compensation.',
      }),
    ],
  })
  const done = (at: number, change: object = {}) =>
    event('performance', at, {
      by: 'FRA',
      extent: 'full',
      means: 'troops',
      pact: 'test',
      commitment: 'duty',
      ...change,
    })

  it('partial, then breached for the rest, then cured', () => {
    const part = done(10, { extent: 'partial' })
    expect(stateOf(run(document, [attack(), part], 11), 'duty/FRA')).toBe('partial')
    expect(stateOf(run(document, [attack(), part], 60), 'duty/FRA')).toBe('breached')
    expect(stateOf(run(document, [attack(), part, done(61)], 62), 'duty/FRA')).toBe('cured')
  })

  it('less than the force required is only a part', () => {
    expect(stateOf(run(document, [attack(), done(10, { means: 'aid' })], 11), 'duty/FRA')).toBe('partial')
  })

  it('remedied, and what the text says follows', () => {
    const late = run(document, [attack()], 60)
    expect(late.obligations.find(({ bearer }) => bearer === 'FRA')?.residual).toContain('is in breach')
    expect(run(document, [attack()], 1).obligations[0].residual).toContain('else pays compensation')
    expect(stateOf(run(document, [attack(), done(61, { remedy: true })], 62), 'duty/FRA')).toBe('remedied')
  })

  it('done before it was owed does not perform it', () => {
    expect(stateOf(run(document, [done(-5), attack()], 1), 'duty/FRA')).toBe('due')
  })

  it('waived and released by the one to whom it is owed, not by others', () => {
    const by = (who: string, type: 'waiver' | 'release') => event(type, 2, { by: who, of: ['FRA'] } as never)
    expect(stateOf(run(document, [attack(), by('UKR', 'waiver')], 3), 'duty/FRA')).toBe('released')
    expect(stateOf(run(document, [attack(), by('UKR', 'release')], 3), 'duty/POL')).toBe('due')
    const other = run(document, [attack(), by('POL', 'release')], 3)
    expect(stateOf(other, 'duty/FRA')).toBe('due')
    expect(other.ignored).toHaveLength(1)
  })

  it('suspended and taken up again', () => {
    const log = [attack(), event('suspension', 2, { by: 'FRA' }), event('resumption', 5, { by: 'FRA' })]
    expect(stateOf(run(document, log, 3), 'duty/FRA')).toBe('suspended')
    expect(stateOf(run(document, log, 6), 'duty/FRA')).toBe('due')
  })

  it('a second attack after the first was dealt with is a second occasion', () => {
    const log = [attack(), done(10), attack(100, { id: 'again' })]
    const state = run(document, log, 101)
    expect(stateOf(state, 'duty/FRA')).toBe('fulfilled')
    expect(state.obligations.find(({ id }) => id === 'test/duty/FRA#2')).toMatchObject({
      state: 'due',
      occasion: 2,
      incidents: ['again'],
    })
  })
})

describe('chains and precedence', () => {
  const chain = (endures: boolean) =>
    pact({
      commitments: [
        consult({ endures }),
        clause({
          id: 'compensate',
          kind: 'aid',
          trigger: undefined,
          after: { commitment: 'consult', outcome: 'breached' },
          response: { means: 'aid', words: 'all-means', force: 'none', precision: 'named' },
        }),
      ],
    } as never)

  it('what follows from a breach falls due with it, for whoever is in breach', () => {
    const state = run(
      chain(true),
      [attack(), event('consultation-held', 5, { participants: ['FRA', 'UKR'] })],
      30,
    )
    expect(stateOf(state, 'compensate/POL')).toBe('due')
    expect(stateOf(state, 'compensate/FRA')).toBe('dormant')
  })

  it('a duty that endures survives its penalty, one that does not is remedied by it', () => {
    const paid = event('performance', 40, {
      by: 'POL',
      extent: 'full',
      pact: 'test',
      commitment: 'compensate',
    })
    expect(stateOf(run(chain(true), [attack(), paid], 41), 'consult/POL')).toBe('breached')
    expect(stateOf(run(chain(false), [attack(), paid], 41), 'consult/POL')).toBe('remedied')
  })

  const two = (change: object) => pact({ commitments: [clause(), clause({ id: 'other', ...change })] })

  it('"notwithstanding" and "subject to" suspend what gives way', () => {
    const over = run(two({ prevailsOver: ['duty'] }), [attack()], 1)
    expect([stateOf(over, 'duty/FRA'), stateOf(over, 'other/FRA')]).toEqual(['suspended', 'due'])
    const under = run(two({ subjectTo: ['duty'] }), [attack()], 1)
    expect([stateOf(under, 'duty/FRA'), stateOf(under, 'other/FRA')]).toEqual(['due', 'suspended'])
  })

  it('two that each prevail over the other are named, and neither hangs the engine', () => {
    const ring = run(two({ prevailsOver: ['duty'], subjectTo: ['duty'] }), [attack()], 1)
    expect(ring.issues.map(({ code }) => code)).toContain('circular-precedence')
  })

  it('help against one to whom restraint is owed is a conflict', () => {
    const friendship = pact({
      id: 'friendship',
      parties: { beneficiary: 'RUS', guarantors: ['FRA'] },
      commitments: [clause({ id: 'peace', kind: 'non-aggression', trigger: undefined } as never)],
    })
    const state = run([pact(), friendship], [attack()], 1)
    expect(state.conflicts).toMatchObject([{ bearer: 'FRA', settledBy: null }])
  })
})

describe('in force or not', () => {
  const treaty = pact({ status: [{ stage: 'signed', date: '2026-03-01' }] })
  const ratify = event('status', 10, { pact: 'test', stage: 'in-force', by: ['FRA'] })

  it('as it is: an attack in the window before ratification binds nobody, one after it binds those who ratified', () => {
    const early = run(treaty, [attack(), ratify], 20, { reading: 'as-is' })
    expect(stateOf(early, 'duty/FRA')).toBe('dormant')
    expect(stateOf(early, 'duty/POL')).toBe('not-in-force')
    expect(early.holes.map(({ code }) => code)).toContain('not-in-force')
    const late = run(treaty, [ratify, attack(11)], 20, { reading: 'as-is' })
    expect(stateOf(late, 'duty/FRA')).toBe('due')
    expect(stateOf(late, 'duty/POL')).toBe('not-in-force')
  })

  it('taken as if in force it binds all', () => {
    expect(stateOf(run(treaty, [attack()], 1), 'duty/POL')).toBe('due')
  })

  it('what fell due before the end remains, what had not ends with it', () => {
    const end = event('denunciation', 5, { by: 'FRA', pact: 'test' })
    expect(stateOf(run(pact(), [attack(), end], 6), 'duty/FRA')).toBe('due')
    expect(stateOf(run(pact(), [end, attack(6)], 7), 'duty/FRA')).toBe('terminated')
    expect(stateOf(run(pact(), [end, attack(6)], 7), 'duty/POL')).toBe('due')
  })

  it('notice of exit takes effect after its months', () => {
    const noticed = pact({ term: { noticeMonths: 1 } })
    const end = event('denunciation', 0, { by: 'FRA', pact: 'test' })
    expect(stateOf(run(noticed, [end], 24 * 31 - 1), 'duty/FRA')).toBe('dormant')
    expect(stateOf(run(noticed, [end], 24 * 31), 'duty/FRA')).toBe('terminated')
  })

  it('a sunset expires it', () => {
    const sunset = pact({ term: { sunset: '2026-03-04' } })
    expect(stateOf(run(sunset, [attack(24 * 3)], 24 * 3), 'duty/FRA')).toBe('expired')
    expect(stateOf(run(sunset, [attack(24)], 24), 'duty/FRA')).toBe('due')
  })

  it('a finding under a voiding clause ends it, even what was due', () => {
    const voidable = pact({
      voiding: [
        {
          id: 'fire',
          text: 'void',
          textKind: 'reported',
          event: 'unprovoked-fire',
          source: { title: 'test' },
        },
      ],
    })
    const finding = event('finding', 5, { by: 'FRA', question: 'voiding', pact: 'test', answer: true })
    const state = run(voidable, [attack(), finding], 6)
    // Nobody is named who finds it: France finds it for itself.
    expect([stateOf(state, 'duty/FRA'), stateOf(state, 'duty/POL')]).toEqual(['terminated', 'due'])
  })
})
