import { z } from 'zod'
import { type Distribution, distributionFaults } from '../core/distribution.js'
import { type Elicited, families } from '../core/elicited.js'
import type { Issue } from '../core/issue.js'
import { nearest } from '../core/nearest.js'
import { type Assumption, assumptions, findAssumption, recordAssumptions } from '../crisis/index.js'
import { describeFaults, showPath, sortIssues } from '../pact/faults.js'
import { isoDate } from '../pact/schema.js'
import { type Path, readYaml } from '../pact/yaml.js'
import { impossible, type RankCorrelation, repaired, withCorrelations } from './correlations.js'

/** A user's change to one assumption. */
export interface Override {
  readonly name: string
  readonly distribution: Distribution
  readonly source: string
  /** Who gave it, when (YYYY-MM-DD) and why. */
  readonly by?: string
  readonly on?: string
  readonly why?: string
  /** Deeply uncertain: a range without probabilities. `distribution` is then the default, for a plain run. */
  readonly deep?: { readonly low: number; readonly high: number }
}

const text = z.string().min(1)
const low = z.number().describe('Lowest value')
const high = z.number().describe('Highest value')
const end = z.number().exactOptional()
const plainDistributions = [
  z
    .strictObject({ kind: z.literal('fixed'), value: z.number().describe('The value') })
    .describe('One value, certain'),
  z.strictObject({ kind: z.literal('uniform'), low, high }).describe('Any value between two, alike'),
  z
    .strictObject({ kind: z.literal('logUniform'), low, high })
    .describe('Any value between two, alike on a scale of ratios'),
  z
    .strictObject({
      kind: z.literal('normal'),
      mean: z.number().describe('Mean'),
      sd: z.number().describe('Standard deviation'),
    })
    .describe('A bell curve'),
  z
    .strictObject({
      kind: z.literal('logNormal'),
      median: z.number().describe('Median'),
      sigma: z.number().describe('Standard deviation of the logarithm'),
    })
    .describe('A bell curve of the logarithm: positive, with a long upper end'),
  z
    .strictObject({
      kind: z.literal('triangular'),
      low,
      mode: z.number().describe('Most likely value'),
      high,
    })
    .describe('A triangle from low to high with its top at the mode'),
  z
    .strictObject({
      kind: z.literal('beta'),
      alpha: z.number().describe('First shape, above 0'),
      beta: z.number().describe('Second shape, above 0'),
      low: end.describe('Lowest value; 0 if absent'),
      high: end.describe('Highest value; 1 if absent'),
    })
    .describe('Between two ends, of many shapes'),
  z
    .strictObject({ kind: z.literal('pert'), low, mode: z.number().describe('Most likely value'), high })
    .describe('As a triangle, with less weight at the ends'),
  z
    .strictObject({
      kind: z.literal('discrete'),
      values: z
        .array(
          z.strictObject({
            value: z.number().describe('A value'),
            weight: z.number().describe('Its weight; weights need not sum to 1'),
          }),
        )
        .describe('The values there are'),
    })
    .describe('Some values, each with a weight'),
  z
    .strictObject({
      kind: z.literal('elicited'),
      quantiles: z
        .array(
          z.strictObject({
            p: z.number().describe('Level, between 0 and 1'),
            value: z.number().describe('Value there'),
          }),
        )
        .describe('What was said'),
      family: z.enum(families).describe('What is fitted to it'),
      terms: end.describe('Of a metalog: number of terms'),
      low: end.describe('Lowest value'),
      high: end.describe('Highest value'),
    })
    .describe('Fitted to quantiles; `quantiles` beside `distribution` is the shorter way to write it'),
] as const

const plain = z.discriminatedUnion('kind', [...plainDistributions]).meta({ title: 'Plain distribution' })
const truncated = z
  .strictObject({
    kind: z.literal('truncated'),
    of: plain.describe('What is cut'),
    low: end.describe('Cut below this'),
    high: end.describe('Cut above this'),
  })
  .describe('A plain distribution, cut')
const single = z
  .discriminatedUnion('kind', [...plainDistributions, truncated])
  .meta({ title: 'Single distribution' })
const components = z
  .array(
    z.strictObject({
      name: text.describe('Whose'),
      weight: z.number().describe('Weight; weights need not sum to 1'),
      source: text.exactOptional().describe('Where it is from'),
      distribution: single.describe('What that voice says'),
    }),
  )
  .describe('What is pooled')
const distribution = z
  .discriminatedUnion('kind', [
    ...plainDistributions,
    truncated,
    z
      .strictObject({ kind: z.literal('mixture'), components })
      .describe('Linear pool: one of the components is right, with its weight as chance'),
    z
      .strictObject({ kind: z.literal('logPool'), components })
      .describe('Logarithmic pool: the product of the components, each to the power of its weight'),
  ])
  .meta({ title: 'Distribution' })

