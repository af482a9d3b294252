import { describe, expect, it } from 'vitest'
import { hashText } from '../../../src/core/hash.js'
import {
  findCandidates,
  findDeadlines,
  findMoney,
  findQuantities,
  partyOf,
  sentencesOf,
} from '../../../src/ledger/index.js'
import { dataAbsent } from '../../world/data.js'
import { readTable } from '../tables.js'

/*
 * Sentences labelled by hand, read against the labels. The texts are not ours: kiel-labels.csv holds the id of the row and
 * a hash of the sentence. Both samples were labelled before the extractor saw them; what it found then, and finds now
 * that the forms they showed are in, is in docs/say-do.md.
 */

class Score {
  private right = 0
  private wrong = 0
  private missed = 0
  add<T>(found: readonly T[], wanted: readonly T[]): void {
    const left = [...wanted]
    for (const one of found) {
      const at = left.indexOf(one)
      if (at === -1) this.wrong++
      else {
        this.right++
        left.splice(at, 1)
      }
    }
    this.missed += left.length
  }
  get precision(): number {
    return this.right / (this.right + this.wrong)
  }
  get recall(): number {
    return this.right / (this.right + this.missed)
  }
  toString(): string {
    return `precision ${this.precision.toFixed(2)}, recall ${this.recall.toFixed(2)} (${this.right} right, ${this.wrong} wrong, ${this.missed} missed)`
  }
}

const list = (cell: string): string[] => (cell === '' ? [] : cell.split('; '))

/** Promising sentences of statements.csv, as a person reads them: id and number of the sentence, from 0. */
const PROMISES =
  'G7-2022-06#0 G7-2022-10#0 EUFAC-2023-03#0 EUCO-2023-03#0 EUCO-2023-03#1 EUCOUNCIL-2023-05#1 EUCO-2023-06#0 EUCO-2023-06b#0 G7-2023-07#0 G7-2023-07#1 G7-2023-07#2 EUCO-2023-10#0 EUCO-2023-10#1 EUCO-2023-10#4 EUCO-2023-12#0 UK-UA-2024-01#0 EUCO-2024-02#0 EUCO-2024-03#0 EUCO-2024-03#1 MACRON-2024-03#0 MACRON-2024-03#1 US-UA-2024-06#0 EUCO-2024-06#0 EU-UA-2024-06#0 NATO-2024-07#0 NATO-2024-07#1 NATO-2024-07#2 COMPACT-2024-07#0 G7-2024-11#0 EUCO-2025-03a#1 EUCO-2025-03b#0 EUCO-2025-03b#2 NATO-2025-06#0 EUCO-2025-10#0 US-2025-11#0 US-2025-11#1 US-2025-11#2 EUCO-2025-12#0 EUCO-2025-12b#0 EUCO-2025-12b#1 EUCO-2025-12b#2 COW-2026-01#0 COW-2026-01#1 COW-2026-01#2'

describe.skipIf(dataAbsent)('hand-labelled sentences', () => {
  it('finds the promises of real statements', () => {
    const wanted = new Set(PROMISES.split(' '))
    const score = new Score()
    const all = new Set<string>()
    for (const { statement_id: id, date, issuer, text } of readTable('pledge_texts/statements.csv')) {
      const found = findCandidates(text, { issuer: partyOf(issuer) ?? 'XX', date, to: 'UKR' })
      sentencesOf(text).forEach((sentence, i) => {
        const name = `${id}#${i}`
        all.add(name)
        const got = found.some((one) => one.sentence.start === sentence.start)
        score.add(got ? [name] : [], wanted.has(name) ? [name] : [])
      })
    }
    for (const name of wanted) expect(all, name).toContain(name)
    console.info(`promises in statements: ${score}`)
    expect(score.precision).toBeGreaterThan(0.95)
    expect(score.recall).toBeGreaterThan(0.85)
  })

  it('reads promises, money, counts and times off the Kiel texts', () => {
    const texts = new Map<string, string>()
    for (const row of readTable('kiel_ust/r18_pledges_text.csv'))
      for (const { text } of sentencesOf(row.explanation)) texts.set(String(hashText(text)), text)
    const scores = { promise: new Score(), money: new Score(), counts: new Score(), due: new Score() }
    const labels = readTable('kiel-labels.csv', new URL('.', import.meta.url))
    for (const label of labels) {
      const text = texts.get(label.sentence)
      expect(text, `${label.pledge_id} ${label.date}`).toBeDefined()
      if (text === undefined) continue
      const issuer = partyOf(label.donor) ?? 'EU'
      const said = label.date === '' ? {} : { date: label.date }
      const found = findCandidates(text, { issuer, ...said, to: 'UKR' })
      scores.promise.add(found.map(() => 'promise').slice(0, 1), label.promise === '1' ? ['promise'] : [])
      const money = findMoney(text, issuer)
      scores.money.add(
        money.map(({ currency, amount }) => `${currency} ${amount}`),
        list(label.money),
      )
      const times = findDeadlines(text, said.date)
      scores.counts.add(
        findQuantities(text, [...money, ...times]).map(({ amount }) => String(amount)),
        list(label.counts),
      )
      if (label.promise === '1')
        scores.due.add(
          found.flatMap(({ deadlines }) => deadlines.flatMap(({ due }) => due ?? [])),
          list(label.due),
        )
    }
    expect(labels.length).toBe(168)
    for (const [name, score] of Object.entries(scores)) console.info(`${name}: ${score}`)
    expect(scores.promise.precision).toBeGreaterThan(0.85)
    expect(scores.promise.recall).toBeGreaterThan(0.85)
    expect(scores.money.precision).toBeGreaterThan(0.97)
    expect(scores.money.recall).toBeGreaterThan(0.97)
    expect(scores.counts.precision).toBeGreaterThan(0.95)
    expect(scores.counts.recall).toBeGreaterThan(0.9)
    expect(scores.due.precision).toBeGreaterThan(0.8)
    expect(scores.due.recall).toBeGreaterThan(0.7)
  })
})
