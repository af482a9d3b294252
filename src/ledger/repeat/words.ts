/*
 * What two texts are compared by: words without their endings, and runs of four characters.
 */

const STOP = new Set(
  (
    'a about above after again all am an and any are as at be because been before being below between both but by can could did do does doing ' +
    'down during each few for from further had has have having he her here hers him his how i if in into is it its itself me more most my no ' +
    'nor not of off on once only or other our out over own same she should so some such than that the their them then there these they this ' +
    'those through to too under until up very was we were what when where which while who whom why will with would you your'
  ).split(' '),
)

/** Endings that are cut, the first that fits, with what takes their place. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ['ies', 'y'],
  ['sses', 'ss'],
  ['ing', ''],
  ['ed', ''],
  ['es', ''],
  ['s', ''],
]

/** A word without its ending; at least three letters stay. Cruder than Porter's stemmer, and enough here. */
export const stem = (word: string): string => {
  if (word.length < 4) return word
  const fits = ENDINGS.find(
    ([ending]) =>
      word.endsWith(ending) && word.length - ending.length >= 3 && !(ending === 's' && word.endsWith('ss')),
  )
  const cut = fits === undefined ? word : word.slice(0, -fits[0].length) + fits[1]
  return cut.endsWith('e') && cut.length > 4 ? cut.slice(0, -1) : cut
}

/** Web addresses out, tags of social media taken apart, accents and capitals away. */
const plain = (text: string): string =>
  text
    .replace(/https?:\/\/\S+|pic\.twitter\.com\/\S+/g, ' ')
    .replace(/[#@](\w+)/g, (_, tag: string) => tag.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' '))
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[’‘]/g, "'")
    .toLowerCase()

/** Words of a text in order: no stop words, no endings. Digits are words. */
export const wordsOf = (text: string): string[] =>
  (
    plain(text)
      .replace(/'s\b/g, '')
      .replaceAll("'", '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
    .filter((word) => !STOP.has(word))
    .map(stem)

/** Runs of four characters over the words of a text, with a space between, before and after them. */
export const gramsOf = (text: string): string[] => {
  const line = ` ${(
    plain(text)
      .replaceAll("'", '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(' ')} `
  return Array.from({ length: Math.max(0, line.length - 3) }, (_, i) => line.slice(i, i + 4))
}
