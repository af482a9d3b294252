import { describe, expect, it } from 'vitest'
import {
  asAgreed,
  attributionDays,
  bindingShare,
  foundAt,
  peaceCostOf,
  phases,
  readinessShare,
  scheduleOf,
} from '../../src/crisis/index.js'
import type { Pact } from '../../src/pact/index.js'
import { clause, gameFor, medians, pact } from './pacts.js'

const planned = (brigades: number): Pact['forces'] => [
  {
    by: ['FRA'],
    kind: 'ground',
    brigades,
    place: 'Lviv',
    where: 'forward',
    status: 'planned',
    source: { title: 'test' },
  },
]
const stepsOf = (change: Partial<Pact>) =>
  scheduleOf(pact(change), medians).map(({ phase, from }) => [phase, from])

describe('the schedule', () => {
  const signed = medians['window.signed']
  const ratified = signed + medians['window.ratified']

  it('has the legal steps of the form, then the deployment of what is planned', () => {
    expect(stepsOf({})).toEqual([
      ['announced', 0],
      ['signed', signed],
      ['in-force', ratified],
    ])
    expect(stepsOf({ forces: planned(2) })).toEqual([
      ['announced', 0],
      ['signed', signed],
      ['ratified', ratified],
      ['in-force', ratified + medians['window.deployed']],
    ])
    expect(stepsOf({ form: 'executive-agreement', forces: planned(2) }).map(([phase]) => phase)).toEqual([
      'announced',
      'signed',
      'in-force',
    ])
    expect(stepsOf({ form: 'declaration' })).toEqual([['in-force', 0]])
  })

  it('takes the months that the document gives, and where it gives a range the pace', () => {
    const schedule = { signed: 2, ratified: { low: 6, high: 10 }, deployed: 30 }
    const at = (pace: number) =>
      scheduleOf(pact({ schedule, forces: planned(1) }), { ...medians, 'window.pace': pace }).map(
        ({ from, to }) => [from, to],
      )
    expect(at(0.25)).toEqual([
      [0, 2],
      [2, 7],
      [7, 30],
      [30, Number.POSITIVE_INFINITY],
    ])
    expect(at(1)[2]).toEqual([10, 30])
  })

  it('never runs backwards: what is said to come before the step below it comes with it', () => {
    expect(stepsOf({ schedule: { signed: 9, ratified: 3, deployed: 1 } })).toEqual([
      ['announced', 0],
      ['in-force', 9],
    ])
  })
})

describe('a guarantee on its way', () => {
  it('binds, and readies forces, more with each step', () => {
    for (const shares of [
      phases.map((phase) => bindingShare(pact(), phase, medians)),
      phases.slice(1).map((phase) => readinessShare(phase, medians)),
    ]) {
      expect(shares).toEqual([...shares].sort((a, b) => a - b))
      expect(shares.at(-1)).toBe(1)
    }
    expect(bindingShare(pact(), 'before', medians)).toBe(0)
    expect(bindingShare(pact({ form: 'declaration' }), 'announced', medians)).toBe(1)
    expect(bindingShare(pact({ form: 'memorandum' }), 'signed', medians)).toBe(1)
  })

  it('has planned forces only once all is in force, and owes nothing before it is announced', () => {
    const document = pact({ forces: planned(8) })
    const at = (phase: 'before' | 'announced' | 'ratified' | 'in-force') =>
      gameFor(document, medians, { ...asAgreed, phase })
    expect(at('ratified').levels[2].faitAccompli).toBe(medians['faitAccompli.full'])
    expect(at('in-force').levels[2].faitAccompli).toBeLessThan(medians['faitAccompli.full'])
    expect(at('before').guarantors[0].ifPassed[2]).toEqual({ response: 0, bind: 0 })
    expect(at('announced').guarantors[0].ifPassed[2].bind).toBeCloseTo(
      medians['status.announced'] * at('in-force').guarantors[0].ifPassed[2].bind,
      12,
    )
    const troops = (phase: 'announced' | 'in-force') => {
      const [, , aid, , all] = at(phase).guarantors[0].force[2]
      return all - aid
    }
    expect(troops('announced')).toBeCloseTo(medians['readiness.announced'] * troops('in-force'), 12)
  })
})

