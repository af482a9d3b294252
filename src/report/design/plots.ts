import type { DesignResult, Measured } from '../../study/design/index.js'
import type { Markup } from '../markup.js'
import { significant } from '../numbers.js'
import { draw, Plot } from '../plot.js'
import { asGiven, halo } from '../rows.js'
import { headOf, valueText } from './words.js'

/*
 * Drawings of a front: each colour goes with a shape or a dash of its own, so that they read in print and by a colour-blind person.
 */

interface Mark {
  readonly id: string
  readonly label: string
  readonly kind: 'design' | 'knee' | 'proposal'
  readonly values: Measured
}

/** Letters that stand for proposals in the drawings. */
export const letterOf = (k: number): string =>
  String.fromCharCode(97 + (k % 26)).repeat(1 + Math.floor(k / 26))

/** Everything a drawing shows: the front, and the proposals that keep the bounds or not. */
const marksOf = ({ designs, knees, proposals }: DesignResult): Mark[] => [
  ...designs.map(
    ({ id, values }): Mark => ({
      id,
      label: knees.includes(id) ? id : '',
      kind: knees.includes(id) ? 'knee' : 'design',
      values,
    }),
  ),
  ...proposals.map(({ id, values }, k): Mark => ({ id, label: letterOf(k), kind: 'proposal', values })),
]

const colours = { design: 'var(--main)', knee: 'var(--ink)', proposal: 'var(--loss)' } as const
const symbols = { design: 'circle', knee: 'square', proposal: 'triangle' } as const

/** Ends of an axis, and the values that are farthest apart on it. */
interface Scale {
  readonly low: number
  readonly high: number
  readonly least: number
  readonly most: number
}

const scaleOf = (marks: readonly Mark[], name: string): Scale | null => {
  const values = marks.flatMap(({ values: row }) =>
    row[name] === null || row[name] === undefined ? [] : [row[name].mean],
  )
  if (values.length === 0) return null
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const room = high > low ? 0.04 * (high - low) : Math.max(1e-9, Math.abs(high) * 0.1)
  return { low: low - room, high: high + room, least: low, most: high }
}

/** Least distance of two labels, drawing units. */
const LINE = 11

/** Labels on one axis moved apart, each as near to its place as the one above lets it, then back up from the end. */
const apart = <T extends { readonly y: number }>(labels: readonly T[]): T[] => {
  const sorted = [...labels].sort((a, b) => a.y - b.y)
  const ys = sorted.map(({ y }) => y)
  for (let k = 1; k < ys.length; k++) ys[k] = Math.max(ys[k], ys[k - 1] + LINE)
  let floor = TOP + AXES + 4
  for (let k = ys.length - 1; k >= 0; k--) {
    ys[k] = Math.min(ys[k], floor)
    floor = ys[k] - LINE
  }
  return sorted.map((label, k) => ({ ...label, y: ys[k] }))
}

const TOP = 34
const HEIGHT = 250
const AXES = 190

/** Parallel coordinates: one axis an objective, better always at the top. */
export const parallelDrawing = (result: DesignResult): Markup => {
  const marks = marksOf(result)
  const axes = result.objectives.flatMap(({ name, aim }) => {
    const scale = scaleOf(marks, name)
    return scale === null ? [] : [{ name, aim, scale }]
  })
  const place = (k: number, value: number): number => {
    const { aim, scale } = axes[k]
    const share = (value - scale.low) / (scale.high - scale.low)
    return TOP + AXES * (aim === 'minimise' ? share : 1 - share)
  }
  const points = marks.flatMap((mark) =>
    axes.flatMap(({ name }, k) => {
      const value = mark.values[name]
      return value === null || value === undefined
        ? []
        : [{ id: mark.id, kind: mark.kind, label: mark.label, x: k, y: place(k, value.mean) }]
    }),
  )
  const of = (kind: Mark['kind']) => points.filter((point) => point.kind === kind)
  const line = (kind: Mark['kind'], options: Plot.LineOptions) =>
    Plot.line(of(kind), { x: 'x', y: 'y', z: 'id', stroke: colours[kind], ...options })
  const last = axes.length - 1
  const ends = axes.flatMap(({ name, aim, scale }, k) => {
    const [best, worst] = aim === 'minimise' ? [scale.least, scale.most] : [scale.most, scale.least]
    return [
      { x: k, y: TOP - 7, text: valueText(name, best) },
      { x: k, y: TOP + AXES + 11, text: valueText(name, worst) },
    ]
  })
  const named = (axis: number) => apart(points.filter(({ x, kind }) => x === axis && kind !== 'design'))
  return draw(
    {
      ...asGiven,
      height: HEIGHT,
      marginTop: 0,
      marginLeft: 34,
      marginRight: 40,
      marginBottom: 0,
      x: { domain: [0, Math.max(1, last)], axis: null },
      marks: [
        Plot.ruleX(axes, { x: (_: unknown, k: number) => k, y1: TOP, y2: TOP + AXES, stroke: 'var(--line)' }),
        line('design', { strokeWidth: 1, strokeOpacity: 0.45 }),
        line('proposal', { strokeWidth: 1.6, strokeDasharray: '5 3' }),
        line('knee', { strokeWidth: 2.4 }),
        ...(['proposal', 'knee'] as const).map((kind) =>
          Plot.dot(of(kind), { x: 'x', y: 'y', symbol: symbols[kind], fill: colours[kind], r: 3 }),
        ),
        Plot.text(named(last), {
          x: 'x',
          y: 'y',
          text: 'label',
          dx: 7,
          textAnchor: 'start',
          fontWeight: 'bold',
          ...halo,
        }),
        Plot.text(named(0), {
          x: 'x',
          y: 'y',
          text: 'label',
          dx: -7,
          textAnchor: 'end',
          fontWeight: 'bold',
          ...halo,
        }),
        Plot.text(ends, { x: 'x', y: 'y', text: 'text', ...halo }),
        Plot.text(
          axes.map(({ name }, k) => ({ x: k, y: 10, text: headOf(name) })),
          { x: 'x', y: 'y', text: 'text', fontWeight: 'bold', fill: 'currentColor' },
        ),
      ],
    },
    `Parallel coordinates of ${result.designs.length} designs and ${result.proposals.length} proposals on ${axes.map(({ name }) => headOf(name)).join(', ')}; better is up`,
  )
}

