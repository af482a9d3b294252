import type { EventScores } from '../../../src/history/index.js'
import type { StatusRow } from '../../../src/ledger/index.js'
import { lanesOf } from '../../../src/report/exercise/index.js'
import { timeline, timelineKey } from '../../../src/report/exercise/timeline.js'
import { calibrationDrawing } from '../../../src/report/history/page.js'
import { comparisonSections } from '../../../src/report/html.js'
import { funnelFigure } from '../../../src/report/ledger/funnel.js'
import { en } from '../../../src/report/strings/en.js'
import { fanDrawing, tornadoDrawing } from '../../../src/report/study/page.js'
import type { Comparison, OptionResult } from '../../../src/study/index.js'
import type { Drivers, Study } from '../../../src/study/uncertainty/index.js'
import { replay, replays } from '../../exercise/replays.js'
import { comparison, guarantorOf, interval, optionOf } from '../../report/fixture.js'

/*
 * The main figures, drawn from fixed data: nothing here is solved, so that a picture changes only where drawing changes.
 */

const states = [
  ['FRA', 'France', 48.86, 2.35, 0.4],
  ['POL', 'Poland', 52.23, 21.01, 0.75],
  ['DEU', 'Germany', 52.52, 13.4, 0.55],
  ['GBR', 'United Kingdom', 51.5, -0.12, 0.3],
  ['USA', 'United States', 38.9, -77.04, 0.15],
] as const

/** One option whose states and entries differ, so that no two marks of a figure could be exchanged unseen. */
export const option = (): OptionResult => {
  const made = optionOf('a')
  return {
    ...made,
    short: 'Option A',
    deterrence: interval(0.2, 0.45, 0.7),
    guarantors: states.map(([id, name, lat, lon, honour], k) => ({
      ...guarantorOf({ id, name, lat, lon }, k % 2 === 0 ? 'troops' : 'air', honour),
      response: {
        ...made.guarantors[0].response,
        full: { none: 0.9 - honour, sanctions: 0.05, aid: 0.05, air: honour / 3, troops: (2 * honour) / 3 },
      },
    })),
    coalition: {
      ...made.coalition,
      full: {
        ...made.coalition.full,
        force: interval(4, 11, 19),
        responding: [0.05, 0.1, 0.2, 0.3, 0.25, 0.1],
        fighting: [0.15, 0.3, 0.25, 0.15, 0.1, 0.05],
      },
    },
  }
}

export const fixed = (one: OptionResult = option()): Comparison =>
  comparison({ options: [one, { ...optionOf('b'), short: 'Option B' }] })

const estimate = (value: number, half = 0.02) => ({
  value,
  se: half / 2,
  low: value - half,
  high: value + half,
})

const study = {
  options: [
    ['Option A', 0.42],
    ['Option B', 0.61],
    ['Option C', 0.2],
  ].map(([short, middle]) => ({
    short,
    fans: {
      deterrence: {
        p05: estimate(Number(middle) - 0.15),
        p25: estimate(Number(middle) - 0.06),
        p50: estimate(Number(middle)),
        p75: estimate(Number(middle) + 0.09),
        p95: estimate(Number(middle) + 0.22),
      },
    },
  })),
  assumptions: [{ name: 'fear.clash', judgement: true }],
} as unknown as Study

const drivers = {
  tornado: [
    ['fear.clash', 0.25, 0.62],
    ['audience.points', 0.5, 0.36],
    ['found.full', 0.39, 0.47],
    ['lambda', 0.41, 0.44],
  ].map(([name, atLow, atHigh]) => ({ name, atLow, atHigh, base: 0.43 })),
} as unknown as Drivers

const funnelRows = (
  [
    ['commitment', 12.4e9],
    ['allocation', 7.9e9],
    ['delivery', 3.1e9],
  ] as const
).map(([kind, eur]) => ({ who: 'DEU', kind, eur })) as unknown as readonly StatusRow[]

const bins = (factor: number) =>
  [0.0002, 0.001, 0.004, 0.02, 0.08].map((predicted) => ({
    count: 100,
    cases: 10,
    predicted,
    observed: predicted * factor,
    low: predicted * factor * 0.6,
    high: predicted * factor * 1.5,
  }))

const scores = {
  event: 'war',
  rows: 500,
  cases: 50,
  methods: [
    { id: 'model', name: 'Crisis game', calibration: bins(0.7) },
    { id: 'alliances', name: 'Logit', calibration: bins(1.2) },
  ],
} as unknown as EventScores

const panel = (drawing: { readonly html: string }): string =>
  `<figure class="panel"><figcaption>Figure</figcaption>${drawing.html}</figure>`

/** The first drawing of a section of the report, as a figure. */
const firstIn = (section: string, of: Comparison): string => {
  const { content } = comparisonSections(of).find(({ id }) => id === section) ?? { content: null }
  const figures = content?.html.match(/<figure class="panel">.*?<\/figure>/gs) ?? []
  const own = figures.find((figure) => figure.includes('Option A')) ?? figures[0]
  if (own === undefined) throw new Error(`no figure in ${section}`)
  return own
}

const rhineland = () => {
  const { exercise: head, state } = replay('rhineland-1936', replays['rhineland-1936'])
  const played = { ...head, injects: new Map(), state, version: '0.0.0' }
  return `<div class="wide">${timelineKey().html}${timeline(played, lanesOf(state)).drawing.html}</div>`
}

/** Sections of the report whose first figure is kept. */
const sections = ['credibility', 'honour', 'coalition', 'ledger', 'escalation', 'window', 'map'] as const

/** HTML of each figure, by the name of its picture. */
export const figures = (of: Comparison = fixed()): ReadonlyMap<string, string> =>
  new Map([
    ...sections.map((section): [string, string] => [`report-${section}`, firstIn(section, of)]),
    ['study-fan', panel(fanDrawing(study, 'deterrence', en))],
    [
      'study-tornado',
      panel(tornadoDrawing(study, drivers, 'Option A', en, (x) => `${Math.round(x * 100)}%`)),
    ],
    ['exercise-timeline', rhineland()],
    ['ledger-funnel', funnelFigure({ who: 'DEU', rows: funnelRows, size: 12.4e9 }, en)?.html ?? ''],
    ['history-calibration', panel(calibrationDrawing(scores))],
  ])
