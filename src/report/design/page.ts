import type { Assumption } from '../../crisis/index.js'
import type { AmendedRow, DesignResult, DesignRow, Measured, Step } from '../../study/design/index.js'
import { limits as generalLimits } from '../limits.js'
import { figure, foreign, html, type Markup, section, table, trusted } from '../markup.js'
import { percent, significant } from '../numbers.js'
import { wholePage } from '../shell.js'
import { patterns } from '../style.js'
import { letterOf, pairDrawing, parallelDrawing, traceDrawing } from './plots.js'
import {
  aimText,
  attackText,
  gainsText,
  headOf,
  limits,
  listed,
  measuredText,
  rankText,
  stopText,
  telling,
  valueText,
  withUnit,
} from './words.js'

/** A cell: the mean, and below it the percentiles. */
const cell = (name: string, values: Measured): Markup => {
  const { mean, range } = measuredText(name, values)
  return html`<span class="near">${mean}</span>${range === '' ? '' : html`<small>${range}</small>`}`
}

const inWords = (name: string, values: Measured): string => {
  const { mean, range } = measuredText(name, values)
  return range === '' ? mean : `${mean} (${range})`
}

const bare = (x: number): string => `${x < 0 ? '−' : '+'}${Math.abs(x).toFixed(1)}`
const points = (x: number): string => `${bare(x)} points`

/** The page of a search for designs: one HTML file that needs nothing else. The same result gives the same bytes. */
export const renderDesignReport = (result: DesignResult, assumptions: readonly Assumption[]): string => {
  const { space } = result
  const contents = [
    ['picture', 'The picture'],
    ['front', 'The front'],
    ['knees', 'Knees'],
    ['proposals', 'Proposals'],
    ...(result.amended === null ? [] : [['amendments', 'Amendments']]),
    ['buys', 'What more buys'],
    ['elements', 'Elements'],
    ...(result.redTeam === null ? [] : [['adversary', "The adversary's side"]]),
    ...(result.why === null ? [] : [['why', 'Until when']]),
    ['search', 'The search'],
    ['limits', 'Limits'],
  ]
  const body = html`${trusted(patterns)}
<a class="skip" href="#picture">Skip to the picture</a>
<header>
<h1>Designs: ${foreign(space.title)}</h1>
<p class="lead">${foreign(space.summary)} As of ${space.asOf}.</p>
<p>${stopText(result)}</p>
<ul>${result.objectives.map((objective) => html`<li>${aimText(objective)}</li>`)}${result.bounds.map((bound) => html`<li>within ${bound}</li>`)}</ul>
<p class="warn">Trade-offs under stated assumptions: not a forecast, and no recommendation. Which of them to take is a political choice.</p>
</header>
<main>
<nav aria-label="Contents"><ul>${contents.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
${pictureSection(result)}
${frontSection(result)}
${kneesSection(result)}
${proposalsSection(result)}
${amendmentsSection(result)}
${buysSection(result)}
${elementsSection(result)}
${adversarySection(result)}
${whySection(result, assumptions)}
${searchSection(result)}
${limitsSection(result)}
</main>
<footer><p>Made by Guarantor ${result.version}, seed ${result.seed}. Model output under stated assumptions; not a forecast, and no position of any government.</p></footer>`
  return wholePage({ title: `Designs: ${space.title}`, version: result.version }, body)
}

const shapes = {
  design: '<circle cx="10" cy="7" r="4" fill="none" stroke="var(--main)" stroke-width="1.5"/>',
  knee: '<rect x="6" y="3" width="8" height="8" fill="var(--ink)"/>',
  proposal: '<path d="M10 2 L15 11 L5 11 Z" fill="var(--loss)"/>',
}

const key = (shape: keyof typeof shapes, text: Markup | string): Markup =>
  html`<li>${trusted(`<svg viewBox="0 0 20 14" aria-hidden="true">${shapes[shape]}</svg>`)}${text}</li>`

