import type { Interval } from '../../src/core/index.js'
import type { Response } from '../../src/pact/index.js'
import type {
  AssumptionRow,
  ByLevel,
  Calculus,
  Comparison,
  Credibility,
  Further,
  GuarantorResult,
  OptionResult,
  StateRef,
} from '../../src/study/index.js'

/** Text that tries to leave its place: markup, quotes, entities, control characters, direction overrides, length. */
export const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</svg></style><script>alert(2)</script>',
  '&lt;b&gt; & &amp;',
  '\u202egnal\u202c \u2067rtl\u2069 \u05d0\u05d1\u05d2',
  '\u001b[31mred\u001b[0m \u0007 \u0000',
  '日本国憲法第九条日本国憲法第九条日本国憲法第九条',
  `long ${'x'.repeat(2000)}`,
  '$' + '{alert(1)} `tick` \ud800',
] as const

export const interval = (p05: number, p50: number, p95: number): Interval => ({ p05, p50, p95 })

const spread = (x: number): Interval => interval(x / 2, x, Math.min(1, x * 1.5))

const byLevel = <T>(make: (index: number) => T): ByLevel<T> => ({
  hybrid: make(0),
  limited: make(1),
  full: make(2),
})

const ukraine: StateRef = { id: 'UKR', name: 'Ukraine', lat: 50.45, lon: 30.52 }
/** The median type's calculus also for the motivated type. */
const forBoth = (one: Calculus): Credibility => ({ ...one, motivated: one, typesDeterred: spread(0.5) })

const russia: StateRef = { id: 'RUS', name: 'Russia', lat: 55.75, lon: 37.62 }

const places: readonly StateRef[] = [
  { id: 'FRA', name: 'France', lat: 48.86, lon: 2.35 },
  { id: 'POL', name: 'Poland', lat: 52.23, lon: 21.01 },
  { id: 'MLT', name: 'Malta', lat: 35.9, lon: 14.51 },
  { id: 'USA', name: 'United States', lat: 38.9, lon: -77.04 },
]

export const guarantorOf = (state: StateRef, owes: Response | null, honour: number): GuarantorResult => ({
  ...state,
  role: owes === null ? 'supporter' : 'guarantor',
  owes,
  owesAt: byLevel((l) => (l === 0 ? null : owes)),
  honour: owes === null ? null : spread(honour),
  honourAt: byLevel((l) => (l === 0 || owes === null ? null : spread(honour))),
  response: byLevel(() => ({ none: 0.2, sanctions: 0.3, aid: 0.2, air: 0.1, troops: 0.2 })),
  pivotal: spread(0.05),
  against: null,
  blocks: null,
  decisive: null,
  motives: { stake: 5, cost: -12.5, fear: -8, audience: 20, other: 1 },
})

const provoked = {
  strike: spread(0.1),
  baseline: spread(0.08),
  excess: interval(-0.01, 0.02, 0.03),
  perMonth: null,
}
const byMotive = {
  all: provoked,
  greedy: provoked,
  fearful: { ...provoked, perMonth: interval(0, 0.001, 0.002) },
}
const curve = Array.from({ length: 60 }, (_, k) => ({
  month: k + 1,
  hazard: spread(0.004),
  survival: spread(1 - k / 120),
  withoutGuarantee: spread(1 - k / 100),
}))
const foreseen = { expecting: spread(0.5), knowing: spread(0.4), value: interval(-0.1, 0.1, 0.2) }