/** Quantiles by their level in percent, and what is to be fitted to them. */
const quantiles = {
  quantiles: z
    .record(z.string(), z.number())
    .exactOptional()
    .describe('Values by level in percent: { 5: 10, 50: 24, 95: 60 }'),
  family: z.enum(families).exactOptional().describe('What is fitted to them; metalog if absent'),
  terms: end.describe('Of a metalog: number of terms; as many as there are quantiles if absent'),
  low: end.describe('Lowest value; where the permitted range ends if absent'),
  high: end.describe('Highest value; where the permitted range ends if absent'),
}

const given = z.strictObject({
  distribution: distribution.exactOptional().describe('The distribution itself'),
  ...quantiles,
  experts: z
    .array(
      z.strictObject({
        name: text.describe('Name of the expert'),
        weight: z.number().describe('Weight; weights need not sum to 1'),
        source: text.exactOptional().describe('Where the numbers are from'),
        distribution: single.exactOptional().describe('The distribution itself'),
        ...quantiles,
      }),
    )
    .min(1)
    .exactOptional()
    .describe('Several experts, pooled'),
  pool: z
    .enum(['linear', 'logarithmic'])
    .exactOptional()
    .describe('How experts are pooled; linear if absent'),
  deep: z
    .strictObject({ low, high })
    .exactOptional()
    .describe('Deeply uncertain: a range without probabilities'),
  unit: z.string().exactOptional().describe('The unit, to be checked against that of the assumption'),
  source: text.describe('Where it is from; the word judgement marks a judgement'),
  by: text.exactOptional().describe('Who gave it'),
  on: isoDate.exactOptional().describe('When'),
  why: text.exactOptional().describe('Why'),
})

const entry = z.union([z.number(), given])

const correlation = z.strictObject({
  between: z.array(z.string()).length(2).describe('Names of two assumptions'),
  rank: z.number().describe("Spearman's rank correlation, between -1 and 1"),
  source: text.describe('Where it is from'),
})

/** The one source of the language of assumptions files. */
export const assumptionsFileSchema = z.strictObject({
  assumptions: z.record(z.string(), entry).describe('By name: a number, or more'),
  correlations: z.array(correlation).optional().describe('Which assumptions move together'),
  repair: z
    .boolean()
    .optional()
    .describe('Take the nearest correlations that can hold together, where those given cannot'),
})

type Given = z.infer<typeof given>

/**
 * The default assumptions with a user's changes, later ones winning; order and names stay as they are. A source that
 * says judgement marks a judgement, as in the defaults. Those of a ledger's record follow where `withRecord` asks for
 * them, or where one of them was changed.
 */
export const applyOverrides = (
  overrides: readonly Override[],
  correlations: readonly RankCorrelation[] = [],
  withRecord = false,
): readonly Assumption[] => {
  const byName = new Map(overrides.map((override) => [override.name, override]))
  const record = withRecord || recordAssumptions.some(({ name }) => byName.has(name)) ? recordAssumptions : []
  const changed = [...assumptions, ...record].map((assumption) => {
    const override = byName.get(assumption.name)
    return override === undefined
      ? assumption
      : { ...assumption, ...override, judgement: /judgement/i.test(override.source) }
  })
  return withCorrelations(changed, correlations)
}

/** Where the scales come from that nobody can measure: conditioned on the record (`history/`), or the product's own judgement alone. */
export const priors = ['record', 'wide'] as const
export type Prior = (typeof priors)[number]

export interface Read {
  readonly overrides: readonly Override[]
  /** As they are to be used: repaired, if the file asks for it. */
  readonly correlations: readonly RankCorrelation[]
  readonly issues: readonly Issue[]
}

type Where = Pick<Issue, 'file' | 'line' | 'column' | 'path'>
type Locate = (path: Path) => Where
type Fault = Pick<Issue, 'code' | 'message' | 'expected' | 'received' | 'hint'>

const error = (where: Where, fault: Fault): Issue => ({ ...where, level: 'error', ...fault })

const unknownName = (name: string, where: Where): Issue => {
  const names = [...assumptions, ...recordAssumptions].map((assumption) => assumption.name)
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
    hint: hint ?? '"guarantor assumptions" lists all of them',
  }
}

const permitted = ({ range, unit }: Assumption): string => `${range.min} to ${range.max} (${unit})`

