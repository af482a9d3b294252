import { join } from 'node:path'
import type { OpenCase } from '../../src/history/cases/index.js'
import { openCase } from '../../src/history/node/cases.js'

export const fixtures = join(import.meta.dirname, 'fixtures')

/** A made-up case, opened. */
export const fixture = async (id: string): Promise<OpenCase> => {
  const { open, issues } = await openCase(fixtures, id)
  if (open === undefined) throw new Error(JSON.stringify(issues))
  return open
}
