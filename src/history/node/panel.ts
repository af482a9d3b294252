import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { type Issue, IssueError } from '../../core/issue.js'
import { nuclearNames } from '../nuclearNames.js'
import { type CoalitionFacts, numberColumns, type Panel, panelColumns } from '../panel.js'
import { type SourceName, sources } from '../sources.js'
import { columnsOf, literal, runAll, withDuck } from './duck.js'
import { readSources } from './files.js'

/** Files that the panel is made from. */
const NEEDED = [
  'majors',
  'contiguity',
  'capitals',
  'capabilities',
  'midDirected',
  'gmlDirected',
  'rivalries',
  'democracy',
  'economy',
  'nuclear',
  'obligations',
  'alliances',
  'members',
] as const satisfies readonly SourceName[]

const csv = (folder: string, name: SourceName): string =>
  `read_csv(${literal(join(folder, sources[name].path))}, header = true, nullstr = ['', 'NA'])`

/** State-years, spells turned into years, and who is near whom: what both the panel and coalitions are made from. */
const baseTables = (folder: string): readonly string[] => [
  // The system of states: every state has one capability row a year.
  `create table nmc as select ccode, state, year, nullif(milex, -9) as milex, nullif(milper, -9) as milper, cinc
   from ${csv(folder, 'capabilities')}`,
  `create table major as select distinct ccode, y as year
   from ${csv(folder, 'majors')}, unnest(range(styear, endyear + 1)) t(y)`,
  // 0 in the contiguity file means none; where spells meet in one year the closer one counts.
  `create table contig as select ccode1, ccode2, y as year, min(conttype) as conttype
   from ${csv(folder, 'contiguity')}, unnest(range(year(stdate), year(enddate) + 1)) t(y)
   where conttype > 0 group by all`,
  `create table rival as with spells as (
     select ccode1, ccode2, y as year from ${csv(folder, 'rivalries')}, unnest(range("start", "end" + 1)) t(y))
   select ccode1, ccode2, year from spells union select ccode2, ccode1, year from spells`,
  `create table duty as select ccode1, ccode2, y as year, max(defense) as defense, max(offense) as offense,
     max(neutral) as neutral, max(nonagg) as nonagg
   from ${csv(folder, 'obligations')}, unnest(range("start", "end" + 1)) t(y) group by all`,
  `create table coded as select * from (values ${nuclearNames.map(([name, code]) => `(${literal(name)}, ${code})`).join(', ')}) t(label, ccode)`,
  `create table nuclear as select ccode, "Year" as year
   from ${csv(folder, 'nuclear')} join coded on label = "Entity" where nuclear_weapons_status = 3`,
  // The capital of a year is the one it began with.
  `create table capital as select ccode, y as year, arg_min(lat, stdate) as lat, arg_min(lng, stdate) as lng
   from ${csv(folder, 'capitals')}, unnest(range(year(stdate), year(enddate) + 1)) t(y) group by all`,
  `create table democracy as select ccode, year, polity2, v2x_polyarchy as polyarchy from ${csv(folder, 'democracy')}`,
  `create table economy as select ccode, year, mrgdppc, pwtpop from ${csv(folder, 'economy')}`,
  `create macro km(lat1, lon1, lat2, lon2) as 2 * 6371 * asin(sqrt(
     pow(sin(radians(lat2 - lat1) / 2), 2)
     + cos(radians(lat1)) * cos(radians(lat2)) * pow(sin(radians(lon2 - lon1) / 2), 2)))`,
]

/** Disputes of one source by directed dyad-year: going on, begun, begun by an originator on side A against one on side B. */
const disputeTables = (folder: string, prefix: 'gml' | 'cow'): readonly string[] => {
  const begun = `${prefix}midonset = 1 and sidea1 = 1 and orig1 = 1 and orig2 = 1`
  return [
    `create table ${prefix} as select ccode1, ccode2, year, max(${prefix}midongoing) as ongoing,
       max(${prefix}midonset) as onset, max((${begun})::int) as init,
       max((${begun} and hostlev1 >= 4)::int) as init_force, max((${begun} and hostlev = 5)::int) as init_war,
       max(dispnum) as dispnum
     from ${csv(folder, prefix === 'gml' ? 'gmlDirected' : 'midDirected')} group by all`,
  ]
}

