import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium } from '../same/chromium.js'
import { type Opened, openWorkbench } from './browser.js'

/*
 * The workbench as a person uses it, in Chromium, on documents in a folder. `npm test` builds it first.
 */

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** Few states, so that games are quick. */
const KOREA = 'us-korea-1953.pact.yaml'
const POLAND = 'anglo-polish-1939.pact.yaml'

if (!hasChromium && process.env.CI_NEEDS_CHROMIUM !== '1')
  console.warn('No Chromium: the workbench is not tried.')

describe.skipIf(!hasChromium && process.env.CI_NEEDS_CHROMIUM !== '1')('the workbench', () => {
  let opened: Opened

  beforeAll(async () => {
    opened = await openWorkbench([`history/${POLAND}`, `history/${KOREA}`])
    // Full precision would cost half a minute; the journeys need only some draws.
    await opened.page.getByLabel('Draws').selectOption('64')
  })
  afterAll(() => opened?.close())

  /** Faults of accessibility that axe finds, WCAG 2.2 A and AA. */
  const faults = async (): Promise<readonly string[]> => {
    const { page } = opened
    await page.evaluate(await readFile(axe, 'utf8'))
    return page.evaluate(async () => {
      const found = await (
        globalThis as unknown as {
          axe: {
            run: (options: object) => Promise<{
              violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[]
            }>
          }
        }
      ).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
      )
    })
  }

  const go = (view: string): Promise<void> =>
    opened.page.getByRole('navigation').getByRole('button', { name: view, exact: true }).click()

  it('sets the options side by side, and explains any number with what drives it and its sources', async () => {
    const { page } = opened
    const cell = page.getByRole('button', {
      name: /^No challenge, US-Korea 1953: ?\d+% \d+%–\d+%$/,
    })
    await cell.click()
    const explanation = page.getByRole('region', { name: 'Explanation' })
    await explanation.getByRole('list').first().getByText('Source:').first().waitFor()
    expect(await explanation.textContent()).toMatch(/What drives: .*→.*Source: /s)
    expect(await faults()).toEqual([])
  })

  it('answers at once when an assumption is moved, and takes it back', async () => {
    const { page } = opened
    await page.getByText('Assumptions', { exact: true }).click()
    await page.getByLabel('Search assumptions').fill('adversary.lambda')
    const slider = page.getByRole('slider').first()
    await slider.focus()
    await page.keyboard.press('End')
    await page.getByText('1 assumption moved').waitFor()
    await page.getByText('First answer').waitFor()
    await page.getByText('≈').first().waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('1 assumption moved').waitFor({ state: 'detached' })
    await page.getByText(/^Full precision: 64 draws/).waitFor()
  })

  it('shows text, form, loopholes and coding of a document, and edits it by its form', async () => {
    const { page } = opened
    await page
      .getByRole('complementary')
      .getByRole('button', { name: /us-korea-1953/ })
      .first()
      .click()
    await go('Draft')
    const editor = page.locator('.editor-host .cm-content')
    await editor.waitFor()
    const form = page.getByRole('tabpanel')
    await form.getByLabel(/^form/).first().selectOption('executive-agreement')
    await expect.poll(() => editor.textContent()).toContain('form: executive-agreement')
    await page.getByRole('tab', { name: /Loopholes/ }).click()
    await form
      .getByRole('button', { name: /Show in the text/ })
      .first()
      .click()
    await page.getByRole('tab', { name: 'Clauses and their coding' }).click()
    expect(await form.getByRole('article').count()).toBeGreaterThan(3)
    await page.getByRole('tab', { name: 'Differences' }).click()
    await form.getByLabel('Compare with').selectOption(POLAND)
    await form
      .getByText(/removed/)
      .first()
      .waitFor()
    expect(await faults()).toEqual([])
  })

  it('completes what is being written', async () => {
    const { page } = opened
    await page.locator('.editor-host .cm-content').click()
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('voi')
    await page.keyboard.press('Control+Space')
    await page.locator('.cm-tooltip-autocomplete').getByText('voiding', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    for (let k = 0; k < 3; k++) await page.keyboard.press('Backspace')
  })

  it('keeps what was not saved when the tab is closed, saves it, and never writes over another change', async () => {
    const { page, folder } = opened
    await page.reload()
    await page.getByText('Changes from last time that were not saved are back.').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('1 document not saved').waitFor({ state: 'detached' })
    expect(await readFile(join(folder, KOREA), 'utf8')).toMatch(/^form: executive-agreement$/m)
    await writeFile(join(folder, KOREA), 'changed by somebody else')
    await go('Draft')
    await page
      .getByRole('complementary')
      .getByRole('button', { name: /us-korea-1953/ })
      .first()
      .click()
    await page.getByRole('tabpanel').getByLabel(/^form/).first().selectOption('memorandum')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('was changed on disk since').waitFor()
    expect(await readFile(join(folder, KOREA), 'utf8')).toBe('changed by somebody else')
    await page.getByRole('button', { name: 'Write mine over it' }).click()
    await expect.poll(() => readFile(join(folder, KOREA), 'utf8')).toMatch(/^form: memorandum$/m)
  })

  it('runs a study and stops one', async () => {
    const { page } = opened
    await go('Stress')
    await page.getByLabel('Look for breaking points').uncheck()
    await page.getByLabel('Draws', { exact: true }).selectOption('4096')
    await page.getByRole('button', { name: 'Run the study' }).click()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' })
    await page.getByLabel('Draws', { exact: true }).selectOption('128')
    await page.getByRole('button', { name: 'Run the study' }).click()
    await page.getByText(/games solved/).waitFor()
    await page.getByRole('button', { name: 'Drivers', exact: true }).click()
    expect(await page.locator('.report svg').count()).toBeGreaterThan(0)
    expect(await faults()).toEqual([])
  })

  it('plays events against the texts: who owes what, why, and what the model would do', async () => {
    const { page } = opened
    await go('Exercise')
    await page.getByRole('button', { name: 'An empty exercise' }).click()
    await page.getByRole('group', { name: 'Time' }).waitFor()
    await page.getByLabel('Level').selectOption('full')
    await page.getByLabel('Actor').fill('CHN')
    await page.getByLabel('Target').fill('KOR')
    await page.getByRole('button', { name: 'Put it in' }).click()
    await page
      .getByText(/USA .*KOR/)
      .filter({ visible: true })
      .first()
      .waitFor()
    await page
      .getByRole('button', { name: /^Why\? us-korea-1953/ })
      .first()
      .click()
    const why = page.getByRole('region', { name: 'Why it stands so' })
    await why
      .getByText(/CHN: full/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Let the model decide: USA' }).first().click()
    await page.getByText(/USA (decides|does nothing).*Not a forecast/).waitFor()
    expect(await faults()).toEqual([])
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Let the model decide: USA' }).first().waitFor()
  })

  it('tracks promises: a table taken in after a dry run, and a pledge found in a statement', async () => {
    const { page } = opened
    await page.keyboard.press('Alt+5')
    await page.getByRole('button', { name: 'Example: aid to Ukraine by donor and year' }).click()
    const dry = page.getByRole('region', { name: 'Dry run: what would change' })
    const counts = await dry.getByText(/would be added/).textContent()
    const [, count] =
      /^(\d+) would be added, 0 revised, 0 withdrawn; 0 are there already$/.exec(counts ?? '') ?? []
    // Every row of the table but its head.
    const table = await readFile('examples/ledger/kiel-r29-by-year.csv', 'utf8')
    expect(Number(count)).toBe(table.trim().split('\n').length - 1)
    await dry.getByRole('button', { name: 'Confirm and add' }).click()
    await page.getByText(`${count} entries added.`).waitFor()
    await page.getByText(`${count} entries`, { exact: true }).waitFor()
    await page.getByLabel('As of').fill('2027-06-01')
    const steps = page.getByRole('table', { name: /EUR bn, kiel-ust-by-year/ })
    const row = await steps.getByRole('row', { name: /^Germany/ }).textContent()
    const sum = table
      .split('\n')
      .map((line) => line.split(','))
      .filter(([who, kind]) => who === 'DEU' && kind === 'allocation')
      .reduce((total, cells) => total + Number(cells[5]), 0)
    expect(row).toContain(sum.toFixed(2))
    const statement = page.getByRole('region', { name: 'Read a statement' })
    await statement
      .getByLabel('Text of the statement')
      .fill(
        'We stand with Ukraine. We will provide EUR 500 million <img src=x onerror=hacked=1> in military aid by the end of 2027. We may also send help.',
      )
    await statement.getByLabel('Issuer').fill('pol')
    await statement.getByLabel('Date').fill('2025-03-03')
    await statement.getByRole('button', { name: 'Find promises' }).click()
    const promise = statement.getByRole('listitem').filter({ hasText: '500 million' })
    await promise.waitFor()
    expect(await promise.locator('mark').allTextContents()).toEqual([
      expect.stringMatching(/^will.* how firmly$/),
      'EUR 500 million how much',
      expect.stringMatching(/2027 by when$/),
    ])
    await promise.getByRole('checkbox').check()
    await statement.getByRole('button', { name: 'Keep 1 pledge' }).click()
    await page.getByText(`${Number(count) + 1} entries`, { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Due next' }).click()
    await page.getByRole('row', { name: /Poland.*EUR 500 m.*<img src=x/ }).waitFor()
    const dropped = await page.evaluateHandle((text) => {
      const { DataTransfer, File } = globalThis as unknown as {
        DataTransfer: new () => { items: { add: (file: object) => void } }
        File: new (parts: string[], name: string) => object
      }
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], 'mine.jsonl'))
      return transfer
    }, `{"id":"mine","kind":"statement","who":"FRA","what":{"area":"other","text":"<img src=x onerror=hacked=1>","disclosure":"undisclosed"},"dates":{"announced":"2025"},"sources":[{"title":"x"}]}\n{"kind":"<script>"}\n`)
    await page
      .getByRole('region', { name: 'Take in a file' })
      .dispatchEvent('drop', { dataTransfer: dropped })
    await dry.getByText('1 would be added, 0 revised, 0 withdrawn; 0 are there already').waitFor()
    await dry.getByText('1 row is set aside:').waitFor()
    await dry.getByText('<img src=x onerror=hacked=1>').waitFor()
    expect(await faults()).toEqual([])
    expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false)
  })

  it('runs nothing that a document says, and shows it as text', async () => {
    const { page } = opened
    await page.evaluate(() => {
      Object.assign(globalThis, { hacked: false })
    })
    const hostile = (await readFile('examples/ukraine/0-no-guarantee.pact.yaml', 'utf8'))
      .replace(/^short:.*$/m, 'short: "<img src=x onerror=hacked=1>"')

      .replace(/^id:.*$/m, 'id: hostile')
      .replace(/supporters:.*$/m, 'supporters: [POL]')
      .replace(/^title:.*$/m, 'title: "</title><script>hacked=1</script>"')
    await page
      .getByRole('complementary')
      .locator('input[type=file]')
      .setInputFiles({ name: 'hostile.pact.yaml', mimeType: 'text/yaml', buffer: Buffer.from(hostile) })
    await go('Assess')
    await page.getByRole('columnheader', { name: '<img src=x onerror=hacked=1>' }).waitFor()
    await page.getByText(/^Full precision/).waitFor()
    await page.getByText('In depth', { exact: true }).click()
    for (const section of ['Side by side', 'Credibility', 'Map', 'Make it again'])
      await page.getByRole('group').getByRole('button', { name: section, exact: true }).click()
    expect(await page.evaluate(() => (globalThis as unknown as { hacked: boolean }).hacked)).toBe(false)
  })

  it('is the same elsewhere by its link, in another language, in the dark and on a phone', async () => {
    const { page, server } = opened
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: 'Copy a link that reproduces this' }).click()
    await page.getByText('Link copied').waitFor()
    const link = await page.evaluate(() =>
      (
        globalThis as unknown as { navigator: { clipboard: { readText: () => Promise<string> } } }
      ).navigator.clipboard.readText(),
    )
    const other = await page.context().newPage()
    await other.setViewportSize({ width: 375, height: 800 })
    await other.goto(server.address)
    await other.goto(link)
    await other.reload()
    await other.getByText('hostile', { exact: true }).first().waitFor()
    await other.getByLabel('Language').selectOption('uk')
    await other.getByLabel('Кольори').selectOption('dark')
    await other.getByRole('heading', { name: 'Поруч' }).waitFor()
    const wide = await other.evaluate(
      () =>
        (globalThis as unknown as { document: { documentElement: { scrollWidth: number } } }).document
          .documentElement.scrollWidth,
    )
    expect(wide).toBeLessThanOrEqual(375)
    await other.close()
  })

  it('is led through by keys alone', async () => {
    const { page } = opened
    await page.keyboard.press('Alt+6')
    await page.getByRole('heading', { name: 'Help', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Tour of three minutes' }).focus()
    await page.keyboard.press('Enter')
    const tour = page.getByRole('region', { name: 'Tour of three minutes' })
    for (let k = 1; k < 6; k++) await tour.getByRole('button', { name: 'Next' }).press('Enter')
    await tour.getByRole('button', { name: 'Done' }).press('Enter')
    expect(await faults()).toEqual([])
  })

  it('asked nobody but its own server, and nothing was stopped by the content policy', () => {
    const { asked, server, complaints } = opened
    const own = new URL(server.address).origin
    expect(
      asked.filter(
        (address) => !address.startsWith(own) && !address.startsWith('blob:') && !address.startsWith('data:'),
      ),
    ).toEqual([])
    // A document changed on disk is refused with 412, which the browser reports.
    expect(complaints.filter((text) => !text.includes('412'))).toEqual([])
  })
})
