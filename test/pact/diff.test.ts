import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { differencesBetween, differenceText, type Pact, readPact } from '../../src/pact/index.js'

const load = (file: string): Pact => readPact(readFileSync(file, 'utf8'), file).pact as Pact

const ukraine = readdirSync('examples/ukraine').map((name) => load(`examples/ukraine/${name}`))

type Loose = Record<string | number, unknown>

/** Applies differences to the first document; the second must come out. */
const applied = (first: Pact, second: Pact): unknown => {
  const out = structuredClone(first) as unknown as Loose
  for (const key of ['commitments', 'bodies', 'voiding']) {
    const list = (second as unknown as Loose)[key] as { id: string }[] | undefined
    const old = out[key] as { id: string }[] | undefined
    if (list === undefined) continue
    // Items into the order of the second document, so that paths into it hold.
    out[key] = list.map(({ id }) => old?.find((item) => item.id === id) ?? {})
  }
  const differences = differencesBetween(first, second)
  for (const { kind, path, after } of differences.filter(({ kind }) => kind !== 'removed')) {
    let at = out
    for (const step of path.slice(0, -1)) at = at[step] as Loose
    expect(kind === 'added' || kind === 'changed').toBe(true)
    at[path[path.length - 1]] = after
  }
  for (const { path, place } of differences.filter(({ kind }) => kind === 'removed').reverse()) {
    if (path.length === 2 && place !== 'document') continue
    let at = out
    for (const step of path.slice(0, -1)) at = at[step] as Loose
    if (Array.isArray(at)) at.splice(Number(path[path.length - 1]), 1)
    else delete at[path[path.length - 1]]
  }
  for (const key of ['commitments', 'bodies', 'voiding'])
    if ((second as unknown as Loose)[key] === undefined) delete out[key]
  return out
}

describe('differences between documents', () => {
  it('are none between a document and itself', () => {
    for (const pact of ukraine) expect(differencesBetween(pact, pact)).toEqual([])
  })

  it('make the second document out of the first, for every pair', () => {
    for (const first of ukraine) for (const second of ukraine) expect(applied(first, second)).toEqual(second)
  })

  it('ignore the order of commitments', () => {
    const [pact] = ukraine.filter(({ commitments }) => commitments.length > 1)
    expect(differencesBetween(pact, { ...pact, commitments: [...pact.commitments].reverse() })).toEqual([])
  })

  it('are said in words', () => {
    const pact = load('examples/ukraine/6-nato-article-5.pact.yaml')
    const [first, ...rest] = pact.commitments
    const weaker: Pact = {
      ...pact,
      form: 'declaration',
      commitments: [
        { ...first, deadline: { amount: 72, unit: 'hour', calendar: 'clock', startsFrom: 'event' } },
        ...rest.slice(1),
      ],
    }
    const words = differencesBetween(pact, weaker).map(differenceText)
    expect(words).toContain('document: form changed from treaty to declaration')
    expect(words).toContain(`commitment "${rest[0].id}" removed`)
    expect(words.some((line) => line.startsWith(`commitment "${first.id}": deadline added (`))).toBe(true)
  })
})
