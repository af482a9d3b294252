import { describe, expect, it } from 'vitest'
import { dueItem } from '../../src/ledger/due.js'
import type { CorrectedEntry } from '../../src/ledger/entry.js'
import type { MonthRow, StatusRow } from '../../src/ledger/status.js'
import {
  billions,
  type LedgerReport,
  moneyText,
  renderLedgerReport,
  renderStatus,
} from '../../src/report/index.js'
import { all, parse } from '../report/page.js'
import { draft } from './drafts.js'

const HOSTILE = '<img src=x onerror=alert(1)>"\'&\u202e'

const row = (who: string, kind: string, eur: number | null, release = '29'): StatusRow => ({
  dataset: HOSTILE,
  release,
  who,
  kind,
  eurPriceYear: null,
  entries: 2,
  eur,
  summed: eur === null ? 0 : 2,
  unconverted: eur === null ? 2 : 0,
  periodic: 0,
  partsAndRepeats: 0,
  undisclosed: 1,
  testable: null,
  from: '2024-01',
  until: '2025-01',
})
const month = (kind: string, when: string, eur: number): MonthRow => ({
  dataset: HOSTILE,
  release: '29',
  who: 'NOR',
  kind,
  month: when,
  eur,
})
const entry = {
  ...draft({ what: { area: 'military', text: HOSTILE, disclosure: 'partly' } }),
  id: 'e',
  seq: 1,
  previous: '',
  hash: '',
} as CorrectedEntry

const report: LedgerReport = {
  version: '9.9.9',
  asOf: '2026-01-01',
  head: { seq: 4, hash: 'a'.repeat(64) },
  status: [
    row('NOR', 'pledge', 8e9),
    row('NOR', 'delivery', 2e9),
    row('DEU', 'pledge', null),
    row('POL', 'pledge', 1e9, '30'),
  ],
  months: [
    month('pledge', '2024-01', 9e9),
    month('pledge', '2024-06', -1e9),
    month('delivery', '2025-01', 2e9),
  ],
  due: [dueItem(entry, [], '2026-01-01')],
  sayDo: [],
  chains: [],
}

describe('the page of a ledger', () => {
  const text = renderLedgerReport(report)
  const page = parse(text)
  it('lets nothing of a source become markup, and loads nothing', () => {
    expect(all(page, 'img, script, link, iframe')).toEqual([])
    expect(text).not.toMatch(/\s(src|href)="(?!#)/)
    expect(text).not.toContain('\u202e')
    for (const one of all(page, '*'))
      for (const { name } of one.attributes) expect(name.startsWith('on')).toBe(false)
  })
  it('keeps releases apart, and says what each figure shows', () => {
    expect(all(page, 'section').map((one) => one.getAttribute('id'))).toEqual([
      'steps-0',
      'months-0',
      'steps-1',
      'due',
    ])
    const labels = all(page, 'svg[role=img]').map((one) => one.getAttribute('aria-label'))
    expect(labels).toEqual([
      'Norway, EUR bn: pledged 8.00, delivered 2.00',
      'Norway, cumulative EUR bn to 2025-01: pledged 8, delivered 2',
      'Poland, EUR bn: pledged 1.00',
    ])
    const cells = all(page, '#steps-0 tbody tr').map((one) => one.textContent.replace(/\s+/g, ' ').trim())
    expect(cells).toEqual(['Norway8.002.00420', 'Germany––212'])
  })
  it('is the same for the same ledger', () => {
    expect(renderLedgerReport(report)).toBe(text)
  })
})

describe('status in a terminal', () => {
  it('tells unknown from nothing, and puts no control character through', () => {
    const text = renderStatus(report.status, { colour: false, width: 100 })
    expect(text).toMatch(/Norway\s+8\.00 \(2\)\s+2\.00 \(2\)/)
    expect(text).toMatch(/Germany\s+\? \(2\)\s+–/)
    expect(text).toContain('stand apart')
    expect(text).not.toContain('\u202e')
  })
  it('writes amounts to three digits', () => {
    expect([moneyText(7.314e9, 'EUR'), moneyText(-2.5e6, 'EUR'), moneyText(12, 'NOK')]).toEqual([
      'EUR 7.31 bn',
      'EUR −2.5 m',
      'NOK 12',
    ])
    expect([billions(0), billions(3e6), billions(-1.234e9), billions(null)]).toEqual([
      '0.00',
      '0.003',
      '−1.23',
      '–',
    ])
  })
})
