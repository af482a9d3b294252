import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assumptions, readCase, recordAssumptions } from '../../src/crisis/index.js'
import { rules } from '../../src/pact/index.js'
import { renderReport } from '../../src/report/index.js'
import { en } from '../../src/report/strings/en.js'
import { languages, stringsIn } from '../../src/report/strings/index.js'
import { compareNames, plural } from '../../src/report/strings/uk/plural.js'
import { uk } from '../../src/report/strings/uk.js'
import { issueIn } from '../../src/report/translate.js'
import { metrics } from '../../src/study/uncertainty/metrics.js'
import { states } from '../../src/world/index.js'
import { comparison, hostile, hostileComparison, interval } from './fixture.js'
import { all, type Element, parse } from './page.js'

const folder = mkdtempSync(join(tmpdir(), 'guarantor-uk-'))

/** The command as it is built, with its worker threads. */
const run = (...argv: string[]): void => {
  execFileSync(process.execPath, ['dist/cli/main.js', ...argv], { stdio: ['ignore', 'ignore', 'pipe'] })
}

const leaves = (value: unknown, path = ''): [string, unknown][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
    : [[path, value]]

/** Words by name that English has from elsewhere: states, assumptions, metrics, terms. */
const OWN =
  /^\.(states|assumptions\.(units|meanings)|study\.metrics|exercise\.(types|words)|track\.(parties|areas|legalActs)|track\.due\.states|findings\.(messages|hints))\./

describe('the strings', () => {
  const english = new Map(leaves(en))
  const ukrainian = new Map(leaves(uk).filter(([path]) => !OWN.test(path) || english.has(path)))

  it('are all there in Ukrainian, of the same kind', () => {
    expect([...ukrainian.keys()].sort()).toEqual([...english.keys()].sort())
    for (const [path, value] of english)
      expect([path, typeof ukrainian.get(path)]).toEqual([path, typeof value])
  })

  it('are written in Ukrainian letters', () => {
    const alike =
      /^\.(language|honour\.rates\.0|study\.fan\.heads\.[14]|study\.drivers\.zero|exercise\.timeline\.heads\.0|track\.verify|study\.reproduce\.end|assumptions\.heads\.2)$/
    const plain = [...ukrainian].filter(
      ([path, value]) => typeof value === 'string' && !alike.test(path) && !/[а-яіїєґ]/i.test(value),
    )
    expect(plain).toEqual([])
    // No Latin letter among Cyrillic ones: they look alike and are not.
    const mixed = [...ukrainian.values()].filter(
      (value) => typeof value === 'string' && /[а-яіїєґ][a-z]|[a-z][а-яіїєґ]/i.test(value),
    )
    expect(mixed).toEqual([])
  })

  it('are each used', () => {
    const sources = readdirSync('src/report', { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.ts') && !/strings.(en|uk)/.test(name))
      .map((name) => readFileSync(join('src/report', name), 'utf8'))
      .join('\n')
    const unused = [...english.keys()]
      .map((path) => path.split('.').filter((part) => part !== '' && !/^\d+$/.test(part)))
      // Lists by a key of the document language are used as a whole.
      .filter((parts) => !parts.some((part) => new RegExp(`\\b${part}\\b`).test(sources)))
    expect(unused).toEqual([])
  })

  it('name every state, assumption, unit and metric', () => {
    const model = [...assumptions, ...recordAssumptions]
    expect(states.filter(({ id }) => uk.states[id] === undefined).map(({ id }) => id)).toEqual([])
    expect(model.filter(({ name }) => uk.assumptions.meanings[name] === undefined)).toEqual([])
    expect(model.filter(({ unit }) => uk.assumptions.units[unit] === undefined)).toEqual([])
    expect(metrics.filter(({ name }) => uk.study.metrics[name] === undefined)).toEqual([])
    const known = new Set(model.map(({ name }) => name))
    expect(Object.keys(uk.assumptions.meanings).filter((name) => !known.has(name))).toEqual([])
  })
})

describe('findings', () => {
  it('have a sentence and a hint in Ukrainian for every rule', () => {
    for (const { id } of rules) {
      expect([id, uk.findings.messages[id]?.length ?? 0]).not.toEqual([id, 0])
      expect([id, uk.findings.hints[id] ?? '']).not.toEqual([id, ''])
    }
  })

  it('say in Ukrainian all that is found in the examples', () => {
    const files = readdirSync('examples', { recursive: true }).map(String)
    const found = files
      .filter((name) => name.endsWith('.pact.yaml'))
      .flatMap((name) => readCase(readFileSync(join('examples', name), 'utf8'), name).issues)
    expect(found.length).toBeGreaterThan(50)
    const left = found.map((issue) => issueIn(issue, uk)).filter(({ message }) => !/[а-яіїєґ]/i.test(message))
    expect(left).toEqual([])
    expect(found.map((issue) => issueIn(issue, en))).toEqual(found)
  })

  it('keep what the English sentence says, and stay English where it is another', () => {
    const said = (code: string, message: string): string =>
      issueIn({ code, level: 'warning', message }, uk).message
    expect(said('no-deadline', '"article-5" owes troops but sets no time to act')).toBe(
      '«article-5» зобов’язує (війська), але не встановлює строку для дій',
    )
    expect(said('short-notice-exit', "exit after 12 months' notice")).toBe(
      'вийти можна, попередивши за 12 місяців',
    )
    expect(said('missing', 'parties.beneficiary is missing')).toBe('бракує поля «parties.beneficiary»')
    expect(said('missing', 'something else')).toBe('something else')
    expect(said('no-such-rule', 'words')).toBe('words')
  })
})

describe('Ukrainian words and numbers', () => {
  it('writes numbers with a comma and narrow blanks', () => {
    expect(uk.percent(0.004)).toBe('0,4%')
    expect(uk.percent(0.9999)).toBe('>99,9%')
    expect(uk.points(-12.34)).toBe('−12,3')
    expect(uk.credibility(0.5)).toBe('0,50')
    expect(uk.significant(12345.6)).toBe('12\u202f300')
    expect(uk.exponential(3.4e-9)).toBe('3·10⁻⁹')
    expect(uk.intervalText(interval(0.1, 0.2, 0.3))).toBe('20% (10–30%)')
    expect(uk.intervalText(interval(-1, 0, 1), uk.points)).toBe('0,0 (від −1,0 до 1,0)')
  })

  it('says the same numbers in every language', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (x) => {
        const back = (text: string): string => text.replaceAll('\u202f', ',').replace(/,(\d+)$/, '.$1')
        expect(back(uk.points(x))).toBe(en.points(x))
        expect(back(uk.percentagePoints(x / 1e9))).toBe(en.percentagePoints(x / 1e9))
      }),
    )
  })

  it('counts in three forms', () => {
    const form = (n: number): string => plural(n, 'один', 'два', 'п’ять').split(' ')[1]
    const rules = new Intl.PluralRules('uk')
    const byRule = { one: 'один', few: 'два', many: 'п’ять' } as const
    for (let n = 0; n < 300; n++)
      expect([n, form(n)]).toEqual([n, byRule[rules.select(n) as keyof typeof byRule]])
  })

  it('orders names by the alphabet', () => {
    const names = Object.values(uk.states).flatMap((name) => name ?? [])
    expect([...names].sort(compareNames)).toEqual([...names].sort(new Intl.Collator('uk').compare))
  })
})

