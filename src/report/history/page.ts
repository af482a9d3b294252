import { exp } from '../../core/elementary.js'
import type { EventScores, PeriodScores } from '../../history/backtest.js'
import type { Conditioning } from '../../history/condition.js'
import { occasionTerms } from '../../history/occasions.js'
import { primitives, shownValue } from '../../history/primitives.js'
import type { RecordScores } from '../../history/record.js'
import { figure, foreign, html, type Markup, section, table, trusted } from '../markup.js'
import { percent, significant } from '../numbers.js'
import { draw, Plot } from '../plot.js'
import { limitsSection } from '../sections/assumptions.js'
import { wholePage } from '../shell.js'
import { patterns } from '../style.js'
import { conditioningSection } from './conditioning.js'
import { decimal, eventNames, periodName, verdictOn, withInterval } from './words.js'

const contents = [
  ['verdict', 'Who predicts better'],
  ['scores', 'Scores'],
  ['calibration', 'Calibration'],
  ['fitted', 'What was fitted'],
  ['honour', 'Honour'],
  ['conditioning', 'Conditioned'],
  ['structure', 'Where the structure helps'],
  ['protocol', 'Protocol'],
  ['limits', 'Limits'],
] as const

/** The page of the record: one HTML file that needs nothing else. The same scores give the same bytes. */
export const renderRecordReport = (
  record: RecordScores,
  conditioning: Conditioning,
  version: string,
): string => {
  const title = 'The record: the crisis game beside two centuries of disputes'
  const { frozen } = record
  const body = html`${trusted(patterns)}
<a class="skip" href="#verdict">Skip to the verdict</a>
<header>
<h1>${title}</h1>
<p class="lead">${record.games} games of directed pairs of states in years in which a dispute could begin, built from recorded facts alone and solved${record.controls === null ? '' : ` (every year with a new dispute, and ${record.controls} quiet ones of each stratum and period, weighted to stand for all)`}. Fitted on ${frozen.years.from} to ${frozen.years.to}, frozen, then scored on what came after. No forecast of any case.</p>
</header>
<main>
<nav aria-label="Contents"><ul>${contents.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
${verdictSection(record)}
${scoresSection(record)}
${calibrationSection(record)}
${fittedSection(record)}
${honourSection(record)}
${conditioningSection(conditioning)}
${structureSection()}
${protocolSection(record)}
${limitsSection()}
</main>
<footer><p>Made by Guarantor ${version}. Model output under stated assumptions; not a forecast, and no position of any government.</p></footer>`
  return wholePage({ title, version }, body)
}

const seenText = (period: PeriodScores, record: RecordScores): string =>
  period.to <= record.frozen.years.to
    ? 'fitted on these years'
    : period.from > record.frozen.years.to
      ? 'not seen by the fit'
      : 'partly seen by the fit'

const verdictSection = (record: RecordScores): Markup =>
  section(
    'verdict',
    'Who predicts better',
    record.periods.map(
      (period) => html`<h3>${periodName(period)}, ${seenText(period, record)}</h3>
<ul>${period.events.map((scores) => html`<li>${verdictOn(scores)}</li>`)}</ul>`,
    ),
  )

const ROW = 30

