import { describe, expect, it } from 'vitest'
import { MAX_BYTES, MAX_DEPTH, MAX_VALUES, readPact, showPath } from '../../src/pact/index.js'
import { pactOf, smallest } from './documents.js'

/** Marks, in the text of a case, where an issue must point. */
const MARK = '▸'

/** The smallest document with one line replaced by others. */
const replaced = (line: string, by: string): string => {
  const lines = smallest.split('\n')
  const index = lines.findIndex((candidate) => candidate.trim() === line)
  if (index < 0) throw new Error(`no line ${line}`)
  return [...lines.slice(0, index), by, ...lines.slice(index + 1)].join('\n')
}

const withEnd = (end: string): string => `${smallest}${end}\n`

/** Takes the marks out of a text, and says where they stood. */
const unmarked = (text: string): { readonly text: string; readonly places: readonly string[] } => {
  const pieces = text.split(MARK)
  let before = ''
  const places = pieces.slice(0, -1).map((piece) => {
    before += piece
    const lines = before.split('\n')
    return `${lines.length}:${lines[lines.length - 1].length + 1}`
  })
  return { text: pieces.join(''), places }
}

interface Expected {
  readonly code: string
  readonly path?: string
  readonly message?: string | RegExp
  readonly hint?: string
  readonly received?: string
  readonly expected?: string
}

type Case = readonly [name: string, text: string, ...expected: Expected[]]

const check = ([, marked, ...expected]: Case): void => {
  const { text, places } = unmarked(marked)
  const { pact, issues } = readPact(text, 'f.pact.yaml')
  expect(pact).toBeUndefined()
  expect(issues.map(({ line, column, code, path }) => ({ at: `${line}:${column}`, code, path }))).toEqual(
    expected.map(({ code, path }, n) => ({ at: places[n], code, path })),
  )
  expected.forEach(({ message, hint, received, expected: wanted }, n) => {
    const issue = issues[n]
    expect(issue.file).toBe('f.pact.yaml')
    expect(issue.level).toBe('error')
    if (message !== undefined) expect(issue.message).toMatch(message)
    if (hint !== undefined) expect(issue.hint).toBe(hint)
    if (received !== undefined) expect(issue.received).toBe(received)
    if (wanted !== undefined) expect(issue.expected).toBe(wanted)
  })
}

const clause = (change: string): string =>
  replaced(
    'commitments: []',
    `commitments:
  - id: one
    kind: defence
    by: guarantors
    text: Words.
    textKind: verbatim
    source: { title: Treaty }
${change}`,
  )

