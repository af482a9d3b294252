import { note, type Source, take, takeWord } from './lex.js'

export interface Header {
  readonly title: string
  readonly players: readonly string[]
}

/** `"title" { "player" ... }`, after the words that say which format it is. */
export const readHeader = (source: Source, version: string): Header | undefined => {
  const { token } = source
  if (take(source, 'number', `the version ${version}`) === undefined) return undefined
  if (token.text !== version) {
    note(
      source,
      {
        code: 'bad-version',
        message: `version ${token.text} is not read, only version ${version}`,
        expected: version,
        received: token.text,
      },
      token.at,
    )
    return undefined
  }
  if (takeWord(source, ['R', 'D'], 'R or D') === undefined) return undefined
  const title = take(source, 'text', 'the title, in quotation marks')
  if (title === undefined) return undefined
  const players = readTexts(source, 'the name of a player, in quotation marks')
  return players === undefined ? undefined : { title, players }
}

/** `{ "a" "b" ... }`; possibly none. */
export const readTexts = (source: Source, expected: string): string[] | undefined => {
  if (take(source, '{', '{') === undefined) return undefined
  const texts: string[] = []
  while (source.token.kind !== '}') {
    const text = take(source, 'text', `${expected}, or }`)
    if (text === undefined) return undefined
    texts.push(text)
  }
  take(source, '}', '}')
  return texts
}

/** The comment that may follow the header; empty when there is none. */
export const readComment = (source: Source): string =>
  source.token.kind === 'text' ? (take(source, 'text', 'a comment') as string) : ''
