import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ExtensiveGame, principalBranch, readGame } from '../../../src/crisis/gambit/index.js'
import { familyGame, type Kind, type Mix } from './family.js'

/*
 * Gambit's own answers (shared/peers/solver/README.md). The files are not part of this repository; where they are absent
 * these tests are skipped.
 */
const FOLDER = '../shared/peers/solver'
const here = existsSync(join(FOLDER, 'gambit_answers.json'))
if (!here) console.warn(`${FOLDER} is absent: Gambit's answers are not compared`)

interface Answer {
  readonly game: string
  readonly lam_requested: number
  /** `player:name of the set:first action`. */
  readonly columns: readonly string[]
  readonly prob_first_action: readonly number[]
}

const read = (text: string, file: string): ExtensiveGame => {
  const { game, issues } = readGame(text, file)
  expect(issues).toEqual([])
  return game!
}

const agrees = (game: ExtensiveGame, answer: Answer): void => {
  const result = principalBranch(game, { lambda: answer.lam_requested })
  expect(result.issues).toEqual([])
  expect(result.converged).toBe(true)
  expect(result.residual).toBeLessThan(1e-12)
  const mine = new Map(
    game.sets.map((set, s) => [
      `${game.players[set.player]}:${set.name}:${set.actions[0]}`,
      result.profile[s][0],
    ]),
  )
  expect(mine.size).toBe(answer.columns.length)
  const worst = Math.max(
    ...answer.columns.map((name, k) => Math.abs(mine.get(name)! - answer.prob_first_action[k])),
  )
  expect(worst).toBeLessThan(1e-6)
}

describe.skipIf(!here)("Gambit's answers", () => {
  const files = here ? readdirSync(FOLDER).filter((file) => file.endsWith('.efg')) : []
  const answers = here
    ? (JSON.parse(readFileSync(join(FOLDER, 'gambit_answers.json'), 'utf8')) as Answer[])
    : []

  it.each(files)('%s at every lambda', (file) => {
    const game = read(readFileSync(join(FOLDER, file), 'utf8'), file)
    const own = answers.filter((answer) => `${answer.game}.efg` === file)
    expect(own.length).toBe(6)
    for (const answer of own) agrees(game, answer)
  })

  it('sub_het_N8, built from its definition: 131,071 nodes', () => {
    const game = read(familyGame('sub', 'het', 8), 'sub_het_N8')
    const own = answers.filter(
      (answer) => answer.game === 'sub_het_N8' && [1, 8].includes(answer.lam_requested),
    )
    expect(own.length).toBe(2)
    for (const answer of own) agrees(game, answer)
  })

  it.each(files)('%s is what the definition gives', (file) => {
    const [, kind, mix, count] = /^(\w+)_(\w+)_N(\d+)/.exec(file)!
    expect(familyGame(kind as Kind, mix as Mix, Number(count))).toBe(readFileSync(join(FOLDER, file), 'utf8'))
  })
})
