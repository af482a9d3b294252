import type {
  CaseEventScores,
  CasesSummary,
  JudgedCase,
  PriorScores,
  Spread,
} from '../../history/cases/index.js'
import { countsAs } from '../../history/cases/index.js'
import { figure, foreign, html, type Markup, section, table, trusted } from '../markup.js'
import { percent, rangeText } from '../numbers.js'
import { draw, Plot } from '../plot.js'
import { asGiven, type Line, lineMarks, plain, type Style } from '../rows.js'
import { limitsSection } from '../sections/assumptions.js'
import { wholePage } from '../shell.js'
import { patterns } from '../style.js'
import { shorten } from '../text.js'
import { responseWords, sentenceCase } from '../words.js'
import {
  choiceSentence,
  honourSelection,
  honourVerdict,
  priorWords,
  scoreVerdict,
} from './caseScoresWords.js'
import {
  caseEventWords,
  comparisonWords,
  gravestChance,
  honouredWords,
  itemWords,
  likeliest,
  monthsText,
  spreadText,
  stepWords,
  verdictOfRun,
} from './caseWords.js'
import { decimal, withInterval } from './words.js'

const contents = [
  ['verdict', 'In short'],
  ['cases', 'All cases'],
  ['scores', 'Scores'],
  ['calibration', 'Calibration'],
  ['honour', 'Honour'],
  ['why', 'What it gets wrong, and why'],
  ['coders', 'Two coders'],
  ['method', 'How it was done'],
  ['limits', 'Limits'],
] as const

/** The page of all past cases: one HTML file that needs nothing else. The same summary gives the same bytes. */
export const renderCasesReport = (summary: CasesSummary): string => {
  const title = 'Past cases: what the model said, what happened, what it gets wrong and why'
  const [first] = summary.priors
  const judged = first.answers.map((given, k): JudgedCase => ({ ...given, pastCase: summary.cases[k] }))
  const body = html`${trusted(patterns)}
<a class="skip" href="#verdict">Skip to the verdict</a>
<header>
<h1>${title}</h1>
<p class="lead">${judged.length} guarantees and crises, coded from what was known on the day, before anybody ran the model on them. The model is asked without being told what happened; then both stand side by side. These are explanations and tests, no forecasts.</p>
</header>
<main>
<nav aria-label="Contents"><ul>${contents.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
${verdictSection(summary, judged)}
${casesSection(judged, first)}
${scoresSection(summary)}
${calibrationSection(first)}
${honourSection(first)}
${whySection(judged)}
${codersSection(summary)}
${methodSection(summary)}
${limitsSection()}
</main>
<footer><p>Made by Guarantor ${summary.version}. Model output under stated assumptions; not a forecast, and no position of any government.</p></footer>`
  return wholePage({ title, version: summary.version, style: '.day{white-space:nowrap}' }, body)
}

const verdictSection = ({ priors: [first] }: CasesSummary, judged: readonly JudgedCase[]): Markup => {
  const attacked = judged.filter(({ pastCase }) => countsAs(pastCase.outcome.challenge, 'any'))
  const asExpected = attacked.filter(
    ({ run, pastCase }) => likeliest(run) === pastCase.outcome.challenge,
  ).length
  const expected = attacked.filter(({ run }) => run.givenOccasion.any.mean > 0.5).length
  const quiet = judged.length - attacked.length
  const quietExpected = judged.filter(
    ({ run, pastCase }) => pastCase.outcome.challenge === 'none' && run.givenOccasion.any.mean > 0.5,
  ).length
  return section(
    'verdict',
    'In short',
    html`<ul>
${first.events.map((scores) => html`<li>${sentenceCase(scoreVerdict(scores))}</li>`)}
<li>Where a challenge came (${attacked.length} cases), the model expects one on an occasion in ${expected}, and as the likeliest the very step that came in ${asExpected}. Where none came (${quiet}), it expects one on an occasion in ${quietExpected}.</li>
<li>${honourVerdict(first.honour)}</li>
</ul>
<p class="warn">${choiceSentence}</p>`,
  )
}

