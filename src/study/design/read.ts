import type { Issue } from '../../core/issue.js'
import { nearest } from '../../core/nearest.js'
import { membersOf } from '../../crisis/index.js'
import { describeFaults, showPath, sortIssues } from '../../pact/faults.js'
import type { Pact, PartyList } from '../../pact/index.js'
import { type Path, readYaml } from '../../pact/yaml.js'
import { findState, groupMembers, suggestState } from '../../world/index.js'
import { nothingPromised } from './document.js'
import {
  type Bound,
  type Fault,
  isFault,
  measureIndex,
  type Objective,
  objectiveOf,
  readBound,
} from './objectives.js'
import { type Element, elementsOf } from './package.js'
import { type SpaceFile, spaceSchema } from './schema.js'

/** A space of designs ready to be searched. Plain data. */
export interface DesignSpace {
  readonly file: SpaceFile
  readonly elements: readonly Element[]
  readonly objectives: readonly Objective[]
  readonly bounds: readonly Bound[]
}

export interface ReadSpace {
  /** Present when no issue is an error. */
  readonly space?: DesignSpace
  readonly issues: readonly Issue[]
}

/** Reads a space file. Finds all faults of its language at once, and never throws. */
export const readSpace = (input: string | Uint8Array, name: string): ReadSpace => {
  const yaml = readYaml(input, name)
  if (yaml.issues.length > 0) return { issues: yaml.issues }
  const result = spaceSchema.safeParse(yaml.value)
  if (!result.success) return { issues: describeFaults(result.error.issues, spaceSchema, yaml, name) }
  const file = result.data
  const issues: Issue[] = []
  const find = (path: Path, code: string, message: string, hint?: string): void => {
    issues.push({
      code,
      level: 'error',
      message,
      file: name,
      path: showPath(path),
      ...yaml.locate(path),
      ...(hint === undefined ? {} : { hint }),
    })
  }
  checkParties(file, find)
  checkNames(file, find)
  if (issues.length === 0) checkForces(file, find)
  const fault = (path: Path, { message, hint }: Fault): void => find(path, 'unknown-measure', message, hint)
  const objectives = file.objectives.flatMap((one, k): Objective[] => {
    const read =
      typeof one === 'string' ? objectiveOf(one) : objectiveOf(one.name, { aim: one.aim, notice: one.notice })
    if (!isFault(read)) return [read]
    fault(['objectives', k], read)
    return []
  })
  const twice = objectives.findIndex(
    ({ measure }, k) => objectives.findIndex((other) => other.measure === measure) < k,
  )
  if (twice >= 0) find(['objectives', twice], 'objective-twice', 'this objective is given twice')
  const bounds = (file.bounds ?? []).flatMap((one, k): Bound[] => {
    const read = readBound(one)
    if (!isFault(read)) return [read]
    fault(['bounds', k], read)
    return []
  })
  if (issues.length > 0) return { issues: sortIssues(issues) }
  const budget = file.constraints?.budget
  if (budget !== undefined) bounds.push({ measure: measureIndex('money'), most: true, value: budget.perYear })
  return { space: { file, elements: elementsOf(file), objectives, bounds }, issues }
}

type Find = (path: Path, code: string, message: string, hint?: string) => void

const checkParties = (file: SpaceFile, find: Find): void => {
  const check = (id: string, path: Path): void => {
    if (groupMembers(id, file.asOf) !== undefined || findState(id) !== undefined) return
    const near = suggestState(id)
    find(
      path,
      'unknown-party',
      `no state or group "${id}" in the table of facts`,
      near === undefined ? 'an ISO 3166-1 alpha-3 code, or a group such as EU27' : `did you mean ${near}?`,
    )
  }
  const checkList = (list: PartyList | 'guarantors' | undefined, path: Path): void => {
    if (list === undefined || list === 'guarantors') return
    list.forEach((party, k) => {
      check(typeof party === 'string' ? party : party.group, [...path, k])
    })
  }
  check(file.parties.beneficiary, ['parties', 'beneficiary'])
  check(file.parties.adversary, ['parties', 'adversary'])
  checkList(file.parties.supporters, ['parties', 'supporters'])
  for (const key of ['guarantors', 'commitments', 'forces', 'aid'] as const)
    file[key]?.forEach(({ by }, k) => {
      checkList(by, [key, k, 'by'])
    })
  file.bodies?.forEach(({ members, lead }, k) => {
    checkList(members, ['bodies', k, 'members'])
    if (lead !== undefined) check(lead, ['bodies', k, 'lead'])
  })
  for (const key of ['noTroops', 'calendars'] as const)
    file.constraints?.[key]?.forEach(({ states }, k) => {
      checkList(states, ['constraints', key, k, 'states'])
    })
}

