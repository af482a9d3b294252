import { zipSync } from 'fflate'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'

/*
 * The zip container of a spreadsheet, unpacked with bounds. The true sizes count, not those that the archive claims.
 */

/** Bounds on an archive: bytes as stored, bytes in all when unpacked, and files in it. */
export const MAX_STORED = 10 * 1024 * 1024
export const MAX_UNPACKED = 48 * 1024 * 1024
export const MAX_ENTRIES = 1000

/** Refused: says why, for people. */
export class ZipRefused extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = 'ZipRefused'
    this.code = code
  }
}

const opened = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(new ZipRefused('bad-zip', `is no sound zip archive: ${error.message}`))
      else resolve(zip)
    })
  })

/** The files of an archive whose names are wanted. Stops as soon as a bound is passed. */
export const unzip = async (
  bytes: Buffer,
  wanted: (name: string) => boolean,
): Promise<ReadonlyMap<string, Uint8Array>> => {
  if (bytes.byteLength > MAX_STORED)
    throw new ZipRefused('file-too-large', `has ${bytes.byteLength} bytes; at most ${MAX_STORED} are read`)
  const zip = await opened(bytes)
  const files = new Map<string, Uint8Array>()
  let entries = 0
  let total = 0
  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => {
      zip.close()
      reject(error instanceof ZipRefused ? error : new ZipRefused('bad-zip', `is damaged: ${error.message}`))
    }
    zip.on('error', refuse)
    zip.on('end', () => resolve(files))
    zip.on('entry', (entry: Entry) => {
      entries += 1
      if (entries > MAX_ENTRIES)
        return refuse(new ZipRefused('too-many-files', `holds more than ${MAX_ENTRIES} files`))
      if (entry.isEncrypted())
        return refuse(new ZipRefused('encrypted', 'is encrypted: save it without a password'))
      if (!wanted(entry.fileName)) return zip.readEntry()
      if (files.has(entry.fileName))
        return refuse(new ZipRefused('bad-zip', `holds the file ${entry.fileName} twice`))
      zip.openReadStream(entry, (error, stream) => {
        if (error) return refuse(error)
        const chunks: Buffer[] = []
        stream.on('error', refuse)
        stream.on('data', (chunk: Buffer) => {
          total += chunk.byteLength
          chunks.push(chunk)
          if (total > MAX_UNPACKED) {
            stream.destroy()
            refuse(
              new ZipRefused(
                'zip-bomb',
                `unpacks to more than ${MAX_UNPACKED} bytes: no list of injects is that large`,
              ),
            )
          }
        })
        stream.on('end', () => {
          files.set(entry.fileName, Buffer.concat(chunks))
          zip.readEntry()
        })
      })
    })
    zip.readEntry()
  })
}

/** An archive with the same bytes for the same files: no clock in it, names in order. */
export const zipped = (files: ReadonlyMap<string, Uint8Array>, level: 0 | 6): Uint8Array =>
  zipSync(Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1))), {
    level,
    mtime: new Date(1980, 0, 1),
  })
