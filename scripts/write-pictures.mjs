// Rebuilds the pictures of the README from report.html (`npm run demo` first). Chromium: CHROMIUM or /usr/bin/chromium.
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
})
const page = await browser.newPage({ viewport: { width: 1140, height: 800 }, colorScheme: 'light' })
await page.goto(pathToFileURL('report.html').href)
await page.locator('#deterrence').screenshot({ path: 'docs/report.png' })
await browser.close()
