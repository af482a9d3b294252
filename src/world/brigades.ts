/** Brigade-equivalents, each to the nearest 0.1. */
export interface BrigadeEquivalents {
  readonly home: number
  readonly deployable: number
}

const tenth = (x: number): number => Math.round(x * 10) / 10

/**
 * Our estimate, a judgement and not a count: a force of `active` persons fields one brigade-equivalent at home
 * or on its own border for each 10,000, and can send one abroad within months for each 25,000 (three units in
 * rotation for each one abroad, plus support).
 *
 * Blind to readiness, equipment, reserves, navies and air forces, and to forces already tied down in a war.
 * @param active persons, 0 or more
 */
export const brigadeEquivalents = (active: number): BrigadeEquivalents => ({
  home: tenth(active / 10_000),
  deployable: tenth(active / 25_000),
})
