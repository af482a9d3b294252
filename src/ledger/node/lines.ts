import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { type Issue, IssueError } from '../../core/issue.js'

/** Longest line read, in UTF-16 code units: an entry with every field at its longest has about 2 million. */
const LONGEST_LINE = 4_000_000

const fileError = (file: string, message: string, line?: number): IssueError => {
  const issue: Issue = {
    code: 'file',
    level: 'error',
    message,
    file,
    ...(line === undefined ? {} : { line }),
  }
  return new IssueError([issue])
}

/** The error of a file that cannot be read, with its place. */
export const badFile = fileError

/**
 * The lines of a file, unpacked where its name ends in `.gz`, one at a time: neither a long file nor one that unpacks
 * to much more than it is fills the memory. Split at line feeds alone: a carriage return stays.
 * @throws IssueError `file` where it cannot be read, is no UTF-8, or has a line longer than 4 million characters
 */
export const linesOf = async function* (file: string): AsyncGenerator<string> {
  const raw = createReadStream(file)
  const gunzip = createGunzip()
  const stream: Readable = file.endsWith('.gz') ? raw.pipe(gunzip) : raw
  raw.on('error', (error) => stream.destroy(error))
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  let count = 0
  try {
    for await (const chunk of stream) {
      const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n')
      rest = lines.pop()!
      for (const line of lines) {
        count += 1
        yield line
      }
      if (rest.length > LONGEST_LINE) throw fileError(file, 'a line is too long to be an entry', count + 1)
    }
    rest += decoder.decode()
    if (rest !== '') yield rest
  } catch (error) {
    if (error instanceof IssueError) throw error
    const encoding = (error as { code?: unknown }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
    throw encoding
      ? fileError(file, 'is not in UTF-8', count + 1)
      : fileError(file, `cannot be read: ${(error as Error).message}`)
  } finally {
    raw.destroy()
  }
}

/**
 * Writes texts to a file, packed where its name ends in `.gz`. The file appears whole or not at all: it is written
 * beside its place, through to the disk, and then moved there.
 */
export const writeTexts = async (file: string, texts: AsyncIterable<string>): Promise<void> => {
  const draft = `${file}.${process.pid}.part`
  try {
    const out = createWriteStream(draft)
    const text = Readable.from(texts, { objectMode: true })
    if (file.endsWith('.gz')) await pipeline(text, createGzip(), out)
    else await pipeline(text, out)
    const handle = await open(draft, 'r+')
    await handle.sync()
    await handle.close()
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    if (error instanceof IssueError) throw error
    throw fileError(file, `cannot be written: ${(error as Error).message}`)
  }
}
