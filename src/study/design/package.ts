import type { Point, Variable } from '../../core/search/index.js'
import { withinBounds } from '../../core/search/index.js'
import { membersOf } from '../../crisis/index.js'
import type { LegalForm, Level, ObligationWords, Pact, Response, TriggerWording } from '../../pact/index.js'
import { findState } from '../../world/index.js'
import type { Amount, DeadlineOption, DecisionOption, SpaceCommitment, SpaceFile } from './schema.js'
import {
  bindingWords,
  deadlineWords,
  decisionWords,
  formWords,
  levelsWords,
  meansWords,
  triggerWords,
  voidingWords,
  whenWords,
  whereWords,
} from './words.js'

/** What may vary in a space, as a variable of the search, in words. */
export interface Element {
  readonly id: string
  readonly label: string
  readonly variable: Variable
  /** Each option in words; empty where any amount between may be taken. */
  readonly options: readonly string[]
}

export interface ChosenCommitment {
  readonly from: SpaceCommitment
  readonly levels: readonly Level[]
  readonly wording: TriggerWording
  readonly means: Response
  readonly words: ObligationWords
  readonly precision: 'none' | 'named' | 'quantified'
  readonly deadline: DeadlineOption
  readonly decision: DecisionOption
  readonly attribution: string
  readonly delegated: number | null
  readonly form: LegalForm | null
}

export interface ChosenForce {
  readonly from: NonNullable<SpaceFile['forces']>[number]
  readonly brigades: number
  readonly where: 'forward' | 'rear' | 'neighbour'
  readonly place: string
  readonly when: 'before-signature' | 'in-force'
}

/** One design: what was chosen of everything that may vary. */
export interface Package {
  readonly form: LegalForm
  readonly asked: readonly SpaceFile['guarantors'][number][]
  readonly commitments: readonly ChosenCommitment[]
  readonly forces: readonly ChosenForce[]
  readonly aid: readonly { readonly from: NonNullable<SpaceFile['aid']>[number]; readonly perYear: number }[]
  readonly voiding: 'none' | 'attack-on-adversary' | 'unprovoked-fire'
  /** Months from the announcement; null where there is no such stage or the space does not say. */
  readonly schedule: {
    readonly signed: number | null
    readonly ratified: number | null
    readonly deployed: number | null
  }
  readonly reassurance: readonly NonNullable<SpaceFile['reassurance']>[number][]
}

/** Reassurance that a design could add and lose nothing by it: no forces of its stand where that would bar them. */
export const couldOffer = (file: SpaceFile, { forces }: Package): readonly string[] =>
  (file.reassurance ?? []).flatMap(({ id, include, bars }) =>
    include === 'maybe' &&
    bars !== undefined &&
    !forces.some(({ where }) => (bars as readonly string[]).includes(where))
      ? [id]
      : [],
  )

/**
 * Who is asked while a space is walked through. `active` false: it makes no difference here, so the first option stands.
 */
interface Visitor {
  readonly choose: <T>(
    id: string,
    label: string,
    options: readonly T[],
    show: (option: T) => string,
    active: boolean,
  ) => T
  readonly amount: (id: string, label: string, amount: Amount, unit: string, active: boolean) => number
}

