import { exp } from '../core/elementary.js'
import { asAgreed, type Cast, type Game, gameOf, ratioContest, type Values } from '../crisis/index.js'
import type { Pact } from '../pact/index.js'
import { distanceKm, type Figure, type State } from '../world/index.js'
import type { CoalitionFacts, Panel } from './panel.js'

/*
 * The one place where a directed dyad-year of the record becomes a crisis game. Facts in, then the product's own `gameOf`: what is
 * decided here is only how recorded facts stand for the facts that it asks for. docs/history.md says why.
 *
 * - Force: 1,000 brigade-equivalents are the world's whole material capability (CINC) that year. Economy and military spending, which
 *   enter as ratios, are taken from the same index.
 * - Reach: against a target that is no neighbour by land the challenger's force falls with the distance of the capitals as a
 *   guarantor's does in the product (`force.reach`, `force.readyFloor`).
 * - Pacts: each state that owes the target defence under ATOP is a guarantor. The text reads "all the means in its power"; "such action
 *   as it deems necessary" where Benson and Clinton code the pact as probabilistic. Integrated command or bases count as forces in
 *   place for what is delegated, and nothing else does.
 * - Status quo: what peace already gives A grows with what it would win alone (`settled`, a primitive of the record). Where the distribution of
 *   benefits mirrors that of power nobody gains by force (Powell 1996, 1999); without this every strong state would attack every weak one.
 * - Nobody who owes nothing is in the game: the record does not tell who else might have come.
 */

/** Facts of many directed dyad-years, in columns; guarantors of row k stand at from[k] to from[k + 1]. */
export interface Situations {
  readonly count: number
  readonly year: Int32Array
  readonly forceA: Float64Array
  readonly forceB: Float64Array
  /** Kilometres over which A must reach: 0 for neighbours by land. */
  readonly reachKm: Float64Array
  readonly nuclearA: Uint8Array
  readonly nuclearB: Uint8Array
  readonly from: Int32Array
  readonly guarantor: Int32Array
  readonly force: Float64Array
  readonly km: Float64Array
  readonly nuclear: Uint8Array
  readonly discretionary: Uint8Array
  readonly depth: Uint8Array
}

/** Numerical settings of the record's games: coarser than the product's. docs/history.md gives what that costs. */
export interface Grid {
  readonly valueNodes: number
  readonly shockNodes: number
  /** Cells that the coalition's whole force is spread over, if none is then wider than A's force over `least`. */
  readonly cells: number
  readonly least: number
}

export const coarse: Grid = { valueNodes: 9, shockNodes: 3, cells: 16, least: 0.25 }
/** For the games of a whole panel at a low precision of choice. */
export const scoringGrid: Grid = { valueNodes: 5, shockNodes: 1, cells: 8, least: 0.25 }
/** For the many draws of conditioning. */
export const conditionGrid: Grid = { valueNodes: 7, shockNodes: 1, cells: 12, least: 0.25 }
export const fine: Grid = { valueNodes: 31, shockNodes: 5, cells: 128, least: 8 }

const BE_PER_CINC = 1000
/** Name, among the values, of the share of its military edge that a challenger has in peace already. */
export const SETTLED = 'record.settled'
const KM_PER_DEGREE = 111.19492664455873
/** A guarantor's force beyond so many times A's own is taken as that: it changes little, and keeps grids short. */
const OVERWHELMING = 4
/** Guarantors at most: the engine's limit. */
const MOST_GUARANTORS = 60

