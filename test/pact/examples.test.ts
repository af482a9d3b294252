import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { latestStage, type Pact, readPact } from '../../src/pact/index.js'
import { dataAbsent, dataFolder, readData } from '../world/data.js'
import { exampleById, examples, pactOf } from './documents.js'

describe('the examples', () => {
  it('on Ukraine and of history are nine', () => {
    const names = examples.map(({ name }) => name.replaceAll('\\', '/'))
    expect(names.filter((name) => /^(history|ukraine)\//.test(name))).toEqual([
      'history/anglo-polish-1939.pact.yaml',
      'history/us-korea-1953.pact.yaml',
      'ukraine/0-no-guarantee.pact.yaml',
      'ukraine/1-budapest-1994.pact.yaml',
      'ukraine/2-bilateral-2024.pact.yaml',
      'ukraine/3-paris-2026.pact.yaml',
      'ukraine/4-us-article-5-like.pact.yaml',
      'ukraine/5-eu-42-7.pact.yaml',
      'ukraine/6-nato-article-5.pact.yaml',
    ])
  })

  it.each(examples.map(({ name, text }) => [name, text] as const))(
    '%s reads without a fault',
    (name, text) => {
      const { pact, issues } = readPact(text, name)
      expect(issues).toEqual([])
      expect(pact?.id).toMatch(/^[a-z0-9-]+$/)
    },
  )

  it('have names, ids and short names of their own', () => {
    const pacts = examples.map(({ text }) => pactOf(text))
    for (const key of ['id', 'title', 'short'] as const)
      expect(new Set(pacts.map((pact) => pact[key])).size, key).toBe(pacts.length)
  })

  it('say which schema they follow, for editors, and it is there', () => {
    for (const { name, text } of examples) {
      const schema = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1]
      expect(schema, name).toBe('../../schema/pact.schema.json')
    }
  })

  it('on Ukraine share adversary, date and history, so that they can be compared', () => {
    const none = exampleById('no-guarantee')
    for (const { name, text } of examples.filter(({ name }) => name.startsWith('ukraine'))) {
      const { parties, asOf, context } = pactOf(text)
      expect([parties.beneficiary, parties.adversary], name).toEqual(['UKR', 'RUS'])
      expect([asOf, context?.recentWar], name).toEqual([none.asOf, true])
    }
  })

  it('give every clause a source with a date or an address, and every verbatim one an address', () => {
    for (const { name, text } of examples)
      for (const { id, source, textKind } of pactOf(text).commitments) {
        expect(source.address ?? source.date, `${name} ${id}`).toBeDefined()
        if (textKind === 'verbatim') expect(source.address, `${name} ${id}`).toBeDefined()
      }
  })
})

// Dates from the public record, entered by hand.
const record: readonly (readonly [string, Pact['status'][number]['stage'], string, string])[] = [
  ['budapest-1994', 'signed', '1994-12-05', 'all'],
  ['nato-article-5', 'signed', '1949-04-04', 'all'],
  ['nato-article-5', 'in-force', '1949-08-24', 'all'],
  ['paris-2026', 'signed', '2026-01-06', 'all'],
  ['bilateral-2024', 'announced', '2023-07-12', 'all'],
  ['bilateral-2024', 'signed', '2024-01-12', 'GBR'],
  ['bilateral-2024', 'signed', '2024-02-16', 'FRA'],
  ['bilateral-2024', 'signed', '2024-02-16', 'DEU'],
  ['bilateral-2024', 'signed', '2024-06-13', 'USA'],
  ['bilateral-2024', 'signed', '2024-06-13', 'JPN'],
  ['eu-42-7', 'signed', '2007-12-13', 'all'],
  ['eu-42-7', 'in-force', '2009-12-01', 'all'],
  ['us-korea-1953', 'signed', '1953-10-01', 'all'],
  ['us-korea-1953', 'in-force', '1954-11-17', 'all'],
  ['anglo-polish-1939', 'announced', '1939-03-31', 'all'],
  ['anglo-polish-1939', 'signed', '1939-08-25', 'all'],
]

