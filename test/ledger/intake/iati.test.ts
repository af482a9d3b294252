import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftSchema, type EntryDraft } from '../../../src/ledger/entry.js'
import { readIati } from '../../../src/ledger/intake/iati/read.js'
import { type Publisher, writeIati } from '../../../src/ledger/intake/iati/write.js'
import { type Element, readXml, writeXml } from '../../../src/ledger/intake/xml.js'
import { dataFolder } from '../../world/data.js'
import { codesThrown, entered } from './helpers.js'

const XSD = join(dataFolder, 'iati/iati-activities-schema.xsd')

const xmllint = (): string | undefined => {
  try {
    execFileSync('xmllint', ['--version'], { stdio: 'ignore' })
    return 'xmllint'
  } catch {
    return undefined
  }
}
const cannotValidate = xmllint() === undefined || !existsSync(XSD)
if (cannotValidate) console.info('no xmllint or no IATI schema: files are not validated against it')

/** Validates against the published schema; throws with xmllint's words if it is not valid. */
const validate = (xml: string): void => {
  const folder = mkdtempSync(join(tmpdir(), 'iati-'))
  try {
    const file = join(folder, 'a.xml')
    writeFileSync(file, xml)
    execFileSync('xmllint', ['--nonet', '--noout', '--schema', XSD, file], { stdio: 'pipe' })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const publisher: Publisher = { ref: 'XX-TEST-1', name: 'A test' }
const read = (xml: string, parties = {}) => readIati(xml, 'a.xml', parties, entered)

const example = (transactions: string, activity = '') => `<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03" xmlns:other="http://other.example">
  <iati-activity default-currency="GBP" xml:lang="en" humanitarian="0">
    <iati-identifier>GB-GOV-1-301</iati-identifier>
    <reporting-org ref="GB-GOV-1" type="10"><narrative>UK Ministry</narrative></reporting-org>
    <title><narrative>Winter support</narrative><narrative xml:lang="fr">Aide d'hiver</narrative></title>
    <description type="1"><narrative>Heat &amp; light &lt;for all&gt;</narrative></description>
    <participating-org role="1" type="10" ref="GB-GOV-1"/>
    <activity-status code="2"/>
    <activity-date type="2" iso-date="2024-01-01"/>
    <recipient-country code="UA"/>
    <sector vocabulary="1" code="23210" percentage="100"/>
    ${transactions}
    ${activity}
  </iati-activity>
</iati-activities>`

const transaction = (code: string, more = '', value = '<value value-date="2024-02-01">250000</value>') =>
  `<transaction ref="t${code}"><transaction-type code="${code}"/><transaction-date iso-date="2024-02-01"/>${value}${more}</transaction>`

describe('reading IATI activities', () => {
  it('knows pledges, commitments, guarantees, payments, and who it is that gives', () => {
    const provider = '<provider-org ref="SE-GOV-2"><narrative>Sida</narrative></provider-org>'
    const { drafts, setAside, notes } = read(
      example(
        ['2', '3', '4', '10', '12'].map((code) => transaction(code)).join('') +
          transaction('11', provider) +
          transaction('13', provider) +
          transaction('1') +
          transaction('7'),
      ),
    )
    expect(setAside).toEqual([])
    expect(drafts.map(({ kind, who, to, tags }) => [kind, who, to, tags?.[0]])).toEqual([
      ['commitment', 'GBR', 'UKR', undefined],
      ['disbursement', 'GBR', 'UKR', undefined],
      ['disbursement', 'GBR', 'UKR', 'expenditure'],
      ['commitment', 'GBR', 'UKR', 'credit-guarantee'],
      ['pledge', 'GBR', 'UKR', undefined],
      ['commitment', 'SWE', 'UKR', 'incoming'],
      ['pledge', 'SWE', 'UKR', 'incoming'],
    ])
    expect(drafts[1].dates).toEqual({ happened: '2024-02-01' })
    expect(drafts[4].dates).toEqual({ announced: '2024-02-01' })
    expect(drafts[0].what.money).toEqual({ amount: 250_000, currency: 'GBP' })
    expect(notes.map(({ message }) => message)).toEqual([expect.stringContaining('1 of type 1, 1 of type 7')])
    for (const draft of drafts) expect(draftSchema.safeParse(draft).error).toBeUndefined()
  })

  it('takes a charity for no state, unless a mapping says so', () => {
    const charity = '<provider-org ref="GB-CHC-1"><narrative>A charity</narrative></provider-org>'
    const xml = example(transaction('11', charity))
    expect(
      read(xml).setAside.map(({ line, issues: [{ code, received }] }) => [line, code, received]),
    ).toEqual([[13, 'iati-party', 'GB-CHC-1']])
    expect(read(xml, { 'GB-CHC-1': 'ICRC' }).drafts[0].who).toBe('ICRC')
  })

  it('sets aside what has no currency, day or amount, or holds a formula', () => {
    const xml = example(
      transaction('2', '', '<value value-date="2024-02-01">1.2.3</value>') +
        transaction('3', '', '<value value-date="2024-02-01">5</value>').replace('02-01"/>', '02-31"/>') +
        transaction('4', '<description><narrative>=cmd|calc</narrative></description>'),
    )
    expect(read(xml).setAside.map(({ issues }) => issues[0].code)).toEqual(['number', 'date', 'formula'])
    const bare = xml.replace(' default-currency="GBP"', '')
    expect(read(bare).setAside.map(({ issues }) => issues[0].code)).toContain('iati-currency')
  })

  it.each([
    ['another root', '<a/>', 'iati'],
    ['an old version', '<iati-activities version="1.05"/>', 'iati-version'],
    ['no version', '<iati-activities/>', 'iati-version'],
    [
      'entities that grow',
      '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><iati-activities version="2.03">&c;</iati-activities>',
      'xml-doctype',
    ],
    [
      'an entity that names a file',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><iati-activities version="2.03">&x;</iati-activities>',
      'xml-doctype',
    ],
    ['an entity that nobody defined', '<iati-activities version="2.03">&x;</iati-activities>', 'xml'],
    ['a tag that is not closed', '<iati-activities version="2.03"><a></iati-activities>', 'xml'],
    [
      'another encoding',
      '<?xml version="1.0" encoding="ISO-8859-1"?><iati-activities version="2.03"/>',
      'encoding',
    ],
    ['elements without end inside one another', '<a>'.repeat(100_000), 'xml'],
    ['deep elements', '<a>'.repeat(50) + '</a>'.repeat(50), 'xml-too-deep'],
    ['very deep elements', '<a>'.repeat(100_000) + '</a>'.repeat(100_000), 'xml-too-deep'],
    ['a huge file', ' '.repeat(32_000_001), 'xml-too-large'],
  ])('refuses %s', async (_, xml, code) => {
    expect([code, 'xml-too-deep']).toContain((await codesThrown(() => read(xml)))[0])
  })
})

const withoutLines = ({ name, attributes, children, text }: Element): unknown => ({
  name,
  attributes,
  children: children.map(withoutLines),
  text,
})

describe('writing IATI activities', () => {
  it('gives a file back with all that stood in it, in the order of the schema', () => {
    const xml = example(
      transaction('1') +
        transaction('2', '<provider-org ref="GB-GOV-1"/><aid-type code="C01"/>') +
        transaction('12', '<description><narrative>Up to a half</narrative></description>'),
      '<document-link url="https://example.org" format="text/html"><title><narrative>A page</narrative></title><category code="A01"/></document-link><other:thing>kept</other:thing>',
    )
    const { drafts } = read(xml)
    const written = writeIati(drafts, publisher)
    expect(written.leftOut.size).toBe(0)
    expect(written.transactions).toBe(3)
    const original = readXml(xml, 'a').children[0]
    const again = readXml(written.xml, 'a').children[0]
    // Only what the writer must say for itself differs: the namespace it declares.
    const { 'xmlns:other': _, ...attributes } = again.attributes
    expect(withoutLines({ ...again, attributes })).toEqual(withoutLines(original))
    if (!cannotValidate) validate(written.xml)
  })

  it('counts what the standard has no place for', () => {
    const base = { to: 'UKR', sources: [{ title: 'x' }], entered }
    const money = { amount: 1, currency: 'EUR' }
    const drafts: EntryDraft[] = [
      {
        ...base,
        kind: 'allocation',
        who: 'DEU',
        what: { area: 'military', money, disclosure: 'disclosed' },
        dates: { happened: '2024-01' },
      },
      {
        ...base,
        kind: 'pledge',
        who: 'DEU',
        what: { area: 'military', disclosure: 'undisclosed' },
        dates: { announced: '2024-01' },
      },
      {
        ...base,
        kind: 'pledge',
        who: 'DEU',
        what: { area: 'military', money, disclosure: 'disclosed' },
        dates: {},
      },
    ]
    expect([...writeIati(drafts, publisher).leftOut]).toEqual([
      ['IATI has no transaction for the kind allocation', 1],
      ['no amount of money', 1],
      ['no date', 1],
    ])
  })

  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .map((words) => words.replaceAll(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '').trim())
    .filter((words) => words !== '' && !/^[=@|+-]/.test(words))
  const period = fc.oneof(
    fc.constantFrom('2022', '2023-02', '2024-02', '2024-12'),
    fc
      .date({ min: new Date('2022-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
  )
  const draft = fc.record({
    id: fc.integer({ min: 1, max: 1e9 }).map((number) => `e${number}`),
    kind: fc.constantFrom('pledge' as const, 'commitment' as const, 'disbursement' as const),
    who: fc.constantFrom('DEU', 'NOR', 'EU', 'USA'),
    to: fc.constantFrom('UKR', 'MDA'),
    area: fc.constantFrom(
      'military' as const,
      'humanitarian' as const,
      'financial' as const,
      'other' as const,
    ),
    text,
    amount: fc.integer({ min: -1e11, max: 1e14 }).map((cents) => cents / 100),
    currency: fc.constantFrom('EUR', 'NOK'),
    bound: fc.option(fc.constantFrom('up-to' as const, 'about' as const), { nil: undefined }),
    on: period,
    due: fc.option(fc.constantFrom('2027', '2028-03', '2029-01-31'), { nil: undefined }),
  })

  type Made = typeof draft extends fc.Arbitrary<infer T> ? T : never

  const entry = (made: Made): EntryDraft => ({
    id: made.id,
    kind: made.kind,
    who: made.who,
    to: made.to,
    what: {
      area: made.area,
      text: made.text,
      money: {
        amount: made.amount,
        currency: made.currency,
        ...(made.bound === undefined ? {} : { bound: made.bound }),
        ...(made.amount < 0 ? { net: true } : {}),
      },
      disclosure: 'disclosed',
    },
    dates: {
      [made.kind === 'disbursement' ? 'happened' : 'announced']: made.on,
      ...(made.due === undefined ? {} : { due: made.due }),
    },
    sources: [{ title: 'x' }],
    entered,
  })

  const carried = ({ id, kind, who, to, what, dates }: EntryDraft) => ({ id, kind, who, to, what, dates })

  it('says the same when it is read back, and is valid', () => {
    const seen: EntryDraft[] = []
    fc.assert(
      fc.property(fc.uniqueArray(draft, { selector: ({ id }) => id, minLength: 1, maxLength: 8 }), (list) => {
        const drafts = list.map(entry)
        seen.push(...drafts)
        const back = read(writeIati(drafts, publisher).xml)
        expect(back.setAside).toEqual([])
        const order = (a: EntryDraft, b: EntryDraft) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1)
        expect(back.drafts.map(carried).sort((a, b) => order(a as EntryDraft, b as EntryDraft))).toEqual(
          drafts.map(carried).sort((a, b) => order(a as EntryDraft, b as EntryDraft)),
        )
      }),
      { numRuns: 150 },
    )
    if (!cannotValidate) validate(writeIati(seen, publisher).xml)
  })
})

describe('writing XML', () => {
  it('keeps any text and attribute that XML can hold', () => {
    const words = fc
      .string({ unit: 'binary', maxLength: 60 })
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold them
      .map((one) => one.replaceAll(/[\u0000-\u001f\ufffe\uffff]|\p{Cs}/gu, '').trim())
    fc.assert(
      fc.property(words, words, (inner, value) => {
        const made = { name: 'a', attributes: { b: value }, children: [], text: inner }
        expect(withoutLines(readXml(writeXml(made), 'x'))).toEqual(made)
      }),
    )
  })
})