const PAIR = 230
const LEFT = 52
const BOTTOM = 34

const ticksOf = ({ low, high }: Scale): number[] => {
  const span = high - low
  const rough = span / 4
  let step = 1
  while (step > rough) step /= 10
  while (step * 10 <= rough) step *= 10
  const nice = [1, 2, 5, 10].map((k) => k * step).find((size) => span / size <= 4) ?? rough
  const first = Math.ceil(low / nice)
  return Array.from({ length: Math.floor(high / nice) - first + 1 }, (_, k) => (first + k) * nice)
}

/** Two objectives of all designs and proposals. */
export const pairDrawing = (result: DesignResult, across: string, up: string): Markup => {
  const marks = marksOf(result)
  const [xs, ys] = [scaleOf(marks, across), scaleOf(marks, up)]
  const base: Scale = { low: 0, high: 1, least: 0, most: 1 }
  const [sx, sy] = [xs ?? base, ys ?? base]
  const floor = PAIR - BOTTOM
  const height = (value: number): number => floor - ((value - sy.low) / (sy.high - sy.low)) * (floor - 24)
  const points = marks.flatMap(({ label, kind, values }) => {
    const [x, y] = [values[across], values[up]]
    return x === null || x === undefined || y === null || y === undefined
      ? []
      : [{ label, kind, x: x.mean, y: height(y.mean) }]
  })
  const kinds = ['design', 'proposal', 'knee'] as const
  const yTicks = ticksOf(sy).map((value) => ({
    y: height(value),
    text: valueText(up, value).replace(' pp', ''),
  }))
  return draw(
    {
      ...asGiven,
      height: PAIR,
      marginTop: 0,
      marginLeft: LEFT,
      marginRight: 22,
      marginBottom: BOTTOM,
      x: { domain: [sx.low, sx.high] },
      marks: [
        Plot.ruleY(yTicks, { y: 'y', stroke: 'var(--grid)' }),
        Plot.text(yTicks, { x: sx.low, y: 'y', text: 'text', textAnchor: 'end', dx: -6 }),
        Plot.axisX(ticksOf(sx), {
          y: floor,
          anchor: 'bottom',
          tickSize: 4,
          label: null,
          tickFormat: (x: number) => valueText(across, x).replace(' pp', ''),
        } as Plot.AxisXOptions),
        Plot.text([`${headOf(across)} →`], {
          x: sx.high,
          y: PAIR - 6,
          textAnchor: 'end',
          fontWeight: 'bold',
        }),
        Plot.text([`↑ ${headOf(up)}`], {
          x: sx.low,
          y: 10,
          textAnchor: 'start',
          dx: -LEFT + 4,
          fontWeight: 'bold',
        }),
        Plot.text(
          points.filter(({ label }) => label !== ''),
          { x: 'x', y: 'y', text: 'label', dx: 7, dy: -6, textAnchor: 'start', fontWeight: 'bold', ...halo },
        ),
        ...kinds.map((kind) =>
          Plot.dot(
            points.filter((point) => point.kind === kind),
            {
              x: 'x',
              y: 'y',
              symbol: symbols[kind],
              fill: kind === 'design' ? 'none' : colours[kind],
              stroke: colours[kind],
              r: kind === 'design' ? 3 : 4,
            },
          ),
        ),
      ],
    },
    `${headOf(up)} against ${headOf(across)} of the designs of the front and of the proposals`,
  )
}

/** Growth of the hypervolume with the number of designs looked at. */
export const traceDrawing = ({ search }: DesignResult): Markup => {
  const top = Math.max(1e-9, ...search.trace.map(({ hypervolume }) => hypervolume))
  const height = 150
  const y = (value: number): number => height - 30 - (value / top) * (height - 44)
  const points = search.trace.map(({ evaluations, hypervolume }) => ({ x: evaluations, y: y(hypervolume) }))
  return draw(
    {
      ...asGiven,
      height,
      marginLeft: 40,
      marginRight: 20,
      marginBottom: 30,
      marginTop: 0,
      x: { domain: [0, Math.max(1, search.looked)] },
      marks: [
        Plot.ruleY([0, top / 2, top].map(y), { stroke: 'var(--grid)' }),
        Plot.text([0, top / 2, top], {
          x: 0,
          y: (value: number) => y(value),
          text: (value: number) => significant(Number(value.toPrecision(2))),
          textAnchor: 'end',
          dx: -6,
        }),
        Plot.axisX({ anchor: 'bottom', ticks: 4, tickSize: 4, label: null }),
        Plot.line(points, { x: 'x', y: 'y', stroke: 'var(--main)', strokeWidth: 2 }),
        Plot.dot(points, { x: 'x', y: 'y', fill: 'var(--main)', r: 2 }),
      ],
    },
    'Hypervolume of the archive against the number of designs looked at',
  )
}
