import { pow } from '../core/elementary.js'
import type { Issue } from '../core/issue.js'
import { type Branch, branches, type Finding, type Game, type Obligation } from './game.js'
import { lastMoves } from './lastMove.js'
import { type Equilibrium, hasLed, type Junction, type State } from './solve.js'
import { passesWith } from './vote.js'

/*
 * The game that was solved, as a Gambit extensive form, and our behaviour in it. Payoffs are multiplied by each
 * player's lambda, so agent logit quantal response at lambda 1 in that file is the equilibrium here.
 */

export interface Exported {
  /** Gambit extensive form, format EFG 2 R. */
  readonly efg: string
  readonly profile: ProfileFile
  readonly nodes: number
}

/** `profile[player][information set]`: probability of each action, in the file's order. */
export interface ProfileFile {
  readonly lambda: number
  readonly profile: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>
}

export const ADVERSARY = 'Adversary'

/** A member's vote is a player of its own: the response does not recall it, which Gambit refuses in one player. */
export const voterOf = (id: string): string => `${id} (vote)`

/** Ways in which the force of one response can fall on the grid and touch the adversary. */
interface Landing {
  readonly cell: number
  readonly joined: boolean
  readonly p: number
}

const landingsOf = (game: Game, g: number, level: number, r: number): Landing[] => {
  const guarantor = game.guarantors[g]
  const cells = guarantor.force[level][r] / game.forceStep
  const low = Math.floor(cells + 1e-9)
  const above = cells - low > 1e-9 ? cells - low : 0
  const contact = guarantor.contact[level][r]
  return [
    { cell: low, joined: false, p: (1 - above) * (1 - contact) },
    { cell: low, joined: true, p: (1 - above) * contact },
    { cell: low + 1, joined: false, p: above * (1 - contact) },
    { cell: low + 1, joined: true, p: above * contact },
  ].filter(({ p }) => p > 0)
}

const NOTHING: Obligation = { response: 0, bind: 0 }

const dutyAt = (game: Game, state: State, g: number): Obligation => {
  if (state.finding === 'notFound') return NOTHING
  const guarantor = game.guarantors[g]
  const duties =
    state.finding === 'blocked' && !hasLed(game, state, g) ? guarantor.ifBlocked : guarantor.ifPassed
  return duties[state.level]
}

const delegatedAt = (game: Game, state: State, g: number): number =>
  dutyAt(game, state, g).response > 0 ? game.guarantors[g].delegated[state.level] : 0

const membersAt = (game: Game, level: number): readonly number[] => {
  const { procedure } = game.levels[level]
  return procedure?.kind === 'vote' ? procedure.members : []
}

/** Nodes of the extensive form, counted without building it. May be Infinity. */
export const countNodes = (equilibrium: Equilibrium): number => {
  const { game, types, junctions, shocks } = equilibrium
  // A response ends in at most four landings; each path then ends in a last move with three leaves.
  const below = (state: State, g: number): number => {
    if (g === game.guarantors.length) return 1 + lastMoves.length
    const rest = below(state, g + 1)
    const after = (r: number): number => {
      const landings = landingsOf(game, g, state.level, r).length
      return landings > 1 ? 1 + landings * rest : rest
    }
    if (hasLed(game, state, g)) return after(state.led ?? 0)
    const free = 1 + game.responses.reduce((sum, _, r) => sum + after(r), 0)
    return delegatedAt(game, state, g) > 0 ? 1 + free + after(dutyAt(game, state, g).response) : free
  }
  let perType = 2
  for (const junction of junctions) {
    const voting = junction.votes.length > 0
    const paths = voting ? pow(2, membersAt(game, junction.level).length) : 1
    // Each vector of votes ends in one state or the other; as a bound, in the larger.
    for (const state of junction.states)
      perType += (state.finding === 'notFound' ? 1 : paths) * below(state, 0) + 1
    perType += voting ? shocks.nodes.length * paths : 0
  }
  return types.count * (perType + game.levels.length * (2 + shocks.nodes.length)) + 1
}

/** Whole number with commas between thousands. */
const grouped = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',')

