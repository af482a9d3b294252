import { BEFORE, type Bound, boundOf, DIGITS, NUMBER_WORDS, numberValue, SCALE } from './numbers.js'
import { longest, matchesOf, overlap, type Span } from './span.js'

/** Things or people counted in a text, or a share of an economy. */
export interface QuantityFound extends Span {
  readonly amount: number
  readonly high?: number
  /** What is counted, as written: "Patriot missiles", "rounds of artillery ammunition", "of GDP". */
  readonly item: string
  readonly kind: 'equipment' | 'people' | 'share'
  readonly bound: Bound
  readonly further?: true
}

const EQUIPMENT = [
  'missiles?|rockets?|interceptors?|shells?|rounds?|bombs?|munitions?|grenades?|mines?|torpedo(?:es)?|projectiles?|cartridges?|bullets?|ammunitions?',
  'tanks?|howitzers?|vehicles?|carriers?|guns?|mortars?|launchers?|radars?|drones?|UAVs?|aircraft|jets?|planes?|fighters?|helicopters?|boats?|ships?|vessels?|frigates?|submarines?',
  'batter(?:y|ies)|systems?|units?|rifles?|pistols?|weapons?|trucks?|ambulances?|generators?|transformers?|bridges?|trailers?|cars?|buses|excavators?|bulldozers?|turbines?|terminals?',
  'helmets?|vests?|uniforms?|kits?|sets?|rations?|packages?|pieces?|tons?|tonnes?|litres?|liters?|doses?|beds?|tents?|blankets?|mattresses|scopes?|goggles|devices?|masks?|gloves|boots|jackets|stations?|warheads?|body armou?rs?|hospitals?|minehunters?|laborator(?:y|ies)|MLRS|bushings?|amphibians?|excavators?|demining machines?|robots?|cameras?|pumps?|boilers?|trams?|wagons?|locomotives?|cranes?|simulators?|engines?|barrels?|satellites?',
  'F-16s?|MiG-29s?|Leopards?|Abrams|Bradleys?|Marders?|Gepards?|Strykers?|HIMARS|Patriots?|Javelins?|Stingers?|Gripens?|CAESARs?|Caesars?|IRIS-Ts?|NASAMS|Mirages?|Archers?|Challengers?|Panthers?',
].join('|')
const PEOPLE =
  'troops|soldiers|personnel|trainers|instructors|recruits|trainees|servicemen|service members|servicewomen|service personnel|experts|advisers|advisors|observers|monitors|peacekeepers|brigades?|battalions?|divisions?|battlegroups?|squadrons?|compan(?:y|ies) of soldiers|pilots|medics|refugees|fighters in training'

/** Words that may stand between a number and what it counts: names and adjectives, never a verb or a preposition. */
const BETWEEN =
  "(?!(?:of|to|for|and|or|the|in|on|at|by|with|from|will|would|have|has|had|is|are|was|were|that|which|who|as|until|per|than|years?|months?|weeks?|days?|hours?|km|mm|kilometres?|metres?|millimetres?|percent|billion|million|euros?|dollars?)\\b)[\\w'’./-]{1,24}"

/** "rounds of artillery ammunition", "tonnes of coal": what fills the measure. */
const OF = `\\s+of(?:\\s+${BETWEEN}){0,3}?\\s+(?:ammunition|shells|missiles|equipment|munitions|food|fuel|coal|aid|diesel|supplies|medicines?)\\b`

const COUNT = `${DIGITS}|\\b(?:${NUMBER_WORDS.replace('|half an?|an?', '')})\\b|\\b(?:half )?an?(?=[ -](?:hundred|thousand|million|billion)\\b)`
const DOZENS =
  '(?:(?<dozens>two|three|four|five|six|several|a|\\d{1,2}) dozen|(?<plural>dozens|hundreds|thousands|tens of thousands|hundreds of thousands|millions)(?: of)?)'
