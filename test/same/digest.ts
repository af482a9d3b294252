const bytes = new DataView(new ArrayBuffer(8))

/**
 * The 64 bits of a number, as hexadecimal. All NaN are one: which of its many bit patterns a NaN has is left to the
 * engine, and no program can tell them apart.
 */
const bitsOf = (x: number): string => {
  if (Number.isNaN(x)) return 'NaN'
  bytes.setFloat64(0, x)
  return bytes.getBigUint64(0).toString(16).padStart(16, '0')
}

const isNumbers = (value: object): value is Float64Array | Int32Array | Uint8Array | Uint32Array =>
  ArrayBuffer.isView(value) && !(value instanceof DataView)

const textOf = (value: unknown): string => {
  if (typeof value === 'number') return bitsOf(value)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'function' || typeof value === 'symbol') throw new TypeError('not plain data')
    return value === undefined ? 'undefined' : JSON.stringify(value)
  }
  if (isNumbers(value)) return `${value.constructor.name}[${Array.from(value, bitsOf).join()}]`
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`
  if (value instanceof Set) return `Set${textOf([...value])}`
  if (value instanceof Map) return `Map${textOf([...value])}`
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${textOf(inner)}`)
    .join()}}`
}

/** SHA-256 of plain data: every number by its bits, keys and entries in their own order, which is part of a result. */
export const digestOf = async (value: unknown): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(textOf(value)))
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
