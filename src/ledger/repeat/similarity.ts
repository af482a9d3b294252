import { log } from '../../core/elementary.js'
import { gramsOf, wordsOf } from './words.js'

/*
 * How alike two texts are: half Okapi BM25 over words (Robertson & Walker 1994), half the cosine of TF-IDF over
 * 4-character runs. Settings were chosen on the train set of CLEF-2020 CheckThat! Task 2 alone (docs/say-do.md).
 */

export const SETTINGS = { k1: 0.8, b: 0.4, share: 0.5 } as const

/** Where each term occurs, and how often. */
interface Postings {
  readonly terms: ReadonlyMap<string, { readonly texts: number[]; readonly counts: number[] }>
  readonly lengths: readonly number[]
}

/** Where each term occurs, and what one occurrence in a query adds to the score of each text. */
interface Weighted {
  readonly texts: readonly number[]
  readonly adds: Float64Array
  /** Weight of the term itself. */
  readonly weight: number
}

const countsOf = (terms: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

const postingsOf = (texts: readonly (readonly string[])[]): Postings => {
  const terms = new Map<string, { texts: number[]; counts: number[] }>()
  texts.forEach((text, index) => {
    for (const [term, count] of countsOf(text)) {
      const found = terms.get(term)
      if (found === undefined) terms.set(term, { texts: [index], counts: [count] })
      else {
        found.texts.push(index)
        found.counts.push(count)
      }
    }
  })
  return { terms, lengths: texts.map((text) => text.length) }
}

/** 1 + log(count), each looked up once. */
const logCounts = Float64Array.from({ length: 256 }, (_, count) => (count === 0 ? 0 : 1 + log(count)))
const tf = (count: number): number => (count < 256 ? logCounts[count] : 1 + log(count))

/** Okapi BM25 of every term in every text. */
const bm25 = ({ terms, lengths }: Postings): ReadonlyMap<string, Weighted> => {
  const { k1, b } = SETTINGS
  const size = lengths.length
  const mean = Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, size))
  const saturation = lengths.map((length) => k1 * (1 - b + (b * length) / mean))
  return new Map(
    [...terms].map(([term, { texts, counts }]) => {
      const weight = log(1 + (size - texts.length + 0.5) / (texts.length + 0.5))
      const adds = Float64Array.from(
        texts,
        (text, j) => (weight * counts[j] * (k1 + 1)) / (counts[j] + saturation[text]),
      )
      return [term, { texts, adds, weight }]
    }),
  )
}

/** TF-IDF of every term in every text, each text scaled to length 1. */
const tfIdf = ({ terms, lengths }: Postings): ReadonlyMap<string, Weighted> => {
  const size = lengths.length
  const norms = new Float64Array(size)
  const weighted = [...terms].map(([term, { texts, counts }]): [string, Weighted] => {
    const weight = log((1 + size) / (1 + texts.length)) + 1
    const adds = Float64Array.from(counts, (count) => tf(count) * weight)
    for (let j = 0; j < texts.length; j++) norms[texts[j]] += adds[j] * adds[j]
    return [term, { texts, adds, weight }]
  })
  for (const [, { texts, adds }] of weighted)
    for (let j = 0; j < texts.length; j++) adds[j] /= Math.sqrt(norms[texts[j]])
  return new Map(weighted)
}

/** Texts that others can be compared with. */
export interface TextIndex {
  readonly size: number
  /** How much each text repeats of what `query` says, 0 to 1: 1 is the same text or nearly so, 0 shares nothing. */
  readonly scores: (query: string) => Float64Array
  /** Words shared by a query and one text, those that tell most first. */
  readonly shared: (query: string, index: number) => readonly string[]
}

/** Builds the index of texts. Memory and time grow with their length. */
export const indexTexts = (texts: readonly string[]): TextIndex => {
  const size = texts.length
  const words = bm25(postingsOf(texts.map(wordsOf)))
  const grams = tfIdf(postingsOf(texts.map(gramsOf)))
  const { share } = SETTINGS

  /** BM25 over what a text of mean length would score that has every word of the query once. */
  const byWords = (query: readonly string[], scores: Float64Array): void => {
    const found = [...new Set(query)].flatMap((term) => words.get(term) ?? [])
    const unseen = new Set(query.filter((term) => !words.has(term))).size
    // A word that no text has is the rarest there is.
    const most = found.reduce((sum, { weight }) => sum + weight, unseen * log(1 + (size + 0.5) / 0.5))
    const sums = new Float64Array(size)
    for (const { texts: at, adds } of found) for (let j = 0; j < at.length; j++) sums[at[j]] += adds[j]
    if (most > 0) for (let i = 0; i < size; i++) scores[i] += share * Math.min(1, sums[i] / most)
  }
  const byGrams = (query: readonly string[], scores: Float64Array): void => {
    const sums = new Float64Array(size)
    let norm = 0
    for (const [term, count] of countsOf(query)) {
      const found = grams.get(term)
      if (found === undefined) continue
      const { texts: at, adds, weight } = found
      const x = tf(count) * weight
      norm += x * x
      for (let j = 0; j < at.length; j++) sums[at[j]] += x * adds[j]
    }
    if (norm > 0) for (let i = 0; i < size; i++) scores[i] += ((1 - share) * sums[i]) / Math.sqrt(norm)
  }

  return {
    size,
    scores: (query) => {
      const scores = new Float64Array(size)
      byWords(wordsOf(query), scores)
      byGrams(gramsOf(query), scores)
      return scores
    },
    shared: (query, index) =>
      [...new Set(wordsOf(query))]
        .flatMap((term) => {
          const found = words.get(term)
          return found?.texts.includes(index) === true ? [{ term, weight: found.weight }] : []
        })
        .sort((x, y) => y.weight - x.weight || (x.term < y.term ? -1 : 1))
        .map(({ term }) => term),
  }
}

/** Places of the `count` highest scores above 0, highest first, the earlier text first where two are equal. */
export const highest = (scores: Float64Array, count: number): number[] => {
  const best: number[] = []
  for (let i = 0; i < scores.length; i++) {
    if (!(scores[i] > 0) || (best.length === count && scores[i] <= scores[best[count - 1]])) continue
    let at = best.length
    while (at > 0 && scores[best[at - 1]] < scores[i]) at--
    best.splice(at, 0, i)
    if (best.length > count) best.pop()
  }
  return best
}
