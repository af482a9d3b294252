import { describe, expect, it } from 'vitest'
import { lintPact, type Pact, readPact, rules, showPath } from '../../src/pact/index.js'
import { examples, pactOf, perfect } from './documents.js'

type Change = (pact: Pact) => void

interface Case {
  readonly rule: string
  /** Where the rule must point, and nowhere else. */
  readonly path: string
  /** What the finding must say, where that depends on the document. */
  readonly message?: RegExp
  /** Makes of the perfect document one that the rule finds fault with. */
  readonly fault: Change
  /** A like change that stays on the right side of the rule. */
  readonly fine?: Change
  /** Other rules that the change must set off as well. */
  readonly also?: readonly string[]
}

const changed = (change: Change): Pact => {
  const pact = structuredClone(perfect)
  change(pact)
  return pact
}

const clause = (pact: Pact) => pact.commitments[0]
const trigger = (pact: Pact) => clause(pact).trigger!
const response = (pact: Pact) => clause(pact).response!
const second = (pact: Pact, change: Partial<Pact['commitments'][number]>): void => {
  pact.commitments.push({ ...structuredClone(clause(pact)), id: 'second', ...change })
}

const cases: readonly Case[] = [
  {
    rule: 'no-deadline',
    path: 'commitments[0]',
    fault: (pact) => delete clause(pact).deadline,
    fine: (pact) => {
      second(pact, {
        kind: 'consultation',
        response: { means: 'none', words: 'consult', force: 'none', precision: 'named' },
      })
      delete pact.commitments[1].deadline
    },
  },
  {
    rule: 'attribution-unassigned',
    path: 'commitments[0].trigger',
    fault: (pact) => {
      trigger(pact).attribution = { required: true }
    },
    fine: (pact) => {
      trigger(pact).attribution = { required: false }
    },
  },
  {
    rule: 'attribution-no-deadline',
    path: 'commitments[0].trigger.attribution',
    fault: (pact) => delete trigger(pact).attribution!.within,
    fine: (pact) => delete trigger(pact).attribution,
  },
  {
    rule: 'consensus-hostage',
    path: 'commitments[0].decision',
    fault: (pact) => {
      clause(pact).decision!.rule = 'consensus'
    },
    message: / is decided by consensus in the Council: one member can block it$/,
    fine: (pact) => {
      clause(pact).decision = { rule: 'each' }
    },
  },
  {
    rule: 'consensus-hostage',
    path: 'commitments[0].decision',
    fault: (pact) => {
      clause(pact).decision = { rule: 'unanimity', body: 'council' }
    },
  },
  {
    rule: 'force-discretionary',
    path: 'commitments[0].response',
    fault: (pact) => {
      response(pact).force = 'discretionary'
    },
    fine: (pact) => {
      response(pact).force = 'none'
    },
  },
  {
    rule: 'not-in-force',
    path: 'status',
    fault: (pact) => pact.status.splice(1),
    fine: (pact) => pact.status.splice(2),
  },
  {
    rule: 'not-in-force',
    path: 'status',
    fault: (pact) => pact.status.splice(0),
    // Signed and in force on one day, written in either order.
    fine: (pact) => {
      pact.status = [
        { stage: 'in-force', date: '2024-01-01' },
        { stage: 'signed', date: '2024-01-01' },
      ]
    },
  },
  {
    rule: 'not-in-force',
    path: 'status',
    fault: (pact) => pact.status.push({ stage: 'suspended', date: '2025-01-01' }),
    fine: (pact) => pact.status.reverse(),
  },
  {
    rule: 'members-only',
    path: 'membersOnly',
    fault: (pact) => {
      pact.membersOnly = { group: 'NATO', beneficiaryIsMember: false }
    },
    fine: (pact) => {
      pact.membersOnly = { group: 'NATO', beneficiaryIsMember: true }
    },
  },
  {
    rule: 'money-not-binding',
    path: 'money[1]',
    message: /^1000000000 GBP a year is pledged/,
    fault: (pact) => pact.money!.push({ ...pact.money![0], binding: false }),
    fine: (pact) => pact.money!.push({ ...pact.money![0] }),
  },
  {
    rule: 'fait-accompli-cheap',
    path: 'commitments',
    fault: (pact) => delete pact.forces,
    fine: (pact) => {
      delete pact.forces
      response(pact).means = 'none'
      response(pact).force = 'none'
    },
  },
  {
    rule: 'fait-accompli-cheap',
    path: 'commitments',
    fault: (pact) => {
      pact.forces![0].where = 'neighbour'
    },
    fine: (pact) => {
      pact.forces![0].where = 'rear'
    },
  },
  {
    rule: 'fait-accompli-cheap',
    path: 'commitments',
    fault: (pact) => {
      pact.forces![0].status = 'withdrawn'
    },
  },
  {
    rule: 'forces-planned-only',
    path: 'forces[0]',
    fault: (pact) => {
      pact.forces![0].status = 'planned'
    },
  },
  {
    rule: 'tripwire-only',
    path: 'forces',
    fault: (pact) => {
      pact.forces![0].brigades = { low: 1, high: 4.9 }
    },
    message: /^at most 4.9 brigade-equivalents/,
    fine: (pact) => {
      pact.forces![0].brigades = 5
    },
  },
  {
    rule: 'tripwire-only',
    path: 'forces',
    fault: (pact) => {
      pact.forces = [
        { ...pact.forces![0], brigades: 2 },
        { ...pact.forces![0], brigades: 6, kind: 'training' },
      ]
    },
    fine: (pact) => {
      pact.forces = [
        { ...pact.forces![0], brigades: 2 },
        { ...pact.forces![0], brigades: 3 },
      ]
    },
  },
  {
    rule: 'tripwire-only',
    path: 'forces',
    message: /^at most 0.5 brigade-equivalents/,
    fault: (pact) => {
      pact.forces![0].brigades = 0.5
    },
    fine: (pact) => {
      pact.forces![0].brigades = 0
    },
  },
  {
    rule: 'money-not-binding',
    path: 'money[0]',
    message: /^1000000000 GBP in all is pledged/,
    fault: (pact) => {
      pact.money![0] = { ...pact.money![0], per: 'total', binding: false }
    },
  },
  {
    rule: 'voiding-open-to-staging',
    path: 'voiding[0]',
    fault: (pact) => delete pact.voiding![0].attributedBy,
    fine: (pact) => delete pact.voiding,
  },
  {
    rule: 'nothing-owed',
    path: 'commitments',
    fault: (pact) => {
      response(pact).means = 'none'
      response(pact).force = 'none'
    },
    fine: (pact) => {
      response(pact).means = 'sanctions'
      response(pact).force = 'none'
    },
  },
  {
    rule: 'nothing-owed',
    path: 'commitments',
    fault: (pact) => delete clause(pact).trigger,
    fine: (pact) => pact.commitments.splice(0),
  },
  {
    rule: 'hybrid-gap',
    path: 'commitments',
    fault: (pact) => {
      trigger(pact).levels = ['limited', 'full']
    },
    fine: (pact) => {
      second(pact, { response: { means: 'aid', words: 'all-means', force: 'none', precision: 'named' } })
      trigger(pact).levels = ['full']
    },
  },
  {
    rule: 'high-threshold',
    path: 'commitments[0].trigger',
    fault: (pact) => {
      trigger(pact).wording = 'significant-deliberate-sustained'
    },
    fine: (pact) => {
      trigger(pact).wording = 'threat-or-attack'
    },
  },
  {
    rule: 'means-not-named',
    path: 'commitments[0].response',
    fault: (pact) => {
      response(pact).precision = 'none'
    },
    fine: (pact) => {
      response(pact).precision = 'named'
    },
  },
  {
    rule: 'attacker-is-party',
    path: 'commitments[1].by',
    fault: (pact) => second(pact, { kind: 'non-aggression', by: 'adversary' }),
    fine: (pact) => second(pact, { kind: 'non-aggression', by: ['GBR', { group: 'NATO' }] }),
  },
  {
    rule: 'attacker-is-party',
    path: 'commitments[1].by',
    fault: (pact) => second(pact, { kind: 'non-aggression', by: ['GBR', 'RUS'] }),
  },
  {
    rule: 'short-notice-exit',
    path: 'term.noticeMonths',
    fault: (pact) => {
      pact.term!.noticeMonths = 12
    },
    fine: (pact) => {
      pact.term!.noticeMonths = 13
    },
  },
  {
    rule: 'limited-term',
    path: 'term',
    fault: (pact) => {
      pact.term = { years: 15, renewal: 'by-agreement' }
    },
    message: /^it runs for 15 years and/,
    fine: (pact) => {
      pact.term = { years: 16, renewal: 'by-agreement' }
    },
  },
  {
    rule: 'limited-term',
    path: 'term',
    fault: (pact) => {
      pact.term = { sunset: '2030-01-01' }
    },
    message: /^it runs until 2030-01-01 and/,
    fine: (pact) => {
      pact.term = { sunset: '2130-01-01' }
    },
  },
  {
    rule: 'limited-term',
    path: 'term',
    fault: (pact) => {
      pact.term = { years: 5 }
    },
    fine: (pact) => {
      pact.term = { years: 5, renewal: 'automatic' }
    },
  },
  {
    rule: 'no-remedy',
    path: 'commitments',
    fault: (pact) => delete clause(pact).remedy,
    fine: (pact) => {
      second(pact, {})
      delete clause(pact).remedy
    },
  },
  {
    rule: 'exempt-members',
    path: 'commitments[0].exempt[1]',
    fault: (pact) => {
      clause(pact).exempt = [
        { states: ['FRA'], means: 'aid', reason: 'Neutral.' },
        { states: ['GBR'], means: 'air', reason: 'Far off.' },
      ]
    },
    fine: (pact) => {
      clause(pact).exempt = []
    },
    also: ['exempt-members'],
  },
  {
    rule: 'adversary-holds-the-key',
    path: 'commitments[0].trigger.conditions',
    fault: (pact) => {
      trigger(pact).conditions = ['specific-location', 'ceasefire-in-force']
    },
    fine: (pact) => {
      trigger(pact).conditions = ['specific-location']
    },
  },
  {
    rule: 'constitutional-proviso',
    path: 'commitments[0]',
    fault: (pact) => {
      clause(pact).subjectTo = ['constitutional processes']
    },
    message: / is subject to constitutional processes$/,
    fine: (pact) => {
      clause(pact).subjectTo = []
    },
  },
  {
    rule: 'constitutional-proviso',
    path: 'commitments[0]',
    fault: (pact) => {
      clause(pact).decision!.procedure = 'a vote of parliament'
    },
    message: / is subject to a vote of parliament$/,
  },
  {
    rule: 'text-not-verbatim',
    path: 'commitments[0].textKind',
    fault: (pact) => {
      clause(pact).textKind = 'reported'
    },
  },
  {
    rule: 'broken-reference',
    path: 'commitments[0].decision.body',
    fault: (pact) => {
      clause(pact).decision!.body = 'senate'
    },
  },
  {
    rule: 'broken-reference',
    path: 'commitments[0].prevailsOver[1]',
    fault: (pact) => {
      second(pact, {})
      clause(pact).prevailsOver = ['second', 'third']
    },
    fine: (pact) => {
      second(pact, {})
      clause(pact).prevailsOver = ['second']
    },
  },
  {
    rule: 'duplicate-id',
    path: 'commitments[1].id',
    fault: (pact) => second(pact, { id: 'defend' }),
    // A body and a clause may share a name: they are never confused.
    fine: (pact) => second(pact, { id: 'council' }),
  },
  {
    rule: 'duplicate-id',
    path: 'bodies[1].id',
    fault: (pact) => pact.bodies!.push({ ...pact.bodies![0] }),
  },
  {
    rule: 'duplicate-id',
    path: 'voiding[1].id',
    fault: (pact) => pact.voiding!.push({ ...pact.voiding![0] }),
  },
  {
    rule: 'body-missing',
    path: 'commitments[0].decision',
    fault: (pact) => delete clause(pact).decision!.body,
    fine: (pact) => {
      clause(pact).decision = { rule: 'lead-nation' }
    },
  },
  {
    rule: 'lead-missing',
    path: 'bodies[0]',
    fault: (pact) => {
      pact.bodies![0].rule = 'lead-nation'
    },
    fine: (pact) => {
      pact.bodies![0].rule = 'lead-nation'
      pact.bodies![0].lead = 'GBR'
    },
  },
  {
    rule: 'dates-out-of-order',
    path: 'status[2].date',
    fault: (pact) => {
      pact.status[2].date = '2025-06-02'
    },
    fine: (pact) => {
      pact.status[2].date = '2025-06-01'
    },
  },
  {
    rule: 'dates-out-of-order',
    path: 'status[1].date',
    fault: (pact) => {
      pact.status[1].date = '2023-12-31'
    },
    fine: (pact) => {
      pact.status[1].date = '2024-01-01'
    },
  },
  {
    rule: 'dates-out-of-order',
    path: 'status[0].date',
    // Before the first of two signatures, which is written last.
    fault: (pact) => {
      pact.status = [
        { stage: 'in-force', date: '2023-01-01' },
        { stage: 'signed', date: '2024-03-01', by: ['FRA'] },
        { stage: 'signed', date: '2024-01-01', by: ['GBR'] },
        { stage: 'in-force', date: '2024-06-01' },
      ]
    },
    // In force for one party before another has signed.
    fine: (pact) => {
      pact.status = [
        { stage: 'signed', date: '2024-08-01', by: ['FRA'] },
        { stage: 'signed', date: '2024-01-01', by: ['GBR'] },
        { stage: 'in-force', date: '2024-02-01', by: ['GBR'] },
        { stage: 'in-force', date: '2024-09-01', by: ['FRA'] },
      ]
    },
  },
  {
    rule: 'overlapping-roles',
    path: 'parties.adversary',
    fault: (pact) => {
      pact.parties.adversary = 'UKR'
    },
    fine: (pact) => delete pact.parties.adversary,
  },
  {
    rule: 'overlapping-roles',
    path: 'parties.guarantors[1]',
    fault: (pact) => {
      pact.parties.guarantors = ['GBR', 'RUS']
    },
    fine: (pact) => {
      pact.parties.guarantors = ['GBR', { group: 'CSTO' }]
    },
  },
  {
    rule: 'overlapping-roles',
    path: 'parties.guarantors[0]',
    fault: (pact) => {
      pact.parties.guarantors = ['UKR', 'GBR']
    },
  },
  {
    rule: 'force-contradicts-means',
    path: 'commitments[0].response',
    fault: (pact) => {
      response(pact).means = 'aid'
    },
    fine: (pact) => {
      response(pact).means = 'air'
    },
  },
  {
    rule: 'no-adversary',
    path: 'parties',
    fault: (pact) => delete pact.parties.adversary,
  },
]

