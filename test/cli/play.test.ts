import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Playable, playCommand } from '../../src/cli/exercisePlay.js'
import type { Io } from '../../src/cli/io.js'
import { runCli } from '../../src/cli/program.js'
import { exercise as play, readExercise } from '../../src/exercise/index.js'
import { exampleById } from '../pact/documents.js'

const folder = mkdtempSync(join(tmpdir(), 'guarantor-play-'))
const pacts = [exampleById('bilateral-2024'), exampleById('nato-article-5')]
const storyline = `exercise: "1"
id: short
title: A short storyline
zone: Europe/Kyiv
start: 2026-03-02T08:00
events:
  - { id: sabotage, type: incident, at: D+0 H+1, title: A cable is cut, kind: sabotage, level: hybrid, target: UKR, place: { name: Sea, territoryOf: UKR }, attribution: undetermined }
  - { id: attack, type: incident, at: D+1, title: Troops cross the line, kind: armed-attack, level: limited, actor: RUS, target: UKR, place: { name: East, territoryOf: UKR } }
  - { id: asks, type: request, at: D+1 H+1, by: UKR, title: Kyiv asks for consultations }
`
const read = readExercise(storyline, 'short')
if (read.exercise === undefined) throw new Error(JSON.stringify(read.issues))
const playable: Playable = {
  pacts,
  exercise: read.exercise,
  injects: new Map([['attack', { expectedAction: 'Consult within 24 hours', to: 'FRA' }]]),
}

const ioOf = (): { io: Io; text: () => string } => {
  let text = ''
  const add = (more: string): void => {
    text += more
  }
  return {
    io: {
      out: add,
      err: add,
      outIsTerminal: false,
      errIsTerminal: false,
      columns: 100,
      colour: false,
      version: '9.9.9',
    },
    text: () => text,
  }
}
async function* linesOf(lines: readonly string[]): AsyncIterable<string> {
  for (const line of lines) yield line
}
const options = { seed: 1, assume: [], set: [] }
const table = async (lines: readonly string[], more: object = {}): Promise<string> => {
  const { io, text } = ioOf()
  await playCommand(playable, { ...options, ...more }, io, {
    lines: linesOf(lines),
    prompt: (one) => io.out(one),
  })
  return text()
}
const logOf = (name: string): string => join(folder, `${name}.events.yaml`)
const events = (path: string): string[] =>
  readExercise(readFileSync(path, 'utf8'), path).exercise?.events.map(({ id }) => id) ?? ['unreadable']

