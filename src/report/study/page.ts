import type { Drivers, OptionStudy, Study } from '../../study/uncertainty/index.js'
import { metrics } from '../../study/uncertainty/index.js'
import { cautionsOf } from '../cautions.js'
import { navigation, type ReportSection } from '../contents.js'
import { figure, foreign, html, type Markup, section, table, trusted } from '../markup.js'
import { significant } from '../numbers.js'
import { draw, Plot } from '../plot.js'
import { assumptionsWith, limitsSection } from '../sections/assumptions.js'
import { wholePage } from '../shell.js'
import { patterns } from '../style.js'
import { cleanText, shorten } from '../text.js'
import { countText, percent, readingText } from '../words.js'
import {
  aloneText,
  boxesText,
  changeText,
  deviations,
  estimateText,
  failureText,
  indexText,
  lowerFirst,
  metricOf,
  metricText,
  pairsText,
  questionText,
  rangedText,
  regretNote,
  samplingText,
  togetherText,
  unitsOf,
  zeroNote,
} from './words.js'

const ROW = 34
const TOP = 10

/** The parts of the page of a study, in their order. */
export const studySections = (study: Study): readonly ReportSection[] => [
  { id: 'fan', title: 'Outcomes', content: fanSection(study) },
  { id: 'drivers', title: 'Drivers', content: driversSection(study) },
  { id: 'differences', title: 'Differences', content: differencesSection(study) },
  { id: 'boxes', title: 'Where it fails', content: boxesSection(study) },
  { id: 'breaking', title: 'Breaking points', content: breakingSection(study) },
  { id: 'robustness', title: 'Robustness', content: robustnessSection(study) },
  { id: 'convergence', title: 'Convergence', content: convergenceSection(study) },
  { id: 'assumptions', title: 'Assumptions', content: assumptionsSection(study) },
  { id: 'limits', title: 'Limits', content: limitsSection() },
  { id: 'reproduce', title: 'Make it again', content: reproduceSection(study) },
]

const assumptionsSection = (study: Study): Markup =>
  assumptionsWith(
    study.assumptions,
    'Medians and 5th to 95th percentile.',
    'where no future moves it, at the median of',
  )

const reproduceSection = (study: Study): Markup =>
  section(
    'reproduce',
    'Make it again',
    html`<p>Guarantor ${study.version}, seed ${study.seed}. The folder of the study holds the exact documents and assumptions (<code>study.json</code>), all numbers of this page (<code>summary.json</code>) and every draw (<code>draws.parquet</code>). ${readingText(study.reading)}</p>`,
  )

/** The page of a study: one HTML file that needs nothing else. The same study gives the same bytes. */
export const renderStudyReport = (study: Study): string => {
  const title = `Study of ${countText(study.options.length, 'guarantee')}: what drives the answer, and where it breaks`
  const sections = studySections(study)
  const body = html`${trusted(patterns)}
<a class="skip" href="#fan">Skip to the outcomes</a>
<header>
<h1>${title}</h1>
<p class="lead">${samplingText(study)}, the same for every option; ${study.games} games solved. What follows from stated assumptions, and how sure each number is. Not a forecast, and no option is argued for.</p>
<p class="note">± is the 95% half-width that sampling leaves, from independent replicates. How far the 5th and 95th percentile lie apart is what the assumptions leave open: more draws do not narrow it.</p>
${cautionsOf(study.draws, study.options).map((text) => html`<p><strong>${text}</strong></p>`)}
</header>
<main>
${navigation(sections)}
${sections.map(({ content }) => content)}
</main>
<footer><p>Made by Guarantor ${study.version}. Model output under stated assumptions; not a forecast, and no position of any government.</p></footer>`
  return wholePage({ title, version: study.version }, body)
}

interface FanRow {
  readonly y: number
  readonly label: string
  readonly text: string
  readonly p05: number
  readonly p25: number
  readonly p50: number
  readonly p75: number
  readonly p95: number
  readonly low: number
  readonly high: number
}