// --- The figure --------------------------------------------------------------------------------------------------

const symbols = {
  none: { symbol: 'circle', name: 'none' },
  hybrid: { symbol: 'diamond', name: 'hybrid' },
  limited: { symbol: 'triangle', name: 'limited' },
  full: { symbol: 'square', name: 'full' },
} as const

const ROW = 46
const TOP = 6
const AXIS = 24

const caseFigure = (judged: readonly JudgedCase[]): Markup => {
  const height = TOP + judged.length * ROW + AXIS
  const y = (k: number): number => TOP + k * ROW
  const names = judged.map(({ pastCase }, k) => ({ y: y(k) + 9, text: shorten(pastCase.id, 26) }))
  const happened = judged.map(({ pastCase }, k) => {
    const step = pastCase.outcome.challenge
    return { y: y(k) + 9, step, text: `came: ${symbols[step].name}`, ...symbols[step] }
  })
  const line = (spread: Spread, at: number, style: Style): Line => ({
    y: at,
    low: spread.p05,
    middle: spread.mean,
    high: spread.p95,
    style,
  })
  const lines = judged.flatMap(({ run }, k) => [
    line(run.within.force, y(k) + 22, plain),
    line(run.givenOccasion.force, y(k) + 35, { symbol: 'diamond', colour: 'var(--loss)' }),
  ])
  const ticks = [0, 0.25, 0.5, 0.75, 1]
  return draw(
    {
      ...asGiven,
      height,
      marginLeft: 14,
      marginRight: 18,
      x: { domain: [0, 1] },
      marks: [
        Plot.ruleX(ticks, { y1: TOP, y2: height - AXIS, stroke: 'var(--grid)' }),
        Plot.axisX(ticks, {
          anchor: 'bottom',
          tickSize: 4,
          tickFormat: (x: number) => `${Math.round(x * 100)}%`,
          label: null,
        }),
        ...lineMarks(lines),
        Plot.text(names, { x: 0, y: 'y', text: 'text', textAnchor: 'start', dx: -6, ...halo }),
        Plot.text(happened, { x: 1, y: 'y', text: 'text', textAnchor: 'end', dx: -8, ...halo }),
        Plot.dot(
          happened.filter(({ step }) => step !== 'none'),
          { x: 1, y: 'y', dx: 4, r: 5, symbol: 'symbol', fill: 'currentColor' },
        ),
        Plot.dot(
          happened.filter(({ step }) => step === 'none'),
          {
            x: 1,
            y: 'y',
            dx: 4,
            r: 4.5,
            symbol: 'symbol',
            fill: 'var(--paper)',
            stroke: 'currentColor',
            strokeWidth: 1.5,
          },
        ),
      ],
    },
    judged
      .map(
        ({ pastCase, run }) =>
          `${pastCase.id}: an attack within ${monthsText(pastCase.horizonMonths)} ${spreadText(run.within.force)}, on an occasion ${percent(run.givenOccasion.force.mean)}; came: ${symbols[pastCase.outcome.challenge].name}`,
      )
      .join('. '),
  )
}

const halo = { fill: 'currentColor', stroke: 'var(--paper)', strokeWidth: 4 } as const

const key = html`<ul class="key">
<li><svg viewBox="0 0 22 16" aria-hidden="true"><circle cx="11" cy="8" r="5" fill="var(--main)"/></svg>model: an attack (limited or full) within the horizon</li>
<li><svg viewBox="0 0 22 16" aria-hidden="true"><path d="M11 2l6 6-6 6-6-6z" fill="var(--loss)"/></svg>model: an attack, given an occasion</li>
<li><svg viewBox="0 0 22 16" aria-hidden="true"><rect x="6" y="3" width="10" height="10" fill="currentColor"/></svg>came: full attack</li>
<li><svg viewBox="0 0 22 16" aria-hidden="true"><path d="M11 3l6 10H5z" fill="currentColor"/></svg>came: limited attack</li>
<li><svg viewBox="0 0 22 16" aria-hidden="true"><path d="M11 2l6 6-6 6-6-6z" fill="currentColor"/></svg>came: hybrid challenge</li>
<li><svg viewBox="0 0 22 16" aria-hidden="true"><circle cx="11" cy="8" r="5" fill="var(--paper)" stroke="currentColor" stroke-width="1.5"/></svg>came: none</li>
</ul>`

