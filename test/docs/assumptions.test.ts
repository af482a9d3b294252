import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { distributionFaults } from '../../src/core/index.js'
import { applyOverrides, drawAll, readAssumptions, recordFigures } from '../../src/study/index.js'

const page = readFileSync('docs/assumptions.md', 'utf8')
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1])

it('every file on the page is accepted, and can be drawn from', () => {
  expect(blocks.length).toBe(2)
  for (const block of blocks) {
    const { overrides, correlations, issues } = readAssumptions(block, 'mine.yaml')
    expect(issues).toEqual([])
    const assumptions = applyOverrides(overrides, correlations)
    for (const { name, distribution, range } of assumptions)
      expect(distributionFaults(distribution, range), name).toEqual([])
    const { columns } = drawAll(assumptions, 1, 16)
    for (const [name, column] of columns) expect(column.every(Number.isFinite), name).toBe(true)
  }
})

it('counts the records it says there are', () => {
  expect(page).toContain('five assumptions have a record')
  expect(new Set(recordFigures.map(({ assumption }) => assumption)).size).toBe(5)
})
