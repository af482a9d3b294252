import type { Issue } from '../core/issue.js'
import type { Pact } from '../pact/index.js'

/** Clauses by key (`pact/commitment`): those that override each. */
export interface Precedence {
  readonly overriders: ReadonlyMap<string, readonly string[]>
  readonly issues: readonly Issue[]
}

const keysOf = (pact: Pact): string[] => pact.commitments.map(({ id }) => `${pact.id}/${id}`)

/**
 * Which clause gives way to which: "notwithstanding" (`prevailsOver`) and "subject to" where that names a commitment of the
 * document, another document, or `document/commitment`. What would make two clauses override each other in a ring is left
 * out, with an issue.
 */
export const overridersOf = (pacts: readonly Pact[]): Precedence => {
  const resolve = (pact: Pact, name: string): string[] => {
    if (pact.commitments.some(({ id }) => id === name)) return [`${pact.id}/${name}`]
    const other = pacts.find(({ id }) => id === name)
    if (other !== undefined) return keysOf(other)
    return pacts.flatMap(keysOf).filter((key) => key === name)
  }
  const overriders = new Map<string, string[]>()
  const issues: Issue[] = []
  const add = (upper: string, lower: string): void => {
    if (reaches(overriders, upper, lower)) {
      issues.push({
        code: 'circular-precedence',
        level: 'warning',
        message: `${upper} and ${lower} each prevail over the other; the second is left out`,
      })
      return
    }
    overriders.set(lower, [...(overriders.get(lower) ?? []), upper])
  }
  for (const pact of pacts)
    for (const clause of pact.commitments) {
      const key = `${pact.id}/${clause.id}`
      for (const name of clause.prevailsOver ?? []) for (const lower of resolve(pact, name)) add(key, lower)
      for (const name of clause.subjectTo ?? []) for (const upper of resolve(pact, name)) add(upper, key)
    }
  return { overriders, issues }
}

/** Is `upper` overridden by `lower` already, at whatever remove? */
const reaches = (overriders: ReadonlyMap<string, readonly string[]>, upper: string, lower: string): boolean =>
  upper === lower || (overriders.get(upper) ?? []).some((one) => reaches(overriders, one, lower))