/** Writes the extensive form, or says how many nodes it would have when that is above `limit`. */
export const exportGame = (
  equilibrium: Equilibrium,
  limit: number,
): { exported?: Exported; issues: Issue[] } => {
  const nodes = countNodes(equilibrium)
  if (!(nodes <= limit))
    return {
      issues: [
        {
          code: 'too-many-nodes',
          level: 'error',
          message: `the extensive form would have about ${nodes < 1e15 ? grouped(nodes) : nodes.toExponential(1)} nodes; the limit is ${grouped(limit)}`,
          hint: 'raise --limit, solve with fewer --values and --shocks, or export a text with fewer guarantors',
        },
      ],
    }
  return { exported: new Writer(equilibrium).write(), issues: [] }
}

const DENOMINATOR = 1_000_000_000_000

/** Probabilities as exact fractions that sum to 1: Gambit refuses a chance node whose decimals do not. */
const fractions = (probabilities: readonly number[]): string[] => {
  const parts = probabilities.map((p) => Math.round(p * DENOMINATOR))
  const largest = parts.indexOf(Math.max(...parts))
  parts[largest] += DENOMINATOR - parts.reduce((sum, part) => sum + part, 0)
  return parts.map((part) => `${part}/${DENOMINATOR}`)
}

const decimal = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(15))
const quoted = (text: string): string => `"${text.replace(/[\\"]/g, "'")}"`

interface PathState {
  readonly cell: number
  readonly joined: boolean
  readonly responses: readonly number[]
  readonly blame: readonly number[]
}

/** Writes one tree; state is the lines written so far and the numbers given out. */
class Writer {
  private readonly lines: string[] = []
  private readonly equilibrium: Equilibrium
  private readonly game: Game
  private readonly players: readonly string[]
  /** Guarantors that vote at any level, ascending. */
  private readonly voters: readonly number[]
  private readonly setNumbers = new Map<string, number>()
  private readonly profile: Record<string, Record<string, readonly number[]>> = {}
  private chance = 0
  private outcomes = 0

  constructor(equilibrium: Equilibrium) {
    this.equilibrium = equilibrium
    this.game = equilibrium.game
    const voting = equilibrium.junctions.filter((junction) => junction.votes.length > 0)
    this.voters = [...new Set(voting.flatMap(({ level }) => membersAt(this.game, level)))].sort(
      (a, b) => a - b,
    )
    const ids = this.game.guarantors.map((guarantor) => guarantor.id)
    this.players = [ADVERSARY, ...ids, ...this.voters.map((g) => voterOf(ids[g]))]
    for (const player of this.players) this.profile[player] = {}
  }

  write(): Exported {
    const { types } = this.equilibrium
    this.lines.push(
      `EFG 2 R "Guarantor: coalition crisis game" { ${this.players.map(quoted).join(' ')} }`,
      '""',
      '',
    )
    const labels = Array.from(
      types.prior.keys(),
      (t) => `${types.fearful[t] ? 'fearful' : 'greedy'} ${types.values[types.node[t]].toFixed(3)}`,
    )
    this.chanceNode(Array.from(types.prior), labels, (t) => this.challenge(t))
    return {
      efg: `${this.lines.join('\n')}\n`,
      profile: { lambda: 1, profile: this.profile },
      nodes: this.lines.length - 3,
    }
  }

  private chanceNode(
    probabilities: readonly number[],
    labels: readonly string[],
    each: (k: number) => void,
  ): void {
    const kept = probabilities.flatMap((p, k) => (p > 0 ? [k] : []))
    if (kept.length === 1) {
      each(kept[0])
      return
    }
    this.chance++
    const written = fractions(kept.map((k) => probabilities[k]))
    const moves = kept.map((k, n) => `${quoted(labels[k])} ${written[n]}`).join(' ')
    this.lines.push(`c "" ${this.chance} "" { ${moves} } 0`)
    for (const k of kept) each(k)
  }

  private personalNode(
    player: number,
    key: string,
    actions: readonly string[],
    probabilities: () => readonly number[],
    each: (k: number) => void,
  ): void {
    const name = this.players[player]
    const known = this.setNumbers.get(`${player} ${key}`)
    const number = known ?? Object.keys(this.profile[name]).length + 1
    if (known === undefined) {
      this.setNumbers.set(`${player} ${key}`, number)
      this.profile[name][number] = probabilities()
    }
    this.lines.push(`p "" ${player + 1} ${number} ${quoted(key)} { ${actions.map(quoted).join(' ')} } 0`)
    actions.forEach((_, k) => {
      each(k)
    })
  }

