import {
  type Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { Path } from './yaml.js'

/*
 * Changes in the text of a document that leave all else as it was written: comments, order, quotes, folding.
 */

interface Found {
  readonly node: Node
  /** The key and value it is in, where its parent is a mapping. */
  readonly pair: Pair<Node, Node | null> | null
  readonly parent: YAMLMap | YAMLSeq | null
}

const find = (document: Document, path: Path): Found | null => {
  let found: Found | null =
    document.contents === null ? null : { node: document.contents as Node, pair: null, parent: null }
  for (const step of path) {
    if (found === null || !isCollection(found.node)) return null
    const parent = found.node as YAMLMap | YAMLSeq
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => isScalar(key) && key.value === step) as
        | Pair<Node, Node | null>
        | undefined
      if (pair === undefined || pair.value === null) return null
      found = { node: pair.value, pair, parent }
    } else {
      const item = parent.items[Number(step)] as Node | undefined
      if (item === undefined) return null
      found = { node: item, pair: null, parent }
    }
  }
  return found
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1

const columnOf = (text: string, offset: number): number => offset - lineStart(text, offset)

/** Offset of the first sign of an item of a block collection: its key, or its hyphen. */
const itemStart = (text: string, { node, pair, parent }: Found): number => {
  const own = (pair?.key ?? node).range?.[0] ?? 0
  if (pair !== null || !isSeq(parent)) return own
  return text.lastIndexOf('-', own)
}

/** Past the last sign of a node, comments and blank lines after it left out. */
const endOf = (text: string, node: Node): number => {
  const end = node.range?.[1] ?? 0
  // The range of a block collection may end in the line break after it.
  return text.slice(0, end).trimEnd().length
}

const indented = (text: string, columns: number): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line, k) => (k === 0 || line === '' ? line : ' '.repeat(columns) + line))
    .join('\n')

const written = (value: unknown, flow: boolean): string =>
  stringify(value, flow ? { collectionStyle: 'flow', lineWidth: 0 } : { lineWidth: 100 }).trimEnd()

/**
 * The text with `value` at `path`; undefined takes away what is there. Null where it cannot be done without rewriting
 * more: the path leads through an alias, others repeat what is there, or the text cannot be read.
 */
export const editText = (text: string, path: Path, value: unknown): string | null => {
  const edited = edit(text, path, value)
  return edited !== null && reads(edited) ? edited : null
}

/** Does a text read, every alias in it included? */
const reads = (text: string): boolean => {
  const document = parseDocument(text)
  if (document.errors.length > 0) return false
  try {
    document.toJS()
    return true
  } catch {
    return false
  }
}

const edit = (text: string, path: Path, value: unknown): string | null => {
  const document = parseDocument(text)
  if (document.errors.length > 0) return null
  const there = find(document, path)
  if (there !== null) return value === undefined ? without(text, there) : replaced(text, there, value)
  if (value === undefined) return text
  const above = path.slice(0, -1)
  const parent = find(document, above)
  const step = path[path.length - 1]
  if (parent === null)
    return above.length === 0
      ? null
      : edit(text, above, typeof step === 'number' ? [value] : { [step]: value })
  return isCollection(parent.node) ? added(text, parent.node as YAMLMap | YAMLSeq, step, value) : null
}

const splice = (text: string, from: number, to: number, put: string): string =>
  text.slice(0, from) + put + text.slice(to)

const isFlow = (node: Node | null): boolean => isCollection(node) && node.flow === true

const replaced = (text: string, { node, pair, parent }: Found, value: unknown): string => {
  const from = node.range?.[0] ?? 0
  const anchor = 'anchor' in node && node.anchor !== undefined ? `&${node.anchor} ` : ''
  const start = anchor === '' ? from : text.lastIndexOf('&', from)
  const plain = typeof value !== 'object' || value === null
  if (plain || isFlow(node) || isFlow(parent))
    return splice(text, start, endOf(text, node), anchor + written(value, true))
  const column = columnOf(text, (pair?.key ?? node).range?.[0] ?? 0)
  if (pair === null)
    return splice(text, start, endOf(text, node), anchor + indented(written(value, false), column))
  const afterKey = (pair.key.range?.[1] ?? 0) + text.slice(pair.key.range?.[1] ?? 0).indexOf(':') + 1
  const put = `${anchor === '' ? '' : ` ${anchor.trim()}`}\n${' '.repeat(column + 2)}${indented(written(value, false), column + 2)}`
  return splice(text, afterKey, endOf(text, node), put)
}

const without = (text: string, found: Found): string | null => {
  const { node, pair, parent } = found
  if (parent === null) return null
  if (parent.items.length === 1) {
    // An emptied block collection would read as nothing at all.
    const from = parent.range?.[0] ?? 0
    return splice(text, from, endOf(text, parent), isMap(parent) ? '{}' : '[]')
  }
  const from = itemStart(text, found)
  const to = endOf(text, node)
  if (isFlow(parent)) {
    const key = (pair?.key ?? node).range?.[0] ?? from
    const after = /^\s*,\s*/.exec(text.slice(to))
    if (after !== null) return splice(text, key, to + after[0].length, '')
    return splice(text, text.slice(0, key).replace(/,\s*$/, '').length, to, '')
  }
  const line = lineStart(text, from)
  // First in its line, or behind the hyphen of the item that it opens.
  if (text.slice(line, from).trim() === '') {
    const next = text.indexOf('\n', to)
    return splice(text, line, next < 0 ? text.length : next + 1, '')
  }
  const next = /\S/.exec(text.slice(to))
  return splice(text, from, next === null ? to : to + next.index, '')
}

const added = (text: string, parent: YAMLMap | YAMLSeq, step: string | number, value: unknown): string => {
  const last = parent.items[parent.items.length - 1]
  const from = parent.range?.[0] ?? 0
  if (last === undefined || isFlow(parent)) {
    const put = isMap(parent) ? `${written(step, true)}: ${written(value, true)}` : written(value, true)
    const close = text.slice(0, endOf(text, parent) - 1).trimEnd().length
    return splice(text, close, close, last === undefined ? put : `, ${put}`)
  }
  const node = (isPair(last) ? (last.value ?? last.key) : last) as Node
  const end = endOf(text, node)
  const column = isMap(parent)
    ? columnOf(text, from)
    : columnOf(text, text.lastIndexOf('-', (parent.items[0] as Node).range?.[0] ?? 0))
  const put = isMap(parent)
    ? typeof value === 'object' && value !== null && Object.keys(value).length > 0
      ? `${written(step, true)}:\n${' '.repeat(column + 2)}${indented(written(value, false), column + 2)}`
      : `${written(step, true)}: ${written(value, true)}`
    : `- ${indented(written(value, false), column + 2)}`
  const eol = text.indexOf('\n', end)
  const at = eol < 0 ? text.length : eol
  return splice(text, at, at, `\n${' '.repeat(column)}${put}`)
}
