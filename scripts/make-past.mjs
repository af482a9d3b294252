// Writes the tables of past pacts and of dyads of src/history from the collected data, which the project does not carry.
//   node scripts/make-past.mjs [--data ../shared/data] [--out src/history]

import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { cowCode, historicalYears } from './cow-codes.mjs'
import { parseCsv } from './csv.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

// --- Dyads of the past cases ------------------------------------------------------------------------------------

/** The data on contiguity end in 2016, those on rivalries in 2020: what held then is taken to last. */
const LAST_CONTIGUITY = 2016
const LAST_RIVALRY = 2020

const dyadLines = (contiguity, rivalries) =>
  Object.entries(historicalYears).flatMap(([text, list]) => {
    const year = Number(text)
    const day = `${Math.min(year, LAST_CONTIGUITY)}-${year < LAST_CONTIGUITY ? '12-31' : '01-01'}`
    const states = list.split(' ').map((id) => ({ id, code: cowCode(id, year) }))
    return states.flatMap((a, i) =>
      states.slice(i + 1).flatMap((b) => {
        const both = (r, one, other) =>
          (r[one] === a.code && r[other] === b.code) || (r[one] === b.code && r[other] === a.code)
        const types = contiguity
          .filter(
            (r) => both(r, 'ccode1', 'ccode2') && r.stdate <= day && day <= r.enddate && r.conttype !== '0',
          )
          .map((r) => Number(r.conttype))
        const rival = rivalries.some(
          (r) =>
            both(r, 'ccode1', 'ccode2') &&
            Number(r.start) <= year &&
            Math.min(year, LAST_RIVALRY) <= Number(r.end),
        )
        const near = types.length === 0 ? 0 : Math.min(...types)
        return near === 0 && !rival ? [] : [`${year} ${a.id} ${b.id} ${near} ${rival ? 1 : 0}`]
      }),
    )
  })

// --- Pacts ---------------------------------------------------------------------------------------------------------

/** Year of the first nuclear weapon, by COW number: first tests, Israel as usually dated. */
const nuclearSince = {
  2: 1945,
  365: 1949,
  200: 1952,
  220: 1960,
  710: 1964,
  666: 1967,
  750: 1988,
  770: 1990,
  731: 2006,
}

/** Names of a few pacts that are known by one. */
const knownAs = {
  2130: 'Locarno',
  3130: 'Brussels Treaty',
  3150: 'Rio Treaty',
  3180: 'North Atlantic Treaty',
  3205: 'Arab League collective defence',
  3215: 'ANZUS',
  3260: 'Manila Pact',
  3285: 'Warsaw Pact',
}

const EARTH = 6371.0088

const kmBetween = (a, b) => {
  const [p, q, dl] = [Number(a.lat), Number(b.lat), Number(b.lng) - Number(a.lng)].map(
    (x) => (x * Math.PI) / 180,
  )
  return EARTH * Math.acos(Math.min(1, Math.sin(p) * Math.sin(q) + Math.cos(p) * Math.cos(q) * Math.cos(dl)))
}

const number = (cell) => (cell === '' || cell === undefined || Number(cell) < 0 ? '' : Number(cell))

const letters = { honored: 'h', violated: 'v', 'obligation did not apply': '-' }

/** Variables of the text that are compared. */
const textual = [
  'defense',
  'offense',
  'neutral',
  'nonagg',
  'consul',
  'conditio',
  'specthrt',
  'statthr1',
  'milaid',
  'milcon',
  'intcom',
  'organ1',
  'base',
  'pubsecr',
  'speclgth',
  'asymm',
]

/**
 * The text of each phase that differs from the one before: the highest value among the members, as a variable of the alliance has it.
 */
const phasesOf = (members, atopid) => {
  const own = members.filter((m) => m.atopid === atopid)
  const numbers = [...new Set(own.map((m) => Number(m.phase)))].sort((a, b) => a - b)
  const texts = numbers.map((phase) => {
    const rows = own.filter((m) => Number(m.phase) === phase)
    return Object.fromEntries(
      textual.map((name) => {
        const values = rows.map((m) => number(m[name])).filter((x) => x !== '')
        return [name, values.length === 0 ? '' : String(Math.max(...values))]
      }),
    )
  })
  const keys = texts.map((text) => JSON.stringify(text))
  return texts
    .map((text, k) => ({ ...text, amended: k > 0 }))
    .filter((_, k) => k === 0 || keys[k] !== keys[k - 1])
}

/** `SecondOgaden 1977-1978` as people write it. */
const warName = (name) =>
  name
    .replaceAll(/[;:|_]/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/\s+/g, ' ')
    .trim()

