import { wilson } from '../../core/rates.js'
import type { PastCase } from '../cases/schema.js'
import { type Feature, type Features, features, gower, unlike } from './features.js'
import type { PastPact, WarTest } from './pastPacts.js'

/** A past guarantee that a document is held against: an alliance of ATOP, or one of our past cases. */
export interface Candidate {
  readonly id: string
  readonly name: string
  readonly from: string
  readonly to: string | null
  readonly features: Features
  /** Wars in which the obligation fell due; none for a past case. */
  readonly wars: readonly WarTest[]
  /** Of a past case: what came within its horizon. */
  readonly outcome: PastCase['outcome'] | null
  /** Number of ATOP or id of the document that it is; the same as that of the document held against it, it is the document itself. */
  readonly same: string
}

export const candidateOf = ({ atopId, name, from, to, features: own, wars }: PastPact): Candidate => ({
  id: `atop-${atopId}`,
  name,
  from: String(from),
  to: to === null ? null : String(to),
  features: own,
  wars,
  outcome: null,
  same: `atop-${atopId}`,
})

/** One feature in which two were compared. */
export interface Compared {
  readonly feature: Feature
  readonly ours: number
  readonly theirs: number
}

export interface Neighbour {
  readonly candidate: Candidate
  /** 0 alike in all that both have, to 1. */
  readonly distance: number
  readonly itself: boolean
  /** Features that are the same, and those that are not, the heaviest difference first. */
  readonly alike: readonly Compared[]
  readonly different: readonly Compared[]
  /** Features that one of the two lacks. */
  readonly missing: readonly string[]
}

/** How often something was kept, with Wilson's 95% interval. */
export interface Rate {
  readonly tests: number
  readonly honoured: number
  /** By the stricter rules. */
  readonly testsStrict: number
  readonly honouredStrict: number
  readonly low: number
  readonly high: number
}

export interface Likeness {
  /** The nearest alliances, nearest first. */
  readonly pacts: readonly Neighbour[]
  /** The nearest alliances whose obligation fell due in a war. */
  readonly tested: readonly Neighbour[]
  /** The nearest of our past cases. */
  readonly cases: readonly Neighbour[]
  /** Over `pacts`, and over `tested`; the document itself counts in neither. */
  readonly rate: Rate
  readonly testedRate: Rate
  readonly candidates: { readonly pacts: number; readonly tested: number; readonly cases: number }
}

/** Below this two numbers on a scale are the same to a reader. */
const ALIKE = 0.05

const neighbourOf = (own: Features, same: ReadonlySet<string>, candidate: Candidate): Neighbour => {
  const compared = features.flatMap((feature) => {
    const d = unlike(feature, own, candidate.features)
    const [ours, theirs] = [own[feature.name] ?? null, candidate.features[feature.name] ?? null]
    return d === null || ours === null || theirs === null ? [] : [{ feature, ours, theirs, d }]
  })
  return {
    candidate,
    distance: gower(own, candidate.features),
    itself: same.has(candidate.same),
    alike: compared.filter(({ d }) => d < ALIKE),
    different: compared
      .filter(({ d }) => d >= ALIKE)
      .sort((a, b) => b.feature.weight * b.d - a.feature.weight * a.d),
    missing: features
      .filter(({ name }) => !compared.some(({ feature }) => feature.name === name))
      .map(({ name }) => name),
  }
}

const rateOf = (neighbours: readonly Neighbour[]): Rate => {
  const wars = neighbours.filter(({ itself }) => !itself).flatMap(({ candidate }) => candidate.wars)
  const count = (rule: 'llm' | 'bf', kept: 'honoured' | null): number =>
    wars.filter((war) => (kept === null ? war[rule] !== null : war[rule] === kept)).length
  const [tests, honoured] = [count('llm', null), count('llm', 'honoured')]
  return {
    tests,
    honoured,
    testsStrict: count('bf', null),
    honouredStrict: count('bf', 'honoured'),
    ...wilson(honoured, tests),
  }
}

/**
 * The past guarantees nearest to a document by its text and situation. `same` are ids by which the document itself would be found. Equal distances stay in the
 * order of the candidates.
 */
export const nearestPast = (
  own: Features,
  same: ReadonlySet<string>,
  candidates: readonly Candidate[],
  count: number,
): Likeness => {
  const all = candidates
    .map((candidate) => neighbourOf(own, same, candidate))
    .filter(({ distance }) => !Number.isNaN(distance))
  const ordered = all
    .map((neighbour, k) => ({ neighbour, k }))
    .sort((a, b) => a.neighbour.distance - b.neighbour.distance || a.k - b.k)
    .map(({ neighbour }) => neighbour)
    // Of an alliance whose text was amended, the nearest version.
    .filter(
      ({ candidate }, k, list) => list.findIndex((other) => other.candidate.same === candidate.same) === k,
    )
  const pacts = ordered.filter(({ candidate }) => candidate.outcome === null)
  const tested = pacts.filter(({ candidate, itself }) => candidate.wars.length > 0 && !itself)
  const cases = ordered.filter(({ candidate }) => candidate.outcome !== null)
  return {
    pacts: pacts.slice(0, count),
    tested: tested.slice(0, count),
    cases: cases.slice(0, count),
    rate: rateOf(pacts.slice(0, count)),
    testedRate: rateOf(tested.slice(0, count)),
    candidates: { pacts: pacts.length, tested: tested.length, cases: cases.length },
  }
}
