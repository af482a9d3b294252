import { parse } from 'yaml'
import type { Issue } from '../../core/issue.js'
import { type Assumption, resolveCast } from '../../crisis/index.js'
import { type Answer, answersOf, challengeOf } from '../../exercise/answers.js'
import {
  checkExercise,
  type Exercise,
  type ExerciseEvent,
  type ExerciseState,
  type Instant,
  exercise as play,
  readExercise,
  readMoment,
  whyOf,
} from '../../exercise/index.js'
import type { Inject } from '../../exercise/msel.js'
import { writtenEvent } from '../../exercise/mselEvents.js'
import {
  advance,
  branchAt,
  comingUp,
  enter,
  freshId,
  later,
  minutesOf,
  nextMoment,
  openSession,
  playNow,
  type Session,
  type Step,
  undo,
} from '../../exercise/tabletop.js'
import { type Player, playerOf } from '../../exercise/tabletopModel.js'
import type { Pact } from '../../pact/index.js'
import { cleanText, renderExercise, renderReasons, sayTogether } from '../../report/index.js'
import { headOfExercise } from '../exerciseOutput.js'
import { entryOfLine, entryTypes, tokens } from './entry.js'
import { changes, clockLine, eventLineOf, help, injectLine, outlook } from './show.js'

/** Where the log of a course of events is kept. Given whole events, in order; what it was given is on disk when it returns. */
export interface Sink {
  readonly append: (events: readonly ExerciseEvent[]) => void
  /** Another log, begun with these events. */
  readonly branch: (name: string, events: readonly ExerciseEvent[]) => Sink
}

export interface TableOptions {
  readonly documents: readonly Pact[]
  readonly exercise: Exercise
  readonly injects: ReadonlyMap<string, Inject>
  /** Events of a log that is gone on with. */
  readonly log: readonly ExerciseEvent[]
  readonly sink: Sink
  readonly seed: number
  readonly model: readonly string[]
  readonly assumptions: readonly Assumption[]
  readonly view: { readonly colour: boolean; readonly width: number }
}

/** What a line brought: text to show, and what only the terminal can do. */
export interface Reply {
  readonly text: string
  readonly action?:
    | { readonly kind: 'quit' }
    | { readonly kind: 'run'; readonly minutesPerSecond: number }
    | { readonly kind: 'pause' }
    | { readonly kind: 'report'; readonly path: string }
}

interface Course {
  readonly session: Session
  readonly sink: Sink
}

const MAIN = 'main'
/** Answers of one state to one turn of events. */
const MOST_ANSWERS = 50

/** One game at the table: takes lines, keeps courses of events, answers in text. Knows neither terminal nor files. */
export class Table {
  private readonly options: TableOptions
  private readonly courses = new Map<string, Course>()
  private current = MAIN
  private model: Set<string>
  private readonly players = new Map<string, Player>()
  private shown = 0
  private state: ExerciseState
  private challenges = 0
  private answering = false

  constructor(options: TableOptions) {
    this.options = options
    const { exercise, log, sink } = options
    this.model = new Set(options.model)
    const opened = openSession(exercise.start, exercise.events, log)
    sink.append(opened.added)
    this.courses.set(MAIN, { session: opened.session, sink })
    this.state = this.compute()
    this.shown = this.state.transitions.length
  }

  /** The log and the state, for reports. */
  outcome(): { exercise: Exercise; injects: ReadonlyMap<string, Inject>; state: ExerciseState } {
    return {
      exercise: { ...this.options.exercise, events: this.course().session.log },
      injects: this.options.injects,
      state: this.state,
    }
  }

  greeting(): string {
    const { exercise } = this.options
    const { session } = this.course()
    return `${cleanText(exercise.title)}\n${this.clock()}; ${session.log.length} events in the log, ${comingUp(session).length} injects to come. Type help.\n`
  }

  prompt(): string {
    return `${this.current === MAIN ? '' : `${this.current} `}${this.clock()}> `
  }

  /** Lets time pass while the clock runs. */
  tick(minutes: number): string {
    return this.move(later(this.course().session.now, minutes), true)
  }

