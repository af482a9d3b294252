import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium, type Page as Tab } from 'playwright-core'
import type { Page } from './page.js'
import type { Digests, Texts } from './suite.js'

/** Debian's Chromium, or the one that CHROMIUM names. */
export const executablePath = process.env.CHROMIUM || '/usr/bin/chromium'

export const hasChromium = existsSync(executablePath)

/** Chromium without a sandbox (CI is root) and without looking for Google's hosts. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const serve = async (script: string): Promise<Server> => {
  const server = createServer(({ url }, response) => {
    const [type, body] =
      url === '/page.js'
        ? ['text/javascript', script]
        : ['text/html', '<!doctype html><title>The same everywhere</title><script src="/page.js"></script>']
    response.setHeader('content-type', `${type}; charset=utf-8`).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

/** A page in Chromium with the script loaded. */
export interface Chromium {
  readonly version: string
  readonly runSame: (texts: Texts, workers: number) => Promise<Digests>
  readonly close: () => Promise<void>
}

const open = async (browser: Browser, server: Server): Promise<Tab> => {
  // Far from this machine's own settings: neither language nor time zone may show in a result.
  const tab = await browser.newPage({ locale: 'th-TH', timezoneId: 'Pacific/Apia' })
  await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  return tab
}

/** Serves the script on this machine and opens it. */
export const startChromium = async (script: string): Promise<Chromium> => {
  const server = await serve(script)
  const browser = await chromium.launch({ executablePath, args })
  const tab = await open(browser, server)
  return {
    version: browser.version(),
    runSame: (texts, workers) =>
      tab.evaluate(([given, count]) => (globalThis as unknown as Page).runSame(given, count), [
        texts,
        workers,
      ] as const),
    close: async () => {
      await browser.close()
      server.close()
    },
  }
}
