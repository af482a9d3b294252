/*
 * The family of small crisis games of shared/peers/solver/README.md, written as Gambit files from its definition, with
 * exact fractions: gc1 (attack or not, then guarantors honour or abstain), gc2 (then the adversary persists or backs down),
 * sub (the guarantors' game after an attack).
 */

type Fraction = readonly [numerator: number, denominator: number]

const gcd = (a: number, b: number): number => (b === 0 ? Math.abs(a) : gcd(b, a % b))
const fraction = (n: number, d = 1): Fraction => [n / gcd(n, d), d / gcd(n, d)]
const add = ([a, b]: Fraction, [c, d]: Fraction): Fraction => fraction(a * d + c * b, b * d)
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => fraction(a * c, b * d)
const minus = (a: Fraction): Fraction => [-a[0], a[1]]
const less = (a: Fraction, b: Fraction): Fraction => add(a, minus(b))
const shown = ([n, d]: Fraction): string => (d === 1 ? `${n}` : `${n}/${d}`)

export type Kind = 'gc1' | 'gc2' | 'sub'
export type Mix = 'het' | 'sym'

interface Guarantor {
  readonly stake: Fraction
  readonly cost: { readonly R: Fraction; readonly U: Fraction }
  readonly blame: Fraction
  readonly resolved: Fraction
}

const guarantor = (mix: Mix, i: number): Guarantor =>
  mix === 'sym'
    ? {
        stake: fraction(4),
        cost: { R: fraction(2), U: fraction(4) },
        blame: fraction(3, 2),
        resolved: fraction(3, 5),
      }
    : {
        stake: fraction(16 + i, 4),
        cost: { R: fraction(20 + i, 10), U: fraction(40 + i, 10) },
        blame: fraction(30 + i, 20),
        resolved: i < 25 ? fraction(25 + i, 50) : fraction(1, 2),
      }

const ADVERSARY = {
  H: { value: fraction(8), damage: fraction(4) },
  L: { value: fraction(4), damage: fraction(6) },
} as const
const ONE = fraction(1)

type Type = 'R' | 'U'
type Adversary = 'H' | 'L'

/** The game of that kind with `count` guarantors, as the text of an `.efg` file. */
export const familyGame = (kind: Kind, mix: Mix, count: number): string => {
  const guarantors = Array.from({ length: count }, (_, i) => guarantor(mix, i))
  const names = guarantors.map((_, i) => `G${i + 1}`)
  const first = kind === 'sub' ? 1 : 2
  const lines: string[] = []
  let events = kind === 'sub' ? 1 : 0
  let outcomes = 0
  const chance = (a: string, b: string, p: Fraction): void => {
    events++
    lines.push(`c "" ${events} "" { "${a}" ${shown(p)} "${b}" ${shown(less(ONE, p))} } 0`)
  }
  const move = (player: number, set: number, name: string, actions: readonly [string, string]): void => {
    lines.push(`p "" ${player} ${set} "${name}" { "${actions[0]}" "${actions[1]}" } 0`)
  }
  const terminal = (payoffs: readonly Fraction[]): void => {
    outcomes++
    lines.push(`t "" ${outcomes} "" { ${payoffs.map(shown).join(', ')} }`)
  }
  const win = (k: number): Fraction => (k >= Math.floor((count + 1) / 2) ? fraction(3, 4) : fraction(1, 4))
  const war = (
    adversary: Adversary | undefined,
    types: readonly Type[],
    honours: readonly boolean[],
  ): void => {
    const w = win(honours.filter(Boolean).length)
    const lost = less(ONE, w)
    const own =
      adversary === undefined
        ? []
        : [less(times(ADVERSARY[adversary].value, lost), times(ADVERSARY[adversary].damage, w))]
    terminal([
      ...own,
      ...guarantors.map(({ stake, cost, blame }, i) =>
        less(minus(times(stake, lost)), honours[i] ? cost[types[i]] : blame),
      ),
    ])
  }
  const back = (types: readonly Type[], honours: readonly boolean[]): void =>
    terminal([
      fraction(-3, 2),
      ...guarantors.map(({ cost, blame }, i) =>
        honours[i] ? times(fraction(-3, 10), cost[types[i]]) : minus(blame),
      ),
    ])
  const last = (
    adversary: Adversary | undefined,
    types: readonly Type[],
    honours: readonly boolean[],
  ): void => {
    if (kind !== 'gc2' || adversary === undefined) {
      war(adversary, types, honours)
      return
    }
    const k = honours.filter(Boolean).length
    const set = 3 + (adversary === 'H' ? 0 : count + 1) + k
    move(1, set, `${adversary},k=${k}`, ['Persist', 'Back'])
    war(adversary, types, honours)
    back(types, honours)
  }
  const respond = (
    adversary: Adversary | undefined,
    types: readonly Type[],
    honours: readonly boolean[],
  ): void => {
    const i = honours.length
    if (i === count) {
      last(adversary, types, honours)
      return
    }
    move(first + i, types[i] === 'R' ? 1 : 2, types[i], ['Honour', 'Abstain'])
    for (const honour of [true, false]) respond(adversary, types, [...honours, honour])
  }
  const learn = (adversary: Adversary | undefined, types: readonly Type[]): void => {
    if (types.length === count) {
      respond(adversary, types, [])
      return
    }
    chance('R', 'U', guarantors[types.length].resolved)
    for (const type of ['R', 'U'] as const) learn(adversary, [...types, type])
  }
  const attack = (adversary: Adversary, set: number): void => {
    move(1, set, adversary, ['Attack', 'Not'])
    learn(adversary, [])
    terminal([fraction(0), ...guarantors.map(() => fraction(0))])
  }
  if (kind === 'sub') learn(undefined, [])
  else {
    chance('H', 'L', fraction(1, 2))
    attack('H', 1)
    attack('L', 2)
  }
  const title = kind === 'sub' ? 'guarantor subgame' : `guarantee crisis ${kind}`
  const players = [...(kind === 'sub' ? [] : ['A']), ...names].map((name) => `"${name}"`).join(' ')
  return `EFG 2 R "${title} ${mix} N=${count}" { ${players} }\n""\n\n${lines.join('\n')}\n`
}
