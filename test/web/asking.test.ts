import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { parse } from 'csv-parse/sync'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium } from '../same/chromium.js'
import { type Opened, openWorkbench } from './browser.js'

/*
 * Any number can be asked about, everything can be kept, and every view prints: in Chromium, on two small cases.
 */

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

describe.skipIf(!hasChromium && process.env.CI_NEEDS_CHROMIUM !== '1')('asking, keeping and printing', () => {
  let opened: Opened

  beforeAll(async () => {
    opened = await openWorkbench(['history/anglo-polish-1939.pact.yaml', 'history/us-korea-1953.pact.yaml'])
    const { page } = opened
    await page.getByLabel('Draws').selectOption('64')
    await page.getByText(/^Full precision: 64 draws/).waitFor()
  }, 240_000)
  afterAll(() => opened?.close())

  const go = (view: string): Promise<void> =>
    opened.page.getByRole('navigation').getByRole('button', { name: view, exact: true }).click()
  const explanation = (): Locator => opened.page.getByRole('region', { name: 'Explanation' })
  const section = (name: string): Promise<void> =>
    opened.page.getByRole('group', { name: 'In depth' }).getByRole('button', { name, exact: true }).click()

  /** What a button has the browser keep, as text. */
  const kept = async (button: Locator): Promise<string> => {
    const [download] = await Promise.all([opened.page.waitForEvent('download'), button.click()])
    return readFile(await download.path(), 'utf8')
  }

  it('every verdict leads to what would change it, with the value at which it turns and its source', async () => {
    // Under the default prior no assumption alone turns this one.
    await opened.page.getByLabel('Scales that nobody can measure').selectOption('wide')
    await opened.page
      .getByRole('button', { name: /^Verdict, full attack, US-Korea.*What would change/ })
      .click()
    const first = explanation().getByRole('listitem').filter({ hasText: 'at about' }).first()
    await first.waitFor()
    expect(await first.textContent()).toMatch(
      /at about [\d.−]+.*Full attack, motivated type: .+ → .+Source: /s,
    )
  })

  it('the table is walked through by arrows; an explanation takes the focus and gives it back', async () => {
    const { page } = opened
    await page.getByRole('button', { name: /^No challenge, Anglo-Polish/ }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Hybrid challenge, US-Korea 1953' }).waitFor()
    const focused = () =>
      page.evaluate(
        () =>
          (globalThis as unknown as { document: { activeElement: { textContent: string } } }).document
            .activeElement.textContent,
      )
    expect(await focused()).toMatch(/^Hybrid challenge, US-Korea 1953$/)
    await explanation().getByText('What drives: Hybrid challenge').waitFor()
    await explanation().getByRole('button', { name: 'Close' }).click()
    expect(await focused()).toMatch(/^\s*Hybrid challenge, US-Korea 1953:/)
  })

  it('numbers of every figure and table in depth can be asked about', async () => {
    const { page } = opened
    await page.locator('summary', { hasText: /^In depth$/ }).click()
    for (const [name, drives] of [
      ['Credibility', 'Credibility supplied less required'],
      ['Ledger', 'Worth of a full attack to the adversary'],
      ['Window', 'No challenge'],
      ['Coalition', 'Force of the coalition'],
    ] as const) {
      await section(name)
      await page
        .getByRole('button', { name: /^Explain: US-Korea/ })
        .first()
        .click()
      await explanation().getByText(`What drives: ${drives}`).waitFor()
    }
    // A figure of all options has a question for each.
    await section('Escalation')
    await page.getByRole('button', { name: /^Explain: US-Korea 1953, Full attack/ }).click()
    await explanation().getByText('What drives: Direct clash').waitFor()
    await section('Map')
    await page.locator('.report summary', { hasText: 'All numbers' }).last().click()
    await page.getByRole('button', { name: /^United States \d+%$/ }).click()
    await explanation().getByText('What drives: United States sends air defence or troops').waitFor()
    await section('Honour')
    await page.locator('.report summary', { hasText: 'US-Korea' }).click()
    const table = page.locator('.report table').last()
    await table.getByRole('button').first().focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await explanation().getByText('What drives: United States honours').waitFor()
    // Only one number of a table is a stop of the Tab key.
    expect(await table.locator('button[tabindex="0"]').count()).toBe(1)
    await page.evaluate(await readFile(axe, 'utf8'))
    const faults = await page.evaluate(async () => {
      const { axe: check } = globalThis as unknown as {
        axe: {
          run: (options: object) => Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>
        }
      }
      const { violations } = await check.run({
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      })
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`,
      )
    })
    expect(faults).toEqual([])
  })

  it('an explanation follows a change: it is never that of the case before', async () => {
    const { page } = opened
    await page.getByRole('button', { name: /^No challenge, US-Korea/ }).click()
    const names = () => explanation().locator('ol.drivers').first().locator('code').allTextContents()
    await expect.poll(names).not.toEqual([])
    const before = await names()
    await page.locator('summary', { hasText: /^Assumptions$/ }).click()
    await page.getByLabel('Search assumptions').fill(before[0])
    await page.getByRole('slider').first().focus()
    await page.keyboard.press('End')
    // What is fixed drives nothing.
    await expect.poll(names, { timeout: 60_000 }).not.toContain(before[0])
    await expect.poll(names, { timeout: 60_000 }).not.toEqual([])
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(names, { timeout: 60_000 }).toEqual(before)
    await page.getByText(/^Full precision: 64 draws$/).waitFor()
  })

  it('keeps tables as CSV with whole numbers, and drawings that stand alone', async () => {
    const { page } = opened
    const options = parse(
      await kept(page.getByRole('button', { name: 'CSV: Side by side', exact: true }).first()),
      {
        bom: true,
        columns: true,
      },
    ) as Record<string, string>[]
    expect(new Set(options.map(({ option }) => option))).toEqual(
      new Set(['Anglo-Polish 1939', 'US-Korea 1953']),
    )
    const [row] = options.filter(({ quantity }) => quantity === 'No challenge')
    expect(Number(row.p05)).toBeLessThan(Number(row.p50))
    expect(row.p50).toMatch(/^0\.\d{6,}$/)
    await section('Ledger')
    const svg = await kept(page.getByRole('button', { name: /^SVG: US-Korea/ }))
    // Its colours are its own: no variable of the page is left in it, in the patterns neither.
    expect(svg).toContain('hatch-loss')
    expect(svg).not.toContain('var(--')
    await go('Draft')
    await page.getByRole('tab', { name: 'Differences' }).click()
    await page.getByLabel('Compare with').selectOption('us-korea-1953.pact.yaml')
    const differences = parse(await kept(page.getByRole('button', { name: 'CSV: Differences' })), {
      bom: true,
    })
    expect(differences.length).toBeGreaterThan(5)
    for (const [tab, words] of [
      ['Clauses and their coding', /^id,kind,by,text/],
      [/Loopholes/, /^level,code,message/],
    ] as const) {
      await page.getByRole('tab', { name: tab }).click()
      expect((await kept(page.getByRole('button', { name: /^CSV: / }))).slice(1)).toMatch(words)
    }
    await go('Exercise')
    await page.getByRole('button', { name: 'An empty exercise' }).click()
    expect((await kept(page.getByRole('button', { name: 'CSV: Who owes what' }))).slice(1)).toMatch(
      /^id,pact,commitment/,
    )
    expect(await kept(page.getByRole('button', { name: /^SVG: / }))).toMatch(/^<svg/)
  })

  it('every view prints with what it was made from and without controls', async () => {
    const { page } = opened
    const files = 'anglo-polish-1939.pact.yaml us-korea-1953.pact.yaml'
    const commands: Readonly<Record<string, string>> = {
      Draft: `guarantor check ${files}`,
      Assess: `guarantor compare ${files} --draws 64 --seed 1`,
      Stress: `guarantor compare ${files} --draws 64 --seed 1`,
      Exercise: `guarantor exercise ${files} --events my-exercise.events.yaml`,
      Track: 'guarantor ledger report',
      Help: '',
    }
    for (const view of Object.keys(commands)) {
      await page.emulateMedia({ media: 'screen' })
      await go(view)
      await page.emulateMedia({ media: 'print' })
      await page.evaluate(() =>
        (globalThis as unknown as { dispatchEvent: (event: Event) => void }).dispatchEvent(
          new Event('beforeprint'),
        ),
      )
      const head = page.getByRole('region', { name: 'What this was made from' })
      const said = await head.textContent()
      expect(said).toMatch(
        new RegExp(
          `Guarantor: ${view}.*anglo-polish-1939.pact.yaml, us-korea-1953.pact.yaml.*Seed 1; Draws 64`,
          's',
        ),
      )
      expect(said).toContain(commands[view])
      for (const control of await page.locator('button:not(.cell, .link), select, input, textarea').all())
        expect(await control.isVisible()).toBe(false)
      if (view === 'Draft') {
        // An editor shows only lines near its window; paper has all.
        const text = await readFile('examples/history/anglo-polish-1939.pact.yaml', 'utf8')
        expect(await page.locator('ol.source li').count()).toBe(text.trimEnd().split('\n').length)
      }
      await page.evaluate(() =>
        (globalThis as unknown as { dispatchEvent: (event: Event) => void }).dispatchEvent(
          new Event('afterprint'),
        ),
      )
      expect(await head.count()).toBe(0)
    }
    await page.emulateMedia({ media: 'screen' })
    const pdf = await page.pdf({ format: 'A4' })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('complained of nothing', () => {
    expect(opened.complaints).toEqual([])
  })
})
