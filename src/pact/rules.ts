import type { Finding, Rule } from './rule.js'
import type { Commitment, Pact } from './schema.js'
import { jointRules, latestStage, responseRank } from './vocabulary.js'

type Clause = { readonly clause: Commitment; readonly index: number }

const clauses = (pact: Pact): Clause[] => pact.commitments.map((clause, index) => ({ clause, index }))

/** Clauses by which somebody must respond to a challenge. */
const responding = (pact: Pact): Clause[] =>
  clauses(pact).filter(({ clause }) => clause.trigger !== undefined && clause.response !== undefined)

/** Responding clauses that owe a step on the ladder, not words alone. */
const owing = (pact: Pact): Clause[] =>
  responding(pact).filter(({ clause }) => clause.response?.means !== 'none')

const inClause = ({ index }: Clause, message: string, ...rest: (string | number)[]): Finding => ({
  path: ['commitments', index, ...rest],
  message,
})

const isBinding = (pact: Pact): boolean => {
  const stage = latestStage(pact.status)
  return stage === 'in-force' || stage === 'ratified'
}

const hasText = (pact: Pact): boolean => pact.commitments.length > 0

const noDeadline: Rule = {
  id: 'no-deadline',
  level: 'warning',
  title: 'A response is owed, but by no date',
  rationale:
    'Without a time by which to act, delay is not a breach, and an attacker who wins quickly meets nobody (fait accompli).',
  hint: 'add deadline: { amount, unit, calendar, startsFrom }',
  find: (pact) =>
    owing(pact)
      .filter(({ clause }) => clause.deadline === undefined)
      .map((c) => inClause(c, `"${c.clause.id}" owes ${c.clause.response?.means} but sets no time to act`)),
}

const unassignedAttribution: Rule = {
  id: 'attribution-unassigned',
  level: 'warning',
  title: 'The trigger turns on who did it, and nobody is to find that out',
  rationale:
    'An attacker that denies (hybrid attack, unmarked soldiers, sabotage) leaves each guarantor free to find that the casus foederis has not arisen.',
  hint: 'name who establishes it: attribution.by',
  find: (pact) =>
    responding(pact)
      .filter(({ clause }) => clause.trigger?.attribution?.required && !clause.trigger.attribution.by)
      .map((c) =>
        inClause(c, `"${c.clause.id}" needs attribution, and no body is named to make it`, 'trigger'),
      ),
}

const attributionWithoutDeadline: Rule = {
  id: 'attribution-no-deadline',
  level: 'note',
  title: 'Attribution may take for ever',
  rationale: 'While the facts are being established nothing is owed.',
  hint: 'set attribution.within',
  find: (pact) =>
    responding(pact)
      .filter(({ clause }) => clause.trigger?.attribution?.by && !clause.trigger.attribution.within)
      .map((c) => inClause(c, `"${c.clause.id}": attribution has no deadline`, 'trigger', 'attribution')),
}

const consensusHostage: Rule = {
  id: 'consensus-hostage',
  level: 'warning',
  title: 'The response is hostage to the least willing member',
  rationale:
    'Under consensus or unanimity one member can block. The chance that nobody does falls with each member added.',
  hint: 'let each act on its own, name a lead nation, or decide by qualified majority',
  find: (pact) =>
    responding(pact).flatMap((c) => {
      const { decision } = c.clause
      const body = pact.bodies?.find((candidate) => candidate.id === decision?.body)
      const rule = decision?.rule ?? body?.rule
      return rule !== undefined && jointRules.includes(rule)
        ? [
            inClause(
              c,
              `"${c.clause.id}" is decided by ${rule}${body ? ` in the ${body.name}` : ''}: one member can block it`,
              'decision',
            ),
          ]
        : []
    }),
}

const forceDiscretionary: Rule = {
  id: 'force-discretionary',
  level: 'warning',
  title: 'The duty to respond stands; force is discretionary',
  rationale:
    'A guarantor can meet the text with less than armed force. The adversary discounts what is left to judgement on the day.',
  hint: 'say which forces are owed, or accept that only lesser help is certain',
  find: (pact) =>
    responding(pact)
      .filter(({ clause }) => clause.response?.force === 'discretionary')
      .map((c) => inClause(c, `"${c.clause.id}": the duty stands, force is discretionary`, 'response')),
}

