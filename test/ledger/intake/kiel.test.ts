import { describe, expect, it } from 'vitest'
import type { EntryDraft } from '../../../src/ledger/entry.js'
import { draftSchema } from '../../../src/ledger/entry.js'
import { readCsv } from '../../../src/ledger/intake/csv.js'
import { decode } from '../../../src/ledger/intake/decode.js'
import { compareReleases } from '../../../src/ledger/intake/kiel/compare.js'
import { releaseOfText } from '../../../src/ledger/intake/kiel/release.js'
import { readWebsite, type WebsiteTable, websiteFileOf } from '../../../src/ledger/intake/kiel/website.js'
import { readKielWorkbook } from '../../../src/ledger/intake/kiel/workbook.js'
import { readData } from '../../world/data.js'
import { bytesOf, codesThrown, encode, entered, kielAbsent, type TestCell, workbook } from './helpers.js'

const R29 = { name: '29', until: '2026-04', published: '2026-08-04' }

const table = (name: string, bytes: Uint8Array): WebsiteTable => {
  const read = readCsv(decode(bytes, name).text, name)
  return { name, kind: websiteFileOf(read.columns)!, table: read }
}

const sum = (drafts: readonly EntryDraft[], kind: string, area?: string): number =>
  drafts
    .filter((draft) => draft.kind === kind && (area === undefined || draft.what.area === area))
    .reduce((total, { what }) => total + (what.money?.amount ?? 0), 0)

describe.skipIf(kielAbsent)("the tracker's website, release 29", () => {
  const files = ['data_explorer', 'weapons', 'total_allocations', 'eu_aid_shares', 'procurement_trends'].map(
    (name) => table(`${name}.csv`, bytesOf(`website_csv_r29/${name}.csv`)),
  )
  const intake = readWebsite(files, R29, false, entered)

  it('sums to the published totals', () => {
    expect(sum(intake.drafts, 'allocation') / 1e9).toBeCloseTo(358.4, 1)
    expect(sum(intake.drafts, 'commitment') / 1e9).toBeCloseTo(548, 1)
    const areas = ['military', 'financial', 'humanitarian'].map((area) =>
      sum(intake.drafts, 'allocation', area),
    )
    expect(areas.map((eur) => Math.round(eur / 1e8) / 10)).toEqual([173, 159.7, 25.7])
  })

  it('reads every row, finds no contradiction and agrees with the monthly totals', () => {
    expect(intake.rows).toBe(1079 + 61)
    expect(intake.setAside).toEqual([])
    expect(intake.notes.filter(({ level }) => level !== 'note')).toEqual([])
    expect(intake.notes.map(({ message }) => message).join('\n')).toContain(
      'The donors sum to the totals of all 52 months.',
    )
  })

  it('makes sound entries, each with an id of its own', () => {
    for (const draft of intake.drafts) expect(draftSchema.safeParse(draft).error).toBeUndefined()
    expect(new Set(intake.drafts.map(({ id }) => id)).size).toBe(intake.drafts.length)
  })

  it('keeps the draw-downs of all 406 months that have them', () => {
    const open = intake.drafts.flatMap(({ extra }) => extra?.to_be_allocated_eur ?? [])
    const explorer = readData('kiel_ust/website_csv_r29/data_explorer.csv')
    const negative = explorer.filter((row) => Number(row.to_be_allocated) < 0)
    expect(negative).toHaveLength(406)
    const withCommitment = negative.filter((row) => Number(row.commitments) !== 0)
    expect(open.filter((eur) => Number(eur) < 0)).toHaveLength(withCommitment.length)
  })

  it('counts weapons without counting their value a second time', () => {
    const weapons = intake.drafts.filter(({ what }) => what.equipment !== undefined)
    expect(weapons).toHaveLength(61)
    expect(weapons.every(({ what }) => what.money === undefined)).toBe(true)
    expect(weapons.find(({ id }) => id === 'kiel29-AUS-weapons-tanks')?.what.equipment?.units).toBe(49)
  })

  it('refuses months after the period of the release, unless the release is named', async () => {
    const earlier = { ...R29, until: '2026-03' }
    expect(await codesThrown(() => readWebsite(files, earlier, false, entered))).toEqual(['kiel-period'])
    expect(await codesThrown(() => readWebsite(files, earlier, true, entered))).toEqual([])
  })
})