const outside = (known: Assumption, faults: readonly string[], where: Where, who = known.name): Issue[] =>
  faults.map((fault) =>
    error(where, { code: 'outside-range', message: `${who}: ${fault}`, expected: permitted(known) }),
  )

/** Checks one change against the list of assumptions and the permitted range. */
const check = (override: Override, where: Where): Issue[] => {
  const known = findAssumption(override.name)
  if (known === undefined) return [unknownName(override.name, where)]
  return outside(known, distributionFaults(override.distribution, known.range), where)
}

/** Keys that go with another, and are nothing without it. */
const companions: Readonly<Record<string, readonly string[]>> = {
  quantiles: ['family', 'terms', 'low', 'high'],
  experts: ['pool'],
}

const WAYS = ['distribution', 'quantiles', 'experts', 'deep'] as const
const EXPERT_WAYS = ['distribution', 'quantiles'] as const

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** What a mapping's keys say about one another: exactly one way to give a number, and nothing left over. */
const keyFaults = (
  value: unknown,
  ways: readonly string[],
  path: Path,
  shown: string,
  at: Locate,
): Issue[] => {
  if (!isMapping(value)) return []
  const present = ways.filter((way) => value[way] !== undefined)
  const issues = present.slice(1).map((way) =>
    error(at([...path, way]), {
      code: 'conflict',
      message: `${shown} has both ${present[0]} and ${way}`,
      expected: `one of ${ways.join(', ')}`,
    }),
  )
  if (present.length === 0)
    issues.push(
      error(at(path), {
        code: 'missing',
        message: `${shown}.distribution is missing`,
        expected: `one of ${ways.join(', ')}`,
      }),
    )
  for (const [way, keys] of Object.entries(companions))
    for (const key of keys)
      if (ways.includes(way) && value[key] !== undefined && value[way] === undefined)
        issues.push(
          error(at([...path, key]), {
            code: 'unused-key',
            message: `${shown}.${key} means nothing without ${way}`,
          }),
        )
  return issues
}

const LEVEL = /^(\d+(?:\.\d+)?|\.\d+)\s*%?$/

type GivenQuantiles = Pick<Given, 'quantiles' | 'family' | 'terms' | 'low' | 'high'>

/**
 * Elicited quantiles as a distribution. A metalog or beta ends where the permitted range does, unless the entry says
 * otherwise.
 */
const elicitedOf = (
  { quantiles: levels = {}, family = 'metalog', terms, low, high }: GivenQuantiles,
  { range }: Assumption,
  path: Path,
  at: Locate,
): { readonly distribution: Elicited; readonly issues: readonly Issue[] } => {
  const ended = family === 'metalog' || family === 'beta'
  const issues = Object.keys(levels)
    .filter((level) => !LEVEL.test(level))
    .map((level) =>
      error(at([...path, 'quantiles', level]), {
        code: 'bad-format',
        message: `"${level}" is not the level of a quantile`,
        expected: 'a number of percent between 0 and 100, such as 5, 50 or 95',
      }),
    )
  for (const [key, end] of Object.entries({ low, high }))
    if (!ended && end !== undefined)
      issues.push(
        error(at([...path, key]), { code: 'unused-key', message: `a ${family} distribution has no ${key}` }),
      )
  const ends = ended ? { low: low ?? range.min, high: high ?? range.max } : {}
  const distribution: Elicited = {
    kind: 'elicited',
    quantiles: Object.entries(levels)
      .map(([level, value]) => ({ p: Number(level.replace(/\s*%$/, '')) / 100, value }))
      .sort((a, b) => a.p - b.p),
    family,
    ...(terms === undefined ? {} : { terms }),
    ...ends,
  }
  return { distribution, issues }
}

interface Found {
  readonly distribution?: Distribution
  readonly issues: readonly Issue[]
}

/** One distribution, given as such or by quantiles, with its faults at their place. */
const singleOf = (
  one: GivenQuantiles & { readonly distribution?: Distribution },
  known: Assumption,
  path: Path,
  at: Locate,
  who: string,
): Found => {
  if (one.distribution !== undefined)
    return {
      distribution: one.distribution,
      issues: outside(known, distributionFaults(one.distribution, known.range), at(path), who),
    }
  if (one.quantiles === undefined) return { issues: [] }
  const { distribution, issues } = elicitedOf(one, known, path, at)
  if (issues.length > 0) return { issues }
  const place = at([...path, 'quantiles'])
  return { distribution, issues: outside(known, distributionFaults(distribution, known.range), place, who) }
}