const faultsOfTheLanguage: readonly Case[] = [
  // Keys
  [
    'a misspelt key',
    replaced('title: Smallest', '▸titel: Smallest').replace(/^/, '▸'),
    {
      code: 'missing',
      path: 'title',
      message: /^title is missing$/,
      expected: 'a text',
      received: 'nothing',
    },
    { code: 'unknown-key', path: 'titel', message: /^unknown key "titel"$/, hint: 'did you mean "title"?' },
  ],
  [
    'a misspelt key inside a list',
    clause('    ▸dedline: { amount: 1 }'),
    {
      code: 'unknown-key',
      path: 'commitments[0].dedline',
      message: /^unknown key "dedline" in commitments\[0\]$/,
      hint: 'did you mean "deadline"?',
    },
  ],
  [
    'a misspelt key inside a choice of shapes',
    replaced('guarantors: [GBR]', '  guarantors: [{ group: EU, ▸exept: [HUN] }]'),
    {
      code: 'unknown-key',
      path: 'parties.guarantors[0].exept',
      hint: 'did you mean "except"?',
      expected: 'one of group, on, except',
    },
  ],
  [
    'a key that JavaScript gives every object',
    withEnd('▸__proto__: { pact: "1" }\n▸constructor: 1\n▸toString: 2'),
    { code: 'unknown-key', path: '__proto__' },
    { code: 'unknown-key', path: 'constructor' },
    { code: 'unknown-key', path: 'toString' },
  ],
  [
    'a merge key',
    withEnd('context:\n  ▸<<: { year: 1953 }'),
    {
      code: 'unknown-key',
      path: 'context.<<',
      hint: 'merge keys are not read: write the entries out',
    },
  ],
  ['a number as a key', withEnd('▸3: 4'), { code: 'unknown-key', path: '3' }],
  ['an empty key', withEnd('▸"": 4'), { code: 'unknown-key', path: '' }],
  // Missing and empty
  [
    'what is missing, at what it is missing from',
    replaced('beneficiary: UKR', '').replace('guarantors', '▸guarantors'),
    { code: 'missing', path: 'parties.beneficiary', message: 'parties.beneficiary is missing' },
  ],
  [
    'nothing after the colon',
    replaced('title: Smallest', 'title:▸'),
    {
      code: 'wrong-type',
      path: 'title',
      message: /^title must be a text$/,
      received: 'nothing (an empty value)',
    },
  ],
  [
    'a blank text',
    replaced('title: Smallest', 'title: ▸" "'),
    {
      code: 'bad-format',
      path: 'title',
      message: /^title must be a text that is not blank$/,
    },
  ],
  // Kinds of value
  [
    'a number for a text',
    replaced('title: Smallest', 'title: ▸1994'),
    {
      code: 'wrong-type',
      path: 'title',
      received: '1994',
      hint: 'put it in quotes: "1994"',
    },
  ],
  [
    'a list for a text',
    replaced('title: Smallest', 'title: ▸[a, b]'),
    {
      code: 'wrong-type',
      path: 'title',
      received: 'a list',
    },
  ],
  [
    'a text for a list',
    replaced('guarantors: [GBR]', '  guarantors: ▸GBR'),
    {
      code: 'wrong-type',
      path: 'parties.guarantors',
      message: /must be a list$/,
      hint: 'write a list: [GBR]',
    },
  ],
  [
    'a mapping for a list',
    replaced('commitments: []', 'commitments: ▸{ a: 1 }'),
    {
      code: 'wrong-type',
      path: 'commitments',
      received: 'a mapping',
    },
  ],
  [
    'a text for a mapping',
    withEnd('term: ▸ten years'),
    {
      code: 'wrong-type',
      path: 'term',
      message: /must be a mapping$/,
      received: '"ten years"',
    },
  ],
  [
    'a text for true or false',
    withEnd('context: { recentWar: ▸yes }'),
    {
      code: 'wrong-type',
      path: 'context.recentWar',
      message: /must be true or false$/,
    },
  ],
  [
    'not a number',
    withEnd('term: { years: ▸.nan }'),
    {
      code: 'wrong-type',
      path: 'term.years',
      received: 'NaN',
    },
  ],
  [
    'infinitely many years',
    withEnd('term: { years: ▸.inf }'),
    {
      code: 'wrong-type',
      path: 'term.years',
      received: 'Infinity',
    },
  ],
  [
    'a fraction for a whole number',
    withEnd('context: { year: ▸1953.5 }'),
    {
      code: 'wrong-type',
      path: 'context.year',
      message: /must be a whole number$/,
    },
  ],
  // Vocabulary
  [
    'version 1 without quotes',
    replaced('pact: "1"', 'pact: ▸1'),
    {
      code: 'not-in-vocabulary',
      path: 'pact',
      hint: 'put it in quotes: "1"',
    },
  ],
  [
    'another version',
    replaced('pact: "1"', 'pact: ▸"2"'),
    {
      code: 'not-in-vocabulary',
      path: 'pact',
      message: /^pact cannot be "2"$/,
      expected: '1',
    },
  ],
  [
    'a misspelt word',
    withEnd('form: ▸traety'),
    {
      code: 'not-in-vocabulary',
      path: 'form',
      expected: 'one of declaration, memorandum, executive-agreement, treaty',
      hint: 'did you mean "treaty"?',
    },
  ],
  [
    'a misspelt role',
    clause('').replace('by: guarantors', 'by: ▸guarantor'),
    {
      code: 'not-in-vocabulary',
      path: 'commitments[0].by',
      hint: 'did you mean "guarantors"?',
    },
  ],
  [
    'a mapping where a role or a list belongs',
    clause('    to: ▸{ group: EU }'),
    {
      code: 'wrong-type',
      path: 'commitments[0].to',
      message: /has the wrong form$/,
      expected: 'one of guarantors, beneficiary, adversary, all, or a list',
    },
  ],
  [
    'a word in a list',
    clause('    trigger: { levels: [full, ▸huge], wording: armed-attack }'),
    {
      code: 'not-in-vocabulary',
      path: 'commitments[0].trigger.levels[1]',
      message: /cannot be "huge"$/,
    },
  ],
  // Form
  [
    'a state in small letters',
    replaced('beneficiary: UKR', '  beneficiary: ▸ukr'),
    {
      code: 'bad-format',
      path: 'parties.beneficiary',
      message: /must be a state: three capital letters/,
      received: '"ukr"',
    },
  ],
  [
    'a party in small letters',
    replaced('guarantors: [GBR]', '  guarantors: [GBR, ▸fra]'),
    {
      code: 'bad-format',
      path: 'parties.guarantors[1]',
      message: /must be a state .* or a group/,
    },
  ],
  [
    'an id with capitals',
    replaced('id: smallest', 'id: ▸Smallest'),
    {
      code: 'bad-format',
      path: 'id',
      message: /must be lower-case letters, digits and hyphens$/,
    },
  ],
  ...['2025-02-30', '2025-13-01', '2025-00-10', '2023-02-29', '2025-04-31'].map(
    (date): Case => [
      `a date that does not exist: ${date}`,
      replaced('asOf: 2025-06-01', `asOf: ▸${date}`),
      {
        code: 'bad-format',
        path: 'asOf',
        message: /^asOf must be a date that exists$/,
        received: `"${date}"`,
      },
    ],
  ),
  ...['2025-6-1', '01.06.2025', '2025-06-01T00:00:00Z', 'today', '" 2025-06-01"'].map(
    (date): Case => [
      `a date in another form: ${date}`,
      replaced('asOf: 2025-06-01', `asOf: ▸${date}`),
      { code: 'bad-format', path: 'asOf', message: /^asOf must be a date written as YYYY-MM-DD$/ },
    ],
  ),
  [
    'a year for a date',
    replaced('asOf: 2025-06-01', 'asOf: ▸2025'),
    {
      code: 'wrong-type',
      path: 'asOf',
      hint: 'put it in quotes: "2025"',
    },
  ],
  [
    'a currency in small letters',
    withEnd(
      'money: [{ by: [GBR], amount: 1, currency: ▸gbp, per: year, binding: true, source: { title: T } }]',
    ),
    {
      code: 'bad-format',
      path: 'money[0].currency',
      message: /must be a currency/,
    },
  ],
  // Size
  [
    'a name for tables that is too long',
    replaced('short: Smallest', `short: ▸${'x'.repeat(29)}`),
    {
      code: 'out-of-range',
      path: 'short',
      message: /^short must have at most 28 characters$/,
    },
  ],
  [
    'a number that must be positive',
    withEnd('term: { years: ▸0 }'),
    {
      code: 'out-of-range',
      path: 'term.years',
      message: /^term.years must be above 0$/,
    },
  ],
  [
    'a negative number',
    withEnd('term: { noticeMonths: ▸-1 }'),
    {
      code: 'out-of-range',
      path: 'term.noticeMonths',
      message: /must be at least 0$/,
    },
  ],
  [
    'a share above 1',
    clause('    delegatedShare: ▸1.01'),
    {
      code: 'out-of-range',
      path: 'commitments[0].delegatedShare',
      message: /must be at most 1$/,
    },
  ],
  [
    'a grade beyond its scale',
    withEnd('coding: { militaryContact: ▸4 }'),
    {
      code: 'out-of-range',
      path: 'coding.militaryContact',
      message: /must be at most 3$/,
    },
  ],
  [
    'no level at all',
    clause('    trigger: { levels: ▸[], wording: armed-attack }'),
    {
      code: 'out-of-range',
      path: 'commitments[0].trigger.levels',
      message: /must have at least 1 entry$/,
    },
  ],
  [
    'a range upside down',
    withEnd(
      'forces: [{ by: [GBR], kind: air, brigades: ▸{ low: 3, high: 2 }, place: P, where: rear, status: planned, source: { title: T } }]',
    ),
    {
      code: 'bad-format',
      path: 'forces[0].brigades',
      message: /must be a range whose low is not above its high$/,
    },
  ],
]

