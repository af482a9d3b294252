import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkExercise } from '../../src/exercise/index.js'
import { hoursBetween } from '../../src/exercise/time.js'
import { dataAbsent, readData, root } from '../world/data.js'
import { coded, type Judged, judged, replay, replays } from './replays.js'

const folder = join(root, 'examples/replays')
const text = readFileSync(join(root, 'docs/replays.md'), 'utf8')
const stateOf = (name: string, now?: string) => replay(name, replays[name], now).state
const standing = (name: string, clause: string, now?: string): Record<string, string[]> => {
  const found: Record<string, string[]> = {}
  for (const { pact, commitment, bearer, state } of stateOf(name, now).obligations)
    if (`${pact}/${commitment}` === clause) found[state] = [...(found[state] ?? []), bearer]
  return found
}

describe('the replays', () => {
  it('are all in the list, and listed in docs/replays.md', () => {
    const names = readdirSync(folder)
      .filter((name) => name.endsWith('.events.yaml'))
      .map((name) => name.replace('.events.yaml', ''))
    expect(names.sort()).toEqual(Object.keys(replays).sort())
    for (const name of names) expect(text).toContain(`| \`${name}\` |`)
    const files = readdirSync(join(folder, 'coded')).map(
      (name) => `coded/${name.replace('.events.yaml', '')}`,
    )
    expect(files.sort()).toEqual(
      coded
        .map(({ file }) => file)
        .filter((file) => file.startsWith('coded/'))
        .sort(),
    )
  })

  it.each(Object.keys(replays))('%s fits its documents, and each event has a date and a source', (name) => {
    const { exercise, documents, state } = replay(name, replays[name])
    expect(checkExercise(exercise, documents, name, () => ({ line: 1, column: 1 }))).toEqual([])
    expect(state.ignored).toEqual([])
    for (const event of exercise.events)
      if (!['vote', 'note'].includes(event.type) && !/^(measures|yes)-/.test(event.id))
        expect(event.source, event.id).toMatch(/\S/)
  })

  it('2001: left open for three weeks, then found, then all act', () => {
    const name = 'nato-article-5-2001'
    const { events } = replay(name, replays[name]).exercise
    const at = (id: string): string => events.find((event) => event.id === id)?.knownAt ?? ''
    // The hours from statement to statement, counted by hand: 12 September 21:20 to 2 October 11:00.
    expect(hoursBetween(at('if-from-abroad'), at('from-abroad'))).toBe(19 * 24 + 13 + 40 / 60)
    expect(Object.keys(standing(name, 'nato-2001/article-5', '2001-09-13T12:00:00Z')).sort()).toEqual([
      'alleged',
      'dormant',
    ])
    expect(standing(name, 'nato-2001/article-5', '2001-10-03T12:00:00Z')['decision-pending']).toHaveLength(18)
    expect(standing(name, 'nato-2001/article-5').fulfilled).toHaveLength(18)
  })

  it('2003: three names behind a broken silence, and a way round it', () => {
    const decisions = new Map(stateOf('nato-article-4-2003').decisions.map((one) => [one.id, one]))
    expect([...(decisions.get('planning')?.blockers ?? [])].sort()).toEqual(['BEL', 'DEU', 'FRA'])
    expect(decisions.get('planning')?.status).not.toBe('passed')
    expect(decisions.get('planning-dpc')?.status).toBe('passed')
    expect(decisions.get('planning-dpc')?.deciders).not.toContain('FRA')
  })

  it('2012 leaves Article 5 open, 2022 finds no text for the invasion itself, 2025 is for Article 4 alone', () => {
    expect(standing('nato-article-4-2012', 'nato-2012/article-5').alleged).toHaveLength(27)
    expect(stateOf('nato-article-4-2022').holes.map(({ code, incident }) => [code, incident])).toContainEqual(
      ['not-covered', 'invasion'],
    )
    expect(Object.keys(standing('nato-article-4-2025', 'nato-2025/article-5'))).toEqual(['dormant'])
  })

  it('2015: what is owed by the non-aligned stops short of force', () => {
    const means = new Map(stateOf('eu-42-7-2015').obligations.map((one) => [one.bearer, one.means]))
    expect(['AUT', 'FIN', 'IRL', 'MLT', 'SWE'].map((state) => means.get(state))).toEqual(Array(5).fill('aid'))
    expect(means.get('POL')).toBe('troops')
  })

  it('1936: the finding makes help due within the day; nobody gives it', () => {
    const name = 'rhineland-1936'
    expect(standing(name, 'locarno-1925/article-4-2', '1936-03-18T12:00:00Z').alleged?.sort()).toEqual([
      'BEL',
      'GBR',
      'ITA',
    ])
    expect(standing(name, 'locarno-1925/article-4-2', '1936-03-20T12:00:00Z').due?.sort()).toEqual([
      'BEL',
      'GBR',
      'ITA',
    ])
    expect(standing(name, 'locarno-1925/article-4-2').breached?.sort()).toEqual(['BEL', 'GBR', 'ITA'])
  })

  it('1939: war on the third day, in part, never late', () => {
    const { obligations, deadlines } = stateOf('poland-1939')
    const main = obligations.filter(
      ({ bearer, commitment }) => bearer !== 'POL' && /^article-1$/.test(commitment),
    )
    expect(main.map(({ bearer, state }) => [bearer, state]).sort()).toEqual([
      ['FRA', 'partial'],
      ['GBR', 'partial'],
    ])
    expect(deadlines.filter(({ status }) => status === 'missed')).toEqual([])
  })
})

