import type { Issue } from '../../core/issue.js'
import type { Kind, Questions, Tell } from './messages.js'

/** The engine could not answer: what it said, and the places in the documents where it names them. */
export class EngineError extends Error {
  readonly issues: readonly Issue[]
  constructor(message: string, issues: readonly Issue[]) {
    super(message)
    this.name = 'EngineError'
    this.issues = issues
  }
}

/** A question under way. `answer` is null once it was cancelled. */
export interface Asked<T> {
  readonly answer: Promise<T | null>
  readonly cancel: () => void
}

export type OnProgress = (what: string, done: number, total: number) => void

interface Pending {
  readonly resolve: (answer: never) => void
  readonly reject: (error: Error) => void
  readonly onProgress: OnProgress
}

/** A worker that answers questions, and the questions it has not answered yet. */
export class Engine {
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  #next = 1

  constructor(worker: Worker) {
    this.#worker = worker
    worker.onmessage = ({ data }: MessageEvent<Tell>) => this.#hear(data)
    worker.onerror = (event) => {
      for (const { reject } of this.#pending.values()) reject(new EngineError(event.message, []))
      this.#pending.clear()
    }
  }

  #hear(data: Tell): void {
    const pending = this.#pending.get(data.id)
    if (pending === undefined) return
    if (data.kind === 'progress') {
      pending.onProgress(data.what, data.done, data.total)
      return
    }
    this.#pending.delete(data.id)
    if (data.kind === 'failed') pending.reject(new EngineError(data.message, data.issues))
    else pending.resolve((data.kind === 'answer' ? data.answer : null) as never)
  }

  ask<K extends Kind>(
    kind: K,
    ask: Questions[K]['ask'],
    onProgress: OnProgress = () => undefined,
  ): Asked<Questions[K]['answer']> {
    const id = this.#next++
    const answer = new Promise<Questions[K]['answer'] | null>((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as (answer: never) => void, reject, onProgress })
    })
    // Svelte's proxies cannot be cloned to a worker; plain data can.
    this.#worker.postMessage({ id, kind, ask })
    return { answer, cancel: () => this.#worker.postMessage({ id, kind: 'cancel' }) }
  }
}

export const startEngine = (): Engine =>
  new Engine(new Worker(new URL('./desk.ts', import.meta.url), { type: 'module' }))