describe('faults of the language, each at its place', () => {
  it.each(faultsOfTheLanguage.map((entry) => [entry[0], entry] as const))('%s', (_, entry) => {
    check(entry)
  })

  it('are all told at once, in the order of the file', () => {
    check([
      'many',
      `▸pact: "1"
id: ▸Many
titel: Wrong
short: ▸${'long '.repeat(8)}
summary: ▸""
asOf: ▸2025-02-29
status: [{ stage: ▸singed, ▸on: 2025-01-01 }]
parties: { beneficiary: ▸Ukraine, guarantors: [▸usa] }
commitments: []
`
        .replace('titel', '▸titel')
        .replace('{ stage', '▸{ stage'),
      { code: 'missing', path: 'title' },
      { code: 'bad-format', path: 'id' },
      { code: 'unknown-key', path: 'titel' },
      { code: 'out-of-range', path: 'short' },
      { code: 'bad-format', path: 'summary' },
      { code: 'bad-format', path: 'asOf' },
      { code: 'missing', path: 'status[0].date' },
      { code: 'not-in-vocabulary', path: 'status[0].stage' },
      { code: 'unknown-key', path: 'status[0].on' },
      { code: 'bad-format', path: 'parties.beneficiary' },
      { code: 'bad-format', path: 'parties.guarantors[0]' },
    ])
  })

  it('inside an aliased part are told where the part stands, and where the alias does', () => {
    const text = clause('')
      .replace('source: { title: Treaty }', 'source: &s ▸{ ▸titel: Treaty }')
      .concat('context: { sources: [▸▸*s] }\n')
    check([
      'alias',
      text,
      { code: 'missing', path: 'commitments[0].source.title' },
      { code: 'unknown-key', path: 'commitments[0].source.titel' },
      { code: 'missing', path: 'context.sources[0].title' },
      { code: 'unknown-key', path: 'context.sources[0].titel' },
    ])
  })

  it('beyond 500 are counted, not listed', () => {
    const { issues } = readPact(replaced('commitments: []', `commitments: [${'1,'.repeat(700)}]`), 'f')
    expect(issues).toHaveLength(501)
    const { line } = issues[0]
    expect(issues[499]).toMatchObject({ path: 'commitments[499]', line, column: 15 + 2 * 499 })
    expect(issues[500]).toMatchObject({
      code: 'more-faults',
      message: '200 more faults are not listed',
      line,
      column: 15 + 2 * 500,
    })
    const most = readPact(replaced('commitments: []', `commitments: [${'1,'.repeat(500)}]`), 'f').issues
    expect(most).toHaveLength(500)
    expect(most[499].code).toBe('wrong-type')
  })

  it('give a hint only where there is one to give', () => {
    const hint = (title: string) =>
      readPact(replaced('title: Smallest', `title: ${title}`), 'f').issues[0].hint
    expect(hint('true')).toBe('put it in quotes: "true"')
    for (const title of ['[a]', '{ a: b }', '']) expect(hint(title), title).toBeUndefined()
    const { issues } = readPact(withEnd('form: contract\nterm: 5\nelsewhere: 1'), 'f')
    expect(issues.map((issue) => issue.hint)).toEqual([undefined, undefined, undefined])
  })

  it('show no more of a value than fits a line', () => {
    const { issues } = readPact(replaced('id: smallest', `id: "${'X'.repeat(5000)}"`), 'f')
    expect(issues[0].received).toHaveLength(60)
    const long = readPact(withEnd(`? ${'y'.repeat(5000)}\n: 1`), 'f').issues[0]
    expect(long.code).toBe('unknown-key')
    expect(long.message.length).toBeLessThan(100)
    expect(long.path?.length).toBeLessThanOrEqual(60)
  })
})

