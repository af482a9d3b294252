import type { RunShards } from '../../src/study/compare.js'
import { runShard, type Shard } from '../../src/study/shard.js'
import type { DrawResult } from '../../src/study/solveDraws.js'
import { type Crew, type Digests, digestOfPart, runSuite, type Texts } from './suite.js'

/*
 * The suite in a browser. One bundle of this file is both the page's script and that of its web workers: a page offers
 * `runSame`, a worker answers messages.
 */

/** What is used of a web worker and of a worker's own scope; this project has no types of a browser's objects. */
interface Port {
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onerror?: ((event: { readonly message: string }) => void) | null
  readonly postMessage: (data: unknown) => void
  readonly terminate: () => void
}

/** What the page's script leaves on the window. */
export interface Page {
  runSame: (texts: Texts, workers: number) => Promise<Digests>
}

type Job =
  | { readonly kind: 'part'; readonly name: string; readonly texts: Texts }
  | { readonly kind: 'shard'; readonly shard: Shard }

type Reply = { readonly result: unknown } | { readonly error: string }

const perform = (job: Job): DrawResult[] | Promise<string> =>
  job.kind === 'part' ? digestOfPart(job.name, job.texts) : runShard(job.shard)

const here: Crew = {
  part: digestOfPart,
  run: async (shards) => shards.map((shard) => runShard(shard)),
}

interface Waiting {
  readonly job: Job
  readonly resolve: (result: unknown) => void
  readonly reject: (reason: Error) => void
}

/** Jobs to whichever worker is free, the last one first: who computes what is left to chance. */
const dealer = (ports: readonly Port[]): ((job: Job) => Promise<unknown>) => {
  const waiting: Waiting[] = []
  const free = [...ports]
  const deal = (): void => {
    if (free.length === 0) return
    const next = waiting.pop()
    if (next === undefined) return
    const port = free.pop() as Port
    const settle = (reply: Reply): void => {
      free.push(port)
      if ('error' in reply) next.reject(new Error(reply.error))
      else next.resolve(reply.result)
      deal()
    }
    port.onmessage = ({ data }) => settle(data as Reply)
    port.onerror = ({ message }) => settle({ error: message })
    port.postMessage(next.job)
  }
  return (job) =>
    new Promise((resolve, reject) => {
      waiting.push({ job, resolve, reject })
      deal()
    })
}

const crewOf = (ports: readonly Port[]): Crew => {
  const give = dealer(ports)
  const run: RunShards = (shards) =>
    Promise.all(shards.map(async (shard) => (await give({ kind: 'shard', shard })) as DrawResult[]))
  return { run, part: async (name, texts) => (await give({ kind: 'part', name, texts })) as string }
}

/** The suite's digests, computed by so many web workers; 0: in the page itself. */
const runSame: Page['runSame'] = async (texts, workers) => {
  const { Worker } = globalThis as unknown as { readonly Worker: new (script: string) => Port }
  const ports = Array.from({ length: workers }, () => new Worker('/page.js'))
  try {
    return await runSuite(texts, workers === 0 ? here : crewOf(ports))
  } finally {
    for (const port of ports) port.terminate()
  }
}

const answer = (scope: Port): void => {
  scope.onmessage = async ({ data }) => {
    try {
      scope.postMessage({ result: await perform(data as Job) })
    } catch (error) {
      scope.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  }
}

if ('document' in globalThis) Object.assign(globalThis, { runSame })
else answer(globalThis as unknown as Port)
