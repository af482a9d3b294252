import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium } from '../same/chromium.js'
import { type Opened, openWorkbench } from './browser.js'

/*
 * What a person plays, asks and enters in the workbench, in Chromium, on a small guarantee of three states.
 */

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

const pact = (id: string, short: string, means: string, force: string): string => `pact: "1"
id: ${id}
title: ${short} of Moldova
short: ${short}
summary: Three states would help Moldova.
form: treaty
asOf: 2026-02-28
hypothetical: Nothing of this exists.
status: []
parties:
  beneficiary: MDA
  adversary: RUS
  guarantors: [ROU, FRA, POL]
bodies:
  - { id: council, name: Council of the three, members: [ROU, FRA, POL], rule: consensus }
commitments:
  - id: consult
    kind: consultation
    by: guarantors
    text: Each guarantor will consult within 24 hours of an armed attack.
    textKind: paraphrase
    source: { title: Our own draft }
    trigger: { levels: [limited, full], wording: armed-attack }
    deadline: { amount: 24, unit: hour, calendar: clock, startsFrom: event }
    decision: { rule: automatic }
  - id: defence
    kind: defence
    by: guarantors
    text: Each guarantor will send forces when the council has so decided.
    textKind: paraphrase
    source: { title: Our own draft }
    trigger: { levels: [limited, full], wording: armed-attack }
    response: { means: ${means}, words: all-means, force: ${force}, precision: named }
    decision: { rule: consensus, body: council }
  - id: own
    kind: defence
    by: [FRA]
    text: France will decide for itself on air forces.
    textKind: paraphrase
    source: { title: Our own draft }
    trigger: { levels: [limited, full], wording: armed-attack }
    response: { means: air, words: deems-necessary, force: discretionary, precision: none }
    decision: { rule: each }
forces: []
`

if (!hasChromium && process.env.CI_NEEDS_CHROMIUM !== '1')
  console.warn('No Chromium: playing in the workbench is not tried.')

