/** `1 держава`, `2 держави`, `5 держав`: the word after a count of things. */
export const plural = (n: number, one: string, few: string, many: string): string => {
  const tens = n % 100
  const ones = n % 10
  const word = tens > 10 && tens < 20 ? many : ones === 1 ? one : ones > 1 && ones < 5 ? few : many
  return `${n} ${word}`
}

const alphabet = 'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'

const placeOf = (letter: string): number => {
  const at = alphabet.indexOf(letter)
  return at < 0 ? letter.charCodeAt(0) - 0x10000 : at
}

/** Order of the Ukrainian alphabet, which is not that of the code units; other letters and signs come first. */
export const compareNames = (a: string, b: string): number => {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()]
  for (let k = 0; k < Math.min(left.length, right.length); k++) {
    const difference = placeOf(left[k]) - placeOf(right[k])
    if (difference !== 0) return difference
  }
  return left.length - right.length || (a < b ? -1 : a > b ? 1 : 0)
}
