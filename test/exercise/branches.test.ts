import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afters,
  branchText,
  differenceOf,
  exercise,
  otherWay,
  partingOf,
  readExercise,
  withEvent,
} from '../../src/exercise/index.js'
import { readPact } from '../../src/pact/index.js'

const story = readFileSync('examples/storylines/2-limited-incursion.events.yaml', 'utf8')
const logged = (text: string) => {
  const { exercise: one, issues } = readExercise(text, 'log')
  if (one === undefined) throw new Error(issues.map(({ message }) => message).join('; '))
  return one
}
const { events } = logged(story)
const idsOf = (text: string): readonly string[] => logged(text).events.map(({ id }) => id)
const facts = ['incident', 'circumstance', 'attribution', 'status', 'note']

describe('a branch of a log', () => {
  it('begins as the log does, up to the event it is forked at', () => {
    for (const [k, event] of events.entries())
      for (const after of afters) {
        const branch = logged(branchText(story, event.id, 'same', after) ?? '').events
        expect(branch.slice(0, k + 1)).toEqual(events.slice(0, k + 1))
        const rest = branch.slice(k + 1)
        if (after === 'all') expect(branch).toEqual(events)
        if (after === 'nothing') expect(rest).toEqual([])
        if (after === 'facts') expect(rest.every(({ type }) => facts.includes(type))).toBe(true)
      }
  })

  it('turns the event round where it has another way, and says so nowhere else', () => {
    for (const event of events) {
      const turned = branchText(story, event.id, 'other', 'all')
      const change = otherWay(event)
      if (change === null) {
        expect(turned).toBeNull()
        continue
      }
      const other = logged(turned ?? '').events
      expect(other.find(({ id }) => id === event.id)).toMatchObject(change)
      expect(other.filter(({ id }) => id !== event.id)).toEqual(events.filter(({ id }) => id !== event.id))
    }
  })

  it('leaves an event out with all that refers to it, and keeps comments', () => {
    const without = branchText(story, 'nac-proposal', 'without', 'all') ?? ''
    expect(idsOf(without)).not.toContain('nac-proposal')
    expect(idsOf(without)).not.toContain('nac-silence')
    expect(idsOf(without)).not.toContain('hungary-breaks')
    expect(without).toContain('# Nobody doubts who it was')
  })

  it('is refused where the log has no such event or cannot be read', () => {
    expect(branchText(story, 'nobody', 'same', 'all')).toBeNull()
    expect(branchText('events: [', 'a', 'same', 'all')).toBeNull()
  })
})

describe('an event put into a log', () => {
  it('goes where its time belongs, whatever the time, and changes no other', () => {
    const [first, last] = [events[0].knownAt, events[events.length - 1].knownAt].map(Date.parse)
    fc.assert(
      fc.property(fc.integer({ min: -100, max: 100 + Math.ceil((last - first) / 3_600_000) }), (hours) => {
        const at = new Date(first + hours * 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z')
        const longer = logged(
          withEvent(story, { id: 'new', type: 'note', at, title: 'New: # "it"' }, at) ?? '',
        )
        expect(longer.events.filter(({ id }) => id !== 'new')).toEqual(events)
        expect(longer.events.find(({ id }) => id === 'new')).toMatchObject({
          knownAt: at,
          title: 'New: # "it"',
        })
      }),
      { numRuns: 60 },
    )
  })

  it('is refused where it is none', () => {
    expect(withEvent(story, { id: 'x', type: 'vote', at: events[0].knownAt }, events[0].knownAt)).toBeNull()
    expect(withEvent(story, { id: events[0].id, type: 'note', at: 'D+9' }, '2030-01-01T00:00:00Z')).toBeNull()
  })
})

describe('two courses', () => {
  const documents = ['3-paris-2026', '5-eu-42-7', '6-nato-article-5'].flatMap(
    (name) => readPact(readFileSync(`examples/ukraine/${name}.pact.yaml`, 'utf8'), name).pact ?? [],
  )
  const at = (text: string, now: string) => {
    const log = logged(text)
    return exercise({ documents, events: log.events, settings: log, now })
  }
  const now = events[events.length - 1].knownAt

  it('part at the first event that differs, or never', () => {
    expect(partingOf(events, events)).toBeNull()
    const other = logged(branchText(story, 'france-decides', 'other', 'facts') ?? '').events
    const place = events.findIndex(({ id }) => id === 'france-decides')
    const parting = partingOf(events, other)
    expect(parting?.common).toBe(place)
    expect(parting?.last).toEqual(events[place - 1])
    expect(parting?.first.map((event) => event?.id)).toEqual(['france-decides', 'france-decides'])
    expect(partingOf(other, events)?.first).toEqual([...(parting?.first ?? [])].reverse())
  })

  it('differ where obligations stand differently, and the other way round in the mirror', () => {
    const branch = branchText(story, 'italy-declines', 'other', 'all') ?? ''
    const [a, b] = [at(story, now), at(branch, now)]
    const logs = [events, logged(branch).events] as const
    const difference = differenceOf(logs, [a, b])
    expect(difference.obligations).toHaveLength(1)
    const [row] = difference.obligations
    expect([row.pact, row.commitment, row.bearers, row.states[0]]).toEqual([
      'paris-2026',
      'commitments-on-future-attack',
      ['ITA'],
      'declined',
    ])
    const mirror = differenceOf([logs[1], logs[0]], [b, a])
    expect(mirror.obligations[0].states).toEqual([row.states[1], row.states[0]])
    expect(mirror.counts.map(({ of }) => of)).toEqual(difference.counts.map(({ of: [x, y] }) => [y, x]))
    const declined = difference.counts.find(({ what }) => what === 'declined')
    expect(declined?.who[0]).toContain('ITA')
    const same = differenceOf([events, events], [a, a])
    expect([same.parting, same.obligations, same.decisions]).toEqual([null, [], []])
  })
})
