import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findState, groupMembers, states } from '../../src/world/index.js'
import { dataAbsent, dataFolder, readData, root } from './data.js'

describe.skipIf(dataAbsent)('the table against the collected data', () => {
  it('holds the same states', () => {
    const ids = readData('countries/country_facts.csv').map((r) => r.iso3)
    expect(states.map((s) => s.id)).toEqual([...ids].sort())
  })

  it('equals the facts, figure by figure', () => {
    for (const facts of readData('countries/country_facts.csv')) {
      const state = findState(facts.iso3)
      const known = {
        name: facts.name,
        capital: { name: facts.capital, lat: Number(facts.capital_lat), lon: Number(facts.capital_lon) },
        gdp: [Number(facts.gdp_usd_bn), Number(facts.gdp_year)],
        population: [Number(facts.population), Number(facts.population_year)],
        populationSource: /World Bank/.test(facts.population_source) ? 'world-bank' : 'factbook',
        milex: facts.milex_usd_m === '' ? null : [Number(facts.milex_usd_m), Number(facts.milex_year)],
        active: (Number(facts.active_low) + Number(facts.active_high)) / 2,
        warheads: Number(facts.nuclear_warheads_total_jan2025),
        nato: facts.nato_since,
        eu: facts.eu_since,
      }
      const since = (group: string): string => state?.memberships.find((m) => m.group === group)?.from ?? ''
      expect({
        name: state?.name,
        capital: state?.capital,
        gdp: [state?.gdp?.value, state?.gdp?.year],
        population: [state?.population?.value, state?.population?.year],
        populationSource: state?.population?.source,
        milex: state?.milex == null ? null : [state.milex.value, state.milex.year],
        active: state?.active?.value,
        warheads: state?.warheads?.value,
        nato: since('NATO'),
        eu: since('EU'),
      }).toEqual(known)
    }
  })

  it('equals the single latest year of SIPRI and no other', () => {
    const latest = new Map(
      readData('countries/sipri_milex_1992_2024.csv')
        .filter((r) => r.year === '2024' && r.milex_current_usd_m !== '')
        .map((r) => [r.iso3, Number(r.milex_current_usd_m)]),
    )
    expect(latest.size).toBeGreaterThan(50)
    for (const { id, milex } of states) {
      if (milex === null) continue
      expect(milex.year).toBe(2024)
      if (latest.has(id)) expect([id, milex.value]).toEqual([id, latest.get(id)])
    }
  })

  it('has the members the pact list has today', () => {
    const pacts = readData('alliances/current_pact_members.csv')
    const members = (pact: string) =>
      pacts
        .filter((r) => r.pact === pact && r.tier === 'member')
        .map((r) => r.iso3)
        .sort()
    expect(groupMembers('NATO', '2026-06-01')).toEqual(members('NATO'))
    expect(groupMembers('EU27', '2026-06-01')).toEqual(members('EU 42.7'))
    expect(groupMembers('CSTO', '2026-06-01')).toEqual(members('CSTO'))
  })

  it('equals the polls for the states whose figure is from the poll file', () => {
    const polls = readData('polls/polls.csv').filter((r) => r.answer === 'support')
    for (const [id, pollster, fieldwork] of [
      ['GBR', 'YouGov', '2025-03'],
      ['ESP', 'YouGov', '2025-03'],
      ['ITA', 'YouGov', '2025-03'],
      ['DNK', 'Voxmeter/Ritzau', '2025-02-20'],
    ]) {
      const rows = polls.filter(
        (r) =>
          r.iso3 === id && r.pollster === pollster && r.fieldwork === fieldwork && /peace/.test(r.question),
      )
      expect(rows.map((r) => Number(r.value))).toEqual([findState(id)?.troopsWillingness?.value])
    }
  })
})

describe.skipIf(dataAbsent)('scripts/make-world.mjs', () => {
  it('writes the tables that are checked in', () => {
    const out = mkdtempSync(join(tmpdir(), 'world-'))
    try {
      execFileSync(process.execPath, [
        join(root, 'scripts/make-world.mjs'),
        '--data',
        dataFolder,
        '--out',
        out,
      ])
      for (const file of ['table.ts', 'table-historical.ts'])
        expect(readFileSync(join(out, file), 'utf8')).toBe(
          readFileSync(join(root, 'src/world', file), 'utf8'),
        )
    } finally {
      rmSync(out, { recursive: true })
    }
  })
})