/** Outputs that need further games; `window` null as for a text that is in force at once. */
export const furtherOf = (window = true): Further => ({
  draws: 128,
  unconverged: 0,
  window: window
    ? {
        months: interval(10, 15, 20),
        phases: [
          { phase: 'announced', from: interval(0, 0, 0), challenge: spread(0.5), full: spread(0.1) },
          { phase: 'in-force', from: interval(10, 15, 20), challenge: spread(0.4), full: spread(0.05) },
        ],
        before: spread(0.6),
        curve: { any: curve, full: curve },
        provocation: { any: byMotive, full: byMotive },
      }
    : null,
  foreknowledge: {
    challenge: { any: foreseen, ...byLevel(() => foreseen) },
    dissuaded: spread(0.1),
    invited: spread(0.01),
  },
  burden: {
    force: spread(0.9),
    optimum: spread(0.95),
    gap: interval(-1, 1, 2),
    deterrenceAtOptimum: spread(0.4),
    largestShare: spread(0.3),
    cost: interval(50, 80, 120),
    fear: interval(5, 8, 12),
    byGuarantor: places.map((place, k) => ({
      ...place,
      force: interval(1, 2 + k, 9),
      optimum: interval(1, 3 + k, 9),
      cost: interval(1, 2, 3),
      fear: interval(1, 2, 3),
      tipping:
        k === 3
          ? null
          : {
              bind: { now: spread(0.5), at: interval(0.6, 0.7, 0.9), reachable: 0.75 },
              stake: { now: spread(0.3), at: null, reachable: 0 },
              forwardForce: { now: interval(0, 0, 0), at: interval(1, 2, 3), reachable: 1 },
            },
    })),
  },
  moralHazard: {
    assertive: spread(0.5),
    withoutGuarantee: spread(0.4),
    change: interval(-0.01, 0.1, 0.2),
    withoutVoiding: window ? spread(0.6) : null,
    challenge: { restrained: spread(0.5), assertive: spread(0.6) },
  },
  peaceCost: {
    brigades: interval(1, 4, 5),
    forces: interval(500, 2000, 3000),
    money: [{ currency: 'EUR', perYear: 3e9, total: 2e8 }],
  },
})

export const optionOf = (id: string, changes: Partial<OptionResult> = {}): OptionResult => ({
  id,
  title: `Title of ${id}`,
  short: `Short ${id}`,
  summary: `Summary of ${id}.`,
  form: 'treaty',
  stage: 'announced',
  asOf: '2026-02-28',
  hypothetical: null,
  unknown: ['Who decides.'],
  beneficiary: ukraine,
  adversary: russia,
  deterrence: interval(0.3, 0.5, 0.8),
  challenge: { none: interval(0.3, 0.5, 0.8), ...byLevel((l) => spread(0.2 - l * 0.05)) },
  horizon: {
    any: { 1: spread(0.1), 5: spread(0.3), 10: spread(0.5) },
    ...byLevel(() => ({ 1: spread(0.002), 5: spread(0.1), 10: spread(0.2) })),
  },
  credibility: {
    hybrid: forBoth({
      required: null,
      supplied: null,
      margin: null,
      verdict: 'nothing-owed',
      verdicts: {
        deterred: 0,
        'not-deterred': 0,
        'capability-problem': 0,
        'none-needed': 0,
        'nothing-owed': 1,
      },
    }),
    limited: forBoth({
      required: interval(0.2, 0.4, 0.7),
      supplied: interval(0.1, 0.2, 0.3),
      margin: interval(-0.5, -0.2, 0.1),
      verdict: 'not-deterred',
      verdicts: {
        deterred: 0.25,
        'not-deterred': 0.75,
        'capability-problem': 0,
        'none-needed': 0,
        'nothing-owed': 0,
      },
    }),
    full: forBoth({
      required: interval(-20, 1.4, 3),
      supplied: interval(0.5, 1.1, 1.4),
      margin: interval(-2, -0.3, 20),
      verdict: 'capability-problem',
      verdicts: {
        deterred: 0,
        'not-deterred': 0.4,
        'capability-problem': 0.6,
        'none-needed': 0,
        'nothing-owed': 0,
      },
    }),
  },
  ledger: byLevel((l) => ({
    prize: interval(5, 10 + 20 * l, 60),
    fighting: interval(-30, -12, -1),
    sanctions: interval(-20, -8, -3),
    clash: interval(-2, -0.01, 0),
    backDown: interval(-9, -4, -1),
    net: interval(-40, -14 + 20 * l, 20),
    statusQuo: interval(-3, 5, 10),
  })),
  guarantors: [
    guarantorOf(places[0], 'troops', 0.4),
    guarantorOf(places[1], 'air', 0.6),
    guarantorOf(places[2], 'sanctions', 0.9),
    guarantorOf(places[3], null, 0),
  ],
  coalition: byLevel(() => ({
    force: interval(1, 5, 9),
    forceLow: interval(0, 1, 2),
    forceHigh: interval(4, 9, 14),
    responding: [0.1, 0.2, 0.3, 0.3, 0.1],
    fighting: [0.5, 0.3, 0.1, 0.05, 0.05],
    blocked: null,
  })),
  escalation: byLevel((l) => ({
    war: spread(0.5),
    clash: spread(0.1),
    lost: spread(0.2),
    burden: l === 0 ? null : spread(0.6),
  })),
  further: furtherOf(),
  equilibria: {
    atMedian: [
      {
        label: 'principal',
        challenge: { none: 0.5, hybrid: 0.2, limited: 0.2, full: 0.1 },
        residual: 1e-12,
        converged: true,
      },
      {
        label: 'from-all',
        challenge: { none: 0.7, hybrid: 0.1, limited: 0.1, full: 0.1 },
        residual: 1e-11,
        converged: true,
      },
    ],
    searched: 32,
    severalShare: 0.25,
    widestGap: 0.2,
    unconverged: 1,
  },
  difference: null,
  findings: [
    {
      code: 'no-deadline',
      level: 'warning',
      message: '"x" owes troops but sets no time to act',
      path: 'commitments[0]',
      line: 12,
      column: 3,
      hint: 'add a deadline',
    },
  ],
  ...changes,
})

