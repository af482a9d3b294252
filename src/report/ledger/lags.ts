import type { Chain, Lag, SayDoRow } from '../../ledger/index.js'
import { figure, foreign, html, type Markup } from '../markup.js'
import { draw, Plot } from '../plot.js'
import { halo } from '../rows.js'
import { en, type Strings } from '../strings/en.js'
import { cleanText, shorten } from '../text.js'
import { partyIn } from './amounts.js'

interface Point {
  readonly days: number
  readonly share: number
  readonly low: number
  readonly high: number
}

/** Share done over days, as steps, from the promise to `until`. Where all is done the band stays as wide as it last was. */
const pointsOf = ({ curve }: Lag, until: number): Point[] => {
  const points: Point[] = [{ days: 0, share: 0, low: 0, high: 0 }]
  for (const { time, survival, low, high } of curve.steps) {
    const before = points[points.length - 1]
    points.push({
      days: time,
      share: 1 - survival,
      low: Number.isNaN(high) ? before.low : 1 - high,
      high: Number.isNaN(low) ? 1 : 1 - low,
    })
  }
  return [...points, { ...points[points.length - 1], days: until }]
}

const HEIGHT = 210
const BOTTOM = HEIGHT - 26
const TOP = 8

/** Where a share stands in the drawing. */
const yOf = (share: number): number => BOTTOM - share * (BOTTOM - TOP)

/** How long from promise to deed: share of the promised amount done, over days, with its 95% band. */
export const lagFigure = (row: SayDoRow, t: Strings = en): Markup | null => {
  const say = t.track.sayDo
  const stage = row.lags.delivered === null ? 'allocated' : 'delivered'
  const lag = row.lags[stage]
  if (lag === null || lag.curve.steps.length === 0) return null
  const most = Math.max(30, lag.curve.until, lag.curve.steps.at(-1)?.time ?? 0)
  const points = pointsOf(lag, most)
  const title = `${partyIn(row.who, t)}${row.area === 'all' ? '' : `, ${t.track.areas[row.area] ?? row.area}`}`
  const last = points.at(-1)?.share ?? 0
  const drawing = draw(
    {
      height: HEIGHT,
      marginLeft: 38,
      marginRight: 16,
      marginBottom: 26,
      x: { domain: [0, most] },
      marks: [
        Plot.ruleY([0, 0.25, 0.5, 0.75, 1].map(yOf), { stroke: 'var(--grid)' }),
        Plot.text(
          [0, 0.5, 1].map((share) => ({ y: yOf(share), text: t.percent(share) })),
          { x: 0, y: 'y', text: 'text', textAnchor: 'end', dx: -6 },
        ),
        Plot.axisX({
          anchor: 'bottom',
          ticks: 5,
          tickSize: 4,
          label: null,
          tickFormat: (days: number) => say.days(t.significant(days)),
        }),
        Plot.areaY(points, {
          x: 'days',
          y1: (point: Point) => yOf(point.low),
          y2: (point: Point) => yOf(point.high),
          curve: 'step-after',
          fill: 'var(--main)',
          fillOpacity: 0.18,
        }),
        Plot.lineY(points, {
          x: 'days',
          y: (point: Point) => yOf(point.share),
          curve: 'step-after',
          stroke: 'var(--main)',
          strokeWidth: 2,
        }),
      ],
    },
    say.curveLabel(cleanText(title), t.percent(last), stage, t.significant(most)),
  )
  return figure(
    drawing,
    html`${foreign(title)}<small>${say.curve(stage, row.promises, t.significant(lag.effective))}</small>`,
  )
}

interface Mark {
  readonly time: number
  readonly y: number
  readonly first: boolean
  readonly fresh: boolean
}

const timeOf = (period: string): number =>
  Date.parse(
    `${period.length === 4 ? `${period}-07-01` : period.length === 7 ? `${period}-15` : period}T00:00:00Z`,
  )

const ROW = 34

/** When each promise was said: a filled dot the first time, a ring when it was said again, a cross where something was new. */
export const repeatTimeline = (chains: readonly Chain[], t: Strings = en): Markup | null => {
  const say = t.track.repeats
  if (chains.length === 0) return null
  const height = 12 + chains.length * ROW + 26
  const top = (k: number) => 12 + k * ROW
  const marks = chains.flatMap(({ firstSaid, repeats }, k): Mark[] => [
    { time: timeOf(firstSaid), y: top(k) + 24, first: true, fresh: true },
    ...repeats.map(({ date, news }) => ({
      time: timeOf(date),
      y: top(k) + 24,
      first: false,
      fresh: news.length > 0,
    })),
  ])
  const times = marks.map(({ time }) => time)
  const [from, to] = [Math.min(...times), Math.max(...times)]
  const pad = Math.max((to - from) * 0.04, 15 * 86_400_000)
  const drawing = draw(
    {
      height,
      marginLeft: 10,
      marginRight: 14,
      marginBottom: 24,
      x: { type: 'utc', domain: [new Date(from - pad), new Date(to + pad)] },
      symbol: { type: 'identity' },
      marks: [
        Plot.axisX({ anchor: 'bottom', ticks: 5, tickSize: 4, label: null }),
        Plot.ruleY(chains, {
          y: (_: Chain, k: number) => top(k) + 24,
          x1: (chain: Chain) => new Date(timeOf(chain.firstSaid)),
          x2: (chain: Chain) => new Date(timeOf(chain.lastSaid)),
          stroke: 'var(--line)',
          strokeWidth: 2,
        }),
        Plot.text(
          chains.map((chain, k) => ({
            y: top(k) + 8,
            text: shorten(`${partyIn(chain.who, t)}: ${chain.promise}`, 54),
          })),
          { x: new Date(from - pad), y: 'y', text: 'text', textAnchor: 'start', ...halo },
        ),
        Plot.dot(marks, {
          x: (mark: Mark) => new Date(mark.time),
          y: 'y',
          r: 5,
          symbol: (mark: Mark) => (mark.first ? 'circle' : mark.fresh ? 'diamond' : 'circle'),
          fill: (mark: Mark) => (mark.first || mark.fresh ? 'var(--main)' : 'var(--paper)'),
          stroke: 'var(--main)',
          strokeWidth: 2,
        }),
      ],
    },
    say.label(
      chains
        .map(({ who, firstSaid, repeats }) =>
          say.chain(cleanText(partyIn(who, t)), firstSaid, repeats.length),
        )
        .join('; '),
    ),
  )
  return figure(drawing, html`${say.said}<small>${say.key}</small>`)
}
