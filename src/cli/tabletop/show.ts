import type { ExerciseEvent, Instant } from '../../exercise/event.js'
import type { Inject } from '../../exercise/msel.js'
import type { ExerciseState } from '../../exercise/state.js'
import { showLocal, showSpan } from '../../exercise/time.js'
import { listStates } from '../../exercise/words.js'
import { eventWords } from '../../report/exercise/words.js'
import { cleanText, shorten } from '../../report/index.js'

/*
 * What the table shows: short lines, one thing each.
 */

export const clockLine = (now: Instant, start: Instant, zone: string): string =>
  `${showLocal(now, zone)} (${now < start ? `${showSpan(now, start)} before the start` : now === start ? 'start' : `${showSpan(start, now)} in`})`

/** What has changed since so many transitions: one line for each clause and state reached. */
export const changes = (state: ExerciseState, since: number): string[] => {
  const groups = new Map<string, { bearers: string[]; reason: string }>()
  for (const { obligation, to, reason } of state.transitions.slice(since)) {
    const [pact, commitment, bearer] = obligation.split('/')
    if (to === 'dormant') continue
    const key = `${pact}/${commitment}: ${to}`
    const group = groups.get(key) ?? { bearers: [], reason }
    group.bearers.push(bearer.replace(/#\d+$/, ''))
    groups.set(key, group)
  }
  return [...groups].map(
    ([key, { bearers, reason }]) =>
      `  ${key}: ${listStates([...new Set(bearers)], 6)} (${shorten(reason, 70)})`,
  )
}

export const eventLineOf = (event: ExerciseEvent, zone: string): string =>
  `${showLocal(event.knownAt, zone)}  [${event.id}] ${cleanText(eventWords(event))}`

export const injectLine = (event: ExerciseEvent, inject: Inject | undefined, zone: string): string =>
  `${eventLineOf(event, zone)}${inject?.to === undefined ? '' : ` -> ${cleanText(inject.to)}`}${
    inject?.expectedAction === undefined ? '' : `; expected: ${cleanText(inject.expectedAction)}`
  }`

/** What runs out next, and what waits for whom. */
export const outlook = (state: ExerciseState): string[] => [
  ...state.deadlines
    .filter(({ status }) => status === 'running')
    .slice(0, 8)
    .map(
      ({ who, what, local, at }) =>
        `  by ${local} (in ${showSpan(state.now, at)}): ${listStates(who, 5)} ${what}`,
    ),
  ...state.decisions
    .filter(({ status, body }) => status === 'open' && body !== null)
    .map(
      ({ id, subject, tally, awaited }) =>
        `  [${id}] ${cleanText(subject)}: ${tally}; awaited: ${listStates(awaited, 6)}`,
    ),
]

export const help = `Time
  next                      to the next inject or deadline
  go TIME                   to a moment: go D+1 H+2, go 2026-03-04T12:00
  wait SPAN                 wait 90, wait 2h30, wait 1d (a number alone is minutes)
  run SPEED | pause         let the clock run, SPEED minutes a second; stop it
Storyline
  injects                   what is still to come
  inject ID                 play one now
Players
  TYPE WHO ... [key=value]  enter an event, e.g.
      incident sabotage level=hybrid target=UKR place.territoryOf=UKR actor=RUS
      invocation POL clause=nato-2025/article-4
      consultation-held all clause=nato-2025/article-4
      proposal POL nac "Send the response force" clause=nato-2025/article-5 means=troops
      vote DEU no          decision FRA act air          performance GBR partial aid
  types                     all types and what may stand without a key
  note TEXT                 anything else
  ask STATE                 the model decides for this state now; for the adversary, whether it challenges
  model STATES | off        states that the model plays as soon as something waits for them
Table
  status | owed [STATE] | due | why ID | log [N]
  undo                      withdraw the last event that stands (the log keeps both)
  branch NAME [TIME]        another course of events from now, or from an earlier moment
  switch NAME | branches
  report PATH               after-action report (.html or .md), list (.xlsx, .csv) or calendar (.ics)
  quit
`
