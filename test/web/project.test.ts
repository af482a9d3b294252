import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  courseNames,
  courseOf,
  freeCourse,
  goToCourse,
  withCourse,
  withoutCourse,
} from '../../src/web/project/branches.js'
import { begin, change, redo, undo } from '../../src/web/project/history.js'
import { linkOf, projectFrom } from '../../src/web/project/link.js'
import {
  emptyProject,
  freeName,
  type Project,
  readProject,
  withDocument,
  withoutDocument,
  writeProject,
} from '../../src/web/project/project.js'

const project: fc.Arbitrary<Project> = fc.record({
  guarantor: fc.constant('project' as const),
  format: fc.constant(1 as const),
  version: fc.constant('0.1.0'),
  documents: fc.array(fc.record({ name: fc.string({ minLength: 1, maxLength: 20 }), text: fc.string() }), {
    maxLength: 4,
  }),
  assumptions: fc.string(),
  events: fc.string(),
  branch: fc.string({ maxLength: 20 }),
  branches: fc.array(fc.record({ name: fc.string({ maxLength: 20 }), events: fc.string() }), {
    maxLength: 3,
  }),
  ledger: fc.string(),
  set: fc.dictionary(
    fc.stringMatching(/^[A-Za-z][\w.]{0,9}$/),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((x) => x + 0),
  ),
  seed: fc.nat(),
  draws: fc.integer({ min: 1, max: 4096 }),
  reading: fc.constantFrom('in-force' as const, 'as-is' as const),
  prior: fc.constantFrom('record' as const, 'wide' as const),
})

describe('a project', () => {
  it('comes back from its file and from its link as it was', async () => {
    await fc.assert(
      fc.asyncProperty(project, async (one) => {
        expect(readProject(writeProject(one))).toEqual(one)
        const link = await linkOf(one)
        expect(link).toMatch(/^project=[\w-]+$/)
        expect(await projectFrom(`#${link}`)).toEqual(one)
      }),
      { numRuns: 100 },
    )
  })

  it('takes no prototype in by a name', () => {
    const json = writeProject({ ...emptyProject('0'), set: { seed: 1 } }).replace(
      '"seed": 1',
      '"__proto__": 1',
    )
    expect(json).toContain('__proto__')
    const read = readProject(json)
    expect(Object.keys(read?.set ?? { none: 0 })).toEqual([])
    expect(Object.getPrototypeOf(read?.set ?? {})).toBe(Object.prototype)
  })

  it('is not read from anything else', async () => {
    for (const json of ['', '{', 'null', '[]', '{"guarantor":"project"}', '{"guarantor":"comparison"}'])
      expect(readProject(json)).toBeNull()
    for (const hash of ['', '#token=abc', '#project=', '#project=AAAA', '#project=<script>'])
      expect(await projectFrom(hash)).toBeNull()
    const odd = { ...emptyProject('0'), documents: [{ name: 'a', text: 'x', more: 1 }] }
    expect(readProject(JSON.stringify(odd))).toBeNull()
  })

  it('is refused when a small link unfolds to very much', async () => {
    const bomb = { ...emptyProject('0'), assumptions: 'a'.repeat(20_000_000) }
    const link = await linkOf(bomb)
    expect(link.length).toBeLessThan(40_000)
    expect(await projectFrom(`#${link}`)).toBeNull()
  })

  it('takes documents in and gives them up', () => {
    const one = withDocument(emptyProject('0'), { name: 'a.pact.yaml', text: '1' })
    const two = withDocument(one, { name: 'a.pact.yaml', text: '2' })
    expect(two.documents).toEqual([{ name: 'a.pact.yaml', text: '2' }])
    expect(freeName(two, 'a.pact.yaml')).toBe('a-2.pact.yaml')
    expect(withoutDocument(two, 'a.pact.yaml').documents).toEqual([])
  })
})

describe('undo', () => {
  it('goes back through every state and forward again', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 30 }), (values) => {
        const distinct = values.filter((value, k) => value !== (k === 0 ? -1 : values[k - 1]))
        let history = begin(-1)
        distinct.forEach((value, k) => {
          history = change(history, value, `step ${k}`, k * 10_000)
        })
        const back: number[] = []
        while (history.past.length > 0) {
          back.push(history.present)
          history = undo(history)
        }
        expect(history.present).toBe(-1)
        expect(back.reverse()).toEqual(distinct)
        while (history.future.length > 0) history = redo(history)
        expect(history.present).toBe(distinct.at(-1) ?? -1)
      }),
    )
  })

  it('takes a run of changes of one thing as one step, and no more', () => {
    let history = begin('')
    history = change(history, 'a', 'text', 0)
    history = change(history, 'ab', 'text', 300)
    history = change(history, 'abc', 'other', 400)
    history = change(history, 'abcd', 'other', 5000)
    expect(history.past).toEqual(['', 'ab', 'abc'])
    expect(undo(undo(history)).present).toBe('ab')
  })
})

describe('branches of an exercise', () => {
  const three = (): Project => {
    const one = { ...emptyProject('0'), events: 'main' }
    const two = withCourse(one, 'a', 'text a') ?? one
    return withCourse(two, 'b', 'text b') ?? two
  }

  it('keeps each course whatever is gone to, changed or deleted', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ to: fc.constantFrom('', 'a', 'b'), text: fc.option(fc.string(), { nil: null }) }),
        ),
        (steps) => {
          const texts = new Map([
            ['', 'main'],
            ['a', 'text a'],
            ['b', 'text b'],
          ])
          let now = three()
          for (const { to, text } of steps) {
            now = goToCourse(now, to)
            expect(now.branch).toBe(to)
            if (text !== null) {
              now = { ...now, events: text }
              texts.set(to, text)
            }
            expect(courseNames(now)).toEqual(['', 'a', 'b'])
            for (const [name, kept] of texts) expect(courseOf(now, name)).toBe(kept)
          }
          const without = withoutCourse(now, 'a')
          expect(courseNames(without)).toEqual(['', 'b'])
          for (const name of ['', 'b']) expect(courseOf(without, name)).toBe(texts.get(name))
          expect(courseNames(withoutCourse(without, 'b'))).toEqual([''])
          expect(withoutCourse(withoutCourse(without, 'b'), '').events).toBe(texts.get(''))
          expect(readProject(writeProject(without))).toEqual(without)
        },
      ),
    )
  })

  it('names no two alike, and keeps no more than a project may hold', () => {
    const one = three()
    expect(freeCourse(one, 'c')).toBe('c')
    expect(freeCourse(one, ' a ')).toBe('a 2')
    expect(courseNames(one)).not.toContain(freeCourse(one, ''))
    let full: Project | null = one
    for (let k = 3; full !== null; k++) {
      expect(k).toBeLessThanOrEqual(40)
      full = withCourse(full, `course ${k}`, '')
    }
  })
})
