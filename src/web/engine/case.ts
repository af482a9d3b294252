import { sampler } from '../../core/distribution.js'
import type { Issue } from '../../core/issue.js'
import { IssueError } from '../../core/issue.js'
import type { Cast } from '../../crisis/index.js'
import { type Assumption, readCase } from '../../crisis/index.js'
import { priorChanges } from '../../history/recordPrior.js'
import {
  applyOverrides,
  joinCorrelations,
  type Prior,
  readAssumptions,
  readSettings,
} from '../../study/assume.js'
import { percentilesOf } from '../../study/assumptionList.js'
import type { Option } from '../../study/option.js'
import type { DocumentText, Project } from '../project/project.js'
import type { AssumptionLine, Case, Reading } from './messages.js'

/*
 * From the texts of a project to what the engine takes. Runs in the workers.
 */

interface ReadDocument extends Reading {
  readonly cast: Cast | null
}

const known = new Map<string, ReadDocument>()

/** Texts kept as read: a key stroke changes one document of several. */
const KEPT = 100

/** Reads and lints one document. */
export const readDocument = ({ name, text }: DocumentText): ReadDocument => {
  const key = `${name}\n${text}`
  const before = known.get(key)
  if (before !== undefined) return before
  const { pact, cast, issues } = readCase(text, name)
  const read: ReadDocument = {
    name,
    pact: pact ?? null,
    cast: cast ?? null,
    solvable: cast !== undefined && cast.adversary !== null && !issues.some(({ level }) => level === 'error'),
    issues,
  }
  if (known.size >= KEPT) known.clear()
  known.set(key, read)
  return read
}

/** The options of a case that can be solved, with their loopholes; documents with errors are left out. */
export const optionsIn = ({ documents, reading }: Pick<Case, 'documents' | 'reading'>) => {
  const seen = new Set<string>()
  return documents.flatMap((document): { option: Option; findings: readonly Issue[] }[] => {
    const { pact, cast, solvable, issues } = readDocument(document)
    if (pact === null || cast === null || !solvable || seen.has(pact.id)) return []
    seen.add(pact.id)
    return [{ option: { pact, cast, reading }, findings: issues }]
  })
}

/** The assumptions of a prior with those of the project in their place. Throws an IssueError where they cannot be read. */
export const assumptionsIn = (
  text: string,
  set: Project['set'],
  prior: Prior,
): { assumptions: readonly Assumption[]; overridden: ReadonlySet<string>; issues: readonly Issue[] } => {
  const read =
    text.trim() === ''
      ? { overrides: [], correlations: [], issues: [] }
      : readAssumptions(text, 'assumptions')
  const sliders = readSettings(Object.entries(set).map(([name, value]) => `${name}=${value}`))
  const issues = [...read.issues, ...sliders.issues]
  if (issues.some(({ level }) => level === 'error')) throw new IssueError(issues)
  const overrides = [...read.overrides, ...sliders.overrides]
  const record = priorChanges(prior)
  return {
    assumptions: applyOverrides(
      [...record.overrides, ...overrides],
      joinCorrelations([record.correlations, read.correlations]),
    ),
    overridden: new Set(overrides.map(({ name }) => name)),
    issues,
  }
}

/** The assumptions as a list with sliders; the span of each is that it has before any slider was moved. */
export const assumptionLines = (
  text: string,
  set: Project['set'],
  prior: Prior,
): readonly AssumptionLine[] => {
  const { assumptions: free } = assumptionsIn(text, {}, prior)
  const { assumptions, overridden } = assumptionsIn(text, set, prior)
  return assumptions.map((assumption, k) => {
    const at = sampler(free[k].distribution, free[k].range)
    return {
      ...assumption,
      median: percentilesOf(assumption).p50,
      low: at(0.01),
      high: at(0.99),
      overridden: overridden.has(assumption.name),
    }
  })
}
