import { membersOf } from '../../crisis/index.js'
import { type Commitment, type Level, levels, type Pact, type PartyList } from '../../pact/index.js'
import { findState } from '../../world/index.js'
import type { ChosenCommitment, Package } from './package.js'
import type { SpaceFile } from './schema.js'
import {
  bindingWords,
  deadlineWords,
  decisionWords,
  formWords,
  meansWords,
  triggerWords,
  voidingWords,
  whenWords,
  whereWords,
} from './words.js'

/** Texts of the language are at most so long where tables show them. */
const SHORT = 28

const sourceOf = (space: SpaceFile): Commitment['source'] => ({
  title: `Design from the space "${space.id}"`,
})

/** A document with the parties of a space that promises nothing: what designs are compared with before they begin. */
export const nothingPromised = (space: SpaceFile): Pact => ({
  pact: '1',
  id: `${space.id}-nothing`,
  title: 'Nothing promised',
  short: 'Nothing promised',
  summary: 'The same states, and no guarantee.',
  asOf: space.asOf,
  status: [],
  parties: {
    beneficiary: space.parties.beneficiary,
    adversary: space.parties.adversary,
    guarantors: [],
    ...(space.parties.supporters === undefined ? {} : { supporters: space.parties.supporters }),
  },
  commitments: [],
  ...(space.recentWar === undefined ? {} : { context: { recentWar: space.recentWar } }),
})

/** Writes a design as a document. `id` and `name` tell it from others. */
export const documentOf = (space: SpaceFile, chosen: Package, id: string, name: string): Pact => {
  const base = nothingPromised(space)
  const guarantors = chosen.asked.flatMap(({ by }) => by)
  const states = membersOf(base, guarantors)
  const bodies = bodiesOf(space, chosen, guarantors)
  const money = moneyOf(space, chosen, guarantors)
  const facts = factsOf(space, chosen)
  const { signed, ratified, deployed } = chosen.schedule
  const months = {
    ...(signed === null ? {} : { signed }),
    ...(ratified === null ? {} : { ratified }),
    ...(deployed === null ? {} : { deployed }),
  }
  return {
    ...base,
    id,
    title: `${space.title}: ${name}`,
    short: name.slice(0, SHORT),
    summary: `${wordsOf(chosen).join('; ')}.`,
    form: chosen.form,
    hypothetical: 'A design made by Guarantor. Nothing of it has been agreed.',
    parties: { ...base.parties, guarantors },
    ...(bodies.length === 0 ? {} : { bodies }),
    commitments: [
      ...chosen.commitments.map((one) => clauseOf(space, one, states)),
      ...chosen.reassurance.map(
        (one): Commitment => ({
          id: one.id,
          kind: 'non-aggression',
          by: 'all',
          to: 'adversary',
          text: one.text,
          textKind: 'paraphrase',
          source: sourceOf(space),
        }),
      ),
    ],
    ...(Object.keys(months).length === 0 ? {} : { schedule: { ...months, source: sourceOf(space) } }),
    ...(chosen.forces.length === 0
      ? {}
      : {
          forces: chosen.forces.map(({ from, brigades, where, place, when }) => ({
            by: from.by,
            kind: from.kind,
            brigades,
            place,
            where,
            status: when === 'before-signature' ? ('deployed' as const) : ('planned' as const),
            source: sourceOf(space),
          })),
        }),
    ...(money.length === 0 ? {} : { money }),
    ...(chosen.voiding === 'none'
      ? {}
      : {
          voiding: [
            {
              id: 'voiding',
              text: `The guarantee is ${voidingWords[chosen.voiding]}.`,
              textKind: 'paraphrase' as const,
              event: chosen.voiding,
              source: sourceOf(space),
            },
          ],
        }),
    ...(facts.length === 0 ? {} : { facts }),
  }
}

const means = (one: ChosenCommitment): string => meansWords[one.means]

