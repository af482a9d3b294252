import { type Issue, IssueError } from '../../core/issue.js'
import type { CorrectedEntry, Entry, EntryDraft } from '../entry.js'
import type { Entered, Intake } from './intake.js'

/** Fields that are what an entry says; the rest is where it stands in the ledger and who entered it. */
const SAID = [
  'kind',
  'who',
  'with',
  'to',
  'through',
  'what',
  'milestone',
  'milestoneUnknown',
  'dates',
  'links',
  'hedge',
  'sources',
  'tags',
  'note',
  'extra',
] as const

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

/** What an entry says, as a text that is the same for the same content. */
export const contentOf = (entry: EntryDraft | Entry): string => {
  const { corrects: _, ...links } = entry.links ?? {}
  const said = { ...entry, links: Object.keys(links).length === 0 ? undefined : links }
  return JSON.stringify(sorted(Object.fromEntries(SAID.map((field) => [field, said[field]]))))
}

/** How one entry of the ledger changes. */
export interface Change {
  readonly change: 'added' | 'revised' | 'withdrawn'
  readonly id: string
  /** What is appended for it. */
  readonly draft: EntryDraft
  readonly before?: Entry
}

/** What an import would do to a ledger. */
export interface Plan {
  readonly added: number
  readonly revised: number
  readonly withdrawn: number
  readonly same: number
  readonly changes: readonly Change[]
}

const correctionOf = (
  id: string,
  content: EntryDraft | Entry,
  as: NonNullable<EntryDraft['correction']>['as'],
  reason: string,
  entered: Entered,
): EntryDraft => {
  const said = Object.fromEntries(
    SAID.flatMap((field) => (content[field] === undefined ? [] : [[field, content[field]]])),
  ) as Pick<EntryDraft, (typeof SAID)[number]>
  return {
    ...said,
    kind: 'correction',
    links: { ...content.links, corrects: id },
    correction: { reason, as },
    entered,
  }
}

/** What a plan is made against: a store, or a list in memory. */
export interface PlanSource {
  read(filter: { readonly dataset: string }): AsyncIterable<Entry>
  readCorrected(): AsyncIterable<CorrectedEntry>
}

interface Standing {
  /** By external id, as first entered. */
  readonly entered: ReadonlyMap<string, Entry>
  /** By entry id, as corrected; withdrawn ones are not in it. */
  readonly current: ReadonlyMap<string, CorrectedEntry>
}

const standing = async (
  store: PlanSource,
  dataset: string,
): Promise<Standing & { readonly all: Entry[] }> => {
  const entered = new Map<string, Entry>()
  const current = new Map<string, CorrectedEntry>()
  const all: Entry[] = []
  for await (const entry of store.read({ dataset })) {
    if (entry.external === undefined) continue
    all.push(entry)
    entered.set(`${entry.external.release}\n${entry.external.id}`, entry)
  }
  if (all.length > 0) {
    const ids = new Set(all.map(({ id }) => id))
    for await (const entry of store.readCorrected()) if (ids.has(entry.id)) current.set(entry.id, entry)
  }
  return { entered, current, all }
}

const otherReleases = (all: readonly Entry[], current: Standing['current'], release: string): string[] => [
  ...new Set(
    all.flatMap(({ id, external }) =>
      external !== undefined && external.release !== release && current.has(id) ? [external.release] : [],
    ),
  ),
]

export interface PlanOptions {
  /** Withdraw what other releases of the same data set said. */
  readonly replace: boolean
}

/**
 * What importing would change. Reading the same file twice changes nothing; a release that was corrected by its publisher makes
 * corrections of what the ledger has, and withdrawals of what is no longer in it. Releases are never mixed.
 * @throws IssueError `other-release` if the ledger has another release of the data set that says the same again
 */
export const planImport = async (
  intake: Intake,
  store: PlanSource | undefined,
  entered: Entered,
  { replace }: PlanOptions,
): Promise<Plan> => {
  const there: Standing & { readonly all: readonly Entry[] } =
    store === undefined
      ? { entered: new Map(), current: new Map(), all: [] }
      : await standing(store, intake.dataset)
  const others = intake.cumulative ? otherReleases(there.all, there.current, intake.release) : []
  if (others.length > 0 && !replace) {
    const issue: Issue = {
      code: 'other-release',
      level: 'error',
      message: `The ledger has release ${others.join(', ')} of ${intake.dataset} already; release ${intake.release} says the same again, and both would count twice.`,
      file: intake.file,
      hint: 'Import with --replace to withdraw the other release, or keep each in a ledger of its own (--dir).',
    }
    throw new IssueError([issue])
  }
  const changes: Change[] = []
  let same = 0
  const has = new Set<string>()
  for (const draft of intake.drafts) {
    const external = draft.external
    const key = `${external?.release}\n${external?.id}`
    has.add(key)
    const first = there.entered.get(key)
    if (first === undefined) {
      changes.push({ change: 'added', id: draft.id ?? external?.id ?? '', draft })
      continue
    }
    const now = there.current.get(first.id)
    if (now !== undefined && contentOf(now) === contentOf(draft)) {
      same++
      continue
    }
    if (draft.kind === 'correction') continue
    const reason = `${intake.recognised} says otherwise than when it was first imported.`
    changes.push({
      change: now === undefined ? 'added' : 'revised',
      id: first.id,
      draft: correctionOf(first.id, draft, draft.kind, reason, entered),
      before: now ?? first,
    })
  }
  for (const entry of there.all) {
    const { release, id } = entry.external ?? { release: '', id: '' }
    const now = there.current.get(entry.id)
    if (now === undefined) continue
    const gone =
      release === intake.release
        ? intake.covers?.(id) === true && !has.has(`${release}\n${id}`)
        : others.includes(release)
    if (!gone) continue
    const reason =
      release === intake.release ? `No longer in ${intake.recognised}.` : `Replaced by ${intake.recognised}.`
    changes.push({
      change: 'withdrawn',
      id: entry.id,
      draft: correctionOf(entry.id, now, 'withdrawn', reason, entered),
      before: now,
    })
  }
  const count = (change: Change['change']) => changes.filter((one) => one.change === change).length
  return {
    added: count('added'),
    revised: count('revised'),
    withdrawn: count('withdrawn'),
    same,
    changes,
  }
}
