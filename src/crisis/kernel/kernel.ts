import { wasm } from './wasm.js'

/*
 * The compiled kernel and its memory. One instance a thread; it is not re-entrant, and nothing in its memory outlives a
 * call: callers copy in what it needs and copy out what it found.
 */

/** What is used here of the WebAssembly interface, which every engine has but TypeScript only declares for browsers. */
declare const WebAssembly: {
  readonly Memory: new (size: {
    readonly initial: number
  }) => { readonly buffer: ArrayBuffer; grow(pages: number): number }
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
}

interface Exports {
  readonly sweep: (count: number, responses: number, lambda: number, keep: number) => number
  readonly forces: (count: number, responses: number) => void
  readonly exponential: (x: number) => number
  readonly lastMove: (
    prevail: number,
    prevailEscalated: number,
    cost: number,
    persist: number,
    escalate: number,
    payoff: number,
    cells: number,
    lambda: number,
    prize: number,
    backDown: number,
    clash: number,
    clashEscalated: number,
    escalateCost: number,
  ) => void
}

const decode = (base64: string): Uint8Array<ArrayBuffer> => {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let k = 0; k < text.length; k++) bytes[k] = text.charCodeAt(k)
  return bytes
}

const PAGE = 65536

const memory = new WebAssembly.Memory({ initial: 16 })

export const kernel = new WebAssembly.Instance(new WebAssembly.Module(decode(wasm)), { env: { memory } })
  .exports as Exports

/** Regions below this address belong to the table of addresses. */
export const FIRST_FREE = 128

/** Whose data the memory holds: whoever writes there says so, and finds out so whether it still holds what it wrote. */
let holder: object | null = null
export const holds = (owner: object): boolean => holder === owner
export const claim = (owner: object): void => {
  holder = owner
}

/** Makes sure of so many bytes; returns the buffer, which a growth replaces. */
export const memoryOf = (bytes: number): ArrayBuffer => {
  const missing = bytes - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
  return memory.buffer
}
