import type { Path } from './yaml.js'

/*
 * Help while a document is being written: where the cursor stands in it, and what may stand there. Works on text that
 * cannot be read yet, line by line; the JSON Schema says the rest.
 */

/** What of a JSON Schema is read here. */
export interface SchemaNode {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly required?: readonly string[]
  readonly items?: SchemaNode
  readonly enum?: readonly (string | number | boolean)[]
  /** What each of `enum` means. */
  readonly enumDescriptions?: readonly string[]
  readonly const?: string | number | boolean
  readonly anyOf?: readonly SchemaNode[]
  readonly oneOf?: readonly SchemaNode[]
  readonly description?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
}

/** Where a place in a text is. */
export interface Spot {
  /** Path of what is being written: of the key under the cursor, or of the mapping in which a new key may stand. */
  readonly path: Path
  /** `key`: a key is being written; `value`: what stands behind one, or an item of a list. */
  readonly at: 'key' | 'value'
  /** The word under the cursor: its ends in the text. */
  readonly from: number
  readonly to: number
  /** Keys that the mapping already has. */
  readonly taken: readonly string[]
}

interface Frame {
  readonly indent: number
  readonly step: string | number
}

const KEY = /^([A-Za-z][\w-]*)\s*:(?=\s|$)/
const WORD = /[\w-]/

/** Where the cursor at `offset` stands. */
export const spotAt = (text: string, offset: number): Spot => {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const lines = text.slice(0, start).split('\n').slice(0, -1)
  const line = text.slice(start, offset)
  let from = offset
  while (from > start && WORD.test(text[from - 1])) from--
  let to = offset
  while (to < text.length && WORD.test(text[to])) to++
  const frames = framesOf(lines)
  const here = enter(frames, line)
  const flow = flowAt(line)
  if (flow !== null) {
    const path = [...here.map(({ step }) => step), ...flow.path]
    return { path, at: flow.at, from, to, taken: flow.taken }
  }
  const content = line.replace(/^\s*(- )*\s*/, '')
  const key = KEY.exec(content)
  const path = here.map(({ step }) => step)
  if (key !== null) return { path, at: 'value', from, to, taken: [] }
  const indent = line.length - content.length
  const item = /^\s*- /.test(line)
  const siblings = siblingsOf(text.split('\n'), lines.length, indent)
  return { path, at: item && !/^[A-Za-z]/.test(content) ? 'value' : 'key', from, to, taken: siblings }
}

/** Frames of the lines before the cursor. */
const framesOf = (lines: readonly string[]): readonly Frame[] => lines.reduce<readonly Frame[]>(enter, [])

