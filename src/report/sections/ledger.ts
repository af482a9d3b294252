import { levels } from '../../pact/index.js'
import type { Comparison, Ledger, OptionResult } from '../../study/index.js'
import { figure, foreign, html, type Markup, section, table } from '../markup.js'
import { draw, Plot } from '../plot.js'
import { halo } from '../rows.js'
import { en, type Strings } from '../strings/en.js'
import { cleanText } from '../text.js'

const entries = ['prize', 'fighting', 'sanctions', 'clash', 'backDown'] as const

const ROW = 22

interface Bar {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly value: number
  readonly total: boolean
}

/** Steps of the waterfall: each entry starts where the one before it ended; totals start at zero. */
const bars = (ledger: Ledger, t: Strings): readonly Bar[] => {
  let at = 0
  const steps = entries.map((entry): Bar => {
    const value = ledger[entry].p50
    const from = at
    at += value
    return { name: t.ledger.entries[entry], from, to: at, value, total: false }
  })
  const total = (name: string, value: number): Bar => ({ name, from: 0, to: value, value, total: true })
  return [...steps, total(t.ledger.net, ledger.net.p50), total(t.ledger.statusQuo, ledger.statusQuo.p50)]
}

/** The widest reach of all waterfalls, so that options can be compared by eye. */
const domainOf = (options: readonly OptionResult[], t: Strings): [number, number] => {
  const ends = options.flatMap((option) =>
    bars(option.ledger.full, t)
      .flatMap(({ from, to }) => [from, to])
      .concat(option.ledger.full.net.p05, option.ledger.full.net.p95),
  )
  return [Math.min(-1, ...ends), Math.max(1, ...ends)]
}

const fill = (bar: Bar): string =>
  bar.total ? 'var(--soft)' : bar.value >= 0 ? 'var(--gain)' : 'url(#hatch-loss)'

const panel = (option: OptionResult, domain: [number, number], t: Strings): Markup => {
  const { full } = option.ledger
  const rows = bars(full, t).map((bar, i) => ({ ...bar, y: 6 + (i + (bar.total ? 0.35 : 0) + 0.5) * ROW }))
  const height = 6 + rows.length * ROW + 10 + 26
  return figure(
    draw(
      {
        height,
        marginLeft: 100,
        marginRight: 60,
        marginBottom: 26,
        x: { domain, nice: true },
        color: { type: 'identity' },
        marks: [
          Plot.ruleX([0], { y1: 4, y2: height - 26, stroke: 'currentColor' }),
          Plot.rect(rows, {
            x1: 'from',
            x2: 'to',
            y1: (bar) => bar.y - 7,
            y2: (bar) => bar.y + 7,
            fill,
            fillOpacity: (bar: Bar) => (bar.total ? 0.35 : 1),
            stroke: (bar: Bar) => (bar.total ? 'var(--ink)' : bar.value >= 0 ? 'var(--gain)' : 'var(--loss)'),
          }),
          Plot.ruleY(
            [full.net, full.statusQuo].map((interval, i) => ({ ...interval, y: rows[entries.length + i].y })),
            { y: 'y', x1: 'p05', x2: 'p95', stroke: 'var(--ink)', strokeWidth: 2 },
          ),
          Plot.text(rows, { x: domain[0], y: 'y', text: 'name', textAnchor: 'end', dx: -8 }),
          Plot.text(rows, {
            x: domain[1],
            y: 'y',
            text: (bar: Bar) => t.signedPoints(bar.value),
            textAnchor: 'start',
            dx: 12,
            ...halo,
          }),
          Plot.axisX({ anchor: 'bottom', ticks: 5, tickSize: 4, label: null }),
        ],
      },
      t.ledger.panelLabel(
        cleanText(option.short),
        rows.map(({ name, value }) => `${name} ${t.signedPoints(value)}`).join(', '),
      ),
    ),
    html`${foreign(option.short)}<small>${t.ledger.panel}</small>`,
  )
}

/** What a full attack is worth to the adversary, entry by entry. */
export const ledgerSection = ({ options }: Comparison, t: Strings = en): Markup => {
  const domain = domainOf(options, t)
  return section(
    'ledger',
    t.ledger.title,
    html`<p>${t.ledger.lead}</p>
<div class="panels">${options.map((option) => panel(option, domain, t))}</div>
<details><summary>${t.ledger.numbers}</summary>${table(
      t.ledger.caption,
      [t.ledger.head, ...entries.map((entry) => t.ledger.entries[entry]), t.ledger.net, t.ledger.statusQuo],
      options.flatMap((option) =>
        levels.map((level) => {
          const ledger = option.ledger[level]
          return [
            html`${foreign(option.short)}<small>${t.levels[level]}</small>`,
            ...[...entries, 'net' as const, 'statusQuo' as const].map((entry) =>
              t.intervalText(ledger[entry], t.points),
            ),
          ]
        }),
      ),
      t.ledger.label,
    )}</details>`,
  )
}