const casesSection = (judged: readonly JudgedCase[], { prior }: PriorScores): Markup => {
  const half = Math.ceil(judged.length / 2)
  const halves = [judged.slice(0, half), judged.slice(half)].filter((some) => some.length > 0)
  const span = (some: readonly JudgedCase[]): string =>
    `${some[0].asOf.slice(0, 4)} to ${some[some.length - 1].asOf.slice(0, 4)}`
  return section(
    'cases',
    'All cases',
    html`<p>By the day of the case. Dots are means over draws, bars go from the 5th to the 95th percentile (${priorWords[prior]}).</p>${key}
<div class="panels">${halves.map((some) => figure(caseFigure(some), html`${span(some)}<small>chance of an attack, and what came</small>`))}</div>`,
    table(
      'What the model said and what came. "Gravest step": the chance the model gave to the gravest step that came within the horizon.',
      [
        'Case',
        'Day, horizon',
        'Any challenge',
        'Attack',
        'Full attack',
        'Base rate: any, attack, full',
        'On an occasion: none',
        'Likeliest step then',
        'Came',
        'Gravest step',
      ],
      judged.map((given) => {
        const { pastCase, run, rules } = given
        const step = pastCase.outcome.challenge
        return [
          html`<a href="#case-${pastCase.id}">${foreign(pastCase.title)}</a>`,
          html`<span class="day">${pastCase.asOf}</span><small>${monthsText(pastCase.horizonMonths)}</small>`,
          spreadText(run.within.any),
          spreadText(run.within.force),
          spreadText(run.within.full),
          `${percent(rules.base.any)}, ${percent(rules.base.force)}, ${percent(rules.base.full)}`,
          spreadText(run.occasion.none),
          stepWords[likeliest(run)],
          html`<strong class="day">${symbols[step].name}</strong>${pastCase.outcome.date === undefined ? null : html`<small>${pastCase.outcome.date}</small>`}`,
          percent(gravestChance(run, step)),
        ]
      }),
      'All cases',
    ),
  )
}

// --- Scores --------------------------------------------------------------------------------------------------------

const scoreRows = (
  { prior, events }: PriorScores,
  isFirst: boolean,
): readonly (readonly (Markup | string)[])[] =>
  events.flatMap((scores) =>
    scores.methods
      .filter(({ id }) => isFirst || id === 'model')
      .map((method) => [
        html`${method.id === 'model' ? `Crisis game, ${prior === 'wide' ? "the product's own priors" : 'priors of the record'}` : method.name}<small>${caseEventWords[scores.event]}</small>`,
        withInterval(method.brier, 3),
        withInterval(method.log, 2),
        withInterval(method.auc, 2),
        method.id === 'model' ? '' : withInterval(method.brierSkill, 0, 100),
        method.id === 'model' ? '' : withInterval(method.logSkill, 0, 100),
      ]),
  )

const scoresSection = ({ priors, samples }: CasesSummary): Markup =>
  section(
    'scores',
    'Scores',
    html`<p>Brier and log score: 0 is perfect, less is better. AUC: the chance that a case in which it came had the higher probability than one in which it did not; .5 is a coin. Intervals: 95%, ${samples} resamplings of the cases. Skill: by how much the model's score is better (above 0) or worse than the rule's, percent. "Share of these cases" knows how many of the chosen were attacked, which nobody did.</p>
<p class="warn">${choiceSentence}</p>`,
    table(
      'Chance within the horizon, against the rules',
      [
        'Method and event',
        'Brier',
        'Log score',
        'AUC',
        'Brier skill of the model, %',
        'Log skill of the model, %',
      ],
      priors.flatMap((one, k) => scoreRows(one, k === 0)),
      'Scores',
    ),
    table(
      'Chance given an occasion on the day: what the model says once a crisis is there',
      ['Event', 'Prior', 'Brier (a coin: .25)', 'Log score (a coin: .69)', 'AUC'],
      priors.flatMap(({ prior, events }) =>
        events.map((scores) => [
          caseEventWords[scores.event],
          prior,
          decimal(scores.onOccasion.brier, 3),
          decimal(scores.onOccasion.log, 2),
          decimal(scores.onOccasion.auc, 2),
        ]),
      ),
      'Scores given an occasion',
    ),
  )