  /** Takes one line. Nothing that is typed throws; what cannot be done changes nothing. */
  take(line: string): Reply {
    const [command = '', ...words] = tokens(line.trim())
    try {
      return this.dispatch(command, words, line.trim().slice(command.length).trim())
    } catch (error) {
      if (error instanceof RangeError) return { text: `${error.message}\n` }
      throw error
    }
  }

  private dispatch(command: string, words: readonly string[], rest: string): Reply {
    const { session } = this.course()
    switch (command) {
      case '':
        return { text: '' }
      case 'help':
        return { text: help }
      case 'types':
        return { text: `${entryTypes.join(', ')}\n` }
      case 'quit':
      case 'exit':
        return { text: '', action: { kind: 'quit' } }
      case 'pause':
        return { text: `${this.clock()}\n`, action: { kind: 'pause' } }
      case 'run':
        return this.runClock(rest)
      case 'next': {
        const to = nextMoment(
          session,
          this.state.deadlines.filter(({ status }) => status === 'running').map(({ at }) => at),
        )
        return { text: to === null ? 'Nothing is to come: no inject, no deadline.\n' : this.move(to) }
      }
      case 'go':
        return { text: this.move(this.moment(rest)) }
      case 'wait': {
        const minutes = minutesOf(rest)
        if (minutes === undefined) throw new RangeError('wait how long? wait 90, wait 2h30, wait 1d')
        return { text: this.move(later(session.now, minutes)) }
      }
      case 'injects': {
        const { zone } = this.options.exercise
        const lines = comingUp(session).map((event) =>
          injectLine(event, this.options.injects.get(event.id), zone),
        )
        return { text: lines.length === 0 ? 'None is to come.\n' : `${lines.join('\n')}\n` }
      }
      case 'inject':
        return { text: this.commit(playNow(session, rest)) }
      case 'note':
        return { text: this.submit({ id: freshId(session, 'note'), type: 'note', title: rest }) }
      case 'event':
        return { text: this.submitYaml(rest) }
      case 'ask':
        return { text: this.ask(rest.toUpperCase()) }
      case 'model':
        return { text: this.setModel(rest) }
      case 'undo':
        return { text: this.commit(undo(session)) }
      case 'branch':
        return { text: this.branch(words) }
      case 'switch':
        return { text: this.switchTo(rest) }
      case 'branches':
        return {
          text: `${[...this.courses.keys()].map((name) => `${name === this.current ? '*' : ' '} ${name}`).join('\n')}\n`,
        }
      case 'status':
        return { text: renderExercise(this.options.exercise, this.state, this.options.view) }
      case 'owed':
        return { text: this.owed(rest.toUpperCase()) }
      case 'due': {
        const lines = outlook(this.state)
        return {
          text: lines.length === 0 ? 'No deadline runs and no vote is open.\n' : `${lines.join('\n')}\n`,
        }
      }
      case 'why':
        return { text: this.why(rest) }
      case 'log': {
        const last = /^\d+$/.test(rest) ? Number(rest) : 12
        const lines = session.log.slice(-last).map((event) => eventLineOf(event, this.options.exercise.zone))
        return { text: lines.length === 0 ? 'The log is empty.\n' : `${lines.join('\n')}\n` }
      }
      case 'report':
        if (!/\.(html|md|xlsx|csv|ics)$/i.test(rest))
          throw new RangeError('report PATH: .html, .md, .xlsx, .csv or .ics')
        return { text: '', action: { kind: 'report', path: rest } }
      default:
        if (entryTypes.includes(command)) {
          const entry = entryOfLine(command, words, session, this.state)
          if ('fault' in entry) throw new RangeError(entry.fault)
          return { text: this.submit(entry.fields) }
        }
        return { text: `"${command}" is no command; type help.\n` }
    }
  }

  private runClock(rest: string): Reply {
    const speed = Number(rest === '' ? '1' : rest)
    if (!(speed > 0 && speed <= 10_000))
      throw new RangeError('run how fast? Minutes a second, from above 0 to 10000')
    return {
      text: `The clock runs, ${speed} min a second; pause stops it.\n`,
      action: { kind: 'run', minutesPerSecond: speed },
    }
  }