/** Full years since the last year with a dispute, or since both states were first in the system. */
const peaceTable = (prefix: 'gml' | 'cow'): string =>
  `create table ${prefix}_peace as
   select d.ccode_a, d.ccode_b, d.year, d.year - coalesce(max(o.year) + 1, greatest(any_value(fa.first), any_value(fb.first))) as years
   from dyad d
   left join ${prefix} o on o.ccode1 = d.ccode_a and o.ccode2 = d.ccode_b and o.year < d.year and o.ongoing = 1
   join began fa on fa.ccode = d.ccode_a join began fb on fb.ccode = d.ccode_b
   group by d.ccode_a, d.ccode_b, d.year`

const panelTables = (folder: string, from: number, to: number): readonly string[] => [
  ...disputeTables(folder, 'gml'),
  ...disputeTables(folder, 'cow'),
  'create table began as select ccode, min(year) as first from nmc group by ccode',
  // Politically relevant: contiguous by land or within 400 miles of water, or at least one a major power.
  `create table dyad as select a.ccode as ccode_a, b.ccode as ccode_b, a.state as state_a, b.state as state_b, a.year,
     coalesce(c.conttype, 0) as contiguity, (ma.ccode is not null)::int as major_a, (mb.ccode is not null)::int as major_b
   from nmc a join nmc b on a.year = b.year and a.ccode <> b.ccode
   left join contig c on c.ccode1 = a.ccode and c.ccode2 = b.ccode and c.year = a.year
   left join major ma on ma.ccode = a.ccode and ma.year = a.year
   left join major mb on mb.ccode = b.ccode and mb.year = b.year
   where a.year between ${from} and ${to}
     and (c.conttype is not null or ma.ccode is not null or mb.ccode is not null)`,
  peaceTable('gml'),
  peaceTable('cow'),
  `create table defenders as select d.ccode_a, d.ccode_b, d.year, count(*) as n, sum(n.cinc) as cinc_sum, max(n.cinc) as cinc_max,
     max((m.ccode is not null)::int) as major, max((w.ccode is not null)::int) as nuclear,
     min(km(cg.lat, cg.lng, cb.lat, cb.lng)) as nearest
   from dyad d join duty u on u.ccode2 = d.ccode_b and u.year = d.year and u.defense = 1 and u.ccode1 <> d.ccode_a
   left join nmc n on n.ccode = u.ccode1 and n.year = d.year
   left join major m on m.ccode = u.ccode1 and m.year = d.year
   left join nuclear w on w.ccode = u.ccode1 and w.year = d.year
   left join capital cg on cg.ccode = u.ccode1 and cg.year = d.year
   left join capital cb on cb.ccode = d.ccode_b and cb.year = d.year
   group by all`,
  `create table backing as select d.ccode_a, d.ccode_b, d.year, count(*) filter (u.offense = 1) as offense,
     count(*) filter (u.neutral = 1) as neutral
   from dyad d join duty u on u.ccode2 = d.ccode_a and u.year = d.year and u.ccode1 <> d.ccode_b group by all`,
  `create table panel as select d.ccode_a, d.ccode_b, d.state_a, d.state_b, d.year, d.contiguity, d.major_a, d.major_b,
     coalesce(g.ongoing, 0) as gml_ongoing, coalesce(g.onset, 0) as gml_onset, coalesce(g.init, 0) as gml_init,
     coalesce(g.init_force, 0) as gml_init_force, coalesce(g.init_war, 0) as gml_init_war, g.dispnum as gml_dispnum,
     coalesce(k.ongoing, 0) as cow_ongoing, coalesce(k.onset, 0) as cow_onset, coalesce(k.init, 0) as cow_init,
     coalesce(k.init_force, 0) as cow_init_force, coalesce(k.init_war, 0) as cow_init_war, k.dispnum as cow_dispnum,
     a.cinc as cinc_a, a.milex as milex_a, a.milper as milper_a, b.cinc as cinc_b, b.milex as milex_b, b.milper as milper_b,
     round(b.cinc / (a.cinc + b.cinc), 6) as cap_ratio_b,
     (wa.ccode is not null)::int as nuclear_a, (wb.ccode is not null)::int as nuclear_b,
     coalesce(u.defense, 0) as ab_defense, coalesce(u.neutral, 0) as ab_neutral, coalesce(u.nonagg, 0) as ab_nonagg,
     round(km(ca.lat, ca.lng, cb.lat, cb.lng))::int as capdist_km,
     coalesce(f.n, 0) as b_n_defenders, round(coalesce(f.cinc_sum, 0), 6) as b_def_cinc_sum, coalesce(f.cinc_max, 0) as b_def_cinc_max,
     coalesce(f.major, 0) as b_def_major, coalesce(f.nuclear, 0) as b_def_nuclear, round(f.nearest)::int as b_def_nearest_km,
     coalesce(h.offense, 0) as a_n_offense_allies, coalesce(h.neutral, 0) as a_n_neutral_pacts,
     (coalesce(f.n, 0) > 0)::int as b_has_defender,
     da.polity2 as polity2_a, da.polyarchy as polyarchy_a, db.polity2 as polity2_b, db.polyarchy as polyarchy_b,
     round(ea.mrgdppc)::int as gdppc_a, round(eb.mrgdppc)::int as gdppc_b, (r.ccode1 is not null)::int as rivalry,
     gp.years as gml_peace_years, kp.years as cow_peace_years
   from dyad d
   join nmc a on a.ccode = d.ccode_a and a.year = d.year join nmc b on b.ccode = d.ccode_b and b.year = d.year
   left join gml g on g.ccode1 = d.ccode_a and g.ccode2 = d.ccode_b and g.year = d.year
   left join cow k on k.ccode1 = d.ccode_a and k.ccode2 = d.ccode_b and k.year = d.year
   left join nuclear wa on wa.ccode = d.ccode_a and wa.year = d.year
   left join nuclear wb on wb.ccode = d.ccode_b and wb.year = d.year
   left join duty u on u.ccode1 = d.ccode_a and u.ccode2 = d.ccode_b and u.year = d.year
   left join capital ca on ca.ccode = d.ccode_a and ca.year = d.year
   left join capital cb on cb.ccode = d.ccode_b and cb.year = d.year
   left join defenders f on f.ccode_a = d.ccode_a and f.ccode_b = d.ccode_b and f.year = d.year
   left join backing h on h.ccode_a = d.ccode_a and h.ccode_b = d.ccode_b and h.year = d.year
   left join democracy da on da.ccode = d.ccode_a and da.year = d.year
   left join democracy db on db.ccode = d.ccode_b and db.year = d.year
   left join economy ea on ea.ccode = d.ccode_a and ea.year = d.year
   left join economy eb on eb.ccode = d.ccode_b and eb.year = d.year
   left join rival r on r.ccode1 = d.ccode_a and r.ccode2 = d.ccode_b and r.year = d.year
   join gml_peace gp on gp.ccode_a = d.ccode_a and gp.ccode_b = d.ccode_b and gp.year = d.year
   join cow_peace kp on kp.ccode_a = d.ccode_a and kp.ccode_b = d.ccode_b and kp.year = d.year
   order by d.ccode_a, d.ccode_b, d.year`,
]

