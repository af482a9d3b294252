import { findAssumption } from '../../crisis/index.js'
import type { Conditioning, Quantiles } from '../../history/condition.js'
import type { Gain } from '../../history/conditionCheck.js'
import type { Regularity } from '../../history/regularities.js'
import { figure, html, type Markup, section, table } from '../markup.js'
import { percent, significant } from '../numbers.js'
import { draw, Plot } from '../plot.js'
import { decimal } from './words.js'

const regularityText = ({ scale }: Regularity, x: number): string =>
  scale === 'log odds ratio' ? decimal(x, 2) : percent(x)

const regularityRange = (regularity: Regularity, { p05, p50, p95 }: Quantiles): string =>
  `${regularityText(regularity, p50)} (${regularityText(regularity, p05)} to ${regularityText(regularity, p95)})`

const range = ({ p05, p50, p95 }: Quantiles): string =>
  `${significant(p50)} (${significant(p05)} to ${significant(p95)})`

const gainText = ({ mean, low, high }: Gain): string =>
  `${decimal(mean * 1000, 1)} (95% ${decimal(low * 1000, 1)} to ${decimal(high * 1000, 1)}) thousandths`

const verdict = ({ low, high }: Gain): string =>
  low > 0 ? 'better than' : high < 0 ? 'worse than' : 'no better and no worse than'

/** What the later years say of the conditioned priors, in words. */
export const checkText = ({ check }: Conditioning): string =>
  [
    `On ${check.rows} later dyad-years of rivals with a common border, five years or more after their last dispute, the conditioned priors predict ${verdict(check.overWide)} the wide ones (log score of a dyad-year: ${gainText(check.overWide)}) and ${verdict(check.overProduct)} the product's own (${gainText(check.overProduct)}).`,
    `Of what began in ${check.begun} later ones, where the rate of occasions has no part, they predict the level ${verdict(check.levelOverWide)} the wide ones (${gainText(check.levelOverWide)}) and ${verdict(check.levelOverProduct)} the product's own (${gainText(check.levelOverProduct)}).`,
  ].join(' ')

/** The conditioned priors for the terminal. */
export const renderConditioning = (result: Conditioning): string => {
  const lines = [
    `${result.draws} draws, ${result.priorDraws} of them of wide priors and the others where those fit best; ${result.games} games; effective sample size ${decimal(result.ess, 0)}`,
    checkText(result),
    '',
    'Regularity: seen, prior, posterior; effective sample size without it',
    ...result.regularities.map(
      (one, k) =>
        `  ${one.name}\n    ${regularityText(one, seen(one))}; ${regularityRange(one, one.prior)}; ${regularityRange(one, one.posterior)}; ${decimal(result.essWithout[k], 0)}`,
    ),
    '',
    'Assumption: prior, posterior (median, 5 to 95%)',
    ...result.assumptions.map(
      ({ name, prior, posterior }) => `  ${name.padEnd(24)} ${range(prior).padEnd(30)} ${range(posterior)}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

const seen = ({ scale, observed }: Regularity): number =>
  scale === 'log' ? Math.exp(observed) : scale === 'logit' ? 1 / (1 + Math.exp(-observed)) : observed

const densityDrawing = (name: string, prior: Quantiles, posterior: Quantiles): Markup => {
  const rows = [
    { y: 16, ...prior, label: 'prior' },
    { y: 40, ...posterior, label: 'conditioned' },
  ]
  const low = Math.min(prior.p05, posterior.p05)
  const high = Math.max(prior.p95, posterior.p95)
  return draw(
    {
      height: 76,
      marginLeft: 76,
      marginRight: 16,
      x: { domain: [low, high], type: low > 0 && high / low > 8 ? 'log' : 'linear' },
      marks: [
        Plot.axisX({
          anchor: 'bottom',
          ticks: 4,
          tickSize: 4,
          label: null,
          tickFormat: (x: number) => significant(x),
        }),
        Plot.ruleY(rows, { y: 'y', x1: 'p05', x2: 'p95', stroke: 'currentColor', strokeWidth: 2 }),
        Plot.ruleY(rows, { y: 'y', x1: 'p25', x2: 'p75', stroke: 'var(--main)', strokeWidth: 7 }),
        Plot.dot(rows, { y: 'y', x: 'p50', r: 4, fill: 'var(--loss)', stroke: 'var(--paper)' }),
        Plot.text(rows, { y: 'y', x: low, dx: -6, textAnchor: 'end', text: 'label', fill: 'currentColor' }),
      ],
    },
    `${name}: prior ${range(prior)}, conditioned ${range(posterior)}`,
  )
}

/** Prior and posterior of each scale, which regularity moved what, and the check on later years. */
export const conditioningSection = (result: Conditioning): Markup =>
  section(
    'conditioning',
    'Conditioned on the record',
    html`<p>Priors twice as wide as the product's own. ${result.draws} draws, the first ${result.priorDraws} from the priors and the others from where those before them fit best (adaptive importance sampling), each weighted by how near the model comes to ${result.regularities.length} regularities of the years to ${result.until} and of the literature. Effective sample size ${decimal(result.ess, 0)}: the fewer, the rougher the quantiles. ${checkText(result)}</p>`,
    table(
      'Regularities: what was seen and what the model says before and after (median, 5 to 95%)',
      ['Regularity', 'Seen', 'Margin (sd)', 'Prior', 'Conditioned', 'Effective sample without it'],
      result.regularities.map((one, k) => [
        html`${one.name}<small>${one.source}</small>`,
        regularityText(one, seen(one)),
        `${one.sd} ${one.scale === 'log odds ratio' ? 'log odds' : one.scale}`,
        regularityRange(one, one.prior),
        regularityRange(one, one.posterior),
        decimal(result.essWithout[k], 0),
      ]),
      'Regularities',
    ),
    html`<div class="panels">${result.assumptions.map(({ name, prior, posterior }) => figure(densityDrawing(name, prior, posterior), html`<code>${name}</code><small>${findAssumption(name)?.unit ?? ''}; line 5–95%, bar middle half, dot median</small>`))}</div>`,
    table(
      'Conditioned medians with one regularity left out each time',
      ['Assumption', 'All', ...result.regularities.map(({ id }) => html`without <code>${id}</code>`)],
      result.assumptions.map(({ name, posterior, without }) => [
        html`<code>${name}</code>`,
        significant(posterior.p50),
        ...without.map((x) => significant(x)),
      ]),
      'Leave one regularity out',
      'compact',
    ),
  )
