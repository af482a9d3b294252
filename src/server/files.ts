import { createHash, randomUUID } from 'node:crypto'
import { lstat, mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'

/*
 * The folder that the workbench was opened on: its documents are read and written here, and nothing outside it.
 */

export const SUFFIX = '.pact.yaml'

/** Most documents listed, most bytes of one. */
const MAX_FILES = 200
const MAX_BYTES = 512 * 1024

export interface ServedFile {
  /** Path below the folder, with slashes. */
  readonly name: string
  readonly text: string
  /** Digest of the text: a write must name the one it was made from. */
  readonly etag: string
}

export const etagOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)

/** A name that may be read or written: segments of letters, digits and a few signs, none hidden, ending in .pact.yaml. */
export const isAllowedName = (name: string): boolean =>
  name.length <= 200 &&
  name.endsWith(SUFFIX) &&
  name
    .split('/')
    .every((segment) => /^[\p{L}\p{N}_][\p{L}\p{N}_ .()-]*$/u.test(segment) && !segment.includes('..'))

/** The documents in a folder and below it, in the order of their names; what is too large is left out. */
export const listFiles = async (folder: string): Promise<readonly ServedFile[]> => {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => !name.includes('node_modules/') && isAllowedName(name))
    .sort()
    .slice(0, MAX_FILES)
  const files = await Promise.all(names.map((name) => readServed(folder, name)))
  return files.filter((file) => file !== null)
}

/** One document; null where there is none, or where it is a link or too large. */
export const readServed = async (folder: string, name: string): Promise<ServedFile | null> => {
  if (!isAllowedName(name)) return null
  const path = join(folder, name)
  const info = await lstat(path).catch(() => null)
  if (info === null || !info.isFile() || info.size > MAX_BYTES) return null
  if (!(await isInside(folder, path))) return null
  const text = await readFile(path, 'utf8')
  return { name, text, etag: etagOf(text) }
}

const isInside = async (folder: string, path: string): Promise<boolean> => {
  const [root, parent] = await Promise.all([realpath(folder), realpath(dirname(path))])
  return parent === root || parent.startsWith(root + sep)
}

export type Written =
  | { readonly kind: 'written'; readonly file: ServedFile }
  /** It changed on disk since it was read: here is what is there now (null: it is gone). */
  | { readonly kind: 'conflict'; readonly file: ServedFile | null }
  | { readonly kind: 'refused'; readonly message: string }

/**
 * Writes a document whole or not at all. `from` is the digest of the text it was made from, null for a new file: a file
 * that is not as it was then is left alone.
 */
export const writeServed = async (
  folder: string,
  name: string,
  text: string,
  from: string | null,
): Promise<Written> => {
  if (!isAllowedName(name))
    return { kind: 'refused', message: `"${name}" is not a name of a ${SUFFIX} file in this folder` }
  if (Buffer.byteLength(text) > MAX_BYTES) return { kind: 'refused', message: `more than ${MAX_BYTES} bytes` }
  const path = join(folder, name)
  if (!(await isInside(folder, await existing(folder, path))))
    return { kind: 'refused', message: `"${name}" leads outside the folder` }
  const info = await lstat(path).catch(() => null)
  if (info !== null && !info.isFile()) return { kind: 'refused', message: `"${name}" is not a plain file` }
  const there = await readServed(folder, name)
  if ((there?.etag ?? null) !== from) return { kind: 'conflict', file: there }
  await mkdir(dirname(path), { recursive: true })
  const part = `${path}.${randomUUID()}.part`
  try {
    await writeFile(part, text, { flag: 'wx' })
    await rename(part, path)
  } finally {
    await rm(part, { force: true })
  }
  return { kind: 'written', file: { name, text, etag: etagOf(text) } }
}

/** The path itself if its folder is there, else the nearest one above it that is, with a name put to it. */
const existing = async (folder: string, path: string): Promise<string> => {
  for (let at = path; at.length > folder.length; at = dirname(at))
    if ((await lstat(dirname(at)).catch(() => null)) !== null) return at
  return join(folder, 'x')
}