/** What was built, for the terminal. */
export interface PanelSummary {
  readonly rows: number
  readonly dyads: number
  readonly from: number
  readonly to: number
  readonly initiations: number
  readonly withForce: number
  readonly wars: number
  readonly warnings: readonly Issue[]
}

const summaryOf = async (duck: DuckDBConnection, warnings: readonly Issue[]): Promise<PanelSummary> => {
  const { number } = await columnsOf(
    duck,
    `select count(*) as n, count(distinct ccode_a * 1000 + ccode_b) as dyads, min(year) as lo, max(year) as hi,
       sum(gml_init) as i, sum(gml_init_force) as f, sum(gml_init_war) as w from panel`,
  )
  return {
    rows: number('n')[0],
    dyads: number('dyads')[0],
    from: number('lo')[0],
    to: number('hi')[0],
    initiations: number('i')[0],
    withForce: number('f')[0],
    wars: number('w')[0],
    warnings,
  }
}

/**
 * Builds the directed dyad-year panel of politically relevant dyads from the published files in `folder` and writes it to
 * `out` (.csv, .csv.gz or .parquet). Years of events that the files lack would look like peace, so `to` is 1990 unless the
 * caller knows better. Throws `IssueError` for anything wrong in the files.
 */
export const buildPanel = async (
  folder: string,
  out: string,
  { from = 1816, to = 1990 }: { from?: number; to?: number } = {},
): Promise<PanelSummary> => {
  const format = formatOf(out)
  const { warnings } = await readSources(folder, NEEDED)
  return withDuck(async (duck) => {
    await runAll(duck, [...baseTables(folder), ...panelTables(folder, from, to)])
    const beside = `${out}.${randomUUID()}.part`
    try {
      await duck.run(`copy (select ${panelColumns.join(', ')} from panel) to ${literal(beside)} ${format}`)
      await rename(beside, out)
    } finally {
      await rm(beside, { force: true })
    }
    return summaryOf(duck, warnings)
  })
}

