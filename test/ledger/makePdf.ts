import { deflateSync } from 'node:zlib'

const literal = (text: string): string => text.replace(/[\\()]/g, '\\$&')

/** A small PDF with these lines on each page; `packed` deflates the page, as real ones are. */
export const makePdf = (pages: readonly (readonly string[])[], packed = true): Buffer => {
  const contents = pages.map((lines) =>
    Buffer.from(
      `BT /F1 11 Tf 14 TL 50 780 Td ${lines.map((line) => `(${literal(line)}) Tj T*`).join('\n')} ET`,
      'latin1',
    ),
  )
  return assemble(contents, packed)
}

/** The same from raw page contents. */
export const assemble = (contents: readonly Buffer[], packed = true): Buffer => {
  const objects: Buffer[] = []
  const add = (body: Buffer | string): number =>
    objects.push(Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1'))
  const pageIds = contents.map((_, i) => 4 + 2 * i)
  add('<< /Type /Catalog /Pages 2 0 R >>')
  add(`<< /Type /Pages /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] /Count ${contents.length} >>`)
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>')
  contents.forEach((content, i) => {
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${pageIds[i] + 1} 0 R >>`,
    )
    const body = packed ? deflateSync(content) : content
    const filter = packed ? ' /Filter /FlateDecode' : ''
    add(
      Buffer.concat([
        Buffer.from(`<< /Length ${body.length}${filter} >>\nstream\n`, 'latin1'),
        body,
        Buffer.from('\nendstream', 'latin1'),
      ]),
    )
  })
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n', 'latin1')]
  const offsets: number[] = []
  let at = parts[0].length
  objects.forEach((body, i) => {
    offsets.push(at)
    const whole = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')])
    parts.push(whole)
    at += whole.length
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}
