import { describe, expect, it } from 'vitest'
import { resolveCast } from '../../src/crisis/index.js'
import type { Pact } from '../../src/pact/index.js'
import { perfect } from '../pact/documents.js'

const locate = () => ({ line: 1, column: 1 })
const issuesOf = (change: (pact: Pact) => void) => {
  const pact = structuredClone(perfect)
  change(pact)
  return resolveCast(pact, 'test', locate).issues.map(({ code, level, path, message }) => ({
    code,
    level,
    path,
    message,
  }))
}

describe('the parties of a document', () => {
  it('are found, with nothing to say', () => {
    expect(issuesOf(() => undefined)).toEqual([])
  })
  it('that are in no table are errors', () => {
    const issues = issuesOf((pact) => {
      pact.parties.guarantors = ['GBR', 'XXX']
    })
    expect(issues).toEqual([
      { code: 'unknown-party', level: 'error', path: 'parties.guarantors[1]', message: expect.any(String) },
    ])
  })
  it('that owe or deploy without being guarantor or supporter are warned of', () => {
    const issues = issuesOf((pact) => {
      pact.commitments[0].by = ['GBR', 'POL', 'EU27']
      pact.forces = [
        {
          by: ['DEU'],
          kind: 'ground',
          brigades: 1,
          place: 'Lviv',
          where: 'rear',
          status: 'planned',
          source: { title: 'test' },
        },
      ]
      pact.money = [
        { by: ['NOR'], amount: 1, currency: 'EUR', per: 'year', binding: true, source: { title: 'test' } },
      ]
    })
    expect(issues.map(({ code, level, path }) => `${code} ${level} ${path}`)).toEqual([
      'not-a-party warning commitments[0].by[1]',
      'not-a-party warning commitments[0].by[2]',
      'not-a-party warning forces[0].by[0]',
      'not-a-party warning money[0].by[0]',
    ])
    expect(issues[0].message).toContain('POL is among those who owe "defend"')
    expect(issues[1].message).toContain('26 of 27 members of EU27')
  })
  it('that support, protect or threaten are parties, too', () => {
    const issues = issuesOf((pact) => {
      pact.parties.supporters = ['POL']
      pact.commitments[0].by = ['POL', 'UKR', 'RUS']
    })
    expect(issues).toEqual([])
  })
})

describe('places and years outside the tables', () => {
  const source = { title: 'Census of 1980' }
  const falklands = (change: (pact: Pact) => void = () => undefined) => {
    const pact = structuredClone(perfect)
    pact.parties = { beneficiary: 'FLK', adversary: 'ARG', guarantors: ['GBR'] }
    pact.context = { year: 1981 }
    pact.facts = [
      {
        state: 'FLK',
        year: 1980,
        name: 'Falkland Islands',
        capital: { lat: -51.7, lon: -57.85 },
        brigadesHome: 0.1,
        gdp: 0.01,
        source,
      },
    ]
    pact.commitments = []
    pact.bodies = undefined
    pact.forces = undefined
    pact.money = undefined
    change(pact)
    return pact
  }
  const resolved = (pact: Pact) => resolveCast(pact, 'test', locate)

  it('are given by the document, with name and capital: what it does not say stays unknown', () => {
    const { cast, issues } = resolved(falklands())
    expect(issues).toEqual([])
    expect(cast?.beneficiary).toMatchObject({
      id: 'FLK',
      name: 'Falkland Islands',
      capital: { name: 'Falkland Islands', lat: -51.7, lon: -57.85 },
      brigadesHome: { value: 0.1, unit: 'BE', year: 1980, source: 'document', note: 'Census of 1980' },
      brigadesDeployable: null,
      population: null,
      memberships: [],
    })
    expect(cast?.adversary?.active?.year).toBe(1981)
  })

  it.each(['name', 'capital'] as const)('need a %s as well', (key) => {
    const { cast, issues } = resolved(
      falklands((pact) => {
        delete pact.facts?.[0][key]
      }),
    )
    expect(cast).toBeUndefined()
    expect(issues.map(({ code, path }) => [code, path])).toEqual([['unknown-party', 'parties.beneficiary']])
  })

  it('leave the name and place of a state in the table alone', () => {
    const { cast } = resolved(
      falklands((pact) => {
        pact.facts?.push({
          state: 'GBR',
          year: 1981,
          name: 'Nowhere',
          capital: { lat: 0, lon: 0 },
          brigadesDeployable: 3,
          source,
        })
      }),
    )
    expect(cast?.responders[0].name).toBe('United Kingdom')
    expect(cast?.responders[0].capital?.name).toBe('London')
    expect(cast?.responders[0].brigadesDeployable?.value).toBe(3)
  })

  const warned = (change: (pact: Pact) => void) =>
    resolved(falklands(change)).issues.map(({ code, level, path, message }) => ({
      code,
      level,
      path,
      message,
    }))

  it('are warned of where facts of today are mixed with those of a past year', () => {
    const [issue, ...rest] = warned((pact) => {
      pact.parties.guarantors = ['GBR', 'POL', 'CAN']
    })
    expect(rest).toEqual([])
    expect(issue).toEqual({
      code: 'facts-of-today',
      level: 'warning',
      path: 'context.year',
      message: 'POL, CAN: the table has no facts of 1981, so those of today are taken',
    })
  })

  it('are not where the document gives the facts, or speaks of no year', () => {
    const poland = (pact: Pact) => {
      pact.parties.guarantors = ['GBR', 'POL']
    }
    expect(
      warned((pact) => {
        poland(pact)
        pact.facts?.push({ state: 'POL', year: 1981, brigadesHome: 30, source })
      }),
    ).toEqual([])
    expect(
      warned((pact) => {
        poland(pact)
        pact.parties.adversary = 'RUS'
        pact.context = undefined
      }),
    ).toEqual([])
  })

  it('are warned of, too, where the year itself is missing from the table, unless it is of late', () => {
    const of = (year: number) =>
      warned((pact) => {
        pact.parties.guarantors = ['GBR']
        pact.parties.adversary = 'RUS'
        pact.context = { year }
      }).map(({ code, message }) => [code, message])
    expect(of(1920)).toEqual([
      ['facts-of-today', 'RUS, GBR: the table has no facts of 1920, so those of today are taken'],
    ])
    expect(of(2025)).toEqual([])
  })
})
