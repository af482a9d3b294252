// `npm run bench:web`: the built workbench on the local server in headless Chromium, as a person uses it. Prints how long
// first views and answers take and how long the page's own thread was held, beside a reference computed in the same page,
// and writes the trace (web-trace.json; open it in the performance panel of a browser). Nothing passes or fails on time.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { startServer } from '../dist/server/serve.js'
import { scriptsOf } from './scripts.mjs'

const TRACE = 'web-trace.json'
/** --quick leaves out what takes a minute: full precision, and most repetitions. */
const quick = process.argv.includes('--quick')
const LOADS = quick ? 1 : 5
const CHANGES = quick ? 3 : 9

const milliseconds = (value) => `${value.toFixed(value < 10 ? 1 : 0)} ms`
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

/** A document near the largest that the server takes (512 KiB): many commitments with long texts. */
const bigDocument = async () => {
  const text = await readFile('examples/ukraine/3-paris-2026.pact.yaml', 'utf8')
  const [head, rest] = text.split(/^commitments:\n/m)
  const [commitments, ...tail] = rest.split(/^(?=[a-z]+:)/m)
  const one = commitments.split(/^(?= {2}- id: )/m).find((part) => part.startsWith('  - id: '))
  const many = Array.from({ length: 300 }, (_, k) => one.replace(/^ {2}- id: .*$/m, `  - id: clause-${k}`))
  return `${head}commitments:\n${commitments}${many.join('')}${tail.join('')}`.replace(/^id: .*$/m, 'id: big')
}

const folder = await mkdtemp(join(tmpdir(), 'guarantor-bench-'))
await cp('examples/ukraine', folder, { recursive: true })
const server = await startServer({ version: 'bench', folder, open: [], pages: 'dist/web' })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
})

const row = (what, found, target = '') => {
  console.log(`${what.padEnd(66)} ${found.padEnd(26)} ${target}`)
}

/** Watches from before the first script: when the first view and the first numbers stand, and long tasks. */
const watch = () => {
  const seen = {}
  globalThis.seen = seen
  const look = () => {
    if (seen.view === undefined && document.querySelector('.top nav button') !== null)
      requestAnimationFrame(() => setTimeout(() => (seen.view ??= performance.now())))
    if (seen.numbers === undefined && document.querySelector('.options-table .cell b') !== null)
      requestAnimationFrame(() => setTimeout(() => (seen.numbers ??= performance.now())))
    if (seen.numbers === undefined) setTimeout(look, 4)
  }
  look()
}

const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1300, height: 900 } })
await context.addInitScript(watch)

const scripts = scriptsOf('dist/web')
row('script of the first view, gzipped', `${(scripts.page / 1000).toFixed(0)} kB`, '< 350 kB')
row('the same with the worker that makes the first numbers', `${(scripts.pageAndDesk / 1000).toFixed(0)} kB`)

const loads = []
for (let k = 0; k < LOADS; k++) {
  const page = await context.newPage()
  await page.goto(server.address)
  await page.waitForFunction(() => globalThis.seen.numbers !== undefined, undefined, { polling: 50 })
  loads.push(await page.evaluate(() => globalThis.seen))
  await page.close()
}
row('first view', milliseconds(median(loads.map(({ view }) => view))), '< 1500 ms')
row('first numbers', milliseconds(median(loads.map(({ numbers }) => numbers))))

const page = await context.newPage()
page.setDefaultTimeout(300_000)
await browser.startTracing(page, {
  categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'],
})

const parts = []
/** Does something and remembers under which name; the trace tells afterwards how long the page's thread was held. */
const part = async (name, act) => {
  parts.push(name)
  await page.evaluate((mark) => performance.mark(mark), `begin ${name}`)
  const found = await act()
  // Whatever it set off has a frame to end.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))))
  await page.evaluate((mark) => performance.mark(mark), `end ${name}`)
  return found
}
const go = (view) => page.getByRole('navigation').getByRole('button', { name: view, exact: true }).click()
const opened = (heading) => page.locator('summary', { hasText: new RegExp(`^${heading}$`) })
const openFile = async (name, text) => {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open a project or document' }).click()
  await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
}
const full = () => page.getByText(/^Full precision: \d+ draws?$/).waitFor()

