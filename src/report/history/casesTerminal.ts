import type { CasesSummary, JudgedCase } from '../../history/cases/index.js'
import { grid } from '../grid.js'
import { percent } from '../numbers.js'
import { paintFor } from '../paint.js'
import type { TerminalOptions } from '../terminal.js'
import { wrap } from '../text.js'
import { sentenceCase } from '../words.js'
import {
  choiceSentence,
  honourSelection,
  honourVerdict,
  priorWords,
  scoreVerdict,
} from './caseScoresWords.js'
import { gravestChance, likeliest, spreadText } from './caseWords.js'
import { decimal } from './words.js'

const short = { none: 'none', hybrid: 'hybrid', limited: 'limited', full: 'full' } as const

/** All cases and their scores for the terminal. */
export const renderCasesSummary = (
  { cases, priors, agreement, draws, seed }: CasesSummary,
  { colour, width }: TerminalOptions,
): string => {
  const paint = paintFor(colour)
  const [first] = priors
  const judged = first.answers.map((given, k): JudgedCase => ({ ...given, pastCase: cases[k] }))
  const [head, ...rows] = grid(
    [
      { head: 'Case', least: 12, cells: judged.map(({ id }) => id) },
      { head: 'Months', align: 'right', cells: judged.map(({ run }) => String(run.horizonMonths)), drop: 3 },
      { head: 'Any', align: 'right', cells: judged.map(({ run }) => percent(run.within.any.mean)), drop: 2 },
      { head: 'Attack', cells: judged.map(({ run }) => spreadText(run.within.force)) },
      { head: 'Full', align: 'right', cells: judged.map(({ run }) => percent(run.within.full.mean)) },
      {
        head: 'Base: attack',
        align: 'right',
        cells: judged.map(({ rules }) => percent(rules.base.force)),
        drop: 1,
      },
      { head: 'On an occasion', cells: judged.map(({ run }) => short[likeliest(run)]) },
      { head: 'Came', cells: judged.map(({ pastCase }) => short[pastCase.outcome.challenge]) },
      {
        head: 'Said of it',
        align: 'right',
        cells: judged.map(({ run, pastCase }) => percent(gravestChance(run, pastCase.outcome.challenge))),
      },
    ],
    width,
  )
  const lines = [
    ...wrap(
      `${cases.length} past cases, ${draws} draws, seed ${seed}, ${priorWords[first.prior]}. Chances within each case's own horizon; "on an occasion": the likeliest step once one arises; "said of it": the chance given to the gravest step that came.`,
      width,
    ),
    '',
    paint.bold(head),
    ...rows,
    '',
    ...priors.flatMap(({ prior, events, honour }) => [
      paint.bold(`Scores, ${priorWords[prior]}`),
      ...events.flatMap((scores) => wrap(`- ${sentenceCase(scoreVerdict(scores))}`, width, 2)),
      ...events.flatMap(({ event, onOccasion }) =>
        event === 'force'
          ? wrap(
              `- Given an occasion, an attack: Brier ${decimal(onOccasion.brier, 3)} (a coin: .250), AUC ${decimal(onOccasion.auc, 2)}.`,
              width,
              2,
            )
          : [],
      ),
      ...wrap(`- ${honourVerdict(honour)}`, width, 2),
      '',
    ]),
    ...wrap(choiceSentence, width),
    ...wrap(honourSelection, width),
    ...(agreement.cases === 0
      ? []
      : wrap(
          `Two coders: ${agreement.agreed} of ${agreement.codes} codes of ${agreement.cases} cases agree (${percent(agreement.agreed / agreement.codes)}), mean kappa ${agreement.meanKappa === null ? '–' : decimal(agreement.meanKappa, 2)}.`,
          width,
        )),
  ]
  return `${lines.join('\n')}\n`
}