/** Goes through a space in its own order. The one place that says what may vary, what hangs on what, and what rules out what. */
const walk = (file: SpaceFile, { choose, amount }: Visitor): Package => {
  const members = (list: Parameters<typeof membersOf>[1]): string[] =>
    membersOf({ asOf: file.asOf } as Pact, list)
  const flag = (id: string, label: string, active = true): boolean =>
    choose(id, label, [false, true], (yes) => (yes ? 'yes' : 'no'), active)
  const form = choose('form', 'legal form', file.form, (one) => formWords[one], true)
  const asked = file.guarantors.filter(
    ({ id, name, asked }) => asked === 'always' || flag(`asked.${id}`, `${name} asked`),
  )
  const askedStates = new Set(asked.flatMap(({ by }) => members(by)))
  const reassurance = (file.reassurance ?? []).filter(({ include }) => include === 'always')
  const barred = new Set(reassurance.flatMap(({ bars }) => bars ?? []))
  const commitments = file.commitments.flatMap((from): ChosenCommitment[] => {
    const { id, include } = from
    const present = include === 'always' || flag(`${id}.included`, `${id} included`)
    const one = <T>(key: string, label: string, list: readonly T[], show: (option: T) => string): T =>
      choose(`${id}.${key}`, `${id}: ${label}`, list, show, present)
    const chosen: ChosenCommitment = {
      from,
      levels: one('levels', 'levels covered', from.levels, levelsWords),
      wording: one('wording', 'trigger', from.wording, (w) => triggerWords[w]),
      means: one('means', 'highest means', from.means, (m) => meansWords[m]),
      words: one('words', 'how far it binds', from.words, (w) => bindingWords[w]),
      precision: one('precision', 'means', from.precision, (p) =>
        p === 'none' ? 'left open' : p === 'named' ? 'named' : 'in amounts',
      ),
      deadline: one('deadline', 'deadline', from.deadline, deadlineWords),
      decision: one('decision', 'who decides', from.decision, decisionWords),
      attribution: one('attribution', 'who attributes', from.attribution, (by) =>
        by === 'none' ? 'no attribution needed' : `attribution by ${by}`,
      ),
      delegated:
        from.delegated === undefined
          ? null
          : one(
              'delegated',
              'share without a choice',
              from.delegated,
              (x) => `${Math.round(100 * x)}% delegated`,
            ),
      form: from.form === undefined ? null : one('form', 'legal form', from.form, (f) => formWords[f]),
    }
    return present ? [chosen] : []
  })
  const left = deployable(file)
  const forces = (file.forces ?? []).flatMap((from): ChosenForce[] => {
    const { id } = from
    const states = members(from.by)
    const may = states.every((state) => askedStates.has(state))
    const places = from.where.filter(({ where }) => where === 'neighbour' || !barred.has(where))
    const wished = amount(`${id}.brigades`, `${id}: brigades`, from.brigades, 'BE', may && places.length > 0)
    const brigades = rounded(Math.min(wished, ...states.map((state) => left(state) * states.length)))
    const there = may && places.length > 0 && brigades > 0
    const wanted = choose(
      `${id}.where`,
      `${id}: where`,
      from.where,
      ({ where, place }) => `${whereWords[where]} (${place})`,
      there,
    )
    const when = choose(`${id}.when`, `${id}: when`, from.when, (w) => whenWords[w], there)
    if (!there) return []
    for (const state of states) left(state, brigades / states.length)
    const { where, place } = places.includes(wanted) ? wanted : places[0]
    return [{ from, brigades, where, place, when }]
  })
  const aid = (file.aid ?? []).flatMap((from) => {
    const perYear = amount(`${from.id}.per-year`, `${from.id}: money`, from.perYear, 'EUR m a year', true)
    return perYear > 0 ? [{ from, perYear }] : []
  })
  const clauses: readonly Package['voiding'][] = file.voiding ?? ['none']
  const voiding = choose('voiding', 'voiding clause', clauses, (v) => voidingWords[v], true)
  const months = (key: 'signed' | 'ratified' | 'deployed', active: boolean): number | null => {
    const range = file.schedule?.[key]
    if (range === undefined) return null
    const month = amount(`schedule.${key}`, `month ${key}`, range, 'months', active)
    return active ? month : null
  }
  const signed = months('signed', form !== 'declaration')
  const slowest = Math.max(
    0,
    ...(file.constraints?.calendars ?? [])
      .filter(({ states }) => members(states).some((state) => askedStates.has(state)))
      .map((calendar) => calendar.months),
  )
  const given = months('ratified', form === 'treaty')
  const ratified = given === null ? null : Math.max(given, signed ?? 0, slowest)
  const arrival = months(
    'deployed',
    forces.some(({ when }) => when === 'in-force'),
  )
  const deployed = arrival === null ? null : Math.max(arrival, ratified ?? signed ?? 0)
  return {
    form,
    asked,
    commitments,
    forces,
    aid,
    voiding,
    schedule: { signed, ratified, deployed },
    reassurance,
  }
}

/** What is left of the brigades that a state may keep abroad; with `take`, after that was taken. */
const deployable = (file: SpaceFile): ((state: string, take?: number) => number) => {
  const share = file.constraints?.deployable?.share
  const left = new Map<string, number>()
  return (state, take = 0) => {
    if (share === undefined) return Number.POSITIVE_INFINITY
    const now = (left.get(state) ?? share * (findState(state)?.brigadesDeployable?.value ?? 0)) - take
    left.set(state, now)
    return Math.max(0, now)
  }
}

/** Amounts of a ladder: from the least, in steps, never above the most. */
const rungsOf = ({ least, most, step }: { least: number; most: number; step: number }): number[] =>
  Array.from({ length: Math.floor((most - least) / step + 1e-9) + 1 }, (_, k) => least + k * step)

const rounded = (x: number): number => Math.round(100 * x) / 100

/** All that may vary, in the order of the points of the search. */
export const elementsOf = (file: SpaceFile): readonly Element[] => {
  const elements: Element[] = []
  walk(file, {
    choose: (id, label, options, show) => {
      if (options.length > 1)
        elements.push({
          id,
          label,
          variable: { kind: 'choice', count: options.length },
          options: options.map(show),
        })
      return options[0]
    },
    amount: (id, label, range, unit) => {
      if (typeof range === 'number') return range
      const { least, most, step } = range
      if (most > least)
        elements.push(
          step === undefined
            ? { id, label, variable: { kind: 'real', low: least, high: most }, options: [] }
            : {
                id,
                label,
                variable: { kind: 'ladder', count: rungsOf({ least, most, step }).length },
                options: rungsOf({ least, most, step }).map((x) => `${rounded(x)} ${unit}`),
              },
        )
      return least
    },
  })
  return elements
}

export interface Decoded {
  readonly chosen: Package
  /** The point with what makes no difference at its first option, so that one design has one point. */
  readonly point: Point
}

/** The design that a point stands for. */
export const decode = (file: SpaceFile, elements: readonly Element[], point: Point): Decoded => {
  const places = new Map(elements.map(({ id }, j) => [id, j]))
  const canonical = elements.map(({ variable }) => (variable.kind === 'real' ? variable.low : 0))
  const chosen = walk(file, {
    choose: (id, _label, options, _show, active) => {
      const j = places.get(id)
      if (j === undefined || !active) return options[0]
      canonical[j] = withinBounds(elements[j].variable, point[j])
      return options[canonical[j]]
    },
    amount: (id, _label, range, _unit, active) => {
      if (typeof range === 'number') return active ? range : 0
      const j = places.get(id)
      if (!active) return 0
      if (j === undefined) return range.least
      const value = withinBounds(elements[j].variable, point[j])
      canonical[j] = range.step === undefined ? rounded(value) : value
      return range.step === undefined ? canonical[j] : range.least + value * range.step
    },
  })
  return { chosen, point: canonical }
}