/** Does something to an element and waits for the next first answer on the screen: milliseconds. */
const firstAnswer = (selector, kind) =>
  page.evaluate(
    ([what, how]) =>
      new Promise((done) => {
        const element = document.querySelector(what)
        const status = document.querySelector('p[role=status].note')
        const begin = performance.now()
        const look = new MutationObserver(() => {
          if (!status.textContent.includes('First answer')) return
          look.disconnect()
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin)))
        })
        look.observe(status, { subtree: true, childList: true, characterData: true })
        if (how === 'input')
          element.value = String(Number(element.min) + Math.random() * (element.max - element.min))
        else element.selectedIndex = (element.selectedIndex + 1) % element.options.length
        element.dispatchEvent(new Event(how, { bubbles: true }))
      }),
    [selector, kind],
  )

await page.goto(server.address)
await page.evaluate((mark) => performance.mark(mark), 'begin solving')
parts.push('solving')
const began = performance.now()
await (quick ? page.getByText(/^\d+ draws/).waitFor() : full())
await page.evaluate((mark) => performance.mark(mark), 'end solving')
row(
  `seven options, ${quick ? 'first draws' : 'full precision (128 draws)'}`,
  milliseconds(performance.now() - began),
)

const reference = await page.evaluate(() => {
  const times = []
  for (let run = 0; run < 5; run++) {
    const begin = performance.now()
    let x = 0
    for (let k = 1; k < 2e7; k++) x += 1 / (k * k)
    if (x === 0) throw new Error('not computed')
    times.push(performance.now() - begin)
  }
  return times.sort((a, b) => a - b)[2]
})
row('reference: sum of 20 million inverse squares', milliseconds(reference))

await part('an explanation', async () => {
  await page.getByRole('button', { name: /^No challenge, NATO/ }).click()
  await page.getByRole('region', { name: 'Explanation' }).getByText('Source:').first().waitFor()
})
await part('sections of the report', async () => {
  await opened('In depth').click()
  const chips = page.getByRole('group', { name: 'In depth' }).getByRole('button')
  for (let k = 0; k < (await chips.count()); k++) await chips.nth(k).click()
  await opened('In depth').click()
})
// With a single draw the machine is idle again soon: what is timed next is the first answer, not what came before it.
const project = {
  guarantor: 'project',
  format: 1,
  version: 'bench',
  documents: await Promise.all(
    (await readdir(folder))
      .filter((name) => name.endsWith('.pact.yaml'))
      .sort()
      .map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
  ),
  assumptions: '',
  set: {},
  seed: 1,
  draws: 1,
  reading: 'in-force',
}
await openFile('project.guarantor.json', JSON.stringify(project))
await page.getByText(/^Full precision: 1 draws?$/).waitFor()
await opened('Assumptions').click()
await page.getByRole('slider').first().waitFor()
const answers = []
for (let k = 0; k < CHANGES; k++) {
  answers.push(await part(`slider ${k}`, () => firstAnswer('.sliders input[type=range]', 'input')))
  await full()
}
row('a slider moved: first answer', milliseconds(median(answers)), '< 100 ms')
row('  as a part of the reference', (median(answers) / reference).toFixed(2))
await part('a slider dragged', () =>
  page.evaluate(async () => {
    const slider = document.querySelector('.sliders input[type=range]')
    for (let k = 0; k <= 60; k++) {
      slider.value = String(Number(slider.min) + (k / 60) * (slider.max - slider.min))
      slider.dispatchEvent(new Event('input', { bubbles: true }))
      await new Promise((done) => requestAnimationFrame(done))
    }
  }),
)
await full()
await opened('Assumptions').click()
await opened('Clauses').click()
await page.locator('details[open] select').first().selectOption({ label: '3-paris-2026.pact.yaml' })
await page.locator('details[open] fieldset select').first().waitFor()
const clauses = []
for (let k = 0; k < 3; k++) {
  clauses.push(await part(`clause ${k}`, () => firstAnswer('details[open] fieldset select', 'change')))
  await full()
}
row('a clause changed: first answer', milliseconds(median(clauses)), '< 100 ms')
await opened('Clauses').click()

