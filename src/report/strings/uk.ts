import type { Strings } from './en.js'
import { meanings, units } from './uk/assumptions.js'
import { exercise } from './uk/exercise.js'
import { hints, messages } from './uk/findings.js'
import * as further from './uk/further.js'
import * as sections from './uk/sections.js'
import { study } from './uk/study.js'
import { summary, views } from './uk/summary.js'
import { track } from './uk/track.js'
import { words } from './uk/words.js'

/** Усе, що кажуть сторінки, українською. */
export const uk: Strings = {
  language: 'uk',
  ...words,
  summary,
  views,
  ...sections,
  ...further,
  study,
  exercise,
  track,
  assumptions: { ...sections.assumptions, units, meanings },
  findings: { ...sections.findings, messages, hints },
}
