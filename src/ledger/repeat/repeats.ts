import { compareText } from '../../core/order.js'
import { type DeadlineFound, findDeadlines } from '../text/deadlines.js'
import { findHedges } from '../text/hedges.js'
import { findMoney, type MoneyFound } from '../text/money.js'
import { findQuantities, type QuantityFound } from '../text/quantities.js'
import { sentencesOf } from '../text/sentences.js'
import { findParties } from '../text/who.js'
import { type Hedge, hedges } from '../vocabulary.js'
import { indexTexts, type TextIndex } from './similarity.js'

/*
 * Which statement says again what an earlier one promised, and what was new in it.
 */

/** Something said by a guarantor on a day. */
export interface Said {
  readonly id: string
  /** Code of the guarantor; statements of others are compared with it only where asked. */
  readonly who: string
  /** YYYY-MM-DD, YYYY-MM or YYYY. */
  readonly date: string
  readonly text: string
}

export interface RepeatOptions {
  /** Likeness from which two sentences count as the same promise where no amount contradicts, 0 to 1. */
  readonly alike: number
  /** Likeness that is enough where they name the same amount. */
  readonly sameAmount: number
  /** Compare statements of different guarantors, too. */
  readonly across: boolean
}

/** Read off the clusters of real statements and the Kiel texts (docs/say-do.md). */
export const repeatDefaults: RepeatOptions = { alike: 0.4, sameAmount: 0.3, across: false }

/** One sentence of a statement that promises or names an amount, with what tells promises apart. */
interface Unit {
  readonly said: number
  readonly text: string
  readonly money: readonly MoneyFound[]
  readonly quantities: readonly QuantityFound[]
  readonly deadlines: readonly DeadlineFound[]
  readonly hedge: Hedge | undefined
  readonly amounts: ReadonlySet<string>
  readonly ordinals: ReadonlySet<string>
  readonly names: ReadonlySet<string>
  /** Says itself that it is new: additional, another, a second. */
  readonly further: boolean
}

/** What a repetition says that no earlier statement of its chain did. */
export interface Novelty {
  readonly kind: 'amount' | 'date' | 'hedge' | 'scope'
  readonly words: string
}

/** A statement that repeats an earlier one. */
export interface Repeat {
  readonly id: string
  readonly of: string
  /** Likeness of the two sentences, 0 to 1. */
  readonly score: number
  /** Words both share, those that tell most first; at most eight. */
  readonly words: readonly string[]
  /** Amounts both name. */
  readonly amounts: readonly string[]
  readonly sentence: string
  readonly earlier: string
}

/** A promise with all its repetitions. */
export interface Chain {
  /** Id of the statement that said it first. */
  readonly first: string
  readonly who: string
  /** The sentence that said it first. */
  readonly promise: string
  readonly firstSaid: string
  readonly lastSaid: string
  readonly repeats: readonly (Repeat & { readonly date: string; readonly news: readonly Novelty[] })[]
}

/** What numbers a package among others; days of a month are taken out before. */
const ORDINAL =
  /\b\d{1,3}(?:st|nd|rd|th)\b|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|twentieth)\b|\b[XVI]{2,6}\b/gi
const DAY =
  /\b\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:January|February|March|April|May|June|July|August|September|October|November|December)|(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(?:st|nd|rd|th)?/g
const FURTHER = /\b(?:additional(?:ly)?|another|a new|new|further|extra|next|on top of|more)\b/i
/** One of a row of payments or packages, alike but for its date. */
const SERIAL = /\b(?:tranche|drawdown|instal?ment)s?\b/i
/** Points back to what was said before. */
const BACK =
  /\b(?:already|earlier|previous(?:ly)?|reiterat\w+|reaffirm\w+|as announced|part of|(?:announced|committed|pledged|promised|adopted|approved) (?:on|in|at|earlier))\b/i
const NAME = /(?<=[\w,;:)"”] (?:["“(])?)[A-Z][\w’'-]{2,}(?: [A-Z][\w’'-]+)*/g
const COMMON =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Minister|Prime|President|Government|Ministry|Defen[cs]e|Foreign|Council|The|EUR|USD|GBP|NOK|SEK|DKK|CAD|AUD|CHF|PLN|CZK|JPY|Source)/

