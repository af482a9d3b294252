import { exp, log, normalCdf, normalDensity, normalQuantile } from '../core/elementary.js'
import { differenceContest, logit, ratioContest, requiredCredibility } from './contest.js'

/*
 * Small games of the literature that have exact answers, beside which this engine stands. `classics` computes each with its
 * published result; docs/model.md says which part of the crisis game each stands beside.
 */

const SQRT2 = Math.SQRT2

/** Simpson's rule with `pieces` (even) pieces. */
const integrate = (f: (x: number) => number, from: number, to: number, pieces: number): number => {
  const step = (to - from) / pieces
  let sum = f(from) + f(to)
  for (let k = 1; k < pieces; k++) sum += (k % 2 === 1 ? 4 : 2) * f(from + k * step)
  return (sum * step) / 3
}

/** Below this a standard normal has no mass that could be seen. */
const LOWEST = -8.5

/** P(X < h, Y < k) for standard normals with correlation rho, |rho| <= .9; error below 1e-9. */
export const bivariateNormalCdf = (h: number, k: number, rho: number): number => {
  if (h <= LOWEST) return 0
  const spread = Math.sqrt(1 - rho * rho)
  const pieces = 2 * Math.ceil(40 * (Math.min(h, -LOWEST) - LOWEST))
  return integrate(
    (x) => normalDensity(x) * normalCdf((k - rho * x) / spread),
    LOWEST,
    Math.min(h, -LOWEST),
    pieces,
  )
}

/** The crisis-signalling game (Lewis & Schultz 2003) with standard normal private values. */
export interface CrisisSignalling {
  /** Mean war payoffs of challenger and target. */
  readonly warA: number
  readonly warB: number
  /** The challenger's mean payoff of backing down: its audience cost. */
  readonly audience: number
  /** The prize to each, the challenger's status quo, the target's payoff of conceding. */
  readonly prizeA: number
  readonly prizeB: number
  readonly statusQuoA: number
  readonly concedeB: number
}

/** Probabilities that the target resists, the challenger challenges, and it fights if resisted. */
export interface SignallingEquilibrium {
  readonly resist: number
  readonly challenge: number
  readonly fight: number
}

const signalled = (
  game: CrisisSignalling,
  resist: number,
): SignallingEquilibrium & { readonly reply: number } => {
  const cut = (game.statusQuoA - (1 - resist) * game.prizeA) / resist
  const challenge = 1 - normalCdf(cut - game.warA) * normalCdf(cut - game.audience)
  const fight =
    bivariateNormalCdf((game.warA - game.audience) / SQRT2, game.warA - cut, 1 / SQRT2) / challenge
  const reply = normalCdf((fight * game.warB + (1 - fight) * game.prizeB - game.concedeB) / fight)
  return { resist, challenge, fight, reply }
}

const SCAN = 400
const HALVINGS = 60

/** All equilibria: the fixed points of the target's reply, found by scanning and bisection, in order of resistance. */
export const crisisSignalling = (game: CrisisSignalling): readonly SignallingEquilibrium[] => {
  const excess = (resist: number): number => signalled(game, resist).reply - resist
  const points = Array.from({ length: SCAN }, (_, k) => (k + 0.5) / SCAN)
  const values = points.map(excess)
  return points.slice(1).flatMap((_, k): SignallingEquilibrium[] => {
    if (values[k] > 0 === values[k + 1] > 0) return []
    let [low, high] = [points[k], points[k + 1]]
    for (let step = 0; step < HALVINGS; step++) {
      const middle = (low + high) / 2
      if (excess(middle) > 0 === values[k] > 0) low = middle
      else high = middle
    }
    const { resist, challenge, fight } = signalled(game, (low + high) / 2)
    return [{ resist, challenge, fight }]
  })
}

/**
 * Strategic probit with agent error of unit variance (Signorino 1999, 2003): probabilities of status quo, capitulation and
 * war. The first mover's payoffs of the three, and the second's of war less capitulation.
 */