const roots: readonly (readonly [string, string])[] = [
  ['a list', '- pact: "1"'],
  ['a text', 'hello'],
  ['a number', '3'],
  ['true', 'true'],
  ['null', 'null'],
  ['~', '~'],
]

describe('faults of YAML', () => {
  const syntax: readonly Case[] = [
    [
      'a key given twice',
      withEnd('▸id: other'),
      {
        code: 'duplicate-key',
        message: /^the key "id" is given twice$/,
      },
    ],
    [
      'a key given twice, once in quotes',
      withEnd('context: { year: 1, ▸"year": 2 }'),
      {
        code: 'duplicate-key',
      },
    ],
    [
      'two keys given twice',
      withEnd('▸id: other\n▸title: other'),
      { code: 'duplicate-key' },
      {
        code: 'duplicate-key',
      },
    ],
    [
      'a second document',
      `${smallest}---\n▸${smallest}`.replace('---\n▸', '▸---\n'),
      {
        code: 'several-documents',
        message: /more than one YAML document/,
      },
    ],
    [
      'a second document of another kind',
      `---\n${smallest}...\n▸---\nfoo: bar\n`,
      {
        code: 'several-documents',
      },
    ],
    ['an empty second document', `${smallest}▸---\n`, { code: 'several-documents' }],
    [
      'a tag of one’s own',
      replaced('title: Smallest', 'title: ▸!mine Smallest'),
      {
        code: 'yaml-syntax',
        message: /Unresolved tag/,
      },
    ],
    [
      'binary data in base64',
      replaced('title: Smallest', 'title: ▸!!binary aGVsbG8='),
      {
        code: 'yaml-syntax',
        message: /Unresolved tag/,
      },
    ],
    [
      'a list as a key',
      withEnd('? ▸[a, b]\n: 1'),
      {
        code: 'yaml-syntax',
        message: /^a key must be a plain word, not a list or a mapping$/,
      },
    ],
    [
      'an alias as a key',
      `${replaced('id: smallest', 'id: &a smallest')}▸*a : 1\n`,
      {
        code: 'yaml-syntax',
        message: /^a key must be a plain word/,
      },
    ],
    [
      'an alias to nothing',
      replaced('title: Smallest', 'title: ▸*smalest').replace('id: ', 'id: &smallest '),
      {
        code: 'unknown-alias',
        message: /^\*smalest points nowhere/,
        hint: 'did you mean *smallest?',
      },
    ],
    [
      'an alias before its anchor',
      replaced('title: Smallest', 'title: ▸*a').replace('summary: ', 'summary: &a '),
      {
        code: 'unknown-alias',
      },
    ],
    [
      'an alias inside what it points at',
      withEnd('unknown: &a [▸*a]'),
      {
        code: 'unknown-alias',
        message: /stands inside what it points at$/,
      },
    ],
    [
      'a terminal escape in a text',
      replaced('title: Smallest', 'title: ▸"\\e[31mred"'),
      {
        code: 'control-character',
        message: /U\+001B/,
      },
    ],
    [
      'a terminal escape in a key',
      withEnd('▸"\\x9b31m": 1'),
      {
        code: 'control-character',
        message: /U\+009B/,
      },
    ],
    [
      'a carriage return in a text, which would hide what stands before it',
      replaced('title: Smallest', 'title: ▸"one\\rtwo"'),
      { code: 'control-character', message: /U\+000D/ },
    ],
    [
      'half a surrogate pair in a text',
      replaced('title: Smallest', 'title: ▸"\\ud800"'),
      {
        code: 'control-character',
      },
    ],
    ['an unknown directive', `▸%FOO bar\n---\n${smallest}`, { code: 'yaml-syntax' }],
  ]

  it.each(syntax.map((entry) => [entry[0], entry] as const))('%s', (_, entry) => {
    check(entry)
  })

  it('a tab for indentation is named, with its place, before what follows from it', () => {
    const { issues } = readPact(replaced('beneficiary: UKR', '\tbeneficiary: UKR'), 'f')
    expect(issues[0]).toMatchObject({ code: 'yaml-syntax', line: 9, column: 1 })
    expect(issues[0].message).toMatch(/tab/i)
    expect(issues[0].hint).toMatch(/no tabs/)
  })

  it('a colon inside a text that should be in quotes', () => {
    const { issues } = readPact(replaced('title: Smallest', 'title: Treaty: the text'), 'f')
    expect(issues[0]).toMatchObject({ code: 'yaml-syntax', line: 3 })
    expect(issues[0].hint).toMatch(/quote a text that holds ": "/)
  })

  it.each(roots)('a document that is %s', (_, text) => {
    check(['root', `▸${text}`, { code: 'wrong-type', path: '', message: /^the document must be a mapping$/ }])
  })

  it.each([
    ['nothing', ''],
    ['blanks', '  \n\n   \n'],
    ['comments only', '# one\n# two\n'],
    ['a byte order mark', '\ufeff'],
  ])('a document of %s is empty', (_, text) => {
    check(['empty', `▸${text}`, { code: 'empty', message: /^the document is empty$/ }])
  })

  it('are at most 20', () => {
    expect(readPact('a: b: c\n'.repeat(25), 'f').issues).toHaveLength(20)
    expect(readPact(withEnd('id: x\n'.repeat(50)), 'f').issues).toHaveLength(20)
  })

  it('never print a message longer than a few lines', () => {
    for (const text of [
      `a: !${'x'.repeat(100_000)} b`,
      `a: *${'x'.repeat(100_000)}`,
      `"${'k'.repeat(900)}": 1\n`.repeat(2),
    ])
      for (const { message } of readPact(text, 'f').issues) expect(message.length).toBeLessThan(250)
  })
})

