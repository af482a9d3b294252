import { membersOf } from '../../crisis/index.js'
import { type Commitment, type Level, type Pact, type PartyList, responseRank } from '../../pact/index.js'
import { findState } from '../../world/index.js'
import { documentOf } from './document.js'
import { decode } from './package.js'
import type { DesignSpace } from './read.js'
import type { Amount, SpaceCommitment } from './schema.js'
import { sameText } from './splice.js'
import {
  bindingWords,
  deadlineWords,
  decisionWords,
  formWords,
  levelsWords,
  meansWords,
  triggerWords,
  whenWords,
  whereWords,
} from './words.js'

/** One change to an existing document, in words. `apply` gives null where it changes nothing or cannot be made. */
export interface Edit {
  readonly id: string
  /** What it changes: two edits of one subject exclude each other. */
  readonly subject: string
  readonly words: string
  readonly apply: (pact: Pact) => Pact | null
}

/** The changes to a document that the options of a space suggest. Those that do not touch it are left out. */
export const editsOf = (space: DesignSpace, pact: Pact): readonly Edit[] =>
  [
    ...formEdits(space),
    ...askEdits(space),
    ...space.file.commitments.flatMap((one) => clauseEdits(space, one)),
    ...forceEdits(space),
    ...aidEdits(space),
    ...voidingEdits(space),
    ...scheduleEdits(space),
  ].filter(({ apply }) => apply(pact) !== null)

const source = (space: DesignSpace) => ({ title: `Amendment from the space "${space.file.id}"` })

const formEdits = ({ file }: DesignSpace): Edit[] =>
  file.form.map((form) => ({
    id: `form ${form}`,
    subject: 'form',
    words: `make it ${form === 'executive-agreement' ? 'an' : 'a'} ${formWords[form]}`,
    apply: (pact) => (pact.form === form ? null : { ...pact, form }),
  }))

/** Exemptions of states that the space says will not go so far. */
const withExemptions = (space: DesignSpace, pact: Pact): Pact => ({
  ...pact,
  commitments: pact.commitments.map((clause) => {
    if (clause.response === undefined || clause.trigger === undefined) return clause
    const bound = clause.by === 'guarantors' || clause.by === 'all' ? pact.parties.guarantors : clause.by
    if (!Array.isArray(bound)) return clause
    const states = membersOf(pact, bound)
    const exempted = new Set((clause.exempt ?? []).flatMap((one) => membersOf(pact, one.states)))
    const rank = responseRank(clause.response.means)
    const more = (space.file.constraints?.noTroops ?? []).flatMap(
      ({ states: named, means, source: reason }) => {
        const here = membersOf(pact, named).filter(
          (state) => states.includes(state) && !exempted.has(state) && responseRank(means) < rank,
        )
        return here.length === 0 ? [] : [{ states: here, means, reason }]
      },
    )
    return more.length === 0 ? clause : { ...clause, exempt: [...(clause.exempt ?? []), ...more] }
  }),
})

const askEdits = (space: DesignSpace): Edit[] =>
  space.file.guarantors.map(({ id, name, by }) => ({
    id: `ask ${id}`,
    subject: `ask ${id}`,
    words: `ask ${name} as well`,
    apply: (pact) => {
      const have = new Set(membersOf(pact, pact.parties.guarantors))
      const more = membersOf(pact, by).filter((state) => !have.has(state))
      if (more.length === 0) return null
      const parties = { ...pact.parties, guarantors: [...pact.parties.guarantors, ...more] }
      return withExemptions(space, { ...pact, parties })
    },
  }))

const isSanctions = ({ means }: SpaceCommitment): boolean =>
  means.every((one) => responseRank(one) <= responseRank('sanctions'))

/** Clauses of a document that play the part of a commitment of the space: those of the highest means, or of sanctions alone. */
const targetsOf = (pact: Pact, one: SpaceCommitment): readonly number[] => {
  const rank = ({ response }: Commitment): number => responseRank(response?.means ?? 'none')
  const owing = pact.commitments.flatMap((clause, k) =>
    clause.trigger !== undefined &&
    rank(clause) > 0 &&
    clause.to !== 'guarantors' &&
    clause.to !== 'adversary'
      ? [k]
      : [],
  )
  if (isSanctions(one)) return owing.filter((k) => rank(pact.commitments[k]) === responseRank('sanctions'))
  const highest = Math.max(0, ...owing.map((k) => rank(pact.commitments[k])))
  return highest < responseRank('aid') ? [] : owing.filter((k) => rank(pact.commitments[k]) === highest)
}

