import { describe, expect, it } from 'vitest'
import { checkExercise, exercise, readExercise } from '../../src/exercise/index.js'
import { pact } from './make.js'

const file = (events: string, head = 'start: 2026-03-02T06:00') => `exercise: "1"
id: test
title: Test
zone: Europe/Kyiv
${head}
events:
${events}`

const incident = (change = '') => `  - id: attack
    type: incident
    at: D+0
    kind: armed-attack
    level: limited
    actor: RUS
    target: UKR
${change}`

const council = pact({
  bodies: [{ id: 'council', name: 'Council', members: ['POL', 'FRA'], rule: 'consensus' }],
})

/** Codes with the line and the word they point at: of the reader and, if that is content, of the check against the documents. */
const faults = (text: string): string[] => {
  const read = readExercise(text, 'test.events.yaml')
  const issues =
    read.exercise === undefined
      ? read.issues
      : checkExercise(read.exercise, [council], 'test.events.yaml', read.locate)
  const lines = text.split('\n')
  return issues.map(({ code, line = 1, column = 1 }) => {
    const [word] = lines[line - 1].slice(column - 1).split(/[,}\s]/)
    return `${code} ${line} ${word}`
  })
}

describe('an event file', () => {
  it('is read: times in its zone, from its start, with offsets', () => {
    const read = readExercise(
      file(
        `${incident()}  - { id: asked, type: request, at: D+0 H+2 M+30, known: 2026-03-02T12:00Z, by: UKR }\n`,
      ),
      'test.events.yaml',
    )
    expect(read.issues).toEqual([])
    expect(read.exercise).toMatchObject({
      start: '2026-03-02T04:00:00Z',
      reading: 'in-force',
      horizonHours: 72,
    })
    expect(read.exercise?.events).toMatchObject([
      { id: 'attack', occurredAt: '2026-03-02T04:00:00Z', knownAt: '2026-03-02T04:00:00Z' },
      { id: 'asked', occurredAt: '2026-03-02T06:30:00Z', knownAt: '2026-03-02T12:00:00Z' },
    ])
  })

  it('a correction keeps what it does not set', () => {
    const read = readExercise(
      file(`${incident()}  - { id: right, type: correction, at: D+1, of: attack, set: { level: full } }\n`),
      'test.events.yaml',
    )
    expect(read.exercise?.events[1]).toMatchObject({
      of: 'attack',
      replacement: { id: 'attack', level: 'full', actor: 'RUS', occurredAt: '2026-03-02T04:00:00Z' },
    })
  })

  it('corrected twice, the second correction builds on the first', () => {
    const read = readExercise(
      file(
        `${incident()}  - { id: one, type: correction, at: D+1, of: attack, set: { level: full } }\n  - { id: two, type: correction, at: D+2, of: attack, set: { sustained: true } }\n`,
      ),
      'test.events.yaml',
    )
    expect(read.exercise?.events[2]).toMatchObject({ replacement: { level: 'full', sustained: true } })
  })

  it.each([
    ['an unknown type', '  - { id: a, type: incidnet, at: D+0 }\n', ['not-in-vocabulary 7 incidnet']],
    ['an unknown key', '  - { id: a, type: note, at: D+0, colour: red }\n', ['unknown-key 7 colour:']],
    ['a missing time', '  - { id: a, type: note }\n', ['missing 7 {']],
    ['a time that is none', '  - { id: a, type: note, at: soon }\n', ['bad-time 7 soon']],
    [
      'a time that the clocks skipped',
      '  - { id: a, type: note, at: 2026-03-29T03:30 }\n',
      ['ambiguous-time 7 2026-03-29T03:30'],
    ],
    [
      'a clock going back',
      '  - { id: a, type: note, at: D+2 }\n  - { id: b, type: note, at: D+1 }\n',
      ['clock-going-back 8 D+1'],
    ],
    [
      'known before it happened',
      '  - { id: a, type: note, at: D+2, known: D+1 }\n',
      ['known-before-occurred 7 D+1'],
    ],
    [
      'an id given twice',
      '  - { id: a, type: note, at: D+0 }\n  - { id: a, type: note, at: D+0 }\n',
      ['duplicate-event 8 a'],
    ],
    [
      'a correction of nothing',
      '  - { id: a, type: correction, at: D+0, of: b, withdraw: true }\n',
      ['unknown-event 7 b'],
    ],
    [
      'a correction that fits no such event',
      `${incident()}  - { id: a, type: correction, at: D+0, of: attack, set: { level: huge } }\n`,
      ['bad-correction 14 {'],
    ],
    ['an unknown actor', incident().replace('RUS', 'RUX'), ['unknown-actor 12 RUX']],
    [
      'an unknown document',
      '  - { id: a, type: request, at: D+0, by: UKR, pact: tset }\n',
      ['unknown-pact 7 tset'],
    ],
    [
      'an unknown commitment',
      '  - { id: a, type: request, at: D+0, by: UKR, pact: test, commitment: dutty }\n',
      ['unknown-commitment 7 dutty'],
    ],
    [
      'an unknown incident',
      '  - { id: a, type: request, at: D+0, by: UKR, incident: x }\n',
      ['unknown-incident 7 x'],
    ],
    [
      'a body that the document does not have',
      '  - { id: a, type: proposal, at: D+0, by: POL, pact: test, body: counsil, subject: x }\n',
      ['unknown-body 7 counsil'],
    ],
    [
      'a vote by one who has none',
      '  - { id: a, type: proposal, at: D+0, by: POL, pact: test, body: council, subject: x }\n  - { id: b, type: vote, at: D+0, by: HUN, proposal: a, choice: "no" }\n',
      ['not-a-member 8 HUN'],
    ],
    [
      'contradictory facts: actor and attribution',
      incident('    attribution: { standing: alleged, actor: BLR, by: UKR }\n'),
      ['contradictory-facts 14 {'],
    ],
    [
      'contradictory facts: one circumstance two ways at one time',
      '  - { id: a, type: circumstance, at: D+0, circumstance: ceasefire-in-force, holds: true }\n  - { id: b, type: circumstance, at: D+0, circumstance: ceasefire-in-force, holds: false }\n',
      ['contradictory-facts 8 false'],
    ],
    [
      'contradictory facts: two authors established by one',
      `${incident().replace('    actor: RUS\n', '    attribution: undetermined\n')}  - { id: a, type: attribution, at: D+0, incident: attack, by: mission, actor: RUS, standing: established }\n  - { id: b, type: attribution, at: D+1, incident: attack, by: mission, actor: BLR, standing: established }\n`,
      ['contradictory-facts 15 BLR'],
    ],
    [
      'an approval that nobody asks for',
      '  - { id: a, type: approval, at: D+0, by: FRA, organ: Senat, given: true }\n',
      ['unknown-organ 7 Senat'],
    ],
  ])('%s is refused with its place', (_, events, expected) => {
    expect(faults(file(events))).toEqual(expected)
  })

  it('an unknown zone and a start that is none are refused', () => {
    expect(faults(file('  []\n').replace('Europe/Kyiv', 'Kyiv'))).toEqual(['unknown-zone 4 Kyiv'])
    expect(faults(file('  []\n', 'start: D+1'))).toEqual(['bad-time 5 D+1'])
  })

  it('an event under a document that is not exercised is a warning, and is left out', () => {
    const read = readExercise(
      file('  - { id: a, type: request, at: D+0, by: UKR, pact: elsewhere-1949 }\n'),
      'test.events.yaml',
    )
    const issues = checkExercise(read.exercise!, [council], 'test.events.yaml', read.locate)
    expect(issues).toMatchObject([{ code: 'other-document', level: 'warning' }])
  })

  it('all faults are told at once', () => {
    expect(
      faults(file('  - { id: a, type: note, at: soon }\n  - { id: b, type: note, at: never }\n')),
    ).toHaveLength(2)
  })
})

it('ten thousand events are read and exercised, none lost', () => {
  const votes = Array.from({ length: 9990 }, (_, k) => {
    const kind = k % 4
    if (kind === 0)
      return `  - { id: e${k}, type: incident, at: D+${k}, kind: armed-attack, level: limited, actor: RUS, target: UKR }`
    if (kind === 1)
      return `  - { id: e${k}, type: performance, at: D+${k}, by: FRA, extent: full, pact: test }`
    if (kind === 2)
      return `  - { id: e${k}, type: circumstance, at: D+${k}, circumstance: ceasefire-in-force, holds: ${k % 8 === 2} }`
    return `  - { id: e${k}, type: correction, at: D+${k}, of: e${k - 1}, withdraw: true }`
  })
  const read = readExercise(file(`${votes.join('\n')}\n`), 'test.events.yaml')
  expect(read.issues).toEqual([])
  const events = read.exercise?.events ?? []
  const state = exercise({
    documents: [council],
    events,
    settings: { zone: 'Europe/Kyiv', reading: 'in-force', horizonHours: 72 },
    now: '2200-01-01T00:00:00Z',
  })
  expect(state.known).toBe(9990)
  expect(state.incidents).toHaveLength(2498)
  expect(state.ignored).toEqual([])
})
