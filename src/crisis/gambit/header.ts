import { isNext, note, type Source, take, takeWord } from './lex.js'
import { MAX_PLAYERS } from './limits.js'

export interface Header {
  readonly title: string
  readonly players: readonly string[]
}

/** `"title" { "player" ... }`, after the words that say which format it is. */
export const readHeader = (source: Source, version: string): Header | undefined => {
  const { token } = source
  if (take(source, 'number', `the version ${version}`) === undefined) return undefined
  if (token.text !== version) {
    const message = `version ${token.text} is not read, only version ${version}`
    return note(source, { code: 'bad-version', message, expected: version, received: token.text }, token.at)
  }
  if (takeWord(source, ['R', 'D'], 'R or D') === undefined) return undefined
  const title = take(source, 'text', 'the title, in quotation marks')
  if (title === undefined) return undefined
  const { at } = source.token
  const players = readTexts(source, 'the name of a player, in quotation marks')
  if (players === undefined) return undefined
  if (players.length <= MAX_PLAYERS) return { title, players }
  return note(source, { code: 'too-large', message: `the game has more than ${MAX_PLAYERS} players` }, at)
}

/** `{ "a" "b" ... }`; possibly none. */
export const readTexts = (source: Source, expected: string): string[] | undefined => {
  if (take(source, '{', '{') === undefined) return undefined
  const texts: string[] = []
  while (!isNext(source, '}')) {
    const text = take(source, 'text', `${expected}, or }`)
    if (text === undefined) return undefined
    texts.push(text)
  }
  take(source, '}', '}')
  return texts
}

/** The comment that may follow the header; empty when there is none. */
export const readComment = (source: Source): string =>
  isNext(source, 'text') ? (take(source, 'text', 'a comment') as string) : ''
