import type { Issue } from '../core/issue.js'
import { describeFaults } from './faults.js'
import { type Pact, pactSchema } from './schema.js'
import { type ReadYaml, readYaml } from './yaml.js'

export interface ReadPact {
  /** Present when no issue is an error. */
  readonly pact?: Pact
  readonly issues: readonly Issue[]
  /** Where a path stands in the file (its nearest existing ancestor when it does not exist). */
  readonly locate: ReadYaml['locate']
}

/** Reads one pact document. Finds all faults of its language at once (those of YAML first), and never throws. */
export const readPact = (input: string | Uint8Array, file: string): ReadPact => {
  const yaml = readYaml(input, file)
  const { issues, locate } = yaml
  if (issues.length > 0) return { issues, locate }
  const result = pactSchema.safeParse(yaml.value)
  return result.success
    ? { pact: result.data, issues, locate }
    : { issues: describeFaults(result.error.issues, pactSchema, yaml, file), locate }
}
