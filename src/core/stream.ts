import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { hashText } from './hash.js'

/**
 * A generator of its own for every (seed, name). What is drawn for one name depends on nothing else, so adding,
 * removing or reordering names changes no other draw.
 */
export const streamFor = (seed: number, name: string): RandomGenerator =>
  xoroshiro128plus(hashText(`${seed}\u0000${name}`))

/**
 * `n` values in (0, 1), one in each of the n equal strata, in random order (Latin hypercube in one dimension;
 * McKay, Beckman & Conover 1979). The order and the place within each stratum come from the name's own stream.
 */
export const stratifiedUniforms = (seed: number, name: string, n: number): Float64Array => {
  const rng = streamFor(seed, name)
  const order = Uint32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = uniformInt(rng, 0, i)
    const kept = order[i]
    order[i] = order[j]
    order[j] = kept
  }
  return Float64Array.from(order, (stratum) => {
    const within = uniformFloat64(rng)
    return (stratum + (within === 0 ? 0.5 : within)) / n
  })
}