const pictureSection = (result: DesignResult): Markup => {
  const names = result.objectives.map(({ name }) => name)
  const pairs = names.flatMap((up, i) => names.slice(i + 1).map((across) => ({ up, across })))
  return section(
    'picture',
    'The picture',
    html`<ul class="key">${key('design', 'a design of the front')}${key('knee', 'a knee, with its number')}${key('proposal', 'a proposal on the table')}</ul>
<ul class="key">${result.proposals.map(({ short }, k) => html`<li><b>${letterOf(k)}</b> ${foreign(short)}</li>`)}</ul>
<div class="panels">${figure(parallelDrawing(result), html`All objectives at once <small>one line a design; better is up on every axis; proposals are dashed</small>`)}
${pairs.map(({ up, across }) => figure(pairDrawing(result, across, up), html`${headOf(up)} and ${headOf(across)} <small>means over ${result.search.finalDraws} fresh draws</small>`))}</div>`,
  )
}

const beside = ['deterrence', 'early', 'margin', 'largest', 'tested', 'brigades', 'satisficing'] as const

const shown = (result: DesignResult): string[] => {
  const names = result.objectives.map(({ name }) => name)
  return [...names, ...beside.filter((name) => !names.includes(name))]
}

const frontSection = (result: DesignResult): Markup => {
  const names = shown(result)
  return section(
    'front',
    'What no other design looked at beats',
    table(
      `Means over ${result.search.finalDraws} fresh draws, with the 5th and 95th percentile over draws. On front: share of resamples of the draws in which no other finalist beats it in every objective; below one half its place is luck.`,
      ['Design', ...names.map(headOf), 'On front', 'In words'],
      result.designs.map((row) => [
        result.knees.includes(row.id) ? html`${row.id} <small>knee</small>` : row.id,
        ...names.map((name) => cell(name, row.values)),
        percent(row.onFront),
        html`<details><summary>words</summary>${foreign(row.words.join('; '))}</details>`,
      ]),
      'Designs of the front',
      'options',
    ),
    html`<p class="note">10y full: at least one full attack in ten years. Clash: a direct clash on one occasion. Provocation: the chance of a challenge within 24 months of the announcement, less what it would be had nothing been promised (pp: percentage points). Good enough: share of draws in which a full attack in ten years is at most 20% likely. If tested: guarantors' own cost and fear, points.</p>`,
  )
}

const kneeCard = (result: DesignResult, row: DesignRow): Markup => html`<div class="card"><h3>${row.id}</h3>
<p>${result.objectives.map(({ name }, k) => html`${k > 0 ? '; ' : ''}${headOf(name)} ${inWords(name, row.values)}`)}</p>
<ul>${row.words.map((phrase) => html`<li>${foreign(phrase)}</li>`)}</ul>
<p class="note">Ranks among ${result.search.finalists} finalists, 5th to 95th percentile over resamples: ${result.objectives.map(({ name }, k) => `${k > 0 ? ', ' : ''}${headOf(name)} ${rankText(row.ranks[name])}`)}. On the draws of the search it had ${result.objectives.map(({ name }, k) => `${k > 0 ? ', ' : ''}${headOf(name)} ${valueText(name, row.searched[name])}`)}.${row.couldOffer.length > 0 ? ` It could offer without moving any force: ${listed(row.couldOffer)}.` : ''}</p></div>`

const kneesSection = (result: DesignResult): Markup =>
  section(
    'knees',
    'Knees',
    html`<p>Where a little more of one thing begins to cost much of another: the designs that would be missed most over all weights of the objectives. A reader who cares for one objective above all will look at an end of the front instead.</p>
<div class="cards">${result.designs.filter(({ id }) => result.knees.includes(id)).map((row) => kneeCard(result, row))}</div>`,
  )

const proposalsSection = (result: DesignResult): Markup => {
  const names = shown(result)
  return section(
    'proposals',
    'The proposals on the table',
    result.proposals.length === 0
      ? html`<p>None was given.</p>`
      : table(
          'On the same draws. Beaten by: designs that are nowhere worse and somewhere noticeably better.',
          ['Proposal', ...names.map(headOf), 'Beaten by'],
          result.proposals.map((row, k) => [
            html`${letterOf(k)} ${foreign(row.short)}`,
            ...names.map((name) => cell(name, row.values)),
            row.breaks.length > 0
              ? html`outside the bounds: ${row.breaks.join(', ')}`
              : row.beatenBy.length === 0
                ? 'none'
                : row.beatenBy.join(' '),
          ]),
          'Proposals',
          'options',
        ),
    html`<p class="note">Money that a text names without dates, or in a currency without a rate, is not counted: a text that looks cheap may only be silent. Some of these texts suppose a membership that does not exist.</p>`,
  )
}

