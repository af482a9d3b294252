import { exp, log } from '../core/elementary.js'
import type { Values } from './assumptions.js'

/*
 * The say/do record: what promises kept, late and broken say of the next one. Model page, basis 1.3(9).
 */

export const promiseFates = ['kept', 'late', 'broken'] as const
export type PromiseFate = (typeof promiseFates)[number]

/** A promise whose time is over, or part of one. */
export interface PastPromise {
  readonly fate: PromiseFate
  /** Years since its fate was settled, >= 0. */
  readonly years: number
  /** Number of promises, or the part of one, >= 0. */
  readonly weight: number
}

/** By state: its past promises. A state that is missing has no record. */
export type PromiseRecords = Readonly<Record<string, readonly PastPromise[]>>

/** A Beta distribution of the chance that the next promise is kept. */
export interface Posterior {
  readonly a: number
  readonly b: number
  readonly mean: number
  readonly priorMean: number
  /** Tests that the record counts for, after age, relevance and likeness. */
  readonly effective: number
}

/** Weight left after so many years. */
const discount = (years: number, halfLife: number): number => exp((-Math.LN2 * years) / halfLife)

/**
 * The posterior of one state. Each past promise counts by its weight, halved every `record.halfLife` years and scaled by
 * `record.relevance`; one kept late counts against the state by `record.late`. As the promises of one state are alike,
 * n of them count as n / (1 + (n - 1) `record.alike`).
 */
export const posteriorOf = (promises: readonly PastPromise[], values: Values): Posterior => {
  const priorA = values['record.priorKept']
  const priorB = values['record.priorBroken']
  let kept = 0
  let failed = 0
  for (const { fate, years, weight } of promises) {
    const counted = weight * discount(years, values['record.halfLife'])
    if (fate === 'kept') kept += counted
    else failed += fate === 'late' ? values['record.late'] * counted : counted
  }
  const total = kept + failed
  const design = 1 + Math.max(0, total - 1) * values['record.alike']
  const scale = values['record.relevance'] / design
  const a = priorA + scale * kept
  const b = priorB + scale * failed
  return { a, b, mean: a / (a + b), priorMean: priorA / (priorA + priorB), effective: scale * total }
}

/** What a record does to one guarantor of the game. */
export interface RecordShift {
  /** Factor on its audience and reputation cost. */
  readonly audience: number
  /** Points added to the highest response, proportionally less to lower ones. */
  readonly resolve: number
}

/** No record: nothing moves. */
export const noShift: RecordShift = { audience: 1, resolve: 0 }

/** Posterior against prior, in log odds, moves what its word costs it to break and how much it is inclined to act. */
export const shiftOf = (posterior: Posterior, values: Values): RecordShift => {
  const { mean, priorMean } = posterior
  const moved = log(mean / (1 - mean)) - log(priorMean / (1 - priorMean))
  return { audience: exp(values['record.audience'] * moved), resolve: values['record.resolve'] * moved }
}