describe.skipIf(!hasChromium && process.env.CI_NEEDS_CHROMIUM !== '1')('playing in the workbench', () => {
  let opened: Opened

  const add = (name: string, text: string): Promise<void> =>
    opened.page
      .getByRole('complementary')
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/yaml', buffer: Buffer.from(text) })

  beforeAll(async () => {
    opened = await openWorkbench([])
    await add('owed.pact.yaml', pact('owed', 'Force owed', 'troops', 'required'))
    await add('free.pact.yaml', pact('free', 'Sanctions only', 'sanctions', 'none'))
    await go('Assess')
    await opened.page.getByLabel('Draws').selectOption('64')
  })
  afterAll(() => opened?.close())

  /** Faults of accessibility that axe finds, WCAG 2.2 A and AA. */
  const faults = async (): Promise<readonly string[]> => {
    const { page } = opened
    // The clock stays at the top while all else moves below it, and would hide half of some button.
    await page.evaluate('scrollTo(0, 0)')
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

  const button = (name: string | RegExp, within?: Locator): Locator =>
    (within ?? opened.page).getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })

  const saved = async (name: string): Promise<string> => {
    const download = opened.page.waitForEvent('download')
    await button(name).click()
    return readFile(await (await download).path(), 'utf8')
  }

  it('plays an attack: clocks run down, a body votes with a live count, and a deadline passes', async () => {
    const { page } = opened
    await go('Exercise')
    await button('An empty exercise').click()
    const inject = page.getByRole('region', { name: 'Put in an event' })
    await inject.getByLabel('Level').selectOption('full')
    await button('Put it in', inject).click()
    const due = page.getByRole('region', { name: 'Due next' })
    await due.getByText('1 d left').first().waitFor()
    await button('1 h on').click()
    await due.getByText('23 h left').first().waitFor()
    const decisions = page.getByRole('region', { name: 'Decisions' })
    await decisions.getByText('Nothing has been put to “Council of the three” yet.').first().waitFor()
    await button('Put it to the vote: Council of the three', decisions).first().click()
    await button('ROU: yes', decisions).click()
    await decisions.getByText('yes 1 · no 0 · abstains 0 · 2 to vote').waitFor()
    await button('POL: no', decisions).click()
    await decisions.getByText('In the way: POL').waitFor()
    await decisions.getByText('failed', { exact: true }).waitFor()
    expect(await faults()).toEqual([])
  })

  it('forks it where a member would vote otherwise, goes between branches, undoes in each, and sets two side by side', async () => {
    const { page } = opened
    const branches = page.getByRole('region', { name: 'Branches' })
    const decisions = page.getByRole('region', { name: 'Decisions' })
    await button('Branch: POL: votes no').click()
    expect(await page.getByRole('radio', { name: /goes the other way: POL: votes yes/ }).isChecked()).toBe(
      true,
    )
    await page.getByLabel('Name of the branch').fill('Poland votes yes')
    await button('Make the branch').click()
    await button('Poland votes yes', branches).waitFor()
    await decisions.getByText('yes 2 · no 0 · abstains 0 · 1 to vote').waitFor()
    await button('FRA: yes', decisions).click()
    await decisions.getByText('passed', { exact: true }).waitFor()
    await button('Take back in this branch').click()
    await decisions.getByText('yes 2 · no 0 · abstains 0 · 1 to vote').waitFor()
    await button('Put back in this branch').click()
    await decisions.getByText('passed', { exact: true }).waitFor()
    await button('Compare', branches).click()
    const beside = page.getByRole('region', { name: '“Poland votes yes” and “main course”' })
    const blocked = await beside
      .getByRole('row', { name: /^blocked/ })
      .getByRole('cell')
      .allTextContents()
    expect(blocked).toEqual(['0', expect.stringMatching(/^3/)])
    expect(await beside.textContent()).toMatch(/Then here.*POL: votes yes.*Then there.*POL: votes no/s)
    await beside.getByRole('row', { name: /owed.*defence/s }).waitFor()
    expect(await faults()).toEqual([])
    await button('main course', branches).click()
    await decisions.getByText('failed', { exact: true }).waitFor()
    await button('Take back in this branch').click()
    await decisions.getByText('yes 1 · no 0 · abstains 0 · 2 to vote').waitFor()
    await button('Put back in this branch').click()
    await decisions.getByText('failed', { exact: true }).waitFor()
  })

  it('lets time run past a deadline, lets the model play a guarantor, and writes the report of the branch', async () => {
    const { page } = opened
    await button('Poland votes yes').click()
    await button('Past the next deadline').click()
    const owed = page.getByRole('region', { name: 'Who owes what' })
    await owed
      .getByText(/is in breach/)
      .first()
      .waitFor()
    await button('To the last event').click()
    await button('Let the model decide: FRA').first().click()
    await page
      .getByText(/FRA (decides|does nothing).*Not a forecast/s)
      .first()
      .waitFor()
    const report = await saved('The same in Markdown')
    expect(report).toMatch(/^# /)
    expect(report).toMatch(/FRA (decides|does nothing)/)
    expect(await saved('Save the log')).toContain('Played by the model')
    expect(await saved('Deadlines as a calendar (.ics)')).toMatch(/^BEGIN:VCALENDAR/)
    expect(await saved('Events as a table (CSV)')).toContain('vote')
    await page.getByText('Another kind of event').click()
    await page.getByLabel('Kind').selectOption('finding')
    await page.getByRole('textbox', { name: /^by/ }).fill('council')
    await button('Put it in: finding').click()
    await button(/^Go there: council: finding/).waitFor()
    await page.getByText('Play it many times').click()
    await page.getByLabel('Runs for each document').fill('8')
    await button('Run').click()
    const many = page.getByRole('region', { name: 'Play it many times' })
    await many.getByRole('columnheader', { name: 'Force owed' }).waitFor()
    expect(await many.getByRole('row', { name: /^Casus foederis found/ }).textContent()).toMatch(
      /\d+% \(\d+%–\d+%\)/,
    )
    expect(await faults()).toEqual([])
  })

  it('keeps the branches when the tab is closed, and deletes one', async () => {
    const { page } = opened
    await page.reload()
    await go('Exercise')
    const branches = page.getByRole('region', { name: 'Branches' })
    await button('Poland votes yes', branches).waitFor()
    await page.getByLabel('Speed').selectOption('10')
    await button('Play').click()
    await button('Pause').click()
    await button('Delete this branch: Poland votes yes').click()
    await button('Poland votes yes', branches).waitFor({ state: 'detached' })
    expect(await button('main course', branches).getAttribute('aria-pressed')).toBe('true')
  })

  it('studies with the method asked for, from the option and to the precision asked for', async () => {
    const { page } = opened
    await go('Stress')
    await page.getByLabel('Differences are from').selectOption('free')
    await page.getByLabel('Until the sampling error is at most').first().check()
    await page.getByRole('spinbutton', { name: 'Until the sampling error is at most' }).fill('20')
    await page.getByLabel(/^Sobol’ indices/).selectOption('4')
    await page.getByLabel('Morris, elementary effects').selectOption('4')
    await page.getByLabel('Look for breaking points').uncheck()
    await page.getByText(/^About \d+ games/).waitFor()
    expect(await faults()).toEqual([])
    await button('Run the study').click()
    await page.getByText(/^128 draws; \d+ games solved; the precision asked for is reached$/).waitFor()
    await button('Differences').click()
    const drawn = page.locator('.report')
    await drawn.getByText(/Force owed less Sanctions only: shares of the variance/).waitFor()
    expect(await drawn.getByRole('columnheader', { name: 'Total' }).count()).toBe(1)
    expect(await drawn.textContent()).toMatch(/Morris, mean size of a step/)
    expect(await faults()).toEqual([])
  })

  it('fills in a document by its form, even while it is not sound, and says what changed since it was opened', async () => {
    const { page } = opened
    await button(/^owed/).first().click()
    await go('Draft')
    const form = page.getByRole('tabpanel')
    await form.getByLabel('Add: Force owed', { exact: true }).selectOption('money')
    await form
      .getByLabel('Add: Force owed', { exact: true })
      .locator('xpath=following-sibling::button')
      .click()
    await form.getByText('Not yet a sound document:').waitFor()
    const money = form
      .locator('details.part')
      .filter({ hasText: /^money/ })
      .first()
    await money.getByLabel(/^by/).fill('ROU, POL')
    await money.getByLabel(/^by/).press('Tab')
    await form.getByText('Not yet a sound document:').waitFor({ state: 'detached' })
    await page.getByRole('tab', { name: 'Form' }).press('ArrowLeft')
    await form.getByLabel('Compare with').selectOption('The same as it was opened')
    await form.getByText(/money/).first().waitFor()
    expect(await faults()).toEqual([])
  })

  it('takes in a packed file, and shows whether a ledger was altered since', async () => {
    const { page } = opened
    await go('Track')
    const entry = (id: string): string =>
      `${JSON.stringify({ id, kind: 'statement', who: 'FRA', what: { area: 'other', text: id, disclosure: 'undisclosed' }, dates: { announced: '2025' }, sources: [{ title: 'x' }], entered: { by: 'A', at: '2026-01-01T00:00:00Z' } })}\n`
    const takeIn = page.getByRole('region', { name: 'Take in a file' })
    const take = async (name: string, bytes: Buffer): Promise<void> => {
      await takeIn
        .locator('input[type=file]')
        .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes })
    }
    await take('broken.jsonl.gz', Buffer.from('no gzip'))
    await takeIn.getByText(/cannot be unpacked/).waitFor()
    await take('mine.jsonl.gz', gzipSync(entry('a') + entry('b')))
    await takeIn.getByText(/^2 would be added/).waitFor()
    await button('Confirm and add').click()
    const chain = page.getByRole('region', { name: 'Has anything been altered?' })
    const head = (await chain.locator('code').textContent()) ?? ''
    expect(head).toMatch(/^[0-9a-f]{64}$/)
    await take('more.jsonl', Buffer.from(entry('c')))
    await takeIn.getByText(/^1 would be added/).waitFor()
    await button('Confirm and add').click()
    await page.getByText('3 entries', { exact: true }).waitFor()
    await chain.getByLabel('A fingerprint noted before').fill(head)
    await chain.getByText('The first 2 entries stand as they were then.').waitFor()
    await chain
      .getByLabel('A fingerprint noted before')
      .fill(head.replace(/./, (digit) => (digit === '0' ? '1' : '0')))
    await chain.getByText(/^It is not of this ledger/).waitFor()
    expect(await faults()).toEqual([])
  })

  it('is used on a phone and in Ukrainian, and nothing was stopped by the content policy', async () => {
    const { page, complaints } = opened
    await page.setViewportSize({ width: 375, height: 800 })
    await page.getByLabel('Language').selectOption('uk')
    for (const view of ['Навчання', 'Перевірка', 'Текст', 'Облік']) {
      await go(view)
      await page.getByRole('heading', { level: 2 }).nth(1).waitFor()
      const wide = await page.evaluate(
        () =>
          (globalThis as unknown as { document: { documentElement: { scrollWidth: number } } }).document
            .documentElement.scrollWidth,
      )
      expect([view, wide]).toEqual([view, 375])
    }
    expect(complaints).toEqual([])
  })
})
