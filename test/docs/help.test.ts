import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { parseHTML } from 'linkedom'
import { beforeAll, describe, expect, it } from 'vitest'
import { slugOf } from '../../help/markdown.js'
import { pages } from '../../help/pages.js'
import { allCommands } from '../../help/reference/commands.js'
import { schemas } from '../../help/reference/index.js'
import { readingCodes } from '../../help/reference/lintRules.js'
import type { Node } from '../../help/reference/schema.js'
import { buildSite, type Site, writeSite } from '../../help/site.js'
import { assumptions, recordAssumptions } from '../../src/crisis/index.js'
import { rules } from '../../src/pact/index.js'
import { limits } from '../../src/report/limits.js'
import { significant } from '../../src/report/words.js'
import { percentilesOf } from '../../src/study/index.js'

let site: Site
type Page = ReturnType<typeof parseHTML>['document']
const documents = new Map<string, Page>()
const textOf = (page: string): string =>
  (documents.get(`${page}.html`)?.querySelector('article')?.textContent ?? '').replace(/\s+/g, ' ')

beforeAll(() => {
  site = buildSite()
  for (const [name, content] of site.files)
    if (name.endsWith('.html')) documents.set(name, parseHTML(String(content)).document)
})

describe('the site', () => {
  it('has every page of the contents, and every document of docs/', () => {
    for (const { name } of pages) expect(documents.has(`${name}.html`), name).toBe(true)
    for (const file of readdirSync('docs').filter((name) => name.endsWith('.md')))
      expect(
        pages.some(({ source }) => 'file' in source && source.file === `docs/${file}`),
        file,
      ).toBe(true)
  })

  it('has no link, anchor, picture, script or style sheet that leads nowhere, and asks nobody else for anything', () => {
    expect(site.faults).toEqual([])
    const dead: string[] = []
    for (const [name, document] of documents) {
      const all = [...document.querySelectorAll('[href], [src]')]
      for (const element of all) {
        const address = element.getAttribute('href') ?? element.getAttribute('src') ?? ''
        if (/^https?:/.test(address) && element.tagName === 'A') continue
        const [file, anchor] = address.split('#')
        const target = file === '' ? name : file
        if (!site.files.has(target)) dead.push(`${name}: ${address}`)
        else if (anchor !== undefined && documents.get(target)?.getElementById(anchor) == null)
          dead.push(`${name}: ${address}`)
      }
    }
    expect(dead).toEqual([])
  })

  it('keeps to the content policy: no inline script, style or handler; ids are unique, one heading of the first level', () => {
    for (const [name, document] of documents) {
      for (const element of document.querySelectorAll('*')) {
        expect(element.tagName === 'STYLE', name).toBe(false)
        if (element.tagName === 'SCRIPT') expect(element.textContent, name).toBe('')
        for (const attribute of element.getAttributeNames())
          expect(attribute === 'style' || attribute.startsWith('on'), `${name}: ${attribute}`).toBe(false)
      }
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
      expect(ids.length, name).toBe(new Set(ids).size)
      expect(document.querySelectorAll('h1').length, name).toBe(1)
    }
  })

  it('gives the same files each time', () => {
    const again = buildSite()
    for (const [name, content] of site.files) expect(again.files.get(name), name).toEqual(content)
  })

  it('is not written over anything else', () => {
    expect(() => writeSite('docs')).toThrow('docs holds something else than help pages')
    expect(readFileSync('docs/model.md', 'utf8')).toContain('# The model')
  })

  it('has its equations as MathML, all of them read', () => {
    const model = documents.get('model.html')
    expect(model?.querySelectorAll('math[display=block]').length).toBeGreaterThan(18)
    for (const document of documents.values()) expect(document.querySelector('.tml-error, merror')).toBeNull()
  })
})

