import { cleanText } from './text.js'

/** Text that is HTML already. Only `html` and `trusted` make it, so that nothing gets in unescaped. */
export interface Markup {
  readonly html: string
}

/** What may stand in a template: markup goes in as it is, text and numbers are escaped, nothing stays nothing. */
export type Piece = Markup | string | number | null | undefined | false | readonly Piece[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text made safe for element content and for attribute values in quotes. */
export const escapeHtml = (text: string): string =>
  cleanEnds(text).replace(/[&<>"']/g, (character) => entities[character])

// Blanks at the ends matter between two pieces of a sentence; what lies between them does not.
const cleanEnds = (text: string): string =>
  text === '' ? '' : `${/^\s/.test(text) ? ' ' : ''}${cleanText(text)}${/\S\s+$/.test(text) ? ' ' : ''}`

const render = (piece: Piece): string => {
  if (piece === null || piece === undefined || piece === false) return ''
  if (typeof piece === 'string') return escapeHtml(piece)
  if (typeof piece === 'number') return String(piece)
  return 'html' in piece ? piece.html : piece.map(render).join('')
}

/** Marks a string as HTML. For constants of this program and drawings made by it, never for text of a document. */
export const trusted = (html: string): Markup => ({ html })

/** Template tag: every interpolated text is escaped. */
export const html = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup =>
  trusted(strings.map((text, i) => text + (i < pieces.length ? render(pieces[i]) : '')).join(''))

/** Text of a document, kept from changing the direction of what stands around it. */
export const foreign = (text: string): Markup => html`<bdi>${text}</bdi>`

/** A table whose column headers and first cells are headers; wide ones scroll inside their frame. */
export const table = (
  caption: Piece,
  heads: readonly Piece[],
  rows: readonly (readonly Piece[])[],
  label: string,
  kind = '',
): Markup => html`<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table class="${kind}">
<caption><span>${caption}</span></caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map(
  ([first, ...rest]) =>
    html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>
`,
)}</tbody></table></div>`

/** A drawing with its caption. `label` tells what the drawing shows to those who cannot see it. */
export const figure = (drawing: Markup, caption: Piece): Markup =>
  html`<figure class="panel"><figcaption>${caption}</figcaption>${drawing}</figure>`

/** A section with its heading and an anchor. */
export const section = (id: string, title: string, ...content: readonly Piece[]): Markup =>
  html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${content}
</section>
`
