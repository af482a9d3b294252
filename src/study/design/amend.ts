import { meanOf } from '../../core/search/index.js'
import type { Pact } from '../../pact/index.js'
import type { Edit } from './edits.js'
import { editsOf } from './edits.js'
import { everything, type Job } from './evaluate.js'
import { type ExploreOptions, wantsOf } from './explore.js'
import { type Final, finalSeed, measured, noticeablyBeaten, objectiveRow } from './finals.js'
import type { RunJobs } from './machinery.js'
import { measureIndex, measures, violationOf } from './objectives.js'
import type { DesignSpace } from './read.js'
import type { AmendedRow, AmendmentRow } from './result.js'

/*
 * The few changes to a document that buy the most: all single changes that the options of a space suggest, then pairs and triples of those
 * that do most, on common draws.
 */

/** Draws on which changes are compared: the first of the final draws. */
const SCREEN = 8
/** Changes that pairs and triples are made of, and pairs that triples grow from. */
const BUILDERS = 8
const PAIRS = 6

interface Trial {
  readonly edits: readonly Edit[]
  readonly pact: Pact
  readonly row: readonly number[]
  /** What it breaks of the bounds, in units of what matters. */
  readonly violation: number
}

export interface Amendment {
  readonly row: AmendmentRow
  readonly pact: Pact
}

export interface Amended {
  readonly row: AmendedRow
  readonly amendments: readonly Amendment[]
}

/** The measure that changes are to buy: the first objective that is no price. */
export const goalOf = ({ objectives }: DesignSpace): number => {
  const names = objectives.map(({ measure }) => measures[measure].name)
  const k = names.findIndex((name) => name !== 'money' && name !== 'brigades')
  return Math.max(0, k)
}

/** Gain of each objective over the document as it is, in units of what matters: above 0 is better. */
const gainsOf = (space: DesignSpace, base: readonly number[], row: readonly number[]): number[] =>
  space.objectives.map(({ notice }, j) => (base[j] - row[j]) / notice)

/** All gains together, each bounded, so that none outweighs all others. */
const scoreOf = (gains: readonly number[]): number =>
  gains.reduce((sum, gain) => sum + Math.max(-1, Math.min(1, gain / 20)), 0)

const applyAll = (pact: Pact, edits: readonly Edit[]): Pact | null =>
  edits.reduce<Pact | null>((now, edit) => (now === null ? null : edit.apply(now)), pact)

/**
 * Finds amendments of one document. `front` are the designs of a search on all final draws: with them it is said which amendments make the
 * document one that no design beats noticeably.
 */
