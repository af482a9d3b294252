/*
 * Numbers as statements write them: 1,500; 1 500; 1.5; 1,5; one million; two hundred and fifty; half a billion; a dozen.
 */

const UNITS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}

/** Powers of ten of the words and letters that scale a number. */
const SCALES: Readonly<Record<string, number>> = {
  hundred: 2,
  thousand: 3,
  k: 3,
  million: 6,
  millions: 6,
  mln: 6,
  mil: 6,
  mn: 6,
  m: 6,
  billion: 9,
  billions: 9,
  bln: 9,
  bn: 9,
  b: 9,
  trillion: 12,
  tn: 12,
}

/** Digits: thousands parted by a comma, a space that does not break, a thin space or an apostrophe; then a decimal part. */
export const DIGITS = String.raw`\d{1,3}(?:[,\u00a0\u202f\u2009'’ ]\d{3})+(?![\d])(?:\.\d{1,6})?|\d{1,3}(?:\.\d{3}){2,4}(?!\d)|\d{1,15}(?:[.,]\d{1,6})?`

const SIMPLE =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen'
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety'
const BELOW_HUNDRED = `(?:(?:${TENS})(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|${SIMPLE})`

/** A number in words below a thousand, or a (half a, a quarter of a) before a scale. */
export const NUMBER_WORDS = `(?:${BELOW_HUNDRED}|an?)[ -]hundred(?: and ${BELOW_HUNDRED})?|${BELOW_HUNDRED}(?: and a half)?|half an?|an?`

/** What scales a number: billion, bn, m. Single letters and short forms may follow digits without a space. */
export const SCALE = '(?:hundred|thousand|millions?|billions?|trillion|mln|mil\\.?|mn|bln|bn|tn|[mkb])'

/**
 * The value of digits, with a power of ten beside them, rounded once: "2.3" with 6 is 2,300,000 exactly.
 * A comma before exactly three digits parts thousands, any other is a decimal comma; stops part thousands where no scale follows.
 */
export const digitsValue = (digits: string, power = 0): number => {
  const bare = digits.replace(/[\u00a0\u202f\u2009'’ ]/g, '')
  const commas = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare)
  // "500.000" without a scale is the continental half million; with one ("1.750 billion") it is a decimal.
  const stops = power === 0 && /^[1-9]\d{0,2}(\.\d{3})+$/.test(bare)
  const whole = commas ? bare.replaceAll(',', '') : stops ? bare.replaceAll('.', '') : bare.replace(',', '.')
  return Number(`${whole}e${power}`)
}

/** Power of ten of a scale word; 0 for none. */
export const scalePower = (scale: string | undefined): number =>
  scale === undefined ? 0 : (SCALES[scale.toLowerCase().replace('.', '')] ?? 0)

/** The value of a number in words as {@link NUMBER_WORDS} finds them; NaN for anything else. */
export const wordsValue = (words: string): number => {
  const parts = words.toLowerCase().replaceAll('-', ' ').split(/\s+/)
  if (parts[0] === 'half') return 0.5
  let value = 0
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]
    if (part === 'hundred') value *= 100
    else if (part === 'and' && parts[i + 1] === 'a') return value + 0.5
    else if (part === 'and') continue
    else if (UNITS[part] === undefined) return Number.NaN
    else value += UNITS[part]
  }
  return value
}

/** Value of a number in digits or words with the scale beside it. */
export const numberValue = (number: string, scale: string | undefined): number => {
  const power = scalePower(scale)
  if (/^\d/.test(number)) return digitsValue(number, power)
  const value = wordsValue(number)
  return Number.isNaN(value) ? value : Number(`${value}e${power}`)
}

/** What the words before an amount say of it. */
export type Bound = 'exact' | 'about' | 'up-to' | 'at-least'

const BOUNDS: readonly (readonly [Bound, string])[] = [
  [
    'up-to',
    'up to(?: another| an additional)?|as (?:much|many) as|at most|a maximum(?: amount)? of|no more than|not more than|not exceeding|max\\.?',
  ],
  [
    'at-least',
    'at least|at a minimum|(?:a )?minimum(?: [a-z]+){0,3} of|minimum|no (?:less|fewer) than|more than|over|above|in excess of|upwards of|exceeding|well over',
  ],
  [
    'about',
    'about|around|approximately|approx\\.?|some|roughly|nearly|almost|close to|just under|an estimated|estimated|circa|ca\\.?|c\\.',
  ],
]

const FURTHER = '(?:a further|further|an additional|additional|another|an extra|extra|a new|new|more)'

/** Words that may stand before an amount: a bound, and that it comes on top of what was promised before. */
export const BEFORE = `(?:(?<bound>${BOUNDS.map(([, words]) => words).join('|')})\\s+)?(?:(?<further>${FURTHER})\\s+)?(?:(?<bound2>${BOUNDS.map(([, words]) => words).join('|')})\\s+)?`

const boundPatterns = BOUNDS.map(([bound, words]) => [bound, new RegExp(`^(?:${words})$`, 'i')] as const)

/** The bound that words say; exact where there are none. */
export const boundOf = (words: string | undefined): Bound => {
  if (words === undefined) return 'exact'
  return boundPatterns.find(([, pattern]) => pattern.test(words.trim()))?.[0] ?? 'exact'
}
