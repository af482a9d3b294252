import type { Instant } from '../../exercise/event.js'
import { offsetOf } from '../../exercise/mselTime.js'
import type { LifeState } from '../../exercise/state.js'
import { millis, showLocal } from '../../exercise/time.js'
import { html, type Markup } from '../markup.js'
import { draw, Plot } from '../plot.js'
import { asGiven, halo } from '../rows.js'
import { en, type Strings } from '../strings/en.js'
import { cleanText, shorten } from '../text.js'
import { type Lane, named, type Played, toldEvents } from './review.js'

/*
 * The timeline: events on top, below them one lane for each obligation (allies that went the same way share one), and
 * deadlines as marks on the lanes. States differ by thickness and dash, ends by symbol and word, so that no meaning is
 * carried by colour alone.
 */

const WIDE = 820
const LANE = 34
const TOP = 24
const LEFT = 12
const RIGHT = 176

interface Stroke {
  readonly colour: string
  readonly width: number
  readonly dash: string
}

const waiting: Stroke = { colour: 'var(--need)', width: 3, dash: '3 3' }
const owed: Stroke = { colour: 'var(--main)', width: 5, dash: 'none' }
const settled: Stroke = { colour: 'currentColor', width: 1, dash: '1 4' }

const strokes: Readonly<Partial<Record<LifeState, Stroke>>> = {
  alleged: waiting,
  'decision-pending': { ...waiting, dash: '8 3', colour: 'var(--main)' },
  due: owed,
  breached: { colour: 'var(--war)', width: 5, dash: '2 2' },
  partial: { ...owed, width: 3 },
}

const ends: Readonly<Partial<Record<LifeState, { readonly symbol: string; readonly colour: string }>>> = {
  fulfilled: { symbol: 'circle', colour: 'var(--burden)' },
  'fulfilled-late': { symbol: 'diamond', colour: 'var(--burden)' },
  partial: { symbol: 'triangle', colour: 'var(--burden)' },
  cured: { symbol: 'diamond', colour: 'var(--burden)' },
  remedied: { symbol: 'diamond', colour: 'var(--burden)' },
  blocked: { symbol: 'square', colour: 'var(--clash)' },
  declined: { symbol: 'star', colour: 'var(--clash)' },
  breached: { symbol: 'times', colour: 'var(--war)' },
}

export const timelineKey = (t: Strings = en): Markup => html`<ul class="key">
<li><svg viewBox="0 0 28 16" aria-hidden="true"><path d="M1 8H27" stroke="var(--need)" stroke-width="3" stroke-dasharray="3 3"/></svg>${t.exercise.timeline.key.alleged}</li>
<li><svg viewBox="0 0 28 16" aria-hidden="true"><path d="M1 8H27" stroke="var(--main)" stroke-width="3" stroke-dasharray="8 3"/></svg>${t.exercise.timeline.key.waits}</li>
<li><svg viewBox="0 0 28 16" aria-hidden="true"><path d="M1 8H27" stroke="var(--main)" stroke-width="5"/></svg>${t.exercise.timeline.key.due}</li>
<li><svg viewBox="0 0 28 16" aria-hidden="true"><path d="M1 8H27" stroke="var(--war)" stroke-width="5" stroke-dasharray="2 2"/></svg>${t.exercise.timeline.key.breached}</li>
<li><svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="5" fill="var(--burden)"/></svg>${t.exercise.timeline.key.fulfilled}</li>
<li><svg viewBox="0 0 16 16" aria-hidden="true"><rect x="3" y="3" width="10" height="10" fill="var(--clash)"/></svg>${t.exercise.timeline.key.blocked}</li>
<li><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 1V15" stroke="currentColor" stroke-width="2"/></svg>${t.exercise.timeline.key.deadline}</li></ul>`

/** Where moments stand from left to right, and the ticks under them. */
interface Axis {
  readonly x: (at: Instant) => number
  readonly ticks: readonly { readonly x: number; readonly text: string }[]
  /** Are equal distances equal times? */
  readonly even: boolean
}

