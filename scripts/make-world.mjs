// Writes the two tables of src/world from the collected data, which the project does not carry.
//   node scripts/make-world.mjs [--data ../shared/data] [--out src/world]
// Plain JavaScript, so that it runs on every Node the project supports without a compiler.

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { cowCode, historicalYears } from './cow-codes.mjs'
import { parseCsv } from './csv.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

// --- Reading ---------------------------------------------------------------------------------------------------

const one = (found, what) => {
  if (found.length !== 1) throw new Error(`${found.length} rows for ${what}, expected 1`)
  return found[0]
}

const grouped = (x) => String(x).replace(/\B(?=(\d{3})+$)/g, ',')

const round = (x, digits) => Number(x.toFixed(digits))

const withNote = (cell, ...notes) => {
  const note = notes.filter((n) => n !== undefined).join('; ')
  return note === '' ? cell : { ...cell, note }
}

const byId = (a, b) => (a.id < b.id ? -1 : 1)

// --- Defects, from the README beside the facts and from the text of the Factbook ---------------------------------

const UNCERTAIN = 'SIPRI marks it as highly uncertain'

const gdpNotes = {
  TWN: 'too low: the SIPRI share of GDP implies about 785 bn for 2024',
  PRK: 'a guess',
}

const milexNotes = {
  RUS: UNCERTAIN,
  UKR: `${UNCERTAIN}; SIPRI gives 34.5 % of GDP, this GDP gives 33.9 %`,
  KGZ: 'SIPRI gives 2.97 % of GDP, this GDP gives 2.71 %',
  TWN: 'SIPRI gives 2.1 % of GDP, this GDP gives 2.69 %',
  ISL: 'no regular forces',
}

const activeNotes = {
  AUT: 'includes about 8,000 reservists or militia on refresher training',
  AZE: 'information varies widely',
  CHE: 'a militia, most of it not in permanent service',
  GEO: 'authorised ceiling, not strength',
  IND: 'information varies',
  IRN: 'upper bound; information varies',
  ISL: 'no regular forces, a coast guard only',
  KAZ: 'information varies widely',
  KGZ: 'limited information; includes the National Guard',
  PRK: 'upper bound; estimates vary',
  RUS: 'estimate, without about 350,000 of the National Guard',
  TJK: 'estimate',
  UKR: 'estimate',
  XKX: 'Kosovo Security Force, with about 800 reserves',
}

// Two counts of the same force that differ by half or more are a warning the reader should have.
const crossCheck = (active, nmcThousand) => {
  if (nmcThousand === 0) return undefined
  const ratio = active / (nmcThousand * 1000)
  return ratio >= 1.5 || ratio <= 1 / 1.5
    ? `COW NMC 7.0 gives ${grouped(nmcThousand * 1000)} for 2022`
    : undefined
}

// --- Opinion: the most recent figure of each state, never an average of different wordings -----------------------

const YOUGOV =
  'YouGov, 26 Feb-4 Mar 2025: own soldiers stationed in Ukraine as peacekeepers after a peace deal, alongside soldiers from other European countries'
const PUBLIC_FIRST =
  'Public First for POLITICO, 6-9 Feb 2026, about 2,000 adults a country: sending own peacekeepers, or keeping out of Ukraine even if that risks peace'

