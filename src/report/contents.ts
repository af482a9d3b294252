import { html, type Markup } from './markup.js'
import { en, type Strings } from './strings/en.js'

/** A part of a report: its anchor, its short name for a list of contents, and itself. */
export interface ReportSection {
  readonly id: string
  readonly title: string
  readonly content: Markup | null
}

/** A list of contents. */
export const navigation = (sections: readonly ReportSection[], t: Strings = en): Markup =>
  html`<nav aria-label="${t.contents}"><ul>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>`
