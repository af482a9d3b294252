/** A number in full with commas between thousands: 1234567.5 gives 1,234,567.5. Finite, below 1e21. */
export const grouped = (x: number): string => {
  const [whole, part] = String(x).split('.')
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return part === undefined ? digits : `${digits}.${part}`
}
