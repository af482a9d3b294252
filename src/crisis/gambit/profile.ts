import type { Issue } from '../../core/issue.js'
import type { ExtensiveGame, Profile } from './types.js'

/** A profile for other programs: player's name, then number of the information set, then a probability an action. */
export interface ProfileDocument {
  readonly lambda: number
  readonly profile: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>
}

/** How far from 1 the probabilities of a set may add up when a profile is read. */
const SUM_TOLERANCE = 1e-6

/**
 * The names of the players made different from each other, as Gambit does: the empty name and every name that occurs more
 * than once get `_1`, `_2` ...
 */
export const playerKeys = (players: readonly string[]): readonly string[] => {
  const counts = new Map<string, number>()
  for (const name of players) counts.set(name, (counts.get(name) ?? 0) + 1)
  const used = new Set(players)
  const last = new Map<string, number>()
  return players.map((name) => {
    if (name !== '' && counts.get(name) === 1) return name
    let k = last.get(name) ?? 0
    do k++
    while (used.has(`${name}_${k}`))
    last.set(name, k)
    used.add(`${name}_${k}`)
    return `${name}_${k}`
  })
}

/** A profile of the game as a document; `JSON.stringify` keeps every double. */
export const profileJson = (game: ExtensiveGame, profile: Profile, lambda: number): ProfileDocument => {
  const keys = playerKeys(game.players)
  const setsOf = keys.map((key, player) => [
    key,
    Object.fromEntries(
      game.sets.flatMap((set, s) => (set.player === player ? [[String(set.number), [...profile[s]]]] : [])),
    ),
  ])
  return { lambda, profile: Object.fromEntries(setsOf) }
}

export interface ReadProfile {
  readonly lambda?: number
  /** Absent when an issue is an error. */
  readonly profile?: Profile
  readonly issues: readonly Issue[]
}

/**
 * Reads what `profileJson` gives, as a value or as JSON text. Never throws: a missing or unknown player or set, a wrong number
 * of actions, a probability outside [0, 1] and probabilities that do not sum to 1 (within 1e-6) are issues with their path.
 */
export const readProfile = (input: unknown, game: ExtensiveGame, file?: string): ReadProfile => {
  const issues: Issue[] = []
  const add = (code: string, path: string, message: string): undefined => {
    issues.push({
      code,
      level: 'error',
      message,
      ...(path === '' ? {} : { path }),
      ...(file === undefined ? {} : { file }),
    })
    return undefined
  }
  const document = typeof input === 'string' ? parsed(input) : input
  if (!isRecord(document)) {
    add('not-a-profile', '', 'this is not a JSON object with lambda and profile')
    return { issues }
  }
  const { lambda, profile } = document
  if (typeof lambda !== 'number' || !(lambda >= 0))
    add('bad-lambda', 'lambda', 'lambda is a number of at least 0')
  if (!isRecord(profile)) {
    add('not-a-profile', 'profile', 'profile is an object with an entry for each player')
    return { issues }
  }
  const keys = playerKeys(game.players)
  for (const key of Object.keys(profile))
    if (!keys.includes(key)) add('unknown-player', `profile.${key}`, `the game has no player ${key}`)
  const read = game.sets.map(({ player, number, actions }) => {
    const ofPlayer = Object.hasOwn(profile, keys[player]) ? profile[keys[player]] : undefined
    const path = `profile.${keys[player]}.${number}`
    const given =
      isRecord(ofPlayer) && Object.hasOwn(ofPlayer, String(number)) ? ofPlayer[String(number)] : undefined
    const fault = faultOf(given, actions.length)
    return fault === undefined ? (given as number[]) : (add('bad-probabilities', path, fault) ?? [])
  })
  keys.forEach((key, player) => {
    const numbers = game.sets.flatMap((set) => (set.player === player ? [String(set.number)] : []))
    const ofPlayer = Object.hasOwn(profile, key) ? profile[key] : undefined
    for (const number of isRecord(ofPlayer) ? Object.keys(ofPlayer) : [])
      if (!numbers.includes(number))
        add('unknown-set', `profile.${key}.${number}`, `${key} has no information set ${number}`)
  })
  return issues.length > 0
    ? { issues }
    : { lambda: lambda as number, profile: read.map((p) => [...p]), issues }
}

const faultOf = (given: unknown, count: number): string | undefined => {
  if (!Array.isArray(given)) return `a list of ${count} probabilities is missing here`
  if (given.length !== count) return `${given.length} probabilities for ${count} actions`
  if (!given.every((value) => typeof value === 'number' && value >= 0 && value <= 1))
    return 'every probability is a number from 0 to 1'
  const sum = given.reduce((total: number, value: number) => total + value, 0)
  return Math.abs(sum - 1) <= SUM_TOLERANCE ? undefined : `the probabilities sum to ${sum}, not 1`
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
