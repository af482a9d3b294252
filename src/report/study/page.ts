import type { Drivers, OptionStudy, Study } from '../../study/uncertainty/index.js'
import { metrics } from '../../study/uncertainty/index.js'
import { cautionsOf } from '../cautions.js'
import { navigation, type ReportSection } from '../contents.js'
import { figure, foreign, html, type Markup, section, table, trusted } from '../markup.js'
import { draw, Plot } from '../plot.js'
import { assumptionsWith, limitsSection } from '../sections/assumptions.js'
import { wholePage } from '../shell.js'
import type { Strings } from '../strings/en.js'
import { type Language, stringsIn } from '../strings/index.js'
import { patterns } from '../style.js'
import { cleanText, shorten } from '../text.js'
import { assumptionIn, inLanguage, markedIn } from '../translate.js'
import { NO_NUMBER, readingText } from '../words.js'
import {
  aloneText,
  boxesText,
  changeText,
  deviations,
  estimateText,
  failureText,
  indexText,
  labelOf,
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
} from './words.js'

const ROW = 34
const TOP = 10

/** The parts of the page of a study, in their order. */
export const studySections = (study: Study, language: Language = 'en'): readonly ReportSection[] => {
  const t = stringsIn(language)
  const said: Study = { ...study, assumptions: study.assumptions.map((one) => assumptionIn(one, t)) }
  const say = t.study
  return inLanguage(
    [
      { id: 'fan', title: say.fan.short, content: fanSection(said, t) },
      { id: 'drivers', title: say.drivers.short, content: driversSection(said, t) },
      { id: 'differences', title: say.differences.short, content: differencesSection(said, t) },
      { id: 'boxes', title: say.boxes.short, content: boxesSection(said, t) },
      { id: 'breaking', title: say.breaking.short, content: breakingSection(said, t) },
      { id: 'robustness', title: say.robustness.short, content: robustnessSection(said, t) },
      { id: 'convergence', title: say.convergence.short, content: convergenceSection(said, t) },
      { id: 'assumptions', title: t.assumptions.short, content: assumptionsSection(said, t) },
      { id: 'limits', title: t.limits.short, content: limitsSection(t) },
      { id: 'reproduce', title: t.reproduce.short, content: reproduceSection(said, t) },
    ],
    t,
  )
}

const assumptionsSection = (study: Study, t: Strings): Markup =>
  assumptionsWith(study.assumptions, t.study.assumptionsCaption, t.study.assumptionsOtherwise, t)

const reproduceSection = (study: Study, t: Strings): Markup => {
  const say = t.study.reproduce
  return section(
    'reproduce',
    t.reproduce.title,
    html`<p>${say.start(study.version, study.seed)}<code>study.json</code>${say.numbers}<code>summary.json</code>${say.draws}<code>draws.parquet</code>${say.end}${readingText(study.reading, t)}</p>`,
  )
}

