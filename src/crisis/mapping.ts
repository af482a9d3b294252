import { exp } from '../core/elementary.js'
import { levels, type Pact, responses } from '../pact/index.js'
import { distanceKm, type State } from '../world/index.js'
import type { Values } from './assumptions.js'
import { asAgreed, bindingShare, type Circumstances, type Phase, readinessShare } from './circumstances.js'
import { attributionDays, clausesAt, type Duty, decidedBy, dutyOf, foundAt, type Reading } from './clause.js'
import type { ChallengeLevel, Game, Guarantor, Obligation, Procedure } from './game.js'
import { type Cast, membersOf } from './parties.js'
import { noShift, posteriorOf, type RecordShift, shiftOf } from './promiseRecord.js'
import { qualifiedMajority } from './vote.js'

/*
 * The one place where a document and the facts become payoffs. Every coefficient is a named assumption (`values`);
 * what is written out below is only how they combine. docs/model.md explains each line.
 */

const NOTHING: Obligation = { response: 0, bind: 0 }

/**
 * Numerical settings: they bound the error of the solver, not the meaning. Beside ten times finer ones, no probability
 * of the examples moves by more than .005 (test/crisis/numerics.test.ts).
 */
export const settings = { forceStep: 2, shockNodes: 3, valueNodes: 41 } as const

/** x / (x + half): what very large economies or armed forces can add is bounded. */
const saturate = (x: number, half: number): number => x / (x + half)

/** An economy 25 times the adversary's, or forces 10 times as well paid, bring half of the most that can be brought. */
const ECONOMY_HALF = 25
const MILEX_HALF = 10

const value = (figure: State['gdp'], otherwise: number): number => figure?.value ?? otherwise

/** Forward force of each state by where it stands, BE. */
const forwardForce = (pact: Pact, reading: Reading, values: Values, phase: Phase): Map<string, number> => {
  const weight = { forward: 1, rear: values['force.rear'], neighbour: values['force.neighbour'] }
  const total = new Map<string, number>()
  for (const force of pact.forces ?? []) {
    const awaited = reading === 'as-is' || phase !== 'in-force'
    if (force.status === 'withdrawn' || (force.status === 'planned' && awaited)) continue
    if (force.kind === 'training' || force.kind === 'naval') continue
    const { brigades } = force
    const amount =
      typeof brigades === 'number'
        ? brigades
        : brigades.low + values['force.range'] * (brigades.high - brigades.low)
    const members = membersOf(pact, force.by)
    for (const id of members)
      total.set(id, (total.get(id) ?? 0) + (amount * weight[force.where]) / members.length)
  }
  return total
}

const sum = (numbers: Iterable<number>): number => {
  let total = 0
  for (const number of numbers) total += number
  return total
}

/**
 * Builds the game of one document under one set of values. `circumstances` other than `asAgreed` ask what would be on the
 * way to force, under an assertive beneficiary, or without the voiding clause.
 */
export const gameOf = (
  pact: Pact,
  cast: Cast,
  reading: Reading,
  values: Values,
  circumstances: Circumstances = asAgreed,
): Game => {
  const { phase, posture } = circumstances
  const forward = forwardForce(pact, reading, values, phase)
  const share = bindingShare(pact, phase, values)
  const duties = cast.responders.map((state) =>
    levels.map((level) => dutyOf(pact, state.id, cast.guarantorIds, level, reading, values, share)),
  )
  const ready = readinessShare(phase, values)
  const guarantors = cast.responders.map((state, g) =>
    guarantorOf(pact, cast, state, duties[g], forward, ready, values),
  )
  const top = responses.length - 1
  const threat =
    (sum(forward.values()) +
      sum(guarantors.map((guarantor) => guarantor.force[2][top] * guarantor.ifPassed[2].bind))) /
    Math.max(1, value(cast.adversary?.brigadesHome ?? null, 1))
  const statusQuo = values['adversary.statusQuo']
  const alarm = (1 + threat) * (posture === 'assertive' ? values['posture.threat'] : 1)
  return {
    adversary: {
      lambda: values['adversary.lambda'],
      value: 100,
      valueSigma: values['adversary.valueSigma'],
      valueNodes: settings.valueNodes,
      fearfulShare: values['adversary.fearfulShare'],
      statusQuo: { greedy: statusQuo, fearful: statusQuo - values['adversary.fear'] * alarm },
      prospects: null,
      clashCost: values['adversary.clashCost'],
      escalateForce: values['adversary.escalateForce'],
      escalateCost: values['adversary.escalateCost'],
    },
    levels: levels.map((_, index) => levelOf(pact, cast, index, forward, duties, values, circumstances)),
    responses,
    direct: [false, false, false, true, true],
    guarantors,
    lambdaGuarantor: values['guarantor.lambda'],
    rho: values['guarantor.rho'],
    shockNodes: settings.shockNodes,
    forceStep: settings.forceStep,
  }
}

