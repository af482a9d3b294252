import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { decode, designAt, measures, readSpace, wordsOf } from '../../src/study/design/index.js'

const page = readFileSync('docs/design.md', 'utf8')

it('the space on the page is read, and makes designs', () => {
  const block = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  const { space, issues } = readSpace(block, 'page.space.yaml')
  expect(issues).toEqual([])
  const point = space!.elements.map(({ variable }) =>
    variable.kind === 'real' ? variable.high : variable.count - 1,
  )
  expect(designAt(space!, point).forces?.[0]).toMatchObject({
    brigades: 4,
    where: 'forward',
    status: 'deployed',
  })
  expect(wordsOf(decode(space!.file, space!.elements, point).chosen).length).toBeGreaterThan(2)
})

it('lists every measure', () => {
  for (const { name } of measures) expect(page).toContain(`\`${name}\``)
})