const namesIn = (text: string): Set<string> => {
  let rest = text
  for (const { start, end } of findParties(text))
    rest = `${rest.slice(0, start)}${'x'.repeat(end - start)}${rest.slice(end)}`
  const names = (rest.match(NAME) ?? []).filter((name) => !COMMON.test(name))
  return new Set(names.map((name) => name.replace(/['’]s$/, '')))
}

/** Text for an amount that two statements may share: currency and sum, or count and the last word of what is counted. */
const moneyKey = ({ currency, amount, high }: MoneyFound): string => `${currency} ${high ?? amount}`
const countKey = ({ amount, high, item }: QuantityFound): string => {
  const noun = (item.split(' of ')[0].split(/[\s-]/).at(-1) ?? '').toLowerCase().replace(/s$/, '')
  return `${high ?? amount} ${/^(?:shell|round|ammunition)$/.test(noun) ? 'round' : noun}`
}

const hedgeIn = (text: string): Hedge | undefined => {
  const degrees = findHedges(text).map(({ degree }) => degree)
  return hedges.find((hedge) => degrees.includes(hedge))
}

const unitsOf = (said: Said, index: number): Unit[] =>
  sentencesOf(said.text.replace(/\[[^\]]{0,300}\]/g, (note) => (note.length < 25 ? note : ' '))).flatMap(
    ({ text: full }) => {
      const text = full.replace(/\s+/g, ' ')
      const money = findMoney(text, said.who)
      const deadlines = findDeadlines(text, said.date.length === 10 ? said.date : undefined)
      const quantities = findQuantities(text, [...money, ...deadlines])
      const hedge = hedgeIn(text)
      if (hedge === undefined && money.length + quantities.length === 0) return []
      return [
        {
          said: index,
          text,
          money,
          quantities,
          deadlines,
          hedge,
          amounts: new Set([...money.map(moneyKey), ...quantities.map(countKey)]),
          ordinals: new Set(
            (text.replace(DAY, ' ').match(ORDINAL) ?? []).map((ordinal) => ordinal.toLowerCase()),
          ),
          names: namesIn(text),
          further: FURTHER.test(text),
        },
      ]
    },
  )

const common = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] => [...a].filter((x) => b.has(x))

/** Both say something of the kind, and nothing the same. */
const contradict = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size > 0 && b.size > 0 && common(a, b).length === 0

/** Likeness from which two sentences are the same one. */
const VERY_SAME = 0.9

interface Match {
  readonly earlier: number
  readonly later: number
  readonly score: number
  readonly amounts: readonly string[]
}

/** Half the world gives 100 million; 4.24 million tells, and so do 31 tanks or a million rounds. */
const tells = (amount: string): boolean => {
  const [first, second] = amount.split(' ')
  return Number.isNaN(Number(first)) ? /^[1-9](?:0*[1-9]){2,}0*$/.test(second) : Number(first) >= 10
}

const matchOf = (
  earlier: Unit,
  later: Unit,
  score: number,
  options: RepeatOptions,
): { amounts: string[] } | undefined => {
  const amounts = common(earlier.amounts, later.amounts)
  if (contradict(earlier.ordinals, later.ordinals) || contradict(earlier.names, later.names)) return undefined
  const verySame = score >= VERY_SAME && !(later.further && !earlier.further)
  // "An additional 250 million" is another promise even where the sum is the same, unless it is the very sentence.
  if (later.further && !verySame) return undefined
  if (amounts.length > 0) {
    if (SERIAL.test(later.text) && !BACK.test(later.text)) return undefined
    const telling = amounts.some(tells)
    return score >= (telling || BACK.test(later.text) ? options.sameAmount : options.alike)
      ? { amounts }
      : undefined
  }
  if (later.further || earlier.further || earlier.ordinals.size !== later.ordinals.size) return undefined
  if (contradict(earlier.amounts, later.amounts)) return undefined
  return score >= options.alike && later.hedge !== undefined && earlier.hedge !== undefined
    ? { amounts }
    : undefined
}

/** For every unit the best earlier one of another statement, if it is the same promise. */
const matchesOf = (
  said: readonly Said[],
  units: readonly Unit[],
  index: TextIndex,
  options: RepeatOptions,
): Match[] => {
  const scores = units.map(({ text }) => index.scores(text))
  return units.flatMap((later, l): Match[] => {
    let best: Match | undefined
    for (let e = 0; e < units.length; e++) {
      const earlier = units[e]
      const [a, b] = [said[earlier.said], said[later.said]]
      if (compareText(a.date, b.date) >= 0 || (!options.across && a.who !== b.who)) continue
      const score = (scores[l][e] + scores[e][l]) / 2
      if (score < Math.min(options.alike, options.sameAmount) || (best !== undefined && score <= best.score))
        continue
      const match = matchOf(earlier, later, score, options)
      if (match !== undefined) best = { earlier: e, later: l, score, ...match }
    }
    return best === undefined ? [] : [best]
  })
}

/** What unit `later` says that none of `before` does. `rare` gives the words of a text, those that tell most first. */
export const newsOf = (later: Unit, before: readonly Unit[]): Novelty[] => {
  const news: Novelty[] = []
  const known = new Set(before.flatMap(({ amounts }) => [...amounts]))
  const fresh = [...later.amounts].filter((amount) => !known.has(amount))
  if (fresh.length > 0) news.push({ kind: 'amount', words: fresh.join(', ') })
  const dues = new Set(before.flatMap(({ deadlines }) => deadlines.map(({ due }) => due)))
  const dates = later.deadlines.flatMap(({ due, start, end }) =>
    due === undefined || dues.has(due) ? [] : [later.text.slice(start, end)],
  )
  if (dates.length > 0) news.push({ kind: 'date', words: dates.join(', ') })
  const last = before.at(-1)?.hedge
  if (last !== undefined && later.hedge !== undefined && last !== later.hedge)
    news.push({
      kind: 'hedge',
      words: `${hedges.indexOf(later.hedge) < hedges.indexOf(last) ? 'firmer' : 'weaker'}: ${last} before, ${later.hedge} now`,
    })
  const names = new Set(before.flatMap((unit) => [...unit.names]))
  const scope = [...later.names].filter((name) => !names.has(name)).slice(0, 5)
  if (scope.length > 0) news.push({ kind: 'scope', words: scope.join(', ') })
  return news
}

/**
 * Repeated promises in what was said: chains from the first sentence on, by guarantor and first date. Each sentence that
 * repeats belongs to the chain of the earlier sentence it is most like; one statement may repeat several promises.
 */
export const findRepeats = (
  statements: readonly Said[],
  options: RepeatOptions = repeatDefaults,
): Chain[] => {
  const said = [...statements].sort((a, b) => compareText(a.date, b.date) || compareText(a.id, b.id))
  const units = said.flatMap(unitsOf)
  const index = indexTexts(units.map(({ text }) => text))
  const chainOf = new Map<number, { root: number; units: Unit[]; repeats: Chain['repeats'][number][] }>()
  for (const { earlier, later, score, amounts } of matchesOf(said, units, index, options)) {
    const [from, to] = [units[earlier], units[later]]
    const chain = chainOf.get(earlier) ?? { root: earlier, units: [from], repeats: [] }
    chainOf.set(earlier, chain)
    chainOf.set(later, chain)
    chain.repeats.push({
      id: said[to.said].id,
      of: said[from.said].id,
      date: said[to.said].date,
      score,
      words: index.shared(to.text, earlier).slice(0, 8),
      amounts,
      sentence: to.text,
      earlier: from.text,
      news: newsOf(to, chain.units),
    })
    chain.units.push(to)
  }
  return [...new Set(chainOf.values())]
    .map(({ root, repeats }): Chain => {
      const { id, who, date } = said[units[root].said]
      return {
        first: id,
        who,
        promise: units[root].text,
        firstSaid: date,
        lastSaid: repeats.at(-1)?.date ?? date,
        repeats,
      }
    })
    .sort(
      (a, b) =>
        compareText(a.who, b.who) || compareText(a.firstSaid, b.firstSaid) || compareText(a.first, b.first),
    )
}
