import { Parser } from 'htmlparser2'

/** The text of a page. */
export interface PageText {
  readonly title: string | null
  readonly text: string
}

/** Elements whose content nobody reads as the statement. */
const SKIPPED = new Set(
  'script style noscript template iframe object svg math select option button textarea nav footer form dialog head'.split(
    ' ',
  ),
)
/** Elements that begin a line of their own. */
const BLOCKS = new Set(
  'address article aside blockquote br dd div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table td th tr ul'.split(
    ' ',
  ),
)
const PARAGRAPHS = new Set('p h1 h2 h3 h4 h5 h6 li blockquote article section table tr div td'.split(' '))

/** Deeper than any page that was meant to be read; the parser's own list of open elements gets slow beyond. */
const DEEPEST = 5_000

/**
 * The text of an HTML page as one reads it: blocks on lines of their own, scripts, styles, navigation and what is hidden
 * left out. The parser keeps no tree and runs nothing, so scripts cannot hurt.
 * @throws RangeError where elements are nested more than 5,000 deep
 */
export const htmlText = (html: string): PageText => {
  const parts: string[] = []
  const title: string[] = []
  let skipping = 0
  let inTitle = false
  let inPre = 0
  const open: { readonly name: string; readonly skip: boolean }[] = []
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'title' && !open.some((element) => element.name === 'svg')) inTitle = true
        const hidden =
          'hidden' in attributes ||
          attributes['aria-hidden'] === 'true' ||
          /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes.style ?? '')
        const skip = SKIPPED.has(name) || hidden
        if (skip) skipping++
        open.push({ name, skip })
        if (open.length > DEEPEST) throw new RangeError(`elements are nested more than ${DEEPEST} deep`)
        if (name === 'pre') inPre++
        if (skipping === 0 && BLOCKS.has(name)) parts.push(PARAGRAPHS.has(name) ? '\n\n' : '\n')
      },
      ontext(text) {
        if (inTitle) title.push(text)
        else if (skipping === 0) parts.push(inPre > 0 ? text : text.replace(/\s+/g, ' '))
      },
      onclosetag(name) {
        const element = open.pop()
        if (name === 'title') inTitle = false
        if (name === 'pre') inPre--
        if (element?.skip === true) skipping--
        else if (skipping === 0 && BLOCKS.has(name)) parts.push(PARAGRAPHS.has(name) ? '\n\n' : '\n')
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  parser.write(html)
  parser.end()
  const text = parts
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  const name = title.join('').replace(/\s+/g, ' ').trim()
  return { title: name === '' ? null : name, text }
}
