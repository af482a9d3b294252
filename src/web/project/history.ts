/** What can be undone and done again. Plain data: nothing in it is ever changed. */
export interface History<T> {
  readonly past: readonly T[]
  readonly present: T
  readonly future: readonly T[]
  /** What the last change was and when (ms), so that a run of key strokes is one step. */
  readonly last: { readonly what: string; readonly at: number } | null
}

/** Steps kept. */
const DEPTH = 200

/** Changes of the same thing within this many milliseconds are one step. */
const TOGETHER = 1200

export const begin = <T>(present: T): History<T> => ({ past: [], present, future: [], last: null })

/** Takes a change in. `what` names the thing changed, `at` is the time in milliseconds. */
export const change = <T>(history: History<T>, next: T, what: string, at: number): History<T> => {
  if (next === history.present) return history
  const { last, past, present } = history
  const joined = last !== null && last.what === what && at - last.at < TOGETHER
  return {
    past: joined ? past : [...past, present].slice(-DEPTH),
    present: next,
    future: [],
    last: { what, at },
  }
}

export const undo = <T>(history: History<T>): History<T> =>
  history.past.length === 0
    ? history
    : {
        past: history.past.slice(0, -1),
        present: history.past[history.past.length - 1],
        future: [history.present, ...history.future],
        last: null,
      }

export const redo = <T>(history: History<T>): History<T> =>
  history.future.length === 0
    ? history
    : {
        past: [...history.past, history.present],
        present: history.future[0],
        future: history.future.slice(1),
        last: null,
      }