const formatOf = (file: string): string => {
  if (file.endsWith('.parquet')) return '(format parquet, compression zstd)'
  if (file.endsWith('.csv')) return '(format csv, header)'
  if (file.endsWith('.csv.gz')) return '(format csv, header, compression gzip)'
  throw new IssueError([
    {
      code: 'usage',
      level: 'error',
      message: `${file} ends neither in .csv, .csv.gz nor .parquet`,
      hint: 'the ending of the file says which format is meant',
    },
  ])
}

/** Reads a panel with the columns of `panelColumns` (.csv, .csv.gz or .parquet), whoever made it. */
export const readPanel = async (file: string): Promise<Panel> =>
  withDuck(async (duck) => {
    formatOf(file)
    if (!existsSync(file))
      throw new IssueError([{ code: 'file', level: 'error', message: 'no such file', file }])
    const source = file.endsWith('.parquet')
      ? `read_parquet(${literal(file)})`
      : `read_csv(${literal(file)}, header = true, nullstr = ['', 'NA'])`
    const issue = (code: string, message: string): IssueError =>
      new IssueError([{ code, level: 'error', message, file, expected: panelColumns.join(', ') }])
    const described = await columnsOf(
      duck,
      `select column_name from (describe select * from ${source})`,
    ).catch(() => undefined)
    if (described === undefined) throw issue('file', 'cannot be read as a panel')
    const names = described.text('column_name')
    const lacking = panelColumns.filter((name) => !names.includes(name))
    if (lacking.length > 0) throw issue('no-column', `no column ${lacking.join(', ')}`)
    const columns = numberColumns.map((name) => `try_cast(${name} as double) as ${name}`)
    const { count, number, text } = await columnsOf(
      duck,
      `select state_a, state_b, ${columns.join(', ')} from ${source} order by ccode_a, ccode_b, year`,
    )
    const panel: Panel = {
      count,
      stateA: text('state_a'),
      stateB: text('state_b'),
      columns: Object.fromEntries(numberColumns.map((name) => [name, number(name)])) as Panel['columns'],
    }
    checkPanel(panel, file)
    return panel
  })

/** Facts without which no row can be used. */
const REQUIRED = ['ccode_a', 'ccode_b', 'year', 'contiguity', 'capdist_km', 'cinc_a', 'cinc_b'] as const