// Public First: typed from eurradio.com and for-ua.com (see sources); the others are checked against polls.csv.
const polls = [
  {
    id: 'DEU',
    cell: { value: 31, year: 2026, source: 'public-first' },
    notes: [PUBLIC_FIRST, '53 % against'],
    others: [
      { pollster: 'YouGov', fieldwork: '2025-03', text: 'YouGov, 26 Feb-4 Mar 2025, after a peace deal' },
      {
        pollster: 'Forsa/Stern',
        fieldwork: '2025-02-14',
        text: 'Forsa for Stern, 13-14 Feb 2025, troops for Ukraine',
      },
    ],
  },
  {
    id: 'FRA',
    cell: { value: 33, year: 2026, source: 'public-first' },
    notes: [PUBLIC_FIRST, '43 % against'],
    others: [
      { pollster: 'YouGov', fieldwork: '2025-03', text: 'YouGov, 26 Feb-4 Mar 2025, after a peace deal' },
    ],
  },
  {
    id: 'USA',
    cell: { value: 37, year: 2026, source: 'public-first' },
    notes: [PUBLIC_FIRST, '43 % against'],
    others: [],
  },
  {
    id: 'GBR',
    cell: { pollster: 'YouGov', fieldwork: '2025-03', year: 2025, source: 'yougov' },
    notes: [YOUGOV, '27 % against', 'Public First, Feb 2026: more for than against, no figure at hand'],
    others: [
      {
        pollster: 'YouGov',
        fieldwork: '2025-01-16',
        text: 'YouGov, 16 Jan 2025, own troops as peacekeepers alongside other Europeans',
      },
    ],
  },
  {
    id: 'ESP',
    cell: { pollster: 'YouGov', fieldwork: '2025-03', year: 2025, source: 'yougov' },
    notes: [YOUGOV],
    others: [],
  },
  {
    id: 'ITA',
    cell: { pollster: 'YouGov', fieldwork: '2025-03', year: 2025, source: 'yougov' },
    notes: [YOUGOV, '47 % against'],
    others: [],
  },
  {
    id: 'DNK',
    cell: { pollster: 'Voxmeter/Ritzau', fieldwork: '2025-02-20', year: 2025, source: 'voxmeter' },
    notes: ['Voxmeter for Ritzau, 18-20 Feb 2025: Danish peacekeepers in Ukraine after a ceasefire'],
    others: [],
  },
]

const pollValue = (pollRows, id, { pollster, fieldwork }) =>
  Number(
    one(
      pollRows.filter(
        (r) =>
          r.iso3 === id &&
          r.pollster === pollster &&
          r.fieldwork === fieldwork &&
          r.answer === 'support' &&
          /troops|peacekeep/i.test(r.question),
      ),
      `the poll ${pollster} ${fieldwork} ${id}`,
    ).value,
  )

const troopsOf = (id, pollRows) => {
  const poll = polls.find((p) => p.id === id)
  if (poll === undefined) return null
  const { value, year, source } = poll.cell
  const others = poll.others.map((other) => `${other.text}: ${pollValue(pollRows, id, other)} % for`)
  return {
    value: value ?? pollValue(pollRows, id, poll.cell),
    year,
    source,
    note: [...poll.notes, ...others].join('; '),
  }
}

// --- Membership ----------------------------------------------------------------------------------------------

// Entered by hand: the summits of Rambouillet and Puerto Rico.
const g7Since = {
  CAN: '1976-06-27',
  DEU: '1975-11-15',
  FRA: '1975-11-15',
  GBR: '1975-11-15',
  ITA: '1975-11-15',
  JPN: '1975-11-15',
  USA: '1975-11-15',
}

// Entered by hand: day of signature (months agree with ATOP 5.0, alliance 4220); the end is in the pact list.
const formerCstoSince = { AZE: '1993-09-24', GEO: '1993-12-09' }

const LEFT_CSTO = 'declined to renew the Collective Security Treaty'

// The pact list gives the month; the day is that of the interview on France 24.
const armeniaFrozen = {
  suspended: '2024-02-22',
  note: 'participation frozen in practice, announced on 22 February 2024; formally still a member',
}

const dayAfter = (day) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

const membershipsOf = (facts, pactRows) => {
  const id = facts.iso3
  const since = facts.csto_since || formerCstoSince[id]
  const csto = pactRows.find((r) => r.pact === 'CSTO' && r.iso3 === id)
  if ((since !== undefined) !== (csto !== undefined)) throw new Error(`CSTO: lists disagree on ${id}`)
  return [
    ...(facts.nato_since ? [{ group: 'NATO', from: facts.nato_since }] : []),
    ...(facts.eu_since
      ? [
          {
            group: 'EU',
            from: facts.eu_since,
            // The list gives the last day inside, the table the first day outside.
            ...(facts.eu_until ? { to: dayAfter(facts.eu_until) } : {}),
          },
        ]
      : []),
    ...(g7Since[id] ? [{ group: 'G7', from: g7Since[id] }] : []),
    ...(csto === undefined
      ? []
      : [
          {
            group: 'CSTO',
            from: since,
            ...(csto.tier === 'former' ? { to: csto.since, note: LEFT_CSTO } : {}),
            ...(csto.tier === 'suspended' ? armeniaFrozen : {}),
          },
        ]),
  ]
}