const pooled = ({ experts = [], pool }: Given, known: Assumption, path: Path, at: Locate): Found => {
  const voices = experts.map((expert, k) => {
    const place = [...path, 'experts', k]
    const shown = `${known.name}, ${expert.name}`
    const found = singleOf(expert, known, place, at, shown)
    return { expert, found, issues: [...found.issues, ...keyFaults(expert, EXPERT_WAYS, place, shown, at)] }
  })
  const issues = voices.flatMap((voice) => voice.issues)
  if (issues.length > 0) return { issues }
  const distribution: Distribution = {
    kind: pool === 'logarithmic' ? 'logPool' : 'mixture',
    components: voices.flatMap(({ expert: { name, weight, source }, found }) =>
      found.distribution === undefined
        ? []
        : [{ name, weight, ...(source === undefined ? {} : { source }), distribution: found.distribution }],
    ),
  }
  const faults = distributionFaults(distribution, known.range)
  return { distribution, issues: outside(known, faults, at([...path, 'experts'])) }
}

/** The distribution of an entry, whichever way it is given. */
const distributionOf = (one: Given, known: Assumption, path: Path, at: Locate): Found => {
  if (one.experts !== undefined) return pooled(one, known, path, at)
  if (one.deep === undefined) return singleOf(one, known, path, at, known.name)
  const { low, high } = one.deep
  const uniform: Distribution = { kind: 'uniform', low, high }
  return {
    distribution: known.distribution,
    issues: outside(known, distributionFaults(uniform, known.range), at([...path, 'deep'])),
  }
}

const overrideOf = (
  name: string,
  one: Given,
  path: Path,
  at: Locate,
): { override?: Override; issues: Issue[] } => {
  const known = findAssumption(name)
  if (known === undefined) return { issues: [] }
  const { distribution: found, issues } = distributionOf(one, known, path, at)
  const { unit, source, by, on, why, deep } = one
  const units =
    unit === undefined || unit === known.unit
      ? []
      : [
          error(at([...path, 'unit']), {
            code: 'wrong-unit',
            message: `${name} is in ${known.unit}`,
            expected: known.unit,
            received: `"${unit}"`,
            hint: 'convert the numbers: units are not converted here',
          }),
        ]
  if (found === undefined) return { issues: [...issues, ...units] }
  return {
    override: {
      name,
      distribution: found,
      source,
      ...(by === undefined ? {} : { by }),
      ...(on === undefined ? {} : { on }),
      ...(why === undefined ? {} : { why }),
      ...(deep === undefined ? {} : { deep }),
    },
    issues: [...issues, ...units],
  }
}

const pairText = ({ a, b, rank }: RankCorrelation): string => `${a} and ${b} (${Number(rank.toFixed(3))})`

/** Why correlations cannot hold together, as an issue; nothing if they can. */
export const checkCorrelations = (correlations: readonly RankCorrelation[], where: Where = {}): Issue[] => {
  const found = impossible(correlations)
  if (found === null) return []
  const nearestOnes = repaired(correlations)
    .filter(({ given: before }) => before !== undefined)
    .map(({ a, b, rank, given: before }) => `${a} and ${b} ${before} to ${Number(rank.toFixed(3))}`)
  return [
    error(where, {
      code: 'impossible-correlations',
      message: `these correlations cannot hold together: ${found.pairs.map(pairText).join(', ')}`,
      expected: `a positive definite matrix; its least eigenvalue is ${Number(found.eigenvalue.toPrecision(3))}`,
      hint: `"repair: true" takes the nearest that can: ${nearestOnes.join('; ')}`,
    }),
  ]
}

const correlationFaults = (
  { a, b, rank }: RankCorrelation,
  path: Path,
  at: Locate,
  overrides: readonly Override[],
): Issue[] => {
  const ends = [a, b].flatMap((name, k): Issue[] => {
    const where = at([...path, 'between', k])
    const known = findAssumption(name)
    if (known === undefined) return [unknownName(name, where)]
    const override = overrides.find((one) => one.name === name)
    const why =
      override?.deep !== undefined
        ? 'is deeply uncertain: it has no probabilities to correlate'
        : (override ?? known).distribution.kind === 'fixed'
          ? 'is fixed: it varies with nothing'
          : undefined
    return why === undefined ? [] : [error(where, { code: 'bad-correlation', message: `${name} ${why}` })]
  })
  if (a === b)
    ends.push(error(at([...path, 'between']), { code: 'bad-correlation', message: `${a} stands twice` }))
  if (!(rank > -1 && rank < 1))
    ends.push(
      error(at([...path, 'rank']), {
        code: 'out-of-range',
        message: `a rank correlation of ${rank}`,
        expected: 'above -1 and below 1',
        hint: 'of two that always move together, keep one',
      }),
    )
  return ends
}

