import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { assumptions } from '../../src/crisis/index.js'
import { applyOverrides, readAssumptions } from '../../src/study/index.js'
import { metrics, spaceOf } from '../../src/study/uncertainty/index.js'

describe('docs of studies', () => {
  it('name every metric there is', () => {
    const page = readFileSync('docs/study.md', 'utf8')
    for (const { name } of metrics) expect(page, name).toContain(`\`${name}\``)
  })
  it.each(['docs/study.md', 'docs/ukraine-study.md'])('%s names only options of the command', (file) => {
    const known = ['studyCommands', 'options']
      .map((name) => readFileSync(`src/cli/${name}.ts`, 'utf8'))
      .join('')
    const used = new Set(readFileSync(file, 'utf8').match(/(?<= |`)--[a-z][a-z-]*/g))
    for (const option of ['--dependency', '--wrap']) used.delete(option)
    for (const option of used) expect(known, option).toContain(option)
  })
  it('the assumptions of the worked study are accepted: three deeply uncertain, two correlated', () => {
    const file = 'examples/study/ukraine.assumptions.yaml'
    const { overrides, correlations, issues } = readAssumptions(readFileSync(file, 'utf8'), file)
    expect(issues).toEqual([])
    const space = spaceOf(applyOverrides(overrides, correlations))
    expect(space.deep.length).toBe(3)
    expect(space.clusters.map(({ members }) => members.length)).toEqual([2])
    expect(space.inputs.length + space.deep.length + space.fixed.length).toBe(assumptions.length)
  })
})
