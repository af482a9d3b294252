import { describe, expect, it } from 'vitest'
import { priorChanges } from '../../src/history/recordPrior.js'
import { applyOverrides, priors } from '../../src/study/assume.js'
import { type CompareInput, compare, type OptionResult } from '../../src/study/index.js'
import { option } from './load.js'

/*
 * Scales against the record, conditioned on it and not: the bands of docs/sanity.md, whose sources are given there. Medians over draws must lie
 * inside; nothing here says that any option is right.
 */
const run = async (
  files: readonly string[],
  assumptions: CompareInput['assumptions'],
): Promise<readonly OptionResult[]> => {
  const options = files.map((file) => option(file))
  const input = { options, findings: options.map(() => []), assumptions, overridden: new Set<string>() }
  return (await compare({ ...input, seed: 1, draws: 48, version: 'test' })).options
}
const odds = (p: number) => p / (1 - p)

describe.each(priors)('scales against the record, prior %s', async (prior) => {
  const { overrides, correlations } = priorChanges(prior)
  const list = applyOverrides(overrides, correlations)
  const [none, nato] = await run(
    ['examples/ukraine/0-no-guarantee.pact.yaml', 'examples/ukraine/6-nato-article-5.pact.yaml'],
    list,
  )
  const korea = (await run(['examples/history/us-korea-1953.pact.yaml'], list))[0]

  it('no guarantee, recently fought contiguous rivals: any dispute within a year .08 to .30', () => {
    expect(none.horizon.any[1].p50).toBeGreaterThan(0.08)
    expect(none.horizon.any[1].p50).toBeLessThan(0.3)
  })
  it('use of force within five years .50 to .87', () => {
    const { limited, full } = none.horizon
    const either = 1 - (1 - limited[5].p50) * (1 - full[5].p50)
    expect(either).toBeGreaterThan(0.5)
    expect(either).toBeLessThan(0.87)
  })
  it('relapse to war within ten years .076 to .426', () => {
    expect(none.horizon.full[10].p50).toBeGreaterThan(0.076)
    expect(none.horizon.full[10].p50).toBeLessThan(0.426)
  })
  it('honour of a duty to send troops .066 to .724', () => {
    for (const { guarantors } of [nato, korea])
      for (const { honour, owes } of guarantors) {
        if (owes !== 'troops') continue
        expect(honour!.p50).toBeGreaterThan(0.066)
        expect(honour!.p50).toBeLessThan(0.724)
      }
  })
  it('effect of a defence pact on the odds of any challenge: -59% to +63%', () => {
    const effect = odds(1 - nato.deterrence.p50) / odds(1 - none.deterrence.p50)
    expect(effect).toBeGreaterThan(0.41)
    expect(effect).toBeLessThan(1.63)
  })
})
