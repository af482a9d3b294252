import { timingSafeEqual } from 'node:crypto'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { listFiles, writeServed } from './files.js'

/*
 * The local server of the workbench: its pages, and the documents of one folder. It solves nothing: that is done in the
 * browser.
 */

export interface Served {
  readonly version: string
  /** The folder whose documents are served and may be written. */
  readonly folder: string
  /** Documents to open at first; all of the folder if empty. */
  readonly open: readonly string[]
  /** Where the built pages are. */
  readonly pages: string
  /** Whoever asks for documents must know it: it is in the address that `guarantor open` prints. */
  readonly token: string
  /** Names under which this server may be asked: others are a rebound name, and refused. */
  readonly hosts: readonly string[]
}

/** Nothing from elsewhere, no inline script, no frame. WebAssembly is the engine's. */
export const CONTENT_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
  "worker-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const headers: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** The server as a function from requests to answers. */
export const serverOf = ({ version, folder, open, pages, token, hosts }: Served): Hono => {
  const app = new Hono()
  app.use(async (c, next) => {
    const host = c.req.header('host') ?? ''
    const origin = c.req.header('origin')
    if (!hosts.includes(host) || (origin !== undefined && origin !== `http://${host}`))
      return c.text('This server answers its own pages only.', 403)
    await next()
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
  })
  app.use('/api/*', async (c, next) => {
    c.header('cache-control', 'no-store')
    if (!same(c.req.header('x-guarantor-token') ?? '', token)) return c.text('no token', 401)
    await next()
  })
  app.get('/api/session', async (c) => {
    const files = await listFiles(folder)
    return c.json({ version, folder, open, files })
  })
  app.put('/api/files/:name{.+}', async (c) => {
    const name = decodeURIComponent(c.req.param('name'))
    const match = c.req.header('if-match')
    const fresh = c.req.header('if-none-match') === '*'
    if (match === undefined && !fresh) return c.text('if-match or if-none-match is wanted', 428)
    const written = await writeServed(folder, name, await c.req.text(), fresh ? null : (match ?? null))
    if (written.kind === 'refused') return c.text(written.message, 400)
    return c.json(written, written.kind === 'conflict' ? 412 : 200)
  })
  app.all('/api/*', (c) => c.text('no such thing', 404))
  app.use('*', serveStatic({ root: pages }))
  return app
}
