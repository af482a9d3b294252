import type { Area, Hedge, TestablePart } from '../vocabulary.js'
import { type DeadlineFound, findDeadlines } from './deadlines.js'
import { findConditions, findHedges, type HedgeFound, waitsForEvent } from './hedges.js'
import { findMoney, type MoneyFound } from './money.js'
import { findQuantities, type QuantityFound } from './quantities.js'
import { type Sentence, sentencesOf } from './sentences.js'
import type { Span } from './span.js'
import { findParties, type PartyFound, subjectBefore } from './who.js'

/** What is known of a statement beside its text. */
export interface StatementFacts {
  /** Code of whoever issued it, which "we" stands for. */
  readonly issuer: string
  /** YYYY-MM-DD, which "next year" is counted from. */
  readonly date?: string
  /** Code of the beneficiary; never taken for who promises. */
  readonly to?: string
}

/**
 * A sentence that seems to promise, with what was found in it. All places are those of the whole text. A person decides
 * whether it is a pledge (`guarantor ledger read`).
 */
export interface Candidate {
  readonly sentence: Sentence
  readonly hedge: Span & { readonly degree: Hedge; readonly words: string; readonly verb?: string }
  readonly who: string
  /** No subject was made out: the issuer was taken. */
  readonly whoAssumed: boolean
  /** The beneficiary, where named or given. */
  readonly to?: string
  readonly area: Area
  /** Amounts promised, sums of earlier promises left out. */
  readonly money: readonly MoneyFound[]
  readonly quantities: readonly QuantityFound[]
  readonly deadlines: readonly DeadlineFound[]
  readonly conditions: readonly (Span & { readonly words: string })[]
  /** Its time runs from an event, such as an attack, not from the statement. */
  readonly fromEvent: boolean
  /** What a test of it would need and the words do not give. */
  readonly missing: readonly TestablePart[]
}

const AREAS: readonly (readonly [Area, RegExp])[] = [
  ['legal', /\b(?:ratif|treaty|legally binding|legislat|adopt the|sign the)/i],
  ['sanctions', /\bsanction|\beconomic and other costs|\bprice cap|\bexport ban/i],
  [
    'deployment',
    /\b(?:deploy|station|boots on the ground|(?:send|contribute) (?:[\w,]+ ){0,3}(?:troops|soldiers|forces))|\bmultinational force/i,
  ],
  ['training', /\btrain(?:s|ed|ing|ers?|ees?)?\b|\binstructors?\b/i],
  [
    'military',
    /\bmilitar|\bweapon|\bammunition|\bmissile|\bshells?\b|\brounds?\b|\bartillery|\btanks?\b|\bair[- ]defen[cs]e|\bdefen[cs]e|\bdrones?\b|\bPatriot|\bhowitzer|\barmou?r|\bsecurity assistance|\barmed forces|\bvehicles?\b|\blethal\b|\bfighter|\baircraft|\bhelicopters?\b|\brockets?\b|\blaunchers?\b|\bradars?\b/i,
  ],
  [
    'humanitarian',
    /\bhumanitarian|\brefugee|\bmedical|\bhospital|\bfood\b|\bwinter|\bdemin|\bdisplaced|\bambulance|\bgenerators?\b/i,
  ],
  [
    'financial',
    /\bfinanc|\bloan|\bbudget|\bmacro|\bgrant|\bfund|\bguarantee facility|\breconstruct|\bborrow/i,
  ],
  [
    'political',
    /\bconsult|\bdiplomat|\bpolitical|\bconvene|\bmeet\b|\bstand (?:with|by)|\bsolidarity|\bsupport|\bsecurity (?:commitments|guarantees)/i,
  ],
]

/** The area that the words of a sentence point to first; training and military before money, as money pays for both. */
export const areaOf = (text: string): Area => AREAS.find(([, words]) => words.test(text))?.[0] ?? 'other'

const ORDER: readonly HedgeFound['degree'][] = ['firm', 'intends', 'ready', 'possible']

/** "which will help Ukraine": what a promise is to bring about, not a promise. */
const RELATIVE = /\b(?:which|that|who|whose \w+|what|it|this|these|they|he|she)\s*$/i
const NEGATED = /\b(?:not|never|no longer)\b[^,]{0,12}$/i