const amendedPart = (
  result: DesignResult,
  { short, base, amendments, looked, singles }: AmendedRow,
): Markup => {
  const names = result.objectives.map(({ name }) => name)
  const best = singles
    .map(({ words, gains }) => ({ words, text: gainsText(gains, result.objectives) }))
    .filter(({ text }) => text !== '')
    .slice(0, 10)
  return html`<h3>${foreign(short)}</h3>
${table(
  `${looked.one} single changes, ${looked.two} pairs and ${looked.three} triples were solved.`,
  ['', ...names.map(headOf), 'Efficient', 'Changes'],
  [
    ['as it is', ...names.map((name) => cell(name, base)), 'no', ''],
    ...amendments.map(({ id, values, efficient, changes, reasons }) => [
      id,
      ...names.map((name) => cell(name, values)),
      efficient === true ? 'yes' : 'no',
      html`${foreign(changes.join('; '))}<small>${reasons.join('; ')}</small>`,
    ]),
  ],
  `Amendments of ${short}`,
  'options',
)}
${best.length === 0 ? '' : html`<details><summary>Single changes that do most</summary><ul>${best.map(({ words, text }) => html`<li>${foreign(words)}: ${text}</li>`)}</ul></details>`}`
}

const amendmentsSection = (result: DesignResult): Markup | '' =>
  result.amended === null
    ? ''
    : section(
        'amendments',
        'Amendments',
        html`<p>Of proposals that a design beats: the smallest amendments found that no design of the front beats noticeably, and the few changes that buy the most. Each is a valid document, with a diff beside it, in the folder of this run.</p>`,
        result.amended.length === 0
          ? html`<p>No proposal is beaten noticeably in everything by a design of this front.</p>`
          : result.amended.map((row) => amendedPart(result, row)),
      )

const stepsTable = (steps: readonly Step[], price: 'money' | 'brigades', goal: string): Markup =>
  table(
    `Along the front, cheapest first: each step is the next design that does noticeably better in ${headOf(goal)}.`,
    ['Design', headOf(price), headOf(goal), 'More', 'Buys'],
    steps.map(({ id, cost, value, gain, extra }) => [
      id,
      valueText(price, cost),
      valueText(goal, value),
      extra === null ? '' : withUnit(price, extra),
      gain === null ? '' : goal === 'money' ? valueText(goal, gain) : `${valueText(goal, gain)} better`,
    ]),
    `What more ${price} buys`,
    'compact',
  )

const buysSection = ({ buys }: DesignResult): Markup =>
  section(
    'buys',
    'What each further euro or brigade buys',
    stepsTable(buys.money, 'money', buys.goal),
    stepsTable(buys.brigades, 'brigades', buys.goal),
    html`<p class="note">Between two steps more than the price changes: the table says what the next design costs, not what one thing alone would do.</p>`,
  )

const elementsSection = (result: DesignResult): Markup => {
  const { nearlyAll, none } = telling(result)
  const list = (rows: typeof nearlyAll): Markup =>
    rows.length === 0
      ? html`<p>Nothing that was looked at often.</p>`
      : html`<ul>${rows.map(({ label, option, good, looked }) => html`<li>${foreign(`${label}: ${option}`)} (${percent(good)} of the front, ${percent(looked)} of all looked at)</li>`)}</ul>`
  return section(
    'elements',
    'Elements',
    html`<h3>In nearly every design of the front</h3>${list(nearlyAll)}<h3>In none of them</h3>${list(none)}`,
    html`<details><summary>All elements</summary>${table(
      'Share of the designs of the front with each option; in brackets, of all designs that were looked at.',
      ['Element', 'Options'],
      result.elements.map(({ label, options }) => [
        label,
        options
          .map(({ option, good, looked }) => `${option}: ${percent(good)} (${percent(looked)})`)
          .join('; '),
      ]),
      'All elements',
    )}</details>`,
  )
}

