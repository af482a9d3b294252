import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { type Served, serverOf } from './app.js'

export interface Running {
  /** Where to open the workbench, token included. */
  readonly address: string
  readonly close: () => Promise<void>
}

/** Starts the server on 127.0.0.1; port 0 takes a free one. Rejects when the port is taken. */
export const startServer = (
  given: Pick<Served, 'version' | 'folder' | 'open' | 'pages'>,
  port = 0,
): Promise<Running> =>
  new Promise((resolve, reject) => {
    const token = randomBytes(24).toString('base64url')
    const hosts: string[] = []
    const app = serverOf({ ...given, token, hosts })
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, (info: AddressInfo) => {
      hosts.push(`127.0.0.1:${info.port}`, `localhost:${info.port}`)
      resolve({
        address: `http://127.0.0.1:${info.port}/#token=${token}`,
        close: () =>
          new Promise((done, failed) => {
            server.close((error) => (error === undefined || error === null ? done() : failed(error)))
          }),
      })
    })
    server.on('error', reject)
  })