  private course(): Course {
    const course = this.courses.get(this.current)
    if (course === undefined) throw new Error(`no course ${this.current}`)
    return course
  }

  private clock(): string {
    const { start, zone } = this.options.exercise
    return clockLine(this.course().session.now, start, zone)
  }

  private compute(): ExerciseState {
    const { documents, exercise } = this.options
    const { session } = this.course()
    return play({ documents, events: session.log, settings: exercise, now: session.now })
  }

  private moment(text: string): Instant {
    const { zone, start } = this.options.exercise
    const read = readMoment(text, zone, start)
    if ('fault' in read) throw new RangeError(`${read.fault.message}; ${read.fault.hint}`)
    return read.at
  }

  private move(to: Instant, quiet = false): string {
    const step = advance(this.course().session, to)
    const text = this.commit(step, quiet)
    return quiet && step.added.length === 0 && text === '' ? '' : text
  }

  /** Takes over a step: first the log, then the table; lets the model answer; says what changed. */
  private commit(step: Step, quiet = false): string {
    const { sink } = this.course()
    sink.append(step.added)
    this.courses.set(this.current, { session: step.session, sink })
    this.state = this.compute()
    const lines = step.added.map((event) =>
      injectLine(event, this.options.injects.get(event.id), this.options.exercise.zone),
    )
    lines.push(...changes(this.state, this.shown))
    this.shown = this.state.transitions.length
    for (const { reason, event } of this.state.ignored)
      if (step.added.some(({ id }) => id === event)) lines.push(`  without effect: ${cleanText(reason)}`)
    lines.push(...this.modelMoves())
    if (lines.length === 0) return quiet ? '' : `${this.clock()}\n`
    return `${lines.join('\n')}\n`
  }

  /** Enters an event as event files write it, if the reader of event files takes it. Times are now where they are not given. */
  private submit(fields: Readonly<Record<string, unknown>>): string {
    const { session } = this.course()
    const { documents, exercise } = this.options
    const written = { at: session.now, ...fields, known: session.now }
    const file = {
      exercise: '1',
      ...headOfExercise(exercise),
      ...(exercise.holidays === undefined ? {} : { holidays: exercise.holidays }),
      events: [...session.log.map(writtenEvent), written],
    }
    const read = readExercise(JSON.stringify(file), 'entry')
    const issues: readonly Issue[] =
      read.exercise === undefined
        ? read.issues
        : checkExercise(read.exercise, documents, 'entry', read.locate).filter(({ path }) =>
            path?.startsWith(`events[${session.log.length}]`),
          )
    const event = read.exercise?.events.at(-1)
    const errors = issues.filter(({ level }) => level === 'error')
    if (event === undefined || errors.length > 0)
      throw new RangeError(
        `Not entered: ${errors.map(({ message, hint }) => `${message.replace(/^events\[\d+\]\.?/, '')}${hint === undefined ? '' : ` (${hint})`}`).join('; ')}`,
      )
    return this.commit(enter(session, event))
  }

