import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { type ExerciseEvent, exercise } from '../../src/exercise/index.js'
import {
  correctiveActions,
  expectations,
  lanesOf,
  type Played,
  renderAfterAction,
  renderAfterActionMarkdown,
  responseTimes,
  toldEvents,
} from '../../src/report/exercise/index.js'
import { replay, replays } from '../exercise/replays.js'

const playedOf = (name: string, more: Partial<Played> = {}): Played => {
  const { exercise: head, state } = replay(name, replays[name])
  return { ...head, injects: new Map(), state, version: '9.9.9', ...more }
}
const parsed = (page: string) => parseHTML(page).document
const rhineland = playedOf('rhineland-1936')

describe('an after-action report', () => {
  it('says who owed what, when it was due and done', () => {
    const lanes = lanesOf(rhineland.state)
    const [lane] = lanes.filter(({ commitment }) => commitment === 'article-4-2')
    expect([...lane.bearers].sort()).toEqual(['BEL', 'GBR', 'ITA'])
    const [times] = responseTimes(rhineland.state, lanes).filter(({ lane: one }) => one === lane)
    expect(times).toMatchObject({
      from: '1936-03-07T12:00:00Z',
      due: '1936-03-19T17:00:00Z',
      deadline: '1936-03-20T17:00:00Z',
      late: true,
    })
    const page = renderAfterAction(rhineland)
    for (const words of ['breached', '12 d 5 h', '13 d 5 h', 'each of BEL, GBR and ITA'])
      expect(parsed(page).body.textContent).toContain(words)
  })

  it('has every section in both forms, and says where there is nothing', () => {
    const page = parsed(renderAfterAction(rhineland))
    const markdown = renderAfterActionMarkdown(rhineland)
    const titles = [...page.querySelectorAll('h2')].map(({ textContent }) => textContent)
    for (const title of [
      'Objectives',
      'Timeline',
      'Who owed what',
      'Response times',
      'Expected actions',
      'Who bore the step',
      'Holes found',
      'Corrective actions',
    ]) {
      expect(titles).toContain(title)
      expect(markdown).toContain(`\n## ${title}\n`)
    }
    const empty = exercise({
      documents: [],
      events: [],
      settings: { ...rhineland, zone: 'UTC', reading: 'as-is', horizonHours: 72 },
      now: rhineland.start,
    })
    const bare: Played = { ...rhineland, events: [], objectives: [], state: empty }
    expect(parsed(renderAfterAction(bare)).body.textContent).toContain('Nothing was ever in question')
    expect(renderAfterActionMarkdown(bare)).toContain('Nothing was ever in question')
  })

  it('is the same each time, needs nothing from outside, and holds no script', () => {
    const page = renderAfterAction(rhineland)
    expect(renderAfterAction(playedOf('rhineland-1936'))).toBe(page)
    expect(page).not.toMatch(/<script|<link|@import|url\(http|src=/i)
    for (const anchor of parsed(page).querySelectorAll('nav a'))
      expect(parsed(page).querySelector(anchor.getAttribute('href') ?? 'none')).not.toBeNull()
  })

  it('lets no text of a log become markup', () => {
    const evil = '<script>alert(1)</script>"\'&|[x](javascript:1)`\u202e'
    const spiked: ExerciseEvent[] = rhineland.events.map((event) => ({ ...event, title: evil, source: evil }))
    const played: Played = {
      ...rhineland,
      title: evil,
      summary: evil,
      objectives: [{ id: 'o', text: evil }],
      events: spiked,
      injects: new Map([
        [spiked[0].id, { expectedAction: evil, to: 'GBR', controller: evil, objective: 'o' }],
      ]),
    }
    const page = renderAfterAction(played)
    expect(parsed(page).querySelectorAll('script')).toHaveLength(0)
    expect(page).not.toContain('<script>')
    expect(page).not.toContain('\u202e')
    const markdown = renderAfterActionMarkdown(played)
    expect(markdown).not.toMatch(/[^\\]<script/)
    expect(markdown).not.toMatch(/[^\\]\[x/)
    // Rows of a table have as many cells as its head, whatever is in them.
    for (const block of markdown.split('\n\n').filter((part) => part.startsWith('|'))) {
      const widths = block
        .trim()
        .split('\n')
        .map((row) => row.replace(/\\\|/g, '').split('|').length)
      expect(new Set(widths).size, block.slice(0, 80)).toBe(1)
    }
  })

  it('tells what many do at once as one', () => {
    const told = toldEvents(playedOf('nato-article-5-2001'))
    expect(told.find(({ event }) => event.type === 'performance')?.more).toBe(17)
    expect(told.some(({ event }) => event.type === 'vote')).toBe(false)
  })

  it('sets what was expected beside what those addressed did next', () => {
    const injects = new Map([
      ['invasion', { expectedAction: 'Declare war', to: 'GBR, FRA' }],
      ['soviet-invasion', { expectedAction: 'Consult', to: 'GBR' }],
    ])
    const rows = expectations(playedOf('poland-1939', { injects }))
    expect(rows.map(({ event, next }) => [event.id, next?.id ?? null])).toEqual([
      ['invasion', 'war-GBR'],
      ['soviet-invasion', null],
    ])
  })

  it('suggests an action for each hole and each failure, once', () => {
    const actions = correctiveActions(rhineland.state, lanesOf(rhineland.state))
    const keys = actions.map(({ what, where }) => `${what} ${where}`)
    expect(new Set(keys).size).toBe(keys.length)
    expect(
      actions.filter(({ where }) => where === 'locarno-1925/article-4-2').map(({ because }) => because),
    ).toContain('BEL, GBR, ITA: breached')
    const holes = new Set(rhineland.state.holes.map(({ clause }) => clause?.commitment))
    for (const commitment of holes)
      expect(actions.some(({ where }) => where.endsWith(commitment ?? 'no clause'))).toBe(true)
  })

  it('draws one line for each lane and one number for each event, inside the frame', () => {
    for (const name of Object.keys(replays)) {
      const played = playedOf(name)
      const svg = parsed(renderAfterAction(played)).querySelector('#timeline .wide svg')
      const texts = [...(svg?.querySelectorAll('text') ?? [])].map(({ textContent }) => textContent)
      for (let n = 1; n <= toldEvents(played).length; n++) expect(texts, `${name} ${n}`).toContain(String(n))
      for (const { pact, commitment } of lanesOf(played.state))
        expect(texts.some((text) => text?.startsWith(`${pact} · ${commitment}`))).toBe(true)
      const [, , width, height] = (svg?.getAttribute('viewBox') ?? '').split(' ').map(Number)
      for (const circle of svg?.querySelectorAll('circle') ?? []) {
        const [x, y] = [Number(circle.getAttribute('cx')), Number(circle.getAttribute('cy'))]
        expect(x).toBeLessThanOrEqual(width)
        expect(y).toBeLessThanOrEqual(height)
      }
    }
  })
})