const clauseOf = (space: SpaceFile, one: ChosenCommitment, guarantors: readonly string[]): Commitment => {
  const { from, decision, attribution } = one
  const bound = from.by === 'guarantors' ? guarantors : membersOf(nothingPromised(space), from.by)
  const exempt = (space.constraints?.noTroops ?? []).flatMap(({ states, means, source }) => {
    const named = membersOf(nothingPromised(space), states).filter((state) => bound.includes(state))
    return named.length === 0 ? [] : [{ states: named, means, reason: source }]
  })
  const subjectTo = (space.constraints?.treaties ?? []).map(({ text }) => text)
  return {
    id: from.id,
    kind: from.kind,
    by: from.by,
    to: 'beneficiary',
    text: textOf(one),
    textKind: 'paraphrase',
    source: sourceOf(space),
    trigger: {
      levels: [...one.levels].sort((a, b) => rank(a) - rank(b)),
      wording: one.wording,
      ...(attribution === 'none' ? {} : { attribution: { required: true, by: attribution } }),
    },
    response: {
      means: one.means,
      words: one.words,
      force:
        one.means === 'sanctions' || one.means === 'aid' || one.means === 'none'
          ? 'none'
          : one.words === 'automatic' || one.words === 'all-means'
            ? 'required'
            : 'discretionary',
      precision: one.precision,
    },
    ...(one.deadline === 'none'
      ? {}
      : { deadline: { ...one.deadline, calendar: 'clock' as const, startsFrom: 'event' as const } }),
    decision:
      typeof decision === 'string' ? { rule: decision } : { rule: decision.rule, body: decision.body },
    ...(one.delegated === null ? {} : { delegatedShare: one.delegated }),
    ...(exempt.length === 0 ? {} : { exempt }),
    ...(subjectTo.length === 0 ? {} : { subjectTo }),
    ...(one.form === null ? {} : { form: one.form }),
  }
}

const rank = (level: Level): number => levels.indexOf(level)

const textOf = (one: ChosenCommitment): string => {
  const who = one.from.by === 'guarantors' ? 'the guarantors' : 'the states named'
  const open = one.precision === 'none' ? ', by means of their choice up to ' : ', up to '
  const delegated =
    one.delegated === null || one.delegated === 0
      ? ''
      : ` ${Math.round(100 * one.delegated)}% of it is placed under a joint command that acts on standing orders.`
  return (
    `Upon ${triggerWords[one.wording]} (${one.levels.join(', ')}), ${who} owe ${bindingWords[one.words]}${open}${means(one)}` +
    `${one.precision === 'quantified' ? ' in amounts set out in an annex' : ''}, ${deadlineWords(one.deadline)}; ` +
    `${decisionWords(one.decision)}; ${one.attribution === 'none' ? 'no attribution is needed' : `attribution by ${one.attribution}`}.${delegated}`
  )
}

const bodiesOf = (space: SpaceFile, chosen: Package, guarantors: PartyList): NonNullable<Pact['bodies']> => {
  const decisions = chosen.commitments.flatMap(({ decision }) =>
    typeof decision === 'string' ? [] : [decision],
  )
  const attributors = new Set(chosen.commitments.map(({ attribution }) => attribution))
  return (space.bodies ?? []).flatMap(({ id, name, members, lead }) => {
    const rule = decisions.find(({ body }) => body === id)?.rule
    if (rule === undefined && !attributors.has(id)) return []
    return [
      {
        id,
        name,
        members: members === 'guarantors' ? [...guarantors] : members,
        rule: rule ?? ('consensus' as const),
        ...(lead === undefined ? {} : { lead }),
      },
    ]
  })
}

