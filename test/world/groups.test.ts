import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findState, groupMembers, groups, states } from '../../src/world/index.js'

const counted = (group: string, on: string): number | undefined => groupMembers(group, on)?.length

const ids = (text: string): readonly string[] => text.split(' ').sort()

// Enlargements as history has them, entered by hand, not read from the table.
const enlargements: readonly (readonly [string, string, number])[] = [
  ['EU', '1957-12-31', 0],
  ['EU', '1958-01-01', 6],
  ['EU', '1973-01-01', 9],
  ['EU', '1981-01-01', 10],
  ['EU', '1986-01-01', 12],
  ['EU', '1995-01-01', 15],
  ['EU', '2004-04-30', 15],
  ['EU', '2004-05-01', 25],
  ['EU', '2007-01-01', 27],
  ['EU', '2013-07-01', 28],
  ['EU', '2019-01-01', 28],
  ['EU', '2020-01-31', 28],
  ['EU', '2020-02-01', 27],
  ['EU', '2025-01-01', 27],
  ['NATO', '1949-08-23', 0],
  ['NATO', '1950-01-01', 12],
  ['NATO', '1952-02-18', 14],
  ['NATO', '1955-05-06', 15],
  ['NATO', '1982-05-30', 16],
  ['NATO', '1999-03-12', 19],
  ['NATO', '2004-03-29', 26],
  ['NATO', '2009-04-01', 28],
  ['NATO', '2017-06-05', 29],
  ['NATO', '2022-01-01', 30],
  ['NATO', '2023-04-03', 30],
  ['NATO', '2023-04-04', 31],
  ['NATO', '2025-01-01', 32],
  ['G7', '1975-01-01', 0],
  ['G7', '1976-01-01', 6],
  ['G7', '1977-01-01', 7],
  ['G7', '2025-01-01', 7],
  ['CSTO', '1992-01-01', 0],
  ['CSTO', '1999-04-01', 8],
  ['CSTO', '1999-04-02', 6],
  ['CSTO', '2024-02-21', 6],
  ['CSTO', '2024-02-22', 5],
]

describe('groups', () => {
  it.each(enlargements)('%s on %s has %i members', (group, on, count) => {
    expect(counted(group, on)).toBe(count)
  })

  it('are the five', () => {
    expect(groups.map((group) => group.id)).toEqual(['NATO', 'EU', 'EU27', 'G7', 'CSTO'])
  })

  it('names the 27 and the 32', () => {
    const common =
      'BEL BGR HRV CZE DNK EST FIN FRA DEU GRC HUN ITA LVA LTU LUX NLD POL PRT ROU SVK SVN ESP SWE'
    expect(groupMembers('EU27', '2025-01-01')).toEqual(ids(`${common} AUT CYP IRL MLT`))
    expect(groupMembers('NATO', '2025-01-01')).toEqual(ids(`${common} ALB CAN GBR ISL MKD MNE NOR TUR USA`))
    expect(groupMembers('G7', '2025-01-01')).toEqual(ids('CAN DEU FRA GBR ITA JPN USA'))
    expect(groupMembers('CSTO', '2025-01-01')).toEqual(ids('BLR KAZ KGZ RUS TJK'))
  })

  it('counts a state suspended or former before, and not from the day', () => {
    expect(groupMembers('CSTO', '2020-01-01')).toContain('ARM')
    expect(groupMembers('CSTO', '1998-01-01')).toEqual(expect.arrayContaining(['AZE', 'GEO']))
    expect(groupMembers('EU', '2020-01-31')).toContain('GBR')
    expect(groupMembers('EU', '2020-02-01')).not.toContain('GBR')
    expect(findState('ARM')?.memberships[0].note).toMatch(/frozen/)
  })

  it('knows no other group and no text that is no day', () => {
    for (const group of ['', 'nato', 'UN', 'EU28', 'toString'])
      expect(groupMembers(group, '2025-01-01'), group).toBeUndefined()
    for (const on of ['', '2025', '2025-1-1', '2025-02-30', '2025-13-01', '2025-01-01T00:00:00Z', 'today'])
      expect(groupMembers('NATO', on), on).toBeUndefined()
    expect(counted('NATO', '2024-02-29')).toBe(31)
    expect(groupMembers('NATO', '2023-02-29')).toBeUndefined()
  })

  it('EU27 is EU on every day, members are sorted, and no state leaves NATO', () => {
    const day = fc
      .integer({ min: 0, max: 34_000 })
      .map((n) => new Date(Date.UTC(1940, 0, 1 + n)).toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(groupMembers('EU27', a)).toEqual(groupMembers('EU', a))
        for (const { id } of groups) {
          const members = groupMembers(id, a) ?? []
          expect(members).toEqual([...new Set(members)].sort())
        }
        const [early, late] = a < b ? [a, b] : [b, a]
        expect(groupMembers('NATO', late)).toEqual(
          expect.arrayContaining([...(groupMembers('NATO', early) ?? [])]),
        )
      }),
    )
  })

  it('has only known groups and ordered days in the table', () => {
    const spells = states.flatMap((state) => state.memberships)
    expect(spells.length).toBe(32 + 28 + 7 + 8)
    for (const { group, from, to, suspended } of spells) {
      expect(groups.map((g) => g.id)).toContain(group)
      for (const day of [from, to, suspended])
        if (day !== undefined) expect(day).toMatch(/^(19|20)\d\d-[01]\d-[0-3]\d$/)
      if (to !== undefined) expect(to > from).toBe(true)
      if (suspended !== undefined) expect(suspended > from).toBe(true)
    }
  })
})