export const strategicProbit = (
  first: readonly [statusQuo: number, capitulation: number, war: number],
  second: number,
): readonly [number, number, number] => {
  const resists = normalCdf(second / SQRT2)
  const acts = normalCdf(((1 - resists) * first[1] + resists * first[2] - first[0]) / SQRT2)
  return [1 - acts, acts * (1 - resists), acts * resists]
}

/**
 * Coalition of states that come with probabilities `p` under a Gaussian copula of equal correlation `rho`, 0 <= rho < 1:
 * [k] is the probability that exactly k come. By quadrature over the common factor.
 */
export const copulaCoalition = (p: readonly number[], rho: number): readonly number[] => {
  const cuts = p.map(normalQuantile)
  const given = (z: number): number[] =>
    cuts
      .map((cut) => normalCdf((cut - Math.sqrt(rho) * z) / Math.sqrt(1 - rho)))
      .reduce(
        (count, q) =>
          Array.from(
            { length: count.length + 1 },
            (_, k) => (count[k] ?? 0) * (1 - q) + (count[k - 1] ?? 0) * q,
          ),
        [1],
      )
  return Array.from({ length: p.length + 1 }, (_, k) =>
    integrate((z) => normalDensity(z) * given(z)[k], LOWEST, -LOWEST, 400),
  )
}

/**
 * Value of joining for one who believes every number of others that join equally likely (Morris & Shin; finite N): the
 * coalition succeeds and pays `benefit` if at least `needed` of `count` join, joining costs `cost`.
 */
export const laplacianValue = (count: number, needed: number, benefit: number, cost: number): number =>
  (benefit * Math.max(0, Math.min(count, count - needed + 1))) / count - cost

/** P(honour) when a share `delegated` happens anyway and the rest is chosen with normal error (basis 1.3). */
export const delegatedHonour = (delegated: number, meanUtility: number, sigma: number): number =>
  delegated + (1 - delegated) * normalCdf(meanUtility / sigma)

/** What waiting is worth: `perPeriod` for so many periods, then `terminal`, discounted (basis 1.3(6)). */
export const waitValue = (perPeriod: number, terminal: number, discount: number, periods: number): number => {
  let factor = 1
  let sum = 0
  for (let t = 0; t < periods; t++) {
    sum += factor * perPeriod
    factor *= discount
  }
  return sum + factor * terminal
}

/** Largest risk of disaster that one runs for `win` rather than submit (Powell 1990). */
export const acceptableRisk = (win: number, submit: number, disaster: number): number =>
  (win - submit) / (win - disaster)

/** Trust above which one who would reciprocate cooperates (Kydd), payoffs R > T > P > S of assurance. */
export const trustThreshold = (
  reward: number,
  temptation: number,
  punishment: number,
  sucker: number,
): number => (punishment - sucker) / (punishment - sucker + (reward - temptation))

/** Contributions to v ln(1 + Q) at cost q^2 / 2 each (Olson & Zeckhauser 1966): at Nash, and the sums at both. */
export const publicGood = (
  values: readonly number[],
): { readonly shares: readonly number[]; readonly nash: number; readonly optimum: number } => {
  const total = values.reduce((sum, value) => sum + value, 0)
  // Each gives v / (1 + Q), together Q (1 + Q) = sum; at the optimum every one gives sum / (1 + Q).
  const root = (product: number): number => (Math.sqrt(1 + 4 * product) - 1) / 2
  const nash = root(total)
  return {
    shares: values.map((value) => value / (1 + nash)),
    nash,
    optimum: root(total * values.length),
  }
}

/** A pledge that came due: kept 1 or broken 0, its weight (late ones count in part), and how many years ago. */
export interface PledgeRecord {
  readonly kept: 0 | 1
  readonly weight: number
  readonly age: number
}

