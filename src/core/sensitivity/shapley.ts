import { type Estimate, ratioOf } from '../estimate.js'

/**
 * One replicate of a Shapley design (Goda 2021): for each point an order of the factors, and the model at the point itself and after
 * the first 1, 2, ... factors of that order were drawn anew.
 */
export interface ShapleyReplicate {
  /** [point]: an order of the factors. */
  readonly orders: readonly (readonly number[])[]
  /** [point * (factors + 1) + step] */
  readonly values: Float64Array
}

export interface ShapleyEffect {
  readonly name: string
  /** Share of the variance; shares add up to one. */
  readonly effect: Estimate
}

/**
 * Shapley effects (Owen 2014; Song, Nelson & Staum 2016) from walks through the factors: what redrawing one more adds to the mean
 * squared change of the model. Inputs may depend on one another if what is drawn anew is drawn given what is kept.
 *
 * @param names of the factors, in the numbering of the orders.
 */
export const shapleyEffects = (
  replicates: readonly ShapleyReplicate[],
  names: readonly string[],
): readonly ShapleyEffect[] => {
  const gains = names.map(() => replicates.map(() => 0))
  const variances = replicates.map(() => 0)
  replicates.forEach(({ orders, values }, r) => {
    const steps = names.length + 1
    orders.forEach((order, i) => {
      const start = values[i * steps]
      for (let step = 1; step < steps; step++) {
        const before = values[i * steps + step - 1]
        const after = values[i * steps + step]
        gains[order[step - 1]][r] += ((before - after) * (start - (before + after) / 2)) / orders.length
      }
      const end = values[i * steps + steps - 1]
      variances[r] += ((start - end) * (start - end)) / (2 * orders.length)
    })
  })
  return names.map((name, g) => ({ name, effect: ratioOf(gains[g], variances) }))
}
