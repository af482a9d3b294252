import { levels } from '../../pact/index.js'
import type { Comparison, Ledger, OptionResult } from '../../study/index.js'
import { figure, foreign, html, type Markup, section, table } from '../markup.js'
import { draw, Plot } from '../plot.js'
import { halo } from '../rows.js'
import { cleanText } from '../text.js'
import { intervalText, levelWords, points, signedPoints } from '../words.js'

const entries = ['prize', 'fighting', 'sanctions', 'clash', 'backDown'] as const

const entryWords: Readonly<Record<(typeof entries)[number], string>> = {
  prize: 'prize',
  fighting: 'fighting cost',
  sanctions: 'sanctions',
  clash: 'direct clash',
  backDown: 'backing down',
}

const ROW = 22

interface Bar {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly value: number
  readonly total: boolean
}

/** Steps of the waterfall: each entry starts where the one before it ended; totals start at zero. */
const bars = (ledger: Ledger): readonly Bar[] => {
  let at = 0
  const steps = entries.map((entry): Bar => {
    const value = ledger[entry].p50
    const from = at
    at += value
    return { name: entryWords[entry], from, to: at, value, total: false }
  })
  const total = (name: string, value: number): Bar => ({ name, from: 0, to: value, value, total: true })
  return [...steps, total('net', ledger.net.p50), total('no challenge', ledger.statusQuo.p50)]
}

/** The widest reach of all waterfalls, so that options can be compared by eye. */
const domainOf = (options: readonly OptionResult[]): [number, number] => {
  const ends = options.flatMap((option) =>
    bars(option.ledger.full)
      .flatMap(({ from, to }) => [from, to])
      .concat(option.ledger.full.net.p05, option.ledger.full.net.p95),
  )
  return [Math.min(-1, ...ends), Math.max(1, ...ends)]
}

const fill = (bar: Bar): string =>
  bar.total ? 'var(--soft)' : bar.value >= 0 ? 'var(--gain)' : 'url(#hatch-loss)'

const panel = (option: OptionResult, domain: [number, number]): Markup => {
  const { full } = option.ledger
  const rows = bars(full).map((bar, i) => ({ ...bar, y: 6 + (i + (bar.total ? 0.35 : 0) + 0.5) * ROW }))
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
            text: (bar: Bar) => signedPoints(bar.value),
            textAnchor: 'start',
            dx: 12,
            ...halo,
          }),
          Plot.axisX({ anchor: 'bottom', ticks: 5, tickSize: 4, label: null }),
        ],
      },
      `${cleanText(option.short)}, full attack, points: ${rows.map(({ name, value }) => `${name} ${signedPoints(value)}`).join(', ')}`,
    ),
    html`${foreign(option.short)}<small>points, adversary of median type, full attack</small>`,
  )
}

/** What a full attack is worth to the adversary, entry by entry. */
export const ledgerSection = ({ options }: Comparison): Markup => {
  const domain = domainOf(options)
  return section(
    'ledger',
    'The adversary’s ledger',
    html`<p>What a full attack is worth to an adversary of median type, against what no challenge is worth. 100 points is the worth of its whole objective. Solid bars to the right are gains, hatched bars to the left are losses; entries are medians, so they add up to the net only roughly. Thin lines run from the 5th to the 95th percentile.</p>
<div class="panels">${options.map((option) => panel(option, domain))}</div>
<details><summary>Numbers for all levels</summary>${table(
      'Points: medians with 5th and 95th percentile.',
      ['Option and level', ...entries.map((entry) => entryWords[entry]), 'net', 'no challenge'],
      options.flatMap((option) =>
        levels.map((level) => {
          const ledger = option.ledger[level]
          return [
            html`${foreign(option.short)}<small>${levelWords[level]}</small>`,
            ...[...entries, 'net' as const, 'statusQuo' as const].map((entry) =>
              intervalText(ledger[entry], points),
            ),
          ]
        }),
      ),
      'Ledger of all levels',
    )}</details>`,
  )
}
