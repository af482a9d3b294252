import { Unzip, UnzipInflate, UnzipPassThrough, unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/universal'
import { type Issue, IssueError } from '../../core/issue.js'
import { limits } from './limits.js'

/** What stands in a cell of a workbook; nothing in an empty one. A date has its time set to midnight in UTC. */
export type SheetCell = string | number | boolean | Date | null

export type SheetRow = readonly SheetCell[]

const refuse = (file: string, code: string, message: string, hint?: string): never => {
  const issue: Issue = { code, level: 'error', message, file, ...(hint === undefined ? {} : { hint }) }
  throw new IssueError([issue])
}

const CHUNK = 1 << 16

/** Whether bytes begin as a zip file does. */
export const looksZipped = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

/** Names and bytes of the parts, as the directory at the end of the file states them: the reader goes by these. */
const directoryOf = (bytes: Uint8Array): { names: string[]; stated: number } => {
  const names: string[] = []
  let stated = 0
  unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      names.push(name)
      stated += originalSize
      return false
    },
  })
  return { names, stated }
}

/**
 * Unzips every part once, in small pieces that are counted and thrown away, and refuses what is too large or is no workbook.
 * The sizes that the file states of itself are not believed.
 * @throws IssueError `not-a-workbook`, `workbook-bomb`, `workbook-macros`
 */
export const guardWorkbook = (bytes: Uint8Array, file: string): void => {
  if (!looksZipped(bytes)) refuse(file, 'not-a-workbook', 'The file is no .xlsx workbook.')
  let unzipped = 0
  const parts: string[] = []
  const unzip = new Unzip((part) => {
    parts.push(part.name)
    if (parts.length > limits.parts)
      refuse(file, 'workbook-bomb', `The workbook has more than ${limits.parts} parts.`)
    if (/vbaProject\.bin$/i.test(part.name))
      refuse(file, 'workbook-macros', 'The workbook holds macros.', 'Save it as .xlsx without them.')
    part.ondata = (error, data) => {
      if (error) throw error
      unzipped += data.length
      if (unzipped > limits.unzippedBytes)
        refuse(
          file,
          'workbook-bomb',
          `The workbook unzips to more than ${limits.unzippedBytes} bytes; it has ${bytes.length}.`,
        )
    }
    part.start()
  })
  unzip.register(UnzipPassThrough)
  unzip.register(UnzipInflate)
  try {
    const directory = directoryOf(bytes)
    if (directory.stated > limits.unzippedBytes)
      refuse(
        file,
        'workbook-bomb',
        `The workbook unzips to ${directory.stated} bytes; it has ${bytes.length}.`,
      )
    for (let at = 0; at < bytes.length; at += CHUNK)
      unzip.push(bytes.subarray(at, at + CHUNK), at + CHUNK >= bytes.length)
    if (directory.names.some((name) => !parts.includes(name)))
      refuse(file, 'not-a-workbook', 'The directory of the file names parts that are not in it.')
  } catch (error) {
    if (error instanceof IssueError) throw error
    refuse(file, 'not-a-workbook', `The file cannot be unzipped: ${(error as Error).message}.`)
  }
  if (!parts.includes('xl/workbook.xml')) refuse(file, 'not-a-workbook', 'The file is no .xlsx workbook.')
}

const blobOf = (bytes: Uint8Array): Blob => new Blob([bytes as Uint8Array<ArrayBuffer>])

/**
 * Rows of one sheet of a workbook, from its first row, with the values that its program had last worked out; formulas are not run.
 * @returns undefined if the workbook has no sheet of that name
 * @throws IssueError as {@link guardWorkbook}; `workbook` if the sheet cannot be read
 */
export const sheetOf = async (
  bytes: Uint8Array,
  name: string,
  file: string,
): Promise<readonly SheetRow[] | undefined> => {
  try {
    return (await readSheet(blobOf(bytes), name)) as readonly SheetRow[]
  } catch (error) {
    const message = (error as Error).message
    if (/not found/i.test(message)) return undefined
    return refuse(file, 'workbook', `The sheet "${name}" cannot be read: ${message}`)
  }
}
