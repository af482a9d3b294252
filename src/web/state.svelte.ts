import type { Issue } from '../core/issue.js'
import type { Instant, Reasons } from '../exercise/index.js'
import type { Sweep } from '../study/index.js'
import { Course } from './course.svelte.js'
import { type Asked, type Engine, EngineError, type OnProgress, startEngine } from './engine/client.js'
import type {
  AssumptionLine,
  Case,
  Compared,
  Exercised,
  Glance,
  Kind,
  PlayedByModel,
  Questions,
  Reading,
  ReportForm,
  Studied,
  StudySettings,
  Tracked,
} from './engine/messages.js'
import { begin, change, type History, redo, undo } from './project/history.js'
import {
  type DocumentText,
  emptyProject,
  type Project,
  withDocument,
  withoutDocument,
} from './project/project.js'
import { strings } from './strings/index.svelte.js'

declare const __VERSION__: string

export const version = __VERSION__

export type View = 'draft' | 'assess' | 'stress' | 'exercise' | 'track' | 'help'

/** Draws of the rounds before full precision: the first is there almost at once. */
const ROUNDS = [16, 64]

/** Milliseconds without a change before documents are read again, and before draws begin. */
const READ_PAUSE = 120
const DRAW_PAUSE = 250

export interface Working {
  readonly what: string
  readonly done: number
  readonly total: number
}

/** Where the running comparison stands. */
export type Precision =
  | { readonly kind: 'none' }
  | { readonly kind: 'glance' }
  | { readonly kind: 'draws'; readonly draws: number; readonly of: number }

export const caseOf = ({ documents, assumptions, set, seed, reading, prior }: Project): Case => ({
  documents,
  assumptions,
  set,
  seed,
  reading,
  prior,
})

/** All that the page shows. The project is plain data under undo; the rest is what the engine made of it. */
export class Workbench {
  history: History<Project> = $state.raw(begin(emptyProject(version)))
  view: View = $state('assess')
  chosen: string | null = $state(null)

  readings: readonly Reading[] = $state.raw([])
  lines: readonly AssumptionLine[] = $state.raw([])
  assumptionIssues: readonly Issue[] = $state.raw([])
  glances: readonly Glance[] = $state.raw([])
  compared: Compared | null = $state.raw(null)
  precision: Precision = $state.raw({ kind: 'none' })
  /** Does what is shown belong to the project as it is now? */
  stale = $state(false)
  working: Working | null = $state.raw(null)
  failure: { message: string; issues: readonly Issue[] } | null = $state.raw(null)

  drivers: { option: string; round: number; sweep: Sweep } | null = $state.raw(null)
  driversWorking: Working | null = $state.raw(null)

  studied: Studied | null = $state.raw(null)
  studyWorking: Working | null = $state.raw(null)
  /** Asked to stop, and not yet done with what was under way. */
  studyStopping = $state(false)
  /** As measured by the last study; null before the first. */
  gamesPerSecond: number | null = $state(null)

  exercised: Exercised | null = $state.raw(null)
  /** The moment looked at; null for the last event's. */
  now: Instant | null = $state(null)
  why: Reasons | null = $state.raw(null)

  tracked: Tracked | null = $state.raw(null)

  readonly #engine: Engine = startEngine()
  /** A second worker answers what must come at once, whatever the first is doing. */
  readonly #quick: Engine = startEngine()
  #readTimer: ReturnType<typeof setTimeout> | undefined
  #drawTimer: ReturnType<typeof setTimeout> | undefined
  #comparison: Asked<Compared> | null = null
  #study: Asked<Studied> | null = null
  #sweep: Asked<Sweep | null> | null = null
  #round = 0
  #onChange: (project: Project) => void = () => undefined

  get project(): Project {
    return this.history.present
  }

  get document(): DocumentText | null {
    const { documents } = this.project
    return documents.find(({ name }) => name === this.chosen) ?? documents[0] ?? null
  }

  get reading(): Reading | null {
    const name = this.document?.name
    return this.readings.find((reading) => reading.name === name) ?? null
  }

  /** `listener` hears of every new state of the project. */
  onChange(listener: (project: Project) => void): void {
    this.#onChange = listener
  }

  /** Documents as they were when the project was opened. */
  opened: readonly DocumentText[] = $state.raw([])

  /** Starts with a project; nothing before it can be undone. */
  open(project: Project): void {
    this.history = begin(project)
    this.opened = project.documents
    this.chosen = project.documents[0]?.name ?? null
    this.compared = null
    // Even the same case opened again has nothing to show yet.
    this.#compared = ''
    this.studied = null
    this.drivers = null
    this.now = null
    this.course.forget()
    this.#refresh()
  }

  edit(next: Project, what: string): void {
    this.history = change(this.history, next, what, performance.now())
    this.#refresh()
  }

  undo(): void {
    this.history = undo(this.history)
    this.#refresh()
  }