const calibrationDrawing = (scores: CaseEventScores): Markup => {
  const bins = scores.methods[0].calibration
  const ticks = [0, 0.25, 0.5, 0.75, 1]
  return draw(
    {
      height: 260,
      marginLeft: 44,
      marginBottom: 40,
      x: { domain: [0, 1] },
      y: { type: 'linear', domain: [0, 1], axis: null },
      marks: [
        Plot.gridX(ticks, { stroke: 'var(--grid)' }),
        Plot.gridY(ticks, { stroke: 'var(--grid)' }),
        Plot.axisX(ticks, {
          anchor: 'bottom',
          tickFormat: (x: number) => `${x * 100}%`,
          label: 'said',
          labelAnchor: 'center',
        }),
        Plot.axisY(ticks, { anchor: 'left', tickFormat: (x: number) => `${x * 100}%`, label: null }),
        Plot.line(
          [
            [0, 0],
            [1, 1],
          ],
          { stroke: 'currentColor', strokeDasharray: '4 3' },
        ),
        Plot.ruleX(bins, {
          x: 'predicted',
          y1: 'low',
          y2: 'high',
          stroke: 'currentColor',
          strokeOpacity: 0.6,
        }),
        Plot.dot(bins, {
          x: 'predicted',
          y: 'observed',
          r: 5,
          symbol: 'diamond',
          fill: 'var(--loss)',
          stroke: 'var(--paper)',
        }),
      ],
    },
    `Calibration, ${caseEventWords[scores.event]}: ${bins.map(({ predicted, observed, count }) => `said ${percent(predicted)}, came in ${percent(observed)} of ${count}`).join('; ')}`,
  )
}

const calibrationSection = ({ events }: PriorScores): Markup =>
  section(
    'calibration',
    'Calibration',
    html`<p>Cases in groups by what was said (across) against the share in which it came (up); lines are 95% intervals (Wilson). On the dashed line they agree. Groups of small chances lie above it, and must: the cases were chosen for having come to something.</p>
<div class="panels">${events.map((scores) => figure(calibrationDrawing(scores), html`${sentenceCase(caseEventWords[scores.event])}<small>${scores.happened} of ${scores.cases} cases</small>`))}</div>`,
  )

const honourSection = ({ honour, honourRows }: PriorScores): Markup =>
  section(
    'honour',
    'Honour',
    html`<p>${honourVerdict(honour)}</p><p class="warn">${honourSelection}</p>`,
    table(
      'Every guarantor that owed something in the attack that came. No number where the document has it owe nothing at that level.',
      ['Case', 'State', 'Attack', 'Model: P(honour)', 'What it did'],
      honourRows.map((row) => [
        foreign(row.case),
        foreign(row.state),
        row.level,
        percent(row.said),
        honouredWords[row.honoured],
      ]),
      'Honour',
    ),
  )

// --- Case by case ---------------------------------------------------------------------------------------------------

const caseCard = (given: JudgedCase): Markup => {
  const { pastCase, run } = given
  const { outcome, why } = pastCase
  return html`<article class="card" id="case-${pastCase.id}">
<h3>${foreign(pastCase.title)}</h3>
<p>${foreign(pastCase.question)}</p>
<p><strong>Said.</strong> ${verdictOfRun(given).slice(0, 3).join(' ')}</p>
<p><strong>Came.</strong> ${sentenceCase(stepWords[outcome.challenge])}${outcome.date === undefined ? '' : `, ${outcome.date}`}. ${foreign(outcome.text)}</p>
${
  outcome.honour.length === 0
    ? null
    : html`<ul>${outcome.honour.map((one) => {
        const said =
          outcome.challenge === 'none'
            ? null
            : (run.responders.find(({ id }) => id === one.state)?.honour[outcome.challenge] ?? null)
        return html`<li>${foreign(one.state)}: ${responseWords[one.response]}; ${honouredWords[one.honoured]}${said === null ? '' : ` (model ${percent(said.mean)}, ${rangeText(said)})`}${one.note === undefined ? null : html`. ${foreign(one.note)}`}</li>`
      })}</ul>`
}
<p><strong>Beside each other.</strong> ${comparisonWords(given, pastCase).join(' ')}</p>
${why === undefined ? null : html`<p><strong>Why.</strong> ${foreign(why)}</p>`}
</article>`
}