const checkPacts = (factRows, pactRows) => {
  const problems = pactRows
    .filter((r) => ['NATO', 'EU 42.7'].includes(r.pact))
    .filter((r) => {
      const facts = factRows.find((f) => f.iso3 === r.iso3)
      return r.pact === 'NATO' ? facts?.nato_since !== r.since : facts?.eu_member !== '1'
    })
  if (problems.length > 0)
    throw new Error(`pact list disagrees with the facts: ${problems.map((r) => r.iso3)}`)
}

// --- Present states -----------------------------------------------------------------------------------------------

const stateRow = (facts, pactRows, pollRows) => {
  const id = facts.iso3
  const low = Number(facts.active_low)
  const high = Number(facts.active_high)
  // Where the sentence of the Factbook bears a year of its own, that year holds.
  const activeYear = Number(/\((20\d\d)\)\s*$/.exec(facts.active_text)?.[1] ?? facts.active_year)
  return {
    id,
    name: facts.name,
    capital: { name: facts.capital, lat: Number(facts.capital_lat), lon: Number(facts.capital_lon) },
    gdp: withNote({ value: Number(facts.gdp_usd_bn), year: Number(facts.gdp_year) }, gdpNotes[id]),
    population: {
      value: Number(facts.population),
      year: Number(facts.population_year),
      ...(facts.population_source.startsWith('World Bank') ? {} : { source: 'factbook' }),
    },
    milex:
      facts.milex_usd_m === ''
        ? null
        : withNote({ value: Number(facts.milex_usd_m), year: Number(facts.milex_year) }, milexNotes[id]),
    active: withNote(
      { low, high, year: activeYear },
      activeNotes[id],
      crossCheck((low + high) / 2, Number(facts.milper_nmc2022_thousand)),
    ),
    warheads: Number(facts.nuclear_warheads_total_jan2025),
    troops: troopsOf(id, pollRows),
    memberships: membershipsOf(facts, pactRows),
  }
}

// --- Historical states ---------------------------------------------------------------------------------------------

const otherName = {
  260: 'Federal Republic of Germany',
  300: 'Austria-Hungary',
  315: 'Czechoslovakia',
  345: 'Yugoslavia',
}

const nameThen = (ccode, year) => {
  if (ccode === '365' && year > 1917 && year < 1991) return 'Soviet Union'
  if (ccode === '345' && year > 2005) return 'Serbia'
  if (ccode === '820' && year < 1963) return 'Malaya'
  return undefined
}

const shorterName = {
  'United States of America': 'United States',
  'Bosnia and Herzegovina': 'Bosnia and Herzegovina',
}

const stateNames = (codes) => new Map(codes.map((r) => [r.ccode, shorterName[r.statenme] ?? r.statenme]))

const historicalStates = (names) =>
  Object.entries(historicalYears).flatMap(([text, ids]) =>
    ids.split(' ').map((id) => {
      const year = Number(text)
      const ccode = cowCode(id, year)
      return { year, id, ccode, name: nameThen(ccode, year) ?? otherName[ccode] ?? names.get(ccode) }
    }),
  )

const times = (x) => x.toFixed(1)

// War years break the series: some states are entered mobilised, some not. The reader has to know which.
const jumps = (series, year, key) => {
  const at = (y) => Number(series.find((r) => Number(r.year) === y)?.[key] || Number.NaN)
  const back = at(year) / at(year - 1)
  const ahead = at(year + 1) / at(year)
  return [
    back > 2.5 ? `${times(back)} times the figure of ${year - 1}` : undefined,
    ahead > 2.5 ? `the figure of ${year + 1} is ${times(ahead)} times as high` : undefined,
  ]
}

// Names in the table of nuclear status where they are not ours.
const nuclearEntities = { RUS: 'Russia', SRB: 'Serbia', DEU: 'Germany' }

const nuclearCell = (state, nuclearRows) => {
  const entity = nuclearEntities[state.id] ?? state.name
  const status = nuclearRows.find((r) => r.Entity === entity && Number(r.Year) === state.year)
  return withNote(
    { value: status?.nuclear_weapons_possession === '1' ? 1 : 0, year: state.year },
    'possession, not a count of warheads',
    status?.nuclear_weapons_status === '1' ? 'coded as considering nuclear weapons' : undefined,
  )
}

