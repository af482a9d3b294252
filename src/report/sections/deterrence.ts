import { levels } from '../../pact/index.js'
import type { Comparison, OptionResult } from '../../study/index.js'
import { figure, html, type Markup, section } from '../markup.js'
import { dotRows, plain } from '../rows.js'
import { cleanText } from '../text.js'
import { intervalText, levelWords, sentenceCase } from '../words.js'

type Pick = (option: OptionResult) => OptionResult['deterrence']

const panel = (options: readonly OptionResult[], title: string, detail: string, pick: Pick): Markup =>
  figure(
    dotRows(
      options.map((option) => ({
        label: option.short,
        dots: [{ interval: pick(option), style: plain }],
      })),
      `${title}: ${options.map((option) => `${cleanText(option.short)} ${intervalText(pick(option))}`).join('; ')}`,
    ),
    html`${title}<small>${detail}</small>`,
  )

/** How often nothing happens, and which challenge comes otherwise. */
export const deterrenceSection = ({ options }: Comparison): Markup =>
  section(
    'deterrence',
    'Is a challenge made?',
    html`<p>Each dot is the median over the draws, each bar runs from the 5th to the 95th percentile. The four chances of one option add up to 100% within each draw, their medians only roughly. A stronger guarantee may move challenges from one level to another.</p>
<div class="panels">
${panel(options, 'No challenge', 'chance on one occasion', (option) => option.deterrence)}
${levels.map((level) =>
  panel(
    options,
    sentenceCase(levelWords[level]),
    'chance on one occasion',
    (option) => option.challenge[level],
  ),
)}
${panel(options, 'At least one full attack in ten years', 'occasions arrive at their assumed rate', (option) => option.horizon.full['10'])}
</div>`,
  )
