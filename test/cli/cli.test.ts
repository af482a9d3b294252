import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Io } from '../../src/cli/io.js'
import { runCli } from '../../src/cli/program.js'

const folder = mkdtempSync(join(tmpdir(), 'guarantor-'))
const KOREA = 'examples/history/us-korea-1953.pact.yaml'
const NONE = 'examples/ukraine/0-no-guarantee.pact.yaml'

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
const few = ['--draws', '4', '--threads', '1']
const written = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('guarantor check', () => {
  it('passes the examples, with their loopholes as warnings and notes', async () => {
    const { code, out } = await run('check', 'examples')
    expect(code).toBe(0)
    expect(out).toContain('no-deadline')
    expect(out).toContain('paris-2026.pact.yaml:')
  })
  it('fails on errors, all at once, with file, line, column and the line itself', async () => {
    const path = written(
      'bad.pact.yaml',
      `${readFileSync(NONE, 'utf8').replace('title:', 'titel:')}\nextra: 1\n`,
    )
    const { code, out } = await run('check', path)
    expect(code).toBe(1)
    expect(out).toMatch(/bad\.pact\.yaml:\d+:1: error {2}unknown-key {2}unknown key "titel"/)
    expect(out).toContain('did you mean "title"?')
    expect(out).toContain('unknown key "extra"')
    expect(out).toContain('title is missing')
  })
  it('speaks JSON and SARIF', async () => {
    const json = JSON.parse((await run('check', KOREA, '--format', 'json')).out)
    expect(json.issues[0]).toMatchObject({ code: expect.any(String), line: expect.any(Number) })
    const sarif = JSON.parse((await run('check', KOREA, '--format', 'sarif')).out)
    expect(sarif.version).toBe('2.1.0')
    expect(sarif.runs[0].results.length).toBe(json.issues.length)
  })
  it('names an unknown state and suggests the nearest', async () => {
    const path = written(
      'state.pact.yaml',
      readFileSync(KOREA, 'utf8').replace('beneficiary: KOR', 'beneficiary: KRO'),
    )
    const { code, out } = await run('check', path)
    expect(code).toBe(1)
    expect(out).toContain('no state or group "KRO"')
    expect(out).toContain('KOR')
  })
})

describe('guarantor compare, assess and explain', () => {
  it('prints a table, and only the result on standard output', async () => {
    const { code, out, err } = await run('compare', NONE, KOREA, ...few)
    expect(code).toBe(0)
    expect(out).toContain('No guarantee')
    expect(out).not.toContain('solving')
    expect(err).toContain('solving 100%')
    expect((await run('compare', KOREA, ...few, '--quiet')).err).toBe('')
  })
  it('prints JSON with the documented keys', async () => {
    const result = JSON.parse((await run('assess', KOREA, ...few, '--json', '--quiet')).out)
    expect(result).toMatchObject({ seed: 1, draws: 4, version: '9.9.9' })
    expect(result.options[0]).toMatchObject({
      id: 'us-korea-1953',
      deterrence: { p05: expect.any(Number), p50: expect.any(Number), p95: expect.any(Number) },
      challenge: { none: {}, hybrid: {}, limited: {}, full: { p50: expect.any(Number) } },
      credibility: { full: { required: {}, supplied: {}, margin: {} } },
      guarantors: [{ id: 'USA', owes: 'troops', honour: { p05: expect.any(Number) } }],
      equilibria: { atMedian: [{ label: 'principal' }] },
    })
    expect(result.assumptions[0]).toMatchObject({ name: 'adversary.lambda', source: expect.any(String) })
  })
  it('writes the report and prints its path last', async () => {
    const path = join(folder, 'report.html')
    const { out } = await run('compare', NONE, KOREA, ...few, '--quiet', '--html', path)
    expect(out.trimEnd().split('\n').at(-1)).toBe(path)
    expect(readFileSync(path, 'utf8')).toMatch(/^<!doctype html>/i)
  })
  it('explains in words', async () => {
    const { code, out } = await run('explain', KOREA, '--draws', '4', '--threads', '1', '--quiet')
    expect(code).toBe(0)
    expect(out).toContain('judgement')
  })
  it('takes an assumption from the command line or a file, and refuses what it does not know or what is out of range', async () => {
    const fixed = JSON.parse(
      (await run('assess', KOREA, ...few, '--json', '--quiet', '--set', 'guarantor.rho=0')).out,
    )
    const row = fixed.assumptions.find((one: { name: string }) => one.name === 'guarantor.rho')
    expect(row).toMatchObject({ overridden: true, interval: { p50: 0 } })
    const unknown = await run('assess', KOREA, ...few, '--set', 'guarantor.roh=1')
    expect(unknown.code).toBe(1)
    expect(unknown.err).toContain('did you mean "guarantor.rho"?')
    const outside = await run('assess', KOREA, ...few, '--set', 'found.full=1.2')
    expect(outside.code).toBe(1)
    expect(outside.err).toContain('0 to 1')
    const file = written('mine.yaml', 'assumptions:\n  found.full: 7\n')
    const bad = await run('assess', KOREA, ...few, '--assume', file)
    expect(bad.code).toBe(1)
    expect(bad.err).toContain('mine.yaml:2')
  })
  it('takes a text as it stands when asked', async () => {
    const nato = 'examples/ukraine/6-nato-article-5.pact.yaml'
    const result = JSON.parse((await run('assess', nato, '--draws', '1', '--json', '--quiet', '--as-is')).out)
    expect(result.reading).toBe('as-is')
    expect(result.options[0].guarantors.every((one: { owes: unknown }) => one.owes === null)).toBe(true)
  })
  it('says what is wrong with its own arguments, exit code 2', async () => {
    expect((await run('compare', KOREA, '--draws', 'many')).code).toBe(2)
    expect((await run('compare', 'no-such-file.yaml')).code).toBe(2)
    expect((await run('nonsense')).code).toBe(2)
    const twice = await run('compare', KOREA, KOREA, ...few)
    expect(twice.code).toBe(2)
    expect(twice.err).toContain('us-korea-1953')
  })
  it('does not solve a document with errors', async () => {
    const { code, out, err } = await run('assess', join(folder, 'bad.pact.yaml'), ...few)
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(err).toContain('unknown-key')
  })
})

