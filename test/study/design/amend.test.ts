import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assumptions, resolveCast } from '../../../src/crisis/index.js'
import { lintPact, type Pact, readPact } from '../../../src/pact/index.js'
import {
  amend,
  amendedText,
  type DesignInput,
  editsOf,
  pactFile,
  runJobsHere,
  sameText,
  settingOf,
  unifiedDiff,
} from '../../../src/study/design/index.js'
import { edited, spaceFrom } from './spaces.js'

const names = [
  '0-no-guarantee',
  '1-budapest-1994',
  '2-bilateral-2024',
  '3-paris-2026',
  '4-us-article-5-like',
  '5-eu-42-7',
  '6-nato-article-5',
]
const documents = names.map((name) => {
  const file = `examples/ukraine/${name}.pact.yaml`
  const text = readFileSync(file, 'utf8')
  const pact = readPact(text, file).pact as Pact
  return { name, text, pact }
})
const ukraine = spaceFrom(readFileSync('examples/design/ukraine.space.yaml', 'utf8'))

/** A document and a few of the changes that the default space suggests for it, made one after the other. */
const amended = fc
  .tuple(
    fc.integer({ min: 0, max: documents.length - 1 }),
    fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
  )
  .map(([which, picks]) => {
    const { name, text, pact } = documents[which]
    let after = pact
    for (const pick of picks) {
      const edits = editsOf(ukraine, after)
      if (edits.length > 0) after = edits[pick % edits.length].apply(after) ?? after
    }
    return { name, text, pact, after: { ...after, id: `${pact.id}-a1`, short: 'Amended' } }
  })

describe('edits', () => {
  it('of every example are many, and each changes it into a valid document of known states', () => {
    for (const { pact, name } of documents) {
      const edits = editsOf(ukraine, pact)
      expect(edits.length).toBeGreaterThan(5)
      for (const edit of edits) {
        const after = edit.apply(pact) as Pact
        expect(sameText(after)).not.toBe(sameText(pact))
        const { issues, locate } = readPact(JSON.stringify(after), name)
        expect([edit.id, issues]).toEqual([edit.id, []])
        expect(resolveCast(after, name, locate).issues).toEqual([])
        const errors = (one: Pact) =>
          lintPact(one, name, locate).filter(({ level }) => level === 'error').length
        expect([edit.id, errors(after)]).toEqual([edit.id, errors(pact)])
      }
    }
  })

  it('do not send the troops of states that refuse', () => {
    for (const { pact } of documents)
      for (const edit of editsOf(ukraine, pact)) {
        const after = edit.apply(pact) as Pact
        for (const { by, kind, where } of (after.forces ?? []).slice((pact.forces ?? []).length))
          if (kind === 'ground' && where !== 'neighbour')
            for (const state of ['DEU', 'ITA', 'POL', 'USA']) expect(by).not.toContain(state)
      }
  })

  it('of what is already so are none', () => {
    fc.assert(
      fc.property(amended, ({ after }) => {
        for (const edit of editsOf(ukraine, after)) {
          const once = edit.apply(after) as Pact
          // Money and forces may be added again; all else is done once.
          if (/aid|ground|reserve|defence \d|air/.test(edit.id)) continue
          expect([edit.id, edit.apply(once)]).toEqual([edit.id, null])
        }
      }),
      { numRuns: 15 },
    )
  })
})

