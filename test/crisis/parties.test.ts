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