const notInForce: Rule = {
  id: 'not-in-force',
  level: 'warning',
  title: 'The commitment rests on a text that is not in force',
  rationale: 'A text that is announced or signed may still change, fail in a parliament, or lapse.',
  hint: 'assess it as it stands with --as-is; by default it is assessed as if in force',
  find: (pact) =>
    hasText(pact) && !isBinding(pact)
      ? [
          {
            path: ['status'],
            message: `the text is ${latestStage(pact.status) ?? 'given no status'}, not in force`,
          },
        ]
      : [],
}

const membersOnly: Rule = {
  id: 'members-only',
  level: 'warning',
  title: 'Only members are covered, and the beneficiary is none',
  rationale: 'The clause gives the beneficiary nothing until it accedes, and accession needs every member.',
  hint: 'say in "hypothetical" that membership is supposed, or add a bridging commitment',
  find: (pact) =>
    pact.membersOnly && !pact.membersOnly.beneficiaryIsMember
      ? [
          {
            path: ['membersOnly'],
            message: `only members of ${pact.membersOnly.group} are covered; ${pact.parties.beneficiary} is none`,
          },
        ]
      : [],
}

const moneyNotBinding: Rule = {
  id: 'money-not-binding',
  level: 'warning',
  title: 'Money in a non-binding text',
  rationale: 'Each payment needs a new decision, and each is an occasion to stop.',
  hint: 'appropriate it by law, or record it as an indicative pledge',
  find: (pact) =>
    (pact.money ?? []).flatMap((pledge, index) =>
      pledge.binding
        ? []
        : [
            {
              path: ['money', index],
              message: `${pledge.amount} ${pledge.currency} ${pledge.per === 'year' ? 'a year' : 'in all'} is pledged in words that do not bind`,
            },
          ],
    ),
}

const faitAccompli: Rule = {
  id: 'fait-accompli-cheap',
  level: 'warning',
  title: 'No forward force: a fait accompli is cheap',
  rationale:
    'Since 1945 land changed hands by fait accompli 82 times and by coercive threat twice (Altman). Help that arrives later must evict, which is harder than to hold.',
  hint: 'deploy capable forces forward before the trigger, or set a short deadline with forces at readiness',
  find: (pact) => {
    const forward = (pact.forces ?? []).some(
      (force) => force.status !== 'withdrawn' && force.where !== 'neighbour',
    )
    return owing(pact).length > 0 && !forward
      ? [{ path: ['commitments'], message: 'no guarantor has forces in place when a challenge comes' }]
      : []
  },
}

const plannedForces: Rule = {
  id: 'forces-planned-only',
  level: 'note',
  title: 'Forces are planned, not there',
  rationale: 'What is planned deters from the day it arrives; until then the window is open.',
  hint: 'give since: and status: deployed once they are in place',
  find: (pact) =>
    (pact.forces ?? []).flatMap((force, index) =>
      force.status === 'planned'
        ? [{ path: ['forces', index], message: 'these forces are planned; none is deployed yet' }]
        : [],
    ),
}

const tripwireOnly: Rule = {
  id: 'tripwire-only',
  level: 'note',
  title: 'A tripwire, not a defence',
  rationale:
    'Small deployments need not stop a fait accompli and may not trigger intervention (Reiter & Poast 2021); light forces inside the protege are associated with more disputes (RAND RR2533).',
  hint: 'deploy enough to shift the local balance, or do not count on the tripwire',
  find: (pact) => {
    const total = (pact.forces ?? [])
      .filter((force) => force.kind === 'ground' && force.status !== 'withdrawn')
      .reduce((sum, { brigades }) => sum + (typeof brigades === 'number' ? brigades : brigades.high), 0)
    return total > 0 && total < 5
      ? [{ path: ['forces'], message: `at most ${total} brigade-equivalents on the ground: a tripwire` }]
      : []
  },
}

const voidingOpen: Rule = {
  id: 'voiding-open-to-staging',
  level: 'warning',
  title: 'The voiding clause is open to a staged provocation',
  rationale:
    'Where nobody is named to find that the voiding event happened, a staged incident gives guarantors a way out and the adversary a way to open it.',
  hint: 'name who finds it, by what standard, and that the guarantee holds meanwhile',
  find: (pact) =>
    (pact.voiding ?? []).flatMap((clause, index) =>
      clause.attributedBy
        ? []
        : [
            {
              path: ['voiding', index],
              message: `"${clause.id}": nobody is named to find that the guarantee is void`,
            },
          ],
    ),
}