await part('another language', async () => {
  await page.getByLabel('Language').selectOption('uk')
  await page.getByLabel('Мова').selectOption('en')
})
await part('Draft opened', async () => {
  await go('Draft')
  await page.locator('.editor-host .cm-content').waitFor()
})
await part('a study (128 draws)', async () => {
  await go('Stress')
  await page.getByLabel('Look for breaking points').uncheck()
  await page.getByLabel('Draws').selectOption('128')
  await page.getByRole('button', { name: 'Run the study' }).click()
  await page.getByText(/games solved/).waitFor()
})
await part('sections of the study', async () => {
  const chips = page.locator('.sections .chips-row button')
  for (let k = 0; k < (await chips.count()); k++) await chips.nth(k).click()
})
await part('a storyline', async () => {
  await go('Exercise')
  const stories = page.getByLabel('Start with a storyline')
  await stories.selectOption({ index: 2 })
  await page.getByRole('group', { name: 'Time' }).waitFor()
  for (let k = 0; k < 4; k++) await page.getByRole('button', { name: 'Earlier' }).click()
})
await part('a table taken into the ledger', async () => {
  await go('Track')
  await page.getByRole('button', { name: 'Example: aid to Ukraine by donor and year' }).click()
  await page.getByRole('button', { name: 'Confirm and add' }).click()
  await page.getByText(/^\d+ entries$/).waitFor()
})
await part('a large document opened and written in', async () => {
  await openFile('big.pact.yaml', await bigDocument())
  await page.getByRole('complementary').getByRole('button', { name: /^big/ }).click()
  await go('Draft')
  await page.locator('.editor-host .cm-content').click()
  await page.getByRole('tabpanel').getByRole('group').first().waitFor()
  for (const letter of '# note') await page.keyboard.type(letter, { delay: 60 })
  await page.waitForTimeout(1500)
})
await part('the large document by its loopholes and clauses', async () => {
  await page.getByRole('tab', { name: /Loopholes/ }).click()
  await page.getByRole('tab', { name: 'Clauses and their coding' }).click()
  await page.getByRole('tab', { name: 'Form', exact: true }).click()
})

const buffer = await browser.stopTracing()
await writeFile(TRACE, buffer)
await browser.close()
await server.close()
await rm(folder, { recursive: true })

const { traceEvents } = JSON.parse(buffer.toString())
const marks = new Map(
  traceEvents
    .filter(({ cat, name }) => cat.includes('blink.user_timing') && /^(begin|end) /.test(name))
    .map((event) => [event.name, event]),
)
const { pid, tid } = marks.get('begin solving')
const tasks = traceEvents.filter(
  (event) =>
    event.pid === pid &&
    event.tid === tid &&
    event.ph === 'X' &&
    /RunTask$/.test(event.name) &&
    event.dur > 0,
)
/** Longest task of the page's thread while something was done, in milliseconds: by the clock, and of processor time. */
const longest = (name) => {
  const from = marks.get(`begin ${name}`).ts
  const to = marks.get(`end ${name}`).ts
  const within = tasks.filter(({ ts, dur }) => ts + dur > from && ts < to)
  const most = (pick) => Math.max(0, ...within.map((task) => pick(task) ?? 0)) / 1000
  return { clock: most(({ dur }) => dur), processor: most(({ tdur }) => tdur) }
}
console.log(`\nLongest task of the page's own thread (none above 100 ms is the target)`)
const groups = new Map()
for (const name of parts) {
  const group = name.replace(/ \d+$/, '')
  groups.set(group, [...(groups.get(group) ?? []), longest(name)])
}
for (const [group, found] of groups)
  row(
    group,
    `${milliseconds(Math.max(...found.map(({ clock }) => clock)))} (${milliseconds(Math.max(...found.map(({ processor }) => processor)))} of processor)`,
    '< 100 ms',
  )
console.log(
  `\n${cpus().length} cores (${cpus()[0].model}), load ${loadavg()[0].toFixed(1)}, Node ${process.versions.node}; trace: ${TRACE}`,
)