const pactLines = ({ alliances, members, nmc, capitals, majors, codes, wars }) => {
  const named = new Map(
    codes.map((r) => [r.ccode, r.statenme.replace('United States of America', 'United States')]),
  )
  const forces = new Map(nmc.map((r) => [`${r.ccode} ${r.year}`, r]))
  const milper = (code, year) => {
    const cell = forces.get(`${code} ${year}`)?.milper
    return cell === undefined || cell === '' || Number(cell) < 0 ? undefined : Number(cell)
  }
  const capitalOf = (code, year) =>
    capitals.find((r) => r.ccode === code && r.stdate <= `${year}-12-31` && `${year}-01-01` <= r.enddate)
  const isMajor = (code, year) =>
    majors.some((r) => r.ccode === code && Number(r.styear) <= year && year <= Number(r.endyear))
  return alliances
    .flatMap((alliance) => phasesOf(members, alliance.atopid).map((text) => ({ ...alliance, ...text })))
    .filter((r) => r.defense === '1' || r.offense === '1' || r.consul === '1')
    .map((r) => {
      const year = Number(r.begyr)
      // Who was in it in its first year.
      const first = [
        ...new Set(
          members.filter((m) => m.atopid === r.atopid && Number(m.yrent) <= year).map((m) => m.member),
        ),
      ]
      const strength = first
        .map((code) => ({ code, men: milper(code, year) ?? milper(code, year + 1) }))
        .sort((a, b) => (b.men ?? -1) - (a.men ?? -1) || Number(a.code) - Number(b.code))
      const known = strength.filter(({ men }) => men !== undefined)
      const total = known.reduce((sum, { men }) => sum + men, 0)
      const [strongest, weakest] = [strength[0]?.code, strength[strength.length - 1]?.code]
      const ends = [strongest, weakest].map((code) =>
        code === undefined ? undefined : capitalOf(code, year),
      )
      const threat = number(r.statthr1) === '' || Number(r.statthr1) === 0 ? '' : String(Number(r.statthr1))
      const against = threat === '' ? undefined : milper(threat, year)
      const label =
        first.length <= 3
          ? strength.map(({ code }) => named.get(code) ?? code).join(', ')
          : `${strength
              .slice(0, 3)
              .map(({ code }) => named.get(code) ?? code)
              .join(', ')} and ${first.length === 4 ? 'one other' : `${first.length - 3} others`}`
      const complete = known.length === first.length && total > 0
      const tests = wars
        .filter((w) => w.atopid === r.atopid)
        .filter((w) => letters[w.outcome_llm] !== '-' || letters[w.outcome_bf] !== '-')
        .map((w) => `${warName(w.warname)}:${letters[w.outcome_llm]}${letters[w.outcome_bf]}`)
      return [
        r.atopid,
        year,
        number(r.endyr) || '',
        `${knownAs[r.atopid] === undefined ? label : `${knownAs[r.atopid]} (${label})`}${r.amended ? ', as amended' : ''}`,
        r.defense,
        r.offense,
        r.neutral,
        r.nonagg,
        r.consul,
        r.conditio,
        r.specthrt === '' ? '' : Number(number(r.specthrt) > 0),
        number(r.milaid),
        number(r.milcon),
        number(r.intcom),
        number(r.organ1),
        number(r.base),
        number(r.pubsecr),
        number(r.speclgth),
        r.asymm,
        first.length,
        first.some((code) => isMajor(code, year)) ? 1 : 0,
        first.some((code) => nuclearSince[code] <= year) ? 1 : 0,
        complete ? (known[0].men / total).toFixed(3) : '',
        complete && against > 0 ? (total / against).toFixed(3) : '',
        ends.every((one) => one !== undefined) && first.length > 1
          ? Math.round(kmBetween(ends[0], ends[1]))
          : '',
        tests.join(';'),
      ].join('|')
    })
}

// --- Writing -------------------------------------------------------------------------------------------------------

const moduleText = (name, what, lines) =>
  [
    '// Written by scripts/make-past.mjs: change that, not this.',
    '',
    '/**',
    ...what.map((line) => ` * ${line}`),
    ' */',
    `export const ${name} = \`\\`,
    ...lines.map((line, k) => (k === lines.length - 1 ? `${line}\`` : line)),
    '',
  ].join('\n')

const main = () => {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: join(root, '../shared/data') },
      out: { type: 'string', default: join(root, 'src/history') },
    },
  })
  const read = (path) => parseCsv(readFileSync(join(values.data, path), 'utf8'))
  writeFileSync(
    join(values.out, 'cases/dyadTable.ts'),
    moduleText(
      'dyadTable',
      [
        'Pairs of states of the historical tables (src/world/table-historical.ts) that were neighbours or strategic rivals in that year, a line each:',
        'year, the two, contiguity (1 land, 2 to 5 across at most 12, 24, 150, 400 miles of water, 0 none), rivals (1 or 0).',
        'Direct Contiguity 3.2 (Stinnett et al. 2002; its last year, 2016, stands for later ones); Thompson, Sakuwa and Suhas 2021 (to 2020).',
      ],
      dyadLines(read('conflict/cow_contiguity32_spells.csv'), read('conflict/tss_strategic_rivalries.csv')),
    ),
  )
  writeFileSync(
    join(values.out, 'like/pactTable.ts'),
    moduleText(
      'pactTable',
      [
        'Alliances that owe defence, offence or consultation, a line each; an empty cell is missing. Columns: see pastPacts.ts.',
        'ATOP 5.0 (Leeds, Ritter, Mitchell and Long 2002), a line for each phase whose text differs; first members by ATOP, their armed persons by NMC 7.0, capitals, major powers (COW 2016),',
        'all of the first year; last column: wars in which the obligation fell due, by Leeds-Long-Mitchell rules and by the stricter ones of',
        'Berkemeier and Fuhrmann 2018 (h honoured, v violated, - did not apply).',
      ],
      pactLines({
        alliances: read('alliances/atop5_0a.csv'),
        members: read('alliances/atop5_0m.csv'),
        nmc: read('conflict/cow_nmc7_capabilities.csv'),
        capitals: read('conflict/capitals_cow_codes.csv'),
        majors: read('conflict/cow_major_powers.csv'),
        codes: read('conflict/cow_state_codes.csv'),
        wars: read('alliance_reliability/berkemeier_fuhrmann_2018_alliance_war.csv'),
      }),
    ),
  )
}

main()
