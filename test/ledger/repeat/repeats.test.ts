import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashText } from '../../../src/core/hash.js'
import {
  findRepeats,
  findWordings,
  highest,
  indexTexts,
  partyOf,
  repeatDefaults,
  type Said,
  withoutCoders,
} from '../../../src/ledger/index.js'
import { dataAbsent } from '../../world/data.js'
import { readTable } from '../tables.js'

const said = (id: string, date: string, text: string, who = 'GBR'): Said => ({ id, who, date, text })

describe('likeness of texts', () => {
  const words = fc.array(
    fc.constantFrom('tank', 'missile', 'aid', 'million', 'support', 'year', 'war', 'train'),
    {
      minLength: 3,
      maxLength: 12,
    },
  )
  it('lies between 0 and 1, is highest for the text itself, and 0 where nothing is shared', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 2, maxLength: 8 }), (texts) => {
        const all = [...texts.map((text) => text.join(' ')), 'zzz qqq']
        const { scores } = indexTexts(all)
        all.forEach((text, i) => {
          const found = scores(text)
          for (const score of found) expect(score >= 0 && score <= 1 + 1e-12).toBe(true)
          if (i < texts.length) expect(found[all.length - 1]).toBe(0)
        })
      }),
    )
  })

  it('agrees with the definitions worked by hand', () => {
    // Three texts, one query word in one of them: idf = ln(1 + (3 - 1 + .5) / (1 + .5)); see similarity.ts.
    const { scores } = indexTexts(['alpha beta', 'gamma delta', 'gamma beta'])
    const idf = Math.log(1 + 2.5 / 1.5)
    const bm25 = (idf * 1.8) / (1 + 0.8)
    const grams = (text: string) => Array.from({ length: text.length - 3 }, (_, i) => text.slice(i, i + 4))
    const lines = [' alpha beta ', ' gamma delta ', ' gamma beta ']
    const df = (gram: string) => lines.filter((line) => line.includes(gram)).length
    const weight = (gram: string) => Math.log(4 / (1 + df(gram))) + 1
    const vector = (line: string) => new Map(grams(line).map((gram) => [gram, weight(gram)]))
    const norm = (v: Map<string, number>) => Math.sqrt([...v.values()].reduce((sum, x) => sum + x * x, 0))
    const query = vector(' alpha ')
    const text = vector(lines[0])
    let dot = 0
    for (const [gram, x] of query) dot += x * (text.get(gram) ?? 0)
    expect(scores('alpha')[0]).toBeCloseTo(0.5 * (bm25 / idf) + (0.5 * dot) / (norm(query) * norm(text)), 12)
  })

  it('gives places of the highest, the earlier first', () => {
    expect(highest(Float64Array.of(0, 3, 1, 3, 2), 3)).toEqual([1, 3, 4])
  })
})

describe('repeated promises', () => {
  it('finds what is said again, and what was new', () => {
    const [chain, ...rest] = findRepeats([
      said('a', '2023-03-01', 'We will provide Ukraine with 14 Challenger tanks and train its soldiers.'),
      said('b', '2023-05-01', 'We will provide Ukraine with 14 Challenger tanks by the end of 2023.'),
      said('c', '2023-06-01', 'It rained in London on Tuesday.'),
    ])
    expect(rest).toEqual([])
    expect(chain).toMatchObject({ first: 'a', firstSaid: '2023-03-01', lastSaid: '2023-05-01' })
    expect(chain.repeats).toHaveLength(1)
    expect(chain.repeats[0]).toMatchObject({ id: 'b', of: 'a', amounts: ['14 tank'] })
    expect(chain.repeats[0].news).toEqual([{ kind: 'date', words: 'by the end of 2023' }])
    expect(chain.repeats[0].words).toContain('challenger')
  })

  it('does not take another promise of the same size for the same one', () => {
    const none = (later: string) =>
      findRepeats([
        said('a', '2023-03-01', 'We announce the 8th package of aid worth EUR 100 million for Ukraine.'),
        said('b', '2023-05-01', later),
      ])
    expect(none('We announce an additional package of aid worth EUR 100 million for Ukraine.')).toEqual([])
    expect(none('We announce the 9th package of aid worth EUR 100 million for Ukraine.')).toEqual([])
    expect(none('We announce the 8th package of aid worth EUR 250 million for Ukraine.')).toEqual([])
  })

  it('compares guarantors with others only where asked, and does not hang on the order given', () => {
    const two = [
      said('a', '2023-01-01', 'We will stand with Ukraine for as long as it takes.', 'GBR'),
      said('b', '2023-02-01', 'We will stand with Ukraine for as long as it takes.', 'FRA'),
    ]
    expect(findRepeats(two)).toEqual([])
    const across = findRepeats(two, { ...repeatDefaults, across: true })
    expect(across.map(({ first, repeats }) => [first, repeats[0].score > 0.9])).toEqual([['a', true]])
    expect(findRepeats([...two].reverse(), { ...repeatDefaults, across: true })).toEqual(across)
  })

  it('drops what coders say of their sources', () => {
    expect(
      withoutCoders('According to Source 1, Poland will send tanks (Source of Aid 2). We report it in PLM3.'),
    ).toBe('Poland will send tanks.')
  })
})