const levelOf = (
  pact: Pact,
  cast: Cast,
  index: number,
  forward: ReadonlyMap<string, number>,
  duties: readonly (readonly (Duty | null)[])[],
  values: Values,
  circumstances: Circumstances,
): ChallengeLevel => {
  const id = levels[index]
  const attackers = values[`attack.${id}`] * value(cast.adversary?.brigadesHome ?? null, 1)
  const surprise = id === 'hybrid' ? 0 : values[`faitAccompli.${id}`]
  const atOnce = surprise / (1 + sum(forward.values()) / values['faitAccompli.halving'])
  // Where nothing is promised yet nobody waits for a finding.
  const delay = circumstances.phase === 'before' ? 0 : attributionDays(pact, id, values)
  const unanswered = exp(-delay / values['faitAccompli.delay'])
  const clash = values[`clash.${id}`]
  return {
    id,
    share: id === 'full' ? 1 : values[`share.${id}`],
    attackers,
    defenders: values[`engaged.${id}`] * value(cast.beneficiary.brigadesHome, 1),
    decisiveness: values['contest.decisiveness'],
    faitAccompli: atOnce + (1 - atOnce) * (1 - unanswered),
    evict: values['contest.evict'],
    found: foundAt(pact, id, values, circumstances),
    fightingCost: values[`fighting.${id}`],
    costSlope: values['fighting.slope'],
    backDownCost: values[`backDown.${id}`],
    clash,
    clashIfEscalated: Math.min(1, clash * values['clash.escalated']),
    severity: id === 'full' ? 1 : values[`severity.${id}`],
    directSeverity: id === 'full' ? 1 : Math.max(values['severity.direct'], values[`severity.${id}`]),
    forwardHit: id === 'hybrid' ? 0 : id === 'limited' ? 0.5 : 1,
    procedure: procedureOf(pact, cast, index, duties),
  }
}

/** What the ledger says of a state: it moves what its word costs it to break, and its mean resolve. */
const recordOf = ({ records }: Cast, state: State, values: Values): RecordShift =>
  records === undefined ? noShift : shiftOf(posteriorOf(records[state.id] ?? [], values), values)

const guarantorOf = (
  pact: Pact,
  cast: Cast,
  state: State,
  duties: readonly (Duty | null)[],
  forward: ReadonlyMap<string, number>,
  ready: number,
  values: Values,
): Guarantor => {
  const { adversary, beneficiary } = cast
  const nuclear = value(adversary?.warheads ?? null, 0) > 0
  const own = value(state.warheads, 0) > 0
  const placed = forward.get(state.id) ?? 0
  const distance = distanceKm(state.capital, beneficiary.capital)
  const opposition =
    1 + values['cost.opposition'] * (1 - value(state.troopsWillingness, values['willingness.default']) / 100)
  const force = forceOf(cast, state, distance, placed, ready, values)
  const norm = values['norm.sanctions']
  const withAid = norm + values['norm.aid']
  const shift = recordOf(cast, state, values)
  const resolve = responses.map((_, r) => (shift.resolve * r) / (responses.length - 1))
  return {
    id: state.id,
    stake: stakeOf(pact, cast, state, distance, values),
    fear:
      values['fear.clash'] *
      (nuclear ? 1 : values['fear.conventional']) *
      (own ? values['fear.ownDeterrent'] : 1),
    audience: (values['audience.points'] + values['reputation.points']) * shift.audience,
    tripwire: placed > 0 ? values['tripwire.points'] : 0,
    mandate: values['mandate.points'],
    blame: values['blame.points'],
    cost: [
      0,
      values['cost.sanctions'],
      values['cost.aid'],
      values['cost.air'] * opposition,
      values['cost.troops'] * opposition,
    ],
    upfront: responses.map(() => values['cost.upfront']),
    exposure: [0, 0, values['exposure.aid'], values['exposure.air'], 1],
    norm: [0, norm, withAid, withAid, withAid].map((points, r) => points + resolve[r]),
    pain: painOf(cast, state, values),
    contact: levels.map(() =>
      force.map((f, r) => (r < 3 ? 0 : saturate(f - force[2], values['contact.halving']))),
    ),
    force: levels.map((level) => force.map((f) => f * values[`engaged.${level}`])),
    ifPassed: duties.map((duty) => (duty === null ? NOTHING : { response: duty.response, bind: duty.bind })),
    ifBlocked: duties.map((duty) => {
      if (duty === null) return NOTHING
      const left = duty.joint ? values['decision.residual'] : 1
      return { response: duty.response, bind: duty.bind * left }
    }),
    delegated: duties.map((duty, index) => delegatedShare(duty, placed, index, values)),
  }
}

