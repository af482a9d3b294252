/** Where finished blocks lie. What is put there is there for good; a block that is not there was not finished. */
export interface Store {
  readonly has: (key: string) => Promise<boolean>
  readonly put: (key: string, values: Float64Array) => Promise<void>
  /** Values `from` up to `to` of a block. */
  readonly slice: (key: string, from: number, to: number) => Promise<Float64Array>
}

/** A store that forgets all when the process ends. */
export const memoryStore = (): Store => {
  const blocks = new Map<string, Float64Array>()
  return {
    has: async (key) => blocks.has(key),
    put: async (key, values) => {
      blocks.set(key, values)
    },
    slice: async (key, from, to) => (blocks.get(key) as Float64Array).subarray(from, to),
  }
}