/** Text that a reader sees or hears, without code and without what is marked as another language. */
const said = (element: Element): string[] => {
  if (['style', 'code', 'script', 'title', 'pre'].includes(element.localName)) return []
  if (element.getAttribute('lang') === 'en') return []
  const label = element.getAttribute('aria-label')
  // A drawing is heard by its name.
  if (element.localName === 'svg') return label === null ? [] : [label]
  const nodes = Array.from((element as unknown as { childNodes: Iterable<unknown> }).childNodes)
  return [
    ...(label === null ? [] : [label]),
    ...nodes.flatMap((node) => {
      const { nodeType, textContent } = node as { nodeType: number; textContent: string }
      return nodeType === 3 ? [textContent] : nodeType === 1 ? said(node as Element) : []
    }),
  ]
}

/** Codes of states and bodies, currencies, names of persons and products, symbols, names of assumptions. */
const allowed =
  /^([A-Z]{2,4}\d*|Guarantor|Natural|Earth|Berkemeier|Fuhrmann|Olson|Zeckhauser|Kish|casus|foederis|q|p|m|W|x|a|b|PAWN|UTC)$/

const foreignWords = (page: string, titles: readonly string[]): readonly string[] => {
  const body = parse(page).querySelector('body')
  if (body === null) throw new Error('no page')
  const text = titles.reduce((all, title) => all.replaceAll(title, ''), said(body).join('\n'))
  const bare = text.replace(/[\w-]+\/[\w-]+(\/\w+)?|\b\w+\.\w+(\.\w+)*\b|\bEurope\/\w+/g, '')
  return [...new Set(bare.match(/[A-Za-z]+/g) ?? [])].filter((word) => !allowed.test(word))
}