describe('dates and stages of the examples', () => {
  it.each(record)('%s: %s on %s by %s', (id, stage, date, by) => {
    const entries = exampleById(id).status.filter((entry) => entry.stage === stage && entry.date === date)
    expect(entries.length).toBeGreaterThan(0)
    if (by !== 'all') expect(entries.some((entry) => entry.by?.includes(by))).toBe(true)
  })

  it.each([
    ['no-guarantee', undefined],
    ['budapest-1994', 'in-force'],
    ['us-article-5-like', 'announced'],
    ['eu-42-7', 'in-force'],
    ['nato-article-5', 'in-force'],
    ['us-korea-1953', 'in-force'],
    ['anglo-polish-1939', 'in-force'],
  ] as const)('%s has come to be %s', (id, stage) => {
    expect(latestStage(exampleById(id).status)).toBe(stage)
  })
})

const clauses: readonly (readonly [quotation: string, pact: string, clause: string])[] = [
  ['NATO-4', 'nato-article-5', 'article-4'],
  ['NATO-5', 'nato-article-5', 'article-5'],
  ['EU-42.7', 'eu-42-7', 'mutual-assistance'],
  ['BUDAPEST-1', 'budapest-1994', 'respect-borders'],
  ['BUDAPEST-2', 'budapest-1994', 'no-force'],
  ['BUDAPEST-3', 'budapest-1994', 'no-economic-coercion'],
  ['UKPOL-1', 'anglo-polish-1939', 'article-1'],
  ['UKPOL-2', 'anglo-polish-1939', 'article-2-1'],
]

/**
 * The collected text of Budapest 1 and 2 is that printed by the United States; the example follows the copy of the
 * United Nations, as its note says. These are all the differences.
 */
const editions: readonly (readonly [string, string])[] = [
  ['Northern Ireland, and the United States', 'Northern Ireland and the United States'],
  ['the CSCE Final Act', 'the Final Act of the Conference on Security and Cooperation in Europe'],
  ['the Independence and Sovereignty', 'the independence and sovereignty'],
  ['self-defense', 'self-defence'],
]

const withoutEnd = (text: string): string => text.replace(/[.;]$/, '')

describe.skipIf(dataAbsent)('verbatim quotations', () => {
  const collected = dataAbsent ? [] : readData('treaty_texts/operative_clauses.csv')
  const quotation = (id: string): string => collected.find((line) => line.clause_id === id)?.text ?? 'none'

  it.each(clauses)('%s is clause %s/%s word for word', (id, pactId, clauseId) => {
    const clause = exampleById(pactId).commitments.find((candidate) => candidate.id === clauseId)
    expect(clause?.textKind).toBe('verbatim')
    const inEdition = editions.reduce(
      (text, [american, international]) =>
        id.startsWith('BUDAPEST') ? text.replaceAll(american, international) : text,
      quotation(id),
    )
    expect(withoutEnd(clause?.text ?? '')).toBe(withoutEnd(inEdition))
    if (!id.startsWith('BUDAPEST')) expect(clause?.text).toBe(quotation(id))
  })

  it('the statement of 31 March 1939 and Budapest 4 hold the words collected', () => {
    const statement = exampleById('anglo-polish-1939').commitments.find(
      ({ id }) => id === 'statement-of-31-march',
    )
    expect(statement?.text.replace('[...]', '...')).toBe(quotation('UKPOL-0331'))
    const action = exampleById('budapest-1994').commitments.find(
      ({ id }) => id === 'seek-security-council-action',
    )
    expect(`${action?.text}.`).toContain(quotation('BUDAPEST-4').replace(/^\[.*?\] /, ''))
    const usMeets = exampleById('bilateral-2024').commitments.find(({ id }) => id === 'us-meet')
    expect(quotation('USUA-2024')).toContain(usMeets?.text)
  })

  it('are compared with a file that is there', () => {
    expect(
      readFileSync(join(dataFolder, 'treaty_texts/operative_clauses.csv'), 'utf8').length,
    ).toBeGreaterThan(1000)
    expect(collected.length).toBe(22)
  })
})
