import type { EntryDraft } from '../../src/ledger/entry.js'

/** A sound pledge, with what a test changes. */
export const draft = (changes: Partial<EntryDraft> = {}): EntryDraft => ({
  kind: 'pledge',
  who: 'NOR',
  to: 'UKR',
  what: {
    area: 'military',
    text: 'NOK 85 billion in 2026',
    money: { amount: 85e9, currency: 'NOK' },
    disclosure: 'disclosed',
  },
  dates: { announced: '2025-02-13', due: '2026' },
  sources: [
    { title: 'Press release', address: 'https://example.org/1', quote: 'We will give NOK 85 billion.' },
  ],
  entered: { by: 'A. Example', at: '2026-03-01T12:00:00Z' },
  ...changes,
})

/** A sound delivery that makes a promise good. */
export const delivery = (fulfils: string, changes: Partial<EntryDraft> = {}): EntryDraft =>
  draft({
    kind: 'delivery',
    milestone: 'confirmed-received',
    dates: { happened: '2026-02-01' },
    links: { fulfils: [fulfils] },
    ...changes,
  })
