import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Running, startServer } from '../../src/server/serve.js'
import { hasChromium } from '../same/chromium.js'
import { withFixedEngine } from './pictures/bench.js'
import { comparePictures } from './pictures/compare.js'
import { figures, fixed, option } from './pictures/figures.js'
import { openCanvas, openStudio, photograph, stage } from './pictures/studio.js'

/*
 * The main figures and the Assess view beside pictures of how they should look. `npm run pictures:regress -- --update`
 * makes the pictures anew: look at them before you commit them. What differs is written to pictures-differ/.
 */

const REFERENCE = 'test/web/pictures/reference'
const DIFFER = 'pictures-differ'
const updating = process.env.PICTURES_UPDATE === '1'

if (!hasChromium && process.env.CI_NEEDS_CHROMIUM !== '1')
  console.warn('No Chromium: pictures are not compared.')

const whole = figures()

/** Holds a picture against the kept one of that name. */
const check = (name: string, found: Buffer): void => {
  const file = join(REFERENCE, `${name}.png`)
  if (updating) {
    writeFileSync(file, found)
    return
  }
  expect(existsSync(file), `${file} is there; npm run pictures:regress -- --update makes it`).toBe(true)
  const { same, said, difference } = comparePictures(readFileSync(file), found)
  if (!same) {
    mkdirSync(DIFFER, { recursive: true })
    writeFileSync(join(DIFFER, `${name}.found.png`), found)
    writeFileSync(join(DIFFER, `${name}.difference.png`), difference)
  }
  expect(same, `${name}: ${said}; see ${DIFFER}/${name}.difference.png`).toBe(true)
}

describe.skipIf(!hasChromium && process.env.CI_NEEDS_CHROMIUM !== '1')('pictures', () => {
  let browser: Browser
  let canvas: Page

  beforeAll(async () => {
    rmSync(DIFFER, { recursive: true, force: true })
    browser = await openStudio()
    canvas = await openCanvas(await browser.newContext({ colorScheme: 'light' }))
  }, 240_000)
  afterAll(() => browser?.close())

  it.each([...whole])('%s looks as it did', async (name, html) => {
    check(name, await photograph(canvas, html))
  })

  it('sees a figure that broke: a bar, a dot, a shade, a word or a pattern', async () => {
    const one = option()
    const broken = figures(
      fixed({
        ...one,
        credibility: {
          ...one.credibility,
          limited: { ...one.credibility.limited, supplied: { p05: 0.1, p50: 0.3, p95: 0.4 } },
        },
        guarantors: one.guarantors.map((state) =>
          state.id === 'POL' && state.honour !== null
            ? {
                ...state,
                honour: { ...state.honour, p50: state.honour.p50 - 0.08 },
                response: { ...state.response, full: { none: 1, sanctions: 0, aid: 0, air: 0, troops: 0 } },
              }
            : state,
        ),
        coalition: {
          ...one.coalition,
          full: { ...one.coalition.full, responding: [0.05, 0.1, 0.25, 0.25, 0.25, 0.1] },
        },
        ledger: { ...one.ledger, full: { ...one.ledger.full, prize: { p05: 5, p50: 44, p95: 60 } } },
      }),
    )
    const sees = async (name: string, html: string | undefined): Promise<void> => {
      const kept = readFileSync(join(REFERENCE, `${name}.png`))
      const { same, where } = comparePictures(kept, await photograph(canvas, html ?? ''))
      expect({ name, same, where }).toEqual({ name, same: false, where: expect.anything() })
    }
    for (const section of ['credibility', 'honour', 'map', 'coalition', 'ledger'])
      await sees(`report-${section}`, broken.get(`report-${section}`))
    await sees('study-fan', whole.get('study-fan')?.replaceAll('Option B', 'Another'))
    await sees('report-ledger', whole.get('report-ledger')?.replaceAll('url(#hatch-loss)', 'var(--gain)'))
  })

  it('does not mind letters that are smoothed otherwise', async () => {
    const other = await openStudio(['--font-render-hinting=full', '--disable-font-subpixel-positioning'])
    try {
      const page = await openCanvas(await other.newContext({ colorScheme: 'light' }))
      for (const name of ['report-honour', 'report-map', 'study-fan']) {
        const { same, said } = comparePictures(
          readFileSync(join(REFERENCE, `${name}.png`)),
          await photograph(page, whole.get(name) ?? ''),
        )
        expect(same, `${name}: ${said}`).toBe(true)
      }
    } finally {
      await other.close()
    }
  })

  describe('of the Assess view', () => {
    let folder: string
    let server: Running

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'guarantor-pictures-'))
      await cp('examples/history/us-korea-1953.pact.yaml', join(folder, 'a.pact.yaml'))
      server = await startServer({ version: 'test', folder, open: [], pages: 'dist/web' })
    })
    afterAll(async () => {
      await server?.close()
      await rm(folder, { recursive: true })
    })

    const looks: readonly (readonly [string, BrowserContextOptions])[] = [
      ['light', { colorScheme: 'light', viewport: { width: 1120, height: 800 } }],
      ['dark', { colorScheme: 'dark', viewport: { width: 1120, height: 800 } }],
      ['phone', { colorScheme: 'light', viewport: { width: 375, height: 800 } }],
    ]
    it.each(looks)('looks as it did: %s', async (look, options) => {
      const context = await browser.newContext({ locale: 'en-GB', bypassCSP: true, ...options })
      const page = await context.newPage()
      page.setDefaultTimeout(60_000)
      await withFixedEngine(page)
      await page.goto(server.address)
      await page.addStyleTag({ content: stage })
      await page.getByRole('button', { name: /^No challenge, Option A/ }).click()
      await page.getByRole('region', { name: 'Explanation' }).getByText('fear.clash').first().waitFor()
      await page.evaluate(() =>
        (
          globalThis as unknown as { document: { fonts: { ready: Promise<unknown> } } }
        ).document.fonts.ready.then(() => undefined),
      )
      check(`assess-${look}`, await page.locator('main').screenshot({ animations: 'disabled' }))
      await context.close()
    })
  })

  it('keeps no more than a megabyte of pictures, and none that nothing makes', () => {
    const kept = readdirSync(REFERENCE)
    const made = [...whole.keys(), 'assess-light', 'assess-dark', 'assess-phone'].map((name) => `${name}.png`)
    expect(kept.sort()).toEqual(made.sort())
    expect(kept.reduce((sum, name) => sum + statSync(join(REFERENCE, name)).size, 0)).toBeLessThan(1_000_000)
  })
})