const aucDrawing = (scores: EventScores): Markup => {
  const rows = scores.methods.map((method, k) => ({
    y: 22 + k * ROW,
    name: method.name,
    value: method.auc.value,
    low: method.auc.low,
    high: method.auc.high,
    text: decimal(method.auc.value, 3),
    model: method.id === 'model',
  }))
  return draw(
    {
      height: 22 + rows.length * ROW + 14,
      marginLeft: 14,
      marginRight: 20,
      x: { domain: [0.45, 1] },
      marks: [
        Plot.gridX([0.5, 0.6, 0.7, 0.8, 0.9, 1], { stroke: 'var(--grid)' }),
        Plot.axisX([0.5, 0.6, 0.7, 0.8, 0.9, 1], { anchor: 'bottom', tickSize: 4, label: null }),
        Plot.ruleY(rows, { y: 'y', x1: 'low', x2: 'high', stroke: 'currentColor', strokeWidth: 2 }),
        Plot.dot(rows, {
          y: 'y',
          x: 'value',
          r: 5,
          symbol: (row: (typeof rows)[number]) => (row.model ? 'diamond' : 'circle'),
          fill: (row: (typeof rows)[number]) => (row.model ? 'var(--loss)' : 'var(--main)'),
          stroke: 'var(--paper)',
        }),
        Plot.text(rows, {
          y: (row: (typeof rows)[number]) => row.y - 12,
          frameAnchor: 'left',
          text: 'name',
          fill: 'currentColor',
        }),
        Plot.text(rows, {
          y: (row: (typeof rows)[number]) => row.y - 12,
          frameAnchor: 'right',
          text: 'text',
          fill: 'currentColor',
        }),
      ],
    },
    `Area under the ROC curve, ${eventNames[scores.event]}: ${rows.map(({ name, text, low, high }) => `${name} ${text} (${decimal(low, 3)} to ${decimal(high, 3)})`).join('; ')}`,
  )
}

const scoresSection = (record: RecordScores): Markup =>
  section(
    'scores',
    'Scores',
    html`<p>AUC is the chance that a year in which it happened had the higher probability: .5 is no better than a coin. Lines are 95% intervals over resampled pairs of states; the diamond is the crisis game. The log score counts probabilities, too: lower is better.</p>`,
    record.periods.map(
      (period) => html`<h3>${periodName(period)}, ${seenText(period, record)}</h3>
<div class="panels">${period.events.map((scores) => figure(aucDrawing(scores), html`${eventNames[scores.event]}<small>AUC; ${scores.cases} cases in ${scores.rows} directed dyad-years</small>`))}</div>
${table(
  `Scores, ${periodName(period)}. Skill: by how much the crisis game's score is better (above 0) or worse than the comparator's, percent.`,
  [
    'Event and method',
    'AUC',
    'Brier × 10,000',
    'Log × 1,000',
    'Brier skill of the game, %',
    'Log skill of the game, %',
  ],
  period.events.flatMap((scores) =>
    scores.methods.map((method) => [
      html`${method.name}<small>${eventNames[scores.event]}</small>`,
      withInterval(method.auc, 3),
      decimal(method.brier.value * 1e4, 2),
      decimal(method.log.value * 1e3, 2),
      method.id === 'model' ? '' : withInterval(method.brierSkill, 1, 100),
      method.id === 'model' ? '' : withInterval(method.logSkill, 1, 100),
    ]),
  ),
  `Scores ${periodName(period)}`,
)}`,
    ),
  )

interface Bin {
  readonly predicted: number
  readonly observed: number
  readonly low: number
  readonly high: number
  readonly method: string
}

const LEAST = 0.00002