const sameOnes = (x: RankCorrelation, y: RankCorrelation): boolean =>
  (x.a === y.a && x.b === y.b) || (x.a === y.b && x.b === y.a)

const readCorrelations = (
  value: unknown,
  overrides: readonly Override[],
  at: Locate,
): { readonly correlations: readonly RankCorrelation[]; readonly issues: readonly Issue[] } => {
  if (!isMapping(value) || !Array.isArray(value.correlations)) return { correlations: [], issues: [] }
  const read = value.correlations.flatMap((one, k) => {
    const found = correlation.safeParse(one).data
    if (found === undefined) return []
    const { between, rank, source } = found
    return [{ k, one: { a: between[0], b: between[1], rank, source } }]
  })
  const correlations = read.map(({ one }) => one)
  const issues = read.flatMap(({ k, one }, place) => [
    ...correlationFaults(one, ['correlations', k], at, overrides),
    ...(correlations.findIndex((other) => sameOnes(one, other)) < place && one.a !== one.b
      ? [
          error(at(['correlations', k, 'between']), {
            code: 'bad-correlation',
            message: `${one.a} and ${one.b} are correlated twice`,
          }),
        ]
      : []),
  ])
  if (issues.length > 0) return { correlations, issues }
  if (value.repair === true) return { correlations: repaired(correlations), issues }
  return { correlations, issues: checkCorrelations(correlations, at(['correlations'])) }
}

/** Correlations of several files in one list, later ones winning. */
export const joinCorrelations = (
  lists: readonly (readonly RankCorrelation[])[],
): readonly RankCorrelation[] => {
  const all = lists.flat()
  return all.filter((one, k) => !all.slice(k + 1).some((later) => sameOnes(one, later)))
}

/**
 * Reads an assumptions file: under `assumptions`, for each name, a number (fixed) or a mapping with one of
 * `distribution`, `quantiles`, `experts` and `deep`, its `source`, and who gave it, when and why; under
 * `correlations`, rank correlations between two of them (docs/assumptions.md). All faults at once, each with its
 * place; never throws.
 */
export const readAssumptions = (input: string | Uint8Array, file: string): Read => {
  const yaml = readYaml(input, file)
  if (yaml.issues.length > 0) return { overrides: [], correlations: [], issues: yaml.issues }
  const at: Locate = (path) => ({ file, path: showPath(path), ...yaml.locateKey(path) })
  const entries = entriesOf(yaml.value)
  const unknown = new Set(entries.map(([name]) => name).filter((name) => findAssumption(name) === undefined))
  const read = entries
    .filter(([name]) => !unknown.has(name))
    .map(([name, value]) => {
      const path = ['assumptions', name]
      const faults = keyFaults(value, WAYS, path, showPath(path), at)
      const one = entry.safeParse(value).data
      if (one === undefined || faults.length > 0) return { issues: faults }
      if (typeof one !== 'number') return overrideOf(name, one, path, at)
      const source = `${file} (fixed by the user)`
      const override: Override = { name, distribution: { kind: 'fixed', value: one }, source }
      return { override, issues: check(override, at(path)) }
    })
  const overrides = read.flatMap(({ override }) => (override === undefined ? [] : [override]))
  const { correlations, issues } = readCorrelations(yaml.value, overrides, at)
  // What is wrong inside a name that does not exist is of no use to anybody.
  const misshapen = (assumptionsFileSchema.safeParse(yaml.value).error?.issues ?? []).filter(
    ({ path }) => path.length < 2 || path[0] !== 'assumptions' || !unknown.has(String(path[1])),
  )
  return {
    overrides,
    correlations,
    issues: sortIssues([
      ...describeFaults(misshapen, assumptionsFileSchema, yaml, file),
      ...[...unknown].map((name) => unknownName(name, at(['assumptions', name]))),
      ...read.flatMap((one) => one.issues),
      ...issues,
    ]),
  }
}

/** Where `assumptions.NAME` or `correlations` stands in a file; undefined if it is not there. */
export const placeInFile = (input: string, file: string, path: string): Where | undefined => {
  const yaml = readYaml(input, file)
  const [heading, ...rest] = path.split('.')
  const steps = rest.length === 0 ? [heading] : [heading, rest.join('.')]
  const holds = steps.reduce<unknown>(
    (value, step) => (isMapping(value) ? value[step] : undefined),
    yaml.value,
  )
  return holds === undefined ? undefined : { file, path, ...yaml.locateKey(steps) }
}

const entriesOf = (value: unknown): [string, unknown][] =>
  isMapping(value) && isMapping(value.assumptions) ? Object.entries(value.assumptions) : []

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
  return { overrides, correlations: [], issues }
}
