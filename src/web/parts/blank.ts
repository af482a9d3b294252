import type { SchemaNode } from '../../pact/index.js'

/** Something to begin with, so that a new part of a document can be filled in. */
export const blank = (node: SchemaNode): unknown => {
  const one = node.anyOf?.[0] ?? node
  if (one.const !== undefined) return one.const
  if (one.enum !== undefined) return one.enum[0]
  if (one.type === 'object')
    return Object.fromEntries((one.required ?? []).map((key) => [key, blank(one.properties?.[key] ?? {})]))
  if (one.type === 'array') return one.items === undefined ? [] : [blank(one.items)]
  if (one.type === 'boolean') return false
  if (one.type === 'number' || one.type === 'integer') return one.minimum ?? 1
  if (one.pattern?.includes('\\d{4}')) return '2026-01-01'
  return one.pattern === '^[A-Z]{3}$' ? 'UKR' : 'to-do'
}
