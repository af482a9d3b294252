import { z } from 'zod'
import { type Distribution, distributionFaults } from '../core/distribution.js'
import type { Issue } from '../core/issue.js'
import { nearest } from '../core/nearest.js'
import { type Assumption, assumptions, findAssumption } from '../crisis/index.js'
import { describeFaults, sortIssues } from '../pact/faults.js'
import { readYaml } from '../pact/yaml.js'

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

const entry = z.union([z.number(), z.strictObject({ distribution, source: z.string().min(1) })])

const fileSchema = z.strictObject({ assumptions: z.record(z.string(), entry) })

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

type Where = Pick<Issue, 'file' | 'line' | 'column' | 'path'>

const unknownName = (name: string, where: Where): Issue => {
  const names = assumptions.map((assumption) => assumption.name)
  const near = nearest(name, names)
  const under = names.find((known) => known.startsWith(`${name}.`))
  const hint =
    under === undefined ? near && `did you mean "${near}"?` : `write whole names, such as "${under}"`
  return {
    ...where,
    code: 'unknown-assumption',
    level: 'error',
    message: `there is no assumption "${name}"`,
    received: `"${name}"`,
    hint: hint ?? 'the report lists all assumptions',
  }
}

/** Checks one change against the list of assumptions and the permitted range. */
const check = (override: Override, where: Where): Issue[] => {
  const known = findAssumption(override.name)
  if (known === undefined) return [unknownName(override.name, where)]
  return distributionFaults(override.distribution, known.range).map((fault) => ({
    ...where,
    code: 'outside-range',
    level: 'error' as const,
    message: `${override.name}: ${fault}`,
    expected: `${known.range.min} to ${known.range.max} (${known.unit})`,
  }))
}

/**
 * Reads an assumptions file: `assumptions:` with, for each name, a number (fixed) or a `distribution` and its
 * `source`. All faults at once, each with its place; never throws.
 */
export const readAssumptions = (input: string | Uint8Array, file: string): Read => {
  const yaml = readYaml(input, file)
  if (yaml.issues.length > 0) return { overrides: [], issues: yaml.issues }
  const where = (name: string): Where => ({
    file,
    path: `assumptions.${name}`,
    ...yaml.locateKey(['assumptions', name]),
  })
  const entries = entriesOf(yaml.value)
  const unknown = new Set(entries.map(([name]) => name).filter((name) => findAssumption(name) === undefined))
  const overrides = entries.flatMap(([name, value]): Override[] => {
    const given = unknown.has(name) ? undefined : entry.safeParse(value).data
    if (given === undefined) return []
    return typeof given === 'number'
      ? [{ name, distribution: { kind: 'fixed', value: given }, source: `${file} (fixed by the user)` }]
      : [{ name, ...given }]
  })
  // What is wrong inside a name that does not exist is of no use to anybody.
  const misshapen = (fileSchema.safeParse(yaml.value).error?.issues ?? []).filter(
    ({ path }) => path.length < 2 || !unknown.has(String(path[1])),
  )
  return {
    overrides,
    issues: sortIssues([
      ...describeFaults(misshapen, fileSchema, yaml, file),
      ...[...unknown].map((name) => unknownName(name, where(name))),
      ...overrides.flatMap((override) => check(override, where(override.name))),
    ]),
  }
}

const entriesOf = (value: unknown): [string, unknown][] => {
  const inner = value !== null && typeof value === 'object' && 'assumptions' in value ? value.assumptions : {}
  return inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? Object.entries(inner) : []
}

/** Reads `--set name=value` arguments. */
export const readSettings = (settings: readonly string[]): Read => {
  const overrides: Override[] = []
  const issues: Issue[] = []
  for (const setting of settings) {
    const [name, text = '', ...rest] = setting.split('=').map((part) => part.trim())
    const value = Number(text)
    if (name === '' || rest.length > 0 || text === '' || !Number.isFinite(value)) {
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
