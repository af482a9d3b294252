import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Pact, readPact } from '../../src/pact/index.js'
import { root } from '../world/data.js'

/** A document that gives no linter anything to say. JSON is YAML, so it can also be printed and read. */
export const perfect: Pact = {
  pact: '1',
  id: 'perfect',
  title: 'A treaty without gaps',
  short: 'Perfect',
  summary: 'Made up for tests.',
  form: 'treaty',
  asOf: '2025-06-01',
  status: [
    { stage: 'signed', date: '2024-01-01' },
    { stage: 'ratified', date: '2024-03-01' },
    { stage: 'in-force', date: '2024-06-01' },
  ],
  parties: { beneficiary: 'UKR', adversary: 'RUS', guarantors: ['GBR', 'FRA'] },
  term: { years: 50, renewal: 'automatic', noticeMonths: 24 },
  bodies: [{ id: 'council', name: 'Council', members: ['GBR', 'FRA'], rule: 'qualified-majority' }],
  commitments: [
    {
      id: 'defend',
      kind: 'defence',
      by: 'guarantors',
      to: 'beneficiary',
      text: 'Each shall at once send two brigades.',
      textKind: 'verbatim',
      source: { title: 'Treaty, article 1' },
      trigger: {
        levels: ['hybrid', 'limited', 'full'],
        wording: 'armed-attack',
        attribution: {
          required: true,
          by: 'council',
          within: { amount: 3, unit: 'day', calendar: 'day', startsFrom: 'event' },
        },
      },
      response: { means: 'troops', words: 'automatic', force: 'required', precision: 'quantified' },
      deadline: { amount: 24, unit: 'hour', calendar: 'clock', startsFrom: 'decision' },
      decision: { rule: 'qualified-majority', body: 'council' },
      remedy: 'Compensation.',
    },
  ],
  forces: [
    {
      by: ['GBR', 'FRA'],
      kind: 'ground',
      brigades: { low: 5, high: 6 },
      place: 'Near the line',
      where: 'forward',
      status: 'deployed',
      source: { title: 'Treaty, annex' },
    },
  ],
  money: [
    {
      by: ['GBR'],
      amount: 1e9,
      currency: 'GBP',
      per: 'year',
      binding: true,
      source: { title: 'Treaty, annex' },
    },
  ],
  voiding: [
    {
      id: 'attack',
      text: 'Void if the council finds that the beneficiary attacked.',
      textKind: 'verbatim',
      event: 'attack-on-adversary',
      attributedBy: 'council',
      source: { title: 'Treaty, article 2' },
    },
  ],
}

/** The smallest document there is, as people write it. */
export const smallest = `pact: "1"
id: smallest
title: Smallest
short: Smallest
summary: The least a document may say.
asOf: 2025-06-01
status: []
parties:
  beneficiary: UKR
  guarantors: [GBR]
commitments: []
`

export interface Example {
  readonly name: string
  readonly text: string
}

const folder = join(root, 'examples')

/** Every document under examples/. */
export const examples: readonly Example[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.pact.yaml'))
  .sort()
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))

/** A document that must read; says why where it does not. */
export const pactOf = (text: string, file = 'test.pact.yaml'): Pact => {
  const { pact, issues } = readPact(text, file)
  if (pact === undefined) throw new Error(issues.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return pact
}

export const exampleById = (id: string): Pact => {
  const found = examples.map(({ text, name }) => pactOf(text, name)).find((pact) => pact.id === id)
  if (found === undefined) throw new Error(`no example has the id ${id}`)
  return found
}