/** The page of a study: one HTML file that needs nothing else. The same study gives the same bytes. */
export const renderStudyReport = (study: Study, language: Language = 'en'): string => {
  const t = stringsIn(language)
  const title = t.study.title(study.options.length)
  const sections = studySections(study, language)
  const body = html`${trusted(patterns)}
<a class="skip" href="#fan">${t.study.skip}</a>
<header>
<h1>${title}</h1>
<p class="lead">${t.study.lead(samplingText(study, t), study.games)}</p>
<p class="note">${t.study.note}</p>
${cautionsOf(study.draws, study.options, t).map((text) => html`<p><strong>${text}</strong></p>`)}
</header>
<main>
${navigation(sections, t)}
${sections.map(({ content }) => content)}
</main>
<footer><p>${t.page.footer(study.version)}</p></footer>`
  return wholePage({ title, version: study.version, language }, markedIn(body, t))
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
export const fanDrawing = (study: Study, name: string, t: Strings): Markup => {
  const metric = metricOf(name)
  const rows = study.options.flatMap(({ short, fans }, k): FanRow[] => {
    const fan = fans[name]
    return fan === null || fan === undefined
      ? []
      : [
          {
            y: 26 + k * ROW,
            label: shorten(cleanText(short), 26),
            text: metricText(metric, fan.p50.value, t),
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
          tickFormat: (x: number) => (share ? `${Math.round(x * 100)}%` : t.significant(x)),
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
    `${labelOf(metric, t)}: ${rows
      .map(
        ({ label, text, p05, p95 }) =>
          `${label} ${text} (${t.range(metricText(metric, p05, t), metricText(metric, p95, t))})`,
      )
      .join('; ')}`,
  )
}

const fanSection = (study: Study, t: Strings): Markup => {
  const metric = metricOf(study.primary)
  const share = metricOf('deterrence')
  return section(
    'fan',
    t.study.fan.title,
    html`<p>${t.study.fan.lead(failureText(study.fails, t))}</p>
<div class="panels">${metrics.map((one) => figure(fanDrawing(study, one.name, t), labelOf(one, t)))}</div>`,
    table(
      t.study.fan.caption(labelOf(metric, t)),
      t.study.fan.heads,
      study.options.map(({ id, short, fans, fails }) => {
        const fan = fans[study.primary] ?? null
        const difference = study.differences.find((one) => one.id === id)
        return [
          foreign(short),
          ...(['p05', 'p50', 'mean', 'p95'] as const).map((p) =>
            estimateText(metric, fan === null ? null : fan[p], t),
          ),
          estimateText(share, fails, t),
          difference === undefined ? t.study.first : estimateText(share, difference.better, t),
        ]
      }),
      t.study.fan.label,
    ),
  )
}

/** Ticks of a difference lie close together: one more decimal. */
const tickText = ({ unit }: ReturnType<typeof metricOf>, x: number, t: Strings): string => {
  const scaled = unit === 'probability' || unit === 'share' ? x * 100 : x
  return `${scaled > 0 ? '+' : ''}${t.decimals(Number(scaled.toFixed(2)))}`.replace('-', '−')
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
  t: Strings,
  text: (x: number) => string,
  tick: (x: number) => string = text,
): Markup => {
  const bars = drivers.tornado.slice(0, TOP)
  const judged = judgedIn(study)
  if (bars.length === 0 || !Number.isFinite(bars[0].base)) return html`<p>${t.study.drivers.noMeaning}</p>`
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
    `${label}: ${bars.map(({ name, atLow, atHigh }) => `${name} ${t.range(text(atLow), text(atHigh))}`).join('; ')}`,
  )
}

const indexTable = (study: Study, short: string, drivers: Drivers, t: Strings): Markup => {
  const { sobol, shapley, pawn, morris } = drivers
  const say = t.study.drivers
  const shares = new Map(shapley?.map(({ name, effect }) => [name, effect]))
  const names = sobol?.factors.map(({ name }) => name) ?? shapley?.map(({ name }) => name) ?? []
  const judged = judgedIn(study)
  const main =
    names.length === 0
      ? null
      : table(
          html`${foreign(short)}${say.caption}${say.zero}`,
          say.heads,
          names.map((name) => {
            const factor = sobol?.factors.find((one) => one.name === name)
            const effect = shares.get(name)
            return [
              html`<code>${name}</code>${judged.has(name) && ' *'}`,
              factor === undefined ? NO_NUMBER : indexText(factor.first, t),
              factor === undefined ? NO_NUMBER : indexText(factor.total, t),
              effect === undefined ? NO_NUMBER : indexText(effect, t),
            ]
          }),
          say.label(cleanText(short)),
        )
  const matter = pawn.filter(({ matters }) => matters).slice(0, TOP)
  const metric = metricOf(study.primary)
  const step = (x: number): string => changeText(metric, x, t).replace('+', '')
  const walks = [...(morris ?? [])].sort((a, b) => b.size.value - a.size.value).slice(0, TOP)
  const pairs = pairsText(drivers, t)
  const gaps = matter.map(({ name, median }) => `${name} ${rangedText((x) => t.fixed(x, 2), median, t)}`)
  return html`${main}
<p class="note">PAWN, ${foreign(short)}${say.pawn}${matter.length === 0 ? say.pawnNone : gaps.join(', ')}.${pairs !== null && say.pairs(pairs)}${walks.length > 0 && say.morris(walks.map(({ name, size }) => `${name} ${rangedText(step, size, t)}`).join(', '))}</p>`
}

/** Names of the assumptions that rest on judgement. */
const judgedIn = ({ assumptions }: Study): ReadonlySet<string> =>
  new Set(assumptions.filter(({ judgement }) => judgement).map(({ name }) => name))

const driversSection = (study: Study, t: Strings): Markup => {
  const metric = metricOf(study.primary)
  const say = t.study.drivers
  return section(
    'drivers',
    say.title,
    html`<p>${say.lead(labelOf(metric, t))}<a href="#assumptions">${say.below}</a>.</p>
<div class="panels">${study.options.map(({ short, drivers }) =>
      figure(
        tornadoDrawing(study, drivers, cleanText(short), t, (x) => metricText(metric, x, t)),
        foreign(short),
      ),
    )}</div>
${study.options.map(({ short, drivers }) => indexTable(study, short, drivers, t))}`,
  )
}

const differencesSection = (study: Study, t: Strings): Markup => {
  const metric = metricOf(study.primary)
  const say = t.study.differences
  const first = study.options[0]
  const shorts = new Map(study.options.map(({ id, short }) => [id, short]))
  const real = study.differences.filter(({ drivers }) => drivers.spread.value > 1e-6)
  return section(
    'differences',
    say.title,
    real.length === 0
      ? html`<p>${say.none}</p>`
      : html`<p>${say.lead(labelOf(metric, t))}${foreign(first.short)}${say.leadEnd}</p>
<div class="panels">${real.map(({ id, drivers }) =>
          figure(
            tornadoDrawing(
              study,
              drivers,
              cleanText(shorts.get(id) ?? id),
              t,
              (x) => changeText(metric, x, t),
              (x) => tickText(metric, x, t),
            ),
            foreign(shorts.get(id) ?? id),
          ),
        )}</div>
${real.map(({ id, drivers }) => indexTable(study, say.less(shorts.get(id) ?? id, first.short), drivers, t))}`,
  )
}

const breakingSection = (study: Study, t: Strings): Markup => {
  const say = t.study.breaking
  const shorts = study.options.map(({ short }) => cleanText(short))
  const units = unitsOf(study)
  const rows = (options: readonly OptionStudy[]) =>
    [...options.flatMap(({ breaking }) => breaking), ...study.orders]
      .filter(({ at }) => Number.isFinite(at))
      .map((answer) => [
        answer.question.kind === 'threshold' ? foreign(shorts[answer.question.option]) : say.order,
        questionText(answer, shorts, t),
        aloneText(units, answer, 5, t),
        togetherText(answer, 5, t),
      ])
  const found = rows(study.options)
  return section(
    'breaking',
    say.title,
    found.length === 0 ? html`<p>${say.none}</p>` : html`<p>${say.lead(deviations(1, t))}</p>`,
    found.length === 0 ? null : table(say.caption, say.heads, found, say.label, 'assumptions'),
  )
}

const boxesSection = (study: Study, t: Strings): Markup => {
  const say = t.study.boxes
  const units = unitsOf(study)
  return section(
    'boxes',
    say.title,
    html`<p>${say.lead(failureText(study.fails, t))}</p>
<dl>${study.options.map(({ short, boxes, boxesOfFutures }) => html`<dt>${foreign(short)}</dt><dd>${boxesText(units, boxes, 'draws', t)}${boxesOfFutures !== null && say.futures(lowerFirst(boxesText(units, boxesOfFutures, 'futures', t)))}</dd>`)}</dl>`,
    table(
      say.caption,
      say.heads,
      study.options.flatMap(({ short, boxes, boxesOfFutures }) =>
        [...boxes.boxes, ...(boxesOfFutures?.boxes ?? [])].flatMap(({ limits }, k) =>
          limits.map(({ name, low, high, quasiP }) => [
            foreign(short),
            String(k + 1),
            html`<code>${name}</code>`,
            low === null ? NO_NUMBER : t.significant(low),
            high === null ? NO_NUMBER : t.significant(high),
            units.get(name) ?? '',
            quasiP < 1e-12 ? `<${t.exponential(1e-12)}` : t.exponential(quasiP, 1),
          ]),
        ),
      ),
      say.label,
    ),
  )
}

const robustnessSection = ({ regret, options, differences }: Study, t: Strings): Markup | null => {
  if (regret === null || differences.length === 0) return null
  const say = t.study.robustness
  const metric = metricOf(regret.primary)
  const concordance = (w: number | null): string => (w === null ? NO_NUMBER : t.fixed(w, 2))
  return section(
    'robustness',
    say.title,
    html`<p>${say.lead(labelOf(metric, t), regretNote(regret, t), concordance(regret.concordance.scenarios), concordance(regret.concordance.metrics), concordance(regret.concordance.weights))}</p>`,
    table(
      say.caption,
      say.heads,
      regret.options.map((one, option) => [
        foreign(options[option].short),
        changeText(metric, one.regretMedian, t),
        changeText(metric, one.regretP90, t),
        changeText(metric, one.regretMax, t),
        one.lead === null ? NO_NUMBER : changeText(metric, one.lead, t),
        metricText(metric, one.worst, t),
        t.percent(one.satisficing),
        t.percent(one.ranks.scenarios[0]),
        t.percent(one.ranks.weights[0]),
      ]),
      say.label,
    ),
  )
}

const convergenceSection = ({ rounds, until, reached, primary }: Study, t: Strings): Markup => {
  const say = t.study.convergence
  const metric = metricOf(primary)
  const width = (x: number): string => changeText(metric, x, t).replace('+', '')
  return section(
    'convergence',
    say.title,
    html`<p>${say.lead(lowerFirst(labelOf(metric, t)))}${until === null ? say.notAsked : say.asked(width(until.halfWidth), reached === true)}</p>`,
    table(
      say.caption,
      say.heads,
      rounds.map(({ draws, halfWidth }, k) => [String(k + 1), String(draws), width(halfWidth)]),
      say.label,
    ),
  )
}