describe('what the engine makes of it', () => {
  const told = text
    .split('\n')
    .filter((line) => /^\| \d{4} \|/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
  const found = coded.map((one): readonly [(typeof coded)[number], Judged] => [
    one,
    judged(replay(one.file, [one.document]).state),
  ])

  it('is what docs/replays.md says, case by case', () => {
    expect(told.map((cells) => [Number(cells[0]), cells[1], cells[3], cells[4]])).toEqual(
      found.map(([{ atopId, war }, { met, honoured }]) => [atopId, war, met, honoured]),
    )
  })

  it.skipIf(dataAbsent)('is beside what the coders say, each disagreement explained', () => {
    const rows = readData('alliance_reliability/berkemeier_fuhrmann_2018_alliance_war.csv')
    let foederis = 0
    let whole = 0
    found.forEach(([{ atopId, war }, { met, honoured }], index) => {
      const row = rows.find((line) => Number(line.atopid) === atopId && line.warname === war)
      expect(row, `${atopId} ${war}`).toBeDefined()
      expect(row?.outcome_bf).toBe(row?.outcome_llm)
      expect(told[index][2]).toBe(row?.outcome_bf)
      const applied = row?.outcome_bf !== 'obligation did not apply'
      const sameTrigger = met === (applied ? 'met' : 'not met')
      const same =
        sameTrigger &&
        (!applied || honoured === (row?.outcome_bf === 'honored' ? 'honoured' : 'not honoured'))
      if (sameTrigger) foederis += 1
      if (same) whole += 1
      const word = told[index][5]
      if (same) expect(word).toBe('agree')
      else expect(text, `${atopId} ${war}`).toContain(`\n${word}. **`)
    })
    expect(text).toContain(
      `On the casus foederis they agree in ${foederis} of ${coded.length}; on the whole answer in ${whole} of ${coded.length}.`,
    )
  })

  it('has a document and an event file for every case', () => {
    for (const { file, document } of coded) {
      expect(existsSync(join(folder, `${file}.events.yaml`)), file).toBe(true)
      expect(existsSync(join(root, 'examples', `${document}.pact.yaml`)), document).toBe(true)
    }
  })
})