/** The frames after one more line. */
const enter = (before: readonly Frame[], line: string): readonly Frame[] => {
  if (/^\s*(#|$)/.test(line))
    return line.trim() === '' ? before.filter(({ indent }) => indent < line.length) : before
  let indent = line.length - line.trimStart().length
  let rest = line.trimStart()
  let frames = before
  while (/^- ?/.test(rest) && (rest === '-' || rest.startsWith('- '))) {
    const column = indent
    const last = frames.find((frame) => frame.indent === column && typeof frame.step === 'number')
    // A list may stand at the indentation of its own key.
    frames = frames.filter(
      (frame) => frame.indent < column || (frame.indent === column && typeof frame.step === 'string'),
    )
    frames = [...frames, { indent: column, step: last === undefined ? 0 : Number(last.step) + 1 }]
    const skipped = rest.length - rest.slice(1).trimStart().length
    indent += Math.max(2, skipped)
    rest = rest.slice(1).trimStart()
  }
  const key = KEY.exec(rest)
  if (key === null) {
    const opens = frames.length > 0 && frames[frames.length - 1].indent === indent - 2 && /^\s*-/.test(line)
    return opens ? frames : frames.filter((frame) => frame.indent < indent)
  }
  return [
    ...frames.filter(
      (frame) =>
        frame.indent < indent ||
        (frame.indent === indent && typeof frame.step === 'number' && /^\s*-/.test(line)),
    ),
    { indent, step: key[1] },
  ]
}

/** Keys at the same indentation around a line. */
const siblingsOf = (all: readonly string[], row: number, indent: number): string[] => {
  const keyAt = (line: string): string | null => {
    const bare = line.replace(/^(\s*)- /, '$1  ')
    if (bare.length - bare.trimStart().length !== indent) return null
    return KEY.exec(bare.trimStart())?.[1] ?? null
  }
  const outside = (line: string): boolean =>
    line.trim() !== '' && line.length - line.trimStart().length < indent && !/^\s*- /.test(line)
  const keys: string[] = []
  for (let k = row - 1; k >= 0 && !outside(all[k]); k--) {
    const key = keyAt(all[k])
    if (key !== null) keys.push(key)
    if (/^\s*- /.test(all[k]) && all[k].length - all[k].trimStart().length === indent - 2) break
  }
  for (let k = row + 1; k < all.length && !outside(all[k]); k++) {
    if (/^\s*- /.test(all[k]) && all[k].length - all[k].trimStart().length <= indent - 2) break
    const key = keyAt(all[k])
    if (key !== null) keys.push(key)
  }
  return keys
}

/** Where the cursor stands inside braces and brackets of its own line; null outside them. */
const flowAt = (line: string): { path: Path; at: 'key' | 'value'; taken: string[] } | null => {
  const stack: { open: '{' | '['; key: string | null; index: number; taken: string[] }[] = []
  let quote = ''
  let word = ''
  for (const sign of line) {
    const top = stack[stack.length - 1]
    if (quote !== '') {
      if (sign === quote) quote = ''
    } else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '{' || sign === '[') {
      stack.push({ open: sign, key: null, index: 0, taken: [] })
      word = ''
    } else if (sign === '}' || sign === ']') stack.pop()
    else if (top !== undefined && sign === ',') {
      top.index++
      top.key = null
      word = ''
    } else if (top?.open === '{' && sign === ':' && top.key === null) {
      top.key = word.trim()
      top.taken.push(top.key)
      word = ''
    } else word += sign
  }
  const top = stack[stack.length - 1]
  if (top === undefined) return null
  const path = stack.flatMap(({ open, key, index }): (string | number)[] =>
    open === '[' ? [index] : key === null ? [] : [key],
  )
  return { path, at: top.open === '{' && top.key === null ? 'key' : 'value', taken: top.taken }
}

/** The schemas that may hold at a path, unions opened. */
export const schemasAt = (root: SchemaNode, path: Path): readonly SchemaNode[] =>
  path.reduce<readonly SchemaNode[]>(
    (nodes, step) =>
      nodes.flatMap((node) => {
        const inner = typeof step === 'number' ? node.items : node.properties?.[step]
        return inner === undefined ? [] : opened(inner)
      }),
    opened(root),
  )

const opened = (node: SchemaNode): readonly SchemaNode[] => [
  node,
  ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap(opened),
]

export interface Suggestion {
  readonly label: string
  readonly detail: string
  /** What is put in its place. */
  readonly insert: string
}

/** What may stand at a spot. */
export const suggestionsAt = (root: SchemaNode, spot: Spot): readonly Suggestion[] => {
  const nodes = schemasAt(root, spot.path)
  if (spot.at === 'key') {
    const keys = new Map<string, Suggestion>()
    for (const node of nodes)
      for (const [label, inner] of Object.entries(node.properties ?? {}))
        if (!spot.taken.includes(label))
          keys.set(label, {
            label,
            detail: `${node.required?.includes(label) ? 'required. ' : ''}${inner.description ?? ''}`,
            insert: `${label}: `,
          })
    return [...keys.values()]
  }
  const values = new Map<string, string>()
  for (const node of nodes) {
    if (node.const !== undefined) values.set(String(node.const), '')
    node.enum?.forEach((word, k) => {
      values.set(String(word), node.enumDescriptions?.[k] ?? '')
    })
    if (node.type === 'boolean') for (const word of ['true', 'false']) values.set(word, '')
  }
  return [...values].map(([label, detail]) => ({ label, detail, insert: label }))
}

/** What the schema says of the key or value at a spot. */
export const describeAt = (root: SchemaNode, path: Path): string | null => {
  const nodes = schemasAt(root, path)
  const description = nodes.find((node) => node.description !== undefined)?.description
  const choices = [...new Set(nodes.flatMap((node) => node.enum ?? []).map(String))]
  const parts = [description, choices.length > 0 ? choices.join(' | ') : undefined].filter(
    (part) => part !== undefined,
  )
  return parts.length === 0 ? null : parts.join('\n')
}
