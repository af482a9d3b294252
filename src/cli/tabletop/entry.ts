import type { ExerciseEvent } from '../../exercise/event.js'
import type { ExerciseState } from '../../exercise/state.js'
import type { Session } from '../../exercise/tabletop.js'
import { freshId } from '../../exercise/tabletop.js'

/*
 * What people type at the table as an event: `decision USA act means=aid`, `vote POL no proposal=p1`,
 * `consultation-held all clause=nato-2025/article-4`. The reader of event files checks the result.
 */

/** Words and `key=value` pairs; quotes keep blanks together. */
export const tokens = (line: string): string[] =>
  [...line.matchAll(/((?:[A-Za-z.]+=)?"(?:[^"\\]|\\.)*")|(\S+)/g)].map(([whole]) =>
    whole.replace(/"((?:[^"\\]|\\.)*)"$/, (_, inner: string) => inner.replace(/\\(.)/g, '$1')),
  )

/** Where the words without a key go, type by type. */
const positions: Readonly<Partial<Record<ExerciseEvent['type'], readonly string[]>>> = {
  incident: ['kind'],
  attribution: ['by', 'actor', 'standing'],
  finding: ['by', 'question', 'answer'],
  invocation: ['by'],
  request: ['by'],
  'consultation-called': ['by'],
  'consultation-held': ['participants'],
  proposal: ['by', 'body', 'subject'],
  vote: ['by', 'choice'],
  'silence-opened': ['by'],
  'silence-broken': ['by'],
  approval: ['by', 'organ', 'given'],
  decision: ['by', 'choice', 'means'],
  performance: ['by', 'extent', 'means'],
  waiver: ['by'],
  release: ['by'],
  suspension: ['by'],
  resumption: ['by'],
  denunciation: ['by'],
  circumstance: ['circumstance', 'holds'],
  status: ['stage'],
}

export const entryTypes = Object.keys(positions)

const lists = ['participants', 'of', 'evidence', 'place.areas']
/** Types of which one incident, or one proposal, is always meant. */
const ofIncident = [
  'attribution',
  'finding',
  'invocation',
  'request',
  'consultation-called',
  'consultation-held',
  'proposal',
  'decision',
  'performance',
]
const ofProposal = ['vote', 'silence-opened', 'silence-broken']

const valueFor = (key: string, text: string): unknown => {
  if (lists.includes(key)) return text.split(',').filter((part) => part !== '')
  if (/^(yes|true)$/.test(text) && ['answer', 'given', 'holds'].includes(key)) return true
  if (/^(no|false)$/.test(text) && ['answer', 'given', 'holds'].includes(key)) return false
  if (/^(true|false)$/.test(text)) return text === 'true'
  if (/^\d+$/.test(text) && /^casualties\./.test(key)) return Number(text)
  return text
}

const put = (into: Record<string, unknown>, key: string, value: unknown): void => {
  const [first, ...rest] = key.split('.')
  if (rest.length === 0) into[first] = value
  else {
    const inner = (into[first] ?? {}) as Record<string, unknown>
    put(inner, rest.join('.'), value)
    into[first] = inner
  }
}

/**
 * The fields of an event as event files write it, or what is wrong with the line. What is not said is taken from the table:
 * the last incident, the last open proposal, the only document.
 */
export const entryOfLine = (
  type: string,
  words: readonly string[],
  session: Session,
  state: ExerciseState,
): { readonly fields: Record<string, unknown> } | { readonly fault: string } => {
  const places = positions[type as ExerciseEvent['type']]
  if (places === undefined) return { fault: `"${type}" is no type of event` }
  const fields: Record<string, unknown> = {}
  let next = 0
  for (const word of words) {
    const pair = /^([A-Za-z][A-Za-z.]*)=(.*)$/s.exec(word)
    const key = pair === null ? places[next++] : pair[1]
    if (key === undefined)
      return { fault: `what does "${word}" mean? After ${places.join(', ')} write key=value` }
    const text = pair === null ? word : pair[2]
    if (key === 'clause') {
      const [pact, commitment] = text.split('/')
      put(fields, 'pact', pact)
      if (commitment !== undefined) put(fields, 'commitment', commitment)
    } else if (key === 'answer' && text === 'open') continue
    else put(fields, key, valueFor(key, text))
  }
  const incident = state.incidents.at(-1)?.event
  if (ofIncident.includes(type) && fields.incident === undefined && incident !== undefined)
    fields.incident = incident
  const proposals = new Set(session.log.flatMap((event) => (event.type === 'proposal' ? [event.id] : [])))
  const proposal = state.decisions
    .filter(({ id, status }) => proposals.has(id) && status === 'open')
    .at(-1)?.id
  if (ofProposal.includes(type) && fields.proposal === undefined && proposal !== undefined)
    fields.proposal = proposal
  const needsPact = fields.commitment !== undefined || ['proposal', 'status', 'denunciation'].includes(type)
  if (needsPact && fields.pact === undefined && state.documents.length === 1)
    fields.pact = state.documents[0].pact
  if (Array.isArray(fields.participants) && fields.participants[0] === 'all')
    fields.participants = [
      ...new Set(
        state.obligations
          .filter(
            ({ pact, commitment }) =>
              (fields.pact === undefined || fields.pact === pact) &&
              (fields.commitment === undefined || fields.commitment === commitment),
          )
          .map(({ bearer }) => bearer),
      ),
    ]
  return { fields: { id: freshId(session, type), ...fields, type } }
}
