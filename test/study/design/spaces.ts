import { parse, stringify } from 'yaml'
import { type DesignSpace, readSpace, type SpaceFile } from '../../../src/study/design/index.js'

/** A small space whose games are quick: three states, 2 x 2 x 3 x 2 x 2 options. */
export const smallText = `
space: "1"
id: small
title: A small space
summary: For tests.
asOf: 2026-02-28
parties: { beneficiary: UKR, adversary: RUS, supporters: [POL, FRA] }
recentWar: true
form: [declaration, treaty]
guarantors:
  - { id: core, name: France, by: [FRA], asked: always }
  - { id: poland, name: Poland, by: [POL], asked: maybe }
commitments:
  - id: defence
    kind: defence
    by: guarantors
    include: always
    levels: [[limited, full]]
    wording: [armed-attack]
    means: [troops]
    words: [deems-necessary, all-means]
    precision: [named]
    deadline: [none]
    decision: [each]
    attribution: [none]
forces:
  - id: french
    by: [FRA]
    kind: ground
    brigades: { least: 0, most: 4, step: 2 }
    where: [{ where: rear, place: Lviv }]
    when: [in-force, before-signature]
constraints:
  deployable: { share: 0.6, source: judgement }
objectives: [full.tenYears, money]
`

/** A space file before it is checked. */
export type Raw = SpaceFile & Record<string, unknown>

export const edited = (change: (raw: Raw) => void): string => {
  const raw = parse(smallText) as Raw
  change(raw)
  return stringify(raw)
}

export const spaceFrom = (text: string): DesignSpace => {
  const { space, issues } = readSpace(text, 'test.space.yaml')
  if (space === undefined) throw new Error(JSON.stringify(issues))
  return space
}
