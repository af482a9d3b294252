import { type Issue, IssueError } from '../../core/issue.js'
import { limits } from './limits.js'

/** Encodings that a mapping may declare. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]

export interface Decoded {
  readonly text: string
  readonly encoding: Encoding
  readonly notes: readonly Issue[]
}

const refuse = (file: string, message: string, hint: string): never => {
  throw new IssueError([{ code: 'encoding', level: 'error', message, file, hint }])
}

const marked = (bytes: Uint8Array): Encoding | undefined => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

/** Line and column, from 1, of the first byte that is not UTF-8. */
const firstFault = (bytes: Uint8Array): { line: number; column: number } => {
  const text = new TextDecoder('utf-8').decode(bytes)
  const at = text.indexOf('\ufffd')
  const before = text.slice(0, Math.max(at, 0))
  const lines = before.split('\n')
  return { line: lines.length, column: lines[lines.length - 1].length + 1 }
}

const strict = (bytes: Uint8Array, encoding: Encoding): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** UTF-8 that somebody read as windows-1252 and wrote again: `Ã¼` for `ü`. */
const GARBLED = /[\u00c2\u00c3][\u0080-\u00bf]|\u00e2\u20ac/

/**
 * The text of a file's bytes. UTF-8 and, with its byte order mark, UTF-16 are recognised; windows-1252 must be declared,
 * because any bytes can be read as that and wrongly read names would go unnoticed.
 * @param declared encoding that the user says the file has
 * @throws IssueError `encoding`, `file-too-large`
 */
export const decode = (bytes: Uint8Array, file: string, declared?: Encoding): Decoded => {
  if (bytes.length > limits.fileBytes)
    throw new IssueError([
      {
        code: 'file-too-large',
        level: 'error',
        message: `The file has ${bytes.length} bytes; at most ${limits.fileBytes} are read.`,
        file,
        hint: 'Split it.',
      },
    ])
  const mark = marked(bytes)
  if (mark !== undefined && declared !== undefined && mark !== declared)
    refuse(
      file,
      `The file is declared ${declared} but its byte order mark says ${mark}.`,
      'Leave the encoding out.',
    )
  const encoding = mark ?? declared ?? 'utf-8'
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be' && bytes.includes(0))
    refuse(
      file,
      'The file holds zero bytes: it is no text, or UTF-16 without a byte order mark.',
      'Save it as UTF-8.',
    )
  const text = strict(bytes, encoding)
  if (text === undefined) {
    const place = encoding === 'utf-8' ? firstFault(bytes) : undefined
    throw new IssueError([
      {
        code: 'encoding',
        level: 'error',
        message: `The file is not ${encoding}.`,
        file,
        ...place,
        hint: 'Save it as UTF-8, or declare its encoding in the mapping, such as encoding: windows-1252.',
      },
    ])
  }
  const notes: Issue[] = []
  if (encoding === 'windows-1252' && /[\u0080-\uffff]/.test(text) && strict(bytes, 'utf-8') !== undefined)
    notes.push({
      code: 'encoding',
      level: 'warning',
      message: 'The file is declared windows-1252, but all of it is sound UTF-8.',
      file,
      hint: 'If names look garbled, leave the encoding out.',
    })
  if (GARBLED.test(text))
    notes.push({
      code: 'encoding',
      level: 'warning',
      message: 'The text looks as if UTF-8 had been read as windows-1252 and saved again.',
      file,
    })
  return { text, encoding, notes }
}
