import type { After, CourseDifference, Instant, Turn } from '../exercise/index.js'
import type { Exercised, Kind, PlayedByModel, Questions } from './engine/messages.js'
import { courseOf, freeCourse, goToCourse, withCourse, withoutCourse, withStory } from './project/branches.js'
import { begin, change, type History, redo, undo } from './project/history.js'
import type { Project } from './project/project.js'

/** Milliseconds between two steps of the clock while it runs. */
const TICK = 250

/** Seconds of nothing at the speed chosen, above which the clock goes faster. */
const IDLE = 8

/** Minutes of the exercise a second, while the clock runs. */
export const speeds = [10, 60, 360, 1440, 10_080] as const

/** So many minutes later, to the second. Of the engine's own only types are taken here, so that the first view stays small. */
const later = (at: Instant, minutes: number): Instant =>
  new Date(Date.parse(at) + minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z')

/** A comparison of the course that is played with another. */
export interface Compared {
  readonly other: string
  readonly difference: CourseDifference
}

/** What a course needs of the workbench it is played in. */
interface Bench {
  readonly project: Project
  readonly exercised: Exercised | null
  now: Instant | null
  edit(next: Project, what: string): void
  setEvents(events: string, what: string): void
  ask<K extends Kind>(kind: K, ask: Questions[K]['ask']): Promise<Questions[K]['answer'] | null>
  modelPlays(states: readonly string[]): Promise<PlayedByModel | null>
}

/** The exercise as it is played: its clock, its moves, its branches. What is kept of it is in the project. */
export class Course {
  playing = $state(false)
  speed = $state<number>(360)
  /** Does the clock stop where something happens or falls due? */
  halting = $state(false)
  compared: Compared | null = $state.raw(null)
  /** States that the model plays, and whether it answers by itself. */
  seats: readonly string[] = $state.raw([])
  answering = $state(false)
  busy = $state(false)
  played: PlayedByModel | null = $state.raw(null)
  /** What was asked could not be done. */
  refused = $state(false)

  readonly #bench: Bench
  /** What can be undone in each branch, by its name. */
  #histories: ReadonlyMap<string, History<string>> = $state.raw(new Map())
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(bench: Bench) {
    this.#bench = bench
  }

  /** The moment looked at. */
  get now(): Instant | null {
    return this.#bench.now ?? this.#bench.exercised?.state?.now ?? null
  }

  /** Nothing of another exercise can be undone, and its clock does not run on. */
  forget(): void {
    this.pause()
    this.#histories = new Map()
    this.compared = null
    this.played = null
    this.refused = false
  }

  begin(events: string): void {
    this.forget()
    this.#bench.now = null
    this.#bench.edit(withStory(this.#bench.project, events), 'new exercise')
  }

  get #history(): History<string> {
    const { branch, events } = this.#bench.project
    const known = this.#histories.get(branch)
    if (known === undefined) return begin(events)
    return known.present === events ? known : change(known, events, 'elsewhere', performance.now())
  }

  get canUndo(): boolean {
    return this.#history.past.length > 0
  }

  get canRedo(): boolean {
    return this.#history.future.length > 0
  }

  #go(history: History<string>, what: string): void {
    this.#histories = new Map(this.#histories).set(this.#bench.project.branch, history)
    this.#bench.setEvents(history.present, what)
  }

  /** Another text of this branch's log. */
  set(events: string, what: string): void {
    this.#go(change(this.#history, events, what, performance.now()), what)
  }

  undo(): void {
    this.#go(undo(this.#history), `undo ${performance.now()}`)
  }

  redo(): void {
    this.#go(redo(this.#history), `redo ${performance.now()}`)
  }

  /** Puts an event in at the moment looked at, or so many hours after it, and goes there. */
  async put(event: Readonly<Record<string, unknown>>, hours = 0): Promise<boolean> {
    const { now } = this
    if (now === null) return false
    const moment = later(now, Math.round(hours * 60))
    const { id, type, ...rest } = event
    const events = await this.#bench.ask('putEvent', {
      events: this.#bench.project.events,
      event: { id, type, at: moment, ...rest },
      at: moment,
    })
    this.refused = events === null
    if (events === null) return false
    this.set(events, `event ${String(id)}`)
    this.#bench.now = moment
    if (this.answering && this.seats.length > 0) await this.letModel(this.seats)
    return true
  }

  /** The model answers for these states all that waits for them at the moment looked at. */
  async letModel(states: readonly string[]): Promise<void> {
    if (this.busy) return
    this.busy = true
    try {
      this.played = await this.#bench.modelPlays(states)
      if (this.played !== null && this.played.answers.length > 0) {
        const { now } = this
        this.set(this.played.events, `model ${performance.now()}`)
        this.#bench.now = now
      }
    } finally {
      this.busy = false
    }
  }

  /** Forks the log at an event into a branch and goes there, to the time of the event. */
  async fork(at: string, turn: Turn, after: After, name: string): Promise<boolean> {
    const { project } = this.#bench
    const events = await this.#bench.ask('branch', { events: project.events, at, turn, after })
    const forked = events === null ? null : withCourse(project, freeCourse(project, name), events)
    this.refused = forked === null
    if (forked === null) return false
    this.pause()
    this.compared = null
    this.#bench.edit(forked, `branch ${forked.branch}`)
    return true
  }

  goTo(name: string): void {
    this.pause()
    this.compared = null
    this.#bench.edit(goToCourse(this.#bench.project, name), `to branch ${name}`)
  }

  remove(name: string): void {
    this.pause()
    this.compared = null
    this.#bench.edit(withoutCourse(this.#bench.project, name), `remove branch ${name}`)
  }

  async compare(other: string): Promise<void> {
    const { project, now } = this.#bench
    const log = courseOf(project, other)
    if (log === null) return
    const { documents, events } = project
    const difference = await this.#bench.ask('branches', { documents, logs: [events, log], now })
    this.refused = difference === null
    this.compared = difference === null ? null : { other, difference }
  }

  play(): void {
    this.playing = true
    clearInterval(this.#timer)
    this.#timer = setInterval(() => this.#tick(), TICK)
  }

  pause(): void {
    this.playing = false
    clearInterval(this.#timer)
  }

  #tick(): void {
    const { now } = this
    const moments = this.#bench.exercised?.moments ?? []
    const last = moments.at(-1)
    if (now === null || last === undefined || now >= last) {
      this.pause()
      return
    }
    // A long time in which nothing happens passes in some ten seconds.
    const coming = moments.find((moment) => moment > now) ?? last
    const gap = (Date.parse(coming) - Date.parse(now)) / 60_000
    const wanted = later(now, Math.max((this.speed * TICK) / 1000, gap > this.speed * IDLE ? gap / 4 : 0))
    const next = coming <= wanted ? coming : undefined
    const [least] = [wanted, last].sort()
    const to = this.halting && next !== undefined ? next : least
    this.#bench.now = to
    if ((this.halting && next !== undefined) || to === last) this.pause()
  }
}