const clauseEdits = (space: DesignSpace, one: SpaceCommitment): Edit[] => {
  const change = (
    key: string,
    words: string,
    alter: (clause: Commitment) => Commitment | null,
    also: (pact: Pact) => Pact = (pact) => pact,
  ): Edit => ({
    id: `${one.id} ${words}`,
    subject: `${one.id} ${key}`,
    words: `${one.id}: ${words}`,
    apply: (pact) => {
      let changed = false
      const targets = targetsOf(pact, one)
      const commitments = pact.commitments.map((clause, k) => {
        const altered = targets.includes(k) ? alter(clause) : null
        if (altered === null) return clause
        changed = true
        return {
          ...altered,
          text: `${clause.text.trimEnd()} [Amended: ${words}.]`,
          textKind: 'paraphrase' as const,
        }
      })
      return changed ? also({ ...pact, commitments }) : null
    },
  })
  const trigger = (clause: Commitment, more: Partial<NonNullable<Commitment['trigger']>>): Commitment => ({
    ...clause,
    trigger: { ...(clause.trigger as NonNullable<Commitment['trigger']>), ...more },
  })
  const response = (clause: Commitment, more: Partial<NonNullable<Commitment['response']>>): Commitment => ({
    ...clause,
    response: { ...(clause.response as NonNullable<Commitment['response']>), ...more },
  })
  const withBody =
    (id: string, rule: NonNullable<Pact['bodies']>[number]['rule']) =>
    (pact: Pact): Pact => {
      const body = space.file.bodies?.find((candidate) => candidate.id === id)
      if (body === undefined || pact.bodies?.some((candidate) => candidate.id === id)) return pact
      const members = body.members === 'guarantors' ? pact.parties.guarantors : body.members
      const lead = body.lead === undefined ? {} : { lead: body.lead }
      return { ...pact, bodies: [...(pact.bodies ?? []), { id, name: body.name, members, rule, ...lead }] }
    }
  return [
    addClause(space, one),
    ...one.levels.map((levels) =>
      change('levels', `cover ${levelsWords(levels)}`, (clause) => {
        const had = clause.trigger?.levels ?? []
        const same = levels.length === had.length && levels.every((level: Level) => had.includes(level))
        return same ? null : trigger(clause, { levels: [...levels] })
      }),
    ),
    ...one.wording.map((wording) =>
      change('wording', `triggered by ${triggerWords[wording]}`, (clause) =>
        clause.trigger?.wording === wording ? null : trigger(clause, { wording }),
      ),
    ),
    ...one.means.map((means) =>
      change('means', `up to ${meansWords[means]}`, (clause) => {
        if (clause.response?.means === means) return null
        const force = responseRank(means) <= responseRank('aid') ? 'none' : 'discretionary'
        return response(clause, { means, force })
      }),
    ),
    ...one.words.map((words) =>
      change('words', bindingWords[words], (clause) => {
        if (clause.response?.words === words) return null
        const armed = responseRank(clause.response?.means ?? 'none') > responseRank('aid')
        const force = armed && (words === 'automatic' || words === 'all-means') ? 'required' : undefined
        return response(clause, { words, ...(force === undefined ? {} : { force }) })
      }),
    ),
    ...one.precision.map((precision) =>
      change(
        'precision',
        precision === 'none' ? 'means left open' : precision === 'named' ? 'means named' : 'means in amounts',
        (clause) => (clause.response?.precision === precision ? null : response(clause, { precision })),
      ),
    ),
    ...one.deadline.map((deadline) =>
      change('deadline', deadlineWords(deadline), (clause) => {
        if (deadline === 'none') {
          if (clause.deadline === undefined) return null
          const { deadline: _gone, ...rest } = clause
          return rest
        }
        return clause.deadline === undefined
          ? { ...clause, deadline: { ...deadline, calendar: 'clock', startsFrom: 'event' } }
          : null
      }),
    ),
    ...one.decision.map((decision) =>
      change(
        'decision',
        decisionWords(decision),
        (clause) => {
          const rule = typeof decision === 'string' ? decision : decision.rule
          if ((clause.decision?.rule ?? 'each') === rule) return null
          const { body: _body, ...kept } = clause.decision ?? { rule }
          return {
            ...clause,
            decision: { ...kept, rule, ...(typeof decision === 'string' ? {} : { body: decision.body }) },
          }
        },
        typeof decision === 'string' ? undefined : withBody(decision.body, decision.rule),
      ),
    ),
    ...one.attribution.map((by) =>
      change(
        'attribution',
        by === 'none' ? 'no attribution needed' : `attribution by ${by}`,
        (clause) => {
          const now = clause.trigger?.attribution
          if (by === 'none') {
            if (now?.required !== true || clause.trigger === undefined) return null
            const { attribution: _gone, ...rest } = clause.trigger
            return { ...clause, trigger: rest }
          }
          // Asking for attribution where none was asked only weakens a text.
          return now?.required === true && now.by !== by
            ? trigger(clause, { attribution: { ...now, by } })
            : null
        },
        withBody(by, 'consensus'),
      ),
    ),
    ...(one.delegated ?? []).map((share) =>
      change('delegated', `${Math.round(100 * share)}% without a choice`, (clause) =>
        (clause.delegatedShare ?? 0) === share ? null : { ...clause, delegatedShare: share },
      ),
    ),
  ]
}

