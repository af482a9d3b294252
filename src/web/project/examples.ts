import type { DocumentText } from './project.js'

/*
 * Documents that come with the workbench: bundled as text, loaded when asked for.
 */

const ukraine = import.meta.glob<string>('../../../examples/ukraine/*.pact.yaml', {
  query: '?raw',
  import: 'default',
})
const past = import.meta.glob<string>(
  ['../../../examples/history/*.pact.yaml', '../../../examples/treaties/*.pact.yaml'],
  { query: '?raw', import: 'default' },
)

const stories = import.meta.glob<string>('../../../examples/storylines/*.events.yaml', {
  query: '?raw',
  import: 'default',
})

const ledgers = import.meta.glob<string>('../../../examples/ledger/*', { query: '?raw', import: 'default' })

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

const load = (found: Readonly<Record<string, () => Promise<string>>>): Promise<readonly DocumentText[]> =>
  Promise.all(
    Object.entries(found)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(async ([path, text]) => ({ name: nameOf(path), text: await text() })),
  )

/** The options on the table for Ukraine. */
export const ukraineExamples = (): Promise<readonly DocumentText[]> => load(ukraine)

/** Names of past treaties, without their suffix. */
export const pastNames: readonly string[] = Object.keys(past)
  .map((path) => nameOf(path).replace(/\.pact\.yaml$/, ''))
  .sort()

export const pastTreaty = async (name: string): Promise<DocumentText | null> => {
  const entry = Object.entries(past).find(([path]) => nameOf(path) === `${name}.pact.yaml`)
  return entry === undefined ? null : { name: `${name}.pact.yaml`, text: await entry[1]() }
}

/** Names of the storylines, without their suffix. */
export const storyNames: readonly string[] = Object.keys(stories)
  .map((path) => nameOf(path).replace(/\.events\.yaml$/, ''))
  .sort()

export const story = async (name: string): Promise<string | null> => {
  const entry = Object.entries(stories).find(([path]) => nameOf(path) === `${name}.events.yaml`)
  return entry === undefined ? null : entry[1]()
}

/** Files of the ledger that come with the workbench: a table with its mapping, or JSON Lines. */
export const ledgerExample = (stem: string): Promise<readonly DocumentText[]> =>
  load(Object.fromEntries(Object.entries(ledgers).filter(([path]) => nameOf(path).startsWith(`${stem}.`))))

/** An exercise to begin with: nothing has happened yet. */
export const blankStory = `exercise: "1"
id: my-exercise
title: My exercise
zone: Europe/Kyiv
start: 2026-10-01T06:00
holidays: []
reading: in-force
events:
  - id: begin
    type: note
    at: D+0
    title: The exercise begins
`

/** A guarantee to begin with: short, complete, and nobody's. */
export const template = `pact: "1"
id: my-guarantee
title: A guarantee to be drafted
short: My guarantee
summary: Say in one sentence who would help whom, and how.
form: treaty
asOf: 2026-02-28
hypothetical: Nothing of this exists.
status: []
parties:
  beneficiary: UKR
  adversary: RUS
  guarantors: [GBR, FRA, POL]
  supporters: [EU27] # owe nothing, but may respond
commitments:
  - id: defence
    kind: defence
    by: guarantors
    text: Each guarantor will assist with the means it deems necessary after an armed attack.
    textKind: paraphrase
    source: { title: Our own draft }
    trigger: { levels: [limited, full], wording: armed-attack }
    response: { means: troops, words: deems-necessary, force: discretionary, precision: none }
    decision: { rule: each }
forces: []
`
