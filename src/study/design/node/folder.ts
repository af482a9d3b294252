import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { IssueError } from '../../../core/issue.js'
import { writeWhole } from '../../uncertainty/node/folder.js'
import type { DesignInput } from '../design.js'
import type { Explored } from '../explore.js'

/*
 * A search on disk: search.json says how far it is after each batch. It is written beside its place and moved there, so it is whole or it is
 * not there.
 */

/** The name of a search: a digest of everything that decides what it finds, but for when it stops. */
export const designId = ({ space, assumptions, options, version }: DesignInput): string => {
  const { seed, draws, batch } = options
  return createHash('sha256')
    .update(JSON.stringify({ space, assumptions, seed, draws, batch, version }))
    .digest('hex')
}

const searchFile = (folder: string): string => join(folder, 'search.json')

interface Kept {
  readonly guarantor: 'design-search'
  readonly id: string
  readonly explored: Explored
}

const refuse = (folder: string, message: string, hint: string): never => {
  throw new IssueError([{ code: 'file', level: 'error', message, file: folder, hint }])
}

const isKept = (value: unknown): value is Kept =>
  value !== null &&
  typeof value === 'object' &&
  (value as Partial<Kept>).guarantor === 'design-search' &&
  typeof (value as Partial<Kept>).id === 'string' &&
  typeof (value as Partial<Kept>).explored === 'object'

/** Opens a folder for a search: where it stands when it is taken up again. @throws IssueError where another search is kept there. */
export const openSearch = async (
  folder: string,
  id: string,
  resume: boolean,
): Promise<Explored | undefined> => {
  await mkdir(folder, { recursive: true }).catch((error: Error) =>
    refuse(folder, `cannot be made: ${error.message}`, 'choose another --out'),
  )
  const text = await readFile(searchFile(folder), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = null
  }
  if (!isKept(value))
    return refuse(folder, 'its search.json is not one of ours', 'choose another --out, or remove that file')
  if (!resume) return undefined
  if (value.id !== id)
    return refuse(
      folder,
      'this folder holds another search: space, assumptions, objectives, seed, draws or version differ',
      'give what it was begun with, or leave --resume out to begin anew',
    )
  // Numbers that are missing are null in JSON.
  const columns = Object.fromEntries(
    Object.entries(value.explored.columns).map(([key, list]) => [
      key,
      list.map((column) => column.map((x: number | null) => x ?? Number.NaN)),
    ]),
  )
  return { ...value.explored, columns }
}

/** Puts away where a search stands. */
export const keepSearch = (folder: string, id: string, explored: Explored): Promise<void> => {
  const kept: Kept = { guarantor: 'design-search', id, explored }
  return writeWhole(searchFile(folder), `${JSON.stringify(kept)}\n`)
}