const findings = (pact: Pact) =>
  rules.flatMap((rule) =>
    rule.find(pact).map(({ path, message }) => ({ id: rule.id, path: showPath(path), message })),
  )

describe('the rules', () => {
  it('find nothing in a perfect document, which is valid', () => {
    expect(findings(perfect)).toEqual([])
    expect(pactOf(JSON.stringify(perfect))).toEqual(perfect)
  })

  it.each(cases.map((entry, n) => [`${n + 1}. ${entry.rule} at ${entry.path}`, entry] as const))(
    '%s',
    (_, { rule, path, message, fault, fine, also = [] }) => {
      const faulty = changed(fault)
      const found = findings(faulty)
      expect(found.filter(({ id }) => id === rule).map((finding) => finding.path)).toContain(path)
      expect(found.map(({ id }) => id).sort()).toEqual([rule, ...also].sort())
      if (message !== undefined) expect(found.find(({ id }) => id === rule)?.message).toMatch(message)
      expect(readPact(JSON.stringify(faulty), 'f').issues).toEqual([])
      if (fine !== undefined) {
        const mended = changed(fine)
        expect(findings(mended).filter(({ id }) => id === rule)).toEqual([])
        expect(readPact(JSON.stringify(mended), 'f').issues).toEqual([])
      }
    },
  )

  it('are all covered above, by cases that name no other', () => {
    const ids = rules.map(({ id }) => id)
    expect([...new Set(cases.map(({ rule }) => rule))].sort()).toEqual([...ids].sort())
  })

  it('have unique kebab-case ids and say what is wrong, why it matters and what to do', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    for (const { id, title, rationale, hint } of rules) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
      for (const words of [title, rationale, hint]) expect(words.length, id).toBeGreaterThan(10)
    }
    expect(new Set(rules.map(({ title }) => title)).size).toBe(rules.length)
  })

  it('do not change what they read', () => {
    const frozen = structuredClone(perfect)
    findings(frozen)
    expect(frozen).toEqual(perfect)
  })
})

