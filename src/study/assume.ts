import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { type Distribution, distributionFaults } from '../core/distribution.js'
import type { Issue } from '../core/issue.js'
import { nearest } from '../core/nearest.js'
import { type Assumption, assumptions } from '../crisis/index.js'

/** A user's change to one assumption. */
export interface Override {
  readonly name: string
  readonly distribution: Distribution
  readonly source: string
}

const distribution = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), value: z.number() }),
  z.strictObject({ kind: z.literal('uniform'), low: z.number(), high: z.number() }),
  z.strictObject({ kind: z.literal('logUniform'), low: z.number(), high: z.number() }),
  z.strictObject({ kind: z.literal('normal'), mean: z.number(), sd: z.number() }),
  z.strictObject({ kind: z.literal('logNormal'), median: z.number(), sigma: z.number() }),
  z.strictObject({ kind: z.literal('triangular'), low: z.number(), mode: z.number(), high: z.number() }),
])

const fileSchema = z.strictObject({
  assumptions: z.record(
    z.string(),
    z.union([z.number(), z.strictObject({ distribution, source: z.string().min(1) })]),
  ),
})

/** The default assumptions with a user's changes, later ones winning; order and names stay as they are. */
export const applyOverrides = (overrides: readonly Override[]): readonly Assumption[] => {
  const byName = new Map(overrides.map((override) => [override.name, override]))
  return assumptions.map((assumption) => {
    const override = byName.get(assumption.name)
    return override === undefined
      ? assumption
      : { ...assumption, distribution: override.distribution, source: override.source, judgement: false }
  })
}

export interface Read {
  readonly overrides: readonly Override[]
  readonly issues: readonly Issue[]
}

/** Checks one change against the list of assumptions and the permitted range. */
const check = (override: Override, place: Pick<Issue, 'file' | 'line' | 'column' | 'path'>): Issue[] => {
  const known = assumptions.find((assumption) => assumption.name === override.name)
  if (known === undefined) {
    const near = nearest(
      override.name,
      assumptions.map((assumption) => assumption.name),
    )
    return [
      {
        ...place,
        code: 'unknown-assumption',
        level: 'error',
        message: `there is no assumption "${override.name}"`,
        received: `"${override.name}"`,
        hint: near === undefined ? 'the report lists all assumptions' : `did you mean "${near}"?`,
      },
    ]
  }
  return distributionFaults(override.distribution, known.range).map((fault) => ({
    ...place,
    code: 'outside-range',
    level: 'error' as const,
    message: `${override.name}: ${fault}`,
    expected: `${known.range.min} to ${known.range.max} (${known.unit})`,
  }))
}

/**
 * Reads an assumptions file: `assumptions:` with, for each name, a number (fixed) or a `distribution` and its
 * `source`. All faults at once, each with its place.
 */
export const readAssumptions = (text: string, file: string): Read => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { file, line, column: col }
  }
  if (document.errors.length > 0)
    return {
      overrides: [],
      issues: document.errors.slice(0, 20).map((error) => ({
        code: 'yaml-syntax',
        level: 'error',
        message: error.message,
        ...at(error.pos[0]),
      })),
    }
  const placeOf = (path: readonly PropertyKey[]) => {
    const node = path.length === 0 ? document.contents : document.getIn(path as (string | number)[], true)
    const start =
      node !== null && typeof node === 'object' && 'range' in node ? (node.range as number[] | null) : null
    return { ...at(start?.[0] ?? 0), path: path.map(String).join('.') }
  }
  const parsed = fileSchema.safeParse(document.toJS({ maxAliasCount: 20 }))
  if (!parsed.success)
    return {
      overrides: [],
      issues: parsed.error.issues.map((issue) => ({
        code: 'bad-assumption',
        level: 'error',
        message: `${issue.path.map(String).join('.') || 'the file'}: ${issue.message}`,
        expected: 'assumptions: { name: number, or { distribution: { kind, ... }, source } }',
        ...placeOf(issue.path),
      })),
    }
  const overrides = Object.entries(parsed.data.assumptions).map(
    ([name, given]): Override =>
      typeof given === 'number'
        ? { name, distribution: { kind: 'fixed', value: given }, source: `${file} (fixed by the user)` }
        : { name, distribution: given.distribution, source: given.source },
  )
  return {
    overrides,
    issues: overrides.flatMap((override) => check(override, placeOf(['assumptions', override.name]))),
  }
}

/** Reads `--set name=value` arguments. */
export const readSettings = (settings: readonly string[]): Read => {
  const overrides: Override[] = []
  const issues: Issue[] = []
  for (const setting of settings) {
    const [name, text, ...rest] = setting.split('=')
    const value = Number(text)
    if (text === undefined || rest.length > 0 || text.trim() === '' || !Number.isFinite(value)) {
      issues.push({
        code: 'bad-setting',
        level: 'error',
        message: `--set "${setting}" is not name=number`,
        expected: 'name=number, for instance --set guarantor.rho=8',
      })
      continue
    }
    const override: Override = {
      name,
      distribution: { kind: 'fixed', value },
      source: 'set by the user (--set)',
    }
    issues.push(...check(override, {}))
    overrides.push(override)
  }
  return { overrides, issues }
}
