import type { DecisionRule } from '../pact/index.js'
import type { VoteChoice } from './event.js'

/*
 * How a body counts: pure arithmetic on votes, exact in whole persons.
 */

export interface Body {
  readonly rule: DecisionRule
  readonly members: readonly string[]
  readonly lead?: string
  readonly quorum?: { readonly members?: number | undefined; readonly share?: number | undefined }
  /** Persons, one for each member; needed for a qualified majority only. */
  readonly populations?: readonly (number | null)[]
}

export interface Tally {
  readonly status: 'open' | 'passed' | 'failed'
  /** Members whose vote, or absence from the quorum, stands in the way. */
  readonly blockers: readonly string[]
  /** Members who have not voted. */
  readonly awaited: readonly string[]
  readonly quorum: { readonly needed: number; readonly present: number } | null
  readonly words: string
}

/** Members that must take part; 0 where none need. */
export const quorumOf = (body: Body): number => {
  const { members, share } = body.quorum ?? {}
  // In millionths: a share such as .55 times 20 is above 11 in floating point.
  return members ?? (share === undefined ? 0 : Math.ceil(Math.round(share * 1e6 * body.members.length) / 1e6))
}

/** Counts the votes cast so far; the last vote of a member is what counts. Votes of others are left out. */
export const countVotes = (body: Body, cast: ReadonlyMap<string, VoteChoice>): Tally => {
  const deciders = body.rule === 'lead-nation' && body.lead !== undefined ? [body.lead] : body.members
  const having = (choice: VoteChoice): string[] => deciders.filter((member) => cast.get(member) === choice)
  const awaited = deciders.filter((member) => !cast.has(member))
  const [yes, no, abstain, absent] = [having('yes'), having('no'), having('abstain'), having('absent')]
  const present = yes.length + no.length + abstain.length
  const needed = body.rule === 'lead-nation' ? 0 : quorumOf(body)
  const quorum = needed === 0 ? null : { needed, present }
  const words = [
    `${yes.length} for`,
    `${no.length} against`,
    `${abstain.length} abstaining`,
    ...(absent.length > 0 ? [`${absent.length} absent`] : []),
    ...(awaited.length > 0 ? [`${awaited.length} not yet cast`] : []),
  ].join(', ')
  const result = (status: Tally['status'], blockers: readonly string[], more = ''): Tally => ({
    status,
    blockers,
    awaited,
    quorum,
    words: more === '' ? words : `${words}; ${more}`,
  })
  if (present + awaited.length < needed) return result('failed', absent, `no quorum of ${needed}`)
  const quorate = present >= needed
  switch (body.rule) {
    case 'automatic':
      return result('passed', [])
    case 'lead-nation':
    case 'each': {
      if (no.length + abstain.length + absent.length > 0)
        return result('failed', [...no, ...abstain, ...absent])
      return result(awaited.length === 0 && yes.length > 0 ? 'passed' : 'open', [])
    }
    case 'consensus':
    case 'unanimity': {
      // Abstention does not stop unanimity (TFEU, articles 235(1) and 238(4)), nor consensus: nobody objects.
      if (no.length > 0) return result('failed', no)
      if (awaited.length > 0) return result('open', [])
      return yes.length > 0 && quorate
        ? result('passed', [])
        : result('failed', [...abstain, ...absent], 'nobody in favour')
    }
    case 'qualified-majority':
      return qualified(
        body,
        deciders,
        { yes, awaited, against: [...no, ...abstain, ...absent], quorate },
        result,
      )
  }
}

interface Sides {
  readonly yes: readonly string[]
  readonly awaited: readonly string[]
  readonly against: readonly string[]
  readonly quorate: boolean
}

/** Members of the full Council of the European Union. */
const FULL_COUNCIL = 27

/**
 * The rule of the EU Council on a proposal of the Commission or the High Representative: 55% of the members that take part,
 * with 65% of their population; a blocking minority needs at least four members in the full Council (TEU, article 16(4)), and
 * otherwise the least number that holds more than 35% of the population, plus one (TFEU, article 238(3)(a)).
 */
export const qualifiedPasses = (
  yes: readonly boolean[],
  populations: readonly number[],
): {
  readonly passes: boolean
  readonly yesPeople: number
  readonly people: number
  readonly blocking: number
} => {
  const people = populations.reduce((sum, one) => sum + one, 0)
  const yesPeople = populations.reduce((sum, one, m) => (yes[m] ? sum + one : sum), 0)
  const count = yes.filter((one) => one).length
  const blocking = yes.length === FULL_COUNCIL ? 4 : fewestAbove(populations, 35 * people) + 1
  const majority = 100 * count >= 55 * yes.length && 100 * yesPeople >= 65 * people
  return { passes: majority || yes.length - count < blocking, yesPeople, people, blocking }
}

/** Least number of members that hold more than `bound` hundredths of a person together. */
const fewestAbove = (populations: readonly number[], bound: number): number => {
  let sum = 0
  let count = 0
  for (const one of [...populations].sort((a, b) => b - a)) {
    if (100 * sum > bound) break
    sum += one
    count++
  }
  return count
}

const qualified = (
  body: Body,
  deciders: readonly string[],
  { yes, awaited, against, quorate }: Sides,
  result: (status: Tally['status'], blockers: readonly string[], more?: string) => Tally,
): Tally => {
  const populations = (body.populations ?? []).flatMap((one) => (one === null ? [] : [one]))
  if (populations.length < deciders.length)
    return result('open', [], 'cannot be counted: a population is not known')
  const now = qualifiedPasses(
    deciders.map((member) => yes.includes(member)),
    populations,
  )
  const best = qualifiedPasses(
    deciders.map((member) => yes.includes(member) || awaited.includes(member)),
    populations,
  )
  const words = `${yes.length} of ${deciders.length} members with ${percent(now.yesPeople, now.people)} of the population in favour; 55% and 65% are needed, ${now.blocking} members can block`
  if (now.passes && quorate) return result('passed', [], words)
  return best.passes ? result('open', against, words) : result('failed', against, words)
}

/** Rounded down to a tenth, so that 64.99% is never shown as 65. */
const percent = (part: number, whole: number): string => {
  const tenths = Math.floor((1000 * part) / whole)
  return `${Math.floor(tenths / 10)}.${tenths % 10}%`
}
