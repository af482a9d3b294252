import { truncatedQuantile } from '../core/distribution.js'
import { exp } from '../core/elementary.js'
import { mean } from '../core/summary.js'
import type { Assumption, Outcome, Values, Verdict } from '../crisis/index.js'
import { outcomeOf } from '../crisis/index.js'
import { levels, responseRank } from '../pact/index.js'
import { valuesAt } from './draws.js'
import type { Option } from './option.js'
import { solveAt } from './solveDraws.js'
import type { Measures, Sweep, Swept, Turn } from './swept.js'
import { occasionsOf } from './uncertainty/block.js'

/*
 * One assumption at a time, all numbers of an option at once: what drives each of them, and which assumption alone would
 * turn a verdict. It shows no interactions; a study does.
 */

const FULL = levels.length - 1
const AIR = responseRank('air')

/** Chance of at least one in ten years, occasions arriving at their rate. */
const tenYears = (challenge: number, perYear: number): number => 1 - exp(-challenge * perYear * 10)

/** All that `Sweep` follows of one solved game. */
export const measuresOf = (outcome: Outcome, occasionsPerYear: number): Measures => {
  const full = outcome.levels[FULL]
  const { required, supplied } = full.motivated
  const owing = outcome.guarantors.filter(({ owes }) => owes[FULL] > 0)
  return {
    deterrence: outcome.deterrence,
    ...Object.fromEntries(levels.map((level, l) => [`challenge.${level}`, outcome.levels[l].challenge])),
    'any.tenYears': tenYears(1 - outcome.deterrence, occasionsPerYear),
    'full.tenYears': tenYears(full.challenge, occasionsPerYear),
    required,
    supplied,
    margin: supplied - required,
    honour: owing.length === 0 ? Number.NaN : mean(owing.map(({ honour }) => honour[FULL])),
    force: full.force.mean,
    war: full.war,
    clash: full.clash,
    lost: full.lost,
    net: full.median.eu,
    ...Object.fromEntries(
      outcome.guarantors.flatMap(({ id, honour, response }) => [
        [`honour.${id}`, honour[FULL]],
        [`sends.${id}`, response[FULL].slice(AIR).reduce((sum, p) => sum + p, 0)],
      ]),
    ),
  }
}

interface Seen {
  readonly measures: Measures
  /** Verdicts by level, for the median and for the motivated type. */
  readonly verdicts: readonly { readonly median: Verdict; readonly motivated: Verdict }[]
}

/** Halvings of the way from the median to where a verdict has turned. */
const HALVINGS = 5

/**
 * Moves each assumption alone, a game a step, so that whoever asks can stop or do something else in between; yields how
 * many assumptions are done, and of how many.
 * @param turning looks for where verdicts turn as well, which takes a few more games for each that does
 */
export function* sweeping(
  option: Option,
  assumptions: readonly Assumption[],
  turning = true,
): Generator<readonly [done: number, total: number], Sweep> {
  const medians = valuesAt(assumptions, 0.5)
  const centre = solveAt(option, medians)[0].equilibrium
  const seenIn = (outcome: Outcome, values: Values): Seen => ({
    measures: measuresOf(outcome, occasionsOf(option, values)),
    verdicts: outcome.levels.map(({ median, motivated }) => ({
      median: median.verdict,
      motivated: motivated.verdict,
    })),
  })
  const at = (values: Values): Seen =>
    seenIn(outcomeOf(solveAt(option, values, centre)[0].equilibrium), values)
  const base = seenIn(outcomeOf(centre), medians)
  const free = assumptions.filter(({ distribution }) => distribution.kind !== 'fixed')
  const swept: Swept[] = []
  const progress = (): readonly [number, number] => [swept.length, free.length]
  for (const { name, meaning, unit, judgement, distribution, range } of free) {
    const low = truncatedQuantile(distribution, range, 0.05)
    const high = truncatedQuantile(distribution, range, 0.95)
    const atValue = (value: number): Seen => at({ ...medians, [name]: value })
    const below = atValue(low)
    yield progress()
    const above = atValue(high)
    yield progress()
    const turns: Turn[] = []
    if (turning)
      for (const [end, seen] of [
        [low, below],
        [high, above],
      ] as const)
        turns.push(...(yield* turnsTowards(medians[name], end, base, seen, atValue, progress)))
    swept.push({
      name,
      meaning,
      unit,
      judgement,
      low,
      high,
      below: below.measures,
      above: above.measures,
      verdictChanges: JSON.stringify(below.verdicts) !== JSON.stringify(above.verdicts),
      turns,
    })
    yield progress()
  }
  return { base: base.measures, assumptions: swept }
}

function* turnsTowards(
  middle: number,
  end: number,
  base: Seen,
  seen: Seen,
  atValue: (value: number) => Seen,
  progress: () => readonly [number, number],
): Generator<readonly [number, number], Turn[]> {
  const known = new Map<number, Seen>()
  const turns: Turn[] = []
  for (const [l, level] of levels.entries())
    for (const who of ['median', 'motivated'] as const) {
      const from = base.verdicts[l][who]
      const to = seen.verdicts[l][who]
      if (from === to) continue
      let same = middle
      let turned = end
      for (let k = 0; k < HALVINGS; k++) {
        const half = (same + turned) / 2
        const found = known.get(half) ?? atValue(half)
        known.set(half, found)
        if (found.verdicts[l][who] === from) same = half
        else turned = half
        yield progress()
      }
      turns.push({ level, who, from, to, at: turned })
    }
  return turns
}

/** `sweeping` in one go. */
export const sweepOf = (
  option: Option,
  assumptions: readonly Assumption[],
  onProgress: (done: number, total: number) => void = () => undefined,
  turning = true,
): Sweep => {
  const steps = sweeping(option, assumptions, turning)
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
    onProgress(...value)
  }
}