/** Mean of a Beta(a, b) record of pledges after weighted, half-life-discounted evidence (basis 1.3(9)). */
export const sayDoMean = (
  a: number,
  b: number,
  records: readonly PledgeRecord[],
  halfLife: number,
): number => {
  let kept = a
  let broken = b
  for (const record of records) {
    const weight = record.weight * exp((-log(2) * record.age) / halfLife)
    kept += weight * record.kept
    broken += weight * (1 - record.kept)
  }
  return kept / (kept + broken)
}

/** One published number and what is computed here. */
export interface ClassicRow {
  readonly label: string
  readonly published: number
  /** Digits after the point that were published. */
  readonly digits: number
  readonly value: number
}

export interface Classic {
  readonly id: string
  readonly title: string
  readonly source: string
  readonly rows: readonly ClassicRow[]
}

const row = (label: string, published: string, value: number): ClassicRow => ({
  label,
  published: Number(published),
  digits: published.includes('.') ? published.length - published.indexOf('.') - 1 : 0,
  value,
})

const attack = (credibility: number): number => {
  const choice = new Float64Array(2)
  logit(Float64Array.of((1 - credibility) * 45 + credibility * -37.14, 5), 0.05, choice)
  return choice[0]
}

const signalling = (change: Partial<CrisisSignalling>): readonly SignallingEquilibrium[] =>
  crisisSignalling({
    warA: -1.9,
    warB: -2.9,
    audience: -1.2,
    prizeA: 1,
    prizeB: 1,
    statusQuoA: 0,
    concedeB: 0,
    ...change,
  })

const signallingRows = (
  label: string,
  found: readonly SignallingEquilibrium[],
  published: readonly (readonly [string, string, string])[],
): ClassicRow[] =>
  published.flatMap(([resist, challenge, fight], k) => [
    row(`${label}, ${k + 1}: resists`, resist, found[k]?.resist ?? Number.NaN),
    row(`${label}, ${k + 1}: challenges`, challenge, found[k]?.challenge ?? Number.NaN),
    row(`${label}, ${k + 1}: fights`, fight, found[k]?.fight ?? Number.NaN),
  ])

