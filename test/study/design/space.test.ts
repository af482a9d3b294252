import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { everyPoint, randomPoint } from '../../../src/core/search/index.js'
import { streamFor } from '../../../src/core/stream.js'
import { assumptions, resolveCast } from '../../../src/crisis/index.js'
import { lintPact, pactSchema, readPact } from '../../../src/pact/index.js'
import {
  decode,
  designAt,
  moneyOf,
  notFelt,
  readBound,
  readObjective,
  readSpace,
  wordsOf,
} from '../../../src/study/design/index.js'
import { valuesAt } from '../../../src/study/index.js'
import { findState } from '../../../src/world/index.js'
import { edited, type Raw, smallText, spaceFrom } from './spaces.js'

const ukraineFile = 'examples/design/ukraine.space.yaml'
const ukraine = spaceFrom(readFileSync(ukraineFile, 'utf8'))
const points = fc.integer({ min: 0, max: 1e9 }).map((seed) =>
  randomPoint(
    ukraine.elements.map(({ variable }) => variable),
    streamFor(seed, 'points'),
  ),
)

describe('designs of the default space', () => {
  it('are valid documents without errors of the linter, all of whose parties are known', () => {
    fc.assert(
      fc.property(points, (point) => {
        const pact = designAt(ukraine, point)
        expect(pactSchema.safeParse(pact).error?.issues ?? []).toEqual([])
        const { issues, locate } = readPact(JSON.stringify(pact), 'design')
        expect(issues).toEqual([])
        expect(lintPact(pact, 'design', locate).filter(({ level }) => level === 'error')).toEqual([])
        expect(resolveCast(pact, 'design', locate).issues).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  it('have one point each: decoding what was decoded changes nothing', () => {
    fc.assert(
      fc.property(points, (raw) => {
        const once = decode(ukraine.file, ukraine.elements, raw)
        const twice = decode(ukraine.file, ukraine.elements, once.point)
        expect(twice).toEqual(once)
        expect(designAt(ukraine, once.point)).toEqual(designAt(ukraine, raw))
      }),
      { numRuns: 60 },
    )
  })

  it('keep no more brigades abroad than their states have to spare, and none of states that refuse', () => {
    fc.assert(
      fc.property(points, (point) => {
        const { forces = [], parties } = designAt(ukraine, point)
        const held = new Map<string, number>()
        for (const { by, brigades, kind, where } of forces)
          for (const state of by as string[]) {
            held.set(state, (held.get(state) ?? 0) + (brigades as number) / by.length)
            expect(parties.guarantors).toContain(state)
            if (['DEU', 'ITA', 'POL'].includes(state) && kind === 'ground') expect(where).toBe('neighbour')
          }
        for (const [state, brigades] of held)
          expect(brigades).toBeLessThanOrEqual(
            0.6 * (findState(state)?.brigadesDeployable?.value ?? 0) + 0.01,
          )
      }),
      { numRuns: 60 },
    )
  })

  it('are ratified no sooner than the slowest parliament allows, and in order', () => {
    fc.assert(
      fc.property(points, (point) => {
        const { chosen } = decode(ukraine.file, ukraine.elements, point)
        const { signed, ratified, deployed } = chosen.schedule
        if (ratified === null) return
        const asked = chosen.asked.map(({ id }) => id)
        expect(ratified).toBeGreaterThanOrEqual(
          asked.includes('usa') ? 10 : asked.includes('germany') ? 5 : 3,
        )
        expect(ratified).toBeGreaterThanOrEqual(signed ?? 0)
        if (deployed !== null) expect(deployed).toBeGreaterThanOrEqual(ratified)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a design', () => {
  it('is named in the words of its options', () => {
    const space = spaceFrom(smallText)
    const ids = space.elements.map(({ id }) => id)
    expect(ids).toEqual(['form', 'asked.poland', 'defence.words', 'french.brigades', 'french.when'])
    const { chosen } = decode(space.file, space.elements, [1, 1, 1, 2, 1])
    expect(wordsOf(chosen)).toEqual([
      'treaty with France; Poland',
      'defence: own troops, all the means in their power, limited/full, no deadline, each decides',
      '4 BE ground of FRA in the rear (Lviv) before signature',
      'no voiding clause',
    ])
  })

  it('costs its forces, its aid and what its elements cost', () => {
    const space = spaceFrom(
      edited((raw) => {
        raw.aid = [{ id: 'aid', by: ['FRA'], perYear: 2000, years: 5, purpose: 'arms' }]
        raw.commitments[0].cost = { perYear: 30, source: 'judgement' }
      }),
    )
    const values = { ...valuesAt(assumptions, 0.5), 'money.brigade': 400 }
    const pact = designAt(space, [1, 0, 0, 2, 0])
    expect(moneyOf(pact, values, {})).toBeCloseTo(4 * 400 + 2000 + 30, 8)
    expect(notFelt(space.file).join()).toContain('aid "aid": the game feels its price only')
  })

  it('with aid that sustains brigades gives the beneficiary that many more', () => {
    const space = spaceFrom(
      edited((raw) => {
        raw.aid = [
          {
            id: 'aid',
            by: ['FRA'],
            perYear: 10_000,
            years: 5,
            purpose: 'arms',
            sustains: { brigadesPerBillion: 0.5, source: 'judgement' },
          },
        ]
      }),
    )
    const home = findState('UKR')?.brigadesHome?.value ?? 0
    expect(designAt(space, [0, 0, 0, 0, 0]).facts?.[0].brigadesHome).toBeCloseTo(home + 5, 8)
  })

  it('moves its forces to where reassurance lets them stand', () => {
    const space = spaceFrom(
      edited((raw) => {
        raw.forces![0].where = [
          { where: 'forward', place: 'Kharkiv' },
          { where: 'neighbour', place: 'Rzeszow' },
        ]
        raw.reassurance = [
          {
            id: 'zone',
            text: 'No forces near the line.',
            include: 'always',
            bars: ['forward', 'rear'],
            source: 'judgement',
          },
        ]
      }),
    )
    for (const point of everyPoint(space.elements.map(({ variable }) => variable)))
      for (const force of designAt(space, point).forces ?? []) expect(force.where).toBe('neighbour')
  })
})

describe('a space file', () => {
  const issuesOf = (text: string) => readSpace(text, 'x.space.yaml').issues

  it('says what is wrong and where', () => {
    const cases: readonly [string, (raw: Raw) => void, string][] = [
      [
        'unknown-party',
        (raw) => {
          raw.guarantors[0].by = ['FRX']
        },
        'guarantors[0].by[0]',
      ],
      [
        'unknown-measure',
        (raw) => {
          raw.objectives = ['monney']
        },
        'objectives[0]',
      ],
      [
        'unknown-measure',
        (raw) => {
          raw.bounds = ['money<5']
        },
        'bounds[0]',
      ],
      [
        'objective-twice',
        (raw) => {
          raw.objectives = ['money', 'money']
        },
        'objectives[1]',
      ],
      [
        'broken-reference',
        (raw) => {
          raw.commitments[0].attribution = ['court']
        },
        'commitments[0].attribution[0]',
      ],
      [
        'broken-reference',
        (raw) => {
          raw.commitments[0].decision = [{ rule: 'consensus', body: 'council' }]
        },
        'commitments[0].decision[0].body',
      ],
      [
        'duplicate-id',
        (raw) => {
          raw.guarantors[1].id = 'core'
        },
        'guarantors[1].id',
      ],
      [
        'force-not-there',
        (raw) => {
          raw.forces![0].brigades = { least: 9, most: 10 }
        },
        'forces[0].brigades',
      ],
      [
        'force-refused',
        (raw) => {
          raw.constraints!.noTroops = [{ states: ['FRA'], means: 'aid', source: 'press' }]
        },
        'forces[0].by',
      ],
    ]
    for (const [code, change, path] of cases) {
      const issues = issuesOf(edited(change))
      expect(issues.map((issue) => [issue.code, issue.path])).toEqual([[code, path]])
      expect(issues[0].line).toBeGreaterThan(1)
    }
    expect(
      issuesOf(
        edited((raw) => {
          raw.form = []
        }),
      ).length,
    ).toBe(1)
    expect(
      issuesOf(
        edited((raw) => {
          raw.sapce = 1
        }),
      )[0].code,
    ).toBe('unknown-key')
    expect(
      issuesOf(
        edited((raw) => {
          raw.forces![0].brigades = { least: 3, most: 1 }
        }),
      ).length,
    ).toBe(1)
  })

  it('is never read by throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readSpace(text, 'x').issues.length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('objectives and bounds of the command line', () => {
  it('are read or refused in words', () => {
    expect(readObjective('money:maximise:250')).toMatchObject({ aim: 'maximise', notice: 250 })
    expect(readObjective('deterrence')).toMatchObject({ aim: 'maximise' })
    for (const text of ['', 'money:up', 'money:minimise:0', 'money:minimise:1:2', 'detterence'])
      expect(readObjective(text)).toHaveProperty('message')
    expect(readBound('largest<=0.5')).toMatchObject({ most: true, value: 0.5 })
    expect(readBound(' deterrence >= 0.25 ')).toMatchObject({ most: false, value: 0.25 })
    for (const text of ['largest<0.5', 'largest<=', 'x<=1', '<=1', 'money<=Infinity'])
      expect(readBound(text)).toHaveProperty('message')
  })
})