/** Spread of one metric under every option. */
export const fanDrawing = (study: Study, name: string): Markup => {
  const metric = metricOf(name)
  const rows = study.options.flatMap(({ short, fans }, k): FanRow[] => {
    const fan = fans[name]
    return fan === null || fan === undefined
      ? []
      : [
          {
            y: 26 + k * ROW,
            label: shorten(cleanText(short), 26),
            text: metricText(metric, fan.p50.value),
            p05: fan.p05.value,
            p25: fan.p25.value,
            p50: fan.p50.value,
            p75: fan.p75.value,
            p95: fan.p95.value,
            low: fan.p50.low,
            high: fan.p50.high,
          },
        ]
  })
  const height = 26 + study.options.length * ROW + 18
  const share = metric.unit === 'probability' || metric.unit === 'share'
  const domain = share
    ? [0, 1]
    : [Math.min(0, ...rows.map(({ p05 }) => p05)), Math.max(1, ...rows.map(({ p95 }) => p95))]
  return draw(
    {
      height,
      marginLeft: 18,
      marginRight: 22,
      x: { domain },
      marks: [
        Plot.gridX({ stroke: 'var(--grid)', ticks: 4 }),
        Plot.axisX({
          anchor: 'bottom',
          ticks: 4,
          tickSize: 4,
          label: null,
          tickFormat: (x: number) => (share ? `${Math.round(x * 100)}%` : significant(x)),
        }),
        Plot.ruleY(rows, {
          y: 'y',
          x1: 'p05',
          x2: 'p95',
          stroke: 'var(--main)',
          strokeWidth: 2,
          strokeOpacity: 0.5,
        }),
        Plot.ruleY(rows, {
          y: 'y',
          x1: 'p25',
          x2: 'p75',
          stroke: 'var(--main)',
          strokeWidth: 7,
          strokeOpacity: 0.55,
        }),
        Plot.ruleY(rows, {
          y: (row: FanRow) => row.y + 7,
          x1: 'low',
          x2: 'high',
          stroke: 'currentColor',
          strokeWidth: 1.5,
        }),
        Plot.dot(rows, { y: 'y', x: 'p50', r: 4, fill: 'var(--main)', stroke: 'var(--page)' }),
        Plot.text(rows, {
          y: (row: FanRow) => row.y - 12,
          frameAnchor: 'left',
          text: 'label',
          fill: 'currentColor',
        }),
        Plot.text(rows, {
          y: (row: FanRow) => row.y - 12,
          frameAnchor: 'right',
          text: 'text',
          fill: 'currentColor',
        }),
      ],
    },
    `${metric.label}: ${rows.map(({ label, text, p05, p95 }) => `${label} ${text} (${metricText(metric, p05)} to ${metricText(metric, p95)})`).join('; ')}`,
  )
}

const fanSection = (study: Study): Markup =>
  section(
    'fan',
    'What comes out',
    html`<p>Thin line: 5th to 95th percentile over the draws; thick: the middle half; dot: median; the thin dark line below the dot: the 95% interval that sampling leaves of the median. An option fails in a draw where ${failureText(study.fails)}.</p>
<div class="panels">${metrics.map(({ name, label }) => figure(fanDrawing(study, name), label))}</div>`,
    table(
      html`${metricOf(study.primary).label}; and in how many draws each fails, or is better than the first`,
      ['Option', '5%', 'median', 'mean', '95%', 'fails in', 'better than first in'],
      study.options.map(({ id, short, fans, fails }) => {
        const fan = fans[study.primary] ?? null
        const metric = metricOf(study.primary)
        const difference = study.differences.find((one) => one.id === id)
        return [
          foreign(short),
          ...(['p05', 'p50', 'mean', 'p95'] as const).map((p) =>
            estimateText(metric, fan === null ? null : fan[p]),
          ),
          estimateText(metricOf('deterrence'), fails),
          difference === undefined ? 'first' : estimateText(metricOf('deterrence'), difference.better),
        ]
      }),
      'Outcomes with their sampling errors',
    ),
  )

