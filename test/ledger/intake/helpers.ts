import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, type Zippable, zipSync } from 'fflate'
import { IssueError } from '../../../src/core/index.js'
import { dataFolder } from '../../world/data.js'

export const kielFolder = join(dataFolder, 'kiel_ust')
export const kielAbsent = !existsSync(join(kielFolder, 'website_csv_r29/data_explorer.csv'))

export const entered = { by: 'test', at: '2026-11-26T12:00:00Z', tool: 'test' }

export const bytesOf = (path: string): Uint8Array => new Uint8Array(readFileSync(join(kielFolder, path)))

export const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Codes of the issues that a piece of work throws; empty if it throws none. */
export const codesThrown = async (work: () => unknown): Promise<string[]> => {
  try {
    await work()
    return []
  } catch (error) {
    if (error instanceof IssueError) return error.issues.map(({ code }) => code)
    throw error
  }
}

export type TestCell = string | number | boolean | Date | null

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const columnName = (index: number): string => {
  let name = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}

const cellXml = (cell: TestCell, place: string): string => {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if (cell instanceof Date) return `<c r="${place}" s="1"><v>${cell.getTime() / 86_400_000 + 25_569}</v></c>`
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** A small .xlsx workbook, made by hand so that hostile ones can be made, too. */
export const workbook = (
  sheets: Readonly<Record<string, readonly (readonly TestCell[])[]>>,
  more: Zippable = {},
): Uint8Array => {
  const names = Object.keys(sheets)
  const parts: Zippable = {
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${names
        .map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names
        .map(
          (_, i) =>
            `<Relationship Id="rId${i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
        )
        .join(
          '',
        )}<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
    ),
    'xl/styles.xml': strToU8(
      `<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
    ...more,
  }
  for (const [i, name] of names.entries())
    parts[`xl/worksheets/sheet${i + 1}.xml`] = strToU8(
      `<worksheet xmlns="${MAIN}"><sheetData>${sheets[name]
        .map(
          (row, r) =>
            `<row r="${r + 1}">${row.map((cell, c) => cellXml(cell, `${columnName(c)}${r + 1}`)).join('')}</row>`,
        )
        .join('')}</sheetData></worksheet>`,
    )
  return zipSync(parts)
}
