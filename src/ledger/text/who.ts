import { states } from '../../world/index.js'
import { matchesOf, type Span } from './span.js'

/** A party as a text names it. */
export interface PartyFound extends Span {
  /** ISO alpha-3, or the code of an organisation. */
  readonly code: string
  readonly words: string
}

/** Further names, adjectives and peoples of states, beside the name in the table of facts. */
const MORE_NAMES: Readonly<Record<string, string>> = {
  USA: 'United States(?: of America)?|the US|U\\.S\\.|USA|America|American|Washington|Biden|White House|Pentagon',
  GBR: 'UK|U\\.K\\.|Britain|British',
  DEU: 'German|Bundeswehr',
  FRA: 'French|Macron',
  POL: 'Polish',
  NLD: 'The Netherlands|Dutch',
  BEL: 'Belgian',
  DNK: 'Danish',
  SWE: 'Swedish',
  NOR: 'Norwegian',
  FIN: 'Finnish',
  ISL: 'Icelandic',
  EST: 'Estonian',
  LVA: 'Latvian',
  LTU: 'Lithuanian',
  CZE: 'Czech(?: Republic)?',
  SVK: 'Slovak',
  SVN: 'Slovenian?',
  HUN: 'Hungarian',
  ROU: 'Romanian',
  BGR: 'Bulgarian',
  HRV: 'Croatian?',
  ITA: 'Italian',
  ESP: 'Spanish',
  PRT: 'Portuguese',
  GRC: 'Greek',
  IRL: 'Irish',
  AUT: 'Austrian',
  CHE: 'Swiss',
  CAN: 'Canadian',
  AUS: 'Australian',
  JPN: 'Japanese',
  KOR: 'Korean|Republic of Korea',
  TUR: 'Turkish|Türkiye|Turkey',
  UKR: 'Ukrainians?',
  RUS: "Russians?|Russia's|Moscow|Kremlin|Putin",
  NZL: 'New Zealand',
  LUX: 'Luxembourgish',
  TWN: 'Taiwanese',
}

/** Organisations and groups, the longer names first. */
const ORGANISATIONS: readonly (readonly [string, string])[] = [
  [
    'EU',
    'European Union|European Council|European Commission|[Tt]he Commission|[Tt]he Council|[Tt]he Union|EU(?: and its Member States| member states)?',
  ],
  ['EIB', 'European Investment Bank|EIB'],
  ['NATO', 'NATO|North Atlantic (?:Council|Alliance)|Allies|[Tt]he Alliance'],
  ['G7', 'G7|Group of Seven'],
  ['COW', 'Coalition of the Willing|[Tt]he Coalition'],
  ['UN', 'United Nations'],
  ['IMF', 'International Monetary Fund|IMF'],
  ['WB', 'World Bank'],
]

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const patterns: readonly { readonly code: string; readonly pattern: RegExp }[] = [
  ...ORGANISATIONS.map(([code, words]) => ({ code, words })),
  ...states.map(({ id, name }) => ({
    code: id,
    words: [literally(name), MORE_NAMES[id]].filter((word) => word !== undefined).join('|'),
  })),
].map(({ code, words }) => ({
  code,
  pattern: new RegExp(
    `(?<![\\w-])(?:${words})(?![\\w-])(?! (?:Assistance|Support|Defen[cs]e Contact|Facility|Compact|Donor|Recovery|Reconstruction|Security Assistance)\\b)`,
    'dg',
  ),
}))

/** Parties named in a text, in its order. */
export const findParties = (text: string): PartyFound[] =>
  patterns
    .flatMap(({ code, pattern }) =>
      matchesOf(pattern, text).map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        code,
        words: match[0],
      })),
    )
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((party, index, all) => index === 0 || party.start >= all[index - 1].end)

/** The code of a name ("United Kingdom", "Norwegian", "EU Council"): the first party it names; undefined for none. */
export const partyOf = (name: string): string | undefined =>
  patterns.some(({ code }) => code === name) ? name : findParties(name)[0]?.code

/** Who a clause speaks of before its verb. */
export type Subject =
  /** We, our government, the Council in its own conclusions: whoever issued the text. */
  | { readonly kind: 'issuer'; readonly words: string }
  | { readonly kind: 'party'; readonly party: PartyFound }
  /** Somebody who is no guarantor here, or nobody that can be made out. */
  | { readonly kind: 'unclear' }

const SELF =
  /\b(?:we|I|our (?:government|country|ministry|countries)|the (?:government|cabinet|parliament|ministry|president|prime minister|minister|leaders|parties|participants|signatories|chancellor)|both (?:sides|parties)|my (?:government|country))\b/gi

/** Where the clause before a verb begins: after the last stop, semicolon, colon or "that". */
const CLAUSE = /[;:]\s|\bthat\s|\band\s(?=we\b|the\b|it\b)/gi

/**
 * The subject of the verb at `at`: the first party or pronoun in its clause. A party in a phrase that opens the sentence
 * ("With Ukraine, we will ...") gives way to a pronoun right before the verb.
 */
export const subjectBefore = (sentence: string, at: number): Subject => {
  const head = sentence.slice(0, at)
  let from = 0
  for (const match of head.matchAll(CLAUSE)) from = match.index + match[0].length
  const clause = head.slice(from)
  const self = [...clause.matchAll(SELF)].at(-1)
  const parties = findParties(clause).map((party) => ({
    ...party,
    start: party.start + from,
    end: party.end + from,
  }))
  if (self !== undefined && clause.length - self.index - self[0].length < 60)
    return { kind: 'issuer', words: self[0] }
  // "In the event of an attack on Ukraine, the UK will": of several, the last one outside an opening phrase.
  const comma =
    clause.search(/^(?:In|With|Given|At|For|After|As|Following|To|On)\b/) === 0
      ? clause.lastIndexOf(', ')
      : -1
  const within = parties.filter((party) => party.start - from > comma)
  const [party] = within.length > 0 ? within : parties
  if (party !== undefined) return { kind: 'party', party }
  if (self !== undefined) return { kind: 'issuer', words: self[0] }
  return { kind: 'unclear' }
}
