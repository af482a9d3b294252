import { editDistance } from '../core/nearest.js'
import { states } from './states.js'

const otherNames: Readonly<Record<string, readonly string[]>> = {
  BIH: ['Bosnia'],
  CHN: ['PRC'],
  CZE: ['Czech Republic'],
  DEU: ['GER'],
  GBR: ['UK', 'Britain', 'Great Britain'],
  KOR: ['ROK', 'Republic of Korea'],
  MKD: ['Macedonia'],
  NLD: ['Holland'],
  PRK: ['DPRK'],
  RUS: ['Russian Federation'],
  TUR: ['Turkey'],
  TWN: ['ROC'],
  USA: ['US', 'America', 'United States of America'],
  XKX: ['KOS'],
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase()

const keys = states.flatMap(({ id, name }) =>
  [id, name, ...(otherNames[id] ?? [])].map((key) => ({ id, key: fold(key) })),
)

// A text typed in part counts as nearer than any slip: `Ger` means Germany, not Georgia misspelt.
const distance = (text: string, key: string): number => {
  if (text === key) return 0
  return text.length >= 3 && key.startsWith(text) ? 0.5 : editDistance(text, key)
}

/**
 * The id nearest to what was typed: an id, a name or a common other name, whole, begun or misspelt (up to a
 * third of its letters). Capitals and accents do not count; of equally near states the first id wins.
 * Undefined where nothing is near, or the text is empty or longer than 100 letters.
 */
export const suggestState = (text: string): string | undefined => {
  const typed = fold(text)
  if (typed === '' || typed.length > 100) return undefined
  let best: string | undefined
  let bestDistance = Math.floor(typed.length / 3) + 0.25
  for (const { id, key } of keys) {
    const d = distance(typed, key)
    if (d < bestDistance) {
      best = id
      bestDistance = d
    }
  }
  return best
}
