import { exerciseCalendar } from '../../exercise/calendar.js'
import type { Exercise, ExerciseState } from '../../exercise/index.js'
import { textOf, writeMsel } from '../../exercise/msel.js'
import { entryOf } from '../../exercise/mselEvents.js'
import { showLocal } from '../../exercise/time.js'
import { csvLine } from '../../ledger/csv.js'
import type { ReportSection } from '../../report/contents.js'
import { lanesOf, type Played } from '../../report/exercise/review.js'
import { timeline, timelineKey } from '../../report/exercise/timeline.js'
import { comparisonSections } from '../../report/html.js'
import { type LedgerReport, ledgerSections } from '../../report/ledger/page.js'
import { type Language, stringsIn } from '../../report/strings/index.js'
import { renderStudyReport, studySections } from '../../report/study/page.js'
import type { Comparison } from '../../study/index.js'
import type { Study } from '../../study/uncertainty/index.js'
import type { Section, Studied } from './messages.js'

export { renderAfterActionMarkdown } from '../../report/exercise/markdown.js'
export { renderAfterAction } from '../../report/exercise/page.js'
export { renderReport } from '../../report/html.js'

const asSections = (sections: readonly ReportSection[]): readonly Section[] =>
  sections.flatMap(({ id, title, content }) => (content === null ? [] : [{ id, title, html: content.html }]))

/** The parts of the report of a comparison, as HTML. */
export const sectionsOfComparison = (comparison: Comparison, language: Language): readonly Section[] =>
  asSections(comparisonSections(comparison, undefined, language))

/** A study with its page and its parts, as HTML. */
export const studiedIn = (study: Study, language: Language): Studied => ({
  study,
  page: renderStudyReport(study, language),
  sections: asSections(studySections(study, language)),
})

/** Where an exercise stands, with what is owed said in the language as far as its words go. */
export const stateIn = (state: ExerciseState, language: Language): ExerciseState => {
  const t = stringsIn(language)
  const until = (id: string | null): string | null => {
    const found = state.deadlines.find((deadline) => deadline.id === id)
    return found === undefined ? null : showLocal(found.at, state.zone)
  }
  return {
    ...state,
    obligations: state.obligations.map((one) => ({
      ...one,
      residual: t.exercise.inWords(one, [one.bearer], until(one.deadline)) ?? one.residual,
    })),
  }
}

/** The timeline of an exercise with its key, as HTML. */
export const timelineOf = (played: Played, language: Language): string => {
  const t = stringsIn(language)
  const lanes = lanesOf(played.state)
  return `<figure class="panel wide">${timelineKey(t).html}${timeline(played, lanes, t).drawing.html}</figure>`
}

/** The parts of the page of a ledger, as HTML. */
export const sectionsOfLedger = (
  report: Omit<LedgerReport, 'version' | 'head'>,
  language: Language,
): readonly Section[] => asSections(ledgerSections(report, language))

/** A log as a list of injects (CSV), as `guarantor exercise --msel` writes it. */
export const injectTable = (log: Exercise): string =>
  writeMsel(
    log.events.map((event) => entryOf(event)),
    log,
  )
    .rows.map((row) => csvLine(row.map(textOf)))
    .join('')

/** Injects and deadlines of an exercise as a calendar. */
export const calendar = (log: Exercise, state: ExerciseState): string =>
  exerciseCalendar({ exercise: log, injects: new Map(), state })