interface Promise {
  readonly hedge: HedgeFound & { readonly degree: Hedge }
  readonly who: string | undefined
}

const promiseIn = (
  sentence: string,
  hedges: readonly HedgeFound[],
  facts: StatementFacts,
): Promise | undefined => {
  const found = hedges.flatMap((hedge): Promise[] => {
    const { degree } = hedge
    if (degree === 'calls' || degree === 'deed') return []
    const head = sentence.slice(0, hedge.start)
    if (RELATIVE.test(head) && !/^(?:This|It|They|He|She)\s*$/.test(head)) return []
    if (NEGATED.test(head)) return []
    const subject = subjectBefore(sentence, hedge.start)
    if (subject.kind === 'party') {
      const { code } = subject.party
      if (code === 'RUS' || code === 'BLR' || code === (facts.to ?? 'UKR')) return []
      return [{ hedge: { ...hedge, degree }, who: code }]
    }
    return [{ hedge: { ...hedge, degree }, who: subject.kind === 'issuer' ? facts.issuer : undefined }]
  })
  return found.sort(
    (a, b) => ORDER.indexOf(a.hedge.degree) - ORDER.indexOf(b.hedge.degree) || a.hedge.start - b.hedge.start,
  )[0]
}

/** "In December 2023 the minister announced": a time before the statement, or its own month, is not one promised. */
const isPast = ({ kind, due }: DeadlineFound, said: string | undefined): boolean =>
  kind === 'during' && due !== undefined && said !== undefined && due.length < 10
    ? due < said.slice(0, due.length) || (due.length === 7 && due === said.slice(0, 7))
    : false

const moved = <T extends Span>(span: T, by: number): T => ({
  ...span,
  start: span.start + by,
  end: span.end + by,
})

const beneficiaryIn = (
  parties: readonly PartyFound[],
  who: string,
  facts: StatementFacts,
): string | undefined =>
  facts.to ?? parties.find(({ code }) => code !== who && code !== facts.issuer && code === 'UKR')?.code

const candidateIn = (sentence: Sentence, facts: StatementFacts): Candidate[] => {
  const { text, start } = sentence
  const promise = promiseIn(text, findHedges(text), facts)
  if (promise === undefined) return []
  const who = promise.who ?? facts.issuer
  const parties = findParties(text)
  const money = findMoney(text, who).filter(({ total }) => total !== true)
  const deadlines = findDeadlines(text, facts.date).filter((deadline) => !isPast(deadline, facts.date))
  const quantities = findQuantities(text, [...money, ...deadlines])
  const conditions = findConditions(text)
  const fromEvent = waitsForEvent(text)
  const to = beneficiaryIn(parties, who, facts)
  const hanging = conditions.length > 0 && promise.hedge.degree === 'firm' && fromEvent
  const degree: Hedge =
    hanging || /^subject to|^provided that|^conditional/i.test(conditions[0]?.words ?? '')
      ? 'conditional'
      : promise.hedge.degree
  const { start: from, end, words, verb } = promise.hedge
  const dated = !fromEvent && deadlines.some(({ due }) => due !== undefined)
  const missing: TestablePart[] = [
    ...(promise.who === undefined ? (['who'] as const) : []),
    ...(money.length + quantities.length === 0 ? (['how-much'] as const) : []),
    ...(dated ? [] : (['by-when'] as const)),
  ]
  return [
    {
      sentence,
      hedge: {
        start: from + start,
        end: end + start,
        words,
        degree,
        ...(verb === undefined ? {} : { verb }),
      },
      who,
      whoAssumed: promise.who === undefined,
      ...(to === undefined ? {} : { to }),
      area: areaOf(text),
      money: money.map((one) => moved(one, start)),
      quantities: quantities.map((one) => moved(one, start)),
      deadlines: deadlines.map((one) => moved(one, start)),
      conditions: conditions.map((one) => moved(one, start)),
      fromEvent,
      missing,
    },
  ]
}

/** Sentences of a statement that seem to promise, in its order. Neither calls on others nor deeds done count. */
export const findCandidates = (text: string, facts: StatementFacts): Candidate[] =>
  sentencesOf(text).flatMap((sentence) => candidateIn(sentence, facts))