  redo(): void {
    this.history = redo(this.history)
    this.#refresh()
  }

  setText(name: string, text: string): void {
    this.edit(withDocument(this.project, { name, text }), `text ${name}`)
  }

  addDocument(document: DocumentText): void {
    this.edit(withDocument(this.project, document), `add ${document.name}`)
    this.opened = [...this.opened.filter(({ name }) => name !== document.name), document]
    this.chosen = document.name
  }

  removeDocument(name: string): void {
    this.edit(withoutDocument(this.project, name), `remove ${name}`)
    if (this.chosen === name) this.chosen = this.project.documents[0]?.name ?? null
  }

  setAssumption(name: string, value: number | null): void {
    const { [name]: _, ...others } = this.project.set
    const set = value === null ? others : { ...others, [name]: value }
    this.edit({ ...this.project, set }, `set ${name}`)
  }

  /** The case that the comparison under way, or done, is of. */
  #compared = ''

  #refresh(): void {
    this.#onChange(this.project)
    // An exercise or a ledger moves no number of the comparison.
    const wanted = JSON.stringify([caseOf(this.project), this.project.draws])
    if (wanted === this.#compared) return
    this.#compared = wanted
    this.stale = true
    this.#comparison?.cancel()
    this.#sweep?.cancel()
    clearTimeout(this.#readTimer)
    clearTimeout(this.#drawTimer)
    const round = ++this.#round
    this.#glance(round)
    this.#readTimer = setTimeout(() => void this.#read(round), this.readings.length === 0 ? 0 : READ_PAUSE)
    this.#drawTimer = setTimeout(() => void this.#draw(round), DRAW_PAUSE)
  }

  async #read(round: number): Promise<void> {
    const { documents, assumptions, set, prior } = this.project
    const language = strings().code
    const readings = await this.#quick.ask('read', { documents, language }).answer
    if (round !== this.#round || readings === null) return
    this.readings = readings
    const found = await this.#quick.ask('assumptions', { assumptions, set, prior, language }).answer
    if (round !== this.#round || found === null) return
    this.lines = found.list
    this.assumptionIssues = found.issues
  }

  #glancing: number | null = null
  #looking: Promise<void> = Promise.resolve()

  /** The answer at the medians, at once. While one is being made, only the newest change waits for the next. */
  #glance(round: number): void {
    if (this.#glancing !== null) return
    this.#glancing = round
    this.#looking = this.#quick
      .ask('glance', { case: caseOf(this.project) })
      .answer.then((glances) => {
        if (glances !== null) {
          this.glances = glances
          if (this.stale) this.precision = { kind: 'glance' }
        }
      })
      .catch(() => undefined)
      .finally(() => {
        const made = this.#glancing
        this.#glancing = null
        if (made !== this.#round) this.#glance(this.#round)
      })
  }

  async #draw(round: number): Promise<void> {
    this.failure = null
    const { draws } = this.project
    const one = caseOf(this.project)
    if (one.documents.length === 0) {
      this.compared = null
      this.working = null
      return
    }
    // The first answer has the machine to itself.
    while (this.#glancing !== null) await this.#looking
    if (round !== this.#round) return
    try {
      for (const count of [...ROUNDS.filter((some) => some < draws), draws]) {
        const language = strings().code
        const asked = this.#engine.ask(
          'compare',
          { case: one, draws: count, language },
          (what, done, total) => {
            if (round === this.#round) this.working = { what, done, total }
          },
        )
        this.#comparison = asked
        const compared = await asked.answer
        if (round !== this.#round || compared === null) return
        this.compared = compared
        this.stale = false
        this.precision = { kind: 'draws', draws: count, of: draws }
        if (language !== strings().code) void this.respeak()
      }
    } catch (error) {
      if (round === this.#round) this.failure = failureOf(error)
    } finally {
      if (round === this.#round) this.working = null
    }
  }

  /** One assumption at a time, for one option: what drives each of its numbers, and what would turn its verdicts. */
  async findDrivers(option: string): Promise<void> {
    const round = this.#round
    if (this.drivers?.option === option && this.drivers.round === round) return
    this.#sweep?.cancel()
    this.drivers = null
    const asked = this.#quick.ask(
      'drivers',
      { case: caseOf(this.project), option, language: strings().code },
      (what, done, total) => {
        if (this.#sweep === asked) this.driversWorking = { what, done, total }
      },
    )
    this.#sweep = asked
    this.driversWorking = { what: 'drivers', done: 0, total: 1 }
    try {
      const sweep = await asked.answer
      if (sweep !== null && round === this.#round) this.drivers = { option, round, sweep }
    } catch (error) {
      if (round === this.#round) this.failure = failureOf(error)
    } finally {
      if (this.#sweep === asked) this.driversWorking = null
    }
  }

  /** About how many games a study would solve. */
  planStudy(settings: StudySettings): Promise<number | null> {
    return this.#quick.ask('studyPlan', { case: caseOf(this.project), settings }).answer.catch(() => null)
  }

  async runStudy(settings: StudySettings): Promise<void> {
    this.failure = null
    this.#study?.cancel()
    const began = performance.now()
    const asked = this.#engine.ask(
      'study',
      { case: caseOf(this.project), settings, language: strings().code },
      (what, done, total) => {
        this.studyWorking = { what, done, total }
        const seconds = (performance.now() - began) / 1000
        if (seconds > 5) this.gamesPerSecond = done / seconds
      },
    )
    this.#study = asked
    this.studyStopping = false
    this.studyWorking = { what: '', done: 0, total: 1 }
    try {
      const studied = await asked.answer
      if (studied !== null) this.studied = studied
    } catch (error) {
      this.failure = failureOf(error)
    } finally {
      if (this.#study === asked) {
        this.studyWorking = null
        this.studyStopping = false
      }
    }
  }

  /** Says what is shown again, in the language now chosen; nothing is computed anew. */
  async respeak(): Promise<void> {
    const language = strings().code
    const { compared, studied, drivers } = this
    const round = this.#round
    void this.#read(round)
    this.drivers = null
    if (drivers !== null) void this.findDrivers(drivers.option)
    if (compared !== null) {
      const said = await this.#quick.ask('sayComparison', { comparison: compared.comparison, language })
        .answer
      if (said !== null && this.compared === compared) this.compared = said
    }
    if (studied !== null) {
      const said = await this.#quick.ask('sayStudy', { study: studied.study, language }).answer
      if (said !== null && this.studied === studied) this.studied = said
    }
  }

  cancelStudy(): void {
    this.studyStopping = true
    this.#study?.cancel()
  }

  get #moment() {
    const { documents, events } = this.project
    return { documents, events, now: this.now }
  }

  setEvents(events: string, what = 'events'): void {
    this.edit({ ...this.project, events }, what)
  }

  #exercising = 0

  /** Computes the exercise anew; of several asked for at once, the newest stays. */
  async refreshExercise(): Promise<void> {
    const round = ++this.#exercising
    if (this.project.events.trim() === '') {
      this.exercised = null
      return
    }
    const exercised = await this.#quick.ask('exercise', { ...this.#moment, language: strings().code }).answer
    if (round === this.#exercising && exercised !== null) this.exercised = exercised
  }

  async explain(id: string): Promise<void> {
    this.why = await this.#quick.ask('why', { ...this.#moment, id }).answer
  }

  /** The exercise as it is played. */
  readonly course = new Course(this)

  /** What the model has states do at the moment looked at; null where the log cannot be read. */
  modelPlays(states: readonly string[]): Promise<PlayedByModel | null> {
    return this.ask('play', { ...this.#moment, now: this.course.now, case: caseOf(this.project), states })
  }

  afterAction(form: ReportForm): Promise<string | null> {
    return this.ask('afterAction', { ...this.#moment, form, language: strings().code })
  }

  /** Asks the worker that answers at once; null where that failed, with the reason in `failure`. */
  async ask<K extends Kind>(
    kind: K,
    ask: Questions[K]['ask'],
    onProgress?: OnProgress,
  ): Promise<Questions[K]['answer'] | null> {
    this.failure = null
    try {
      return await this.#quick.ask(kind, ask, onProgress).answer
    } catch (error) {
      this.failure = failureOf(error)
      return null
    }
  }

  setLedger(ledger: string, what: string): void {
    this.edit({ ...this.project, ledger }, what)
  }

  #tracking = 0

  /** Counts the ledger anew as of a day; of several asked for at once, the newest stays. */
  async refreshTrack(asOf: string): Promise<void> {
    const round = ++this.#tracking
    if (this.project.ledger === '') {
      this.tracked = null
      return
    }
    try {
      const tracked = await this.#quick.ask('track', {
        ledger: this.project.ledger,
        asOf,
        language: strings().code,
      }).answer
      if (round === this.#tracking && tracked !== null) this.tracked = tracked
    } catch (error) {
      if (round === this.#tracking) this.failure = failureOf(error)
    }
  }

  /** Asks about the ledger as it is now; null where that failed, with the reason in `failure`. */
  askLedger<K extends 'takeIn' | 'findPromises' | 'keepPromises' | 'ledgerCsv'>(
    kind: K,
    ask: Omit<Questions[K]['ask'], 'ledger'>,
  ): Promise<Questions[K]['answer'] | null> {
    return this.ask(kind, { ...ask, ledger: this.project.ledger } as unknown as Questions[K]['ask'])
  }

  /** The report of what is shown, as one file. */
  async report(): Promise<string | null> {
    if (this.compared === null) return null
    const { comparison } = this.compared
    return this.#engine.ask('report', { comparison, language: strings().code }).answer
  }
}

const failureOf = (error: unknown) => ({
  message: error instanceof Error ? error.message : String(error),
  issues: error instanceof EngineError ? error.issues : [],
})