const historicalRow = (state, data) => {
  const { year } = state
  const ofState = (r) => r.ccode === state.ccode
  const series = data.nmc.filter(ofState)
  const nmc = one(
    series.filter((r) => Number(r.year) === year),
    `NMC ${state.id} ${year}`,
  )
  // The series of GDP ends in 2019, and a few states are missing in a few years.
  const gdpYear = Math.min(year, 2019)
  const gdp = data.gdp.find((r) => ofState(r) && Number(r.year) === gdpYear && r.pwtrgdp !== '')
  const capital = one(
    data.capitals.filter((r) => ofState(r) && r.stdate <= `${year}-01-01` && `${year}-01-01` <= r.enddate),
    `capital of ${state.id} ${year}`,
  )
  const people = Number(nmc.tpop) / 1000
  const gdpPeople = Number(gdp?.pwtpop)
  const present = data.facts.find((r) => r.iso3 === state.id)
  return {
    year,
    id: state.id,
    name: state.name,
    capital: { name: capital.capital, lat: Number(capital.lat), lon: Number(capital.lng) },
    gdp:
      gdp === undefined
        ? null
        : withNote(
            { value: round(Number(gdp.pwtrgdp) / 1000, gdp.pwtrgdp < 10000 ? 2 : 1), year: gdpYear },
            `simulated estimate, standard deviation ${Math.round((100 * Number(gdp.sd_pwtrgdp)) / Number(gdp.pwtrgdp))} %`,
            Math.abs(people / gdpPeople - 1) > 0.1
              ? `for a population of ${gdpPeople.toFixed(1)} m, not ${people.toFixed(1)} m: probably other borders`
              : undefined,
          ),
    population: { value: Number(nmc.tpop) * 1000, year },
    milex:
      nmc.milex === ''
        ? null
        : withNote({ value: round(Number(nmc.milex) / 1000, 3), year }, ...jumps(series, year, 'milex')),
    active: withNote({ value: Number(nmc.milper) * 1000, year }, ...jumps(series, year, 'milper')),
    nuclear: nuclearCell(state, data.nuclear),
    memberships: (present === undefined ? [] : membershipsOf(present, data.pacts)).filter(
      (m) => m.from <= `${year}-12-31`,
    ),
  }
}

// --- Writing -------------------------------------------------------------------------------------------------------

const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')

const formatted = (text, name) =>
  execFileSync(process.execPath, [biome, 'format', `--stdin-file-path=src/world/${name}`], {
    cwd: root,
    input: text,
    encoding: 'utf8',
  })

const moduleText = (name, type, what, rows) =>
  formatted(
    [
      '// Written by scripts/make-world.mjs: change that, not this. Sources and terms: sources.ts',
      `import type { ${type} } from './row.js'`,
      '',
      `/** ${what} */`,
      `export const ${name}: readonly ${type}[] = ${JSON.stringify(rows)}`,
      '',
    ].join('\n'),
    name === 'rows' ? 'table.ts' : 'table-historical.ts',
  )

const main = () => {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: join(root, '../shared/data') },
      out: { type: 'string', default: join(root, 'src/world') },
    },
  })
  const read = (path) => parseCsv(readFileSync(join(values.data, path), 'utf8'))
  const data = {
    facts: read('countries/country_facts.csv'),
    polls: read('polls/polls.csv'),
    pacts: read('alliances/current_pact_members.csv'),
    nmc: read('conflict/cow_nmc7_capabilities.csv'),
    gdp: read('conflict/state_year_gdp_pop.csv'),
    capitals: read('conflict/capitals_cow_codes.csv'),
    nuclear: read('nuclear/nuclear_status_country_year.csv'),
  }
  checkPacts(data.facts, data.pacts)
  const rows = data.facts.map((facts) => stateRow(facts, data.pacts, data.polls)).sort(byId)
  const historicalRows = historicalStates(stateNames(data.capitals)).map((state) =>
    historicalRow(state, data),
  )
  const write = (file, text) => writeFileSync(join(values.out, file), text)
  write('table.ts', moduleText('rows', 'StateRow', 'Present states, sorted by id.', rows))
  write(
    'table-historical.ts',
    moduleText(
      'historicalRows',
      'HistoricalRow',
      'Historical states, sorted by year and id.',
      historicalRows,
    ),
  )
}

main()
