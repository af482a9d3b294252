import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { type Running, startServer } from '../../src/server/serve.js'
import { executablePath } from '../same/chromium.js'

/** The built workbench on a folder of its own, open in Chromium. */
export interface Opened {
  readonly page: Page
  readonly folder: string
  readonly server: Running
  /** What the page complained of: errors, and what the content policy stopped. */
  readonly complaints: readonly string[]
  /** Every address asked for. */
  readonly asked: readonly string[]
  readonly close: () => Promise<void>
}

/** Opens the workbench on copies of example documents. */
export const openWorkbench = async (files: readonly string[]): Promise<Opened> => {
  const folder = await mkdtemp(join(tmpdir(), 'guarantor-web-'))
  for (const file of files)
    await cp(join('examples', file), join(folder, file.slice(file.lastIndexOf('/') + 1)))
  const server = await startServer({ version: 'test', folder, open: [], pages: 'dist/web' })
  const browser: Browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1300, height: 900 } })
  const page = await context.newPage()
  // A machine may have much else to do.
  page.setDefaultTimeout(90_000)
  const complaints: string[] = []
  const asked: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(server.address)
  return {
    page,
    folder,
    server,
    complaints,
    asked,
    close: async () => {
      await browser.close()
      await server.close()
      await rm(folder, { recursive: true })
    },
  }
}