describe('text that is read all the same', () => {
  const variants: readonly (readonly [string, string | Uint8Array])[] = [
    ['as it stands', smallest],
    ['as bytes', Buffer.from(smallest)],
    ['with a byte order mark', `\ufeff${smallest}`],
    [
      'with a byte order mark in bytes',
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(smallest)]),
    ],
    [
      'with a sign of replacement, which is a sign like any other, in a comment',
      Buffer.from(`# \ufffd\n${smallest}`),
    ],
    ['with CRLF', smallest.replaceAll('\n', '\r\n')],
    ['with no line break at the end', smallest.trimEnd()],
    ['between --- and ...', `---\n${smallest}...\n`],
    ['after a directive of YAML 1.2', `%YAML 1.2\n---\n${smallest}`],
    ['after a directive of YAML 1.1, where a date would be no text', `%YAML 1.1\n---\n${smallest}`],
    ['with comments', smallest.replaceAll('\n', ' # so it is\n')],
    ['as JSON', JSON.stringify(pactOf(smallest))],
    ['as JSON over many lines', JSON.stringify(pactOf(smallest), null, 2)],
    ['as JSON indented by tabs', JSON.stringify(pactOf(smallest), null, '\t')],
    ['with a tag that YAML knows', smallest.replace('"1"', '!!str 1')],
    ['with an alias', smallest.replace('Smallest', '&n Smallest').replace('short: Smallest', 'short: *n')],
    ['with a comment of half a megabyte', `${smallest}# ${'x'.repeat(500_000)}\n`],
    ['with thousands of comment lines', `${smallest}${'# note\n'.repeat(30_000)}`],
  ]

  it.each(variants)('%s', (_, text) => {
    const { pact, issues } = readPact(text, 'f')
    expect(issues).toEqual([])
    expect(pact).toEqual(pactOf(smallest))
  })

  it('keeps no, yes, on and numbers with leading zeros as texts', () => {
    for (const word of ['no', 'yes', 'on', 'off', 'n', '0o', '1_000', '12:30:45'])
      expect(pactOf(replaced('title: Smallest', `title: ${word}`)).title).toBe(word)
  })

  it('places faults right after a byte order mark and with CRLF', () => {
    expect(
      readPact(`\ufeff▸idd: x`.replace(MARK, ''), 'f').issues.find(({ code }) => code === 'unknown-key'),
    ).toMatchObject({
      line: 1,
      column: 1,
    })
    const crlf = replaced('id: smallest', 'id: BAD').replaceAll('\n', '\r\n')
    expect(readPact(crlf, 'f').issues[0]).toMatchObject({ line: 2, column: 5 })
  })

  it('reads one anchor cited a thousand times: a treaty cites its source in every clause', () => {
    const clauses = Array.from(
      { length: 1000 },
      (_, n) => `  - { id: c${n}, kind: defence, by: all, text: t, textKind: verbatim, source: *s }`,
    )
    const text = replaced('commitments: []', `commitments:\n${clauses.join('\n')}`)
    const { pact, issues } = readPact(
      text.replace('status: []', 'status: [{ stage: signed, date: 2024-01-01, source: &s { title: T } }]'),
      'f',
    )
    expect(issues).toEqual([])
    expect(pact?.commitments[999].source).toEqual({ title: 'T' })
  })

  it('takes an alias for the anchor last set before it', () => {
    const pact = pactOf(withEnd('unknown: [&a one, *a, &a two, *a, &b three, *a]'))
    expect(pact.unknown).toEqual(['one', 'one', 'two', 'two', 'three', 'two'])
  })

  it('has room for a text of hundreds of thousands of letters on one line', () => {
    const line = 'word '.repeat(100_000).trim()
    expect(pactOf(replaced('title: Smallest', `title: ${line}`)).title).toBe(line)
  })

  it('gives a plain object even for hostile keys', () => {
    const { pact } = readPact(smallest, 'f')
    expect(Object.getPrototypeOf(pact)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>).beneficiary).toBeUndefined()
  })
})