describe("rows of the website's files", () => {
  const head =
    '"country","iso","year","month","total","financial","humanitarian","military","commitments","to_be_allocated","gdp","pct_gdp"'
  const read = (...rows: string[]) =>
    readWebsite([table('data_explorer.csv', encode([head, ...rows].join('\n')))], R29, false, entered)

  it('takes negatives, "." and zeros for what they are', () => {
    const { drafts, setAside } = read('"Norway","NOR",2024,3,0.5,.,0,0.5,0.2,-0.3,400,0.1')
    expect(setAside).toEqual([])
    expect(drafts.map(({ id, what }) => [id, what.money?.amount])).toEqual([
      ['kiel29-NOR-2024-03-military-allocation', 500_000_000],
      ['kiel29-NOR-2024-03-commitment', 200_000_000],
    ])
    expect(drafts[1].extra).toEqual({ to_be_allocated_eur: -300_000_000 })
  })

  it('sets aside, with line and code, what cannot be read, and reads the rest', () => {
    const { drafts, setAside } = read(
      '"Norway","NOR",2024,13,1,0,0,1,1,0,400,0',
      '"Narnia","NAR",2024,3,1,0,0,1,1,0,400,0',
      '"Norway","NOR",2024,3,1,0,0,many,1,0,400,0',
      '"Norway","NOR",2024,4,1,0,0,1,1,0,400,0',
      '"Norway","NOR",2024,4,2,0,0,2,2,0,400,0',
    )
    expect(setAside.map(({ line, issues }) => [line, issues[0].code])).toEqual([
      [2, 'absurd-date'],
      [3, 'kiel-donor'],
      [4, 'number'],
      [6, 'kiel-twice'],
    ])
    expect(drafts).toHaveLength(2)
  })

  it('names rows that contradict themselves and keeps them as published', () => {
    const { drafts, notes } = read('"Norway","NOR",2024,3,1,0,0,1,1.5,0,400,0')
    expect(notes.map(({ code, line }) => [code, line])).toEqual([['kiel-identity', 2]])
    expect(sum(drafts, 'commitment')).toBe(1_500_000_000)
  })
})

describe('which release', () => {
  it.each([
    ['Ukraine_Support_Tracker_Release_28.xlsx', { name: '28' }],
    ['9f-Ukraine_Support_Tracker_Release_21 (1).xlsx', { name: '21' }],
    [
      'Ukraine Support Tracker – 7th release (covering January 24 to October 3, 2022)',
      { name: '7', until: '2022-10' },
    ],
    ['my table.xlsx', undefined],
  ])('%s', (text, expected) => {
    expect(releaseOfText(text)).toEqual(expected)
  })
})

const HEAD = [
  'activity_id',
  'donor',
  'announcement_date',
  'aid_type_general',
  'aid_type_specific',
  'explanation',
  'measure',
  'reporting_currency',
  'source_reported_value',
  'tot_activity_value_EUR',
  'tot_sub_activity_value_EUR',
  'tot_sub_activity_value_EUR_redistr',
  'item',
  'item_type',
  'item_numb',
  'item_numb_deliv',
  'month',
  'month_exists_dummy',
  'source_of_aid_1',
  'earmarked_year',
]
const day = (text: string) => new Date(`${text}T00:00:00Z`)
const row = (cells: Record<string, TestCell>): TestCell[] => HEAD.map((name) => cells[name] ?? null)

