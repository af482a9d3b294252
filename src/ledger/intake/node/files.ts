import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { IssueError } from '../../../core/issue.js'
import { websiteFiles } from '../kiel/website.js'
import { limits } from '../limits.js'
import type { NamedBytes } from '../recognise.js'

const refuse = (code: string, file: string, message: string, hint?: string): never => {
  throw new IssueError([{ code, level: 'error', message, file, ...(hint === undefined ? {} : { hint }) }])
}

/** Bytes of a file, refused before it is read if it is too large. */
export const readBytes = (path: string): NamedBytes => {
  let size: number
  try {
    size = statSync(path).size
  } catch (error) {
    return refuse('file', path, `The file cannot be read: ${(error as Error).message}.`)
  }
  if (size > limits.fileBytes)
    refuse(
      'file-too-large',
      path,
      `The file has ${size} bytes; at most ${limits.fileBytes} are read.`,
      'Split it.',
    )
  return { name: path, bytes: new Uint8Array(readFileSync(path)) }
}

const WEBSITE = Object.keys(websiteFiles).map((name) => `${name}.csv`)

/** What is taken in together, as one transaction: a file, with the mapping that lies beside it, if any; or the website's folder. */
export interface Parcel {
  readonly path: string
  readonly mapping?: string
}

const mappingBeside = (path: string): string | undefined => {
  const mapping = path.replace(/\.csv$/i, '.mapping.yaml')
  return mapping !== path && statSync(mapping, { throwIfNoEntry: false }) !== undefined ? mapping : undefined
}

/** The parcels of a path: a folder that is not the website's has its CSV files with a mapping of the same name, and JSON Lines. */
export const parcelsOf = (path: string): readonly Parcel[] => {
  const one = (file: string): Parcel => {
    const mapping = mappingBeside(file)
    return { path: file, ...(mapping === undefined ? {} : { mapping }) }
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [one(path)]
  const names = readdirSync(path).sort()
  if (names.some((name) => WEBSITE.includes(name))) return [{ path }]
  const parcels = names
    .map((name) => one(join(path, name)))
    .filter(({ path: file, mapping }) => mapping !== undefined || file.endsWith('.jsonl'))
  return parcels.length === 0 ? [{ path }] : parcels
}

/**
 * The file, or of a folder the CSV files of the tracker's website. Beside one of these, release_info.csv is read, too: it
 * says which release it is.
 * @throws IssueError `file`, `file-too-large`
 */
export const readFiles = (path: string): readonly NamedBytes[] => {
  let folder: boolean
  try {
    folder = statSync(path).isDirectory()
  } catch {
    return refuse('file', path, 'There is no such file.')
  }
  if (!folder) {
    const info = join(dirname(path), 'release_info.csv')
    const beside =
      WEBSITE.includes(basename(path)) &&
      path !== info &&
      statSync(info, { throwIfNoEntry: false }) !== undefined
    return beside ? [readBytes(path), readBytes(info)] : [readBytes(path)]
  }
  const found = WEBSITE.filter((name) => readdirSync(path).includes(name))
  if (found.length === 0)
    refuse(
      'file',
      path,
      `The folder has none of the files of the tracker's website: ${WEBSITE.join(', ')}.`,
      'Give one file.',
    )
  return found.map((name) => readBytes(join(path, name)))
}