const checkPanel = (panel: Panel, file: string): void => {
  const issues: Issue[] = []
  for (const name of REQUIRED) {
    const row = panel.columns[name].findIndex((value) => Number.isNaN(value))
    if (row >= 0)
      issues.push({
        code: 'bad-cell',
        level: 'error',
        message: `${name} of ${panel.stateA[row]} against ${panel.stateB[row]}, ${panel.columns.year[row]}, is missing or no number`,
        file,
      })
  }
  if (panel.count === 0)
    issues.push({ code: 'empty-table', level: 'error', message: 'the panel is empty', file })
  if (issues.length > 0) throw new IssueError(issues)
}

/** Reads who owes whom defence, and what is recorded of each state in each year, from the published files. */
export const readCoalitionFacts = async (folder: string): Promise<CoalitionFacts> => {
  await readSources(folder, NEEDED)
  return withDuck(async (duck) => {
    await runAll(duck, baseTables(folder))
    await runAll(duck, pactTables(folder))
    const states = await columnsOf(
      duck,
      `select n.ccode, n.state, n.year, n.cinc, n.milex / sum(n.milex) over (partition by n.year) as milex,
         n.milper / sum(n.milper) over (partition by n.year) as milper, e.mrgdppc * e.pwtpop / 1000 as gdp,
         (w.ccode is not null)::int as nuclear, c.lat, c.lng
       from nmc n left join economy e on e.ccode = n.ccode and e.year = n.year
       left join nuclear w on w.ccode = n.ccode and w.year = n.year
       left join capital c on c.ccode = n.ccode and c.year = n.year order by n.ccode, n.year`,
    )
    const duties = await columnsOf(
      duck,
      `select u.ccode1 as g, u.ccode2 as b, u.year, coalesce(p.discretionary, 0) as discretionary, coalesce(p.depth, 0) as depth
       from duty u join nmc n on n.ccode = u.ccode1 and n.year = u.year
       left join pact p on p.ccode1 = u.ccode1 and p.ccode2 = u.ccode2 and p.year = u.year
       where u.defense = 1 order by b, u.year, g`,
    )
    return {
      states: {
        count: states.count,
        ccode: Int32Array.from(states.number('ccode')),
        year: Int32Array.from(states.number('year')),
        state: states.text('state'),
        cinc: states.number('cinc'),
        milexShare: states.number('milex'),
        milperShare: states.number('milper'),
        gdp: states.number('gdp'),
        nuclear: Uint8Array.from(states.number('nuclear')),
        lat: states.number('lat'),
        lon: states.number('lng'),
      },
      duties: {
        count: duties.count,
        guarantor: Int32Array.from(duties.number('g')),
        beneficiary: Int32Array.from(duties.number('b')),
        year: Int32Array.from(duties.number('year')),
        discretionary: Uint8Array.from(duties.number('discretionary')),
        depth: Uint8Array.from(duties.number('depth')),
      },
    }
  })
}

/**
 * What the strongest defence pact between two states says, by year: members of ATOP 5.0 joined pairwise; wording from Benson
 * and Clinton, where they coded the pact.
 */
const pactTables = (folder: string): readonly string[] => [
  `create table wording as select atopid, max(coalesce(prob, 0)) as prob
   from read_csv(${literal(join(folder, 'alliances/benson_clinton_alliance_scores.csv'))}, header = true, nullstr = ['', 'NA'])
   group by all`,
  `create table alliance as select atopid, max(case when intcom = 1 or base > 0 then 2
       when milcon >= 2 or organ1 >= 2 then 1 else 0 end) as depth
   from ${csv(folder, 'alliances')} group by all`,
  `create table member as select atopid, member, yrent, case when yrexit = 0 then 2100 else yrexit end as yrexit
   from ${csv(folder, 'members')} where defense = 1`,
  `create table pact as select a.member as ccode1, b.member as ccode2, y as year, max(l.depth) as depth,
     min(coalesce(w.prob, 0)) as discretionary
   from member a join member b on a.atopid = b.atopid and a.member <> b.member
   join alliance l on l.atopid = a.atopid left join wording w on w.atopid = a.atopid,
   unnest(range(greatest(a.yrent, b.yrent, 1816), least(a.yrexit, b.yrexit, 2022) + 1)) t(y) group by all`,
]
