import { expect, it } from 'vitest'
import { scriptsOf } from '../../bench/scripts.mjs'

/*
 * How much script stands between a person and the first view. `npm test` builds the workbench first.
 */

const LIMIT = 350_000

it('loads less than 350 kB of script before its first view, gzipped, the worker of the first numbers included', () => {
  const { page, pageAndDesk } = scriptsOf('dist/web')
  expect(page).toBeGreaterThan(20_000)
  expect(pageAndDesk).toBeGreaterThan(page)
  expect(pageAndDesk).toBeLessThan(LIMIT)
})
