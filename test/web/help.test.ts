import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium } from '../same/chromium.js'
import { type Opened, openWorkbench } from './browser.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Breaches of WCAG 2.2 A and AA. */
const breaches = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const run = (
      globalThis as unknown as {
        axe: {
          run: (options: unknown) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
        }
      }
    ).axe.run
    const { violations } = await run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)
  })
}

describe.skipIf(!hasChromium && process.env.CI_NEEDS_CHROMIUM !== '1')('help in the browser', () => {
  let opened: Opened
  let page: Page
  let origin: string
  beforeAll(async () => {
    opened = await openWorkbench(['history/us-korea-1953.pact.yaml'])
    page = opened.page
    origin = new URL(page.url()).origin
  }, 120_000)
  afterAll(() => opened?.close())

  it('each view has a "?" that opens its page beside the work, where the page says what it promises', async () => {
    const views = ['Draft', 'Assess', 'Stress', 'Exercise', 'Track']
    for (const view of views) {
      await page.getByRole('navigation').getByRole('button', { name: view, exact: true }).click()
      const link = page.getByRole('link', { name: `Help on ${view}` })
      const [tab] = await Promise.all([page.context().waitForEvent('page'), link.click()])
      await tab.waitForLoadState()
      const id = new URL(tab.url()).hash.slice(1)
      expect(await tab.locator(`#${id}`).textContent()).toContain(view)
      expect(await tab.title()).toContain('help')
      await tab.close()
    }
    expect(await breaches(page)).toEqual([])
    // The work is as it was.
    await page.getByRole('navigation').getByRole('button', { name: 'Draft', exact: true }).click()
    await page.getByRole('heading', { name: /us-korea-1953/ }).waitFor()
  })

  it('each loophole leads to the rule that found it', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Draft', exact: true }).click()
    await page.getByRole('tab', { name: 'Loopholes' }).click()
    const rule = page.getByRole('link', { name: 'no-deadline' }).first()
    const [tab] = await Promise.all([page.context().waitForEvent('page'), rule.click()])
    await tab.waitForLoadState()
    expect(await tab.locator(':target').textContent()).toBe('no-deadline')
    await tab.close()
  })

  it('the Help view leads to every kind of page, in both languages', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Help', exact: true }).click()
    const links = page.locator('.reading a')
    expect(await links.count()).toBe(7)
    for (const link of await links.all()) {
      const address = new URL((await link.getAttribute('href')) ?? '', `${origin}/`)
      expect((await page.request.get(address.href)).status(), address.href).toBe(200)
      expect(await link.getAttribute('target')).toBe('_blank')
    }
    await page.getByRole('combobox', { name: 'Language' }).selectOption('uk')
    await page.getByRole('link', { name: 'Навчальний приклад' }).waitFor()
    expect(await breaches(page)).toEqual([])
    await page.getByRole('combobox', { name: 'Мова' }).selectOption('en')
  })

  it.each(['index', 'tutorial', 'document-language', 'assumption-list', 'model', 'sanity'])(
    '%s is accessible, light, dark and at phone width, and fits the phone',
    async (name) => {
      await page.goto(`${origin}/help/${name}.html`)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect(await breaches(page), colorScheme).toEqual([])
      }
      await page.setViewportSize({ width: 360, height: 740 })
      expect(await breaches(page), 'phone').toEqual([])
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
      await page.setViewportSize({ width: 1300, height: 900 })
      await page.emulateMedia({ colorScheme: 'light' })
    },
  )

  it('takes the colours that were chosen in the workbench, and lets them be chosen', async () => {
    await page.goto(`${origin}/help/index.html`)
    await page.getByRole('combobox', { name: 'Colours' }).selectOption('dark')
    await page.goto(`${origin}/help/model.html`)
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    await page.getByRole('combobox', { name: 'Colours' }).selectOption('auto')
    expect(await page.locator('html').getAttribute('data-theme')).toBeNull()
  })

  it('draws its equations in a font that it brings', async () => {
    await page.goto(`${origin}/help/model.html`)
    await page.evaluate('document.fonts.ready.then(() => undefined)')
    expect(await page.evaluate<boolean>(`document.fonts.check('16px "Noto Sans Math"')`)).toBe(true)
    const box = await page.locator('math[display=block]').first().boundingBox()
    expect(box?.height).toBeGreaterThan(20)
  })

  it('asked nobody but its own server, and nothing was stopped by the content policy', () => {
    expect(opened.complaints).toEqual([])
    expect(
      opened.asked.filter((address) => !address.startsWith(origin) && !address.startsWith('blob:')),
    ).toEqual([])
  })

  it('works from a folder, without any server: the search finds, the keyboard leads there, pages print whole', async () => {
    await page.goto(pathToFileURL('dist/web/help/index.html').href)
    await page.keyboard.press('/')
    await page.keyboard.type('no-deadline')
    const found = page.getByRole('region', { name: 'Found' })
    await found.getByRole('link').first().waitFor()
    expect(await found.getByRole('link').first().textContent()).toContain('no-deadline')
    expect(await breaches(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.waitForURL(/lint-rules\.html#no-deadline$/)
    await page.keyboard.press('/')
    await page.keyboard.type('<img src=x onerror=alert(1)>')
    await page.getByText('Nothing found.').waitFor()
    await page.keyboard.press('Escape')
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('navigation', { name: 'Contents' }).isVisible()).toBe(false)
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true)
    await page.emulateMedia({ media: 'screen' })
  })
})