const nested = (depth: number, open: string, close: string): string =>
  `${open.repeat(depth)}1${close.repeat(depth)}`

describe('text refused before it costs anything', () => {
  const one = (text: string | Uint8Array) => {
    const { pact, issues, locate } = readPact(text, 'f')
    expect(pact).toBeUndefined()
    expect(issues).toHaveLength(1)
    expect(locate(['parties', 'guarantors', 0]).line).toBeGreaterThanOrEqual(1)
    return issues[0]
  }

  it('more than half a megabyte, counted in bytes', () => {
    expect(one('x'.repeat(MAX_BYTES + 1))).toMatchObject({ code: 'too-large', line: 1, column: 1 })
    expect(one(Buffer.alloc(MAX_BYTES + 1, 'x')).code).toBe('too-large')
    expect(one('é'.repeat(MAX_BYTES / 2 + 1)).message).toMatch(`${MAX_BYTES + 2} bytes`)
    expect(one('x'.repeat(50_000_000)).code).toBe('too-large')
    expect(readPact(`${smallest}#${'x'.repeat(MAX_BYTES - smallest.length - 1)}`, 'f').pact).toBeDefined()
  })

  it('nested too deep, at the bracket that is one too many', () => {
    expect(one(nested(MAX_DEPTH + 1, '[', ']'))).toMatchObject({
      code: 'too-deep',
      line: 1,
      column: MAX_DEPTH + 1,
    })
    expect(one(`a: ${nested(MAX_DEPTH, '[', ']')}`)).toMatchObject({
      code: 'too-deep',
      line: 1,
      column: 3 + MAX_DEPTH,
    })
    for (const open of ['[', '{a: ', '{? ']) expect(one(open.repeat(20_000)).code, open).toBe('too-deep')
  })

  it.each([
    ['- - - ', '- '.repeat(5000), '1:81'],
    ['- with tabs', '-\t'.repeat(5000), '1:81'],
    ['? ? ? ', '? '.repeat(5000), '1:81'],
    ['? - ? - ', '? - '.repeat(5000), '1:81'],
    ['a: ? ? ', `a: ${'? '.repeat(5000)}`, '1:82'],
    ['lines that step in', Array.from({ length: 900 }, (_, k) => `${' '.repeat(k)}a:`).join('\n'), '41:41'],
    ['dashes that step in', Array.from({ length: 900 }, (_, k) => `${' '.repeat(k)}-`).join('\n'), '41:41'],
  ])('nested too deep in blocks: %s', (_, text, place) => {
    const { code, line, column } = one(text)
    expect([code, `${line}:${column}`]).toEqual(['too-deep', place])
  })

  it('nested just deep enough is read, and is faulty for another reason', () => {
    const { issues } = readPact(nested(MAX_DEPTH, '[', ']'), 'f')
    expect(issues).toMatchObject([{ code: 'wrong-type', message: 'the document must be a mapping' }])
    const block = Array.from({ length: MAX_DEPTH }, (_, k) => `${' '.repeat(k)}a:`).join('\n')
    expect(readPact(block, 'f').issues.some(({ code }) => code === 'too-deep')).toBe(false)
    expect(one(`${block}\n${' '.repeat(MAX_DEPTH)}a: 1`)).toMatchObject({
      code: 'too-deep',
      line: MAX_DEPTH + 1,
      column: MAX_DEPTH + 1,
    })
  })

  it('does not take brackets, dashes and blanks inside a text for nesting', () => {
    const text = replaced(
      'summary: The least a document may say.',
      `summary: >-
${' '.repeat(400)}${'[{'.repeat(200)} ${'- '.repeat(200)}
# ${'['.repeat(500)}`,
    )
    expect(readPact(text, 'f').issues).toEqual([])
    expect(pactOf(withEnd(`# ${'- '.repeat(100)}\n# ${'['.repeat(100)}`))).toEqual(pactOf(smallest))
  })

  it('a slip that looks like nesting is named, not refused', () => {
    const { issues } = readPact('a: b: c\n'.repeat(60), 'f')
    expect(issues[0]).toMatchObject({ code: 'yaml-syntax', line: 1 })
  })

  it('aliases that multiply', () => {
    const letters = 'abcdefghi'.split('')
    const bomb = letters
      .map((letter, k) => {
        const item = k === 0 ? 'lol' : `*${letters[k - 1]}`
        return `${letter}: &${letter} [${Array.from({ length: 9 }, () => item).join(', ')}]`
      })
      .join('\n')
    expect(one(bomb)).toMatchObject({ code: 'alias-bomb', line: 5 })
    expect(one(`a: &a {k: [${'x,'.repeat(150)}]}\nb: [${'*a ,'.repeat(150)}]`)).toMatchObject({
      code: 'alias-bomb',
      line: 2,
    })
  })

  it('counts every value an alias stands for, to the last', () => {
    const code = (items: number): string =>
      readPact(`a: &a [x, x, x]\nb: [${'1,'.repeat(items)}*a ]`, 'f').issues[0].code
    // The root, two lists, three texts, the items, and what the alias stands for: a list and its three texts.
    expect(code(MAX_VALUES - 10)).toBe('missing')
    expect(code(MAX_VALUES - 9)).toBe('alias-bomb')
  })

  it('more values than a document has use for', () => {
    for (const item of ['1,', '{},', '[],', 'a: 1,'])
      expect(one(`a: [${item.repeat(MAX_VALUES + 1)}]`)).toMatchObject({
        code: 'too-large',
        message: `the document holds more than ${MAX_VALUES} values`,
      })
    expect(one(Array.from({ length: MAX_VALUES + 1 }, (_, k) => `k${k}:`).join('\n')).code).toBe('too-large')
  })

  it('stray signs by the hundred thousand, in reasonable time', { timeout: 60_000 }, () => {
    expect(readPact('""'.repeat(105_000), 'f').issues).toMatchObject([{ code: 'too-large' }])
    for (const sign of [']', '- ,', '...\n']) {
      const { pact, issues } = readPact(`[${sign.repeat(105_000)}`, 'f')
      expect(pact).toBeUndefined()
      expect(issues.length, sign).toBeLessThanOrEqual(20)
      expect(issues[0].code, sign).toMatch(/^(too-large|too-deep|yaml-syntax)$/)
    }
  })

  it('binary files, at the first byte that is no text', () => {
    expect(one('pact: "1"\nid: \u0000')).toMatchObject({ code: 'not-text', line: 2, column: 5 })
    expect(one(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))).toMatchObject({
      code: 'not-text',
      line: 1,
      column: 1,
    })
    expect(one(Buffer.from(smallest, 'utf16le')).code).toBe('not-text')
    expect(one(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(smallest, 'utf16le')])).code).toBe(
      'not-text',
    )
    for (const code of [1, 7, 8, 11, 12, 13, 14, 27, 31, 127, 128, 155, 0xfffe, 0xffff, 0xd800, 0xdfff])
      expect(one(`a: ${String.fromCharCode(code)}`), code.toString(16)).toMatchObject({
        code: 'not-text',
        line: 1,
        column: 4,
      })
  })

  it('bytes that are not UTF-8, at the first of them', () => {
    expect(one(Buffer.from('id: x\ntitle: caf\xe9', 'latin1'))).toMatchObject({
      code: 'not-text',
      line: 2,
      column: 11,
      hint: expect.stringMatching(/^save it as UTF-8 text/),
    })
    expect(one(Buffer.concat([Buffer.from('a: \ufffd'), Buffer.from([0xff])])).column).toBe(4)
    expect(one(Buffer.concat([Buffer.from('a: \u0001'), Buffer.from([0xff])])).column).toBe(4)
    // An overlong slash and a surrogate half in bytes: both forbidden in UTF-8.
    expect(one(Buffer.from([0x61, 0xc0, 0xaf])).column).toBe(2)
    expect(one(Buffer.from([0x61, 0xed, 0xa0, 0x80])).column).toBe(2)
  })
})