export const assumptionOf = (name: string, changes: Partial<AssumptionRow> = {}): AssumptionRow => ({
  name,
  unit: 'points',
  meaning: `Meaning of ${name}`,
  distribution: { kind: 'triangular', low: 0, mode: 1, high: 5 },
  range: { min: 0, max: 10 },
  source: 'judgement',
  judgement: true,
  overridden: false,
  interval: interval(0.5, 1.8, 4.2),
  ...changes,
})

const assumptions: readonly AssumptionRow[] = [
  assumptionOf('a.fixed', { distribution: { kind: 'fixed', value: 3 }, judgement: false, overridden: true }),
  assumptionOf('a.uniform', { distribution: { kind: 'uniform', low: 0, high: 2 } }),
  assumptionOf('a.logUniform', { distribution: { kind: 'logUniform', low: 0.1, high: 2 } }),
  assumptionOf('a.normal', { distribution: { kind: 'normal', mean: 0, sd: 2 } }),
  assumptionOf('a.logNormal', { distribution: { kind: 'logNormal', median: 40000, sigma: 0.5 } }),
  assumptionOf('a.triangular'),
]

const differenceOf = (deterrence: Interval, better: number) => ({
  deterrence,
  challenge: byLevel(() => deterrence),
  better,
})

/** Three options, four states: nothing special. */
export const comparison = (changes: Partial<Comparison> = {}): Comparison => ({
  guarantor: 'comparison',
  version: '0.0.0',
  seed: 7,
  draws: 64,
  reading: 'in-force',
  options: [
    optionOf('first'),
    optionOf('second', { difference: differenceOf(interval(-0.1, 0.05, 0.2), 0.7), adversary: null }),
    optionOf('third', { difference: differenceOf(interval(-0.2, -0.15, -0.1), 0) }),
  ],
  assumptions,
  ...changes,
})

/** Every text that a document can bring is hostile. */
export const hostileComparison = (text: string): Comparison => {
  const base = comparison()
  const state = (one: StateRef): StateRef => ({ ...one, name: text })
  return {
    ...base,
    options: base.options.map((option) => ({
      ...option,
      id: text,
      title: text,
      short: text,
      summary: text,
      form: text,
      stage: text,
      asOf: text,
      hypothetical: text,
      unknown: [text],
      beneficiary: state(option.beneficiary),
      adversary: option.adversary === null ? null : state(option.adversary),
      guarantors: option.guarantors.map((one) => ({ ...one, name: text })),
      findings: option.findings.map((one) => ({
        ...one,
        code: text,
        message: text,
        path: text,
        hint: text,
      })),
    })),
    assumptions: base.assumptions.map((one) => ({
      ...one,
      name: text,
      unit: text,
      meaning: text,
      source: text,
    })),
  }
}

/** Nobody may respond, no text, nothing found, nothing known. */
export const bareComparison = (): Comparison => {
  const base = comparison()
  return {
    ...base,
    options: base.options.slice(0, 1).map((option) => ({
      ...option,
      form: null,
      stage: null,
      adversary: null,
      guarantors: [],
      further: null,
      findings: [],
      unknown: [],
      coalition: byLevel(() => ({
        ...option.coalition.full,
        responding: [1],
        fighting: [1],
      })),
      credibility: byLevel(() => option.credibility.hybrid),
      escalation: byLevel(() => ({ ...option.escalation.full, burden: null })),
    })),
    assumptions: [],
  }
}