const nothingOwed: Rule = {
  id: 'nothing-owed',
  level: 'warning',
  title: 'A challenge triggers words only',
  rationale:
    'Consultation and political assurance leave every response to the day: an assurance, not a guarantee.',
  hint: 'name the response: response.means',
  find: (pact) =>
    hasText(pact) && owing(pact).length === 0
      ? [{ path: ['commitments'], message: 'no clause owes any response beyond consultation or assurance' }]
      : [],
}

const hybridGap: Rule = {
  id: 'hybrid-gap',
  level: 'warning',
  title: 'Nothing is owed below the threshold of armed attack',
  rationale: 'The cheapest unpunished level is where probing and salami tactics go.',
  hint: 'add a commitment whose trigger covers hybrid attack, with its own lesser response',
  find: (pact) => {
    const owed = owing(pact)
    return owed.length > 0 && !owed.some(({ clause }) => clause.trigger?.levels.includes('hybrid'))
      ? [{ path: ['commitments'], message: 'no response is owed to a hybrid attack' }]
      : []
  },
}

const highThreshold: Rule = {
  id: 'high-threshold',
  level: 'warning',
  title: 'The trigger demands more than an armed attack',
  rationale:
    '"Significant, deliberate and sustained" lets each guarantor find that an attack was not large enough, not intended, or not yet long enough.',
  hint: 'use "armed attack", or say who finds that the threshold is met and by when',
  find: (pact) =>
    responding(pact)
      .filter(({ clause }) => clause.trigger?.wording === 'significant-deliberate-sustained')
      .map((c) =>
        inClause(
          c,
          `"${c.clause.id}" is triggered only by a significant, deliberate and sustained attack`,
          'trigger',
        ),
      ),
}

const vagueMeans: Rule = {
  id: 'means-not-named',
  level: 'note',
  title: 'The means are not named',
  rationale: 'What is not named cannot be found missing; precision lets a shortfall be seen.',
  hint: 'name the means (precision: named) or their amounts (quantified)',
  find: (pact) =>
    owing(pact)
      .filter(({ clause }) => clause.response?.precision === 'none')
      .map((c) => inClause(c, `"${c.clause.id}" does not say which means are owed`, 'response')),
}

const attackerIsGuarantor: Rule = {
  id: 'attacker-is-party',
  level: 'warning',
  title: 'The adversary is itself a party that promised restraint',
  rationale: 'A non-aggression promise by the likely attacker deters only through its own reputation.',
  hint: 'do not count it as a guarantee',
  find: (pact) =>
    clauses(pact)
      .filter(
        ({ clause }) =>
          clause.by === 'adversary' ||
          (Array.isArray(clause.by) && clause.by.some((p) => p === pact.parties.adversary)),
      )
      .map((c) => inClause(c, `"${c.clause.id}" is owed by the adversary`, 'by')),
}

const shortNotice: Rule = {
  id: 'short-notice-exit',
  level: 'note',
  title: 'A guarantor can leave at short notice',
  rationale: 'A commitment that can end within a year is only as firm as the next election.',
  hint: 'lengthen the notice, or keep duties for events before it runs out',
  find: (pact) =>
    pact.term?.noticeMonths !== undefined && pact.term.noticeMonths <= 12
      ? [{ path: ['term', 'noticeMonths'], message: `exit after ${pact.term.noticeMonths} months' notice` }]
      : [],
}

const limitedTerm: Rule = {
  id: 'limited-term',
  level: 'note',
  title: 'The guarantee ends on a date that the adversary knows',
  rationale: 'An adversary that expects the guarantee to lapse can wait.',
  hint: 'renew automatically unless a party objects',
  find: ({ term, asOf }) => {
    if (term === undefined || term.renewal === 'automatic') return []
    const until = term.years !== undefined ? `for ${term.years} years` : `until ${term.sunset}`
    const years =
      term.years ?? (term.sunset ? Number(term.sunset.slice(0, 4)) - Number(asOf.slice(0, 4)) : 99)
    return years <= 15 ? [{ path: ['term'], message: `it runs ${until} and does not renew itself` }] : []
  },
}

const noRemedy: Rule = {
  id: 'no-remedy',
  level: 'note',
  title: 'A breach has no consequence in the text',
  rationale: 'The text leaves audience and reputation cost as the only price of falling short.',
  hint: 'add remedy:, for instance snapback of sanctions or a duty to compensate',
  find: (pact) =>
    owing(pact).length > 0 && owing(pact).every(({ clause }) => clause.remedy === undefined)
      ? [{ path: ['commitments'], message: 'no clause says what follows if a guarantor falls short' }]
      : [],
}