const main = (...rows: Record<string, TestCell>[]) =>
  workbook({
    ReadMe: [['Ukraine Support Tracker – 28th release (covering January 24, 2022 to February 28, 2026)']],
    'Bilateral Assistance, MAIN DATA': [HEAD, ...rows.map(row)],
  })
const readMain = (bytes: Uint8Array, file = 'Ukraine_Support_Tracker_Release_28.xlsx') =>
  readKielWorkbook(bytes, file, undefined, entered)

describe("the tracker's workbook (made by us, in the published layout)", () => {
  const promise = {
    activity_id: 'NOM1',
    donor: 'Norway ',
    announcement_date: day('2024-01-15'),
    aid_type_general: 'Military ',
    measure: 'Commitment',
    tot_activity_value_EUR: 500_000_000,
    tot_sub_activity_value_EUR_redistr: 0,
    explanation: 'A fund for 2024',
    month: 25,
    month_exists_dummy: 1,
    source_of_aid_1: 'https://example.org/a',
    earmarked_year: '2024',
  }
  const drawn = {
    ...promise,
    announcement_date: day('2024-03-01'),
    measure: 'Allocation',
    tot_activity_value_EUR: 0,
    tot_sub_activity_value_EUR_redistr: 95_000_000,
    tot_sub_activity_value_EUR: 100_000_000,
    item: 'M109 howitzer',
    item_type: 'Heavy weapon',
    item_numb: 22,
    item_numb_deliv: 10,
  }

  it('reads a commitment, the allocation that draws on it, and what was delivered', async () => {
    const intake = await readMain(main(promise, drawn))
    expect(intake.release).toBe('28-workbook')
    expect(intake.recognised).toBe('Kiel Ukraine Support Tracker, release 28 (02/2026), workbook')
    expect(intake.setAside).toEqual([])
    for (const draft of intake.drafts) expect(draftSchema.safeParse(draft).error).toBeUndefined()
    const [commitment, allocation, delivery] = intake.drafts
    expect(commitment).toMatchObject({
      kind: 'commitment',
      who: 'NOR',
      what: { area: 'military', money: { amount: 500_000_000 } },
      dates: { announced: '2024-01-15' },
      extra: { row: 2, earmarked_year: '2024' },
    })
    expect(commitment.sources[1].address).toBe('https://example.org/a')
    expect(allocation).toMatchObject({
      kind: 'allocation',
      what: { money: { amount: 95_000_000 }, equipment: { item: 'M109 howitzer', units: 22 } },
      dates: { happened: '2024-03-01' },
      links: { of: commitment.id },
    })
    expect(delivery).toMatchObject({
      kind: 'delivery',
      milestoneUnknown: true,
      what: { equipment: { units: 10 } },
      links: { fulfils: [commitment.id] },
    })
    expect(delivery.what.money).toBeUndefined()
  })

  it('keeps negatives, knows "." and "undisclosed" from zero, and dates by month or not at all', async () => {
    const { drafts, setAside } = await readMain(
      main(
        {
          ...drawn,
          activity_id: 'A',
          tot_sub_activity_value_EUR_redistr: -61_973_576.05,
          item: '.',
          item_type: '.',
        },
        {
          ...drawn,
          activity_id: 'B',
          tot_sub_activity_value_EUR_redistr: '.',
          item_numb: 'undisclosed',
          item_numb_deliv: 'undisclosed',
          announcement_date: null,
          month: 48,
        },
        {
          ...drawn,
          activity_id: 'C',
          announcement_date: null,
          month: 0,
          month_exists_dummy: 0,
          item_numb_deliv: '.',
        },
        { ...drawn, activity_id: 'D', announcement_date: 'until 7/27/2022', item_numb_deliv: null },
      ),
    )
    expect(setAside).toEqual([])
    const of = (id: string) => drafts.find(({ external }) => external?.id.startsWith(`${id}:`))!
    expect(of('A').what).toMatchObject({
      money: { amount: -61_973_576.05, net: true },
      disclosure: 'disclosed',
    })
    expect(of('A').what.equipment).toBeUndefined()
    expect(of('B')).toMatchObject({
      what: { disclosure: 'undisclosed', equipment: { item: 'M109 howitzer' } },
      dates: { happened: '2025-12' },
    })
    expect(of('B').what.money).toBeUndefined()
    expect(of('C')).toMatchObject({ dates: {}, tags: ['undated'] })
    expect(of('D')).toMatchObject({ dates: { known: '2022-07-27' }, tags: ['date-until'] })
    for (const draft of drafts) expect(draftSchema.safeParse(draft).error).toBeUndefined()
  })

  it('sets aside formulas, absurd dates, and words it does not know, with the row and column', async () => {
    const { drafts, setAside } = await readMain(
      main(
        promise,
        { ...drawn, explanation: '=HYPERLINK("http://evil.example","click")' },
        { ...drawn, announcement_date: '2922-02-09' },
        { ...drawn, aid_type_general: 'Moral' },
        { ...drawn, measure: 'Wish' },
        { ...drawn, donor: 'Atlantis' },
        { ...drawn, tot_activity_value_EUR: 'lots' },
      ),
    )
    expect(setAside.map(({ line, issues: [issue] }) => [line, issue.code, issue.path])).toEqual([
      [3, 'formula', 'explanation'],
      [4, 'absurd-date', 'announcement_date'],
      [5, 'kiel-kind', 'aid_type_general'],
      [6, 'kiel-measure', 'measure'],
      [7, 'kiel-donor', 'donor'],
      [8, 'number', 'tot_activity_value_EUR'],
    ])
    expect(drafts).toHaveLength(1)
  })

  it('reads budget support paid out, and leaves sums and words out', async () => {
    const bytes = workbook({
      'Bilateral Assistance, MAIN DATA': [HEAD, row(promise)],
      'Financial disb per Month (€)': [
        [null],
        [null, null, null, 'January', 'February', 'January (2023)', 'February'],
        [null, 'Country', 'EU member', 1, 2, 3, 4],
        [null, 'Norway', 0, 0, 0.5, 0, 0.3],
        [null, 'Germany', 1, 1, 'No budget support', 2, 0],
        [null, 'Total per month', 0, 1, 0.5, 2, 0.3],
      ],
    })
    const { drafts } = await readKielWorkbook(bytes, 'x.xlsx', '27', entered)
    expect(
      drafts
        .filter(({ kind }) => kind === 'disbursement')
        .map(({ who, dates, what }) => [who, dates.happened, what.money?.amount]),
    ).toEqual([
      ['NOR', '2022-02', 500_000_000],
      ['NOR', '2023-02', 300_000_000],
      ['DEU', '2022-01', 1_000_000_000],
      ['DEU', '2023-01', 2_000_000_000],
    ])
  })

  it('refuses a workbook without the sheet, without the columns, or of no known release', async () => {
    expect(await codesThrown(() => readMain(workbook({ Sheet1: [['a']] })))).toEqual(['kiel-columns'])
    expect(
      await codesThrown(() => readMain(workbook({ 'Bilateral Assistance, MAIN DATA': [['donor', 'x']] }))),
    ).toEqual(['kiel-columns'])
    const unnamed = workbook({ 'Bilateral Assistance, MAIN DATA': [HEAD, row(promise)] })
    expect(await codesThrown(() => readMain(unnamed, 'data.xlsx'))).toEqual(['kiel-release'])
  })
})