describe('locate', () => {
  const text = `${clause(`    trigger:
      levels: [full]
      wording: armed-attack`)}`
  const { locate } = readPact(text, 'f')
  const lineOf = (words: string): number => text.split('\n').findIndex((line) => line.includes(words)) + 1

  it.each([
    [['title'], 'title:', 8],
    [['parties', 'guarantors', 0], 'guarantors: [', 16],
    [['commitments', 0], '- id: one', 5],
    [['commitments', 0, 'trigger', 'levels', 0], 'levels:', 16],
    [['commitments', 0, 'trigger', 'wording'], 'wording:', 16],
  ] as const)('finds %j', (path, words, column) => {
    expect(locate(path)).toEqual({ line: lineOf(words), column })
  })

  it('gives the nearest ancestor of what is not there', () => {
    expect(locate(['commitments', 0, 'trigger', 'place', 'x'])).toEqual(locate(['commitments', 0, 'trigger']))
    expect(locate(['commitments', 7, 'trigger'])).toEqual(locate(['commitments']))
    expect(locate(['nothing'])).toEqual({ line: 1, column: 1 })
    expect(locate([])).toEqual({ line: 1, column: 1 })
    expect(locate(['toString'])).toEqual({ line: 1, column: 1 })
  })
})

describe('showPath', () => {
  it('writes paths the way people do', () => {
    expect(showPath([])).toBe('')
    expect(showPath(['a'])).toBe('a')
    expect(showPath(['a', 0, 'b', 2, 3])).toBe('a[0].b[2][3]')
  })
})