/** Ticks of a difference lie close together: one more decimal. */
const tickText = ({ unit }: ReturnType<typeof metricOf>, x: number): string => {
  const scaled = unit === 'probability' || unit === 'share' ? x * 100 : x
  return `${scaled > 0 ? '+' : ''}${Number(scaled.toFixed(2))}`.replace('-', '−')
}

interface Bar {
  readonly y: number
  readonly name: string
  readonly low: number
  readonly high: number
  readonly kind: string
}

/** How far each assumption alone moves a number, largest first. */
export const tornadoDrawing = (
  study: Study,
  drivers: Drivers,
  label: string,
  text: (x: number) => string,
  tick: (x: number) => string = text,
): Markup => {
  const bars = drivers.tornado.slice(0, TOP)
  const judged = judgedIn(study)
  if (bars.length === 0 || !Number.isFinite(bars[0].base)) return html`<p>No meaning here.</p>`
  const rows = bars.flatMap(({ name, atLow, atHigh, base }, k): Bar[] => [
    { y: 26 + k * 30, name, low: Math.min(base, atLow), high: Math.max(base, atLow), kind: 'low' },
    { y: 26 + k * 30, name, low: Math.min(base, atHigh), high: Math.max(base, atHigh), kind: 'high' },
  ])
  return draw(
    {
      height: 26 + bars.length * 30 + 18,
      marginLeft: 18,
      marginRight: 22,
      x: { nice: true },
      marks: [
        Plot.gridX({ stroke: 'var(--grid)', ticks: 4 }),
        Plot.axisX({ anchor: 'bottom', ticks: 4, tickSize: 4, label: null, tickFormat: tick }),
        Plot.ruleY(
          rows.filter(({ kind }) => kind === 'low'),
          { y: 'y', x1: 'low', x2: 'high', stroke: 'var(--need)', strokeWidth: 8 },
        ),
        Plot.ruleY(
          rows.filter(({ kind }) => kind === 'high'),
          { y: (bar: Bar) => bar.y + 3, x1: 'low', x2: 'high', stroke: 'var(--main)', strokeWidth: 3 },
        ),
        Plot.ruleX([bars[0].base], { stroke: 'currentColor', strokeDasharray: '2 2' }),
        Plot.text(
          rows.filter(({ kind }) => kind === 'low'),
          {
            y: (bar: Bar) => bar.y - 12,
            frameAnchor: 'left',
            text: ({ name }: Bar) => (judged.has(name) ? `${name} *` : name),
            fill: 'currentColor',
          },
        ),
      ],
    },
    `${label}: ${bars.map(({ name, atLow, atHigh }) => `${name} ${text(atLow)} to ${text(atHigh)}`).join('; ')}`,
  )
}

const indexTable = (study: Study, short: string, drivers: Drivers): Markup => {
  const { sobol, shapley, pawn, morris } = drivers
  const shares = new Map(shapley?.map(({ name, effect }) => [name, effect]))
  const names = sobol?.factors.map(({ name }) => name) ?? shapley?.map(({ name }) => name) ?? []
  const judged = judgedIn(study)
  const main =
    names.length === 0
      ? null
      : table(
          html`${foreign(short)}: shares of the variance, with 95% intervals; ${zeroNote}`,
          ['Assumption', 'First order', 'Total', 'Shapley'],
          names.map((name) => {
            const factor = sobol?.factors.find((one) => one.name === name)
            const effect = shares.get(name)
            return [
              html`<code>${name}</code>${judged.has(name) && ' *'}`,
              factor === undefined ? '–' : indexText(factor.first),
              factor === undefined ? '–' : indexText(factor.total),
              effect === undefined ? '–' : indexText(effect),
            ]
          }),
          `Variance shares of ${cleanText(short)}`,
        )
  const matter = pawn.filter(({ matters }) => matters).slice(0, TOP)
  const metric = metricOf(study.primary)
  const walks = [...(morris ?? [])].sort((a, b) => b.size.value - a.size.value).slice(0, TOP)
  const pairs = pairsText(drivers)
  return html`${main}
<p class="note">PAWN, ${foreign(short)} (0 to 1, 95% intervals): ${matter.length === 0 ? 'no assumption moves the distribution more than chance would' : matter.map(({ name, median }) => `${name} ${rangedText((x) => x.toFixed(2), median)}`).join(', ')}.${pairs !== null && ` Pairs, what they explain together and neither alone: ${pairs}.`}${walks.length > 0 && ` Morris, mean size of a step of half the probability, percentage points where a probability: ${walks.map(({ name, size }) => `${name} ${rangedText((x) => changeText(metric, x).replace('+', ''), size)}`).join(', ')}.`}</p>`
}

