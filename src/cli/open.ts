import { access, stat } from 'node:fs/promises'
import { basename, dirname, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { IssueError } from '../core/issue.js'
import { startServer } from '../server/serve.js'
import { type Io, usageIssue } from './io.js'
import { whole } from './options.js'

interface OpenOptions {
  readonly port: number
  readonly browser: boolean
}

/** The folder to serve, and the documents in it to open first. */
const placeOf = async (paths: readonly string[]): Promise<{ folder: string; open: string[] }> => {
  const given = paths.length === 0 ? ['.'] : paths
  const found = await Promise.all(
    given.map(async (path) => {
      const info = await stat(path).catch(() => null)
      if (info === null) throw new IssueError([usageIssue(`no such file or folder: ${path}`)])
      return { path: resolve(path), isFolder: info.isDirectory() }
    }),
  )
  const folders = found.map(({ path, isFolder }) => (isFolder ? path : dirname(path)))
  const folder = folders.reduce((a, b) => {
    const parts = a.split(sep)
    const others = b.split(sep)
    const shared = parts.findIndex((part, k) => part !== others[k])
    return (shared < 0 ? parts : parts.slice(0, shared)).join(sep) || sep
  })
  const open = found.flatMap(({ path, isFolder }) =>
    isFolder
      ? path === folder
        ? []
        : [`${relative(folder, path).split(sep).join('/')}/`]
      : [relative(folder, path).split(sep).join('/')],
  )
  return { folder, open }
}

/** `guarantor open`: serves the workbench on this machine until it is stopped. */
const openCommand = async (paths: readonly string[], options: OpenOptions, io: Io): Promise<number> => {
  const { folder, open } = await placeOf(paths)
  const pages = fileURLToPath(new URL('../web', import.meta.url))
  await access(`${pages}/index.html`).catch(() => {
    throw new IssueError([usageIssue('the workbench is not built', 'npm run build')])
  })
  const running = await startServer({ version: io.version, folder, open, pages }, options.port).catch(
    (error: Error) => {
      throw new IssueError([usageIssue(`port ${options.port} cannot be used: ${error.message}`)])
    },
  )
  io.out(`${running.address}\n`)
  io.err(`The workbench on ${basename(folder)}; it writes in that folder only. Ctrl-C ends it.\n`)
  if (options.browser) {
    const { default: openBrowser } = await import('open')
    await openBrowser(running.address).catch(() => undefined)
  }
  await new Promise<void>((end) => {
    process.once('SIGINT', end)
    process.once('SIGTERM', end)
  })
  await running.close()
  return 0
}

/** `guarantor open`. `done` hears the exit code. */
export const addOpenCommand = (program: Command, io: Io, done: (code: number) => void): void => {
  program
    .command('open')
    .description(
      'open the workbench in a browser: draft, assess, stress, exercise, track; nothing leaves this machine',
    )
    .argument('[path...]', 'pact documents or folders of them; this folder if none is given')
    .option('--port <n>', 'port on 127.0.0.1; 0 takes a free one', whole(0, 65_535), 0)
    .option('--no-browser', 'print the address and open nothing')
    .action(async (paths: string[], options: OpenOptions) => {
      done(await openCommand(paths, options, io))
    })
}
