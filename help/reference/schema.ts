/*
 * A JSON Schema as pages for people: a section for each mapping, an item for each field, the meaning of each word.
 */

/** What of a JSON Schema is read here. */
export interface Node {
  readonly title?: string
  readonly description?: string
  readonly type?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: readonly string[]
  readonly items?: Node
  readonly additionalProperties?: Node | boolean
  readonly enum?: readonly (string | number | boolean)[]
  /** What each of `enum` means: also read by editors. */
  readonly enumDescriptions?: readonly string[]
  readonly const?: string | number | boolean
  readonly anyOf?: readonly Node[]
  readonly oneOf?: readonly Node[]
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
}

const inner = (node: Node): readonly Node[] | undefined => node.anyOf ?? node.oneOf

/** The same shape, whatever is said of it in one place. */
const shapeOf = (node: Node): string => {
  const { description: _, ...rest } = node
  return JSON.stringify(rest)
}

const isMapping = (node: Node): boolean => node.properties !== undefined

/** A union of mappings that one field tells apart: event types, kinds of distribution. */
const tellsApart = (node: Node): string | null => {
  const variants = inner(node)
  if (variants === undefined || variants.length < 3 || !variants.every(isMapping)) return null
  const names = Object.keys(variants[0].properties ?? {})
  return (
    names.find((name) =>
      variants.every(({ properties }) => {
        const field = properties?.[name]
        return field?.const !== undefined || field?.enum !== undefined
      }),
    ) ?? null
  )
}

const code = (value: unknown): string => `\`${String(value)}\``