/** The part of a text that starts at a place. */
const textAt = (text: string, line: number, column: number): string =>
  text
    .split('\n')
    .slice(line - 1)
    .join('\n')
    .slice(column - 1)

const packed = (text: string): string => text.replace(/\s/g, '')

const valueAt = (pact: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step], pact)

describe('lintPact', () => {
  it('places every finding where its value stands in the file', () => {
    for (const { fault } of cases) {
      const pact = changed(fault)
      const text = JSON.stringify(pact, null, 2)
      const { locate } = readPact(text, 'f.pact.yaml')
      const found = rules.flatMap((rule) => rule.find(pact))
      const places = lintPact(pact, 'f.pact.yaml', locate)
      expect(places).toHaveLength(found.length)
      for (const { path, message } of found) {
        const issue = places.find((other) => other.message === message && other.path === showPath(path))
        const value = valueAt(pact, path)
        expect(issue, message).toBeDefined()
        const here = textAt(text, issue?.line ?? 0, issue?.column ?? 0)
        // A path into what is absent stands for what it is absent from.
        if (value !== undefined)
          expect(packed(here).startsWith(packed(JSON.stringify(value))), message).toBe(true)
      }
    }
  })

  it('carries level, hint, file and the rule as code, in the order of the file', () => {
    const pact = changed((draft) => {
      clause(draft).textKind = 'reported'
      clause(draft).decision!.body = 'senate'
      draft.status.splice(1)
    })
    const { locate } = readPact(JSON.stringify(pact, null, 2), 'f.pact.yaml')
    const issues = lintPact(pact, 'f.pact.yaml', locate)
    expect(issues.map(({ code, level }) => [code, level])).toEqual([
      ['not-in-force', 'warning'],
      ['text-not-verbatim', 'note'],
      ['broken-reference', 'error'],
    ])
    for (const { file, hint, code } of issues) {
      expect(file).toBe('f.pact.yaml')
      expect(hint).toBe(rules.find(({ id }) => id === code)?.hint)
    }
  })

  it.each(examples.map(({ name, text }) => [name, text] as const))(
    'reads %s without throwing, with every place inside the file and no error',
    (name, text) => {
      const pact = pactOf(text, name)
      const lines = text.split('\n')
      const { locate } = readPact(text, name)
      const issues = lintPact(pact, name, locate)
      expect(issues.filter(({ level }) => level === 'error')).toEqual([])
      for (const { line = 0, column = 0, message } of issues) {
        expect(line, message).toBeGreaterThanOrEqual(1)
        expect(lines[line - 1].length, message).toBeGreaterThanOrEqual(column - 1)
      }
    },
  )

  it('says of the examples what is known of them', () => {
    const of = (id: string): string[] => {
      const { text, name } = examples.find((example) => example.text.includes(`\nid: ${id}\n`))!
      return lintPact(pactOf(text, name), name, readPact(text, name).locate).map(({ code }) => code)
    }
    expect(of('no-guarantee')).toEqual([])
    expect(of('budapest-1994')).toContain('nothing-owed')
    expect(of('budapest-1994')).not.toContain('not-in-force')
    expect(of('nato-article-5')).toEqual(
      expect.arrayContaining(['consensus-hostage', 'members-only', 'force-discretionary', 'hybrid-gap']),
    )
    expect(of('us-article-5-like')).toEqual(
      expect.arrayContaining(['high-threshold', 'not-in-force', 'voiding-open-to-staging']),
    )
    expect(of('us-korea-1953')).not.toContain('fait-accompli-cheap')
  })
})