describe('the tabletop', () => {
  it('plays injects, enters decisions, undoes, and keeps all of it in a log that reads as an event file', async () => {
    const log = logOf('whole')
    const text = await table(
      [
        'injects',
        'next',
        'next',
        'next',
        'consultation-held UKR,FRA clause=bilateral-2024/fr-consult',
        'decision FRA act air clause=bilateral-2024/fr-assist',
        'undo',
        'note A break',
        'owed FRA',
        'why bilateral-2024/fr-consult/FRA',
        'quit',
      ],
      { log },
    )
    expect(text).toContain('Troops cross the line -> FRA; expected: Consult within 24 hours')
    expect(text).toContain('bilateral-2024/fr-consult: due: FRA and UKR')
    expect(text).toContain('bilateral-2024/fr-consult: fulfilled: FRA and UKR')
    expect(text).toContain('Withdrawn: decision-1')
    expect(text).toMatch(/How it came there/)
    expect(events(log)).toEqual([
      'log-opened',
      'sabotage',
      'attack',
      'asks',
      'consultation-held-1',
      'decision-1',
      'undo-1',
      'note-1',
    ])
  })

  it('takes nothing that an event file would not take, and goes on', async () => {
    const log = logOf('bad')
    const text = await table(
      [
        'go D+1 H+2',
        'decision XXX act',
        'decision FRA perhaps',
        'vote FRA yes',
        'vote FRA yes proposal=nothing',
        'finding FRA nonsense yes',
        'event {type: note, id: attack, title: again}',
        'event {type: [',
        'event [1, 2]',
        'go D+0',
        'go yesterday',
        'wait long',
        'inject attack',
        'branch ../up',
        'switch nowhere',
        'report x.exe',
        'why me',
        'ask',
        'run -1',
        '\u001b[31m',
        'x'.repeat(5000),
        'quit',
      ],
      { log },
    )
    expect(text.match(/Not entered/g)).toHaveLength(6)
    for (const words of [
      'does not go back',
      'wait how long',
      'still to come',
      'letters, digits and hyphens',
      'no course',
      'report PATH',
      'ask whom',
      'run how fast',
    ])
      expect(text).toContain(words)
    expect(events(log)).toEqual(['log-opened', 'sabotage', 'attack', 'asks'])
  })

  it('goes on with a log that was cut anywhere', async () => {
    const log = logOf('cut')
    await table(['go D+2', 'decision FRA act aid clause=bilateral-2024/fr-assist', 'note one', 'note two'], {
      log,
    })
    const whole = readFileSync(log, 'utf8')
    const first = whole.indexOf('events:\n') + 'events:\n'.length
    const firstEnd = whole.indexOf('\n', first) + 1
    for (let cut = firstEnd; cut <= whole.length; cut += 37) {
      const path = logOf(`cut-${cut}`)
      writeFileSync(path, whole.slice(0, cut))
      const kept = whole.slice(0, whole.lastIndexOf('\n', cut - 1) + 1)
      const text = await table(['note resumed'], { log: path })
      expect(text).not.toContain('unreadable')
      const after = readFileSync(path, 'utf8')
      // Nothing whole is lost, nothing is glued to a half line.
      expect(after.startsWith(kept)).toBe(true)
      expect(events(path).at(-1)).toMatch(/^note-\d$/)
    }
  })

  it('branches into a log of its own and leaves the first as it was', async () => {
    const log = logOf('tree')
    await table(['go D+2', 'note here', 'branch other D+0 H+2', 'note there', 'switch main', 'note again'], {
      log,
    })
    expect(events(log)).toEqual(['log-opened', 'sabotage', 'attack', 'asks', 'note-1', 'note-2'])
    expect(events(logOf('tree.other'))).toEqual(['log-opened', 'sabotage', 'note-1'])
    const text = await table(['branch other'], { log })
    expect(text).toContain('is there already')
  })

  it('draws what the model plays by seed, with the chances and the reason in the log', async () => {
    const lines = [
      'go D+1',
      'ask RUS',
      'model FRA,POL',
      'proposal POL nac "Article 5" clause=nato-article-5/article-5 incident=attack',
      'quit',
    ]
    const texts = await Promise.all([1, 1, 2, 3, 4, 5].map((seed) => table(lines, { seed })))
    expect(texts[0]).toBe(texts[1])
    expect(new Set(texts).size).toBeGreaterThan(1)
    const log = logOf('model')
    await table(lines, { seed: 1, log })
    const exercise = readExercise(readFileSync(log, 'utf8'), log).exercise
    const drawn = exercise?.events.filter((event) => /-model-/.test(event.id)) ?? []
    expect(drawn.length).toBeGreaterThan(3)
    for (const event of drawn) {
      const words = event.type === 'decision' ? event.reason : event.note
      expect(words).toMatch(/drawn by the crisis game, .*: .*\d+%.*; seed 1\. Not a forecast\./)
    }
    // One decision a state and incident, not one a text.
    const france = drawn.filter((event) => event.type === 'decision' && event.by === 'FRA')
    expect(new Set(france.map((event) => (event.type === 'decision' ? event.incident : ''))).size).toBe(
      france.length,
    )
    expect(
      drawn
        .filter(({ type }) => type === 'vote')
        .map((event) => event.type === 'vote' && event.by)
        .sort(),
    ).toEqual(['FRA', 'POL'])
  })

  it('lets the log be replayed: the same state as at the table', async () => {
    const log = logOf('replay')
    const page = join(folder, 'page.html')
    await table(['go D+2', 'decision FRA decline clause=bilateral-2024/fr-assist', `report ${page}`], { log })
    const exercise = readExercise(readFileSync(log, 'utf8'), log).exercise
    expect(exercise).toBeDefined()
    if (exercise === undefined) return
    const state = play({
      documents: pacts,
      events: exercise.events,
      settings: exercise,
      now: '2026-03-04T06:00:00Z',
    })
    expect(state.obligations.find(({ id }) => id === 'bilateral-2024/fr-assist/FRA')?.state).toBe('declined')
    expect(readFileSync(page, 'utf8')).toContain('declined, as allowed')
  })

  it('refuses a log of another exercise, or what is no log', async () => {
    const path = logOf('foreign')
    writeFileSync(path, storyline.replace('id: short', 'id: other'))
    await expect(table([], { log: path })).rejects.toThrow(/not of "short"/)
    writeFileSync(path, 'hello\n')
    await expect(table([], { log: path })).rejects.toThrow(/no event of a log/)
    expect(readFileSync(path, 'utf8')).toBe('hello\n')
    await expect(table([], { log: join(folder, 'x.txt') })).rejects.toThrow(/event file/)
  })
})

