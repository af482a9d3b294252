import { levels } from '../../pact/index.js'
import type { Comparison, OptionResult } from '../../study/index.js'
import { figure, html, type Markup, section } from '../markup.js'
import { dotRows, plain } from '../rows.js'
import { en, type Strings } from '../strings/en.js'
import { cleanText } from '../text.js'
import { sentenceCase } from '../words.js'

type Pick = (option: OptionResult) => OptionResult['deterrence']

const panel = (
  options: readonly OptionResult[],
  title: string,
  detail: string,
  pick: Pick,
  t: Strings,
): Markup =>
  figure(
    dotRows(
      options.map((option) => ({
        label: option.short,
        dots: [{ interval: pick(option), style: plain }],
      })),
      `${title}: ${options.map((option) => `${cleanText(option.short)} ${t.intervalText(pick(option))}`).join('; ')}`,
      t,
    ),
    html`${title}<small>${detail}</small>`,
  )

/** How often nothing happens, and which challenge comes otherwise. */
export const deterrenceSection = ({ options }: Comparison, t: Strings = en): Markup =>
  section(
    'deterrence',
    t.deterrence.title,
    html`<p>${t.deterrence.lead}</p>
<div class="panels">
${panel(options, t.deterrence.noChallenge, t.deterrence.occasion, (option) => option.deterrence, t)}
${levels.map((level) =>
  panel(
    options,
    sentenceCase(t.levels[level]),
    t.deterrence.occasion,
    (option) => option.challenge[level],
    t,
  ),
)}
${panel(options, t.deterrence.tenYears, t.deterrence.arrive, (option) => option.horizon.full['10'], t)}
</div>`,
  )
