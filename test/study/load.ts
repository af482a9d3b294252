import { readFileSync } from 'node:fs'
import { type Reading, resolveCast } from '../../src/crisis/index.js'
import { lintPact, readPact } from '../../src/pact/index.js'
import type { Option } from '../../src/study/index.js'

/** An example document, ready to be solved. */
export const option = (file: string, reading: Reading = 'in-force'): Option => {
  const { pact, locate } = readPact(readFileSync(file), file)
  const { cast } = resolveCast(pact!, file, locate)
  return { pact: pact!, cast: cast!, reading }
}

export const findingsOf = (file: string) => {
  const { pact, locate } = readPact(readFileSync(file), file)
  return lintPact(pact!, file, locate)
}
