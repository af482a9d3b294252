import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Io } from '../../src/cli/io.js'
import { runCli } from '../../src/cli/program.js'

const folder = mkdtempSync(join(tmpdir(), 'guarantor-'))
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

const UKRAINE = 'examples/ukraine'
const INCURSION = ['--events', 'examples/storylines/2-limited-incursion.events.yaml']

describe('guarantor exercise', () => {
  it('says who owes what, what is decided, who blocks, what falls due', async () => {
    const { code, out } = await run('exercise', UKRAINE, ...INCURSION, '--now', 'D+0 H+5')
    expect(code).toBe(0)
    const flat = out.replace(/\s+/g, ' ')
    expect(flat).toContain('FRA owes, by 2026-10-13 07:30 Kyiv time, to consult with UKR; else')
    expect(flat).toContain('Due within 72 hours - 2026-10-13 07:30 Kyiv time (in 22 h)')
    expect(flat).toContain('joint-assessment-mechanism')
    expect(flat).toContain('FRA and UKR: to consult with one another')
    // Sanctions hit somebody else than the one for whom they are imposed.
    expect(flat).toContain('to impose sanctions for the sake of UKR')
    expect(flat).not.toContain('give UKR sanctions')
  })

  it('gives the same as JSON, the same bytes each time', async () => {
    const first = await run('exercise', UKRAINE, ...INCURSION, '--json')
    expect(await run('exercise', UKRAINE, ...INCURSION, '--json')).toEqual(first)
    const { state } = JSON.parse(first.out) as { state: { obligations: { id: string; state: string }[] } }
    expect(state.obligations.find(({ id }) => id === 'eu-42-7/sanctions/POL')?.state).toBe('blocked')
  })

  it('refuses a log that does not fit, with the line', async () => {
    const file = join(folder, 'bad.events.yaml')
    writeFileSync(
      file,
      'exercise: "1"\nid: x\ntitle: x\nzone: UTC\nstart: 2026-01-01T00:00\nevents:\n  - { id: a, type: request, at: D+0, by: UKX }\n',
    )
    const { code, err } = await run('exercise', UKRAINE, '--events', file)
    expect(code).toBe(1)
    expect(err).toContain('unknown-actor')
    expect(err).toContain('bad.events.yaml:7')
  })

  it('refuses a file that is not there and a moment that is none', async () => {
    expect((await run('exercise', UKRAINE, '--events', 'nothing.yaml')).code).toBe(2)
    const { code, err } = await run('exercise', UKRAINE, ...INCURSION, '--now', 'tomorrow')
    expect(code).toBe(2)
    expect(err).toContain('D+1 H+2')
  })
})

describe('guarantor why', () => {
  it('explains an obligation back to the words of the clause and the events', async () => {
    const { code, out } = await run('why', 'bilateral-2024/fr-consult/FRA', UKRAINE, ...INCURSION)
    expect(code).toBe(0)
    const flat = out.replace(/\s+/g, ' ')
    expect(flat).toContain('consultations dans les 24 heures')
    expect(flat).toContain('dormant -> due, by request-consultations of UKR')
    expect(flat).toContain('due -> fulfilled, by paris-london-meet')
  })

  it('suggests an id that is near', async () => {
    const { code, err } = await run('why', 'bilateral-2024/fr-consult/FRB', UKRAINE, ...INCURSION)
    expect(code).toBe(2)
    expect(err).toContain('did you mean "bilateral-2024/fr-consult/FRA"')
  })
})