/** What was said beside what happened, on log scales. */
export const calibrationDrawing = (scores: EventScores): Markup => {
  const bins: Bin[] = scores.methods
    .filter(({ id }) => id === 'model' || id === 'alliances')
    .flatMap(({ name, calibration }) =>
      calibration.map(({ predicted, observed, low, high }) => ({
        predicted: Math.max(LEAST, predicted),
        observed: Math.max(LEAST, observed),
        low: Math.max(LEAST, low),
        high: Math.max(LEAST, high),
        method: name,
      })),
    )
  const top = Math.max(0.01, ...bins.map(({ predicted, high }) => Math.max(predicted, high)))
  const domain = [LEAST, Math.min(1, top * 1.2)]
  const isModel = (bin: Bin): boolean => bin.method === 'Crisis game'
  const ticks = [0.0001, 0.001, 0.01, 0.1, 1].filter((tick) => tick >= domain[0] && tick <= domain[1])
  const label = (x: number): string => `${Number((x * 100).toPrecision(1))}%`
  return draw(
    {
      height: 300,
      marginLeft: 48,
      marginBottom: 40,
      x: { type: 'log', domain },
      y: { type: 'log', domain, axis: null },
      marks: [
        Plot.gridX(ticks, { stroke: 'var(--grid)' }),
        Plot.gridY(ticks, { stroke: 'var(--grid)' }),
        Plot.axisX(ticks, {
          anchor: 'bottom',
          tickFormat: label,
          label: 'said, a year',
          labelAnchor: 'center',
        }),
        Plot.axisY(ticks, { anchor: 'left', tickFormat: label, label: null }),
        Plot.line(
          [
            [domain[0], domain[0]],
            [domain[1], domain[1]],
          ],
          { stroke: 'currentColor', strokeDasharray: '4 3' },
        ),
        Plot.ruleX(bins, {
          x: 'predicted',
          y1: 'low',
          y2: 'high',
          stroke: 'currentColor',
          strokeOpacity: 0.5,
        }),
        Plot.dot(bins, {
          x: 'predicted',
          y: 'observed',
          r: 5,
          symbol: (bin: Bin) => (isModel(bin) ? 'diamond' : 'circle'),
          fill: (bin: Bin) => (isModel(bin) ? 'var(--loss)' : 'var(--main)'),
          stroke: 'var(--paper)',
        }),
      ],
    },
    `Calibration, ${eventNames[scores.event]}: ${bins.map(({ method, predicted, observed }) => `${method} said ${percent(predicted)}, happened ${percent(observed)}`).join('; ')}`,
  )
}

const calibrationSection = (record: RecordScores): Markup =>
  section(
    'calibration',
    'Calibration',
    html`<p>Groups of dyad-years with like probabilities, each with about the same expected number of cases: what was said (across) against what happened (up), both on a logarithmic scale. On the dashed line they agree; lines are 95% intervals (Wilson). Diamonds: the crisis game; circles: the logit with alliances. What never happened is drawn at the bottom.</p>`,
    record.periods.map(
      (period) => html`<h3>${periodName(period)}, ${seenText(period, record)}</h3>
<div class="panels">${period.events.map((scores) => figure(calibrationDrawing(scores), eventNames[scores.event]))}</div>`,
    ),
  )

const fittedSection = ({ frozen }: RecordScores): Markup => {
  const term = (name: string) => frozen.terms.find((one) => one.name === name)
  return section(
    'fitted',
    'What was fitted',
    html`<p>Everything else is at the product's medians. Posterior mode under wide normal priors, with the 95% interval that robust errors clustered by dyad give. A precision (lambda) near 0 says that payoffs as the game counts them tell little of who challenged whom.</p>`,
    table(
      'Scale primitives of the game',
      ['Primitive', 'Unit', 'Prior: median (95%)', 'Fitted: mode (95%)'],
      primitives.map((primitive) => {
        const found = term(primitive.name)
        const shown = (x: number): string => significant(shownValue(primitive, x))
        const range = (at: number, sd: number): string =>
          `${shown(at)} (${shown(at - 1.96 * sd)} to ${shown(at + 1.96 * sd)})`
        return [
          html`<code>${primitive.name}</code><small>${primitive.meaning}</small>`,
          primitive.unit,
          range(primitive.prior.mean, primitive.prior.sd),
          found === undefined ? '' : range(found.at, found.se),
        ]
      }),
      'Scale primitives',
    ),
    table(
      'Rate of occasions: factors on the rate (first row: occasions a year)',
      ['Fact', 'Factor (95%)'],
      occasionTerms.map(({ name, meaning }) => {
        const found = term(`rate.${name}`)
        return [
          html`${name}<small>${meaning}</small>`,
          found === undefined
            ? ''
            : `${significant(exp(found.at))} (${significant(exp(found.at - 1.96 * found.se))} to ${significant(exp(found.at + 1.96 * found.se))})`,
        ]
      }),
      'Rate of occasions',
    ),
  )
}

