import { existsSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { outcomeOf, solve } from '../../src/crisis/index.js'
import { readCoalitionFacts, readPanel } from '../../src/history/node/panel.js'
import { atRisk, type CoalitionFacts, type Panel, rowsOf } from '../../src/history/panel.js'
import { priorMeans, valuesFrom } from '../../src/history/primitives.js'
import { honourOf, readingOf } from '../../src/history/reading.js'
import { caseControl } from '../../src/history/sampling.js'
import { coarse, fine, situationGame, situationsOf } from '../../src/history/situation.js'
import { dataFolder, panelFile, recordAbsent } from './data.js'

describe.skipIf(recordAbsent)('dyad-years of the record as games', () => {
  let panel: Panel
  let facts: CoalitionFacts
  let rows: Int32Array
  const values = valuesFrom(priorMeans())

  beforeAll(async () => {
    panel = await readPanel(panelFile)
    facts = await readCoalitionFacts(dataFolder)
    const risk = rowsOf(panel, (row) => atRisk(panel, row))
    rows = risk.filter((_, k) => k % 9001 === 0)
  }, 120_000)

  it('have the guarantors that the panel counts, but for those outside the system', () => {
    const all = Int32Array.from({ length: panel.count }, (_, row) => row).filter((row) => row % 29 === 0)
    const named = situationsOf(panel, all, facts)
    const summed = situationsOf(panel, all, null)
    let same = 0
    for (let k = 0; k < all.length; k++) {
      const [a, b] = [named, summed].map(({ from }) => from[k + 1] - from[k])
      expect(a).toBeLessThanOrEqual(b)
      if (a === b) same++
      const strongest = Math.max(0, ...named.force.subarray(named.from[k], named.from[k + 1]))
      expect(strongest).toBeCloseTo(1000 * panel.columns.b_def_cinc_max[all[k]], 6)
    }
    expect(same / all.length).toBeGreaterThan(0.95)
  })

  it('are read as `outcomeOf` reads them', () => {
    const situations = situationsOf(panel, rows, facts)
    for (let row = 0; row < situations.count; row += 3) {
      const equilibrium = solve(situationGame(situations, row, values, coarse))
      const outcome = outcomeOf(equilibrium)
      const reading = readingOf(equilibrium)
      for (const [level, p] of reading.levels.entries())
        expect(p).toBeCloseTo(outcome.levels[level].challenge, 12)
      expect(reading.war).toBeCloseTo(outcome.levels[2].war, 10)
      for (const [g, p] of honourOf(equilibrium).entries())
        expect(p).toBeCloseTo(outcome.guarantors[g].honour[2], 10)
    }
  })

  it('change little on a finer grid', () => {
    const situations = situationsOf(panel, rows, facts)
    let [worst, sum, count] = [0, 0, 0]
    for (let row = 0; row < situations.count; row++) {
      if (situations.from[row + 1] - situations.from[row] > 6) continue
      const [a, b] = [coarse, fine].map((grid) =>
        readingOf(solve(situationGame(situations, row, values, grid))),
      )
      const gap = Math.max(...a.levels.map((p, level) => Math.abs(p - b.levels[level])))
      worst = Math.max(worst, gap)
      sum += gap
      count++
    }
    expect(count).toBeGreaterThan(5)
    expect(sum / count).toBeLessThan(0.03)
    expect(worst).toBeLessThan(0.08)
  })

  it.skipIf(!existsSync('dist/history/node/crew.js'))(
    'give the same bytes on any number of threads',
    async () => {
      const built: typeof import('../../src/history/node/crew.js') = await import(
        new URL('../../dist/history/node/crew.js', import.meta.url).href
      )
      // More than one shard, so that two threads share them out.
      const some = rowsOf(
        panel,
        (row) => atRisk(panel, row) && panel.columns.b_n_defenders[row] === 1,
      ).subarray(0, 600)
      const situations = situationsOf(panel, some, facts)
      const results = []
      for (const threads of [1, 2]) {
        const crew = built.recordCrew(threads)
        results.push(
          await crew.solve(situations, [values], { valueNodes: 3, shockNodes: 1, cells: 4, least: 0.25 }),
        )
        await crew.end()
      }
      expect(results[0]).toEqual(results[1])
    },
  )

  it('are sampled with weights that add up to all', () => {
    const risk = rowsOf(panel, (row) => atRisk(panel, row))
    const sample = caseControl(panel, risk, 50, 1)
    expect(sample.weights.reduce((a, b) => a + b, 0)).toBeCloseTo(risk.length, 6)
    const begun = (list: Int32Array) => list.filter((row) => panel.columns.gml_init[row] === 1).length
    expect(begun(sample.rows)).toBe(begun(risk))
    expect(caseControl(panel, risk, 50, 1)).toEqual(sample)
    expect(caseControl(panel, risk, 50, 2)).not.toEqual(sample)
  })
})
