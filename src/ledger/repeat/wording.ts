import { compareText } from '../../core/order.js'
import { sentencesOf } from '../text/sentences.js'
import { findParties } from '../text/who.js'
import type { Said } from './repeats.js'
import { wordsOf } from './words.js'

/** A standing form of words that statements come back to, such as "as long as it takes". */
export interface Wording {
  /** Two stems that hold together, as compared. */
  readonly stems: readonly [string, string]
  /** The words between and around them where they were first said. */
  readonly words: string
  /** Statements that use it, in order of date; the first one said it first. */
  readonly statements: readonly { readonly id: string; readonly who: string; readonly date: string }[]
}

export interface WordingOptions {
  /** Least number of statements. */
  readonly least: number
  /** Share of statements beyond which words are the subject itself, not a promise. */
  readonly most: number
  /** Share of the statements with the rarer stem that have the other beside it. */
  readonly cohesion: number
}

export const wordingDefaults: WordingOptions = { least: 3, most: 0.5, cohesion: 0.8 }

/** Pairs of stems at most two apart in a sentence. */
const pairsIn = (stems: readonly string[]): string[] =>
  stems.flatMap((stem, i) =>
    [1, 2].flatMap((gap) =>
      i + gap < stems.length && stems[i + gap] !== stem ? [`${stem} ${stems[i + gap]}`] : [],
    ),
  )

/** The words of a text around the two stems, from the first to the last, with up to two before. */
const shown = (text: string, [first, second]: readonly [string, string]): string => {
  const words = text.split(/\s+/)
  const stems = words.map((word) => wordsOf(word)[0])
  for (let i = 0; i < words.length; i++) {
    if (stems[i] !== first) continue
    const to = stems.findIndex((stem, j) => j > i && j <= i + 6 && stem === second)
    if (to === -1) continue
    return words
      .slice(i, to + 1)
      .join(' ')
      .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  }
  return `${first} ${second}`
}

/**
 * Words that hold together and recur over statements, those in most statements first. It finds what is said again in
 * other sentences than before, which likeness of whole sentences misses; it also finds mere turns of phrase.
 */
export const findWordings = (
  statements: readonly Said[],
  options: WordingOptions = wordingDefaults,
): Wording[] => {
  const said = [...statements].sort((a, b) => compareText(a.date, b.date) || compareText(a.id, b.id))
  const single = new Map<string, Set<number>>()
  const double = new Map<string, Set<number>>()
  const note = (map: Map<string, Set<number>>, key: string, index: number) =>
    map.set(key, (map.get(key) ?? new Set()).add(index))
  said.forEach(({ text }, index) => {
    for (const sentence of sentencesOf(text)) {
      const stems = wordsOf(sentence.text)
      for (const stem of stems) note(single, stem, index)
      for (const pair of pairsIn(stems)) note(double, pair, index)
    }
  })
  return [...double]
    .flatMap(([pair, found]): Wording[] => {
      const stems = pair.split(' ') as [string, string]
      const rarer = Math.min(...stems.map((stem) => single.get(stem)?.size ?? 0))
      if (found.size < options.least || found.size > options.most * said.length) return []
      if (found.size < options.cohesion * rarer) return []
      const users = [...found].map((index) => said[index])
      const words = shown(users[0].text, stems)
      // Names of those who speak are not what they say.
      if (findParties(words).some(({ words: name }) => name === words)) return []
      return [
        {
          stems,
          words,
          statements: users.map(({ id, who, date }) => ({ id, who, date })),
        },
      ]
    })
    .sort(
      (a, b) =>
        b.statements.length - a.statements.length || compareText(a.stems.join(' '), b.stems.join(' ')),
    )
}
