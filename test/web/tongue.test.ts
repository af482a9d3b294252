import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium } from '../same/chromium.js'
import { type Opened, openWorkbench } from './browser.js'

/*
 * The workbench in Ukrainian: what the engine writes is said anew when the language is changed, and nothing is solved for it.
 */

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** A machine may have much else to do. */
const PATIENCE = 120_000

/** Where pictures go, for whoever wants to look at them. */
const pictures = process.env.GUARANTOR_PICTURES

describe.skipIf(!hasChromium && process.env.CI_NEEDS_CHROMIUM !== '1')('the workbench in Ukrainian', () => {
  let opened: Opened

  beforeAll(async () => {
    opened = await openWorkbench([
      'history/anglo-polish-1939.pact.yaml',
      'history/us-korea-1953.pact.yaml',
      'ukraine/3-paris-2026.pact.yaml',
    ])
    const { page } = opened
    await page.getByLabel('Draws').selectOption('64')
    await page.getByText(/^Full precision: 64 draws/).waitFor()
    await page.getByText('In depth', { exact: true }).click()
    await page.getByRole('button', { name: 'Credibility', exact: true }).click()
    await page.getByText('Is the promise credible enough?').waitFor()
    await page.getByLabel('Language').selectOption('uk')
  }, 240_000)
  afterAll(() => opened?.close())

  const shot = async (name: string): Promise<void> => {
    if (pictures !== undefined)
      await opened.page.screenshot({ path: `${pictures}/uk-${name}.png`, fullPage: true })
  }

  const go = (view: string): Promise<void> =>
    opened.page.getByRole('navigation').getByRole('button', { name: view, exact: true }).click()

  const faults = async (): Promise<readonly string[]> => {
    const { page } = opened
    await page.evaluate(await readFile(axe, 'utf8'))
    return page.evaluate(async () => {
      const found = await (
        globalThis as unknown as {
          axe: {
            run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
          }
        }
      ).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    })
  }

  it(
    'says the section that is open in Ukrainian at once, with its names and numbers',
    async () => {
      const { page } = opened
      await page.getByText('Чи досить переконлива обіцянка?').waitFor()
      await page.getByRole('button', { name: 'Виконання', exact: true }).click()
      const report = page.locator('.sections .report')
      await report.getByText('Хто виконає обіцяне?').waitFor()
      expect(await report.getAttribute('lang')).toBe('uk')
      expect(await report.textContent()).toContain('Велика Британія')
      expect(await report.locator('bdi[lang=en]').first().textContent()).toMatch(/[A-Z]/)
      expect(await page.locator('.options-table').textContent()).toMatch(/\d,\d/)
      await shot('assess')
      expect(await faults()).toEqual([])
    },
    PATIENCE,
  )

  it(
    'says assumptions and their units in Ukrainian',
    async () => {
      const { page } = opened
      await page.getByText('Припущення', { exact: true }).first().click()
      await page.getByLabel('Шукати припущення').fill('аудиторією')
      await page.getByText('Ціна перед власною аудиторією').first().waitFor()
      await shot('assumptions')
    },
    PATIENCE,
  )

  it(
    'lists loopholes in Ukrainian',
    async () => {
      const { page } = opened
      await go('Текст')
      await page.getByRole('tab', { name: /Прогалини/ }).click()
      await page
        .getByText(/не встановлює строку для дій/)
        .first()
        .waitFor()
      await shot('draft')
      expect(await faults()).toEqual([])
    },
    PATIENCE,
  )

  it(
    'plays an exercise in Ukrainian',
    async () => {
      const { page } = opened
      await go('Навчання')
      await page.getByLabel('Почати із сюжету').selectOption({ index: 2 })
      await page
        .getByText(/ще має бути вирішено|обов’язок —/)
        .first()
        .waitFor({ state: 'attached' })
      const timeline = page.locator('.report.scroll')
      await timeline.getByText('належить виконати').first().waitFor()
      await shot('exercise')
      expect(await faults()).toEqual([])
    },
    PATIENCE,
  )

  it(
    'counts a ledger in Ukrainian',
    async () => {
      const { page } = opened
      await go('Облік')
      await page.getByRole('button', { name: /Приклад: допомога Україні/ }).click()
      await page.getByRole('button', { name: 'Підтвердити й додати' }).click()
      await page
        .getByText(/Від слова до діла/)
        .first()
        .waitFor()
      await shot('track')
      expect(await faults()).toEqual([])
    },
    PATIENCE,
  )

  it(
    'goes back to English',
    async () => {
      const { page } = opened
      await page.locator('header select').first().selectOption('en')
      await page
        .getByText(/From word to deed/)
        .first()
        .waitFor()
      expect(opened.complaints).toEqual([])
    },
    PATIENCE,
  )
})
