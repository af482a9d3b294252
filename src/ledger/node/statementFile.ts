import { readFile, stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { type Issue, IssueError } from '../../core/issue.js'
import { htmlText, type PageText } from '../text/htmlText.js'
import { unwrapLines } from '../text/plain.js'
import type { PdfAnswer, PdfTask } from './pdfWorker.js'

/** Limits on a statement: beyond them it is refused, not cut. */
export const statementLimits = {
  /** Bytes of the file. */
  bytes: 20_000_000,
  /** Characters of its text. A long treaty has half a million. */
  characters: 4_000_000,
  /** Pages of a PDF. */
  pages: 1_000,
  /** Seconds for a PDF. */
  seconds: 30,
  /** Megabytes of memory for a PDF. */
  megabytes: 512,
} as const

/** A statement as text. */
export interface StatementText {
  readonly format: 'text' | 'html' | 'pdf'
  readonly text: string
  /** As the file names itself. */
  readonly title: string | null
}

const refuse = (file: string, message: string, code = 'statement-file', hint?: string): IssueError => {
  const issue: Issue = { code, level: 'error', message, file, ...(hint === undefined ? {} : { hint }) }
  return new IssueError([issue])
}

/** Reads a PDF in a thread that can be ended, whatever the file makes it do. */
const readPdf = async (file: string, bytes: Uint8Array, seconds: number): Promise<StatementText> => {
  const task: PdfTask = { bytes, pages: statementLimits.pages, characters: statementLimits.characters }
  const worker = new Worker(new URL('./pdfWorker.js', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: statementLimits.megabytes },
    stdout: true,
    stderr: true,
  })
  let timer: NodeJS.Timeout | undefined
  try {
    const answer = await new Promise<PdfAnswer>((resolve) => {
      timer = setTimeout(() => resolve({ problem: `took more than ${seconds} seconds` }), seconds * 1000)
      worker.once('message', resolve)
      worker.once('error', (error: NodeJS.ErrnoException) =>
        resolve({
          problem:
            error.code === 'ERR_WORKER_OUT_OF_MEMORY'
              ? 'needs too much memory'
              : `cannot be read: ${error.message}`,
        }),
      )
      worker.once('exit', () => resolve({ problem: 'cannot be read' }))
    })
    if ('problem' in answer) throw refuse(file, answer.problem)
    if (answer.text.trim() === '')
      throw refuse(
        file,
        'holds no text: it may be a picture of one',
        'no-text',
        'save it as text by way of OCR',
      )
    return { format: 'pdf', text: unwrapLines(answer.text), title: answer.title }
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

/** The encoding that bytes say they are in: a mark at the beginning, or what an HTML page says of itself. */
const encodingOf = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1')
  return /<meta[^>]{0,100}charset\s*=\s*["']?([\w-]{1,40})/i.exec(head)?.[1] ?? 'utf-8'
}

/** What 80 to 9F stand for in windows-1252: Node 20 gives them as control characters. */
const WINDOWS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

const decode = (file: string, bytes: Uint8Array, encoding: string): string => {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true })
    const text = decoder.decode(bytes)
    return decoder.encoding === 'windows-1252'
      ? text.replace(/[\x80-\x9f]/g, (sign) => WINDOWS[sign.charCodeAt(0) - 0x80])
      : text
  } catch (error) {
    const unknown = error instanceof RangeError
    throw refuse(
      file,
      unknown ? `says it is in ${encoding}, which is no encoding known here` : `is not in ${encoding}`,
      'encoding',
      'say which one it is: --encoding windows-1252',
    )
  }
}

const pageOf = (file: string, html: string): PageText => {
  try {
    return htmlText(html)
  } catch (error) {
    if (error instanceof RangeError) throw refuse(file, error.message)
    throw error
  }
}

/**
 * A statement from a text, HTML or PDF file, told apart by what is in it.
 * @param encoding of text and HTML; by default what the file says, else UTF-8
 * @throws IssueError `file`, `statement-file` (too large, too slow, broken), `encoding`, `no-text`
 */
export const readStatement = async (
  file: string,
  encoding?: string,
  seconds: number = statementLimits.seconds,
): Promise<StatementText> => {
  const size = await stat(file).then(
    (info) => (info.isFile() ? info.size : undefined),
    () => undefined,
  )
  if (size === undefined) throw refuse(file, 'no such file', 'file')
  if (size > statementLimits.bytes) throw refuse(file, `is larger than ${statementLimits.bytes / 1e6} MB`)
  const bytes = new Uint8Array(await readFile(file))
  if (Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return await readPdf(file, bytes, seconds)
  const text = decode(file, bytes, encoding ?? encodingOf(bytes)).replace(/^\ufeff/, '')
  if (text.length > statementLimits.characters)
    throw refuse(file, `holds more than ${statementLimits.characters} characters`)
  if (text.includes('\u0000')) throw refuse(file, 'is neither text nor HTML nor PDF')
  const html =
    /^\s*(?:<!doctype\s+html|<html|<\?xml[^>]{0,200}>\s*<!doctype html|<(?:head|body|article|div|p)\b)/i.test(
      text,
    )
  const page = html ? pageOf(file, text) : { title: null, text: unwrapLines(text) }
  if (page.text === '') throw refuse(file, 'holds no text', 'no-text')
  return { format: html ? 'html' : 'text', ...page }
}
