// Rebuilds the pictures of the README: docs/report.png from report.html (`npm run demo` first), docs/workbench.png from the
// workbench itself. Chromium: CHROMIUM or /usr/bin/chromium.
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { startServer } from '../dist/server/serve.js'

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
})
const page = await browser.newPage({ viewport: { width: 1140, height: 800 }, colorScheme: 'light' })
page.setDefaultTimeout(600_000)
await page.goto(pathToFileURL('report.html').href)
await page.locator('#deterrence').screenshot({ path: 'docs/report.png' })

const server = await startServer({ version: '', folder: 'examples/ukraine', open: [], pages: 'dist/web' })
await page.setViewportSize({ width: 1640, height: 860 })
await page.goto(server.address)
await page.getByRole('button', { name: /^No challenge, Paris/ }).click()
await page.getByText(/^Full precision/).waitFor()
await page.getByRole('region', { name: 'Explanation' }).getByText('Source:').first().waitFor()
await page.screenshot({ path: 'docs/workbench.png' })
await browser.close()
await server.close()
