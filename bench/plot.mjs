// Growth with the number of guarantors, on a log scale, beside enumeration and Gambit.
import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'

/** Seconds measured with Gambit 17.0.0-alpha.2 on a 2-core machine, from the peers' notes of the project (peers/solver). */
const gambit = {
  tree: [
    [2, 0.03],
    [3, 0.22],
    [4, 1.4],
    [5, 9.9],
    [6, 65],
  ],
  actionGraph: [
    [8, 0.75],
    [10, 2.7],
    [12, 7],
    [15, 16],
    [20, 48],
    [25, 128],
    [30, 223],
  ],
}

export const drawGrowth = (rows) => {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const ours = (name, label, style) => ({
    label,
    ...style,
    points: rows
      .filter((row) => row.case === name)
      .map((row) => ({ n: row.guarantors, s: row.ns.median / 1e9 })),
  })
  const lines = [
    ours('whole solve', 'whole solve (30 states)', { dash: 'none', symbol: 'circle', colour: '#0072b2' }),
    ours('response subgame', 'one state solved', { dash: '6 3', symbol: 'square', colour: '#00795a' }),
    ours('enumeration of one state', 'every vector of one state', {
      dash: '2 3',
      symbol: 'triangle',
      colour: '#b84a00',
    }),
    {
      label: 'Gambit, small game as a tree',
      dash: '8 3 2 3',
      symbol: 'diamond',
      colour: '#8e3a71',
      points: gambit.tree.map(([n, s]) => ({ n, s })),
    },
    {
      label: 'Gambit, one state as action graph',
      dash: '1 2',
      symbol: 'star',
      colour: '#555',
      points: gambit.actionGraph.map(([n, s]) => ({ n, s })),
    },
  ]
  const svg = Plot.plot({
    document,
    width: 720,
    height: 420,
    marginRight: 190,
    marginLeft: 60,
    x: { label: 'guarantors', domain: [0, 62] },
    y: {
      type: 'log',
      label: 'seconds (log scale)',
      grid: true,
      tickFormat: (s) =>
        s >= 1 ? `${s} s` : s >= 1e-3 ? `${+(s * 1e3).toPrecision(2)} ms` : `${+(s * 1e6).toPrecision(2)} µs`,
    },
    marks: lines.flatMap(({ label, points, dash, symbol, colour }) => [
      Plot.line(points, { x: 'n', y: 's', stroke: colour, strokeWidth: 2, strokeDasharray: dash }),
      Plot.dot(points, { x: 'n', y: 's', symbol, fill: colour, r: 4 }),
      Plot.text(points.slice(-1), {
        x: 'n',
        y: 's',
        text: () => label,
        textAnchor: 'start',
        dx: 8,
        dy: label.includes('tree') ? -8 : 0,
        stroke: 'none',
        fill: colour,
      }),
    ]),
  })
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  svg.setAttribute('role', 'img')
  svg.setAttribute(
    'aria-label',
    'Time against number of guarantors, log scale: the whole solve grows slowly, enumeration and Gambit exponentially',
  )
  return `${svg.outerHTML.replace('<svg ', '<svg style="background:#fff" ')}\n`
}
