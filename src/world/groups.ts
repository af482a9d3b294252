import { isIsoDate } from './day.js'
import type { Membership } from './state.js'
import { states } from './states.js'

/** A group of states that a pact may name as guarantors. */
export interface Group {
  readonly id: string
  readonly name: string
  /** How its dates are to be read. */
  readonly note: string
}

/** The groups whose membership on a day is known. Members outside the table of states are not counted. */
export const groups: readonly Group[] = [
  {
    id: 'NATO',
    name: 'North Atlantic Treaty Organization',
    note: 'from the entry into force for each member: 24 August 1949 for the twelve founders, who signed on 4 April 1949',
  },
  {
    id: 'EU',
    name: 'European Union',
    note: 'from 1958 as the European Economic Community, from 1 November 1993 as the Union; the United Kingdom left at the end of 31 January 2020',
  },
  {
    id: 'EU27',
    name: 'European Union of 27',
    note: 'the members of the EU on the day; they are 27 from 1 February 2020',
  },
  {
    id: 'G7',
    name: 'Group of Seven',
    note: 'entered by hand: six states from the summit of Rambouillet (15 November 1975), Canada from that of Puerto Rico (27 June 1976); Russia in the G8 (1997-2014) is not counted',
  },
  {
    id: 'CSTO',
    name: 'Collective Security Treaty Organization',
    note: 'from signature of the Collective Security Treaty (Tashkent, 15 May 1992), which entered into force on 20 April 1994; an organisation since 2003; Uzbekistan is not in the table; a suspended member is not counted',
  },
]

const isActive = (spell: Membership, on: string): boolean =>
  spell.from <= on &&
  (spell.to === undefined || on < spell.to) &&
  (spell.suspended === undefined || on < spell.suspended)

/**
 * Ids of the members of a group on a day, sorted; empty before its first member joined.
 * `EU27` gives the members of the EU on the day, so 28 of them shortly before 2020-02-01.
 * @param id id of one of {@link groups}
 * @param on ISO day, YYYY-MM-DD
 * @returns undefined for an unknown group or a text that is no day
 */
export const groupMembers = (id: string, on: string): readonly string[] | undefined => {
  if (!groups.some((group) => group.id === id) || !isIsoDate(on)) return undefined
  const group = id === 'EU27' ? 'EU' : id
  return states
    .filter(({ memberships }) => memberships.some((spell) => spell.group === group && isActive(spell, on)))
    .map((state) => state.id)
}