/** Adds a commitment of the space, in its first options, where the document has none of its kind. */
const addClause = (space: DesignSpace, one: SpaceCommitment): Edit => ({
  id: `add ${one.id}`,
  subject: `add ${one.id}`,
  words: `add the commitment "${one.id}": ${meansWords[one.means[0]]}, ${bindingWords[one.words[0]]}`,
  apply: (pact) => {
    if (targetsOf(pact, one).length > 0 || pact.commitments.some(({ id }) => id === one.id)) return null
    const point = space.elements.map(({ id }) => (id === `${one.id}.included` ? 1 : 0))
    const { chosen } = decode(space.file, space.elements, point)
    const model = documentOf(space.file, { ...chosen, forces: [], aid: [] }, 'model', 'model')
    const clause = model.commitments.find(({ id }) => id === one.id)
    if (clause === undefined) return null
    const money = (model.money ?? []).filter(({ purpose }) => purpose === one.id)
    const bodies = (model.bodies ?? []).filter(
      ({ id }) => clause.decision?.body === id && !pact.bodies?.some((body) => body.id === id),
    )
    const changed = {
      ...pact,
      commitments: [...pact.commitments, { ...clause, source: source(space) }],
      ...(bodies.length === 0 ? {} : { bodies: [...(pact.bodies ?? []), ...bodies] }),
      ...(money.length === 0 ? {} : { money: [...(pact.money ?? []), ...money] }),
    }
    return withExemptions(space, changed)
  },
})

const tenth = (x: number): number => Math.round(10 * x) / 10

/** A range's half and its most: enough to see what an amount does. */
const amountsOf = (range: Amount): number[] => {
  if (typeof range === 'number') return range > 0 ? [range] : []
  const half = tenth((range.least + range.most) / 2)
  return [...new Set([half, range.most])].filter((x) => x > 0)
}

const count = (x: number): string => String(Math.round(100 * x) / 100).replace(/\B(?=(\d{3})+$)/g, ',')
const named = (by: PartyList): string =>
  by.map((party) => (typeof party === 'string' ? party : party.group)).join(', ')

const forceEdits = (space: DesignSpace): Edit[] => {
  const share = space.file.constraints?.deployable?.share
  const added = (space.file.forces ?? []).flatMap(({ id, by, kind, brigades, where, when }) =>
    where.flatMap((there) =>
      when.flatMap((time) =>
        amountsOf(brigades).map((amount): Edit => {
          const spare = (pact: Pact): number => {
            const states = membersOf(pact, by)
            if (share === undefined) return Number.POSITIVE_INFINITY
            return Math.min(
              ...states.map((state) => {
                const has = share * (findState(state)?.brigadesDeployable?.value ?? 0)
                return (has - placed(pact, state)) * states.length
              }),
            )
          }
          return {
            id: `${id} ${amount} ${there.where} ${time}`,
            subject: id,
            words: `add ${count(amount)} BE ${kind} of ${named(by)} ${whereWords[there.where]} (${there.place}), ${whenWords[time]}`,
            apply: (pact) => {
              const states = new Set(membersOf(pact, pact.parties.guarantors))
              const bound = membersOf(pact, by).every((state) => states.has(state))
              if (!bound || amount > spare(pact) + 1e-9) return null
              const force = {
                by,
                kind,
                brigades: amount,
                place: there.place,
                where: there.where,
                status: time === 'before-signature' ? ('deployed' as const) : ('planned' as const),
                source: source(space),
              }
              return { ...pact, forces: [...(pact.forces ?? []), force] }
            },
          }
        }),
      ),
    ),
  )
  return [
    ...added,
    {
      id: 'forces before signature',
      subject: 'forces: when',
      words: 'deploy the planned forces before signature',
      apply: (pact) =>
        pact.forces?.some(({ status }) => status === 'planned') === true
          ? {
              ...pact,
              forces: pact.forces.map((force) =>
                force.status === 'planned' ? { ...force, status: 'deployed' as const } : force,
              ),
            }
          : null,
    },
    {
      id: 'no forces',
      subject: 'forces',
      words: 'place no forces',
      apply: (pact) => {
        if ((pact.forces ?? []).length === 0) return null
        const { forces: _gone, ...rest } = pact
        return rest
      },
    },
  ]
}