describe('links in the repository', () => {
  const files = [
    ...readdirSync('docs')
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
    ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ]
  const headings = (file: string): string[] =>
    [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, text]) =>
      slugOf(text.replace(/[`*]/g, '')),
    )

  it('of Markdown files lead to files and headings that are there', async () => {
    const { existsSync } = await import('node:fs')
    const dead: string[] = []
    for (const file of files)
      for (const [, href] of readFileSync(file, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^https?:/.test(href)) continue
        const [path, anchor] = href.split('#')
        const target = path === '' ? file : posix.normalize(posix.join(posix.dirname(file), path))
        if (!existsSync(target) || (anchor !== undefined && !headings(target).includes(anchor)))
          dead.push(`${file}: ${href}`)
      }
    expect(dead).toEqual([])
  })

  it('command lines in Markdown files name commands and options that there are', () => {
    const known = new Map(allCommands().map(({ command, words }) => [words.slice(1).join(' '), command]))
    const wrong: string[] = []
    let seen = 0
    for (const file of files)
      for (const [, block] of readFileSync(file, 'utf8').matchAll(/```sh\n([\s\S]*?)```/g))
        for (const line of block.replace(/\\\n/g, ' ').split('\n')) {
          const given = line.replace(/\s# .*$/, '').replace(/"[^"]*"/g, '""')
          const words = /^(?:npx )?guarantor (.*)$/.exec(given.trim())?.[1].split(/\s+/)
          if (words === undefined) continue
          seen++
          const command = known.get(words.slice(0, 2).join(' ')) ?? known.get(words[0])
          if (command === undefined) wrong.push(`${file}: ${line}`)
          for (const option of words.filter((word) => /^--?[a-z]/.test(word)))
            if (!command?.options.some(({ long, short }) => option === long || option === short))
              wrong.push(`${file}: ${option} in ${line}`)
        }
    expect(wrong).toEqual([])
    expect(seen).toBeGreaterThan(80)
  })
})

/** Every field of a schema: its path, and what is said of it. */
const fieldsOf = (node: Node, path = ''): { path: string; name: string; node: Node }[] => [
  ...Object.entries(node.properties ?? {}).flatMap(([name, inner]) => [
    { path: `${path}.${name}`, name, node: inner },
    ...fieldsOf(inner, `${path}.${name}`),
  ]),
  ...(node.items === undefined ? [] : fieldsOf(node.items, `${path}[]`)),
  ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap((one) => fieldsOf(one, path)),
  ...(typeof node.additionalProperties === 'object' ? fieldsOf(node.additionalProperties, `${path}.*`) : []),
]

describe('the reference', () => {
  it.each(Object.entries(schemas))(
    '%s says every field, with its meaning, and every word',
    (page, schema) => {
      const text = textOf(page)
      const fields = fieldsOf(schema())
      expect(fields.length).toBeGreaterThan(20)
      for (const { path, name, node } of fields) {
        expect(text, path).toContain(name)
        // What a constant says is the constant itself.
        if (node.const === undefined && !(name === 'type' || name === 'kind'))
          expect(node.description, path).toMatch(/\S/)
        const said = node.description?.replace(/\s+/g, ' ').replace(/`/g, '')
        if (said !== undefined) expect(text, path).toContain(said)
        node.enum?.forEach((word, k) => {
          expect(text, path).toContain(String(word))
          const meaning = node.enumDescriptions?.[k]
          if (meaning !== undefined) expect(text, path).toContain(meaning)
        })
        if (node.enumDescriptions !== undefined)
          expect(node.enumDescriptions.length, path).toBe(node.enum?.length)
      }
    },
  )

  it('has a place for every lint rule and for every code of the reader', () => {
    const page = documents.get('lint-rules.html')
    for (const { id, title, hint } of rules) {
      expect(page?.getElementById(id)?.textContent, id).toBe(id)
      expect(textOf('lint-rules'), id).toContain(title)
      expect(textOf('lint-rules'), id).toContain(hint)
    }
    const sources = [
      ...readdirSync('src/pact')
        .filter((name) => name.endsWith('.ts') && name !== 'rules.ts')
        .map((name) => `src/pact/${name}`),
      'src/crisis/parties.ts',
      'src/crisis/simplifications.ts',
    ]
    const codes = sources.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/code: '([a-z-]+)'/g)].map(([, code]) => code),
    )
    expect([...new Set([...codes, 'bad-format', 'out-of-range'])].sort()).toEqual(
      Object.keys(readingCodes).sort(),
    )
    for (const code of codes) expect(page?.getElementById(code), code).not.toBeNull()
  })

  it('has every assumption with its median, interval, unit and source', () => {
    for (const one of [...assumptions, ...recordAssumptions]) {
      const cells = [
        ...(documents.get('assumption-list.html')?.getElementById(one.name)?.parentElement?.children ?? []),
      ].map((cell) => cell.textContent)
      const { p05, p50, p95 } = percentilesOf(one)
      expect(cells[0], one.name).toBe(`${one.name}: ${one.meaning}`)
      expect(cells.slice(1, 4), one.name).toEqual([
        significant(p50),
        p05 === p95 ? 'fixed' : `${significant(p05)} to ${significant(p95)}`,
        one.unit,
      ])
      expect(cells[5], one.name).toBe(one.source)
    }
  })

  it('has every command with every option', () => {
    const all = allCommands()
    expect(all.length).toBeGreaterThan(30)
    for (const { command, words } of all) {
      const place = documents.get('commands.html')?.getElementById(words.slice(1).join('-'))
      expect(place?.textContent, words.join(' ')).toBe(words.join(' '))
      let inside = ''
      for (let at = place?.nextElementSibling; at && !/^H[23]$/.test(at.tagName); at = at.nextElementSibling)
        inside += at.textContent
      for (const { flags } of command.options) expect(inside, words.join(' ')).toContain(flags)
    }
  })

  it('has the limits as reports print them', () => {
    for (const { title, text } of limits) expect(textOf('model')).toContain(`${title} ${text}`)
  })
})
