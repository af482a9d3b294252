import { existsSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { runHere } from '../../src/study/compare.js'
import { type Digests, digestOfComparison, digestOfPart, partNames, runSuite } from './suite.js'
import { texts } from './texts.js'

/* The suite in Node; `chromium.test.ts` asks for the same digests in a browser. */

const built = new URL('../../dist/study/node/workers.js', import.meta.url)

describe('the suite in Node', () => {
  let once: Digests

  beforeAll(async () => {
    once = await runSuite(texts, { part: digestOfPart, run: runHere })
  }, 120_000)

  it('gives the same digests a second time, in another order', async () => {
    for (const name of [...partNames].reverse())
      expect([name, await digestOfPart(name, texts)]).toEqual([name, once[name]])
  })

  it('tells different parts apart', () => {
    expect(new Set(Object.values(once)).size).toBe(partNames.length + 1)
  })

  // Worker threads run compiled code; `npm test` builds first.
  it.skipIf(!existsSync(built)).each([1, 2, 3])(
    'gives the same comparison on %i worker threads',
    async (threads) => {
      const { runOnWorkers } = (await import(built.href)) as typeof import('../../src/study/node/workers.js')
      const digest = await digestOfComparison(texts, runOnWorkers(threads))
      expect(digest, 'if dist/ is older than src/: npm run build').toBe(once.comparison)
    },
  )
})
