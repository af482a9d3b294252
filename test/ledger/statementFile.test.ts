import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IssueError } from '../../src/core/issue.js'
import { htmlText, unwrapLines } from '../../src/ledger/index.js'
import { assemble, makePdf } from './makePdf.js'

// The thread that reads PDFs runs compiled code; `npm test` builds first.
const built = new URL('../../dist/ledger/node/statementFile.js', import.meta.url)
type Reader = typeof import('../../src/ledger/node/statementFile.js')

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'statement-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const file = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const refusal = async (reading: Promise<unknown>): Promise<string> =>
  await reading.then(
    () => 'read',
    (error: unknown) =>
      (error as IssueError).issues.map(({ code, message }) => `${code}: ${message}`).join('; '),
  )

describe('plain text', () => {
  it('joins lines broken to fit a page, and parts of words', () => {
    expect(
      unwrapLines('We will provide\n3 billion of mis-\nsiles.\n\nNext paragraph\n- an item\n- another'),
    ).toBe('We will provide 3 billion of missiles.\n\nNext paragraph\n- an item\n- another')
  })
})

describe('HTML', () => {
  it('is read as one reads it', () => {
    const { title, text } = htmlText(
      '<html><head><title>A &amp; B</title><script>will()</script></head><body><nav>Menu</nav><p>We will give &pound;3&nbsp;bn<br>a year.</p><p hidden>no</p><p style="display:none">no</p><ul><li>One</li><li>Two</li></ul></body></html>',
    )
    expect(title).toBe('A & B')
    expect(text.replace(/\s+/g, ' ')).toBe('We will give £3 bn a year. One Two')
  })

  it('survives what is hostile', () => {
    expect(() => htmlText('<b>'.repeat(200_000))).toThrow(RangeError)
    expect(htmlText('<p'.repeat(100_000)).text.length).toBeLessThan(400_000)
    expect(htmlText('&#x41;&#0;&#xD800;&bogus;<!-- <p>no</p>').text).toContain('A')
    expect(htmlText('<![CDATA[x]]><svg><script>alert(1)</script></svg><p>yes</p>').text).toContain('yes')
    expect(htmlText(`<a ${'x '.repeat(200_000)}>ok</a>`).text).toBe('ok')
  })
})

describe.skipIf(!existsSync(built))('statement files', () => {
  let reader: Reader
  beforeAll(async () => {
    reader = (await import(built.href)) as Reader
  })

  it('tells text, HTML and PDF apart by what is in them', async () => {
    const text = await reader.readStatement(await file('a.dat', 'We will give\n£3bn.'))
    expect(text).toEqual({ format: 'text', text: 'We will give £3bn.', title: null })
    const html = await reader.readStatement(
      await file('b.dat', '<!doctype html><title>T</title><p>We will.</p>'),
    )
    expect([html.format, html.text]).toEqual(['html', 'We will.'])
    const pdf = await reader.readStatement(
      await file(
        'c.dat',
        makePdf([
          ['We will provide GBP 3 billion', 'a year until 2030/31.'],
          ['We intend to send 20 mis-', 'siles.'],
        ]),
      ),
    )
    expect(pdf.format).toBe('pdf')
    expect(pdf.text).toContain('We will provide GBP 3 billion a year until 2030/31.')
    expect(pdf.text).toContain('20 missiles.')
  })

  it('reads the encodings that files say, and refuses the wrong one', async () => {
    const latin = Buffer.from('<html><meta charset="windows-1252"><p>\x80 5 m</p></html>', 'latin1')
    expect((await reader.readStatement(await file('l.html', latin))).text).toBe('€ 5 m')
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('We will.', 'utf16le')])
    expect((await reader.readStatement(await file('u.txt', utf16))).text).toBe('We will.')
    const bare = await file('bad.txt', Buffer.from('\xa3 5 m', 'latin1'))
    expect(await refusal(reader.readStatement(bare))).toBe('encoding: is not in utf-8')
    expect((await reader.readStatement(bare, 'windows-1252')).text).toBe('£ 5 m')
    expect(await refusal(reader.readStatement(bare, 'nonsense'))).toContain('no encoding known here')
  })

  it('refuses what is broken, empty, binary or too deep', async () => {
    expect(await refusal(reader.readStatement(join(folder, 'none')))).toBe('file: no such file')
    expect(await refusal(reader.readStatement(folder))).toBe('file: no such file')
    expect(await refusal(reader.readStatement(await file('bin', Buffer.from([1, 0, 2]))))).toContain(
      'neither text',
    )
    expect(
      await refusal(reader.readStatement(await file('deep.html', `<html>${'<b>'.repeat(100_000)}`))),
    ).toContain('deep')
    expect(await refusal(reader.readStatement(await file('x.pdf', '%PDF-1.4 garbage')))).toContain(
      'no PDF that can be read',
    )
    expect(await refusal(reader.readStatement(await file('e.pdf', makePdf([[]]))))).toContain('holds no text')
    const huge = await file('huge.txt', 'x')
    await writeFile(huge, Buffer.alloc(reader.statementLimits.bytes + 1, 32))
    expect(await refusal(reader.readStatement(huge))).toContain('larger than 20 MB')
  })

  it('ends a PDF that unpacks to far more than it is', async () => {
    const bomb = assemble([Buffer.from(`BT /F1 11 Tf ${'(We will.) Tj T*\n'.repeat(6_000_000)} ET`)])
    expect(bomb.length).toBeLessThan(1_000_000)
    const path = await file('bomb.pdf', bomb)
    expect(await refusal(reader.readStatement(path, undefined, 3))).toMatch(
      /took more than 3 seconds|memory|characters/,
    )
  }, 60_000)
})
