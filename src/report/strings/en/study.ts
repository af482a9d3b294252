import type { StopReason } from '../../../core/discovery/index.js'
import { html } from '../../markup.js'
import { countText, type Named, words } from './words.js'

const { listText } = words

const stops: Readonly<Record<StopReason, string>> = {
  'no-hits': 'no failure is left outside',
  'only-hits': 'all that is left fails',
  'too-few': 'too few failures are left for a further box',
  'no-better-than-chance': 'no further box is better than chance',
  'enough-boxes': 'no more boxes were looked for',
}

/** The page of a study. */
export const study = {
  /** Labels of metrics by name, where other than the engine's. */
  metrics: {} as Named,
  title: (n: number) => `Study of ${countText(n, 'guarantee')}: what drives the answer, and where it breaks`,
  skip: 'Skip to the outcomes',
  lead: (sampling: string, games: number) =>
    `${sampling}, the same for every option; ${games} games solved. What follows from stated assumptions, and how sure each number is. Not a forecast, and no option is argued for.`,
  note: '± is the 95% half-width that sampling leaves, from independent replicates. How far the 5th and 95th percentile lie apart is what the assumptions leave open: more draws do not narrow it.',
  sampling: (draws: number, replicates: number, kind: 'sobol' | 'lhs' | 'plain') =>
    `${draws} draws in ${replicates} independent replicates of ${{ sobol: "scrambled Sobol' points", lhs: 'Latin hypercubes', plain: 'plain Monte Carlo' }[kind]}`,
  assumptionsCaption: 'Medians and 5th to 95th percentile.',
  assumptionsOtherwise: 'where no future moves it, at the median of',
  reproduce: {
    start: (version: string, seed: number) =>
      `Guarantor ${version}, seed ${seed}. The folder of the study holds the exact documents and assumptions (`,
    numbers: '), all numbers of this page (',
    draws: ') and every draw (',
    end: '). ',
  },
  option: 'Option',
  first: 'first',
  fan: {
    title: 'What comes out',
    short: 'Outcomes',
    lead: (failure: string) =>
      `Thin line: 5th to 95th percentile over the draws; thick: the middle half; dot: median; the thin dark line below the dot: the 95% interval that sampling leaves of the median. An option fails in a draw where ${failure}.`,
    caption: (metric: string) => `${metric}; and in how many draws each fails, or is better than the first`,
    heads: ['Option', '5%', 'median', 'mean', '95%', 'fails in', 'better than first in'],
    label: 'Outcomes with their sampling errors',
  },
  drivers: {
    title: 'What drives it',
    short: 'Drivers',
    lead: (metric: string) =>
      `${metric}: each assumption alone at its 5th (broad bar) and 95th percentile (narrow bar), the others at their medians (dashed line). Bars show no interaction; the variance shares, where they were asked for, do: what the total has beyond the first order comes from interaction. A star marks judgement; units and sources stand `,
    below: 'below',
    noMeaning: 'No meaning here.',
    caption: ': shares of the variance, with 95% intervals; ',
    zero: '0 (≤ x): zero within its error, at most x; a negative estimate means zero',
    heads: ['Assumption', 'First order', 'Total', 'Shapley'],
    label: (option: string) => `Variance shares of ${option}`,
    pawn: ' (0 to 1, 95% intervals): ',
    pawnNone: 'no assumption moves the distribution more than chance would',
    pairs: (pairs: string) => ` Pairs, what they explain together and neither alone: ${pairs}.`,
    morris: (walks: string) =>
      ` Morris, mean size of a step of half the probability, percentage points where a probability: ${walks}.`,
    noPair: (n: number) => `none of ${n} pairs is told from zero`,
    pair: (names: readonly string[], index: string) => `${names.join(' and ')} ${index}`,
    somePairs: (told: readonly string[], more: number, all: number) =>
      `${told.join(', ')}${more > 0 ? ` and ${more} more` : ''}; of ${all} pairs`,
  },
  differences: {
    title: 'What drives the differences',
    short: 'Differences',
    none: 'No option differs from the first in any draw.',
    lead: (metric: string) => `${metric}, less that of `,
    leadEnd:
      ' on the same draws. What both share drops out, so other assumptions may matter here than above.',
    less: (option: string, first: string) => `${option} less ${first}`,
  },
  boxes: {
    title: 'Where it fails',
    short: 'Where it fails',
    lead: (failure: string) =>
      `An option fails in a draw where ${failure}. A box is a set of limits on few assumptions inside which failures are dense. Shares are those of a quarter of the draws that had no part in finding it, with 95% intervals. Limits that may be chance were dropped.`,
    futures: (boxes: string) => ` Over the deeply uncertain: ${boxes}`,
    caption: 'Limits of all boxes',
    heads: ['Option', 'Box', 'Assumption', 'at least', 'at most', 'Unit', 'quasi-p'],
    label: 'Limits of boxes',
    between: (name: string, low: string, high: string) => `${name} from ${low} to ${high}`,
    atLeast: (name: string, low: string) => `${name} at least ${low}`,
    atMost: (name: string, high: string) => `${name} at most ${high}`,
    box: (density: string, what: 'draws' | 'futures', limits: readonly string[], coverage: string) =>
      `it fails in ${density} of ${what} with ${listText(limits)}; ${coverage} of its failures lie there`,
    allOrNone: (none: boolean, rows: number, what: 'draws' | 'futures') =>
      `It fails in ${none ? 'none' : 'all'} of ${rows} ${what}.`,
    base: (rate: string, rows: number, what: 'draws' | 'futures', hits: number) =>
      `It fails in ${rate} of ${rows} ${what} (${hits}).`,
    tooFew: 'Too few failures, or too few others, to look for a box.',
    noBox: 'No box of assumptions tells failures from the rest better than chance.',
    first: (box: string) => `First box: ${box}.`,
    next: (box: string) => `Then: ${box}.`,
    stops,
  },
  failure: (metric: string, is: 'above' | 'below', threshold: string) => `${metric} is ${is} ${threshold}`,
  breaking: {
    title: 'Where it breaks',
    short: 'Breaking points',
    none: 'Not asked for, or nothing to turn round.',
    lead: (one: string) =>
      `The smallest change from the medians that turns a verdict or an order round, in standard deviations of each assumption: ${one} takes one from its median to its 84th percentile. The joint change is the shortest that was found; a shorter one may exist. What breaks within one standard deviation is not settled by these assumptions.`,
    caption: 'Breaking points within 3 sd',
    heads: ['Option', 'At the medians', 'Alone', 'Together'],
    label: 'Breaking points',
    order: 'Order',
    deviations: (x: string) => `${x} sd`,
    orderQuestion: (first: string, second: string, by: string) => `${first} before ${second} (${by})`,
    threshold: (metric: string, at: string, above: boolean, threshold: string) =>
      `${metric}: ${at}, ${above ? 'above' : 'below'} ${threshold}`,
    noneAlone: 'no assumption alone within 3 sd',
    more: (n: number) => ` and ${n} more`,
    noneTogether: 'no joint change found within 3 sd',
    together: (distance: string, parts: string) => `${distance} together: ${parts}`,
  },
  robustness: {
    title: 'Robustness',
    short: 'Robustness',
    lead: (metric: string, note: string, scenarios: string, metrics: string, weights: string) =>
      html`${metric}. ${note} Lead: how much the best other option is ahead, median; below zero the option itself leads. Rankings agree (Kendall's W, 1 is full agreement): ${scenarios} across scenarios, ${metrics} across metrics, ${weights} across weightings.`,
    note: (over: 'futures' | 'draws', scenarios: number, weightings: number, ranked: readonly string[]) =>
      `${over === 'futures' ? `${scenarios} futures of the deeply uncertain assumptions, spread evenly, none called likelier than another` : `${scenarios} draws, each a scenario`}. Regret: how much worse than the best option there. First in: share of scenarios, and of ${weightings} weightings of ${listText(ranked)}, in which the option comes first; ties are divided.`,
    caption: 'Regret, satisficing and rank over scenarios',
    heads: [
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
    label: 'Robustness',
  },
  convergence: {
    title: 'How sure the sampling is',
    short: 'Convergence',
    lead: (metric: string) =>
      `The widest 95% half-width among the means and medians of ${metric} and of its differences, by number of draws.`,
    notAsked: ' No precision was asked for.',
    asked: (halfWidth: string, reached: boolean) =>
      ` Asked for: ${halfWidth}, ${reached ? 'reached' : 'not reached'}.`,
    caption: 'Sampling error by round',
    heads: ['Round', 'Draws', 'Widest half-width'],
    label: 'Convergence',
  },
}
