import { rename, rm, writeFile } from 'node:fs/promises'
import { IssueError } from '../core/issue.js'

/** Writes a file whole or not at all: under another name first, then renamed. */
export const writeWhole = async (path: string, content: string | Uint8Array): Promise<void> => {
  const half = `${path}.${process.pid}.part`
  try {
    await writeFile(half, content)
    await rename(half, path)
  } catch (error) {
    await rm(half, { force: true })
    throw new IssueError([
      {
        code: 'file',
        level: 'error',
        file: path,
        message: `cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      },
    ])
  }
}
