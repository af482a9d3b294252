import { createTwoFilesPatch } from 'diff'
import { isMap, isScalar, isSeq, type Node, parseDocument, stringify } from 'yaml'
import { compareText } from '../../core/order.js'
import type { Pact } from '../../pact/index.js'
import { readPact } from '../../pact/index.js'

/*
 * Writes a changed document into the text it came from, so that comments, order and line breaks of all that did not change stay, and a
 * diff shows the amendment alone.
 */

type Plain = null | string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain }

interface Splice {
  readonly from: number
  readonly to: number
  readonly text: string
}

const isRecord = (value: Plain): value is { readonly [key: string]: Plain } =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** A value as text that does not hang on the order of keys. */
export const sameText = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => compareText(a, b)))
      : inner,
  )

const WIDE = 110

/** On one line where it fits, else as a block indented by `indent`, starting on a line of its own. */
const rendered = (value: Plain, indent: number): string => {
  const flow = stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd()
  if (!flow.includes('\n') && flow.length + indent <= WIDE) return ` ${flow}`
  const margin = ' '.repeat(indent)
  const block = stringify(value, { lineWidth: WIDE - indent }).trimEnd()
  if (typeof value === 'string') return ` ${folded(value, indent)}`
  return `\n${block
    .split('\n')
    .map((line) => (line === '' ? line : margin + line))
    .join('\n')}`
}

/** A long text as a folded block under its key. */
const folded = (value: string, indent: number): string => {
  if (/[\n\t]|^\s|\s$| {2}/.test(value)) return JSON.stringify(value)
  const margin = ' '.repeat(indent)
  const lines: string[] = []
  let line = ''
  for (const word of value.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > WIDE) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return ['>-', ...[...lines, line].map((one) => margin + one)].join('\n')
}

const columnOf = (text: string, offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1)

/** End of a node without the line breaks that belong to it. */
const endOf = (text: string, node: Node): number => {
  let end = node.range?.[1] ?? 0
  while (end > 0 && /\s/.test(text[end - 1])) end--
  return end
}

/** The start of the line on which something stands, and the end of that on which it ends, line break included. */
const lineFrom = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1
const lineTo = (text: string, offset: number): number => {
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end + 1
}

const splicesOf = (text: string, node: Node, before: Plain, after: Plain, column: number): Splice[] => {
  if (sameText(before) === sameText(after)) return []
  if (isMap(node) && node.flow !== true && isRecord(before) && isRecord(after)) {
    const out: Splice[] = []
    let last = endOf(text, node)
    const inner = columnOf(text, node.range?.[0] ?? 0)
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : ''
      const keyStart = (key as Node).range?.[0] ?? 0
      if (!(name in after)) {
        const end = value === null ? keyStart : endOf(text, value as Node)
        out.push({ from: lineFrom(text, keyStart), to: lineTo(text, end), text: '' })
      } else if (value !== null) out.push(...splicesOf(text, value as Node, before[name], after[name], inner))
    }
    last = lineTo(text, last)
    const added = Object.entries(after).filter(([name]) => !(name in before))
    if (added.length > 0)
      out.push({
        from: last,
        to: last,
        text: added
          .map(([name, value]) => `${' '.repeat(inner)}${name}:${rendered(value, inner + 2)}\n`)
          .join(''),
      })
    return out
  }
  if (isSeq(node) && node.flow !== true && Array.isArray(before) && Array.isArray(after)) {
    const kept = (before as readonly Plain[]).every(
      (one, k) => k >= after.length || isRecord(one) === isRecord(after[k] as Plain),
    )
    if (kept && after.length >= before.length) {
      const out = (before as readonly Plain[]).flatMap((one, k) =>
        splicesOf(text, node.items[k] as Node, one, after[k] as Plain, column),
      )
      const at = lineTo(text, endOf(text, node))
      const dash = columnOf(text, node.range?.[0] ?? 0)
      const more = (after as readonly Plain[]).slice(before.length)
      if (more.length > 0)
        out.push({
          from: at,
          to: at,
          text: more
            .map((one) => {
              const block = stringify(one, { lineWidth: WIDE - dash })
                .trimEnd()
                .split('\n')
              return `${block.map((line, n) => `${' '.repeat(dash)}${n === 0 ? '- ' : '  '}${line}`).join('\n')}\n`
            })
            .join(''),
        })
      return out
    }
  }
  const from = node.range?.[0] ?? 0
  if (
    isScalar(node) &&
    node.type === 'BLOCK_FOLDED' &&
    typeof before === 'string' &&
    typeof after === 'string' &&
    after.startsWith(`${before} `)
  ) {
    // What is added to a folded text goes on a line of its own, which folds to a blank.
    const at = endOf(text, node)
    const first = text.indexOf('\n', from) + 1
    const margin = text.slice(first).match(/^ */)?.[0] ?? ''
    return [{ from: at, to: at, text: `\n${margin}${after.slice(before.length + 1)}` }]
  }
  const shown = rendered(after, column + 2)
  return [{ from, to: endOf(text, node), text: shown.startsWith(' ') ? shown.slice(1) : shown }]
}

/** A document written anew, without its comments. */
export const pactFile = (pact: Pact): string =>
  `# yaml-language-server: $schema=../../schema/pact.schema.json\n${stringify(pact, { lineWidth: WIDE })}`

/** The text of a document with the changes that turn `before` into `after`; written anew where they cannot be put in place. */
export const amendedText = (text: string, before: Pact, after: Pact): string => {
  const document = parseDocument(text)
  if (document.contents === null || document.errors.length > 0) return pactFile(after)
  const ended = text.endsWith('\n') ? text : `${text}\n`
  const splices = splicesOf(ended, document.contents as Node, before as Plain, after as Plain, 0).sort(
    (a, b) => b.from - a.from || b.to - a.to,
  )
  let out = ended
  for (const { from, to, text: piece } of splices) out = out.slice(0, from) + piece + out.slice(to)
  const { pact } = readPact(out, 'amended')
  return pact !== undefined && sameText(pact) === sameText(after) ? out : pactFile(after)
}

/** A unified diff of two texts, three lines around each change. */
export const unifiedDiff = (name: string, before: string, after: string): string =>
  createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, { context: 3 })
