import type { Comparison } from '../../study/index.js'
import { drawMap, mapKey } from '../map.js'
import { figure, foreign, html, type Markup, section } from '../markup.js'

/** Where those stand who may send forces, one map for each option. */
export const mapSection = ({ options }: Comparison): Markup =>
  section(
    'map',
    'Who would send forces?',
    html`<p>Chance, averaged over the draws, that a state sends air defence or troops in a full attack, whether it owes them or not. Numbers are percent; where they would overlap the smaller state has none, and the tables above have them all.</p>
${mapKey()}
<div class="panels">${options.map((option) => figure(drawMap(option), foreign(option.short)))}</div>
<p class="note">Outlines: Natural Earth, coarse, today’s borders also for historical cases; Crimea and Cyprus as in resolutions 68/262 and 37/253 of the United Nations General Assembly.</p>`,
  )
