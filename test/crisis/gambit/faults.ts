import { expect } from 'vitest'
import { readGame } from '../../../src/crisis/gambit/index.js'

/** `code line:column` of each issue of a text; and checks that a game is given exactly when none of them is an error. */
export const faults = (text: string): string[] => {
  const { game, issues } = readGame(text, 'x.efg')
  expect(issues.every(({ file }) => file === 'x.efg')).toBe(true)
  expect(game === undefined).toBe(issues.some(({ level }) => level === 'error'))
  return issues.map(({ code, line, column }) => `${code} ${line}:${column}`)
}