/**
 * Distances are times, unless that would crowd most of the story into a corner: then each moment stands one step after
 * the one before it.
 */
const axisOf = (moments: readonly Instant[], start: Instant, zone: string, t: Strings): Axis => {
  const distinct = [...new Set(moments)].sort()
  const [first, last] = [distinct[0], distinct[distinct.length - 1]]
  const whole = millis(last) - millis(first)
  const gaps = distinct.slice(1).map((at, i) => millis(at) - millis(distinct[i]))
  const middle = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0
  const even = distinct.length < 3 || middle >= whole / 60
  const position = (at: Instant): number =>
    even
      ? whole === 0
        ? 0.5
        : (millis(at) - millis(first)) / whole
      : Math.max(
          0,
          distinct.findLastIndex((one) => one <= at),
        ) / Math.max(1, distinct.length - 1)
  const label = (at: Instant): string => {
    if (whole > 60 * 86_400_000) return showLocal(at, zone).slice(0, 10)
    const offset = offsetOf(at, start, zone)
    return offset === undefined ? showLocal(at, zone) : t.exercise.offset(offset)
  }
  const ticks: { x: number; text: string }[] = []
  for (const at of distinct) {
    const x = position(at)
    if (ticks.length === 0 || x - ticks[ticks.length - 1].x >= 0.16) ticks.push({ x, text: label(at) })
  }
  return { x: position, ticks, even }
}

/** Nothing is drawn while nothing is asked; a duty to refrain asks nothing new while it is kept. */
const isShown = (lane: Lane, state: LifeState): boolean =>
  state !== 'dormant' &&
  state !== 'not-in-force' &&
  !(state === 'due' && lane.obligations[0].shape === 'prohibition')

/** Ids in the notation of the text are long; lanes are named by clause and bearers. */
const laneName = (lane: Lane, t: Strings): string =>
  `${lane.pact} · ${lane.commitment}: ${named(lane.bearers, 6, t)}`

export interface Timeline {
  readonly drawing: Markup
  readonly even: boolean
}

