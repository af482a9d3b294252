import { showPath } from './faults.js'
import type { Pact } from './schema.js'
import type { Path } from './yaml.js'

/** One difference between two documents. */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed'
  /** In the second document; where something was removed, in the first. */
  readonly path: Path
  /** What it belongs to, in words: `commitment "defence"`, or the whole document. */
  readonly place: string
  /** The name of what differs inside it: `response.force`; empty where all of it was added or removed. */
  readonly what: string
  readonly before?: unknown
  readonly after?: unknown
}

/** Lists whose items are known by their id; items of others are told apart by their place. */
const NAMED: Readonly<Record<string, string>> = {
  commitments: 'commitment',
  bodies: 'body',
  voiding: 'voiding clause',
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const isPlainList = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => !isObject(item))

/**
 * What the second document says that the first does not, and the other way round. Commitments, bodies and voiding clauses
 * are matched by their ids; what only moved is no difference.
 */
export const differencesBetween = (first: Pact, second: Pact): readonly Difference[] =>
  Object.keys({ ...first, ...second }).flatMap((key) => {
    const [a, b] = [first[key as keyof Pact], second[key as keyof Pact]]
    const name = NAMED[key]
    if (name === undefined || !Array.isArray(a ?? []) || !Array.isArray(b ?? []))
      return inside(a, b, [key], 'document', [key])
    return byId(key, name, (a ?? []) as readonly Item[], (b ?? []) as readonly Item[])
  })

interface Item {
  readonly id: string
}

const byId = (key: string, name: string, a: readonly Item[], b: readonly Item[]): Difference[] => {
  const place = ({ id }: Item): string => `${name} "${id}"`
  return [
    ...a.flatMap((item, k): Difference[] => {
      const at = b.findIndex(({ id }) => id === item.id)
      if (at < 0) return [{ kind: 'removed', path: [key, k], place: place(item), what: '', before: item }]
      return inside(item, b[at], [key, at], place(item), [])
    }),
    ...b.flatMap((item, k): Difference[] =>
      a.some(({ id }) => id === item.id)
        ? []
        : [{ kind: 'added', path: [key, k], place: place(item), what: '', after: item }],
    ),
  ]
}

const inside = (a: unknown, b: unknown, path: Path, place: string, what: Path): Difference[] => {
  if (same(a, b)) return []
  const one = (rest: Pick<Difference, 'kind' | 'before' | 'after'>): Difference[] => [
    { ...rest, path, place, what: showPath(what) },
  ]
  if (a === undefined) return one({ kind: 'added', after: b })
  if (b === undefined) return one({ kind: 'removed', before: a })
  if (isObject(a) && isObject(b))
    return Object.keys({ ...a, ...b }).flatMap((key) =>
      inside(a[key], b[key], [...path, key], place, [...what, key]),
    )
  if (Array.isArray(a) && Array.isArray(b) && !(isPlainList(a) && isPlainList(b)))
    return Array.from({ length: Math.max(a.length, b.length) }, (_, k) =>
      inside(a[k], b[k], [...path, k], place, [...what, k]),
    ).flat()
  return one({ kind: 'changed', before: a, after: b })
}

/** A value as a reader would write it, cut to `most` characters. */
export const valueText = (value: unknown, most = 80): string => {
  const text =
    Array.isArray(value) && isPlainList(value)
      ? value.join(', ')
      : isObject(value) || Array.isArray(value)
        ? JSON.stringify(value)
        : String(value)
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

/** A difference in words: `commitment "defence": response.force changed from discretionary to required`. */
export const differenceText = ({ kind, place, what, before, after }: Difference): string => {
  const subject = what === '' ? place : `${place}: ${what}`
  if (kind === 'changed') return `${subject} changed from ${valueText(before)} to ${valueText(after)}`
  if (what === '') return `${subject} ${kind}`
  return `${subject} ${kind} (${valueText(kind === 'added' ? after : before)})`
}
