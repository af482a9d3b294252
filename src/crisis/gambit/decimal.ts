/**
 * A finite double as a decimal without exponent that reads back as the same double: the shortest digits, with the zeros that
 * an exponent would stand for written out. -0 is written 0.
 */
export const plainDecimal = (x: number): string => {
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(`${x}`)
  if (match === null) return `${x}`
  const [, sign, whole, part = '', exponent] = match
  const digits = whole + part
  const point = whole.length + Number(exponent)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return sign + digits.padEnd(point, '0')
}