const whySection = (judged: readonly JudgedCase[]): Markup =>
  section(
    'why',
    'What it gets wrong, and why',
    html`<p>"Why" was written by the coders after the run; its figures are medians of <code>assess</code>, the others on this page means over draws. The coding was not changed after it, but for errors of fact.</p>
<div class="cards">${judged.map(caseCard)}</div>`,
  )

const codersSection = ({ agreement, cases }: CasesSummary): Markup =>
  section(
    'coders',
    'Two coders',
    agreement.cases === 0
      ? html`<p>No case has been coded twice yet.</p>`
      : html`<p>${agreement.cases} of ${cases.length} cases were coded by a second coder who had not seen the first sheet: ${agreement.agreed} of ${agreement.codes} codes agree (${percent(agreement.agreed / agreement.codes)}); mean kappa ${agreement.meanKappa === null ? '–' : decimal(agreement.meanKappa, 2)}. Kappa (Cohen 1960) is agreement beyond chance: 1 is full, 0 what chance would give. The model was run on the first coding.</p>
${table(
  'Agreement by item',
  ['Item', 'Cases', 'Agree', 'Percent', 'Kappa'],
  agreement.items.map(({ item, cases: count, agreed, kappa }) => [
    itemWords[item],
    count,
    agreed,
    percent(agreed / count),
    kappa === null ? 'one code only' : decimal(kappa, 2),
  ]),
  'Agreement by item',
)}
${table(
  `All ${agreement.differences.length} differences`,
  ['Case', 'Item', 'First coder', 'Second coder'],
  agreement.differences.map((one) => [foreign(one.case), itemWords[one.item], one.first, one.second]),
  'Differences between the coders',
)}`,
  )

const methodSection = ({ draws, seed, priors, samples }: CasesSummary): Markup =>
  section(
    'method',
    'How it was done',
    html`<ul>
<li>Each case is a pact document as the text stood on the day, a sheet of every choice with sources from before the outcome, and apart from both what happened. All was coded and committed before the model was run on any case.</li>
<li>The model gets the document and the facts of the last whole year before the day. A property test shows that no change to outcome, second coding or comment changes a byte of its answer.</li>
<li>Chance within the horizon: occasions arrive as a Poisson process at their assumed rate (five times as often within five years of a war), on each the game is played. ${draws} draws of the assumptions, seed ${seed}. A text whose schedule was running is taken as on its way into force, any other as it stood.</li>
<li>Base rate: basis 2.5 (GML 2.2.1) by neighbours, strategic rivals, and a recent war of the document. Local balance: the rule of the record's test with its frozen coefficients. "No attack" says 1%.</li>
<li>Priors: ${priors.map(({ prior }) => priorWords[prior]).join('; ')}. Bootstrap: ${samples} samples.</li>
</ul>`,
    html`<h3>What these cases cannot show</h3><ul>
<li>They are few. Every interval is wide, and one case more or less moves it.</li>
<li>They are chosen, by people who know history, as well known successes and failures. Coders knew how each ended; sources from before the day, closed lists and a second coder lessen that and do not undo it.</li>
<li>Where nothing came, deterrence, lack of a wish and luck look the same.</li>
<li>The level of what came is judgement at the edges (blockade or limited attack; attack for limited aims or full).</li>
<li>Forces are persons under arms in peace; geography, fortresses, mobilisation and quality are left out.</li>
</ul>`,
  )