/** Brigades of a state that a document places already, by the high end of its ranges. */
const placed = (pact: Pact, state: string): number =>
  (pact.forces ?? []).reduce((sum, { by, brigades, status }) => {
    const members = membersOf(pact, by)
    if (status === 'withdrawn' || !members.includes(state)) return sum
    return sum + (typeof brigades === 'number' ? brigades : brigades.high) / members.length
  }, 0)

const aidEdits = (space: DesignSpace): Edit[] =>
  (space.file.aid ?? []).flatMap(({ id, by, perYear, purpose, years, sustains }) =>
    amountsOf(perYear).map(
      (amount): Edit => ({
        id: `${id} ${amount}`,
        subject: id,
        words: `bind EUR ${count(amount)} m a year of aid for ${years} years (${named(by)})`,
        apply: (pact) => {
          const home = findState(pact.parties.beneficiary)?.brigadesHome?.value
          const more = (amount / 1000) * (sustains?.brigadesPerBillion ?? 0)
          const stated = pact.facts?.some(({ state }) => state === pact.parties.beneficiary) === true
          const facts =
            more > 0 && home !== undefined && !stated
              ? {
                  facts: [
                    ...(pact.facts ?? []),
                    {
                      state: pact.parties.beneficiary,
                      year: Number(space.file.asOf.slice(0, 4)),
                      brigadesHome: Math.round(100 * (home + more)) / 100,
                      source: {
                        title: `${home} BE, and what the aid sustains`,
                        note: sustains?.source ?? '',
                      },
                    },
                  ],
                }
              : {}
          return {
            ...pact,
            ...facts,
            money: [
              ...(pact.money ?? []),
              {
                by,
                amount: amount * 1e6,
                currency: 'EUR',
                per: 'year' as const,
                binding: true,
                purpose: `${purpose}, for ${years} years`,
                source: source(space),
              },
            ],
          }
        },
      }),
    ),
  )

const voidingEdits = ({ file }: DesignSpace): Edit[] =>
  file.voiding?.includes('none') === true
    ? [
        {
          id: 'no voiding',
          subject: 'voiding',
          words: 'strike the voiding clause',
          apply: (pact) => {
            if ((pact.voiding ?? []).length === 0) return null
            const { voiding: _gone, ...rest } = pact
            return rest
          },
        },
      ]
    : []

const leastOf = (range: Amount): number => (typeof range === 'number' ? range : range.least)

const scheduleEdits = (space: DesignSpace): Edit[] => {
  const { schedule, constraints } = space.file
  if (schedule === undefined) return []
  return [
    {
      id: 'sooner',
      subject: 'schedule',
      words: 'set dates: sign, ratify and deploy as soon as the parliaments allow',
      apply: (pact) => {
        const states = new Set(membersOf(pact, pact.parties.guarantors))
        const slowest = Math.max(
          0,
          ...(constraints?.calendars ?? [])
            .filter((one) => membersOf(pact, one.states).some((state) => states.has(state)))
            .map(({ months }) => months),
        )
        const form = pact.form ?? 'treaty'
        const signed = schedule.signed === undefined ? 0 : leastOf(schedule.signed)
        const ratified = Math.max(
          signed,
          slowest,
          schedule.ratified === undefined ? 0 : leastOf(schedule.ratified),
        )
        const legal = form === 'treaty' ? ratified : form === 'declaration' ? 0 : signed
        const awaited = pact.forces?.some(({ status }) => status === 'planned') === true
        const deployed = schedule.deployed === undefined ? legal : Math.max(legal, leastOf(schedule.deployed))
        const next = {
          ...(form === 'declaration' || schedule.signed === undefined ? {} : { signed }),
          ...(form !== 'treaty' || schedule.ratified === undefined ? {} : { ratified }),
          ...(awaited && schedule.deployed !== undefined ? { deployed } : {}),
          source: source(space),
        }
        const same = sameText(next) === sameText(pact.schedule)
        return same || Object.keys(next).length === 1 ? null : { ...pact, schedule: next }
      },
    },
  ]
}