/** Rows of release 28 as a public reader of the workbook kept them, put back into the layout they came from. */
const release28 = () => {
  const names = [
    'donor',
    'announcement_date',
    'aid_type_general',
    'measure',
    'tot_sub_activity_value_EUR',
    'tot_sub_activity_value_EUR_redistr',
    'tot_activity_value_EUR',
    'month',
    'month_exists_dummy',
  ]
  return workbook({
    'Bilateral Assistance, MAIN DATA': [
      names,
      ...readData('kiel_ust/r28_activities.csv').map((line) => [
        line.donor,
        line.date === '' ? null : day(line.date),
        line.aid_type,
        line.measure,
        Number(line.value_eur),
        Number(line.value_eur_redistributed),
        Number(line.value_eur_activity),
        Number(line.month_no),
        line.month_known === 'True' ? 1 : 0,
      ]),
    ],
  })
}

describe.skipIf(kielAbsent)('real rows in the layout of the workbook', () => {
  it("release 28 sums to the institute's own country summary, and differs from release 29 as known", async () => {
    const intake = await readMain(release28())
    expect(intake.rows).toBe(5565)
    expect(intake.setAside).toEqual([])
    const published = readData('kiel_ust/r28_country_summary_eur_bn.csv')
    const by = (who: string, kind: string) =>
      sum(
        intake.drafts.filter((d) => d.who === who),
        kind,
      ) / 1e9
    for (const [who, donor] of [
      ['DEU', 'Germany'],
      ['GBR', 'United Kingdom'],
      ['NOR', 'Norway'],
      ['USA', 'United States'],
      ['IRL', 'Ireland'],
      ['SVK', 'Slovakia'],
    ]) {
      const line = published.find((one) => one.donor === donor)!
      expect(by(who, 'allocation')).toBeCloseTo(Number(line.total_allocation), 5)
      expect(by(who, 'commitment')).toBeCloseTo(Number(line.total_commitment), 5)
    }
    const eu = published.find((one) => one.donor.startsWith('EU'))!
    expect(by('EU', 'allocation') + by('EIB', 'allocation')).toBeCloseTo(Number(eu.total_allocation), 2)

    const later = readWebsite(
      [table('data_explorer.csv', bytesOf('website_csv_r29/data_explorer.csv'))],
      R29,
      false,
      entered,
    )
    const comparison = compareReleases(intake, later)
    const [allocations] = comparison.totals
    expect(allocations.before / 1e9).toBeCloseTo(349.93, 2)
    expect(allocations.after / 1e9).toBeCloseTo(358.4, 1)
    expect(allocations.revised + allocations.newMonths + allocations.undated).toBeCloseTo(
      allocations.after - allocations.before,
      0,
    )
    expect(comparison.before.lastMonth).toBe('2026-02')
    expect(comparison.notes.join(' ')).toContain('under EU')
    expect(comparison.cells.every(({ month }) => month <= '2026-02')).toBe(true)
  })

  it('release 7 sums to its country summary, and its typing error of the year 2922 is set aside', async () => {
    const lines = readData7()
    const names = Object.keys(lines[0])
    const bytes = workbook({
      'Bilateral Assistance, MAIN DATA': [names, ...lines.map((line) => names.map((name) => line[name]))],
    })
    const intake = await readKielWorkbook(bytes, 'Ukraine_Support_Tracker_Release_7.xlsx', undefined, entered)
    expect(
      intake.setAside.flatMap(({ issues }) => issues).map(({ code, received }) => [code, received]),
    ).toContainEqual(['absurd-date', '2922-02-09 00:00:00'])
    const bn = (who: string) =>
      sum(
        intake.drafts.filter((d) => d.who === who),
        'commitment',
      ) / 1e9
    expect(bn('USA')).toBeCloseTo(52.3107, 3)
    expect(bn('GBR')).toBeCloseTo(6.6502, 3)
    expect(bn('NOR')).toBeCloseTo(1.3888, 3)
    for (const draft of intake.drafts) expect(draftSchema.safeParse(draft).error).toBeUndefined()
  })
})

const readData7 = (): Record<string, string>[] => {
  const { columns, rows } = readCsv(decode(bytesOf('r07_pledges_text.csv'), 'r07').text, 'r07')
  return rows.map(({ cells }) =>
    Object.fromEntries(columns.map((column, i) => [column || `blank${i}`, cells[i]])),
  )
}
