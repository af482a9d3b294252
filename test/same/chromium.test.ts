import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runHere } from '../../src/study/compare.js'
import { bundle } from './bundle.js'
import { type Chromium, executablePath, hasChromium, startChromium } from './chromium.js'
import { type Digests, digestOfPart, runSuite } from './suite.js'
import { texts } from './texts.js'

/* The suite of `node.test.ts` in a browser: in its page, and dealt out to web workers. */

const needed = process.env.CI_NEEDS_CHROMIUM === '1'

if (!hasChromium)
  console.warn(`No Chromium at ${executablePath}: what it computes is not compared with Node.`)

it.runIf(needed)('Chromium is here, as CI needs it', () => {
  expect(hasChromium, executablePath).toBe(true)
})

describe.runIf(hasChromium)('the suite in Chromium', () => {
  let inNode: Digests
  let browser: Chromium

  beforeAll(async () => {
    const [script] = await bundle({ page: 'test/same/page.ts' }, 'iife')
    browser = await startChromium(script)
    inNode = await runSuite(texts, { part: digestOfPart, run: runHere })
  }, 120_000)

  afterAll(() => browser?.close())

  it.each([0, 1, 2, 3])(
    'gives the digests of Node from %i web workers (0: from the page)',
    async (workers) => {
      expect(await browser.runSame(texts, workers)).toEqual(inNode)
    },
  )
})