export const amend = async (
  space: DesignSpace,
  pact: Pact,
  { seed, finalDraws }: ExploreOptions,
  run: RunJobs,
  front: readonly Final[] = [],
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Amended> => {
  const screen = Math.min(SCREEN, finalDraws)
  const wants = wantsOf(space)
  let done = 0
  const evaluate = async (trials: readonly { edits: readonly Edit[]; pact: Pact }[]): Promise<Trial[]> => {
    const jobs = trials.map(
      ({ edits, pact: changed }): Job => ({
        key: `${pact.id} ${edits.map(({ id }) => id).join(' + ')}`,
        pact: changed,
        seed: finalSeed(seed),
        draws: finalDraws,
        from: 0,
        to: screen,
        wants,
      }),
    )
    const results = await run(jobs, (count) => {
      done += count
      onProgress(done, Math.max(done, total))
    })
    return trials.map((trial, k) => {
      const columns = measures.map((_, m) => Array.from(results[k].subarray(m * screen, (m + 1) * screen)))
      return {
        ...trial,
        row: objectiveRow(space, columns),
        violation: violationOf(
          space.bounds,
          columns.map((column) => meanOf(column)),
        ),
      }
    })
  }
  const edits = editsOf(space, pact)
  let total = (edits.length + 1 + 28 + PAIRS * BUILDERS) * screen
  const [base] = await evaluate([{ edits: [], pact }])
  const singles = await evaluate(
    edits.flatMap((edit) => {
      const changed = edit.apply(pact)
      return changed === null ? [] : [{ edits: [edit], pact: changed }]
    }),
  )
  const gains = (trial: Trial): number[] => gainsOf(space, base.row, trial.row)
  const score = (trial: Trial): number => scoreOf(gains(trial))
  const goal = goalOf(space)
  const byScore = (list: readonly Trial[]): Trial[] =>
    [...list].filter(({ row }) => row.every(Number.isFinite)).sort((a, b) => score(b) - score(a))
  const builders = buildersOf(byScore(singles), gains)
  const pairs = await evaluate(
    builders.flatMap((a, i) =>
      builders.slice(i + 1).flatMap((b) => together(pact, [a.edits[0], b.edits[0]])),
    ),
  )
  total = (singles.length + 1 + pairs.length + PAIRS * BUILDERS) * screen
  const triples = await evaluate(
    unique(
      byScore(pairs)
        .slice(0, PAIRS)
        .flatMap((pair) => builders.flatMap((one) => together(pact, [...pair.edits, one.edits[0]]))),
    ),
  )
  const fronts = front.map((columns) =>
    objectiveRow(
      space,
      columns.map((column) => column.slice(0, screen)),
    ),
  )
  const efficient = (trial: Trial): boolean =>
    trial.violation <= base.violation && !fronts.some((row) => noticeablyBeaten(space, trial.row, row))
  const chosen = new Map<string, { trial: Trial; reasons: string[] }>()
  const choose = (trial: Trial | undefined, reason: string): void => {
    if (trial === undefined) return
    const key = trial.edits.map(({ id }) => id).join(' + ')
    const known = chosen.get(key) ?? { trial, reasons: [] }
    known.reasons.push(reason)
    chosen.set(key, known)
  }
  const sets = [singles, pairs, triples]
  if (front.length > 0 && !efficient(base))
    choose(
      sets.map((list) => byScore(list.filter(efficient))[0]).find((found) => found !== undefined),
      'the smallest found that no design of the front beats noticeably',
    )
  // More changes are shown only where they do noticeably more than fewer.
  const shown = { free: 0, whatever: 0 }
  const more = (kind: keyof typeof shown, trial: Trial | undefined): Trial | undefined => {
    if (trial === undefined || gains(trial)[goal] < shown[kind] + 1) return undefined
    shown[kind] = gains(trial)[goal]
    return trial
  }
  sets.forEach((list, k) => {
    const words = k === 0 ? 'one change' : `${k + 1} changes`
    const better = list.filter((trial) => gains(trial)[goal] >= 1 && trial.violation <= base.violation)
    const byGoal = [...better].sort((a, b) => gains(b)[goal] - gains(a)[goal])
    choose(
      more(
        'free',
        byGoal.find((trial) => gains(trial).every((gain) => gain > -1)),
      ),
      `the most from ${words} that costs nothing noticeable elsewhere`,
    )
    choose(more('whatever', byGoal[0]), `the most from ${words}, whatever it costs elsewhere`)
  })
  const list = [...chosen.values()]
  const finals = await run(
    [base, ...list.map(({ trial }) => trial)].map(
      (trial): Job => ({
        key: `final ${pact.id} ${trial.edits.map(({ id }) => id).join(' + ')}`,
        pact: trial.pact,
        seed: finalSeed(seed),
        draws: finalDraws,
        from: 0,
        to: finalDraws,
        wants: everything,
      }),
    ),
  )
  const columns = finals.map((result) =>
    measures.map((_, m) => Array.from(result.subarray(m * finalDraws, (m + 1) * finalDraws))),
  )
  const wholeFronts = front.map((one) => objectiveRow(space, one))
  return {
    row: {
      document: pact.id,
      short: pact.short,
      looked: { one: singles.length, two: pairs.length, three: triples.length },
      draws: finalDraws,
      base: measured(columns[0]),
      singles: byScore(singles).map((trial) => ({
        words: trial.edits[0].words,
        gains: Object.fromEntries(
          space.objectives.map(({ measure, notice }, j) => [
            measures[measure].name,
            gains(trial)[j] * notice,
          ]),
        ),
      })),
      amendments: list.map(({ trial, reasons }, k) =>
        amendmentRow(space, trial, reasons, k, columns[k + 1], wholeFronts),
      ),
    },
    amendments: list.map(({ trial, reasons }, k) => ({
      row: amendmentRow(space, trial, reasons, k, columns[k + 1], wholeFronts),
      pact: {
        ...trial.pact,
        id: `${pact.id}-a${k + 1}`,
        short: `${pact.short.slice(0, 17).trimEnd()} amended ${k + 1}`,
      },
    })),
  }
}

const amendmentRow = (
  space: DesignSpace,
  trial: Trial,
  reasons: readonly string[],
  k: number,
  columns: Final,
  fronts: readonly (readonly number[])[],
): AmendmentRow => {
  const row = objectiveRow(space, columns)
  return {
    id: `A${k + 1}`,
    changes: trial.edits.map(({ words }) => words),
    reasons,
    values: measured(columns),
    efficient: fronts.length === 0 ? null : !fronts.some((other) => noticeablyBeaten(space, row, other)),
  }
}

/** The changes that sets are made of: of each subject the best, and what does most in any one objective. */
const buildersOf = (singles: readonly Trial[], gains: (trial: Trial) => readonly number[]): Trial[] => {
  const useful = singles.filter((trial) => gains(trial).some((gain) => gain >= 1))
  const subjects = new Set<string>()
  const best = useful.filter(({ edits: [{ subject }] }) => {
    if (subjects.has(subject)) return false
    subjects.add(subject)
    return true
  })
  const objectives = useful.length === 0 ? 0 : gains(useful[0]).length
  const champions = Array.from({ length: objectives }, (_, j) =>
    [...useful].sort((a, b) => gains(b)[j] - gains(a)[j]).slice(0, 1),
  ).flat()
  return [...new Set([...champions, ...best])].slice(0, BUILDERS)
}

/** Several changes at once; none where two have one subject or one leaves the others nothing to change. */
const together = (pact: Pact, edits: readonly Edit[]): { edits: readonly Edit[]; pact: Pact }[] => {
  if (new Set(edits.map(({ subject }) => subject)).size < edits.length) return []
  const changed = applyAll(pact, edits)
  return changed === null ? [] : [{ edits, pact: changed }]
}

const unique = <T extends { readonly edits: readonly Edit[] }>(list: readonly T[]): T[] => {
  const seen = new Set<string>()
  return list.filter(({ edits }) => {
    const key = edits
      .map(({ id }) => id)
      .sort()
      .join(' + ')
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** Column of the goal among the measures. */
export const goalMeasure = (space: DesignSpace): number =>
  space.objectives[goalOf(space)]?.measure ?? measureIndex('full.tenYears')
