import { exercise } from './en/exercise.js'
import * as further from './en/further.js'
import * as sections from './en/sections.js'
import { study } from './en/study.js'
import { summary, views } from './en/summary.js'
import { track } from './en/track.js'
import { words } from './en/words.js'

/** All that the pages say, in English. Other languages have the same shape (`Strings`). */
export const en = {
  language: 'en',
  ...words,
  summary,
  views,
  ...sections,
  ...further,
  study,
  exercise,
  track,
}

export type Strings = typeof en
