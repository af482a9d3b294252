import { wilson } from '../../core/rates.js'
import { brierScore, logScore } from '../../core/score.js'
import type { Level } from '../../pact/index.js'
import { type MethodScore, scoreMethods } from '../scoring.js'
import type { BlindAnswer } from './judge.js'
import { caseRules } from './rules.js'
import { type CaseEvent, caseEvents, countsAs } from './run.js'
import type { PastCase } from './schema.js'

/** A case with the answers that were given blind, and what happened. */
export interface JudgedCase extends BlindAnswer {
  readonly pastCase: PastCase
}

export interface CaseEventScores {
  readonly event: CaseEvent
  readonly cases: number
  readonly happened: number
  /** The model first; then the rules; last the share of these cases in which it happened, which nobody knew. */
  readonly methods: readonly MethodScore[]
  /** The model's chance given an occasion on the day, against an even chance. */
  readonly onOccasion: { readonly brier: number; readonly log: number; readonly auc: number }
}

export interface BootstrapSettings {
  readonly samples: number
  readonly seed: number
}

const BINS = 4

/**
 * Scores the model and every rule over the cases. Intervals by resampling cases (percentile bootstrap, 95%). With some twenty-eight cases, chosen
 * because something happened in them or might have, they are wide and no base rate is fair.
 */
export const scoreCases = (
  judged: readonly JudgedCase[],
  { samples, seed }: BootstrapSettings,
): readonly CaseEventScores[] =>
  caseEvents.map((event) => {
    const y = Float64Array.from(judged, ({ pastCase }) =>
      countsAs(pastCase.outcome.challenge, event) ? 1 : 0,
    )
    const happened = y.reduce((sum, one) => sum + one, 0)
    const rows = {
      y,
      clusters: judged.map((_, k) => k),
      weights: new Float64Array(judged.length).fill(1),
    }
    const methods = [
      { id: 'model', name: 'Crisis game', p: judged.map(({ run }) => run.within[event].mean) },
      ...caseRules.map(({ id, name }) => ({ id, name, p: judged.map(({ rules }) => rules[id][event]) })),
      {
        id: 'share',
        name: 'Share of these cases',
        p: judged.map(() => happened / Math.max(1, judged.length)),
      },
    ]
    const p = judged.map(({ run }) => run.givenOccasion[event].mean)
    const [{ auc }] = scoreMethods([{ id: 'occasion', name: '', p }], rows, {
      samples: 1,
      seed,
      name: `history.cases.occasion.${event}`,
    })
    return {
      event,
      cases: judged.length,
      happened,
      methods: scoreMethods(methods, rows, { samples, seed, name: `history.cases.${event}` }, BINS),
      onOccasion: { brier: brierScore({ p, y }), log: logScore({ p, y }), auc: auc.value },
    }
  })

/** One guarantor that owed something when the attack came. */
export interface HonourRow {
  readonly case: string
  readonly state: string
  /** Level of the attack that came. */
  readonly level: Level
  /** The model's P(it gives what it owes); null where the document has it owe nothing at that level, or it is no party. */
  readonly said: number | null
  readonly honoured: 'yes' | 'partly' | 'no'
}

/** The level by which honour is judged: that of the attack that came, a full one where none did. */
export const honourLevel = ({ outcome }: PastCase): Level =>
  outcome.challenge === 'none' ? 'full' : outcome.challenge

/** Every guarantor that owed something in an attack that came, with what the model said of it. */
export const honourRows = (judged: readonly JudgedCase[]): readonly HonourRow[] =>
  judged.flatMap(({ pastCase, run }) => {
    const { challenge, honour } = pastCase.outcome
    if (challenge === 'none') return []
    return honour.flatMap(({ state, honoured }): HonourRow[] => {
      if (honoured === 'nothing-owed') return []
      const responder = run.responders.find(({ id }) => id === state)
      const said = responder?.honour[challenge]?.mean ?? null
      return [{ case: pastCase.id, state, level: challenge, said, honoured }]
    })
  })

export interface HonourScores {
  /** Guarantors that the model can be held against. */
  readonly count: number
  readonly cases: number
  readonly said: number
  readonly honoured: number
  /** With those that did part of it counted as well. */
  readonly atLeastPartly: number
  /** Wilson's 95% interval of the share that honoured; states of one case are not independent, so it is too narrow. */
  readonly low: number
  readonly high: number
  readonly brier: number
  /** Of the share that honoured, said of every one. */
  readonly brierOfShare: number
}

/** Holds the model's P(honour) against what was done; null without a row. */
export const scoreHonour = (rows: readonly HonourRow[]): HonourScores | null => {
  const kept = rows.flatMap((row) => (row.said === null ? [] : [{ ...row, said: row.said }]))
  if (kept.length === 0) return null
  const y = kept.map(({ honoured }) => (honoured === 'yes' ? 1 : 0))
  const honoured = y.reduce<number>((sum, one) => sum + one, 0)
  const p = kept.map(({ said }) => said)
  return {
    count: kept.length,
    cases: new Set(kept.map((row) => row.case)).size,
    said: p.reduce((sum, one) => sum + one, 0) / kept.length,
    honoured,
    atLeastPartly: kept.filter((row) => row.honoured !== 'no').length,
    ...wilson(honoured, kept.length),
    brier: brierScore({ p, y }),
    brierOfShare: brierScore({ p: kept.map(() => honoured / kept.length), y }),
  }
}
