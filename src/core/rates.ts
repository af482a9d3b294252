/** Wilson's 95% interval of a share, `hits` of `count` (Wilson 1927). */
export const wilson = (hits: number, count: number): { readonly low: number; readonly high: number } => {
  if (count === 0) return { low: 0, high: 1 }
  const z2 = 1.959963984540054 * 1.959963984540054
  const p = hits / count
  const centre = (p + z2 / (2 * count)) / (1 + z2 / count)
  const half =
    (Math.sqrt(z2) / (1 + z2 / count)) * Math.sqrt((p * (1 - p)) / count + z2 / (4 * count * count))
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
