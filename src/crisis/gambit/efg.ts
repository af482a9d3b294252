import { readComment, readHeader, readTexts } from './header.js'
import {
  isNext,
  note,
  overwhelmed,
  type Source,
  skipComma,
  take,
  takeInteger,
  takeNumber,
  takeWord,
} from './lex.js'
import { MAX_NODES } from './limits.js'
import type { ChanceEvent, ExtensiveGame, GameNode, InformationSet, Outcome } from './types.js'

/** A game and, for each node, where in the text it begins. */
export interface Located {
  readonly game: ExtensiveGame
  readonly offsets: readonly number[]
}

interface Draft {
  readonly players: readonly string[]
  readonly sets: InformationSet[]
  readonly events: ChanceEvent[]
  readonly outcomes: Outcome[]
  /** Where the file's numbers are found in the lists above; one map a player for the information sets. */
  readonly setAt: readonly Map<number, number>[]
  readonly eventAt: Map<number, number>
  readonly outcomeAt: Map<number, number>
}

/** Reads the rest of an `.efg` file, after the word EFG. Faults are noted in `source`. */
export const readEfg = (source: Source): Located | undefined => {
  const header = readHeader(source, '2')
  if (header === undefined) return undefined
  const comment = readComment(source)
  const { title, players } = header
  const draft: Draft = {
    players,
    sets: [],
    events: [],
    outcomes: [],
    setAt: players.map(() => new Map()),
    eventAt: new Map(),
    outcomeAt: new Map(),
  }
  const nodes: GameNode[] = []
  const offsets: number[] = []
  // Nodes still to come: a tree in prefix order needs no recursion, and a deep one no stack.
  let open = 1
  while (open > 0) {
    if (nodes.length >= MAX_NODES) return tooMany(source)
    offsets.push(source.token.at)
    const node = readNode(source, draft)
    if (node === undefined || overwhelmed(source)) return undefined
    nodes.push(node)
    open += childCount(draft, node) - 1
  }
  if (!isNext(source, 'end'))
    note(source, {
      code: 'trailing-text',
      level: 'warning',
      message: 'the tree is complete here; what follows is not read',
    })
  const { sets, events, outcomes } = draft
  return { game: { title, comment, players, sets, events, outcomes, nodes }, offsets }
}

const tooMany = (source: Source): undefined =>
  note(source, { code: 'too-large', message: `the game has more than ${MAX_NODES} nodes` })

const childCount = (draft: Draft, node: GameNode): number => {
  if (node.kind === 'terminal') return 0
  return (node.kind === 'chance' ? draft.events : draft.sets)[node.set].actions.length
}

const readNode = (source: Source, draft: Draft): GameNode | undefined => {
  const letter = takeWord(source, ['c', 'p', 't'], 'a node (c, p or t)')
  if (letter === undefined) return undefined
  const name = take(source, 'text', 'the name of the node, in quotation marks')
  if (name === undefined) return undefined
  const set = letter === 't' ? -1 : letter === 'c' ? readEvent(source, draft) : readSet(source, draft)
  if (set === undefined) return undefined
  const outcome = readOutcome(source, draft)
  if (outcome === undefined) return undefined
  const kind = letter === 't' ? 'terminal' : letter === 'c' ? 'chance' : 'personal'
  return { kind, name, set, outcome }
}

const readSet = (source: Source, draft: Draft): number | undefined => {
  const { at } = source.token
  const player = takeInteger(source, 1, 'the number of a player')
  if (player === undefined) return undefined
  if (player > draft.players.length) {
    const expected = `1 to ${draft.players.length}`
    const message = `there is no player ${player}`
    return note(source, { code: 'unknown-player', message, expected, received: `${player}` }, at)
  }
  const numberAt = source.token.at
  const number = takeInteger(source, 1, 'the number of an information set')
  if (number === undefined) return undefined
  const index = draft.setAt[player - 1].get(number)
  const what = `information set ${number} of player ${player}`
  if (!isNext(source, 'text')) return index ?? undefinedYet(source, what, numberAt)
  const described = source.token.at
  const name = take(source, 'text', 'a name') as string
  const actions = readTexts(source, 'the name of an action, in quotation marks')
  if (actions === undefined || !someActions(source, actions, what, described)) return undefined
  if (index === undefined) {
    draft.setAt[player - 1].set(number, draft.sets.length)
    return draft.sets.push({ player: player - 1, number, name, actions }) - 1
  }
  const known = draft.sets[index]
  compareNames(source, what, known.name, name, described)
  compareActions(source, what, known.actions, actions, described)
  return index
}