const amount = `(?:${DOZENS}|(?<low>${COUNT})(?:[ \\u00a0-]?(?<lowScale>${SCALE})(?![A-Za-z]))?(?:(?:\\s?[-–—]\\s?|\\s(?:to|or)\\s)(?<high>${DIGITS}|\\b(?:${NUMBER_WORDS.replace('|half an?|an?', '')})\\b)(?:[ \\u00a0-]?(?<highScale>${SCALE})(?![A-Za-z]))?)?)`

const counted = (nouns: string): RegExp =>
  new RegExp(
    `(?<![\\w.,/€$£-])${BEFORE}${amount}(?<item>(?:[ \\u00a0-]${BETWEEN}){0,5}?[ \\u00a0-](?:${nouns})\\b(?:(?:[ -](?!and\\b|of\\b|to\\b|in\\b|for\\b|by\\b|on\\b|from\\b|with\\b|will\\b|the\\b|as\\b)[a-z]+){0,2}?[ -](?:${nouns})\\b){0,2}(?:${OF})?)`,
    'dgi',
  )

const equipment = counted(EQUIPMENT)
const people = counted(PEOPLE)
const share = new RegExp(
  `(?<![\\w.,])${BEFORE}(?<low>${DIGITS}|\\b(?:${NUMBER_WORDS})\\b)(?:\\s?[-–—]\\s?(?<high>\\d+(?:[.,]\\d+)?))?\\s?(?:%|per\\s?cent)(?<item>\\s+of\\s+(?:[\\w'’]+\\s+){0,3}?(?:GDP|GNI|gross domestic product|gross national income))`,
  'dgi',
)

/** "In 2024 tanks": a year is not a count. */
const isYear = (number: string, head: string): boolean =>
  /^(?:19|20)\d\d$/.test(number) && /\b(?:in|by|of|since|until|from|for|during|and|[A-Z][a-z]+)\s$/.test(head)

/** "Leopard 2 tanks": the number belongs to the name. */
const MODEL =
  /\b(?:Leopard|Challenger|Mirage|Type|Mark|Mk\.?|Article|Part|Source|Phase|No\.?|Block|Level|Pillar)\s?$/

const found = (match: RegExpExecArray, kind: QuantityFound['kind'], text: string): QuantityFound[] => {
  const groups = match.groups as Readonly<Record<string, string | undefined>>
  const { low, dozens } = groups
  // "dozens of tanks" says how much only vaguely: no number is made up for it.
  if (groups.plural !== undefined || dozens === 'several') return []
  const value =
    dozens === undefined
      ? numberValue(low as string, groups.lowScale ?? groups.highScale)
      : 12 * numberValue(dozens, undefined)
  if (!Number.isFinite(value)) return []
  const numberAt = match.indices?.groups?.low?.[0] ?? match.index
  const head = text.slice(Math.max(0, numberAt - 12), numberAt)
  if (low !== undefined && (isYear(low, head) || MODEL.test(head))) return []
  const high =
    groups.high === undefined ? undefined : numberValue(groups.high, groups.highScale ?? groups.lowScale)
  const { item = '', more } =
    /^[\s\u00a0-]+(?<more>(?:additional|more|further|extra|new)\s+)?(?<item>.*)$/s.exec(groups.item ?? '')
      ?.groups ?? {}
  return [
    {
      start: match.index,
      end: match.index + match[0].length,
      amount: value,
      ...(high !== undefined && high > value ? { high } : {}),
      item,
      kind,
      bound: boundOf(groups.bound ?? groups.bound2),
      ...(groups.further === undefined && more === undefined ? {} : { further: true as const }),
    },
  ]
}

/**
 * Counts of things and people, and shares of an economy, in the order of the text: "one million shells", "a further 20
 * Patriot missiles", "6,000 troops", "0.25% of GDP". Stretches in `taken` (money, dates) are left alone.
 */
export const findQuantities = (text: string, taken: readonly Span[] = []): QuantityFound[] =>
  longest(
    [
      ...matchesOf(people, text).flatMap((match) => found(match, 'people', text)),
      ...matchesOf(equipment, text).flatMap((match) => found(match, 'equipment', text)),
      ...matchesOf(share, text).flatMap((match) => found(match, 'share', text)),
    ].filter((quantity) => !taken.some((span) => overlap(span, quantity))),
  )
