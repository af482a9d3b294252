import type { Comparison } from '../../study/index.js'
import { drawMap, mapKey } from '../map.js'
import { figure, foreign, html, type Markup, section } from '../markup.js'
import { en, type Strings } from '../strings/en.js'

/** Where those stand who may send forces, one map for each option. */
export const mapSection = ({ options }: Comparison, t: Strings = en): Markup =>
  section(
    'map',
    t.map.title,
    html`<p>${t.map.lead}</p>
${mapKey(t)}
<div class="panels">${options.map((option) => figure(drawMap(option, t), foreign(option.short)))}</div>
<p class="note">${t.map.outlines}</p>`,
  )
