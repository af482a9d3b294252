import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { type Issue, IssueError } from '../../../core/issue.js'
import type { Store } from '../store.js'
import type { StudyInput } from '../study.js'

/*
 * A study on disk: study.json says what is asked, blocks/ holds what has been computed. A block is written beside its place and moved
 * there, so it is whole or it is not there; its checksum is looked at once, when a run begins.
 */

/** What study.json holds: the whole input, and under which texts it was made. */
export interface Manifest {
  readonly guarantor: 'study-folder'
  readonly format: 1
  /** SHA-256 of the input: what tells one study from another. */
  readonly id: string
  readonly input: StudyInput
  /** The documents and assumption files as they were given; what was read from them is in `input`. */
  readonly sources: readonly { readonly file: string; readonly text: string }[]
}

const MAGIC = 'GUARBLK1'
const HEADER = 16

/** JSON of what a folder keeps: sets become lists, which `readManifest` takes back. */
export const jsonOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (part instanceof Set ? [...part] : part))

/** The name of a study: a digest of everything that decides its numbers. */
export const studyId = (input: StudyInput): string => createHash('sha256').update(jsonOf(input)).digest('hex')

/** An input as it was before it went through JSON. */
const revived = (input: StudyInput): StudyInput => ({
  ...input,
  options: input.options.map((option) => ({
    ...option,
    cast: { ...option.cast, guarantorIds: new Set(option.cast.guarantorIds) },
  })),
})

const studyFile = (folder: string): string => join(folder, 'study.json')
const blockFile = (folder: string, key: string): string => join(folder, 'blocks', `${key}.f64`)

const refuse = (issue: Omit<Issue, 'level'>): never => {
  throw new IssueError([{ level: 'error', ...issue }])
}

/** Writes a file so that it is whole or not there. */
export const writeWhole = async (path: string, data: string | Uint8Array): Promise<void> => {
  const beside = `${path}.${randomUUID()}.part`
  await writeFile(beside, data)
  await rename(beside, path)
}

/** The study that a folder holds. @throws IssueError where there is none. */
export const readManifest = async (folder: string): Promise<Manifest> => {
  const path = studyFile(folder)
  const text = await readFile(path, 'utf8').catch(() =>
    refuse({
      code: 'file',
      message: 'this folder holds no study',
      file: folder,
      hint: 'guarantor study writes one',
    }),
  )
  const read: unknown = (() => {
    try {
      return JSON.parse(text)
    } catch {
      return null
    }
  })()
  const manifest = read as Manifest | null
  if (manifest?.guarantor !== 'study-folder' || manifest.format !== 1)
    return refuse({ code: 'study-folder', message: 'study.json is not that of a study', file: path })
  if (studyId(manifest.input) !== manifest.id)
    return refuse({
      code: 'study-folder',
      message: 'study.json was altered: its input is not the one its blocks were computed for',
      file: path,
    })
  return { ...manifest, input: revived(manifest.input) }
}

/** Opens a folder for a study: new, or the same study begun before where `resume` says so. */
export const openFolder = async (
  folder: string,
  input: StudyInput,
  sources: Manifest['sources'],
  resume: boolean,
): Promise<Manifest> => {
  const id = studyId(input)
  const there = await stat(studyFile(folder)).then(
    () => true,
    () => false,
  )
  if (there) {
    const manifest = await readManifest(folder)
    if (manifest.id !== id)
      refuse({
        code: 'another-study',
        message: 'this folder holds another study',
        file: folder,
        expected: `study ${id.slice(0, 12)} (these documents, assumptions, options and version)`,
        received: `study ${manifest.id.slice(0, 12)}`,
        hint: 'choose another folder with --out',
      })
    if (!resume)
      refuse({
        code: 'study-begun',
        message: 'this folder holds this study already, begun or finished',
        file: folder,
        hint: 'go on with --resume, or choose another folder with --out',
      })
  }
  const manifest: Manifest = { guarantor: 'study-folder', format: 1, id, input, sources }
  await mkdir(join(folder, 'blocks'), { recursive: true })
  if (!there) await writeWhole(studyFile(folder), `${jsonOf(manifest)}\n`)
  return manifest
}

const encode = (values: Float64Array): Buffer => {
  const body = Buffer.from(values.buffer, values.byteOffset, values.byteLength)
  const header = Buffer.alloc(HEADER)
  header.write(MAGIC, 'latin1')
  header.writeUInt32LE(values.length, 8)
  header.writeUInt32LE(crc32(body), 12)
  return Buffer.concat([header, body])
}

const isWhole = (bytes: Buffer): boolean =>
  bytes.length >= HEADER &&
  bytes.toString('latin1', 0, 8) === MAGIC &&
  bytes.length === HEADER + 8 * bytes.readUInt32LE(8) &&
  crc32(bytes.subarray(HEADER)) === bytes.readUInt32LE(12)

/** A store in the `blocks` folder. A damaged block counts as missing. */
export const folderStore = (folder: string): Store => {
  const whole = new Set<string>()
  return {
    has: async (key) => {
      if (whole.has(key)) return true
      const bytes = await readFile(blockFile(folder, key)).catch(() => null)
      if (bytes === null || !isWhole(bytes)) return false
      whole.add(key)
      return true
    },
    put: async (key, values) => {
      await writeWhole(blockFile(folder, key), encode(values))
      whole.add(key)
    },
    slice: async (key, from, to) => {
      const file = await open(blockFile(folder, key))
      try {
        const out = new Float64Array(to - from)
        await file.read(new Uint8Array(out.buffer), 0, out.byteLength, HEADER + 8 * from)
        return out
      } finally {
        await file.close()
      }
    },
  }
}

/** Copies the blocks of other folders of the same study into this one. */
export const gather = async (folder: string, id: string, others: readonly string[]): Promise<void> => {
  for (const other of others) {
    const manifest = await readManifest(other)
    if (manifest.id !== id)
      refuse({
        code: 'another-study',
        message: 'the folders hold different studies',
        file: other,
        expected: `study ${id.slice(0, 12)}`,
        received: `study ${manifest.id.slice(0, 12)}`,
      })
    if (other === folder) continue
    for (const name of (await readdir(join(other, 'blocks'))).filter((one) => one.endsWith('.f64')).sort()) {
      const bytes = await readFile(join(other, 'blocks', name))
      if (isWhole(bytes)) await writeWhole(join(folder, 'blocks', name), bytes)
    }
  }
}