/** Names of the assumptions that rest on judgement. */
const judgedIn = ({ assumptions }: Study): ReadonlySet<string> =>
  new Set(assumptions.filter(({ judgement }) => judgement).map(({ name }) => name))

const driversSection = (study: Study): Markup => {
  const metric = metricOf(study.primary)
  return section(
    'drivers',
    'What drives it',
    html`<p>${metric.label}: each assumption alone at its 5th (broad bar) and 95th percentile (narrow bar), the others at their medians (dashed line). Bars show no interaction; the variance shares, where they were asked for, do: what the total has beyond the first order comes from interaction. A star marks judgement; units and sources stand <a href="#assumptions">below</a>.</p>
<div class="panels">${study.options.map(({ short, drivers }) =>
      figure(
        tornadoDrawing(study, drivers, cleanText(short), (x) => metricText(metric, x)),
        foreign(short),
      ),
    )}</div>
${study.options.map(({ short, drivers }) => indexTable(study, short, drivers))}`,
  )
}

const differencesSection = (study: Study): Markup => {
  const metric = metricOf(study.primary)
  const first = study.options[0]
  const shorts = new Map(study.options.map(({ id, short }) => [id, short]))
  const real = study.differences.filter(({ drivers }) => drivers.spread.value > 1e-6)
  return section(
    'differences',
    'What drives the differences',
    real.length === 0
      ? html`<p>No option differs from the first in any draw.</p>`
      : html`<p>${metric.label}, less that of ${foreign(first.short)} on the same draws. What both share drops out, so other assumptions may matter here than above.</p>
<div class="panels">${real.map(({ id, drivers }) =>
          figure(
            tornadoDrawing(
              study,
              drivers,
              cleanText(shorts.get(id) ?? id),
              (x) => changeText(metric, x),
              (x) => tickText(metric, x),
            ),
            foreign(shorts.get(id) ?? id),
          ),
        )}</div>
${real.map(({ id, drivers }) => indexTable(study, `${shorts.get(id) ?? id} less ${first.short}`, drivers))}`,
  )
}

const breakingSection = (study: Study): Markup => {
  const shorts = study.options.map(({ short }) => cleanText(short))
  const units = unitsOf(study)
  const rows = (options: readonly OptionStudy[]) =>
    [...options.flatMap(({ breaking }) => breaking), ...study.orders]
      .filter(({ at }) => Number.isFinite(at))
      .map((answer) => [
        answer.question.kind === 'threshold' ? foreign(shorts[answer.question.option]) : 'Order',
        questionText(answer, shorts),
        aloneText(units, answer, 5),
        togetherText(answer, 5),
      ])
  const found = rows(study.options)
  return section(
    'breaking',
    'Where it breaks',
    found.length === 0
      ? html`<p>Not asked for, or nothing to turn round.</p>`
      : html`<p>The smallest change from the medians that turns a verdict or an order round, in standard deviations of each assumption: ${deviations(1)} takes one from its median to its 84th percentile. The joint change is the shortest that was found; a shorter one may exist. What breaks within one standard deviation is not settled by these assumptions.</p>`,
    found.length === 0
      ? null
      : table(
          'Breaking points within 3 sd',
          ['Option', 'At the medians', 'Alone', 'Together'],
          found,
          'Breaking points',
          'assumptions',
        ),
  )
}