const adversarySection = (result: DesignResult): Markup | '' => {
  const { redTeam, proposals, knees } = result
  if (redTeam === null) return ''
  const nameOf = (id: string): string => proposals.find((one) => one.id === id)?.short ?? id
  const rows = redTeam.best.filter(({ id }) => knees.includes(id) || proposals.some((one) => one.id === id))
  return section(
    'adversary',
    "The adversary's side",
    html`<p>Read as its planner would: what does each challenge gain a motivated adversary (one that values the objective as nine in ten do not) over the status quo? Below 0 nothing on the grid pays. ${redTeam.attacks} challenges, ${redTeam.draws} draws.</p>`,
    table(
      'The three challenges that gain most, points: mean, and 5th to 95th percentile over draws.',
      ['Against', 'First', 'Second', 'Third'],
      rows.map(({ id, attacks }) => [
        foreign(nameOf(id)),
        ...[0, 1, 2].map((k) => {
          const one = attacks[k]
          return one === undefined
            ? ''
            : html`${attackText(one)}<small>${points(one.gain)} (${bare(one.p05)} to ${bare(one.p95)})</small>`
        }),
      ]),
      'Best challenges',
      'verdicts',
    ),
    html`<h3>The design whose worst challenge gains least</h3>
<ul>${redTeam.minimax.map(({ budget, design, gain, steps }) =>
      design === null || gain === null
        ? html`<li>Within ${withUnit('money', budget)}: no design of the front.</li>`
        : html`<li>Within ${withUnit('money', budget)}: ${design}, ${points(gain)}. By alternation: ${steps.map((step) => `${step.design} meets ${attackText(step.attack)}`).join('; then ')}.</li>`,
    )}</ul>
<h3>Not explored</h3><ul>${redTeam.unexplored.map((text) => html`<li>${text}</li>`)}</ul>`,
  )
}

const whySection = ({ why }: DesignResult, assumptions: readonly Assumption[]): Markup | '' => {
  if (why === null) return ''
  const about = (name: string): string => {
    const assumption = assumptions.find((one) => one.name === name)
    return assumption === undefined
      ? ''
      : `${assumption.meaning}${assumption.judgement ? ' (judgement)' : ''}`
  }
  return section(
    'why',
    'Until when',
    html`<p>The smallest changes of the assumptions, in their own standard deviations (sd), that make a knee no better than the best proposal that costs no more.</p>
<div class="cards">${why.map(
      ({ design, question, holds, alone, together }) => html`<div class="card"><h3>${design}</h3>
<p>${foreign(question)}: ${holds ? 'holds' : 'does not hold'} at the medians.</p>
${
  alone.length === 0
    ? html`<p>No single assumption turns it round within three standard deviations.</p>`
    : html`<p>Alone:</p><ul>${alone.map(({ name, value, distance }) => html`<li><code>${name}</code> at ${significant(value)} (${distance < 0 ? '−' : '+'}${Math.abs(distance).toFixed(1)} sd)<br><small>${about(name)}</small></li>`)}</ul>`
}
${
  together === null
    ? html`<p>Together: nothing was found within three standard deviations.</p>`
    : html`<p>Together, ${together.distance.toFixed(1)} sd in all: ${together.parts.map(({ name, value }) => `${name} at ${significant(value)}`).join(', ')}.</p>`
}</div>`,
    )}</div>`,
  )
}

const searchSection = (result: DesignResult): Markup =>
  section(
    'search',
    'The search',
    html`<p>${stopText(result)} A design is raced on ${listed(result.search.heats.map(String))} common draws and drops out once one of the archive leaves it, with 95% confidence, nothing noticeable to win.</p>
<div class="panels">${figure(traceDrawing(result), html`Hypervolume of the archive <small>by designs looked at; 1 is the box between the best and the worst of the first batch</small>`)}</div>`,
  )

const limitsSection = (result: DesignResult): Markup =>
  section(
    'limits',
    'Limits',
    html`<h3>What the game does not feel: to be chosen on other grounds</h3><ul>${result.notFelt.map((text) => html`<li>${foreign(text)}</li>`)}</ul>
<h3>Of this search</h3><ul>${limits.map((text) => html`<li>${text}</li>`)}</ul>
<h3>Of the model</h3><ul>${generalLimits.map(({ title, text }) => html`<li><b>${title}</b> ${text}</li>`)}</ul>`,
  )