const honourSection = ({ selection, honour }: RecordScores): Markup =>
  section(
    'honour',
    'Honour, and who is attacked',
    html`<p>P(a guarantor gives what it owes | full attack, casus foederis found) in the model. If pacts that are less likely to be honoured are attacked more, honour among the attacked is below honour among all: the selection that makes observed rates understate strong pacts (basis 2.1; Smith 1995).</p>`,
    table(
      'Selection inside the model',
      [
        'Era',
        'Targets with a pact',
        'All alike',
        'Weighted by the risk of war',
        'At least one: all alike',
        'weighted',
      ],
      selection
        .filter(({ rows }) => rows > 0)
        .map((one) => [
          one.era,
          `${one.rows} dyad-years`,
          percent(one.everywhere),
          percent(one.attacked),
          percent(one.someEverywhere),
          percent(one.someAttacked),
        ]),
      'Selection',
    ),
    honour === null
      ? html`<p class="note">The files of honour in wars were not given (<code>--data</code>).</p>`
      : html`${table(
          'Beside the cases of Berkemeier and Fuhrmann (2018): defence pacts with a member attacked from outside',
          ['Era and kind', 'Cases', 'Honoured', 'Some ally helped', 'Model: each', 'Model: at least one'],
          honour.map((one) => [
            `${one.era}, ${one.kind}`,
            one.cases,
            `${one.honoured} (${percent(one.honoured / one.cases)})`,
            `${one.someHelped} (${percent(one.someHelped / one.cases)})`,
            percent(one.each),
            percent(one.some),
          ]),
          'Honour beside the cases',
        )}<p class="note">All defence cases: 42 of 102 honoured; 36 of 59 before 1945, 6 of 43 after (10 if one ally helping is enough). Only cases that can be joined to a directed dyad-year of the panel are above. Offence and neutrality have no part in the game.</p>`,
  )

const structureSection = (): Markup =>
  section(
    'structure',
    'Where the structure helps, and where not',
    html`<ul>
<li><strong>Not for ranking pairs of states by risk.</strong> Most of what can be known of that is in rivalry, nearness and past disputes. A logit takes it from there directly; the game gets it through the rate of occasions, and its payoffs add little.</li>
<li><strong>For questions a logit cannot be asked.</strong> What if this guarantor left, if the text were automatic, if two brigades stood forward? A coefficient for "has a defence pact" has no answer; the game has one, under assumptions that this page shows to be weakly tied to the record.</li>
<li><strong>For coalitions.</strong> Who comes given who else comes, and the selection of who is attacked, are made inside the game.</li>
<li><strong>Not as proof that pacts deter.</strong> States in danger seek allies. Neither the logit nor the game corrects for that, and signs flip with controls (basis 2.2).</li>
</ul>`,
  )

const protocolSection = (record: RecordScores): Markup => {
  const { frozen } = record
  return section(
    'protocol',
    'Protocol',
    html`<p>Fitted on ${frozen.rows} directed dyad-years of ${frozen.years.from} to ${frozen.years.to} with ${frozen.initiations} new disputes (no World Wars, no ongoing dispute). The likelihood used all years with a dispute and ${frozen.sample.perStratum} quiet ones of each of three strata, weighted to stand for all: ${frozen.sample.rows} games a step. Nothing was chosen on later years. Comparators were fitted to all rows of the same years. Panel: <code>${foreign(record.panel)}</code>; guarantors ${record.guarantors}; ${record.unsolved} of ${record.games} games did not converge. Grid of scoring: ${frozen.scoring.valueNodes} values of the objective, ${frozen.scoring.shockNodes} common shocks, ${frozen.scoring.cells} cells of force. Bootstrap: ${record.samples} samples of dyads, seed ${record.seed}.</p>
<p class="note">Data: Gibler, Miller and Little 2.2.1; Correlates of War; ATOP 5.1; Polity; Thompson, Sakuwa and Suhas 2021; Berkemeier and Fuhrmann 2018. docs/history.md has versions and citations.</p>`,
  )
}