/** Ids that are given twice, and references that point nowhere. */
const checkNames = (file: SpaceFile, find: Find): void => {
  const seen = new Set<string>()
  for (const key of [
    'guarantors',
    'bodies',
    'missions',
    'commitments',
    'forces',
    'aid',
    'reassurance',
  ] as const)
    file[key]?.forEach(({ id }, k) => {
      if (seen.has(id)) find([key, k, 'id'], 'duplicate-id', `the id "${id}" is given twice`)
      seen.add(id)
    })
  const bodies = (file.bodies ?? []).map(({ id }) => id)
  const missions = (file.missions ?? []).map(({ id }) => id)
  const missing = (path: Path, id: string, known: readonly string[]): void => {
    const near = nearest(id, [...known])
    find(
      path,
      'broken-reference',
      `no body or mission has the id "${id}"`,
      near === undefined ? 'name it under bodies or missions' : `did you mean ${near}?`,
    )
  }
  file.commitments.forEach(({ decision, attribution }, k) => {
    decision.forEach((one, n) => {
      if (typeof one !== 'string' && !bodies.includes(one.body))
        missing(['commitments', k, 'decision', n, 'body'], one.body, bodies)
    })
    attribution.forEach((one, n) => {
      const known = ['none', 'each', ...bodies, ...missions]
      if (!known.includes(one)) missing(['commitments', k, 'attribution', n], one, known)
    })
  })
}

/** Forces that their states do not have, or have said they will not send. */
const checkForces = (file: SpaceFile, find: Find): void => {
  const members = (list: PartyList): string[] => membersOf({ asOf: file.asOf } as Pact, list)
  const share = file.constraints?.deployable?.share
  file.forces?.forEach(({ by, brigades, where, kind }, k) => {
    const least = typeof brigades === 'number' ? brigades : brigades.least
    const states = members(by)
    for (const state of states) {
      const has = findState(state)?.brigadesDeployable?.value ?? 0
      if (share !== undefined && least / states.length > share * has)
        find(
          ['forces', k, 'brigades'],
          'force-not-there',
          `${state} can keep ${Math.round(100 * share * has) / 100} BE abroad (${has} deployable, share ${share}), less than its part of ${least}`,
          'lower the least, or the share under constraints.deployable',
        )
      const refused = file.constraints?.noTroops?.find((one) => members(one.states).includes(state))
      if (refused !== undefined && kind === 'ground' && where.some((one) => one.where !== 'neighbour'))
        find(
          ['forces', k, 'by'],
          'force-refused',
          `${state} stands under constraints.noTroops and under the ground forces here`,
          'leave it out of one of the two, or place its forces in a neighbouring state',
        )
    }
  })
}

/** What a space holds that the game does not feel, in words: to be said beside every result. */
export const notFelt = (file: SpaceFile): readonly string[] => [
  'whether a state would sign: binding words have no price in peace. What they ask of guarantors is the measure "tested"; bound it, or make it an objective',
  ...(file.reassurance ?? []).flatMap(({ id, bars, include }) =>
    include === 'never'
      ? []
      : bars === undefined
        ? [
            `reassurance "${id}": the game does not feel it, so the search leaves it ${include === 'always' ? 'in' : 'out'}`,
          ]
        : [
            `reassurance "${id}": the game feels only where forces may then not stand${
              include === 'maybe' ? '; designs that keep to it are marked as able to offer it' : ''
            }`,
          ],
  ),
  ...(file.aid ?? []).flatMap(({ id, sustains }) =>
    sustains === undefined ? [`aid "${id}": the game feels its price only`] : [],
  ),
  ...(file.forces ?? []).flatMap(({ id, kind }) =>
    kind === 'naval' || kind === 'training' ? [`forces "${id}": the game does not count ${kind} forces`] : [],
  ),
  ...((file.constraints?.treaties ?? []).length > 0
    ? ['treaties in force are written into the clauses as provisos; the game does not feel them']
    : []),
  'the place of forces counts only as near the line, in the rear, or in a neighbouring state; an attack has no place in the game',
]

/** The states that may respond are the same under every design: those of the space. */
export const respondersOf = (file: SpaceFile): ReadonlySet<string> => {
  const base = nothingPromised(file)
  return new Set([
    ...membersOf(base, file.parties.supporters ?? []),
    ...file.guarantors.flatMap(({ by }) => membersOf(base, by)),
  ])
}