const exemptions: Rule = {
  id: 'exempt-members',
  level: 'note',
  title: 'Some guarantors owe less',
  rationale: 'A proviso for the position of certain states lowers what the coalition can count on.',
  hint: 'say what those states will do instead',
  find: (pact) =>
    clauses(pact).flatMap((c) =>
      (c.clause.exempt ?? []).map((_, n) => ({
        path: ['commitments', c.index, 'exempt', n],
        message: `"${c.clause.id}" exempts some guarantors from part of it`,
      })),
    ),
}

const ceasefireFirst: Rule = {
  id: 'adversary-holds-the-key',
  level: 'warning',
  title: 'The guarantee begins only with a ceasefire, which the adversary can withhold',
  rationale: 'A condition that the adversary controls gives it a veto over the guarantee.',
  hint: 'let some part take effect before a ceasefire',
  find: (pact) =>
    clauses(pact)
      .filter(({ clause }) => clause.trigger?.conditions?.includes('ceasefire-in-force'))
      .map((c) =>
        inClause(c, `"${c.clause.id}" takes effect only once a ceasefire holds`, 'trigger', 'conditions'),
      ),
}

const constitutionalProviso: Rule = {
  id: 'constitutional-proviso',
  level: 'note',
  title: 'Subject to domestic procedure',
  rationale: 'A parliament that must approve is a further decision, with its own calendar.',
  hint: 'say which parliament must approve, and by when; obtain standing approval',
  find: (pact) =>
    responding(pact)
      .filter(({ clause }) => (clause.subjectTo ?? []).length > 0 || clause.decision?.procedure !== undefined)
      .map((c) =>
        inClause(
          c,
          `"${c.clause.id}" is subject to ${c.clause.decision?.procedure ?? c.clause.subjectTo?.[0]}`,
        ),
      ),
}

const notVerbatim: Rule = {
  id: 'text-not-verbatim',
  level: 'note',
  title: 'The clause is not quoted in full',
  rationale: 'Coding rests on words. A paraphrase or a press report may have lost the one that matters.',
  hint: 'replace it by the official text when it can be had',
  find: (pact) =>
    clauses(pact)
      .filter(({ clause }) => clause.textKind !== 'verbatim')
      .map((c) =>
        inClause(c, `"${c.clause.id}" is ${c.clause.textKind}, not the full official text`, 'textKind'),
      ),
}

const brokenReferences: Rule = {
  id: 'broken-reference',
  level: 'error',
  title: 'A name points at nothing',
  rationale: 'The document cannot be evaluated.',
  hint: 'correct the id, or add what it names',
  find: (pact) => {
    const bodies = new Set((pact.bodies ?? []).map((body) => body.id))
    const ids = new Set(pact.commitments.map((clause) => clause.id))
    return [
      ...clauses(pact).flatMap((c) => {
        const body = c.clause.decision?.body
        const known = body === undefined || bodies.has(body)
        return known ? [] : [inClause(c, `no body has the id "${body}"`, 'decision', 'body')]
      }),
      ...clauses(pact).flatMap((c) =>
        (c.clause.prevailsOver ?? []).flatMap((id, n) =>
          ids.has(id) ? [] : [inClause(c, `no commitment has the id "${id}"`, 'prevailsOver', n)],
        ),
      ),
    ]
  },
}

const duplicateIds: Rule = {
  id: 'duplicate-id',
  level: 'error',
  title: 'Two parts share an id',
  rationale: 'A reference to it would be ambiguous.',
  hint: 'give each its own id',
  find: (pact) => {
    const lists = { commitments: pact.commitments, bodies: pact.bodies ?? [], voiding: pact.voiding ?? [] }
    return Object.entries(lists).flatMap(([name, list]) =>
      list.flatMap((item, index) =>
        list.findIndex((other) => other.id === item.id) < index
          ? [{ path: [name, index, 'id'], message: `the id "${item.id}" is used twice in ${name}` }]
          : [],
      ),
    )
  },
}

const jointWithoutBody: Rule = {
  id: 'body-missing',
  level: 'error',
  title: 'A joint decision without the body that takes it',
  rationale: 'Whose consent is needed cannot be known.',
  hint: 'add the body under bodies: and name it in decision.body',
  find: (pact) =>
    clauses(pact)
      .filter(
        ({ clause }) =>
          clause.decision !== undefined &&
          ['consensus', 'unanimity', 'qualified-majority'].includes(clause.decision.rule) &&
          clause.decision.body === undefined,
      )
      .map((c) =>
        inClause(
          c,
          `"${c.clause.id}" is decided by ${c.clause.decision?.rule}, but by which body?`,
          'decision',
        ),
      ),
}