const readEvent = (source: Source, draft: Draft): number | undefined => {
  const numberAt = source.token.at
  const number = takeInteger(source, 1, 'the number of a chance event')
  if (number === undefined) return undefined
  const index = draft.eventAt.get(number)
  const what = `chance event ${number}`
  if (!isNext(source, 'text')) return index ?? undefinedYet(source, what, numberAt)
  const described = source.token.at
  const name = take(source, 'text', 'a name') as string
  if (take(source, '{', '{') === undefined) return undefined
  const actions: string[] = []
  const probabilities: number[] = []
  while (!isNext(source, '}')) {
    const action = take(source, 'text', 'the name of an action, in quotation marks, or }')
    const probability = action === undefined ? undefined : takeNumber(source, 'a probability')
    if (action === undefined || probability === undefined) return undefined
    actions.push(action)
    probabilities.push(probability)
    skipComma(source)
  }
  take(source, '}', '}')
  if (!someActions(source, actions, what, described)) return undefined
  if (index === undefined) {
    draft.eventAt.set(number, draft.events.length)
    return draft.events.push({ number, name, actions, probabilities }) - 1
  }
  const known = draft.events[index]
  compareNames(source, what, known.name, name, described)
  compareActions(source, what, known.actions, actions, described)
  compareNumbers(source, `the probabilities of ${what}`, known.probabilities, probabilities, described)
  return index
}

const readOutcome = (source: Source, draft: Draft): number | undefined => {
  const numberAt = source.token.at
  const number = takeInteger(source, 0, 'the number of an outcome')
  if (number === undefined) return undefined
  const index = number === 0 ? -1 : draft.outcomeAt.get(number)
  const what = `outcome ${number}`
  if (!isNext(source, 'text')) return index ?? undefinedYet(source, what, numberAt)
  const described = source.token.at
  const name = take(source, 'text', 'a name') as string
  const payoffs = readPayoffs(source, draft.players.length)
  if (payoffs === undefined) return undefined
  if (number === 0) {
    note(source, { code: 'null-outcome', message: 'outcome 0 pays nothing and has no name' }, described)
    return -1
  }
  if (index === undefined) {
    draft.outcomeAt.set(number, draft.outcomes.length)
    return draft.outcomes.push({ number, name, payoffs }) - 1
  }
  const known = draft.outcomes[index]
  compareNames(source, what, known.name, name, described)
  compareNumbers(source, `the payoffs of ${what}`, known.payoffs, payoffs, described)
  return index
}

const readPayoffs = (source: Source, players: number): number[] | undefined => {
  if (take(source, '{', '{ and the payoffs') === undefined) return undefined
  const payoffs: number[] = []
  for (let player = 0; player < players; player++) {
    const payoff = takeNumber(source, `the payoff of player ${player + 1}`)
    if (payoff === undefined) return undefined
    payoffs.push(payoff)
    skipComma(source)
  }
  return take(source, '}', `} after ${players} payoffs`) === undefined ? undefined : payoffs
}

const undefinedYet = (source: Source, what: string, at: number): undefined =>
  note(
    source,
    { code: 'undefined', message: `${what} has not been described`, hint: 'describe it at its first node' },
    at,
  )

const someActions = (source: Source, actions: readonly string[], what: string, at: number): boolean => {
  if (actions.length === 0) note(source, { code: 'no-actions', message: `${what} has no action` }, at)
  return actions.length > 0
}

const listed = (items: readonly (string | number)[]): string => `{ ${items.slice(0, 8).join(', ')} }`

const compareNames = (source: Source, what: string, known: string, name: string, at: number): void => {
  if (known === name) return
  const message = `${what} is called "${name}" here and "${known}" before; the first name is kept`
  note(
    source,
    { code: 'renamed', level: 'warning', message, expected: `"${known}"`, received: `"${name}"` },
    at,
  )
}

const compareActions = (
  source: Source,
  what: string,
  known: readonly string[],
  actions: readonly string[],
  at: number,
): void => {
  if (known.length === actions.length && known.every((action, k) => action === actions[k])) return
  const message = `${what} has other actions here than before`
  note(source, { code: 'different-actions', message, expected: listed(known), received: listed(actions) }, at)
}

const compareNumbers = (
  source: Source,
  what: string,
  known: readonly number[],
  numbers: readonly number[],
  at: number,
): void => {
  if (known.length === numbers.length && known.every((value, k) => value === numbers[k])) return
  const message = `${what} are not those given before`
  note(source, { code: 'different-numbers', message, expected: listed(known), received: listed(numbers) }, at)
}