describe('an assertive beneficiary', () => {
  const voiding: Pact['voiding'] = [
    {
      id: 'void',
      text: 'void if the beneficiary attacks',
      textKind: 'paraphrase',
      event: 'attack-on-adversary',
      source: { title: 'test' },
    },
  ]
  const found = (document: Pact, posture: 'restrained' | 'assertive', stands = true) =>
    foundAt(document, 'full', medians, { ...asAgreed, posture, voiding: stands })

  it('may void a guarantee that says so, or that asks for no provocation', () => {
    const base = found(pact(), 'restrained')
    expect(found(pact(), 'assertive')).toBe(base)
    expect(found(pact({ voiding }), 'restrained')).toBeCloseTo(base * (1 - medians['found.voided']), 12)
    expect(found(pact({ voiding }), 'assertive')).toBeCloseTo(base * (1 - medians['posture.voided']), 12)
    expect(found(pact({ voiding }), 'assertive', false)).toBe(base)
    const conditional = clause({
      trigger: { levels: ['full'], wording: 'armed-attack', conditions: ['non-provocation'] },
    })
    const document = pact({ commitments: [conditional] })
    expect(found(document, 'restrained')).toBe(base)
    expect(found(document, 'assertive')).toBeCloseTo(base * (1 - medians['posture.voided']), 12)
  })

  it('alarms a fearful adversary, not a greedy one', () => {
    const at = (posture: 'restrained' | 'assertive') =>
      gameFor(pact(), medians, { ...asAgreed, posture }).adversary.statusQuo
    expect(at('assertive').greedy).toBe(at('restrained').greedy)
    expect(at('assertive').fearful).toBeLessThan(at('restrained').fearful)
  })
})

describe('attribution', () => {
  const bodies: Pact['bodies'] = [
    { id: 'council', name: 'Council', members: ['POL', 'FRA'], rule: 'consensus' },
  ]
  const documentOf = (by: string | undefined, hours?: number) =>
    pact({
      bodies,
      commitments: [
        clause({
          trigger: {
            levels: ['limited', 'full'],
            wording: 'armed-attack',
            attribution: {
              required: true,
              by,
              ...(hours === undefined
                ? {}
                : { within: { amount: hours, unit: 'hour', calendar: 'clock', startsFrom: 'event' } }),
            },
          },
        }),
      ],
    })

  it('takes days, and is harder for a body than for each alone', () => {
    const days = (by: string | undefined) => attributionDays(documentOf(by), 'limited', medians)
    expect(days(undefined)).toBe(medians['attribution.unassigned'])
    expect(days('each')).toBe(medians['attribution.each'])
    expect(days('council')).toBe(medians['attribution.body'])
    expect(days('Special Commission')).toBe(medians['attribution.mission'])
    expect(attributionDays(documentOf('council', 36), 'limited', medians)).toBe(1.5)
    const found = (by: string | undefined) => foundAt(documentOf(by), 'limited', medians)
    const base = foundAt(pact(), 'limited', medians)
    expect(found('each')).toBe(base)
    expect(found('council')).toBeCloseTo(base * medians['found.byBody'], 12)
    expect(found('Special Commission')).toBeCloseTo(base * medians['found.byMission'], 12)
    expect(found(undefined)).toBeCloseTo(base * medians['found.unassigned'], 12)
  })

  it('costs nothing in a full attack, nor where nothing must be established', () => {
    expect(attributionDays(documentOf('council'), 'full', medians)).toBe(0)
    expect(foundAt(documentOf('council'), 'full', medians)).toBe(foundAt(pact(), 'full', medians))
    expect(attributionDays(pact(), 'limited', medians)).toBe(0)
  })

  it('leaves a limited attack more time to become a fait accompli', () => {
    const surprise = (document: Pact) => gameFor(document).levels[1].faitAccompli
    const plain = surprise(pact())
    const days = medians['attribution.body']
    expect(1 - surprise(documentOf('council'))).toBeCloseTo(
      (1 - plain) * Math.exp(-days / medians['faitAccompli.delay']),
      12,
    )
  })
})

describe('cost in peace', () => {
  it('counts forces that are not withdrawn, and money by its own currency', () => {
    const source = { title: 'test' }
    const document = pact({
      forces: [
        ...(planned(2) ?? []),
        {
          by: ['POL'],
          kind: 'ground',
          brigades: { low: 1, high: 3 },
          place: 'x',
          where: 'rear',
          status: 'deployed',
          source,
        },
        { by: ['POL'], kind: 'ground', brigades: 9, place: 'x', where: 'rear', status: 'withdrawn', source },
      ],
      money: [
        { by: ['FRA'], amount: 3, currency: 'EUR', per: 'year', binding: true, source },
        {
          by: ['FRA'],
          amount: 20,
          currency: 'EUR',
          per: 'total',
          from: '2026-01-01',
          to: '2027-12-31',
          binding: true,
          source,
        },
        { by: ['USA'], amount: 5, currency: 'USD', per: 'total', binding: false, source },
      ],
    })
    const { brigades, forces, money } = peaceCostOf(document, { ...medians, 'force.range': 0.5 })
    expect(brigades).toBe(4)
    expect(forces).toBeCloseTo(4 * medians['money.brigade'], 9)
    expect(money.map(({ currency, total }) => [currency, total])).toEqual([
      ['EUR', 0],
      ['USD', 5],
    ])
    expect(money[0].perYear).toBeCloseTo(13, 1)
  })
})