describe('the text of an amendment', () => {
  it('reads as the amended document, and keeps every comment and every line that did not change', () => {
    let inPlace = 0
    fc.assert(
      fc.property(amended, ({ name, text, pact, after }) => {
        const out = amendedText(text, pact, after)
        const read = readPact(out, name)
        expect(read.issues).toEqual([])
        expect(sameText(read.pact)).toBe(sameText(after))
        if (out === pactFile(after)) return
        inPlace++
        const lines = new Set(out.split('\n'))
        const lost = text.split('\n').filter((line) => !lines.has(line))
        // What goes is what the diff shows: a handful of lines a change, and no comment but of a part struck out.
        expect(lost.length).toBeLessThan(90)
        if (after.voiding !== undefined || pact.voiding === undefined)
          if (after.forces !== undefined || pact.forces === undefined)
            expect(lost.filter((line) => line.trimStart().startsWith('#'))).toEqual([])
      }),
      { numRuns: 60 },
    )
    expect(inPlace).toBeGreaterThan(50)
  })

  it('of a change to one word is a diff of a few lines', () => {
    const { text, pact } = documents[3]
    const edit = editsOf(ukraine, pact).find(({ id }) => id === 'defence all the means in their power')
    const after = edit?.apply(pact) as Pact
    const diff = unifiedDiff('3-paris-2026.pact.yaml', text, amendedText(text, pact, after))
    expect(diff).toContain('--- a/3-paris-2026.pact.yaml')
    expect(diff).toContain(
      '+    response: { means: troops, words: all-means, force: required, precision: named }',
    )
    expect(diff).toContain('[Amended: all the means in their power.]')
    expect(diff.split('\n').filter((line) => /^[+-] /.test(line)).length).toBeLessThan(24)
  })

  it('is written anew where the change cannot be put in place', () => {
    const { pact } = documents[3]
    const after = { ...pact, title: 'Another' }
    expect(amendedText(JSON.stringify(pact), pact, after)).toContain('Another')
    expect(sameText(readPact(amendedText('{', pact, after), 'x').pact)).toBe(sameText(after))
  })
})

describe('amend', () => {
  it('finds the change that does most, and calls it efficient only where no design beats it', async () => {
    const space = spaceFrom(
      edited((raw) => {
        raw.objectives = ['challenge.full', 'money']
      }),
    )
    const { issues, pact } = readPact(
      JSON.stringify({
        pact: '1',
        id: 'weak',
        title: 'A weak text',
        short: 'Weak',
        summary: 'For tests.',
        form: 'declaration',
        asOf: '2026-02-28',
        status: [],
        parties: { beneficiary: 'UKR', adversary: 'RUS', guarantors: ['FRA'], supporters: ['POL', 'FRA'] },
        commitments: [
          {
            id: 'defence',
            kind: 'defence',
            by: 'guarantors',
            text: 'Each will act.',
            textKind: 'paraphrase',
            source: { title: 'Test' },
            trigger: { levels: ['limited', 'full'], wording: 'armed-attack' },
            response: {
              means: 'troops',
              words: 'deems-necessary',
              force: 'discretionary',
              precision: 'named',
            },
          },
        ],
        context: { recentWar: true },
      }),
      'weak',
    )
    expect(issues).toEqual([])
    const input: DesignInput = {
      space,
      proposals: [],
      assumptions,
      options: { seed: 1, draws: 8, finalDraws: 8, most: 10, gain: 0.01, settled: 4, batch: 8 },
      version: 'test',
    }
    const run = runJobsHere(settingOf(input, 'amend'))
    const found = await amend(space, pact as Pact, input.options, run)
    const base = found.row.base['challenge.full']?.mean ?? 0
    expect(found.row.amendments.length).toBeGreaterThan(0)
    for (const { values, efficient } of found.row.amendments) {
      expect(values['challenge.full']?.mean).toBeLessThan(base)
      expect(efficient).toBeNull()
    }
    // More changes never do worse than fewer.
    const best = (changes: number) =>
      Math.min(
        ...found.row.amendments
          .filter((one) => one.changes.length === changes)
          .map(({ values }) => values['challenge.full']?.mean ?? Infinity),
      )
    expect(best(2)).toBeLessThanOrEqual(best(1))
    // Against a front with the best amended text in it, no text worse in everything is efficient.
    const front = await run(
      found.amendments.map(({ pact: one }, k) => ({
        key: `front ${k}`,
        pact: one,
        seed: 1,
        draws: 8,
        from: 0,
        to: 8,
        wants: { window: true, shares: true },
      })),
    )
    expect(front.length).toBe(found.amendments.length)
  })
})
