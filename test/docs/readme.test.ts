import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { assumptions, gameOf, outcomeOf, resolveCast, solve } from '../../src/crisis/index.js'
import { lintPact, readPact } from '../../src/pact/index.js'
import { readAssumptions, valuesAt } from '../../src/study/index.js'

const readme = readFileSync('README.md', 'utf8')
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1])

it('the document in the README reads without error and has only the loopholes one would expect', () => {
  const { pact, issues, locate } = readPact(blocks('yaml')[0], 'my.pact.yaml')
  expect(issues).toEqual([])
  const findings = lintPact(pact!, 'my.pact.yaml', locate)
  expect(findings.filter(({ level }) => level === 'error')).toEqual([])
  const { cast } = resolveCast(pact!, 'my.pact.yaml', locate)
  const outcome = outcomeOf(solve(gameOf(pact!, cast!, 'in-force', valuesAt(assumptions, 0.5))))
  expect(outcome.converged).toBe(true)
  expect(Number.isFinite(outcome.levels[2].median.required)).toBe(true)
})

it('the assumptions file in the README is accepted', () => {
  expect(readAssumptions(blocks('yaml')[1], 'mine.yaml').issues).toEqual([])
})

it('every assumption named on the command line in the README exists', () => {
  const names = [...readme.matchAll(/--set ([\w.]+)=/g)].map((match) => match[1])
  expect(names.length).toBeGreaterThan(0)
  for (const name of names) expect(assumptions.map((one) => one.name)).toContain(name)
})

it('the library example names only what is exported', async () => {
  const example = blocks('js')[0]
  const wanted = [...example.matchAll(/import \{ ([^}]+) \} from 'guarantor\/(\w+)'/g)]
  expect(wanted.length).toBe(3)
  for (const [, names, floor] of wanted) {
    const module = (await import(`../../src/${floor}/index.ts`)) as Record<string, unknown>
    for (const name of names.split(', ')) expect(module[name], name).toBeDefined()
  }
})