/** The catalogue, computed beside what was published. */
export const classics = (): readonly Classic[] => {
  const members = [0.7, 0.6, 0.5, 0.4, 0.3]
  const alone = copulaCoalition(members, 0)
  const together = copulaCoalition(members, 0.5)
  const good = publicGood([10, 5, 2, 1, 1])
  const probit = strategicProbit([0, 0.5, -1], 0.3)
  const waits = [0, 1, 2, 4].map((periods) => 0.6 * 100 - 45 - waitValue(1, 5, 0.9, periods))
  return [
    {
      id: 'contest',
      title: 'Contest success, 3 against 1',
      source: 'Tullock; Hirshleifer 1989',
      rows: [
        row('ratio form, m = 1', '.75', ratioContest(3, 1, 1)),
        row('ratio form, m = 2', '.900', ratioContest(3, 1, 2)),
        row('difference form, k = 1', '.8808', differenceContest(3, 1, 1)),
      ],
    },
    {
      id: 'critical-credibility',
      title: 'Required credibility, and attack by how credible the response is',
      source: 'Ellsberg; Zagare & Kilgour',
      rows: [
        row('required, EU0 45, EU1 -37.14, status quo 5', '.487', requiredCredibility(45, -37.14, 5)),
        ...(['.765', '.588', '.386', '.217'] as const).map((published, k) =>
          row(`attack at q = .${2 * (k + 1)}, lambda .05`, published, attack(0.2 * (k + 1))),
        ),
      ],
    },
    {
      id: 'coalition',
      title: 'Coalition of five, p = .7 .6 .5 .4 .3',
      source: 'basis, finding 7',
      rows: [
        row('independent: at least one', '.975', 1 - alone[0]),
        row('independent: all', '.025', alone[5]),
        row('correlation .5: at least one', '.864', 1 - together[0]),
        row('correlation .5: all', '.136', together[5]),
      ],
    },
    {
      id: 'coordination',
      title: 'Coordination of five under Laplacian belief, b = 1, c = .5',
      source: 'Morris & Shin',
      rows: (['.5', '.3', '.1', '-.1', '-.3'] as const).map((published, k) =>
        row(`${k + 1} needed`, published, laplacianValue(5, k + 1, 1, 0.5)),
      ),
    },
    {
      id: 'delegation',
      title: 'Honour with delegation, mean net utility -1, sigma 1',
      source: 'basis 1.2',
      rows: (['.1587', '.4111', '.7476'] as const).map((published, k) =>
        row(`share ${[0, 0.3, 0.7][k]}`, published, delegatedHonour([0, 0.3, 0.7][k], -1, 1)),
      ),
    },
    {
      id: 'window',
      title: 'Strike less wait, p .6, V 100, cost 45, status quo 1, W 5, discount .9',
      source: 'basis 1.3(6)',
      rows: (['10.00', '9.50', '9.05', '8.28'] as const).map((published, k) =>
        row(`periods: ${[0, 1, 2, 4][k]}`, published, waits[k]),
      ),
    },
    {
      id: 'brinkmanship',
      title: 'Largest acceptable risk, win 50, submit 0, disaster -1000',
      source: 'Powell 1990',
      rows: [row('risk', '.0476', acceptableRisk(50, 0, -1000))],
    },
    {
      id: 'public-good',
      title: 'Burden sharing, v = 10 5 2 1 1, ln(1 + Q), q^2 / 2',
      source: 'Olson & Zeckhauser 1966',
      rows: [
        ...(['2.046', '1.023', '.409', '.205', '.205'] as const).map((published, k) =>
          row(`share ${k + 1}`, published, good.shares[k]),
        ),
        row('Nash total', '3.8875', good.nash),
        row('optimum', '9.2596', good.optimum),
      ],
    },
    {
      id: 'trust',
      title: 'Trust threshold, R 4, T 3, P 1, S -2',
      source: 'Jervis; Kydd',
      rows: [row('threshold', '.75', trustThreshold(4, 3, 1, -2))],
    },
    {
      id: 'say-do',
      title:
        'Record of pledges: Beta(4.5, 17.5); kept now, late .3 years ago (half a breach), broken 2 years ago; half-life 3 years',
      source: 'basis 1.3(9)',
      rows: [
        row(
          'mean',
          '.228',
          sayDoMean(
            4.5,
            17.5,
            [
              { kept: 1, weight: 1, age: 0 },
              { kept: 0, weight: 0.5, age: 0.3 },
              { kept: 0, weight: 1, age: 2 },
            ],
            3,
          ),
        ),
      ],
    },
    {
      id: 'strategic-probit',
      title: 'Strategic probit, u = 0 .5 -1 .3',
      source: 'Signorino 1999, 2003',
      rows: [
        row('status quo', '.6048', probit[0]),
        row('capitulation', '.1644', probit[1]),
        row('war', '.2308', probit[2]),
      ],
    },
    {
      id: 'crisis-signalling',
      title: 'Crisis signalling, W_A -1.9, V 1: all equilibria',
      source: 'Lewis & Schultz 2003',
      rows: [
        ...signallingRows('W_B -2.9, a -1.2', signalling({}), [
          ['.251105', '.994789', '.309695'],
          ['.594723', '.379868', '.241563'],
          ['.813322', '.205452', '.208759'],
        ]),
        ...signallingRows('W_B -2.9, a -2', signalling({ audience: -2 }), [
          ['.022389', '1.000000', '.528186'],
        ]),
        ...signallingRows('W_B -1.5, a -1.2', signalling({ warB: -1.5 }), [
          ['.996820', '.141270', '.191256'],
        ]),
      ],
    },
  ]
}