const stakeOf = (pact: Pact, cast: Cast, state: State, distance: number, values: Values): number => {
  const member = pact.membersOnly !== undefined && cast.guarantorIds.has(state.id)
  const power = value(state.warheads, 0) > 0
  return (
    values['stake.near'] * exp(-distance / values['stake.reach']) +
    values['stake.floor'] +
    (power ? values['stake.power'] : 0) +
    (member ? values['stake.member'] : 0)
  )
}

/** Economy (or armed forces) of a state in units of the adversary's. */
const relative = (cast: Cast, state: State, key: 'gdp' | 'milex'): number => {
  const mine = state[key]?.value
  const theirs = cast.adversary?.[key]?.value
  if (mine === undefined || theirs === undefined || theirs === 0)
    return key === 'milex' ? relative(cast, state, 'gdp') : 0
  return mine / theirs
}

const painOf = (cast: Cast, state: State, values: Values): number[] => {
  const pain = values['sanctions.pain'] * saturate(relative(cast, state, 'gdp'), ECONOMY_HALF)
  return [0, pain, pain, pain, pain]
}

/** Force that each response brings to bear, BE, before the share engaged at a level; `ready` scales one's own forces. */
const forceOf = (
  cast: Cast,
  state: State,
  distance: number,
  placed: number,
  ready: number,
  values: Values,
): number[] => {
  const aid =
    values['force.aid'] *
    value(cast.beneficiary.brigadesHome, 1) *
    saturate(relative(cast, state, 'gdp'), ECONOMY_HALF)
  const air =
    ready *
    values['force.air'] *
    value(cast.adversary?.brigadesHome ?? null, 1) *
    saturate(relative(cast, state, 'milex'), MILEX_HALF)
  const nearby = values['force.ready'] * exp(-distance / values['force.reach'])
  const arriving = ready * Math.max(values['force.readyFloor'], nearby)
  const troops = values['force.commit'] * value(state.brigadesDeployable, 0) * arriving
  return [0, 0, aid, aid + air, aid + air + Math.max(troops, placed)]
}

const delegatedShare = (duty: Duty | null, placed: number, level: number, values: Values): number => {
  if (duty === null) return 0
  if (duty.clause.delegatedShare !== undefined) return duty.clause.delegatedShare
  const automatic = duty.clause.response?.words === 'automatic' || duty.clause.decision?.rule === 'automatic'
  if (automatic) return values['delegated.automatic']
  return placed > 0 && level > 0 ? values['delegated.forward'] : 0
}

/** How the body that decides the duties at one level does so; null where each guarantor decides. */
const procedureOf = (
  pact: Pact,
  cast: Cast,
  level: number,
  duties: readonly (readonly (Duty | null)[])[],
): Procedure | null => {
  const clause = clausesAt(pact, levels[level]).find(
    (candidate) =>
      decidedBy(pact, candidate) !== null && duties.some((row) => row[level]?.clause === candidate),
  )
  const decided = clause === undefined ? null : decidedBy(pact, clause)
  if (decided === null) return null
  const { rule, body } = decided
  if (rule === 'lead-nation') {
    const lead = cast.responders.findIndex((state) => state.id === body.lead)
    return lead === -1 ? null : { kind: 'lead', name: body.name, lead }
  }
  const ids = membersOf(pact, body.members)
  const members = cast.responders.flatMap((state, g) => (ids.includes(state.id) ? [g] : []))
  if (rule !== 'qualified-majority')
    return { kind: 'vote', name: body.name, members, rule: { kind: 'unanimity' } }
  const populations = members.map((g) => cast.responders[g].population?.value ?? null)
  const qualified = qualifiedMajority(populations)
  return qualified === null ? null : { kind: 'vote', name: body.name, members, rule: qualified }
}
