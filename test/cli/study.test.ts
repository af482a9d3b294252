import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import type { Io } from '../../src/cli/io.js'
import { readShard } from '../../src/cli/study.js'
import { IssueError } from '../../src/core/index.js'
import { assumptions } from '../../src/crisis/index.js'
import { displayWidth } from '../../src/report/index.js'
import { percentilesOf } from '../../src/study/index.js'
import type { Study } from '../../src/study/uncertainty/index.js'
import { all, parse } from '../report/page.js'

// Compiled code: `npm test` builds first. Transformed by vitest, a game takes several times as long.
const PROGRAM = new URL('../../dist/cli/program.js', import.meta.url)
const built = existsSync(PROGRAM)
const { runCli } = built
  ? ((await import(PROGRAM.href)) as typeof import('../../src/cli/program.js'))
  : { runCli: () => Promise.reject(new Error('not built')) }

const folder = mkdtempSync(join(tmpdir(), 'guarantor-study-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))
const OPTIONS = ['us-korea-1953', 'anglo-polish-1939'].map((id) => `examples/history/${id}.pact.yaml`)

// Few assumptions vary, so that designs that take one at a time stay small.
const free = ['fighting.full', 'sanctions.pain', 'adversary.clashCost']
const few = join(folder, 'few.yaml')
writeFileSync(
  few,
  `assumptions:\n${assumptions
    .filter(({ name }) => !free.includes(name))
    .map((one) => `  ${one.name}: ${percentilesOf(one).p50}\n`)
    .join('')}  adversary.fearfulShare:
    deep: { low: 0.1, high: 0.7 }
    source: judgement
`.replace(/ {2}adversary\.fearfulShare: [\d.]+\n/, ''),
)

const run = async (...argv: string[]): Promise<{ code: number; out: string; err: string }> => {
  let out = ''
  let err = ''
  const io: Io = {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 100,
    colour: false,
    version: '9.9.9',
  }
  return { code: await runCli(argv, io), out, err }
}
const small = ['--draws', '32', '--replicates', '4', '--futures', '4', '--future-draws', '2', '--top', '2']
const plain = [...OPTIONS, '--assume', few, ...small, '--threads', '1', '--no-breaking']
const at = (name: string): string => join(folder, name)
const bytes = (name: string) =>
  ['study.json', 'summary.json', 'draws.parquet', 'report.html'].map((file) =>
    readFileSync(join(folder, name, file)),
  )

describe.skipIf(!built)('guarantor study', () => {
  it('prints tables, says where all of it lies, and writes summary, draws and page', async () => {
    const costly = ['--sobol', '4', '--pairs', '--shapley', '4', '--morris', '3']
    const { code, out, err } = await run('study', ...plain, ...costly, '--out', at('full'))
    expect(code).toBe(0)
    expect(err).toMatch(/futures of the deeply uncertain 100% \(16\/16\)/)
    for (const words of [
      '32 draws in 4 independent replicates',
      'Caution: few draws',
      'Caution: the options have different beneficiaries',
      'Anglo-Polish 1939',
      'What drives the difference from US-Korea 1953',
      'Pairs: ',
      'Where it fails: at least one full attack in ten years is above 20%',
      'Robustness: no challenge',
      '4 futures of the deeply uncertain assumptions',
      'The assumptions named above',
      'a forecast',
    ])
      expect(out.replace(/\s+/g, ' '), words).toContain(words)
    for (const line of out.split('\n'))
      if (!line.startsWith('/')) expect(displayWidth(line), line).toBeLessThanOrEqual(100)
    const summary = JSON.parse(readFileSync(join(at('full'), 'summary.json'), 'utf8')) as Study
    expect(summary).toMatchObject({ guarantor: 'study', version: '9.9.9', draws: 32, reading: 'in-force' })
    expect(summary.options[1].drivers.sobol?.pairs.length).toBe(3)
    const { source, unit, overridden, deep } = summary.assumptions.find(
      ({ name }) => name === 'adversary.fearfulShare',
    )!
    expect({ source, unit, overridden, deep }).toEqual({
      source: 'judgement',
      unit: 'share',
      overridden: true,
      deep: { low: 0.1, high: 0.7 },
    })
  })

  it('makes a page with every section, in order, and with nothing from elsewhere', () => {
    const html = readFileSync(join(at('full'), 'report.html'), 'utf8')
    const page = parse(html)
    expect(all(page, 'main > section').map((one) => one.getAttribute('id'))).toEqual(
      all(page, 'nav a').map((one) => one.getAttribute('href')?.slice(1)),
    )
    expect(html).not.toMatch(/<script|(src|href)="(?!#)/)
    expect(page.querySelector('#drivers')?.textContent).toContain('Pairs')
    expect(page.querySelector('#breaking')?.textContent).toContain('Not asked for')
    expect(page.querySelector('#assumptions')?.textContent).toContain('deeply uncertain, 0.1 to 0.7')
  })

  it('in shards gives the bytes of one run, and refuses to pass a part for the whole', async () => {
    const quiet = [...plain, '--quiet']
    expect((await run('study', ...quiet, '--out', at('one'))).code).toBe(0)
    expect((await run('study', ...quiet, '--out', at('a'), '--shard', '0/2')).code).toBe(0)
    expect(existsSync(join(at('a'), 'summary.json'))).toBe(false)
    const part = await run('merge', at('a'), '--quiet', '--threads', '1', '--out', at('part'))
    expect(part.code).toBe(1)
    expect(part.err).toMatch(/\d+ blocks are missing/)
    expect((await run('study', ...quiet, '--out', at('b'), '--shard', '1/2')).code).toBe(0)
    const merge = ['merge', at('a'), at('b'), '--quiet', '--threads', '1', '--out', at('merged')]
    expect((await run(...merge)).code).toBe(0)
    expect(bytes('merged')).toEqual(bytes('one'))
    const rest = ['merge', at('a'), '--complete', '--quiet', '--threads', '1', '--out', at('completed')]
    expect((await run(...rest)).code).toBe(0)
    expect(bytes('completed')).toEqual(bytes('one'))
  })

  it('leaves to merge only what the shards could not know', async () => {
    const quiet = [...plain, '--sobol', '2', '--shapley', '2', '--morris', '2', '--quiet']
    await run('study', ...quiet, '--out', at('alone'))
    for (const k of [0, 1, 2]) await run('study', ...quiet, '--out', at('shared'), '--shard', `${k}/3`)
    expect(readdirSync(join(at('shared'), 'blocks')).sort()).toEqual(
      readdirSync(join(at('alone'), 'blocks')).sort(),
    )
  })

  it('refuses what cannot be meant, and another study in the same folder', async () => {
    const refused = async (...more: string[]) => {
      const { code, err } = await run('study', ...plain, '--quiet', '--out', at('refused'), ...more)
      expect(code, more.join(' ')).not.toBe(0)
      expect(existsSync(at('refused')), more.join(' ')).toBe(false)
      return err
    }
    expect(await refused('--draws', '34')).toContain('not a multiple')
    expect(await refused('--draws', '24')).toContain('--draws 32')
    expect(await refused('--metric', 'peace')).toContain('one of deterrence')
    expect(await refused('--fails', 'full.tenYears=1')).toContain('full.tenYears>0.2')
    expect(await refused('--shard', '2/2')).toContain('i from 0 to n - 1')
    expect(await refused('--shard', '0/2', '--until', '0.01')).toContain('does not go with --until')
    const again = await run('study', ...plain, '--quiet', '--seed', '2', '--out', at('one'))
    expect(again.code).toBe(1)
    expect(again.err).toContain('another study')
    expect((await run('merge', at('nowhere'))).err).toContain('holds no study')
  })
})

describe('a shard', () => {
  const of = (text: string, env: Record<string, string> = {}) => readShard(text, env)
  it('is what is said, or what the scheduler says', () => {
    expect(of('2/5')).toEqual({ index: 2, count: 5 })
    const slurm = { SLURM_ARRAY_TASK_ID: '7', SLURM_ARRAY_TASK_MIN: '4', SLURM_ARRAY_TASK_COUNT: '8' }
    expect(of('auto', slurm)).toEqual({ index: 3, count: 8 })
    expect(of('auto/9', slurm)).toEqual({ index: 7, count: 9 })
    expect(of('auto/8', { JOB_COMPLETION_INDEX: '5' })).toEqual({ index: 5, count: 8 })
  })
  it.each(['', '5', '5/5', '-1/3', 'auto', 'auto/4', '1/2/3'])('"%s" is none', (text) => {
    expect(() => of(text)).toThrow(IssueError)
  })
})

// The signal must reach a process of its own.
describe.skipIf(!built)('stopped by Ctrl-C', () => {
  it('keeps what is done, says how to go on, and goes on to the same bytes', async () => {
    const name = 'stopped'
    const argv = [...OPTIONS, '--assume', few, ...small, '--draws', '256', '--no-breaking', '--quiet']
    const start = (...more: string[]) => {
      const child = spawn(process.execPath, ['dist/cli/main.js', 'study', ...argv, ...more])
      let err = ''
      child.stderr.on('data', (text) => {
        err += text
      })
      const ended = new Promise<{ code: number | null; err: string }>((resolve) => {
        child.on('close', (code) => resolve({ code, err }))
      })
      return { child, ended }
    }
    const blocks = (): number => {
      const path = join(folder, name, 'blocks')
      return existsSync(path) ? readdirSync(path).filter((file) => file.endsWith('.f64')).length : 0
    }
    const { child, ended } = start('--out', at(name), '--threads', '2')
    while (blocks() === 0 && child.exitCode === null) await pause(5)
    child.kill('SIGINT')
    const { code, err } = await ended
    expect(code).toBe(130)
    expect(err).toContain('--resume')
    expect(blocks()).toBeGreaterThan(0)
    expect(existsSync(join(folder, name, 'summary.json'))).toBe(false)
    expect((await start('--out', at(name), '--resume').ended).code).toBe(0)
    await start('--out', at('unbroken')).ended
    expect(bytes(name)).toEqual(bytes('unbroken'))
  })
})
