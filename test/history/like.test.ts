import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCase } from '../../src/crisis/index.js'
import {
  type Candidate,
  candidateOf,
  type Features,
  features,
  featuresOf,
  gower,
  nearestPast,
  pastPacts,
} from '../../src/history/like/index.js'
import type { Pact } from '../../src/pact/index.js'
import { dataAbsent, readData } from '../world/data.js'

const candidates = pastPacts.map(candidateOf)

const value = fc.option(fc.integer({ min: 0, max: 3 }), { nil: null })
const anyFeatures: fc.Arbitrary<Features> = fc.record(
  Object.fromEntries(features.map(({ name }) => [name, value])),
)
const past = fc.constantFrom(...pastPacts).map((pact) => pact.features)

describe('the distance', () => {
  it('is symmetric, 0 of a thing from itself, and from 0 to 1', () => {
    fc.assert(
      fc.property(fc.oneof(anyFeatures, past), fc.oneof(anyFeatures, past), (a, b) => {
        const d = gower(a, b)
        expect(Object.is(d, gower(b, a))).toBe(true)
        if (!Number.isNaN(d)) {
          expect(d).toBeGreaterThanOrEqual(0)
          expect(d).toBeLessThanOrEqual(1)
        }
        const self = gower(a, a)
        expect(Number.isNaN(self) || self === 0).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('is the weighted share of what differs, by hand', () => {
    const total = features.reduce((sum, { weight }) => sum + weight, 0)
    const zero = Object.fromEntries(features.map(({ name }) => [name, 0]))
    expect(gower(zero, { ...zero, defense: 1 })).toBeCloseTo(3 / total, 12)
    expect(gower(zero, { ...zero, organ1: 2 })).toBeCloseTo((0.5 * 2) / 3 / total, 12)
    expect(gower(zero, { ...zero, members: 99 })).toBeCloseTo(1 / total, 12)
    // What is missing in one counts in neither sum.
    expect(gower(zero, { ...zero, defense: 1, consul: null })).toBeCloseTo(3 / (total - 1), 12)
    expect(gower({}, zero)).toBeNaN()
  })
})

describe('nearest past guarantees', () => {
  it('of an alliance is itself first, at 0', () => {
    for (const candidate of candidates.filter((_, k) => k % 7 === 0)) {
      const { pacts } = nearestPast(candidate.features, new Set([candidate.same]), candidates, 600)
      const own = pacts.find(({ itself }) => itself)
      expect([candidate.id, own?.distance]).toEqual([candidate.id, 0])
      expect(pacts[0].distance).toBe(0)
    }
  })

  const treaties = ['examples/treaties', 'examples/history'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.pact.yaml'))
      .map((name) => join(folder, name)),
  )

  it('of a document of a treaty in ATOP is that treaty', () => {
    const places = treaties.map((file) => {
      const { pact, cast } = readCase(readFileSync(file), file)
      if (pact === undefined || cast === undefined) throw new Error(`${file} does not read`)
      const { pacts } = nearestPast(
        featuresOf(pact, cast),
        new Set([`atop-${pact.coding?.atopId}`]),
        candidates,
        600,
      )
      return [file, pacts.findIndex(({ itself }) => itself)]
    })
    expect(places.length).toBe(13)
    expect(places).toEqual(treaties.map((file) => [file, 0]))
  })

  it('do not hang on what else is in the table, but for the order', () => {
    const own = candidates[40]
    const first = nearestPast(own.features, new Set(), candidates, 600)
    const irrelevant: Candidate = {
      ...candidates[0],
      id: 'none',
      same: 'none',
      features: Object.fromEntries(features.map(({ name }) => [name, 1000])),
    }
    const second = nearestPast(own.features, new Set(), [irrelevant, ...candidates], 600)
    const distances = ({ pacts }: typeof first) =>
      pacts.filter(({ candidate }) => candidate.id !== 'none').map((one) => [one.candidate.id, one.distance])
    expect(distances(second)).toEqual(distances(first))
  })

  it('come nearest first, one for each alliance, and the rate leaves the document itself out', () => {
    const locarno = pastPacts.find(({ atopId }) => atopId === 2440)
    if (locarno === undefined) throw new Error('no Anglo-Polish alliance')
    const without = nearestPast(locarno.features, new Set(['atop-2440']), candidates, 3)
    const all = nearestPast(locarno.features, new Set(), candidates, 3)
    for (const { pacts } of [without, all]) {
      expect(new Set(pacts.map(({ candidate }) => candidate.same)).size).toBe(3)
      expect(pacts.map(({ distance }) => distance)).toEqual(
        pacts.map(({ distance }) => distance).sort((a, b) => a - b),
      )
    }
    // Honoured in 1939 by both rules.
    expect(all.rate.tests - without.rate.tests).toBe(1)
    expect(all.rate.honoured - without.rate.honoured).toBe(1)
    expect(without.tested.some(({ itself }) => itself)).toBe(false)
  })

  it('say of each feature that it is alike, unlike or not known, once', () => {
    const { pacts } = nearestPast(candidates[3].features, new Set(), candidates, 20)
    for (const { alike, different, missing } of pacts)
      expect(
        [
          ...alike.map(({ feature }) => feature.name),
          ...different.map(({ feature }) => feature.name),
          ...missing,
        ].sort(),
      ).toEqual(features.map(({ name }) => name).sort())
  })
})

describe('features of a document', () => {
  const read = (file: string) => {
    const { pact, cast } = readCase(readFileSync(file), file)
    if (pact === undefined || cast === undefined) throw new Error(`${file} does not read`)
    return { pact, cast }
  }

  it('come from the clauses where the coding is silent, and from the coding where it speaks', () => {
    const { pact, cast } = read('examples/history/us-korea-1953.pact.yaml')
    const bare: Pact = { ...pact, coding: undefined }
    expect(featuresOf({ ...bare, term: { years: 10, renewal: 'none' } } as Pact, cast).speclgth).toBe(1)
    expect(featuresOf({ ...bare, parties: { ...bare.parties, adversaryNamed: true } }, cast).threat).toBe(1)
    expect(featuresOf({ ...bare, coding: { namedThreat: 0 } } as Pact, cast).threat).toBe(0)
  })

  it('know the situation of the year: no nuclear state in 1939, one in 1953; a ratio to the threat', () => {
    const poland = read('examples/history/anglo-polish-1939.pact.yaml')
    const korea = read('examples/history/us-korea-1953.pact.yaml')
    expect(featuresOf(poland.pact, poland.cast)).toMatchObject({ nuclear: 0, major: 1, members: 1 })
    expect(featuresOf(korea.pact, korea.cast)).toMatchObject({ nuclear: 1, major: 1, members: 1 })
    expect(featuresOf(poland.pact, poland.cast).ratio).toBeLessThan(0)
    // A text of 1925 without a year of facts: today's armies are not those that it was made for.
    const locarno = read('examples/treaties/locarno-1925.pact.yaml')
    expect(featuresOf(locarno.pact, locarno.cast)).toMatchObject({ nuclear: 0, ratio: null, strongest: null })
  })
})

describe.skipIf(dataAbsent)('the table against the published files', () => {
  it('has every alliance that owes defence, offence or consultation, and its tests in war', () => {
    const alliances = readData('alliances/atop5_0a.csv')
    const wars = readData('alliance_reliability/berkemeier_fuhrmann_2018_alliance_war.csv')
    const ids = new Set(pastPacts.map(({ atopId }) => String(atopId)))
    const owing = alliances.filter(({ defense, offense, consul }) => [defense, offense, consul].includes('1'))
    expect(ids).toEqual(new Set(owing.map(({ atopid }) => atopid)))
    expect(ids.size).toBe(528)
    const count = (rule: 'llm' | 'bf', kept: 'honoured' | 'violated'): number =>
      [...ids].reduce((sum, id) => {
        const pact = pastPacts.find(({ atopId }) => String(atopId) === id)
        return sum + (pact?.wars.filter((war) => war[rule] === kept).length ?? 0)
      }, 0)
    const published = (column: string, code: string): number =>
      wars.filter((war) => ids.has(war.atopid) && war[column] === code).length
    for (const [rule, column] of [
      ['llm', 'outcome_llm'],
      ['bf', 'outcome_bf'],
    ] as const) {
      expect(count(rule, 'honoured')).toBe(published(column, 'honored'))
      expect(count(rule, 'violated')).toBe(published(column, 'violated'))
    }
    // Berkemeier and Fuhrmann: 42 of 102 defence cases were honoured.
    const defence = wars.filter(
      (war) => war.defense === '1' && war.outcome_llm !== 'obligation did not apply',
    )
    expect([defence.length, defence.filter((war) => war.outcome_llm === 'honored').length]).toEqual([102, 42])
  })

  it('has obligations and years of ATOP, of a first text or an amended one', () => {
    const members = readData('alliances/atop5_0m.csv')
    for (const pact of pastPacts.filter((_, k) => k % 11 === 0)) {
      const rows = members.filter(({ atopid }) => atopid === String(pact.atopId))
      for (const name of ['defense', 'offense', 'neutral', 'nonagg', 'consul'])
        expect(rows.some((row) => Number(row[name]) === pact.features[name])).toBe(true)
      expect(rows.some((row) => Number(row.yrent) === pact.from)).toBe(true)
    }
  })
})