  private terminal(payoffs: readonly number[]): void {
    this.outcomes++
    const all = [...payoffs, ...this.voters.map((g) => payoffs[g + 1])]
    const scaled = all.map(
      (u, player) => u * (player === 0 ? this.game.adversary.lambda : this.game.lambdaGuarantor),
    )
    this.lines.push(`t "" ${this.outcomes} "" { ${scaled.map(decimal).join(', ')} }`)
  }

  private challenge(type: number): void {
    const { challenge, outside } = this.equilibrium
    const width = this.game.levels.length + 1
    const actions = ['none', ...this.game.levels.map((level) => level.id)]
    this.personalNode(
      0,
      `type ${type + 1}`,
      actions,
      () => Array.from(challenge.slice(type * width, (type + 1) * width)),
      (k) => {
        if (k === 0) this.terminal([outside[type], ...this.game.guarantors.map(() => 0)])
        else this.level(type, k - 1)
      },
    )
  }

  private level(type: number, level: number): void {
    const { junctions, shocks } = this.equilibrium
    const at = (branch: Branch) =>
      junctions.find((junction) => junction.level === level && junction.branch === branch)
    const labels = Array.from(shocks.nodes, (z) => `Z ${z.toFixed(3)}`)
    this.chanceNode(
      branches.map((branch) => at(branch)?.weight ?? 0),
      branches,
      (b) => {
        const junction = at(branches[b])
        if (junction !== undefined)
          this.chanceNode(Array.from(shocks.weights), labels, (shock) => this.finding(type, junction, shock))
      },
    )
  }

  private finding(type: number, junction: Junction, shock: number): void {
    const { found } = this.game.levels[junction.level]
    const stateOf = (finding: Finding) =>
      junction.states.find((state) => state.finding === finding && state.shock === shock)
    const led = junction.leads.length > 0
    const start: PathState = {
      cell: 0,
      joined: false,
      responses: [],
      blame: this.game.guarantors.map(() => 0),
    }
    const only = junction.states.every((state) => state.finding === junction.states[0].finding)
    if (only && !led) {
      const state = stateOf(junction.states[0].finding)
      if (state !== undefined) this.respond(type, junction, state, 0, start)
      return
    }
    this.chanceNode([1 - found, found], ['not found', 'found'], (k) => {
      const state = stateOf(k === 0 ? 'notFound' : 'passed')
      if (k === 0 && state !== undefined) this.respond(type, junction, state, 0, start)
      else if (led) this.lead(type, junction, shock, start)
      else if (junction.votes.length > 0) this.vote(type, junction, shock, [], start)
      else if (state !== undefined) this.respond(type, junction, state, 0, start)
    })
  }

  private vote(
    type: number,
    junction: Junction,
    shock: number,
    cast: readonly boolean[],
    path: PathState,
  ): void {
    const { procedure } = this.game.levels[junction.level]
    if (procedure?.kind !== 'vote') return
    if (cast.length === procedure.members.length) {
      const finding = passesWith(procedure.rule, cast) ? 'passed' : 'blocked'
      const state = junction.states.find((one) => one.finding === finding && one.shock === shock)
      if (state !== undefined) this.respond(type, junction, state, 0, path)
      return
    }
    const g = procedure.members[cast.length]
    const yes = junction.votes[shock][cast.length]
    this.personalNode(
      1 + this.game.guarantors.length + this.voters.indexOf(g),
      `${this.game.levels[junction.level].id} ${junction.branch} Z${shock + 1}`,
      ['consent', 'block'],
      () => [yes, 1 - yes],
      (k) => {
        const blame = path.blame.map((points, one) =>
          one === g && k === 1 ? points + this.game.guarantors[g].blame : points,
        )
        this.vote(type, junction, shock, [...cast, k === 0], { ...path, blame })
      },
    )
  }

  /** The lead nation moves first; everybody sees what it does. */
  private lead(type: number, junction: Junction, shock: number, path: PathState): void {
    const { procedure } = this.game.levels[junction.level]
    if (procedure?.kind !== 'lead') return
    const g = procedure.lead
    const after = (r: number): void => {
      const state = junction.states.find((one) => one.led === r && one.shock === shock)
      if (state !== undefined) this.respond(type, junction, state, 0, path)
    }
    const duty = this.game.guarantors[g].ifPassed[junction.level]
    const share = duty.response > 0 ? this.game.guarantors[g].delegated[junction.level] : 0
    this.chanceNode([share, 1 - share], ['delegated', 'free'], (k) => {
      if (k === 0) after(duty.response)
      else
        this.personalNode(
          g + 1,
          `${this.game.levels[junction.level].id} ${junction.branch} leads Z${shock + 1}`,
          this.game.responses,
          () => Array.from(junction.leads[shock]),
          after,
        )
    })
  }

