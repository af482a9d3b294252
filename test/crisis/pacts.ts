import { assumptions, type Circumstances, gameOf, resolveCast } from '../../src/crisis/index.js'
import { type Commitment, type Pact, pactSchema } from '../../src/pact/index.js'
import { valuesAt } from '../../src/study/draws.js'

/** Small documents for tests: every field can be replaced. */
export const medians = valuesAt(assumptions, 0.5)

export const clause = (change: Partial<Commitment> = {}): Commitment => ({
  id: 'duty',
  kind: 'defence',
  by: 'guarantors',
  text: 'will assist',
  textKind: 'paraphrase',
  source: { title: 'test' },
  trigger: { levels: ['limited', 'full'], wording: 'armed-attack' },
  response: { means: 'troops', words: 'deems-necessary', force: 'discretionary', precision: 'none' },
  ...change,
})

export const pact = (change: Partial<Pact> = {}): Pact =>
  pactSchema.parse({
    pact: '1',
    id: 'test',
    title: 'Test',
    short: 'Test',
    summary: 'Test',
    form: 'treaty',
    asOf: '2026-01-01',
    status: [{ stage: 'in-force', date: '2020-01-01' }],
    parties: { beneficiary: 'UKR', adversary: 'RUS', guarantors: ['POL', 'FRA'] },
    commitments: [clause()],
    ...change,
  })

export const castOf = (document: Pact) => resolveCast(document, 'test', () => ({ line: 1, column: 1 })).cast!
export const gameFor = (document: Pact, values = medians, circumstances?: Circumstances) =>
  gameOf(document, castOf(document), 'in-force', values, circumstances)
