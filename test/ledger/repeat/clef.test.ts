import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { highest, indexTexts } from '../../../src/ledger/repeat/similarity.js'
import { dataFolder } from '../../world/data.js'

/*
 * CLEF-2020 CheckThat! Task 2: which verified claim does a post repeat? Settings were chosen on train; dev is reported.
 */

const folder = join(dataFolder, 'checkthat2020')
const absent = !existsSync(folder)
if (absent) console.info(`no ${folder}: the reference task is skipped`)

const table = (path: string): string[][] =>
  readFileSync(join(folder, path), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t').map((cell) => cell.replace(/^"([\s\S]*)"$/, '$1').replaceAll('""', '"')))

const meanPrecision = (
  split: string,
  claims: string[][],
  scores: (query: string) => Float64Array,
): number => {
  const relevant = new Map<string, Set<string>>()
  for (const line of readFileSync(join(folder, split, 'tweet-vclaim-pairs.qrels'), 'utf8')
    .trim()
    .split('\n')) {
    const [query, , claim] = line.split('\t')
    relevant.set(query, (relevant.get(query) ?? new Set()).add(claim))
  }
  const queries = table(`${split}/tweets.queries.tsv`)
  let sum = 0
  for (const [id, text] of queries) {
    let hits = 0
    let precision = 0
    highest(scores(text), 5).forEach((claim, rank) => {
      if (!relevant.get(id)?.has(claims[claim][0])) return
      hits += 1
      precision += hits / (rank + 1)
    })
    sum += precision / Math.min(5, relevant.get(id)?.size ?? 1)
  }
  return sum / queries.length
}

describe.skipIf(absent)('the reference task of repeated claims', () => {
  it('finds the claim among 10,375: MAP@5 .889 on train and .829 on dev', () => {
    const claims = table('verified_claims.docs.tsv')
    const { scores } = indexTexts(claims.map(([, claim, title]) => `${claim} ${title}`))
    const train = meanPrecision('train', claims, scores)
    const dev = meanPrecision('dev', claims, scores)
    console.info(`MAP@5: train ${train.toFixed(4)}, dev ${dev.toFixed(4)}, ${claims.length} claims`)
    expect(train).toBeGreaterThan(0.88)
    expect(dev).toBeGreaterThan(0.82)
  }, 60_000)
})