/** Titles and ids that documents give: they stay as they are. */
const titlesOf = (files: readonly string[]): string[] =>
  files
    .flatMap((file) => {
      const found = readFileSync(file, 'utf8').matchAll(/\b(?:short|title|id|body): *([^,}\n]+)/g)
      return Array.from(found, ([, name]) => name.trim())
    })
    .sort((a, b) => b.length - a.length)

const ukraine = readdirSync('examples/ukraine')
  .filter((name) => name.endsWith('.pact.yaml'))
  .map((name) => join('examples/ukraine', name))

const path = (name: string): string => join(folder, name)
const few = ['--quiet', '--threads', '2']

describe('pages in Ukrainian', () => {
  it('have no English word left in the comparison of the options for Ukraine', () => {
    run('compare', ...ukraine, '--draws', '2', ...few, '--html', path('a.html'), '--language', 'uk')
    const page = readFileSync(path('a.html'), 'utf8')
    expect(foreignWords(page, titlesOf(ukraine))).toEqual([])
    const document = parse(page)
    expect(document.querySelector('html')?.getAttribute('lang')).toBe('uk')
    expect(document.querySelector('#reproduce code')?.textContent).toContain('--language uk')
    // The map still finds its outlines: what is called otherwise is drawn all the same.
    expect(document.querySelector('#map')?.textContent).toContain('Україна')
    expect(all(document, '#map .map path').length).toBeGreaterThan(100)
  })

  it('have none left in a study', () => {
    const files = ['examples/history/us-korea-1953.pact.yaml', 'examples/history/anglo-polish-1939.pact.yaml']
    run(
      'study',
      ...files,
      '--draws',
      '8',
      '--replicates',
      '2',
      '--no-breaking',
      ...few,
      '--out',
      path('study'),
      '--language',
      'uk',
    )
    const page = readFileSync(path('study/report.html'), 'utf8')
    expect(foreignWords(page, titlesOf(files))).toEqual([])
  })

  it('have none left in an after-action report', () => {
    const events = 'examples/storylines/2-limited-incursion.events.yaml'
    run('exercise', ...ukraine, '--events', events, '--html', path('b.html'), '--language', 'uk')
    const page = readFileSync(path('b.html'), 'utf8')
    expect(foreignWords(page, titlesOf([...ukraine, events]))).toEqual([])
    expect(page).toContain('належить виконати')
  })

  it('have none left in a ledger', () => {
    run('ledger', 'import', 'examples/ledger/kiel-r29-by-year.csv', '--dir', path('ledger'))
    run(
      'ledger',
      'report',
      '--dir',
      path('ledger'),
      '--html',
      path('c.html'),
      '--as-of',
      '2026-06-01',
      '--language',
      'uk',
    )
    const page = readFileSync(path('c.html'), 'utf8')
    expect(foreignWords(page, ['kiel-ust-by-year', 'kiel-r29-by-year'])).toEqual([])
  })

  it.each(hostile.map((text) => [text.slice(0, 30), text]))('keep text of documents text: %j', (_, text) => {
    const page = renderReport(hostileComparison(text), { language: 'uk' })
    const harmless = renderReport(hostileComparison('harmless'), { language: 'uk' })
    const skeleton = (source: string): string[] =>
      all(parse(source), '*').map((one) =>
        [one.localName, ...Array.from(one.attributes, ({ name }) => name).sort()].join(' '),
      )
    expect(all(parse(page), 'script, img')).toEqual([])
    const known = new Set([...skeleton(harmless), 'bdi', 'bdi lang', 'span lang'])
    expect(skeleton(page).filter((tag) => !known.has(tag))).toEqual([])
  })

  it('are made anew to the byte, and English by default', () => {
    for (const language of languages) {
      const page = renderReport(comparison(), { language })
      expect(renderReport(JSON.parse(JSON.stringify(comparison())), { language })).toBe(page)
      expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/)
      expect(stringsIn(language).language).toBe(language)
    }
    expect(renderReport(comparison())).toBe(renderReport(comparison(), { language: 'en' }))
  })
})
