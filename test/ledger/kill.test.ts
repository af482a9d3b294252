import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLedger, type Place, verifyLedger } from '../../src/ledger/node/index.js'
import { draft } from './drafts.js'
import { noPostgres, startPostgres } from './postgres.js'

/*
 * kill -9 at any moment, hundreds of times. A real SIGKILL costs a new process, so there are a hundred of those, four
 * writers at a time on one ledger. For the other hundreds a writer is stopped at any moment by SIGSTOP and its files are
 * copied: that is to the byte what a SIGKILL at that moment would have left, and costs no process.
 */

const KILLS = 100
const STOPS = 200
const WRITERS = 4

const folder = mkdtempSync(join(tmpdir(), 'ledger-kill-'))
const appender = join(folder, 'appender.mjs')
const running = new Set<ChildProcess>()

beforeAll(async () => {
  // One file of the appender and all it needs: it starts three times as fast.
  await build({
    logLevel: 'error',
    configFile: false,
    build: {
      ssr: resolve('test/ledger/appender.ts'),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'appender.mjs' } },
    },
    ssr: { noExternal: true, external: ['libsql', 'pg'] },
  })
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
}, 60_000)

afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

let count = 0
const start = (place: string, acknowledged: string): { child: ChildProcess; gone: Promise<void> } => {
  const child = spawn(process.execPath, [appender, place, acknowledged, `w${count++}`], {
    stdio: 'ignore',
  })
  running.add(child)
  const gone = new Promise<void>((done) => {
    child.once('exit', () => {
      running.delete(child)
      done()
    })
  })
  return { child, gone }
}

const acknowledgedIn = (file: string): readonly string[] =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []

/** Every acknowledged entry is there, every batch is whole, and the chain is. */
const expectWhole = async (place: Place, acknowledged: readonly string[]): Promise<void> => {
  const ledger = await openLedger(place)
  const ids = new Set<string>()
  for await (const { id } of ledger.read()) ids.add(id)
  expect(acknowledged.filter((id) => !ids.has(id))).toEqual([])
  const batches = new Map<string, number>()
  for (const id of ids) {
    const batch = id.slice(0, id.lastIndexOf('-'))
    batches.set(batch, (batches.get(batch) ?? 0) + 1)
  }
  expect([...batches].filter(([batch, size]) => batch.split('-')[2] !== String(size))).toEqual([])
  expect((await verifyLedger(ledger)).faults).toEqual([])
  await ledger.close()
}

/** Starts writers, lets each acknowledge something, and kills each one at a moment of its own. */
const killRound = async (place: string, acknowledged: string): Promise<void> => {
  const writers = Array.from({ length: WRITERS }, () => start(place, acknowledged))
  const before = acknowledgedIn(acknowledged).length
  for (let tries = 0; acknowledgedIn(acknowledged).length < before + WRITERS; tries++) {
    if (tries > 3000) throw new Error('the writers do not write')
    await setTimeout(10)
  }
  await Promise.all(
    writers.map(async ({ child, gone }) => {
      await setTimeout(Math.random() * 40)
      child.kill('SIGKILL')
      await gone
    }),
  )
}

describe.skipIf(process.platform === 'win32')('a ledger in a folder', () => {
  it(`loses nothing acknowledged in ${KILLS} kills of several writers`, async () => {
    const dir = join(folder, 'killed')
    const acknowledged = join(folder, 'killed.txt')
    await (await openLedger({ dir }, true)).close()
    for (let kills = 0; kills < KILLS; kills += WRITERS) {
      await killRound(dir, acknowledged)
      await expectWhole({ dir }, acknowledgedIn(acknowledged))
    }
  })

  it.skipIf(process.platform !== 'linux')(
    `loses nothing acknowledged at ${STOPS} moments at which a writer could have been killed`,
    async () => {
      const dir = join(folder, 'stopped')
      const acknowledged = join(folder, 'stopped.txt')
      await (await openLedger({ dir }, true)).close()
      const { child, gone } = start(dir, acknowledged)
      while (acknowledgedIn(acknowledged).length === 0) await setTimeout(5)
      const state = () => readFileSync(`/proc/${child.pid}/stat`, 'utf8').replace(/^.*\) /s, '')[0]
      const copies: { dir: string; acknowledged: readonly string[] }[] = []
      for (let k = 0; k < STOPS; k++) {
        await setTimeout(Math.random() * 5)
        child.kill('SIGSTOP')
        while (state() !== 'T') await setTimeout(1)
        const copy = join(folder, `copy-${k}`)
        mkdirSync(copy)
        for (const name of ['ledger.sqlite', 'ledger.sqlite-wal', 'ledger.sqlite-shm'])
          if (existsSync(join(dir, name))) copyFileSync(join(dir, name), join(copy, name))
        copies.push({ dir: copy, acknowledged: acknowledgedIn(acknowledged) })
        child.kill('SIGCONT')
      }
      child.kill('SIGKILL')
      await gone
      for (const copy of copies) {
        await expectWhole({ dir: copy.dir }, copy.acknowledged)
        rmSync(copy.dir, { recursive: true })
      }
      expect(copies.at(-1)!.acknowledged.length).toBeGreaterThan(STOPS / 10)
    },
  )

  it('waits for a living writer, however long it is stopped, and is free once that is dead', async () => {
    const dir = join(folder, 'held')
    const holder = await openLedger({ dir }, true)
    let release = () => {}
    const held = new Promise<void>((done) => {
      release = done
    })
    const holding = holder.append(
      (async function* () {
        yield draft()
        await held
      })(),
    )
    const other = await openLedger({ dir })
    const { child, gone } = start(dir, join(folder, 'held.txt'))
    await setTimeout(300)
    expect(acknowledgedIn(join(folder, 'held.txt'))).toEqual([])
    // Readers are not held up.
    expect(await other.count()).toBe(0)
    release()
    await holding
    while (acknowledgedIn(join(folder, 'held.txt')).length === 0) await setTimeout(5)
    child.kill('SIGKILL')
    await gone
    expect((await other.append([draft({ id: 'last' })])).appended).toBe(1)
    expect((await verifyLedger(holder)).faults).toEqual([])
    await holder.close()
    await other.close()
  })
})

describe.skipIf(noPostgres !== undefined)('a ledger on PostgreSQL', () => {
  it('loses nothing acknowledged when writers or the server are killed', async () => {
    const server = await startPostgres()
    try {
      const db = server.database('killed')
      const acknowledged = join(folder, 'server.txt')
      await (await openLedger({ db }, true)).close()
      for (let round = 0; round < 3; round++) {
        await killRound(db, acknowledged)
        await expectWhole({ db }, acknowledgedIn(acknowledged))
        const writer = start(db, acknowledged)
        const before = acknowledgedIn(acknowledged).length
        while (acknowledgedIn(acknowledged).length === before) await setTimeout(5)
        await server.crash()
        writer.child.kill('SIGKILL')
        await writer.gone
        await expectWhole({ db }, acknowledgedIn(acknowledged))
      }
    } finally {
      await server.stop()
    }
  })
})
