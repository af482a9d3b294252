import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPanel, type PanelSummary, readPanel } from '../../src/history/node/panel.js'
import { numberColumns, type Panel } from '../../src/history/panel.js'
import { dataFolder, panelFile, recordAbsent } from './data.js'

/** Columns that the authors' builder made from figures with more digits than the published files keep. */
const LOOSE: Readonly<Record<string, number>> = {
  capdist_km: 1,
  b_def_nearest_km: 1,
  b_def_cinc_sum: 1e-5,
}

describe.skipIf(recordAbsent)('the panel built from the published files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'panel-'))
  let summary: PanelSummary
  let ours: Panel
  let theirs: Panel

  beforeAll(async () => {
    const file = join(folder, 'panel.parquet')
    summary = await buildPanel(dataFolder, file)
    ours = await readPanel(file)
    theirs = await readPanel(panelFile)
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  it('has the counts of the panel that others built', () => {
    expect(summary).toMatchObject({
      rows: 154280,
      dyads: 3242,
      from: 1816,
      to: 1990,
      initiations: 1506,
      withForce: 1046,
      wars: 111,
      warnings: [],
    })
    expect(ours.count).toBe(theirs.count)
    expect(ours.stateA).toEqual(theirs.stateA)
    expect(ours.stateB).toEqual(theirs.stateB)
  })

  it('equals it cell by cell', () => {
    for (const name of numberColumns) {
      if (name === 'cap_ratio_b') continue
      const [a, b] = [ours.columns[name], theirs.columns[name]]
      const allowed = (LOOSE[name] ?? 0) + 1e-12
      const wrong = a.findIndex((x, row) =>
        Number.isNaN(b[row]) ? !Number.isNaN(x) : !(Math.abs(x - b[row]) <= allowed),
      )
      expect(wrong === -1 ? null : { name, ours: a[wrong], theirs: b[wrong], row: wrong }).toBeNull()
    }
  })

  it('has distances that are the same but for rounding', () => {
    const apart = ours.columns.capdist_km.filter((km, row) => km !== theirs.columns.capdist_km[row])
    expect(apart.length).toBeLessThan(0.01 * ours.count)
  })

  it('has the ratio of capabilities to the digits that the published ones allow', () => {
    const { cap_ratio_b: a, cinc_a, cinc_b } = ours.columns
    const wrong = a.findIndex(
      (x, row) => Math.abs(x - theirs.columns.cap_ratio_b[row]) > 1.5e-6 + 1e-6 / (cinc_a[row] + cinc_b[row]),
    )
    expect(wrong).toBe(-1)
  })
})
