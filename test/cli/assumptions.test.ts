import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Io } from '../../src/cli/io.js'
import { runCli } from '../../src/cli/program.js'
import { assumptions } from '../../src/crisis/index.js'

const folder = mkdtempSync(join(tmpdir(), 'guarantor-'))
const written = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

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
  return { code: await runCli(['assumptions', ...argv], io), out, err }
}

const mine = written(
  'mine.yaml',
  `assumptions:
  guarantor.rho: 8
  fear.clash:
    quantiles: { 5: 10, 50: 24, 95: 60 }
    source: panel of November
    by: A. Example
    on: 2026-11-12
    why: a reason
  adversary.statusQuo:
    deep: { low: -40, high: 10 }
    source: judgement
correlations:
  - { between: [fear.clash, stake.near], rank: 0.4, source: paper }
`,
)

describe('guarantor assumptions', () => {
  it('lists every assumption with percentiles, unit and source', async () => {
    const { code, out } = await run('--prior', 'wide')
    expect(code).toBe(0)
    for (const { name } of assumptions) expect(out).toContain(`\n${name} `)
    expect(out).toMatch(/\nadversary\.lambda +0\.0733 +0\.12 +0\.197 +1\/point +judgement\n/)
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  })

  it('has its scales conditioned on the record unless asked not to, which is no change of yours', async () => {
    const { out } = await run()
    expect(out).toMatch(/^\d+ assumptions, 0 given by you/)
    expect(out).toContain('conditioned on the record')
    expect((await run('--prior', 'wide')).out).not.toContain('conditioned on the record')
  })

  it('puts yours first, with who, when and why, and what moves with what', async () => {
    const { out } = await run(mine)
    expect(out.indexOf('fear.clash')).toBeLessThan(out.indexOf('adversary.lambda'))
    expect(out).toContain('Source: panel of November; by A. Example; on 2026-11-12')
    expect(out).toContain('Why: a reason')
    expect(out).toContain('Moves with stake.near: rank correlation 0.40; paper')
    expect(out).toMatch(/\nadversary\.statusQuo +– +– +– +points +deep, judgement, yours\n/)
    expect(out).toContain('deeply uncertain, −40 to 10, no probabilities')
    expect(out).toMatch(/fear\.clash – stake\.near +0\.40 +0\.40 +paper|stake\.near – fear\.clash +0\.40/)
  })

  it('shows the fit', async () => {
    const { out } = await run(mine, '--fit')
    expect(out).toContain('fear.clash (points): metalog, 3 terms')
    expect(out).toMatch(/95% +60 +60 +exact/)
    expect((await run('--fit', '--prior', 'wide')).out).toBe('No assumption is given by quantiles.\n')
  })

  it('finds what is doubtful, at its place', async () => {
    const { code, out } = await run(mine, '--lint')
    expect(code).toBe(0)
    expect(out).toMatch(/mine\.yaml:2:3: warning {2}missing-source {2}guarantor\.rho/)
    expect(out).toContain('1 warning')
  })

  it('finds judgement that drives the result of a document', async () => {
    const none = 'examples/ukraine/0-no-guarantee.pact.yaml'
    const { code, out } = await run('--lint', '--for', none, '--quiet', '--json')
    expect(code).toBe(0)
    const { findings } = JSON.parse(out)
    expect(findings.length).toBeGreaterThan(3)
    for (const { code: kind } of findings) expect(kind).toBe('judgement-drives')
  })

  it('prints JSON: assumptions, correlations, fits, and findings if asked', async () => {
    const plain = JSON.parse((await run(mine, '--json', '--prior', 'wide')).out)
    expect(plain).toMatchObject({ guarantor: 'assumptions', version: '9.9.9' })
    expect(plain.assumptions).toHaveLength(assumptions.length)
    expect(plain.correlations).toHaveLength(1)
    expect(plain.fits[0].rows).toHaveLength(3)
    expect(plain.findings).toBeUndefined()
    expect(JSON.parse((await run(mine, '--json', '--lint', '--prior', 'wide')).out).findings).toHaveLength(1)
  })

  it('refuses wrong use and wrong files', async () => {
    expect((await run('--for', 'x.pact.yaml')).code).toBe(2)
    expect((await run(join(folder, 'nowhere.yaml'))).code).toBe(2)
    const bad = written('bad.yaml', 'assumptions:\n  guarantor.roh: 8\n')
    const { code, err } = await run(bad)
    expect(code).toBe(1)
    expect(err).toContain('did you mean "guarantor.rho"?')
  })

  it('checks correlations of several files together', async () => {
    const tie = (name: string, a: string, b: string, rank: number) =>
      written(
        name,
        `assumptions: {}\ncorrelations:\n  - { between: [${a}, ${b}], rank: ${rank}, source: paper }\n`,
      )
    const { code, err } = await run(
      tie('a.yaml', 'stake.near', 'fear.clash', 0.9),
      tie('b.yaml', 'fear.clash', 'cost.aid', 0.9),
      tie('c.yaml', 'stake.near', 'cost.aid', -0.9),
    )
    expect(code).toBe(1)
    expect(err).toContain('cannot hold together')
  })
})