/** Facts of rows of the panel; guarantors by name from `facts`, or, without them, from what the panel's columns sum up. */
export const situationsOf = (
  panel: Panel,
  rows: ArrayLike<number>,
  facts: CoalitionFacts | null,
): Situations => {
  const { columns } = panel
  const coalition = facts === null ? fromColumns(panel) : fromFacts(panel, facts)
  const from = [0]
  const members: Member[] = []
  for (let k = 0; k < rows.length; k++) {
    members.push(...coalition(rows[k]))
    from.push(members.length)
  }
  const pick = (column: Float64Array): Float64Array => Float64Array.from(rows, (row) => column[row])
  return {
    count: rows.length,
    year: Int32Array.from(pick(columns.year)),
    forceA: pick(columns.cinc_a).map((cinc) => BE_PER_CINC * cinc),
    forceB: pick(columns.cinc_b).map((cinc) => BE_PER_CINC * cinc),
    reachKm: Float64Array.from(rows, (row) => (columns.contiguity[row] === 1 ? 0 : columns.capdist_km[row])),
    nuclearA: Uint8Array.from(pick(columns.nuclear_a)),
    nuclearB: Uint8Array.from(pick(columns.nuclear_b)),
    from: Int32Array.from(from),
    guarantor: Int32Array.from(members, ({ id }) => id),
    force: Float64Array.from(members, ({ force }) => force),
    km: Float64Array.from(members, ({ km }) => km),
    nuclear: Uint8Array.from(members, ({ nuclear }) => (nuclear ? 1 : 0)),
    discretionary: Uint8Array.from(members, ({ discretionary }) => (discretionary ? 1 : 0)),
    depth: Uint8Array.from(members, ({ depth }) => depth),
  }
}

interface Member {
  /** COW code; 0 where the panel's columns do not tell. */
  readonly id: number
  readonly force: number
  readonly km: number
  readonly nuclear: boolean
  readonly discretionary: boolean
  readonly depth: number
}

const fromFacts = (
  panel: Panel,
  { states, duties }: CoalitionFacts,
): ((row: number) => readonly Member[]) => {
  const stateAt = new Map<number, number>()
  for (let k = 0; k < states.count; k++) stateAt.set(states.ccode[k] * 10_000 + states.year[k], k)
  const dutiesAt = new Map<number, number[]>()
  for (let k = 0; k < duties.count; k++) {
    const key = duties.beneficiary[k] * 10_000 + duties.year[k]
    const list = dutiesAt.get(key)
    if (list === undefined) dutiesAt.set(key, [k])
    else list.push(k)
  }
  const { ccode_a, ccode_b, year } = panel.columns
  const cache = new Map<number, readonly Member[]>()
  const all = (key: number): readonly Member[] => {
    const known = cache.get(key)
    if (known !== undefined) return known
    const home = stateAt.get(key)
    const made = (dutiesAt.get(key) ?? []).flatMap((k): Member[] => {
      const at = stateAt.get(duties.guarantor[k] * 10_000 + duties.year[k])
      if (at === undefined || home === undefined) return []
      return [
        {
          id: duties.guarantor[k],
          force: BE_PER_CINC * states.cinc[at],
          km: distanceKm(
            { lat: states.lat[at], lon: states.lon[at] },
            { lat: states.lat[home], lon: states.lon[home] },
          ),
          nuclear: states.nuclear[at] === 1,
          discretionary: duties.discretionary[k] === 1,
          depth: duties.depth[k],
        },
      ]
    })
    cache.set(key, made)
    return made
  }
  return (row) => {
    const members = all(ccode_b[row] * 10_000 + year[row]).filter(({ id }) => id !== ccode_a[row])
    if (members.length <= MOST_GUARANTORS) return members
    return [...members].sort((a, b) => b.force - a.force || a.id - b.id).slice(0, MOST_GUARANTORS)
  }
}

/** A coalition like the one that the columns sum up: the strongest, at the nearest one's distance, and equals of the rest. */
const fromColumns =
  ({ columns }: Panel) =>
  (row: number): readonly Member[] => {
    const count = Math.min(MOST_GUARANTORS, columns.b_n_defenders[row])
    if (!(count > 0)) return []
    const [sum, max] = [columns.b_def_cinc_sum[row], columns.b_def_cinc_max[row]]
    const km = Number.isNaN(columns.b_def_nearest_km[row])
      ? columns.capdist_km[row]
      : columns.b_def_nearest_km[row]
    const rest = count > 1 ? Math.max(0, sum - max) / (count - 1) : 0
    return Array.from({ length: count }, (_, k) => ({
      id: 0,
      force: BE_PER_CINC * (k === 0 ? max : rest),
      km,
      nuclear: k === 0 && columns.b_def_nuclear[row] === 1,
      discretionary: false,
      depth: 0,
    }))
  }

