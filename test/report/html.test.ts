import { describe, expect, it } from 'vitest'
import { renderReport } from '../../src/report/index.js'
import { bareComparison, comparison, hostile, hostileComparison } from './fixture.js'
import { all, parse } from './page.js'

const html = renderReport(comparison())
const page = parse(html)

describe('renderReport', () => {
  it('gives the same bytes for the same input', () => {
    expect(renderReport(comparison())).toBe(html)
    expect(renderReport(JSON.parse(JSON.stringify(comparison())))).toBe(html)
  })

  it('has every section once, in order', () => {
    const ids = all(page, 'main > section').map((one) => one.getAttribute('id'))
    expect(ids).toEqual([
      'summary',
      'options',
      'deterrence',
      'credibility',
      'honour',
      'coalition',
      'ledger',
      'escalation',
      'window',
      'foreknowledge',
      'burden',
      'tipping',
      'moral-hazard',
      'map',
      'loopholes',
      'unknown',
      'equilibria',
      'views',
      'assumptions',
      'limits',
      'reproduce',
    ])
    for (const link of all(page, 'nav a, a.skip')) {
      const target = link.getAttribute('href')?.slice(1)
      expect(ids).toContain(target)
    }
  })

  it('needs nothing from outside', () => {
    expect(all(page, 'script, link, img, iframe, object, embed, base')).toEqual([])
    for (const element of all(page, '[src], [href], [xlink\\:href]')) {
      expect(element.getAttribute('src')).toBeNull()
      expect(element.getAttribute('href')).toMatch(/^#/)
    }
    expect(html).not.toMatch(/@import|url\(\s*['"]?(?!#)/)
  })

  it('names its language and keeps headings in order', () => {
    expect(page.querySelector('html')?.getAttribute('lang')).toBe('en')
    const ranks = all(page, 'h1, h2, h3, h4, h5, h6').map((one) => Number(one.localName.slice(1)))
    expect(ranks.filter((rank) => rank === 1)).toHaveLength(1)
    ranks.forEach((rank, i) => {
      if (i > 0) expect(rank).toBeLessThanOrEqual(ranks[i - 1] + 1)
    })
  })

  it('gives every figure a caption and every drawing a name', () => {
    const figures = all(page, 'figure')
    expect(figures.length).toBeGreaterThan(15)
    for (const one of figures) {
      expect(one.querySelector('figcaption')?.textContent.trim()).not.toBe('')
      const drawing = one.querySelector('svg')
      expect(drawing?.getAttribute('role')).toBe('img')
      expect(drawing?.getAttribute('aria-label')).not.toBe('')
    }
    for (const drawing of all(page, 'svg'))
      expect(drawing.getAttribute('aria-label') ?? drawing.getAttribute('aria-hidden')).not.toBeNull()
  })

  it('gives every table a caption and every header a scope', () => {
    expect(all(page, 'table').length).toBeGreaterThan(5)
    for (const one of all(page, 'table')) expect(one.querySelector('caption')?.textContent).not.toBe('')
    for (const head of all(page, 'th')) expect(head.getAttribute('scope')).toMatch(/^(col|row)$/)
  })

  it('draws no coordinate that is not a number', () => {
    expect(html).not.toMatch(/NaN|undefined|Infinity|\[object/)
  })

  it('keeps drawings small', () => {
    for (const drawing of html.match(/<svg .*?<\/svg>/gs) ?? []) expect(drawing.length).toBeLessThan(120_000)
  })

  it('says how many limits there are, where the past differs, and that the order is open', () => {
    expect(all(page, '#limits li')).toHaveLength(10)
    expect(page.querySelector('#honour .warn')?.textContent).toContain('not the probability that NATO')
    expect(page.querySelector('#summary')?.textContent).toContain('the order of the two is not settled')
    expect(page.querySelector('#reproduce')?.textContent).toContain('--draws 64 --seed 7')
  })

  it('takes the command from its caller', () => {
    const given = renderReport(comparison(), { command: 'guarantor compare "a b" <x>' })
    expect(parse(given).querySelector('#reproduce code')?.textContent).toBe('guarantor compare "a b" <x>')
  })

  it('works when nobody owes anything and nothing is known', () => {
    const bare = renderReport(bareComparison())
    expect(bare).not.toMatch(/NaN|undefined|Infinity/)
    expect(parse(bare).querySelector('#honour')?.textContent).toContain('nothing to honour')
    const empty = renderReport(comparison({ options: [] }))
    expect(parse(empty).querySelector('#summary')?.textContent).toContain('no option')
  })

  it('works for a case outside Europe', () => {
    const base = comparison()
    const options = base.options.map((option) => ({
      ...option,
      beneficiary: { id: 'KOR', name: 'South Korea', lat: 37.57, lon: 126.98 },
      adversary: { id: 'PRK', name: 'North Korea', lat: 39.02, lon: 125.75 },
    }))
    const map = parse(renderReport({ ...base, options })).querySelector('#map .map')
    expect(map?.textContent).toContain('South Korea')
  })
})

/** Tags and attribute names of a page: the skeleton that no text may change. */
const skeleton = (source: string): string[] =>
  all(parse(source), '*').map((one) =>
    [one.localName, ...Array.from(one.attributes, ({ name }) => name).sort()].join(' '),
  )

describe('text of documents', () => {
  const harmless = skeleton(renderReport(hostileComparison('harmless')))

  it.each(hostile.map((text) => [text.slice(0, 30), text]))('stays text: %j', (_, text) => {
    const source = renderReport(hostileComparison(text))
    const found = parse(source)
    expect(all(found, 'script, img')).toEqual([])
    const extra = skeleton(source).filter((tag) => !harmless.includes(tag))
    expect(extra).toEqual([])
    expect(source).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u)
  })

  it('is shown as it is', () => {
    const text = '<b>bold</b> & "quoted"'
    const found = parse(renderReport(hostileComparison(text)))
    expect(found.querySelector('#options tbody th')?.textContent).toBe(text)
    expect(found.querySelector('title')?.textContent).toContain('<b>bold</b> &')
  })
})
