import type { ReportSection } from '../../report/contents.js'
import { comparisonSections } from '../../report/html.js'
import { studySections } from '../../report/study/page.js'
import type { Comparison } from '../../study/index.js'
import type { Study } from '../../study/uncertainty/index.js'
import type { Section } from './messages.js'

export { renderReport } from '../../report/html.js'
export { renderStudyReport } from '../../report/study/page.js'

const asSections = (sections: readonly ReportSection[]): readonly Section[] =>
  sections.flatMap(({ id, title, content }) => (content === null ? [] : [{ id, title, html: content.html }]))

/** The parts of the report of a comparison, as HTML. */
export const sectionsOfComparison = (comparison: Comparison): readonly Section[] =>
  asSections(comparisonSections(comparison))

/** The parts of the page of a study, as HTML. */
export const sectionsOfStudy = (study: Study): readonly Section[] => asSections(studySections(study))
