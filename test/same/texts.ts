import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Texts } from './suite.js'

/** All example documents, for whoever runs the suite. */
export const texts: Texts = Object.fromEntries(
  ['examples/history', 'examples/ukraine'].flatMap((folder) =>
    readdirSync(folder)
      .sort()
      .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  ),
)