  private respond(type: number, junction: Junction, state: State, g: number, path: PathState): void {
    const { game } = this
    if (g === game.guarantors.length) {
      this.lastMove(type, junction, state, path)
      return
    }
    const land = (r: number): void => {
      const landings = landingsOf(game, g, state.level, r)
      this.chanceNode(
        landings.map(({ p }) => p),
        landings.map(({ cell, joined }) => `${cell} cells${joined ? ', in the way' : ''}`),
        (k) => {
          const { cell, joined } = landings[k]
          this.respond(type, junction, state, g + 1, {
            ...path,
            cell: path.cell + cell,
            joined: path.joined || joined,
            responses: [...path.responses, r],
          })
        },
      )
    }
    const choose = (): void => {
      const { layout, choice } = state.coalition
      const from = layout.order.indexOf(g) * layout.responses
      this.personalNode(
        g + 1,
        `${game.levels[state.level].id} ${state.branch} ${state.led === null ? state.finding : `after ${game.responses[state.led]}`} Z${state.shock + 1}`,
        game.responses,
        () => Array.from(choice.slice(from, from + layout.responses)),
        land,
      )
    }
    if (hasLed(game, state, g)) {
      land(state.led ?? 0)
      return
    }
    const share = delegatedAt(game, state, g)
    const owed = dutyAt(game, state, g).response
    this.chanceNode([share, 1 - share], ['delegated', 'free'], (k) => {
      if (k === 0) land(owed)
      else choose()
    })
  }

  private lastMove(type: number, junction: Junction, state: State, path: PathState): void {
    const { types } = this.equilibrium
    const { persist, escalate, cells } = junction.move
    const at = (types.node[type] * 2 + (path.joined ? 1 : 0)) * cells + path.cell
    this.personalNode(
      0,
      `type ${type + 1} ${this.game.levels[state.level].id} ${state.branch} ${path.cell}${path.joined ? ' joined' : ''}`,
      lastMoves,
      () => [persist[at], Math.max(0, 1 - persist[at] - escalate[at]), escalate[at]],
      (k) => {
        this.terminal(this.payoffs(type, junction, state, path, k))
      },
    )
  }

  /** Payoffs in points at a leaf; the contest and the clash enter as expectations. */
  private payoffs(type: number, junction: Junction, state: State, path: PathState, move: number): number[] {
    const { game } = this
    const { types, shocks } = this.equilibrium
    const level = game.levels[state.level]
    const { adversary } = game
    const fights = move !== 1
    const raised = move === 2
    const { prevail, prevailEscalated } = junction.move
    const lost = fights ? (raised ? prevailEscalated : prevail)[path.cell] : 0
    const clash = fights ? (raised ? level.clashIfEscalated : level.clash) : 0
    const growth =
      1 + (level.costSlope * path.cell * game.forceStep) / Math.max(level.attackers, game.forceStep)
    const fighting = level.fightingCost * growth * (raised ? adversary.escalateCost : 1)
    const pain = path.responses.reduce((sum, r, g) => sum + game.guarantors[g].pain[r], 0) * level.severity
    const prize = types.values[types.node[type]] * level.share * lost
    const mine = fights
      ? prize - fighting - (path.joined ? clash * adversary.clashCost : 0) - pain
      : -level.backDownCost - pain
    const z = shocks.nodes[state.shock]
    const theirs = game.guarantors.map((guarantor, g) => {
      const r = path.responses[g]
      const { response: owed, bind } = dutyAt(game, state, g)
      const cost = guarantor.cost[r] * (game.direct[r] ? level.directSeverity : level.severity)
      return (
        -100 * guarantor.stake * level.share * lost -
        cost * (guarantor.upfront[r] + (fights ? 1 - guarantor.upfront[r] : 0)) -
        guarantor.exposure[r] * guarantor.fear * clash -
        (r < owed ? (bind * guarantor.audience * (owed - r)) / owed : 0) -
        (game.direct[r] && !game.direct[owed] ? guarantor.mandate : 0) +
        guarantor.norm[r] * level.severity +
        (game.rho * z * r) / (game.responses.length - 1) +
        (r >= Math.min(2, game.responses.length - 1) ? guarantor.tripwire * level.forwardHit : 0) -
        path.blame[g]
      )
    })
    return [mine, ...theirs]
  }
}
