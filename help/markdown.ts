import MarkdownIt, { type Token } from 'markdown-it'
import type { Equations } from './math.js'

/*
 * One page of Markdown as HTML. Beside CommonMark and tables: equations ($`...`$ in a line, a ```math block by itself, as
 * code hosts show them), headings with the anchors that code hosts give them, and `{#id}` at the beginning of a heading,
 * table cell or list item of a generated page, which becomes its anchor.
 */

export interface Heading {
  readonly level: number
  readonly id: string
  readonly text: string
}

/** The text under one heading, for the search. */
export interface Section {
  readonly id: string
  readonly heading: string
  readonly text: string
}

export interface Rendered {
  readonly title: string
  readonly html: string
  readonly headings: readonly Heading[]
  readonly sections: readonly Section[]
  /** All anchors of the page. */
  readonly ids: ReadonlySet<string>
}

export interface Targets {
  /** The address on the site that a link in the Markdown leads to. */
  readonly link: (href: string) => string
  readonly image: (src: string) => string
}

/** The anchor that code hosts give a heading. */
export const slugOf = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

const ANCHOR = /^\{#([^}\s]+)\} ?/

const textOf = (tokens: readonly Token[] | null): string =>
  (tokens ?? [])
    .map((token) =>
      token.type === 'softbreak' || token.type === 'hardbreak'
        ? ' '
        : token.type === 'text' || token.type === 'code_inline'
          ? token.content
          : '',
    )
    .join('')

/** $`...`$: a code span between two dollar signs is an equation. */
const takeEquations = (children: Token[]): void => {
  children.forEach((token, k) => {
    const [before, after] = [children[k - 1], children[k + 1]]
    if (token.type !== 'code_inline' || before?.type !== 'text' || after?.type !== 'text') return
    if (!before.content.endsWith('$') || !after.content.startsWith('$')) return
    before.content = before.content.slice(0, -1)
    after.content = after.content.slice(1)
    token.type = 'equation'
  })
}

/** Renders pages; `equations` gathers the classes of all of them. `rowAnchors`: each row of a table gets its first cell as anchor. */
export const renderMarkdown = (
  source: string,
  equations: Equations,
  targets: Targets,
  rowAnchors = false,
): Rendered => {
  const md = new MarkdownIt({ html: false, linkify: false, typographer: false })
  const { escapeHtml } = md.utils
  const headings: Heading[] = []
  const sections: { id: string; heading: string; text: string }[] = []
  const ids = new Set<string>()
  const uniqueId = (wanted: string): string => {
    let id = wanted
    for (let k = 1; ids.has(id); k++) id = `${wanted}-${k}`
    ids.add(id)
    return id
  }
  let caption = ''

  md.renderer.rules.equation = (tokens: Token[], k: number) => equations.render(tokens[k].content, false)
  md.renderer.rules.fence = (tokens: Token[], k: number) => {
    const { info, content } = tokens[k]
    if (info.trim() === 'math')
      return `<div class="equation" tabindex="0" role="group" aria-label="Equation">${equations.render(content, true)}</div>\n`
    const label = { sh: 'Commands', yaml: 'YAML', js: 'JavaScript', json: 'JSON' }[info.trim()] ?? 'Text'
    return `<pre tabindex="0" role="group" aria-label="${label}"><code>${escapeHtml(content)}</code></pre>\n`
  }
  md.renderer.rules.code_block = (tokens: Token[], k: number) =>
    `<pre tabindex="0" role="group" aria-label="Text"><code>${escapeHtml(tokens[k].content)}</code></pre>\n`
  md.renderer.rules.table_open = () =>
    `<div class="scroll" tabindex="0" role="group" aria-label="Table: ${escapeHtml(caption)}"><table>\n`
  md.renderer.rules.table_close = () => '</table></div>\n'
  md.renderer.rules.heading_open = (tokens: Token[], k: number) => {
    caption = textOf(tokens[k + 1].children)
    return `<${tokens[k].tag} id="${escapeHtml(String(tokens[k].attrGet('id')))}">`
  }

  const tokens = md.parse(source, {})
  tokens.forEach((token, k) => {
    if (token.type !== 'inline') {
      if ((token.type === 'fence' && token.info.trim() !== 'math') || token.type === 'code_block')
        sections.at(-1)!.text += ` ${token.content}`
      return
    }
    const children = token.children ?? []
    takeEquations(children)
    for (const child of children) {
      if (child.type === 'link_open') child.attrSet('href', targets.link(String(child.attrGet('href'))))
      if (child.type === 'image') child.attrSet('src', targets.image(String(child.attrGet('src'))))
    }
    const first = children[0]
    const wanted = first?.type === 'text' ? ANCHOR.exec(first.content) : null
    const open = tokens[k - 1]
    if (wanted !== null) first.content = first.content.slice(wanted[0].length)
    const text = textOf(children)
    if (open.type === 'heading_open') {
      const id = uniqueId(wanted?.[1] ?? slugOf(text))
      open.attrSet('id', id)
      headings.push({ level: Number(open.tag.slice(1)), id, text })
      sections.push({ id, heading: text, text: '' })
      return
    }
    const anchor =
      wanted?.[1] ??
      (rowAnchors && open.type === 'td_open' && tokens[k - 2].type === 'tr_open'
        ? slugOf(
            text
              .replace(/[,()*]/g, ' ')
              .trim()
              .replace(/\s+/g, ' '),
          )
        : null)
    if (anchor !== null) {
      // The paragraph of a list item is hidden where the list is tight.
      const owner = open.type === 'paragraph_open' ? tokens[k - 2] : open
      const id = uniqueId(anchor)
      owner.attrSet('id', id)
      sections.push({ id, heading: wanted?.[1] ?? text, text: '' })
    }
    const here = sections.at(-1)
    if (here !== undefined) here.text += ` ${text}`
  })
  const html = md.renderer.render(tokens, md.options, {})
  return { title: headings[0]?.text ?? '', html, headings, sections, ids }
}