/** Rand index corrected for chance, over pairs of items that share a cluster or not; clusters may overlap. */
const adjusted = (both: number, ours: number, gold: number, pairs: number): number => {
  const agree = pairs - (ours - both) - (gold - both)
  const chance = (ours * gold + (pairs - ours) * (pairs - gold)) / pairs
  return (agree - chance) / (pairs - chance)
}

describe.skipIf(dataAbsent)('on real statements', () => {
  const rows = readTable('pledge_texts/statements.csv')
  const statements = rows.map(
    ({ statement_id: id, date, issuer, text }): Said => ({ id, date, text, who: partyOf(issuer) ?? issuer }),
  )
  const labels = new Map(rows.map((row) => [row.statement_id, new Set(row.promise_clusters.split(';'))]))
  const share = (a: string, b: string) =>
    [...(labels.get(a) ?? [])].some((label) => labels.get(b)?.has(label))
  const score = (clusters: readonly ReadonlySet<string>[]) => {
    let [both, ours, gold, pairs] = [0, 0, 0, 0]
    for (let i = 0; i < statements.length; i++)
      for (let j = 0; j < i; j++) {
        const [a, b] = [statements[i].id, statements[j].id]
        const one = clusters.some((cluster) => cluster.has(a) && cluster.has(b))
        const other = share(a, b)
        pairs++
        if (one) ours++
        if (other) gold++
        if (one && other) both++
      }
    return { precision: both / ours, recall: both / gold, ari: adjusted(both, ours, gold, pairs), ours, gold }
  }

  it('links each repetition to a statement that makes the same promise', () => {
    const chains = findRepeats(statements, { ...repeatDefaults, across: true })
    const links = chains.flatMap(({ repeats }) => repeats)
    const right = links.filter(({ id, of }) => share(id, of) === true)
    const found = score(chains.map(({ first, repeats }) => new Set([first, ...repeats.map(({ id }) => id)])))
    console.info(`links: ${right.length} of ${links.length} right; chains: ${JSON.stringify(found)}`)
    expect(right.length / links.length).toBeGreaterThanOrEqual(0.85)
    expect(found.precision).toBeGreaterThan(0.6)
  })

  it('recovers the clusters of wording better than chance', () => {
    const found = score(findWordings(statements).map((one) => new Set(one.statements.map(({ id }) => id))))
    console.info(`wordings: ${JSON.stringify(found)}`)
    expect(found.precision).toBeGreaterThan(0.55)
    expect(found.recall).toBeGreaterThan(0.55)
    expect(found.ari).toBeGreaterThan(0.3)
  })
})

describe.skipIf(dataAbsent)('on the texts of the Kiel tracker', () => {
  it('agrees with 100 pairs read by hand', () => {
    const count = new Map<string, number>()
    const seen = new Set<string>()
    const statements = readTable('kiel_ust/r18_pledges_text.csv').flatMap((row): Said[] => {
      const { pledge_id: id, donor, announce_date: date, explanation: text } = row
      const key = [donor, id, date].join('|')
      if (text === '' || date === '' || seen.has(`${key}|${text}`)) return []
      seen.add(`${key}|${text}`)
      const n = count.get(key) ?? 0
      count.set(key, n + 1)
      const own = {
        'EU (Commission and Council)': 'EU',
        'European Peace Facility': 'EPF',
        'European Investment Bank': 'EIB',
      }[donor]
      return [{ id: `${key}|${n}`, date, who: own ?? partyOf(donor) ?? donor, text: withoutCoders(text) }]
    })
    const found = new Set(
      findRepeats(statements).flatMap(({ repeats }) =>
        repeats.map((one) => [one.id, one.of, hashText(one.sentence), hashText(one.earlier)].join()),
      ),
    )
    const pairs = readTable('kiel-pairs.csv', new URL('.', import.meta.url))
    expect(pairs).toHaveLength(100)
    const kept = pairs.filter(({ id, of, sentence, earlier }) =>
      found.has([id, of, sentence, earlier].join()),
    )
    const right = kept.filter(({ same }) => same === '1')
    const all = pairs.filter(({ same }) => same === '1')
    const plain = pairs.filter(({ sentence, earlier }) => sentence !== earlier)
    console.info(
      `Kiel pairs: ${right.length} of ${kept.length} right, ${right.length} of ${all.length} found; ${plain.length} in other words`,
    )
    expect(right.length / kept.length).toBeGreaterThan(0.75)
    expect(right.length / all.length).toBeGreaterThan(0.85)
  }, 60_000)
})
