import type { Located } from './efg.js'
import { readComment, readHeader, readTexts } from './header.js'
import { isNext, note, type Source, skipComma, take, takeInteger, takeNumber } from './lex.js'
import { MAX_NODES, MAX_PAYOFFS } from './limits.js'
import type { GameNode, InformationSet, Outcome } from './types.js'

interface Table {
  /** Payoffs the cells refer to. */
  readonly outcomes: readonly Outcome[]
  /** Index into `outcomes` of each cell, -1 for zeros; the first player's strategy changes fastest. */
  readonly cells: readonly number[]
}

/**
 * Reads the rest of an `.nfg` file, after the word NFG, and gives the extensive game in which the players choose one after
 * the other, in the file's order, without seeing what was chosen: one information set a player, number 1. A strategic
 * form has no tree, so all nodes are said to stand where its table begins.
 */
export const readNfg = (source: Source): Located | undefined => {
  const header = readHeader(source, '1')
  if (header === undefined) return undefined
  const { title, players } = header
  const { at } = source.token
  const strategies = readStrategies(source, players.length)
  if (strategies === undefined || !fits(source, strategies, at)) return undefined
  const comment = readComment(source)
  const start = source.token.at
  const cells = strategies.reduce((product, names) => product * names.length, 1)
  const table = isNext(source, '{')
    ? readOutcomeTable(source, cells, players.length)
    : readPayoffTable(source, cells, players.length)
  if (table === undefined || take(source, 'end', 'the end of the file') === undefined) return undefined
  const sets = strategies.map((actions, player) => ({ player, number: 1, name: '', actions }))
  const nodes = treeOf(sets, table)
  const outcomes = table.outcomes
  return {
    game: { title, comment, players, sets, events: [], outcomes, nodes },
    offsets: new Array<number>(nodes.length).fill(start),
  }
}

/** `{ 2 3 }`, or `{ { "a" "b" } { "c" } }`; a strategy without a name is called by its number. */
const readStrategies = (source: Source, players: number): string[][] | undefined => {
  if (take(source, '{', '{ and the strategies') === undefined) return undefined
  const strategies: string[][] = []
  const named = isNext(source, '{')
  for (let player = 1; player <= players; player++) {
    const { at } = source.token
    const names = named
      ? readTexts(source, 'the name of a strategy, in quotation marks')
      : numbered(source, `the number of strategies of player ${player}`)
    if (names === undefined) return undefined
    if (names.length === 0) {
      const message = `player ${player} has no strategy`
      return note(source, { code: 'no-actions', message }, at)
    }
    strategies.push(names)
  }
  return take(source, '}', `} after the strategies of ${players} players`) === undefined
    ? undefined
    : strategies
}

const numbered = (source: Source, expected: string): string[] | undefined => {
  const { at } = source.token
  const count = takeInteger(source, 1, expected)
  if (count === undefined) return undefined
  if (count > MAX_NODES) return note(source, TOO_LARGE, at)
  return Array.from({ length: count }, (_, k) => String(k + 1))
}

const TOO_LARGE = { code: 'too-large', message: `the game has more than ${MAX_NODES} cells` }

const fits = (source: Source, strategies: readonly string[][], at: number): boolean => {
  if (strategies.length === 0) {
    note(source, { code: 'no-players', message: 'a strategic form needs players' }, at)
    return false
  }
  const cells = strategies.reduce((product, names) => product * names.length, 1)
  const small = cells <= MAX_NODES && cells * strategies.length <= MAX_PAYOFFS
  if (!small) note(source, TOO_LARGE, at)
  return small
}

const readPayoffTable = (source: Source, cells: number, players: number): Table | undefined => {
  const outcomes: Outcome[] = []
  for (let cell = 0; cell < cells; cell++) {
    const payoffs = readPayoffs(source, players, `cell ${cell + 1} of ${cells}`)
    if (payoffs === undefined) return undefined
    outcomes.push({ number: cell + 1, name: '', payoffs })
  }
  return { outcomes, cells: outcomes.map((_, cell) => cell) }
}

const readPayoffs = (source: Source, players: number, what: string): number[] | undefined => {
  const payoffs: number[] = []
  for (let player = 1; player <= players; player++) {
    const payoff = takeNumber(source, `the payoff of player ${player} in ${what}`)
    if (payoff === undefined) return undefined
    payoffs.push(payoff)
    skipComma(source)
  }
  return payoffs
}

const readOutcomeTable = (source: Source, cells: number, players: number): Table | undefined => {
  take(source, '{', '{')
  const outcomes: Outcome[] = []
  while (!isNext(source, '}')) {
    const number = outcomes.length + 1
    if (take(source, '{', '{ of an outcome, or }') === undefined) return undefined
    const name = take(source, 'text', 'the name of the outcome, in quotation marks')
    const payoffs = name === undefined ? undefined : readPayoffs(source, players, `outcome ${number}`)
    if (name === undefined || payoffs === undefined) return undefined
    if (take(source, '}', `} after ${players} payoffs`) === undefined) return undefined
    outcomes.push({ number, name, payoffs })
  }
  take(source, '}', '}')
  const numbers: number[] = []
  for (let cell = 0; cell < cells; cell++) {
    const { at } = source.token
    const number = takeInteger(source, 0, `the outcome of cell ${cell + 1} of ${cells}`)
    if (number === undefined) return undefined
    if (number > outcomes.length) {
      const message = `there is no outcome ${number}`
      const expected = `0 to ${outcomes.length}`
      return note(source, { code: 'undefined', message, expected, received: `${number}` }, at)
    }
    numbers.push(number - 1)
  }
  return { outcomes, cells: numbers }
}

/** The tree in prefix order: an odometer over the cells with the last player fastest. */
const treeOf = (sets: readonly InformationSet[], table: Table): GameNode[] => {
  const strides: number[] = []
  let stride = 1
  for (const set of sets) {
    strides.push(stride)
    stride *= set.actions.length
  }
  const nodes: GameNode[] = []
  const choice = sets.map(() => 0)
  let depth = 0
  let cell = 0
  while (depth >= 0) {
    for (; depth < sets.length; depth++) nodes.push({ kind: 'personal', name: '', set: depth, outcome: -1 })
    nodes.push({ kind: 'terminal', name: '', set: -1, outcome: table.cells[cell] })
    depth--
    while (depth >= 0 && choice[depth] === sets[depth].actions.length - 1) {
      cell -= choice[depth] * strides[depth]
      choice[depth--] = 0
    }
    if (depth < 0) break
    choice[depth]++
    cell += strides[depth++]
  }
  return nodes
}