describe('guarantor exercise and msel', () => {
  const run = async (...argv: string[]): Promise<{ code: number; text: string }> => {
    const { io, text } = ioOf()
    return { code: await runCli(argv, io), text: text() }
  }
  const story = join(folder, 'story.events.yaml')
  writeFileSync(story, storyline)
  const documents = [
    'examples/ukraine/2-bilateral-2024.pact.yaml',
    'examples/ukraine/6-nato-article-5.pact.yaml',
  ]
  const at = (name: string): string => join(folder, name)

  it('carry a storyline through every form and back, to the same state', async () => {
    for (const [from, to] of [
      ['story.events.yaml', 'a.xlsx'],
      ['a.xlsx', 'b.csv'],
      ['a.xlsx', 'c.events.yaml'],
      ['story.events.yaml', 'd.ics'],
    ])
      expect((await run('msel', at(from), '--to', at(to))).code, to).toBe(0)
    const head = ['--start', '2026-03-02T08:00', '--zone', 'Europe/Kyiv']
    const states = await Promise.all(
      [['a.xlsx'], ['b.csv', ...head], ['c.events.yaml'], ['story.events.yaml']].map(
        async ([file, ...more]) => {
          const { code, text } = await run('exercise', ...documents, '--events', at(file), ...more, '--json')
          expect(code, file).toBe(0)
          return JSON.stringify(JSON.parse(text).state)
        },
      ),
    )
    expect(new Set(states).size).toBe(1)
    expect((await run('msel', at('b.csv'))).text).toMatch(/no-zone[\s\S]*no-start/)
  })

  it('name the cell of every problem, and write nothing', async () => {
    writeFileSync(
      at('bad.csv'),
      'Control Number,Time,Title,Event Type,Event Fields\n1,D+1,x,incident,{kind: sabotag}\n2,noon,y,,\n',
    )
    const { code, text } = await run(
      'msel',
      at('bad.csv'),
      '--start',
      '2026-03-02T08:00',
      '--zone',
      'Europe/Kyiv',
      '--to',
      at('never.xlsx'),
    )
    expect(code).toBe(1)
    expect(text).toContain('bad-time  B3: "noon" is no time')
    expect(text).toMatch(/not-in-vocabulary {2}E2: kind cannot be "sabotag"/)
    expect(existsSync(at('never.xlsx'))).toBe(false)
  })

  it('write report, list and calendar, whole or not at all', async () => {
    const out = [
      '--html',
      at('r.html'),
      '--markdown',
      at('r.md'),
      '--msel',
      at('r.xlsx'),
      '--ics',
      at('r.ics'),
    ]
    expect((await run('exercise', ...documents, '--events', story, ...out)).code).toBe(0)
    for (const name of ['r.html', 'r.md', 'r.xlsx', 'r.ics']) expect(existsSync(at(name)), name).toBe(true)
    expect(
      (await run('exercise', ...documents, '--events', story, '--html', join(folder, 'none', 'r.html'))).code,
    ).toBe(2)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})
