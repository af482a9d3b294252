import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { frame } from './frame.js'
import { fileNameOf, imageFrom, isFolder, type LinkBook, linkFrom, newLinkBook } from './links.js'
import { type Rendered, renderMarkdown } from './markdown.js'
import { newEquations } from './math.js'
import { type PageSpec, pages } from './pages.js'
import { makers } from './reference/index.js'

/*
 * The help pages, which are also the website: static files that work from any web server, from the workbench's own and
 * from a folder.
 */

const root = fileURLToPath(new URL('..', import.meta.url))
const assets = join(root, 'help', 'assets')
/** Few machines have a font with the tables that mathematics needs; this one's licence (OFL) lets it travel with the pages. */
const font = join(root, 'node_modules/@fontsource/noto-sans-math')

export interface Site {
  /** Files by name, all in one folder. */
  readonly files: ReadonlyMap<string, string | Uint8Array>
  /** Rendered pages by name, for the tests. */
  readonly pages: ReadonlyMap<string, Rendered>
  /** Links and pictures that lead nowhere. */
  readonly faults: readonly string[]
}

const sourceOf = ({ source }: PageSpec): { text: string; file: string; origin: string } => {
  if ('file' in source)
    return {
      text: readFileSync(join(root, source.file), 'utf8'),
      file: source.file,
      origin: `From ${source.file}.`,
    }
  return { text: makers[source.make](), file: 'docs/(made)', origin: 'Made from the program itself.' }
}

/** The Markdown of a page that shows a file, or what is in a folder. */
const shownAs = (path: string, book: LinkBook): string => {
  const full = join(root, path)
  if (!isFolder(full)) {
    const fence = '`'.repeat(6)
    const language = /\.(ya?ml|json|js|sh)$/.exec(path)?.[1] ?? ''
    return `# ${path}\n\nA file of the package and of the repository, as it is there.\n\n${fence}${language.replace('yml', 'yaml')}\n${readFileSync(full, 'utf8').trimEnd()}\n${fence}\n`
  }
  const items = readdirSync(full, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => {
      const inner = `${path}/${entry.name}`
      book.shown.add(inner)
      return `- [${entry.name}${entry.isDirectory() ? '/' : ''}](${fileNameOf(inner)}.html)`
    })
  return `# ${path}/\n\nA folder of the package and of the repository.\n\n${items.join('\n')}\n`
}

/** All files of the site. */
export const buildSite = (): Site => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const equations = newEquations()
  const book = newLinkBook()
  const files = new Map<string, string | Uint8Array>()
  const rendered = new Map<string, Rendered>()
  for (const page of pages) {
    const { text, file, origin } = sourceOf(page)
    const targets = { link: linkFrom(book, file, root), image: imageFrom(book, file, root) }
    const one = renderMarkdown(text, equations, targets, page.name === 'glossary')
    rendered.set(page.name, one)
    files.set(`${page.name}.html`, frame({ ...one, name: page.name, origin, version }))
  }
  // Pages of folders link to what is in them: the set grows while it is walked.
  for (const path of book.shown) {
    const name = fileNameOf(path)
    const same = { link: (href: string) => href, image: (src: string) => src }
    const one = renderMarkdown(shownAs(path, book), equations, same)
    rendered.set(name, one)
    files.set(`${name}.html`, frame({ ...one, name, origin: `From ${path}.`, version }))
  }
  for (const path of book.pictures) files.set(basename(path), readFileSync(join(root, path)))
  files.set('help.js', readFileSync(join(assets, 'help.js')))
  files.set('math.woff2', readFileSync(join(font, 'files/noto-sans-math-latin-400-normal.woff2')))
  files.set('math-font-licence.txt', readFileSync(join(font, 'LICENSE')))
  files.set('icon.svg', readFileSync(join(root, 'src/web/public/icon.svg')))
  files.set('help.css', `${readFileSync(join(assets, 'help.css'), 'utf8')}\n${equations.styles()}\n`)
  files.set('search.js', searchIndex(rendered))
  files.set(MARK, `${JSON.stringify(topicsOf(rendered), null, 1)}\n`)
  return { files, pages: rendered, faults: book.faults }
}

/** A script and no JSON, since pages in a folder may not fetch: [page, anchor, title of the page, heading, text]. */
const searchIndex = (rendered: ReadonlyMap<string, Rendered>): string => {
  const rows = [...rendered]
    .filter(([name]) => name !== 'index' && !name.startsWith('file-'))
    .flatMap(([name, { title, sections }]) =>
      sections.map(({ id, heading, text }) => [name, id, title, heading, text.replace(/\s+/g, ' ').trim()]),
    )
  return `window.guarantorSections = ${JSON.stringify(rows)}\n`
}

/** What `guarantor docs WORD` opens: pages by name, and lint rules, assumptions and commands at their place. */
const topicsOf = (rendered: ReadonlyMap<string, Rendered>): Record<string, string> => {
  const topics: Record<string, string> = {}
  for (const { name } of pages) topics[name] = `${name}.html`
  for (const name of ['lint-rules', 'assumption-list', 'commands', 'glossary'])
    for (const id of rendered.get(name)?.ids ?? []) topics[id] ??= `${name}.html#${id}`
  return topics
}

/** In every folder that holds the site. */
const MARK = 'topics.json'

/**
 * Writes the site into a folder of its own: an empty one, or one that holds an earlier site, which goes. Throws when a
 * link leads nowhere, and when something else is in the folder.
 */
export const writeSite = (folder: string): number => {
  const { files, faults } = buildSite()
  if (faults.length > 0) throw new Error(`help pages:\n${faults.join('\n')}`)
  const there = existsSync(folder) ? readdirSync(folder) : []
  if (there.length > 0 && !there.includes(MARK))
    throw new Error(`${folder} holds something else than help pages: name another folder`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of files) writeFileSync(join(folder, name), content)
  return files.size
}