const oneOf = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}`

const SAFE = Number.MAX_SAFE_INTEGER

const bounds = (node: Node): string => {
  const low = node.minimum ?? node.exclusiveMinimum
  const high = node.maximum ?? node.exclusiveMaximum
  const least = low === undefined || low === -SAFE ? null : low
  const most = high === undefined || high === SAFE ? null : high
  if (least !== null && most !== null) return `, ${least} to ${most}`
  if (least !== null) return node.exclusiveMinimum === undefined ? `, from ${least}` : `, above ${least}`
  if (most !== null) return `, at most ${most}`
  return ''
}

const lengths = (node: Node, one: string): string =>
  node.maxLength === undefined || node.maxLength > 200 ? '' : `, at most ${node.maxLength} ${one}`

interface Shared {
  readonly id: string
  readonly title: string
  readonly node: Node
  /** What is said of it where it is used. */
  readonly said: Set<string | undefined>
}

interface Book {
  readonly lines: string[]
  /** Shapes with a title: described once, at the end. */
  readonly shared: Map<string, Shared>
  /** Lists of words that were explained, and where. */
  readonly words: Map<string, { readonly id: string; readonly path: string }>
}

const anchorOf = (path: string): string => path.replace(/\[\]/g, '').replace(/[^\w.-]+/g, '-')

/** The anchor of the section that describes a mapping: the field that holds it has one of its own. */
const sectionOf = (path: string): string => `${anchorOf(path)}-fields`

const toSection = (path: string): string => `[${code(path)}](#${sectionOf(path)})`

const sharedOf = (book: Book, node: Node): Shared => {
  const key = shapeOf(node)
  const known = book.shared.get(key)
  if (known !== undefined) {
    known.said.add(node.description)
    return known
  }
  const title = node.title ?? ''
  const id = `shape-${title.toLowerCase().replace(/\W+/g, '-')}`
  const entry: Shared = { id, title, node, said: new Set([node.description]) }
  book.shared.set(key, entry)
  return entry
}

/** Texts of a form, by the pattern that the validator asks of them. */
const forms: Readonly<Record<string, string>> = {
  '^\\d{4}-\\d{2}-\\d{2}$': 'date (YYYY-MM-DD)',
  '^\\d{4}(-\\d{2}){0,2}$': 'date (YYYY-MM-DD), month (YYYY-MM) or year (YYYY)',
  '^[a-z0-9][a-z0-9-]*$': 'name (lower-case letters, digits, hyphens)',
}

/** What may stand there, in words. `path` is that of the section of an untitled mapping. */
const typeOf = (book: Book, node: Node, path: string): string => {
  if (node.title !== undefined && (isMapping(node) || inner(node) !== undefined)) {
    const { id, title } = sharedOf(book, node)
    return `[${title.toLowerCase()}](#${id})`
  }
  if (node.const !== undefined) return code(node.type === 'string' ? `"${node.const}"` : node.const)
  if (node.enum !== undefined)
    return node.enumDescriptions !== undefined
      ? 'one of these words'
      : node.enum.length === 1
        ? code(node.enum[0])
        : `one of ${oneOf(node.enum.map(code))}`
  const variants = inner(node)
  if (variants !== undefined)
    return tellsApart(node) !== null
      ? toSection(path)
      : oneOf([...new Set(variants.map((one) => typeOf(book, one, path)))])
  if (node.type === 'array')
    return `list${(node.minItems ?? 0) > 0 ? ` (at least ${node.minItems})` : ''} of ${typeOf(book, node.items ?? {}, `${path}[]`)}`
  if (isMapping(node)) return toSection(path)
  if (node.type === 'object') {
    const values = node.additionalProperties
    return typeof values === 'object'
      ? `mapping from names to ${typeOf(book, values, `${path}.NAME`)}`
      : 'mapping'
  }
  if (node.type === 'string') return forms[node.pattern ?? ''] ?? `text${lengths(node, 'characters')}`
  if (node.type === 'boolean') return '`true` or `false`'
  if (node.type === 'integer') return `whole number${bounds(node)}`
  if (node.type === 'number') return `number${bounds(node)}`
  return 'anything'
}

/** Mappings without a title of their own that are described under this path. */
const mappingsIn = (node: Node, path: string): readonly { readonly node: Node; readonly path: string }[] => {
  if (node.title !== undefined) return []
  if (isMapping(node) || tellsApart(node) !== null) return [{ node, path }]
  if (node.items !== undefined) return mappingsIn(node.items, `${path}[]`)
  if (typeof node.additionalProperties === 'object')
    return mappingsIn(node.additionalProperties, `${path}.NAME`)
  return (inner(node) ?? []).flatMap((one) => mappingsIn(one, path))
}

/** Lists of words in a field, through lists and unions. */
const wordsIn = (node: Node): readonly Node[] => {
  if (node.enum !== undefined && node.enumDescriptions !== undefined) return [node]
  if (node.items !== undefined) return wordsIn(node.items)
  return isMapping(node) ? [] : (inner(node) ?? []).flatMap(wordsIn)
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

const field = (book: Book, name: string, node: Node, path: string, required: boolean): void => {
  const id = anchorOf(path)
  const says = node.description === undefined ? '' : ` ${sentence(node.description)}`
  book.lines.push(
    `- {#${id}} **${code(name)}**${required ? ' (required)' : ''}: ${typeOf(book, node, path)}.${says}`,
  )
  for (const words of wordsIn(node)) {
    const key = JSON.stringify(words.enum)
    const known = book.words.get(key)
    if (known !== undefined)
      book.lines.push(
        `  - ${oneOf(words.enum?.map(code) ?? [])}, as for [${code(known.path)}](#${known.id}).`,
      )
    else {
      book.words.set(key, { id, path })
      words.enum?.forEach((word, k) => {
        book.lines.push(`  - ${code(word)}: ${sentence(words.enumDescriptions?.[k] ?? '')}`)
      })
    }
  }
}

const fields = (book: Book, node: Node, path: string, leave: ReadonlySet<string> = new Set()): void => {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
  const own = Object.entries(node.properties ?? {}).filter(([name]) => !leave.has(name))
  for (const [name, one] of own) field(book, name, one, at(name), node.required?.includes(name) ?? false)
  for (const [name, one] of own)
    for (const found of mappingsIn(one, at(name))) section(book, found.node, found.path)
}

/** A union that a field tells apart: what all have in common, then each. */
const union = (book: Book, node: Node, path: string, by: string, level = '###'): void => {
  const variants = inner(node) ?? []
  const [first] = variants
  const common = Object.keys(first.properties ?? {}).filter(
    (name) =>
      name !== by &&
      variants.every(({ properties }) => {
        const other = properties?.[name]
        return other !== undefined && JSON.stringify(other) === JSON.stringify(first.properties?.[name])
      }),
  )
  const also = common.length > 0 ? ', and:' : '.'
  book.lines.push('', `Each has \`${by}\`, which says which of these it is${also}`, '')
  if (common.length > 0) {
    for (const name of common)
      field(
        book,
        name,
        first.properties?.[name] ?? {},
        `${path}.${name}`,
        first.required?.includes(name) ?? false,
      )
  }
  const leave = new Set([by, ...common])
  for (const one of variants) {
    const told = one.properties?.[by]
    const names = told?.const !== undefined ? [told.const] : (told?.enum ?? [])
    const inside = `${path}.${names.join('-')}`
    book.lines.push('', `${level} {#${sectionOf(inside)}} ${names.map(code).join(', ')}`, '')
    if (one.description !== undefined) book.lines.push(sentence(one.description), '')
    const own = Object.keys(one.properties ?? {}).filter((name) => !leave.has(name))
    if (own.length === 0) book.lines.push('Nothing further.')
    else fields(book, one, inside, leave)
  }
}

const section = (book: Book, node: Node, path: string): void => {
  const level = path.split('.').length > 1 ? '###' : '##'
  book.lines.push('', `${level} {#${sectionOf(path)}} ${code(path)}`, '')
  const by = tellsApart(node)
  if (node.description !== undefined) book.lines.push(sentence(node.description), '')
  if (by !== null) union(book, node, path, by)
  else fields(book, node, path)
}

/** One way to write a shape: its fields, or what else may stand there. */
const alternative = (book: Book, node: Node, id: string): void => {
  if (isMapping(node)) fields(book, node, id)
  else book.lines.push(`Either ${typeOf(book, node, id)}, or a mapping with:`, '')
}

/** The Markdown of a schema's fields: those of the root first, then each mapping in it, then shapes used in many places. */
export const schemaMarkdown = (root: Node): string => {
  const book: Book = { lines: [], shared: new Map(), words: new Map() }
  const { title: _, ...untitled } = root
  book.lines.push('## {#fields} The whole', '')
  fields(book, untitled, '')
  if (book.shared.size > 0) book.lines.push('', '## Shapes used in several places')
  // Shapes may hold further ones: the map grows while it is walked.
  for (const { id, title, node, said } of book.shared.values()) {
    book.lines.push('', `### {#${id}} ${title}`, '')
    if (node.description !== undefined && said.size === 1) book.lines.push(sentence(node.description), '')
    const { title: _, ...plain } = node
    const by = tellsApart(plain)
    if (by !== null) union(book, plain, id, by, '####')
    else for (const one of inner(plain) ?? [plain]) alternative(book, one, id)
  }
  return book.lines.join('\n')
}
