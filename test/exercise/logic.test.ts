import fc from 'fast-check'
import { expect, it } from 'vitest'
import { and, not, or, truth, type Verdict } from '../../src/exercise/index.js'

const verdict = fc.constantFrom<Verdict>('true', 'false', 'undetermined')

/** Oracle: what every way of settling the undetermined would give. */
const byCompletion = (
  verdicts: readonly Verdict[],
  test: (settled: readonly boolean[]) => boolean,
): Verdict => {
  const results = new Set<boolean>()
  const settle = (settled: readonly boolean[]): void => {
    const next = verdicts[settled.length]
    if (next === undefined) {
      results.add(test(settled))
      return
    }
    if (next !== 'false') settle([...settled, true])
    if (next !== 'true') settle([...settled, false])
  }
  settle([])
  return results.size === 2 ? 'undetermined' : truth([...results][0])
}

it('a verdict is undetermined only where settling what is open could tip it', () => {
  fc.assert(
    fc.property(fc.array(verdict, { minLength: 1, maxLength: 6 }), (verdicts) => {
      expect(and(verdicts)).toBe(byCompletion(verdicts, (settled) => settled.every((one) => one)))
      expect(or(verdicts)).toBe(byCompletion(verdicts, (settled) => settled.some((one) => one)))
      expect(not(verdicts[0])).toBe(byCompletion([verdicts[0]], ([one]) => !one))
    }),
  )
})
