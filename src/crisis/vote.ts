import { exp } from '../core/elementary.js'

/*
 * Joint decisions as simultaneous votes in agent quantal-response form, for any number of members without walking the
 * 2^N vectors of votes. Refusals are followed as (how many, how much weight): a prefix distribution over what the first
 * members refused, and for each such state the probability that the decision still passes.
 */

/** When a decision passes. Members are in the order of the arrays that go with the rule. */
export type VotingRule =
  /** One refusal blocks: unanimity, and consensus. */
  | { readonly kind: 'unanimity' }
  | {
      readonly kind: 'qualified'
      /** Weight of each member (its population) in whole parts per thousand of the body, sum 1000. */
      readonly weights: readonly number[]
      /** Least number of consents. */
      readonly states: number
      /** Least weight of consents, parts per thousand. */
      readonly weight: number
      /** Fewer refusals than this do not block, whatever their weight. */
      readonly blocking: number
    }

export type QualifiedRule = Extract<VotingRule, { kind: 'qualified' }>

/** What a vote comes to, given each member's probability of consent. */
export interface VoteChances {
  /** Probability that the decision passes. */
  readonly passes: number
  /** [member]: P(passes | it consents) - P(passes | it refuses). */
  readonly decisive: Float64Array
  /** [member]: P(the decision fails and it refused). */
  readonly blocks: Float64Array
}

const WHOLE = 1000

/**
 * The qualified majority of the EU Council (Art. 16(4) TEU, Art. 238(3)(a) TFEU): 55% of the members with 65% of the
 * population; a blocking minority needs at least four members of the full Council of 27, and where not all take part the
 * least number that holds more than 35% of their population, plus one. Populations in persons, one for each member;
 * weights are their parts per thousand by largest remainder, so a coalition within a thousandth of a threshold may be
 * counted on the wrong side. Null where a population is unknown.
 */
