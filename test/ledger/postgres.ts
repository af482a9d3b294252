import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/*
 * A PostgreSQL server of the test's own: a new cluster in a temporary folder, reached through a socket in it alone.
 * It refuses to run as root, so a test run as root starts it as nobody.
 */

const NOBODY = 65534

const findBinaries = (): string | undefined => {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  return [...versions.map((version) => join(root, version, 'bin')), '/usr/local/bin', '/usr/bin'].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  )
}

export interface PostgresServer {
  /** Address of a database of this name, which is made if need be. */
  readonly database: (name: string) => string
  /** Kills the server without a chance to tidy up, and starts it again. */
  readonly crash: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Why there is none; the test is skipped with it. */
export const noPostgres: string | undefined =
  findBinaries() === undefined ? 'no PostgreSQL on this machine (apt install postgresql)' : undefined

if (noPostgres !== undefined && process.env.CI_NEEDS_POSTGRES === '1') throw new Error(noPostgres)

export const startPostgres = async (): Promise<PostgresServer> => {
  const binaries = findBinaries()!
  const folder = mkdtempSync('/tmp/ledger-pg-')
  const as = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  if ('uid' in as) chownSync(folder, NOBODY, NOBODY)
  const data = join(folder, 'data')
  const run = (name: string, args: string[]) => {
    const { status, stderr } = spawnSync(join(binaries, name), args, { ...as, cwd: folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(`${name}: ${stderr}`)
  }
  run('initdb', ['-D', data, '-U', 'ledger', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'])
  const start = async () => {
    const server = spawn(
      join(binaries, 'postgres'),
      ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'shared_buffers=32MB', '-c', 'fsync=off'],
      { ...as, cwd: folder, stdio: 'ignore' },
    )
    const ready = () =>
      spawnSync(join(binaries, 'pg_isready'), ['-h', folder, '-U', 'ledger'], { stdio: 'ignore' }).status ===
      0
    for (let tries = 0; !ready(); tries++) {
      if (tries > 200 || server.exitCode !== null) throw new Error('postgres did not start')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return server
  }
  let server = await start()
  const ended = () => new Promise((resolve) => server.once('exit', resolve))
  return {
    database: (name) => {
      spawnSync(join(binaries, 'createdb'), ['-h', folder, '-U', 'ledger', name], { stdio: 'ignore' })
      return `postgres://ledger@localhost/${name}?host=${encodeURIComponent(folder)}`
    },
    crash: async () => {
      const exit = ended()
      server.kill('SIGQUIT')
      await exit
      server = await start()
    },
    stop: async () => {
      const exit = ended()
      // The cluster is thrown away: no need to write it out in order.
      server.kill('SIGQUIT')
      await exit
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
