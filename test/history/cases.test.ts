import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCase } from '../../src/crisis/index.js'
import { readPastCase } from '../../src/history/cases/read.js'

const folder = join(import.meta.dirname, '../../examples/record')
const files = readdirSync(folder).filter((name) => name.endsWith('.case.yaml'))

describe.each(files)('%s', (name) => {
  const { pastCase, issues } = readPastCase(readFileSync(join(folder, name)), name)

  it('reads, and nothing in it is later than its day', () => {
    expect(issues).toEqual([])
    expect(pastCase?.id).toBe(name.replace('.case.yaml', ''))
  })

  it('has a document beside it that reads without a warning and is of the same day', () => {
    if (pastCase === undefined) throw new Error('it does not read')
    const { pact, cast, issues: found } = readCase(readFileSync(join(folder, pastCase.pact)), pastCase.pact)
    expect(found.filter(({ level }) => level === 'error')).toEqual([])
    expect(found.filter(({ code }) => code === 'facts-of-today')).toEqual([])
    expect(cast?.adversary).not.toBeNull()
    expect(pact?.asOf).toBe(pastCase.asOf)
  })
})