export const qualifiedMajority = (populations: readonly (number | null)[]): QualifiedRule | null => {
  const persons = populations.flatMap((persons) => (persons === null ? [] : [persons]))
  const total = persons.reduce((sum, one) => sum + one, 0)
  if (persons.length < populations.length || total <= 0) return null
  const exact = persons.map((one) => (WHOLE * one) / total)
  const weights = exact.map(Math.floor)
  const byRemainder = exact
    .map((share, m) => ({ m, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest || a.m - b.m)
  const left = WHOLE - weights.reduce((sum, weight) => sum + weight, 0)
  for (const { m } of byRemainder.slice(0, left)) weights[m]++
  return {
    kind: 'qualified',
    weights,
    // In whole hundredths: .55 times 20 is above 11 in floating point.
    states: Math.ceil((55 * persons.length) / 100),
    weight: 650,
    blocking: persons.length === FULL_COUNCIL ? 4 : fewestAbove(weights, WHOLE - 650) + 1,
  }
}

const FULL_COUNCIL = 27

/** Least number of members whose weights exceed `bound` together. */
const fewestAbove = (weights: readonly number[], bound: number): number => {
  let sum = 0
  let count = 0
  for (const weight of [...weights].sort((a, b) => b - a)) {
    if (sum > bound) break
    sum += weight
    count++
  }
  return count
}

/** Does the decision pass with these votes? */
export const passesWith = (rule: VotingRule, consents: readonly boolean[]): boolean => {
  const refusals = consents.filter((consent) => !consent).length
  if (rule.kind === 'unanimity') return refusals === 0
  const weight = rule.weights.reduce((sum, one, m) => (consents[m] ? sum + one : sum), 0)
  return refusals < rule.blocking || (consents.length - refusals >= rule.states && weight >= rule.weight)
}

/**
 * Gauss-Seidel logit replies of members, in place: each consents with probability 1 / (1 + exp(-lambda (d gain + blame))),
 * d the chance that its vote decides. `gain[m]` is what member m gains if the decision passes rather than fails, `blame[m]`
 * what it loses by refusing, points. Stops at 1e-13 or after `rounds`; returns the largest change of the last round.
 */
export const settleVote = (
  rule: VotingRule,
  gain: Float64Array,
  blame: Float64Array,
  lambda: number,
  yes: Float64Array,
  rounds = 50,
): number => {
  const reply = (m: number, decisive: number): number => {
    const consent = 1 / (1 + exp(-lambda * (decisive * gain[m] + blame[m])))
    const change = Math.abs(consent - yes[m])
    yes[m] = consent
    return change
  }
  let change = 0
  for (let round = 0; round < rounds; round++) {
    change = rule.kind === 'unanimity' ? unanimousRound(yes, reply) : qualifiedRound(rule, yes, reply)
    if (change < 1e-13) break
  }
  return change
}

/** Visits members in turn with the chance that each one's vote decides; `reply` may change that member's consent. */
type Round = (yes: Float64Array, reply: (m: number, decisive: number) => number) => number

const unanimousRound: Round = (yes, reply) => {
  const members = yes.length
  const after = new Float64Array(members + 1)
  after[members] = 1
  for (let m = members - 1; m >= 0; m--) after[m] = after[m + 1] * yes[m]
  let before = 1
  let change = 0
  for (let m = 0; m < members; m++) {
    change = Math.max(change, reply(m, before * after[m + 1]))
    before *= yes[m]
  }
  return change
}

/** What a qualified rule is to the recursion: members from light to heavy, so that early prefixes stay short. */
interface Tally {
  readonly order: readonly number[]
  readonly weights: readonly number[]
  /** [n]: weight of the first n members. */
  readonly reach: readonly number[]
  /** Refusals that may still pass: 0 to `most`, each a row of so many weights. */
  readonly most: number
  readonly start: readonly number[]
  readonly width: readonly number[]
  readonly size: number
}

const tallies = new WeakMap<QualifiedRule, Tally>()

const tallyOf = (rule: QualifiedRule): Tally => {
  const known = tallies.get(rule)
  if (known !== undefined) return known
  const members = rule.weights.length
  const order = Array.from(rule.weights.keys()).sort((a, b) => rule.weights[a] - rule.weights[b] || a - b)
  const weights = order.map((m) => rule.weights[m])
  const reach = [0]
  for (const weight of weights) reach.push(reach[reach.length - 1] + weight)
  const most = Math.min(members, Math.max(rule.blocking - 1, members - rule.states))
  const start: number[] = []
  const width: number[] = []
  let size = 0
  for (let count = 0; count <= most; count++) {
    start.push(size)
    width.push(count < rule.blocking ? WHOLE + 1 : Math.max(0, WHOLE - rule.weight + 1))
    size += width[count]
  }
  const tally = { order, weights, reach, most, start, width, size }
  tallies.set(rule, tally)
  return tally
}

/** Scratch: [n * size + state], the chance of passing after the first n members; and two prefix distributions. */
let chances = new Float64Array(0)
let prefix = new Float64Array(0)
let extended = new Float64Array(0)

const reserve = (tally: Tally): void => {
  const length = (tally.order.length + 1) * tally.size
  if (chances.length < length) chances = new Float64Array(length)
  if (prefix.length < tally.size) {
    prefix = new Float64Array(tally.size)
    extended = new Float64Array(tally.size)
  }
}

/*
 * Of the first n members, in order of weight, `count` have refused with a weight from that of the `count` lightest to that of the `count`
 * heaviest: nothing outside these bounds is ever visited. `ceiling` is one above the last weight of a row that is alive.
 */
const ceiling = ({ reach, width }: Tally, n: number, count: number): number =>
  Math.min(reach[n] - reach[n - count] + 1, width[count])

/** Chance that the decision passes from each state that the first n members can leave, for all n. */
const fillChances = (tally: Tally, yes: Float64Array): void => {
  const { order, weights, reach, most, start, width, size } = tally
  const members = order.length
  chances.fill(1, members * size, (members + 1) * size)
  for (let n = members - 1; n >= 0; n--) {
    const consent = yes[order[n]]
    const refuse = 1 - consent
    const here = n * size
    const next = here + size
    for (let count = 0; count <= Math.min(n, most); count++) {
      const end = ceiling(tally, n, count)
      const row = start[count]
      const moved = count < most ? start[count + 1] + weights[n] : 0
      const alive = count < most ? Math.min(end, width[count + 1] - weights[n]) : 0
      let w = reach[count]
      for (; w < alive; w++)
        chances[here + row + w] = consent * chances[next + row + w] + refuse * chances[next + moved + w]
      for (; w < end; w++) chances[here + row + w] = consent * chances[next + row + w]
    }
  }
}

/** Sums of the prefix over the chances of passing: if member n consents, and if it refuses. */
const passing = (tally: Tally, n: number): { consents: number; refuses: number } => {
  const { weights, reach, most, start, width, size } = tally
  const next = (n + 1) * size
  let consents = 0
  let refuses = 0
  for (let count = 0; count <= Math.min(n, most); count++) {
    const end = ceiling(tally, n, count)
    const row = start[count]
    for (let w = reach[count]; w < end; w++) consents += prefix[row + w] * chances[next + row + w]
    if (count === most) continue
    const moved = start[count + 1] + weights[n]
    const alive = Math.min(end, width[count + 1] - weights[n])
    for (let w = reach[count]; w < alive; w++) refuses += prefix[row + w] * chances[next + moved + w]
  }
  return { consents, refuses }
}

/** Adds member n's vote to the prefix. What has failed already is dropped. */
const extend = (tally: Tally, n: number, consent: number): void => {
  const { weights, reach, most, start, width } = tally
  const refuse = 1 - consent
  for (let count = 0; count <= Math.min(n + 1, most); count++) {
    const row = start[count]
    const end = ceiling(tally, n + 1, count)
    const known = count <= n ? ceiling(tally, n, count) : 0
    let w = reach[count]
    for (; w < known; w++) extended[row + w] = consent * prefix[row + w]
    for (; w < end; w++) extended[row + w] = 0
    if (count === 0) continue
    const from = start[count - 1]
    const last = Math.min(ceiling(tally, n, count - 1), width[count] - weights[n])
    for (w = reach[count - 1]; w < last; w++) extended[row + weights[n] + w] += refuse * prefix[from + w]
  }
  const swap = prefix
  prefix = extended
  extended = swap
}

const begin = (tally: Tally): void => {
  reserve(tally)
  prefix[0] = 1
}

/** Sum of the prefix over all members: the probability that the decision passes. */
const wholePrefix = (tally: Tally): number => {
  const members = tally.order.length
  let sum = 0
  for (let count = 0; count <= Math.min(members, tally.most); count++) {
    const end = ceiling(tally, members, count)
    for (let w = tally.reach[count]; w < end; w++) sum += prefix[tally.start[count] + w]
  }
  return sum
}

/** The last votes of each body whose chance of passing was asked for, and that chance: it is asked for several times in a pass. */
const remembered = new WeakMap<Float64Array, { rule: VotingRule; yes: Float64Array; chance: number }>()

const qualifiedRound = (
  rule: QualifiedRule,
  yes: Float64Array,
  reply: (m: number, decisive: number) => number,
): number => {
  const tally = tallyOf(rule)
  begin(tally)
  fillChances(tally, yes)
  let change = 0
  tally.order.forEach((m, n) => {
    const { consents, refuses } = passing(tally, n)
    change = Math.max(change, reply(m, consents - refuses))
    extend(tally, n, yes[m])
  })
  return change
}

/** Probability that the decision passes. */
export const passes = (rule: VotingRule, yes: Float64Array): number => {
  if (rule.kind === 'unanimity') return yes.reduce((product, p) => product * p, 1)
  const known = remembered.get(yes)
  if (known !== undefined && known.rule === rule && known.yes.every((p, m) => p === yes[m]))
    return known.chance
  const tally = tallyOf(rule)
  begin(tally)
  tally.order.forEach((m, n) => {
    extend(tally, n, yes[m])
  })
  const chance = wholePrefix(tally)
  remembered.set(yes, { rule, yes: Float64Array.from(yes), chance })
  return chance
}

/** Everything that a vote comes to. */
export const voteChances = (rule: VotingRule, yes: Float64Array): VoteChances => {
  const decisive = new Float64Array(yes.length)
  const blocks = new Float64Array(yes.length)
  const whole = passes(rule, yes)
  const note = (m: number, chance: number): number => {
    decisive[m] = chance
    // P(passes) = P(passes | refuses) + P(consents) * decisive.
    blocks[m] = (1 - yes[m]) * (1 - (whole - yes[m] * chance))
    return 0
  }
  if (rule.kind === 'unanimity') unanimousRound(yes, note)
  else qualifiedRound(rule, yes, note)
  return { passes: whole, decisive, blocks }
}