const boxesSection = (study: Study): Markup => {
  const units = unitsOf(study)
  return section(
    'boxes',
    'Where it fails',
    html`<p>An option fails in a draw where ${failureText(study.fails)}. A box is a set of limits on few assumptions inside which failures are dense. Shares are those of a quarter of the draws that had no part in finding it, with 95% intervals. Limits that may be chance were dropped.</p>
<dl>${study.options.map(({ short, boxes, boxesOfFutures }) => html`<dt>${foreign(short)}</dt><dd>${boxesText(units, boxes)}${boxesOfFutures !== null && ` Over the deeply uncertain: ${lowerFirst(boxesText(units, boxesOfFutures, 'futures'))}`}</dd>`)}</dl>`,
    table(
      'Limits of all boxes',
      ['Option', 'Box', 'Assumption', 'at least', 'at most', 'Unit', 'quasi-p'],
      study.options.flatMap(({ short, boxes, boxesOfFutures }) =>
        [...boxes.boxes, ...(boxesOfFutures?.boxes ?? [])].flatMap(({ limits }, k) =>
          limits.map(({ name, low, high, quasiP }) => [
            foreign(short),
            String(k + 1),
            html`<code>${name}</code>`,
            low === null ? '–' : significant(low),
            high === null ? '–' : significant(high),
            units.get(name) ?? '',
            quasiP < 1e-12 ? '<1e-12' : quasiP.toExponential(1),
          ]),
        ),
      ),
      'Limits of boxes',
    ),
  )
}

const robustnessSection = ({ regret, options, differences }: Study): Markup | null => {
  if (regret === null || differences.length === 0) return null
  const metric = metricOf(regret.primary)
  const concordance = (w: number | null): string => (w === null ? '–' : w.toFixed(2))
  return section(
    'robustness',
    'Robustness',
    html`<p>${metric.label}. ${regretNote(regret)} Lead: how much the best other option is ahead, median; below zero the option itself leads. Rankings agree (Kendall's W, 1 is full agreement): ${concordance(regret.concordance.scenarios)} across scenarios, ${concordance(regret.concordance.metrics)} across metrics, ${concordance(regret.concordance.weights)} across weightings.</p>`,
    table(
      'Regret, satisficing and rank over scenarios',
      [
        'Option',
        'Regret, median',
        'nine in ten',
        'worst',
        'Lead',
        'Worst case',
        'Does not fail in',
        'First in scenarios',
        'First by weights',
      ],
      regret.options.map((one, option) => [
        foreign(options[option].short),
        changeText(metric, one.regretMedian),
        changeText(metric, one.regretP90),
        changeText(metric, one.regretMax),
        one.lead === null ? '–' : changeText(metric, one.lead),
        metricText(metric, one.worst),
        percent(one.satisficing),
        percent(one.ranks.scenarios[0]),
        percent(one.ranks.weights[0]),
      ]),
      'Robustness',
    ),
  )
}

const convergenceSection = ({ rounds, until, reached, primary }: Study): Markup => {
  const metric = metricOf(primary)
  return section(
    'convergence',
    'How sure the sampling is',
    html`<p>The widest 95% half-width among the means and medians of ${lowerFirst(metric.label)} and of its differences, by number of draws.${until === null ? ' No precision was asked for.' : ` Asked for: ${changeText(metric, until.halfWidth).replace('+', '')}, ${reached === true ? 'reached' : 'not reached'}.`}</p>`,
    table(
      'Sampling error by round',
      ['Round', 'Draws', 'Widest half-width'],
      rounds.map(({ draws, halfWidth }, k) => [
        String(k + 1),
        String(draws),
        changeText(metric, halfWidth).replace('+', ''),
      ]),
      'Convergence',
    ),
  )
}