export const timeline = (played: Played, lanes: readonly Lane[], t: Strings = en): Timeline => {
  const { state, start, zone, title } = played
  const told = toldEvents(played)
  const moments = [
    ...told.map(({ event }) => event.knownAt),
    ...lanes.flatMap((lane) =>
      lane.steps.filter(({ to }) => isShown(lane, to)).map(({ knownAt }) => knownAt),
    ),
    state.now,
  ]
  const axis = axisOf(moments, start, zone, t)
  const numbers = told.map(({ event }, index) => ({ event, number: index + 1, x: axis.x(event.knownAt) }))
  const eventsHeight = 30
  const laneTop = TOP + eventsHeight
  const height = laneTop + lanes.length * LANE + 40
  const bars = lanes.flatMap((lane, row) =>
    lane.steps.flatMap((step, index) => {
      if (!isShown(lane, step.to)) return []
      const stroke = strokes[step.to] ?? settled
      const until = lane.steps[index + 1]?.knownAt ?? state.now
      return [{ ...stroke, y: laneTop + (row + 0.68) * LANE, x1: axis.x(step.knownAt), x2: axis.x(until) }]
    }),
  )
  const marks = lanes.flatMap((lane, row) =>
    lane.steps.flatMap((step) => {
      const end = ends[step.to]
      return end === undefined ? [] : [{ ...end, x: axis.x(step.knownAt), y: laneTop + (row + 0.68) * LANE }]
    }),
  )
  const words = lanes.map((lane, row) => ({
    y: laneTop + (row + 0.68) * LANE,
    text: t.exercise.states[lane.obligations[0].state],
  }))
  const names = lanes.map((lane, row) => ({
    y: laneTop + (row + 0.28) * LANE,
    text: shorten(laneName(lane, t), 108),
  }))
  const last = axis.x([...moments].sort()[moments.length - 1])
  const deadlines = lanes.flatMap((lane, row) => {
    const found = state.deadlines.find(({ id }) => id === lane.obligations[0].deadline)
    const x = found === undefined || found.at > state.now ? undefined : axis.x(found.at)
    return x === undefined || x > last ? [] : [{ x, y: laneTop + (row + 0.68) * LANE }]
  })
  const drawing = draw(
    {
      ...asGiven,
      width: WIDE,
      height,
      marginLeft: LEFT,
      marginRight: RIGHT,
      marginBottom: 30,
      x: { domain: [0, 1], axis: null },
      marks: [
        Plot.ruleX(axis.ticks, { x: 'x', y1: laneTop - 4, y2: height - 30, stroke: 'var(--grid)' }),
        ...(['start', 'middle'] as const).map((anchor) =>
          Plot.text(
            axis.ticks.filter(({ x }) => (anchor === 'start') === x < 0.06),
            { x: 'x', y: () => height - 18, text: 'text', textAnchor: anchor, fill: 'var(--soft)' },
          ),
        ),
        ...eventMarks(numbers),
        ...[...new Set(bars.map(({ dash }) => dash))].map((dash) =>
          Plot.ruleY(
            bars.filter((bar) => bar.dash === dash),
            { y: 'y', x1: 'x1', x2: 'x2', stroke: 'colour', strokeWidth: 'width', strokeDasharray: dash },
          ),
        ),
        Plot.text(names, { x: 0, y: 'y', text: 'text', textAnchor: 'start', ...halo, strokeWidth: 3 }),
        Plot.ruleX(deadlines, {
          x: 'x',
          y1: (one: (typeof deadlines)[number]) => one.y - 9,
          y2: (one: (typeof deadlines)[number]) => one.y + 9,
          stroke: 'currentColor',
          strokeWidth: 2,
        }),
        Plot.dot(marks, {
          x: 'x',
          y: 'y',
          symbol: 'symbol',
          r: 5.5,
          fill: 'colour',
          stroke: 'colour',
          strokeWidth: 1.5,
        }),
        Plot.text(words, { x: 1, y: 'y', text: 'text', textAnchor: 'start', dx: 12, fontWeight: 600 }),
      ],
    },
    t.exercise.timeline.label(cleanText(title), told.length, lanes.length),
  )
  return { drawing, even: axis.even }
}

interface Numbered {
  readonly event: Played['events'][number]
  readonly number: number
  readonly x: number
}

/** More than this many events are drawn as strokes without a number. */
const MOST_NUMBERED = 50

const eventMarks = (numbers: readonly Numbered[]): Plot.Markish[] => {
  if (numbers.length > MOST_NUMBERED)
    return [
      Plot.ruleX(numbers, {
        x: 'x',
        y1: 8,
        y2: 38,
        stroke: (one: Numbered) => (one.event.type === 'incident' ? 'var(--war)' : 'currentColor'),
        strokeWidth: (one: Numbered) => (one.event.type === 'incident' ? 3 : 1),
      }),
    ]
  const spread = stagger(numbers)
  const isIncident = (one: Numbered): boolean => one.event.type === 'incident'
  return [
    Plot.dot(spread, {
      x: 'x',
      y: 'y',
      r: 9,
      fill: (one: Numbered) => (isIncident(one) ? 'var(--war)' : 'var(--paper)'),
      stroke: 'currentColor',
    }),
    Plot.text(spread, {
      x: 'x',
      y: 'y',
      text: (one: Numbered) => String(one.number),
      fontSize: 10,
      fontWeight: 700,
      fill: (one: Numbered) => (isIncident(one) ? 'var(--paper)' : 'currentColor'),
    }),
  ]
}

/** Events close together are set one below the other, in two lines at most, and side by side from then on. */
const stagger = (numbers: readonly Numbered[]): (Numbered & { readonly y: number })[] => {
  const reach = 20 / (WIDE - LEFT - RIGHT)
  const lastX = [-1, -1]
  return numbers.map((one) => {
    const line = one.x - lastX[0] >= reach ? 0 : one.x - lastX[1] >= reach ? 1 : lastX[0] <= lastX[1] ? 0 : 1
    const x = Math.max(one.x, lastX[line] + reach)
    lastX[line] = x
    return { ...one, x, y: 14 + line * 21 }
  })
}
