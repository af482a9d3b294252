import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExerciseEvent } from '../../src/exercise/index.js'
import {
  advance,
  branchAt,
  comingUp,
  enter,
  freshId,
  minutesOf,
  nextMoment,
  openSession,
  playNow,
  type Session,
  standing,
  undo,
} from '../../src/exercise/tabletop.js'

const start = '2026-03-01T00:00:00Z'
const hour = (n: number): string =>
  new Date(Date.parse(start) + n * 3_600_000).toISOString().replace('.000Z', 'Z')
const note = (id: string, at: string): ExerciseEvent => ({
  id,
  type: 'note',
  occurredAt: at,
  knownAt: at,
  title: id,
})
const storyline = [note('c', hour(9)), note('a', hour(-2)), note('b', hour(3))]
const ids = (events: readonly ExerciseEvent[]): string[] => events.map(({ id }) => id)

describe('a session', () => {
  it('begins with what was known before the start, and plays injects as their time comes', () => {
    const opened = openSession(start, storyline)
    expect(ids(opened.session.log)).toEqual(['a'])
    expect(nextMoment(opened.session, [])).toBe(hour(3))
    expect(nextMoment(opened.session, [hour(1), hour(-5)])).toBe(hour(1))
    const later = advance(opened.session, hour(5))
    expect(ids(later.added)).toEqual(['b'])
    expect(ids(comingUp(later.session))).toEqual(['c'])
    expect(() => advance(later.session, hour(4))).toThrow(/does not go back/)
    expect(ids(playNow(later.session, 'c').session.log)).toEqual(['a', 'b', 'c'])
    expect(playNow(later.session, 'c').added[0].knownAt).toBe(hour(5))
    expect(() => playNow(later.session, 'b')).toThrow(/still to come/)
    expect(nextMoment(advance(later.session, hour(10)).session, [])).toBeNull()
  })

  it('keeps a log in the order in which things became known, whatever is done', () => {
    const move = fc.oneof(
      fc.record({ kind: fc.constant('advance' as const), hours: fc.integer({ min: 0, max: 6 }) }),
      fc.record({ kind: fc.constant('enter' as const) }),
      fc.record({ kind: fc.constant('undo' as const) }),
      fc.record({ kind: fc.constant('play' as const) }),
    )
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20 }), (moves) => {
        let session: Session = openSession(start, storyline).session
        const logs: string[][] = []
        let hours = 0
        for (const one of moves) {
          const before = ids(session.log)
          if (one.kind === 'advance') {
            hours += one.hours
            session = advance(session, hour(hours)).session
          } else if (one.kind === 'enter')
            session = enter(session, note(freshId(session, 'n'), session.now)).session
          else if (one.kind === 'undo') {
            if (standing(session).length > 0) session = undo(session).session
          } else {
            const [next] = comingUp(session)
            if (next !== undefined) session = playNow(session, next.id).session
          }
          // Append-only.
          expect(ids(session.log).slice(0, before.length)).toEqual(before)
          logs.push(ids(session.log))
        }
        const known = session.log.map(({ knownAt }) => knownAt)
        expect(known).toEqual([...known].sort())
        expect(new Set(ids(session.log)).size).toBe(session.log.length)
        // Opened again from its own log, it is where it was, but for time that passed without an event.
        const again = openSession(start, storyline, session.log).session
        expect(again.log).toEqual(session.log)
        expect(again.now <= session.now).toBe(true)
      }),
    )
  })

  it('undoes by correction, one step back each time', () => {
    const session = advance(openSession(start, storyline).session, hour(5)).session
    const once = undo(session)
    expect(once.added[0]).toMatchObject({ type: 'correction', of: 'b' })
    expect(ids(standing(once.session))).toEqual(['a'])
    const twice = undo(once.session).session
    expect(standing(twice)).toEqual([])
    expect(() => undo(twice)).toThrow(/nothing to undo/)
    expect(twice.log).toHaveLength(4)
  })

  it('branches from an earlier moment, with what came after it to come again', () => {
    const session = advance(openSession(start, storyline).session, hour(10)).session
    const branch = branchAt(session, hour(4))
    expect(ids(branch.log)).toEqual(['a', 'b'])
    expect(ids(comingUp(branch))).toEqual(['c'])
    expect(ids(session.log)).toEqual(['a', 'b', 'c'])
    expect(() => branchAt(session, hour(11))).toThrow(/now or earlier/)
  })

  it('reads spans of time', () => {
    expect(['90', '2h', '2h30', '1d', '1 d 2 h 3 min', '0'].map(minutesOf)).toEqual([
      90, 120, 150, 1440, 1563, 0,
    ])
    for (const bad of ['', 'x', '-5', '1.5h', '2 weeks']) expect(minutesOf(bad), bad).toBeUndefined()
  })
})
