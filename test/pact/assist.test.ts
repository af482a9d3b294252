import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isMap, isPair, isScalar, isSeq, type Node, parseDocument } from 'yaml'
import { describeAt, type SchemaNode, schemasAt, spotAt, suggestionsAt } from '../../src/pact/assist.js'
import { pactJsonSchema } from '../../src/pact/index.js'

const schema = pactJsonSchema() as SchemaNode

type Step = string | number

interface Key {
  readonly path: readonly Step[]
  /** Just past the colon. */
  readonly offset: number
}

/** Every key of a document with its path, as the parser sees it. */
const keysOf = (node: Node | null, path: readonly Step[] = []): Key[] => {
  if (isMap(node))
    return node.items.flatMap((pair) => {
      if (!isPair(pair) || !isScalar(pair.key)) return []
      const inner = [...path, String(pair.key.value)]
      const offset = (pair.key.range?.[1] ?? 0) + 1
      return [{ path: inner, offset }, ...keysOf(pair.value as Node, inner)]
    })
  return isSeq(node) ? node.items.flatMap((item, k) => keysOf(item as Node, [...path, k])) : []
}

const files = readdirSync('examples', { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.pact.yaml'))
  .map((name) => `examples/${name}`)

describe('where a cursor stands', () => {
  it.each(files)('is where the parser puts it, behind every key of %s', (file) => {
    const text = readFileSync(file, 'utf8')
    const wrong = keysOf(parseDocument(text).contents as Node).filter(
      ({ path, offset }) => JSON.stringify(spotAt(text, offset).path) !== JSON.stringify(path),
    )
    expect(wrong).toEqual([])
  })

  it('is known in a text that does not read yet', () => {
    const text = 'pact: "1"\ncommitments:\n  - id: one\n    trigger: { levels: [full, '
    const spot = spotAt(text, text.length)
    expect(spot).toMatchObject({ path: ['commitments', 0, 'trigger', 'levels', 1], at: 'value' })
    expect(suggestionsAt(schema, spot).map(({ label }) => label)).toEqual(['hybrid', 'limited', 'full'])
  })

  it('offers the keys that are not there yet', () => {
    const text = 'pact: "1"\ncommitments:\n  - id: one\n    k\n    text: Words.\n'
    const offset = text.indexOf('    k\n') + 5
    const spot = spotAt(text, offset)
    expect(spot).toMatchObject({ path: ['commitments', 0], at: 'key', taken: ['id', 'text'] })
    const labels = suggestionsAt(schema, spot).map(({ label }) => label)
    expect(labels).toContain('kind')
    expect(labels).not.toContain('text')
  })

  it('says what a key means', () => {
    expect(describeAt(schema, ['commitments', 0, 'response', 'force'])).toMatch(/armed force/i)
    expect(schemasAt(schema, ['no', 'such'])).toEqual([])
  })
})
