import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { patterns, styleSheet } from '../../../src/report/style.js'
import { executablePath } from '../../same/chromium.js'

/*
 * Chromium set up so that a picture hangs as little as can be on the machine it is made on: letters come from a package
 * and not from the system, drawn grey, without hints; nothing moves.
 */

const { resolve } = createRequire(import.meta.url)

const face = (script: string, weight: number, range: string): string => {
  const file = resolve(`@fontsource/noto-sans/files/noto-sans-${script}-${weight}-normal.woff2`)
  return `@font-face{font-family:Picture;font-weight:${weight};src:url(data:font/woff2;base64,${readFileSync(file).toString('base64')});unicode-range:${range}}`
}

const LATIN = 'U+0000-02FF,U+2000-206F,U+20AC,U+2122,U+2190-2193,U+2212,U+2215'
const CYRILLIC = 'U+0400-052F'

/** One font for everything, and nothing that blinks or glides. */
export const stage = `${[400, 700].map((weight) => `${face('latin', weight, LATIN)}${face('cyrillic', weight, CYRILLIC)}`).join('')}
*,*::before,*::after{font-family:Picture!important;animation:none!important;transition:none!important;caret-color:transparent!important}
/* What a select shows changes to the colours of the dark a moment late, and not always. */
select{visibility:hidden!important}`

export const openStudio = (extra: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-lcd-text',
      '--font-render-hinting=none',
      '--force-color-profile=srgb',
      '--hide-scrollbars',
      ...extra,
    ],
  })

/** A page as wide as a phone with the report's style, for figures. */
export const openCanvas = async (context: BrowserContext): Promise<Page> => {
  const page = await context.newPage()
  await page.setContent(
    `<!doctype html><html lang="en"><head><style>${styleSheet}${stage}.wide{width:60rem}figcaption{font-size:13px}body{padding:4px}</style></head><body>${patterns}<div id="canvas"></div></body></html>`,
  )
  return page
}

/** The picture of some HTML of the report. */
export const photograph = async (page: Page, html: string): Promise<Buffer> => {
  await page.evaluate(async (content) => {
    const { document } = globalThis as unknown as {
      document: {
        getElementById: (id: string) => { innerHTML: string; style: { cssText: string } }
        fonts: { ready: Promise<unknown> }
      }
    }
    const canvas = document.getElementById('canvas')
    canvas.innerHTML = content
    canvas.style.cssText = `display:inline-block;padding:4px;width:${content.includes('class="wide"') ? 980 : 368}px`
    await document.fonts.ready
  }, html)
  return page.locator('#canvas').screenshot({ animations: 'disabled' })
}