  private submitYaml(text: string): string {
    let fields: unknown
    try {
      fields = parse(text, { maxAliasCount: 0 })
    } catch (error) {
      throw new RangeError(
        `not read as YAML: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
      )
    }
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
      throw new RangeError('event {type: decision, by: FRA, choice: act, ...}')
    const type = String((fields as { readonly type?: unknown }).type ?? 'event')
    return this.submit({ id: freshId(this.course().session, type), ...fields })
  }

  private playerFor(pact: Pact): Player | undefined {
    const known = this.players.get(pact.id)
    if (known !== undefined) return known
    const { cast } = resolveCast(pact, pact.id, () => ({ line: 1, column: 1 }))
    const player =
      cast === undefined
        ? null
        : playerOf(pact, cast, this.options.exercise.reading, this.options.assumptions)
    if (player === null) return undefined
    this.players.set(pact.id, player)
    return player
  }

  private enterAnswer(answer: Answer): string {
    return this.submit({ id: freshId(this.course().session, `${answer.type}-model`), ...answer })
  }

  /** What waits for a state is answered one at a time, as each answer may settle or raise another question. */
  private answer(who: string): string[] {
    for (const pact of this.options.documents) this.playerFor(pact)
    const lines: string[] = []
    this.answering = true
    try {
      for (let n = 0; n < MOST_ANSWERS; n++) {
        const { log } = this.course().session
        const [next] = answersOf(who, this.state, log, this.players, this.options.seed)
        if (next === undefined) break
        lines.push(this.enterAnswer(next).trimEnd())
      }
    } finally {
      this.answering = false
    }
    return lines
  }

  /** States played by the model answer what waits for them. An answer may raise the next question. */
  private modelMoves(): string[] {
    if (this.model.size === 0 || this.answering) return []
    return [...this.model].filter((state) => this.waits(state)).flatMap((state) => this.answer(state))
  }

  private waits(who: string): boolean {
    return (
      this.state.decisions.some(({ status, awaited }) => status === 'open' && awaited.includes(who)) ||
      this.state.obligations.some(
        ({ bearer, state, shape, kind }) =>
          bearer === who &&
          shape === 'act' &&
          kind !== 'consultation' &&
          ['decision-pending', 'due'].includes(state),
      )
    )
  }

  private ask(who: string): string {
    if (who === '') throw new RangeError('ask whom? ask FRA')
    const adversarial = this.options.documents.find(({ parties }) => parties.adversary === who)
    if (adversarial !== undefined) {
      const player = this.playerFor(adversarial)
      if (player === undefined) throw new RangeError(`the game of ${adversarial.id} cannot be set up`)
      this.challenges += 1
      const occasion = `${this.course().session.now}#${this.challenges}`
      return this.enterAnswer(
        challengeOf(player, who, adversarial.parties.beneficiary, this.options.seed, occasion),
      )
    }
    const lines = this.answer(who)
    if (lines.length > 0) return `${lines.join('\n')}\n`
    const games = this.options.documents.filter((pact) => this.playerFor(pact) !== undefined)
    throw new RangeError(
      games.length === 0
        ? 'no document names an adversary, so there is no game to draw from'
        : `nothing that the game knows waits for ${who}`,
    )
  }

  private setModel(rest: string): string {
    if (rest === '' || rest === 'off') this.model = new Set()
    else this.model = new Set(rest.toUpperCase().split(/[\s,]+/))
    const moves = this.modelMoves()
    const head =
      this.model.size === 0 ? 'The model plays nobody.' : `The model plays ${[...this.model].join(', ')}.`
    return `${[head, ...moves].join('\n')}\n`
  }

  private branch([name, ...time]: readonly string[]): string {
    if (name === undefined || !/^[A-Za-z0-9][A-Za-z0-9-]{0,40}$/.test(name))
      throw new RangeError('branch NAME [TIME]: letters, digits and hyphens')
    if (this.courses.has(name)) throw new RangeError(`there is a course "${name}" already`)
    const { session, sink } = this.course()
    const at = time.length === 0 ? session.now : this.moment(time.join(' '))
    const begun = branchAt(session, at)
    this.courses.set(name, { session: begun, sink: sink.branch(name, begun.log) })
    return this.switchTo(name)
  }

  private switchTo(name: string): string {
    if (!this.courses.has(name)) throw new RangeError(`no course "${name}"; branches lists them`)
    this.current = name
    this.state = this.compute()
    this.shown = this.state.transitions.length
    return `${name}: ${this.clock()}\n`
  }

  private owed(who: string): string {
    const obligations = this.state.obligations.filter(
      ({ bearer, state, shape }) =>
        (who === '' || bearer === who) &&
        !['dormant', 'not-in-force'].includes(state) &&
        (shape === 'act' || shape === 'consult' || state !== 'due'),
    )
    const lines = sayTogether(obligations).map(({ key, text }) => `- ${cleanText(text)} [${key}]`)
    return lines.length === 0 ? 'Nothing is in question.\n' : `${lines.join('\n')}\n`
  }

  private why(id: string): string {
    const { documents, exercise, view } = this.options
    const found = whyOf(id, {
      state: this.state,
      documents,
      events: this.course().session.log,
      settings: exercise,
    })
    if (found === undefined) throw new RangeError(`nothing here has the id "${id}"; owed and due show ids`)
    return renderReasons(found, view)
  }
}