const figure = (value: number): Figure => ({ value, unit: 'from CINC', year: 0, source: 'document' })

const stateOf = (id: string, force: number, nuclear: boolean, km: number): State => ({
  id,
  name: id,
  // Along the equator from the beneficiary: only distances to it count.
  capital: { name: id, lat: 0, lon: km / KM_PER_DEGREE },
  gdp: figure(force),
  population: null,
  milex: figure(force),
  active: null,
  brigadesHome: figure(force),
  brigadesDeployable: figure(force),
  warheads: figure(nuclear ? 1 : 0),
  troopsWillingness: null,
  memberships: [],
})

/** What every pact of the record says, in the document language. */
export const recordPact: Pact = {
  pact: '1',
  id: 'record',
  title: 'Defence pact of the record',
  short: 'Defence pact',
  summary: 'Each guarantor assists the target of an armed attack.',
  form: 'treaty',
  asOf: '1816-01-01',
  status: [{ stage: 'in-force', date: '1816-01-01' }],
  parties: { beneficiary: 'B', adversary: 'A', guarantors: [] },
  commitments: [
    {
      id: 'defence',
      kind: 'defence',
      by: 'guarantors',
      text: 'assists with all the means in its power',
      textKind: 'paraphrase',
      source: { title: 'ATOP 5.1' },
      trigger: { levels: ['limited', 'full'], wording: 'armed-attack' },
      response: { means: 'troops', words: 'all-means', force: 'discretionary', precision: 'none' },
    },
  ],
}

/** Share of its force that A brings to bear over a distance, 0 to 1. */
export const reachShare = (km: number, values: Values): number =>
  km === 0 ? 1 : Math.max(values['force.readyFloor'], exp(-km / values['force.reach']))

/** The game of one row under one set of values. */
export const situationGame = (
  situations: Situations,
  row: number,
  values: Values,
  grid: Grid = coarse,
): Game => {
  const strength = situations.forceA[row] * reachShare(situations.reachKm[row], values)
  const responders: State[] = []
  for (let g = situations.from[row]; g < situations.from[row + 1]; g++)
    responders.push(
      stateOf(
        `G${g - situations.from[row]}`,
        Math.min(situations.force[g], (OVERWHELMING * strength) / values['force.commit']),
        situations.nuclear[g] === 1,
        situations.km[g],
      ),
    )
  const cast: Cast = {
    adversary: stateOf('A', strength, situations.nuclearA[row] === 1, 0),
    beneficiary: stateOf('B', situations.forceB[row], situations.nuclearB[row] === 1, 0),
    responders,
    guarantorIds: new Set(responders.map(({ id }) => id)),
  }
  const game = gameOf(recordPact, cast, 'in-force', values, asAgreed)
  const discretion = values['bind.deemsNecessary'] / values['bind.allMeans']
  const total = game.guarantors.reduce((sum, guarantor) => sum + Math.max(...guarantor.force[2]), 0)
  const full = game.levels[2]
  const settled =
    (values[SETTLED] ?? 0) *
    game.adversary.value *
    ratioContest(full.attackers, full.defenders, full.decisiveness)
  const { greedy, fearful } = game.adversary.statusQuo
  return {
    ...game,
    adversary: {
      ...game.adversary,
      valueNodes: grid.valueNodes,
      statusQuo: { greedy: greedy + settled, fearful: fearful + settled },
    },
    guarantors: game.guarantors.map((guarantor, k) => {
      const g = situations.from[row] + k
      const duties =
        situations.discretionary[g] === 1
          ? guarantor.ifPassed.map(({ response, bind }) => ({ response, bind: bind * discretion }))
          : guarantor.ifPassed
      return {
        ...guarantor,
        ifPassed: duties,
        ifBlocked: duties,
        delegated:
          situations.depth[g] === 2
            ? [0, values['delegated.forward'], values['delegated.forward']]
            : guarantor.delegated,
      }
    }),
    // The common shock is nobody's where there is no guarantor.
    rho: game.guarantors.length === 0 ? 0 : game.rho,
    shockNodes: grid.shockNodes,
    forceStep: Math.max(1e-6, Math.min(Math.max(total / grid.cells, strength / 64), strength / grid.least)),
  }
}