/** What a design costs beside its forces, as money of the document. */
const moneyOf = (space: SpaceFile, chosen: Package, guarantors: PartyList): NonNullable<Pact['money']> => {
  const missions = (space.missions ?? []).filter(({ id }) =>
    chosen.commitments.some(({ attribution }) => attribution === id),
  )
  const priced = [
    ...chosen.commitments.map(({ from }) => ({ by: from.by, what: from.id, cost: from.cost })),
    ...missions.map(({ name, cost }) => ({ by: 'guarantors' as const, what: name, cost })),
    ...chosen.reassurance.map(({ id, cost }) => ({ by: 'guarantors' as const, what: id, cost })),
  ]
  return [
    ...chosen.aid.map(({ from, perYear }) => ({
      by: from.by,
      amount: perYear * 1e6,
      currency: 'EUR',
      per: 'year' as const,
      binding: true,
      purpose: `${from.purpose}, for ${from.years} years`,
      source: sourceOf(space),
    })),
    ...priced.flatMap(({ by, what, cost }) =>
      cost === undefined || cost.perYear === 0
        ? []
        : [
            {
              by: by === 'guarantors' ? [...guarantors] : by,
              amount: cost.perYear * 1e6,
              currency: 'EUR',
              per: 'year' as const,
              binding: true,
              purpose: what,
              source: { title: cost.source },
            },
          ],
    ),
  ]
}

/** The beneficiary's force with what aid sustains, as a fact of the document. */
const factsOf = (space: SpaceFile, chosen: Package): NonNullable<Pact['facts']> => {
  const felt = chosen.aid.flatMap(({ from, perYear }) =>
    from.sustains === undefined ? [] : [{ more: (perYear / 1000) * from.sustains.brigadesPerBillion, from }],
  )
  const now = findState(space.parties.beneficiary)?.brigadesHome?.value
  if (felt.length === 0 || now === undefined) return []
  return [
    {
      state: space.parties.beneficiary,
      year: Number(space.asOf.slice(0, 4)),
      brigadesHome: Math.round(100 * (now + felt.reduce((sum, { more }) => sum + more, 0))) / 100,
      source: {
        title: `${now} BE, and what the aid of this design sustains`,
        note: felt.map(({ from }) => from.sustains?.source).join('; '),
      },
    },
  ]
}

const count = (x: number): string => String(Math.round(100 * x) / 100).replace(/\B(?=(\d{3})+$)/g, ',')

const who = (by: PartyList): string =>
  by.map((party) => (typeof party === 'string' ? party : party.group)).join(', ')

/** A design in words: one phrase for each part. */
export const wordsOf = (chosen: Package): readonly string[] => [
  `${formWords[chosen.form]} with ${chosen.asked.map(({ name }) => name).join('; ')}`,
  ...chosen.commitments.map(
    (one) =>
      `${one.from.id}: ${meansWords[one.means]}, ${bindingWords[one.words]}, ${one.levels.join('/')}, ${deadlineWords(one.deadline)}, ` +
      `${decisionWords(one.decision)}${one.attribution === 'none' ? '' : `, attribution by ${one.attribution}`}` +
      `${one.delegated === null || one.delegated === 0 ? '' : `, ${Math.round(100 * one.delegated)}% delegated`}`,
  ),
  ...chosen.forces.map(
    ({ from, brigades, where, place, when }) =>
      `${count(brigades)} BE ${from.kind} of ${who(from.by)} ${whereWords[where]} (${place}) ${whenWords[when]}`,
  ),
  ...(chosen.forces.length === 0 ? ['no forces in place'] : []),
  ...chosen.aid.map(({ from, perYear }) => `${from.id}: EUR ${count(perYear)} m a year`),
  voidingWords[chosen.voiding],
  ...monthsOf(chosen),
  ...chosen.reassurance.map(({ id }) => `reassurance: ${id}`),
]

const monthsOf = ({ schedule }: Package): string[] => {
  const stages = (['signed', 'ratified', 'deployed'] as const).flatMap((stage) => {
    const month = schedule[stage]
    return month === null
      ? []
      : [`${stage === 'deployed' ? 'forces in place' : stage} in month ${count(month)}`]
  })
  return stages.length === 0 ? [] : [stages.join(', ')]
}
