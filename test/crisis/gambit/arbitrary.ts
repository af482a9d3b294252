import fc from 'fast-check'
import type {
  ChanceEvent,
  ExtensiveGame,
  GameNode,
  InformationSet,
  Outcome,
} from '../../../src/crisis/gambit/index.js'

export interface Shape {
  readonly players: number
  readonly depth: number
  /** Whether chance may have moves of probability 0. */
  readonly impossible: boolean
}

/** Reads decisions off a tape of numbers in [0, 1), which fast-check can shrink; off its end come zeros. */
const player = (tape: readonly number[]) => {
  let next = 0
  return (count: number): number => Math.floor((tape[next++] ?? 0) * count)
}

/**
 * A random small game: chance and personal nodes, information sets that join nodes (never two on one path), outcomes at
 * interior nodes, outcomes and events used more than once.
 */
export const gameFrom = (tape: readonly number[], shape: Shape): ExtensiveGame => {
  const pick = player(tape)
  const sets: InformationSet[] = []
  const events: ChanceEvent[] = []
  const outcomes: Outcome[] = []
  const nodes: GameNode[] = []
  const outcome = (likely: number): number => {
    if (pick(10) >= likely) return -1
    const known = pick(outcomes.length + 2)
    if (known < outcomes.length) return known
    const payoffs = Array.from({ length: shape.players }, () => pick(21) / 2 - 5)
    return outcomes.push({ number: outcomes.length + 1, name: `o${outcomes.length + 1}`, payoffs }) - 1
  }
  const event = (): number => {
    const known = pick(events.length + 2)
    if (known < events.length) return known
    const weights = Array.from({ length: 1 + pick(3) }, () => (shape.impossible ? pick(4) : 1 + pick(3)))
    if (!weights.some((weight) => weight > 0)) weights[0] = 1
    const sum = weights.reduce((a, b) => a + b, 0)
    return (
      events.push({
        number: events.length + 1,
        name: '',
        actions: weights.map((_, k) => `c${k}`),
        probabilities: weights.map((weight) => weight / sum),
      }) - 1
    )
  }
  const set = (path: readonly number[]): number => {
    const open = sets.map((_, s) => s).filter((s) => !path.includes(s))
    const known = pick(open.length + 2)
    if (known < open.length) return open[known]
    const owner = pick(shape.players)
    const number = 1 + sets.filter((other) => other.player === owner).length
    const actions = Array.from({ length: 1 + pick(3) }, (_, k) => `a${k}`)
    return sets.push({ player: owner, number, name: `s${number}`, actions }) - 1
  }
  const build = (depth: number, path: readonly number[]): void => {
    const kind = depth === 0 ? 0 : pick(8)
    if (kind === 0 && nodes.length > 0) {
      nodes.push({ kind: 'terminal', name: '', set: -1, outcome: outcome(9) })
      return
    }
    if (kind <= 2) {
      const index = event()
      nodes.push({ kind: 'chance', name: 'chance', set: index, outcome: outcome(2) })
      for (const _ of events[index].actions) build(depth - 1, path)
      return
    }
    const index = set(path)
    nodes.push({ kind: 'personal', name: '', set: index, outcome: outcome(2) })
    for (const _ of sets[index].actions) build(depth - 1, [...path, index])
  }
  build(Math.max(1, shape.depth), [])
  const players = Array.from({ length: shape.players }, (_, k) => `P${k + 1}`)
  return { title: 'random', comment: '', players, sets, events, outcomes, nodes }
}

const number = fc.integer({ min: 0, max: 9999 }).map((n) => n / 10_000)

export const gameArbitrary = (shape: Partial<Shape> = {}): fc.Arbitrary<ExtensiveGame> =>
  fc
    .array(number, { minLength: 40, maxLength: 400 })
    .map((tape) => gameFrom(tape, { players: 3, depth: 4, impossible: false, ...shape }))

/** The game with numbers in [0, 1) to build a profile from. */
export const gameWithTape = (shape: Partial<Shape> = {}) =>
  fc.tuple(gameArbitrary(shape), fc.array(number, { minLength: 60, maxLength: 60 }))

/** A fully mixed profile. */
export const profileFrom = (game: ExtensiveGame, tape: readonly number[]): number[][] => {
  let next = 0
  return game.sets.map(({ actions }) => {
    const weights = actions.map(() => 0.01 + (tape[next++ % tape.length] ?? 0))
    const sum = weights.reduce((a, b) => a + b, 0)
    return weights.map((weight) => weight / sum)
  })
}
