import { parentPort, workerData } from 'node:worker_threads'
import { getDocumentProxy } from 'unpdf'

/*
 * Reads the text of a PDF in a thread of its own, which its parent ends when it takes too long; memory is limited there.
 */

/** What is asked of the thread. */
export interface PdfTask {
  readonly bytes: Uint8Array
  readonly pages: number
  readonly characters: number
}

export type PdfAnswer =
  | { readonly text: string; readonly title: string | null; readonly pages: number }
  | { readonly problem: string }

interface Piece {
  readonly str?: string
  readonly hasEOL?: boolean
  readonly height?: number
  readonly transform?: readonly number[]
}

/** Lines of a page, with a blank one where the gap to the next is more than that of lines. */
const linesOf = (items: readonly Piece[]): string => {
  let text = ''
  let lastY: number | undefined
  for (const { str = '', hasEOL = false, height = 0, transform } of items) {
    const y = transform?.[5]
    if (str !== '' && y !== undefined) {
      if (lastY !== undefined && height > 0 && lastY - y > 1.9 * height && !text.endsWith('\n\n'))
        text += '\n'
      lastY = y
    }
    text += str
    if (hasEOL) text += '\n'
  }
  return text
}

const read = async ({ bytes, pages, characters }: PdfTask): Promise<PdfAnswer> => {
  const document = await getDocumentProxy(bytes, {
    isEvalSupported: false,
    useSystemFonts: false,
    verbosity: 0,
  })
  if (document.numPages > pages)
    return { problem: `has ${document.numPages} pages; at most ${pages} are read` }
  const parts: string[] = []
  let length = 0
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    const text = linesOf(items as readonly Piece[])
    length += text.length
    if (length > characters) return { problem: `holds more than ${characters} characters of text` }
    parts.push(text)
    page.cleanup()
  }
  const { info } = (await document.getMetadata().catch(() => ({ info: {} }))) as { info: { Title?: unknown } }
  const title = typeof info.Title === 'string' && info.Title.trim() !== '' ? info.Title.trim() : null
  return { text: parts.join('\n'), title, pages: document.numPages }
}

read(workerData as PdfTask).then(
  (answer) => parentPort?.postMessage(answer),
  (error: Error) => {
    const locked = error.name === 'PasswordException'
    const problem = locked ? 'is locked with a password' : `is no PDF that can be read: ${error.message}`
    parentPort?.postMessage({ problem } satisfies PdfAnswer)
  },
)