describe('guarantor export, solve and trace', () => {
  it('writes the game that was solved, and solves that file to the same behaviour', async () => {
    const efg = join(folder, 'game.efg')
    const ours = join(folder, 'ours.json')
    const coarse = ['--values', '1', '--shocks', '1']
    const written = await run('export', KOREA, '--efg', efg, '--profile', ours, ...coarse)
    expect(written.code).toBe(0)
    expect(written.out.trimEnd()).toBe(efg)
    const solved = await run('solve', efg, '--lambda', '1', '--json')
    expect(solved.code).toBe(0)
    const [mine, theirs] = [JSON.parse(readFileSync(ours, 'utf8')), JSON.parse(solved.out)]
    expect(theirs.converged).toBe(true)
    for (const [player, sets] of Object.entries<Record<string, number[]>>(mine.profile))
      for (const [set, p] of Object.entries(sets))
        p.forEach((x, k) => {
          expect(theirs.profile[player][set][k]).toBeCloseTo(x, 6)
        })
  })
  it('refuses a tree that is too large, with its size', async () => {
    const { code, err } = await run(
      'export',
      'examples/ukraine/6-nato-article-5.pact.yaml',
      '--efg',
      join(folder, 'n.efg'),
    )
    expect(code).toBe(1)
    expect(err).toMatch(/too-many-nodes .*nodes; the limit is 2,000,000/)
  })
  it('says where a game file is wrong', async () => {
    const { code, err } = await run(
      'solve',
      written('broken.efg', 'EFG 2 R "x" { "A" }\n""\np "" 1'),
      '--lambda',
      '1',
    )
    expect(code).toBe(1)
    expect(err).toMatch(/broken\.efg:3:\d+: error/)
    expect((await run('solve', 'none.efg', '--lambda', '1')).code).toBe(2)
    expect((await run('solve', 'none.efg', '--lambda', 'x')).code).toBe(2)
  })
  it('accounts for one solve', async () => {
    const { code, out } = await run('trace', KOREA, '--values', '3', '--shocks', '1')
    expect(code).toBe(0)
    expect(out).toContain('== principal')
    expect(out).toContain('USA owes troops')
    expect((await run('trace', KOREA, '--draw', '9999')).code).toBe(2)
  })
})

describe('guarantor world, atop, schema, --version', () => {
  it('prints facts with sources', async () => {
    const { out } = await run('world', 'UKR', 'pol')
    expect(out).toContain('Ukraine')
    expect(out).toContain('SIPRI')
    expect((await run('world')).out).toContain('UKR')
    const unknown = await run('world', 'Ukrain')
    expect(unknown.code).toBe(2)
    expect(unknown.err).toContain('UKR')
  })
  it('codes a treaty as ATOP does', async () => {
    const [coded] = JSON.parse((await run('atop', KOREA)).out)
    expect(coded).toMatchObject({ id: 'us-korea-1953', defense: 1, consul: 1, nonagg: 1, offense: 0 })
  })
  it('prints the schema that is published', async () => {
    expect((await run('schema')).out).toBe(readFileSync('schema/pact.schema.json', 'utf8'))
  })
  it('prints its version', async () => {
    const { code, out } = await run('--version')
    expect(code).toBe(0)
    expect(out).toBe('9.9.9\n')
  })
})

describe('guarantor classics', () => {
  it('shows what was published beside what is computed, as a table and as JSON', async () => {
    const { code, out } = await run('classics')
    expect(code).toBe(0)
    expect(out).toMatch(/risk +0\.0476 +0\.047619/)
    const found = JSON.parse((await run('classics', '--json')).out)
    expect(found.length).toBe(12)
    for (const { rows } of found)
      for (const { published, value, digits } of rows)
        expect(Math.abs(published - value)).toBeLessThanOrEqual(0.5000001 * 10 ** -digits)
  })
})
