import { type Coalition, responseProbability } from '../../src/crisis/coalition.js'
import type { Curves } from '../../src/crisis/lastMove.js'

/*
 * One sweep of the guarantors' choice in plain TypeScript: what the compiled kernel does, without its layout, blocks or
 * vector instructions, and with Math.exp. Prefix distributions forwards, suffix expectations backwards.
 */

interface Tap {
  readonly shift: number
  readonly mass: number
  readonly apart: number
}

/** Where position n's force falls, with what probability, and with what probability without contact. */
const tapsOf = (coalition: Coalition, n: number): Tap[] => {
  const { layout } = coalition
  return Array.from({ length: layout.responses }, (_, r) => {
    const at = n * layout.responses + r
    const p = responseProbability(coalition, n, r)
    const without = 1 - layout.contact[at]
    const [low, above] = [layout.shift[at], layout.fraction[at]]
    return [
      { shift: low, mass: p * (1 - above), apart: p * (1 - above) * without },
      { shift: low + 1, mass: p * above, apart: p * above * without },
    ].filter(({ mass }) => mass > 0)
  }).flat()
}

type Six = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array]

export interface Swept {
  readonly change: number
  readonly choice: Float64Array
  readonly utility: Float64Array
  readonly expected: Float64Array
  readonly all: Float64Array
  readonly apart: Float64Array
}

/** Replies of all guarantors in turn; with `keep` their choices stay as they were. Changes nothing of `coalition`. */
export const sweepPlainly = (coalition: Coalition, curves: Curves, keep: boolean): Swept => {
  const { layout, payoffs, lambda } = coalition
  const { count, responses, reach, cells } = layout
  const now: Coalition = { ...coalition, choice: coalition.choice.slice() }
  const suffix: Six[] = new Array(count + 1)
  suffix[count] = [...curves.joined, ...curves.apart] as unknown as Six
  for (let n = count - 1; n >= 0; n--) {
    const taps = tapsOf(now, n)
    suffix[n] = suffix[n + 1].map((curve, k) =>
      Float64Array.from({ length: reach[n] + 1 }, (_, cell) =>
        taps.reduce((sum, { shift, mass, apart }) => sum + (k < 3 ? mass : apart) * curve[cell + shift], 0),
      ),
    ) as Six
  }
  const utility = new Float64Array(count * responses)
  const expected = new Float64Array(3 * count * responses)
  let all = Float64Array.of(1)
  let apart = Float64Array.of(1)
  let change = 0
  for (let n = 0; n < count; n++) {
    const mean = (k: 0 | 1 | 2, shift: number, without: number): number => {
      let sum = 0
      for (let cell = 0; cell <= reach[n]; cell++)
        sum +=
          all[cell] * suffix[n + 1][k][cell + shift] +
          without * apart[cell] * suffix[n + 1][k + 3][cell + shift]
      return sum
    }
    const utilities = Array.from({ length: responses }, (_, r) => {
      const at = n * responses + r
      const without = 1 - layout.contact[at]
      let value = payoffs.fixed[at]
      for (const k of [0, 1, 2] as const) {
        const above = layout.fraction[at]
        const low = (1 - above) * mean(k, layout.shift[at], without)
        expected[3 * at + k] = low + (above > 0 ? above * mean(k, layout.shift[at] + 1, without) : 0)
        value += [payoffs.loss[n], payoffs.war[at], payoffs.clash[at]][k] * expected[3 * at + k]
      }
      utility[at] = value
      return value
    })
    const best = Math.max(...utilities)
    const terms = utilities.map((u) => Math.exp(lambda * (u - best)))
    const total = terms.reduce((a, b) => a + b, 0)
    terms.forEach((term, r) => {
      const at = n * responses + r
      change = Math.max(change, Math.abs(term / total - now.choice[at]))
      if (!keep) now.choice[at] = term / total
    })
    const nextAll = new Float64Array(reach[n + 1] + 1)
    const nextApart = new Float64Array(reach[n + 1] + 1)
    for (const { shift, mass, apart: without } of tapsOf(now, n))
      for (let cell = 0; cell <= reach[n]; cell++) {
        nextAll[cell + shift] += mass * all[cell]
        nextApart[cell + shift] += without * apart[cell]
      }
    all = nextAll
    apart = nextApart
  }
  const padded = (row: Float64Array) => Float64Array.from({ length: cells }, (_, cell) => row[cell] ?? 0)
  return { change, choice: now.choice, utility, expected, all: padded(all), apart: padded(apart) }
}
