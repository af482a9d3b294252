import type { Pact } from './schema.js'
import type { Path } from './yaml.js'

/** One finding of a rule: where, and in which words. */
export interface Finding {
  readonly path: Path
  readonly message: string
}

/** A lint rule. `rationale` says why it matters, `hint` what a drafter can do. */
export interface Rule {
  readonly id: string
  readonly level: 'error' | 'warning' | 'note'
  readonly title: string
  readonly rationale: string
  readonly hint: string
  readonly find: (pact: Pact) => readonly Finding[]
}