const leadMissing: Rule = {
  id: 'lead-missing',
  level: 'error',
  title: 'A lead nation is not named',
  rationale: 'Who moves first cannot be known.',
  hint: 'add lead: to the body',
  find: (pact) =>
    (pact.bodies ?? []).flatMap((body, index) =>
      body.rule === 'lead-nation' && body.lead === undefined
        ? [{ path: ['bodies', index], message: `"${body.id}" has no lead nation` }]
        : [],
    ),
}

const dates: Rule = {
  id: 'dates-out-of-order',
  level: 'error',
  title: 'Dates contradict each other',
  rationale:
    'A text cannot be in force before it is signed, nor can a stage lie after the date it was checked.',
  hint: 'correct the date, or move asOf',
  find: (pact) => {
    // The first of several signatures: parties may sign, and texts enter into force, one by one.
    const [signed] = pact.status
      .filter((entry) => entry.stage === 'signed')
      .map((entry) => entry.date)
      .sort()
    return pact.status.flatMap((entry, index) => {
      const path = ['status', index, 'date']
      if (entry.date > pact.asOf)
        return [{ path, message: `${entry.stage} on ${entry.date}, after asOf ${pact.asOf}` }]
      const early =
        signed !== undefined &&
        (entry.stage === 'in-force' || entry.stage === 'ratified') &&
        entry.date < signed
      return early
        ? [{ path, message: `${entry.stage} on ${entry.date}, before it was signed (${signed})` }]
        : []
    })
  },
}

const overlappingRoles: Rule = {
  id: 'overlapping-roles',
  level: 'error',
  title: 'One state plays two opposed roles',
  rationale: 'The game needs an adversary, a beneficiary and guarantors that are different states.',
  hint: 'put promises of the adversary under commitments with by: adversary',
  find: ({ parties }) => [
    ...(parties.adversary === parties.beneficiary
      ? [
          {
            path: ['parties', 'adversary'],
            message: `${parties.beneficiary} is both adversary and beneficiary`,
          },
        ]
      : []),
    ...parties.guarantors.flatMap((party, index) =>
      party === parties.adversary || party === parties.beneficiary
        ? [{ path: ['parties', 'guarantors', index], message: `${party} cannot be a guarantor as well` }]
        : [],
    ),
  ],
}

const forceWithoutMeans: Rule = {
  id: 'force-contradicts-means',
  level: 'error',
  title: 'Force is owed by words that stop short of it',
  rationale: 'The coding contradicts itself.',
  hint: 'set means: air or troops, or force: none',
  find: (pact) =>
    responding(pact)
      .filter(
        ({ clause }) =>
          clause.response?.force === 'required' && responseRank(clause.response.means) < responseRank('air'),
      )
      .map((c) =>
        inClause(
          c,
          `"${c.clause.id}" requires force but contemplates no more than ${c.clause.response?.means}`,
          'response',
        ),
      ),
}

const noAdversary: Rule = {
  id: 'no-adversary',
  level: 'note',
  title: 'No adversary is named',
  rationale:
    'A guarantee against nobody in particular can be read and checked, but there is no crisis to solve.',
  hint: 'add parties.adversary; without it assess, compare and study refuse the document',
  find: (pact) =>
    pact.parties.adversary === undefined
      ? [{ path: ['parties'], message: 'no adversary is named: there is no game to solve' }]
      : [],
}

/** All rules. Ids are stable: they appear in SARIF and may be cited. */
export const rules: readonly Rule[] = [
  noDeadline,
  unassignedAttribution,
  attributionWithoutDeadline,
  consensusHostage,
  forceDiscretionary,
  notInForce,
  membersOnly,
  moneyNotBinding,
  faitAccompli,
  plannedForces,
  tripwireOnly,
  voidingOpen,
  nothingOwed,
  hybridGap,
  highThreshold,
  vagueMeans,
  attackerIsGuarantor,
  shortNotice,
  limitedTerm,
  noRemedy,
  exemptions,
  ceasefireFirst,
  constitutionalProviso,
  notVerbatim,
  brokenReferences,
  duplicateIds,
  jointWithoutBody,
  leadMissing,
  dates,
  overlappingRoles,
  forceWithoutMeans,
  noAdversary,
]
