import type { Issue } from '../../core/issue.js'
import { checkGame } from './check.js'
import { readEfg } from './efg.js'
import { openSource, placeAt, takeWord } from './lex.js'
import { MAX_TEXT } from './limits.js'
import { readNfg } from './nfg.js'
import type { ExtensiveGame } from './types.js'

export interface ReadGame {
  /** Absent when an issue is an error. */
  readonly game?: ExtensiveGame
  readonly issues: readonly Issue[]
}

/**
 * Reads a game in one of Gambit's file formats: extensive (`EFG 2`) or strategic (`NFG 1`, by payoffs or by outcomes),
 * https://gambitproject.readthedocs.io/en/latest/formats.html. The contents decide which it is, not the file's name.
 *
 * A strategic form becomes the one-shot extensive game with one information set a player, number 1.
 *
 * Never throws. Every fault is an issue with line and column; `game` is given when none of them is an error. Read are at
 * most 50 million characters, 2 million nodes (or cells), and 20 million nodes times players.
 */
export const readGame = (text: string, file: string): ReadGame => {
  if (text.length > MAX_TEXT) {
    const message = `the file has ${text.length} characters; at most ${MAX_TEXT} are read`
    return { issues: [{ code: 'too-large', level: 'error', message, file, line: 1, column: 1 }] }
  }
  const source = openSource(text, file)
  const format = takeWord(source, ['EFG', 'NFG'], 'EFG or NFG')
  if (format === undefined) return { issues: source.issues }
  const located = format === 'EFG' ? readEfg(source) : readNfg(source)
  if (located === undefined) return { issues: source.issues }
  const { game, offsets } = located
  const issues = [...source.issues, ...checkGame(game, file, (node) => placeAt(text, offsets[node]))]
  return issues.some(({ level }) => level === 'error') ? { issues } : { game, issues }
}
