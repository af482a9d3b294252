import type { Heading } from './markdown.js'
import { kinds, type PageSpec, pages } from './pages.js'

/*
 * The frame around a page: contents, what is on this page, the page before and after. No inline script or style.
 */

export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

export interface Framed {
  readonly name: string
  readonly title: string
  readonly html: string
  readonly headings: readonly Heading[]
  /** Where its text comes from, in words. */
  readonly origin: string
  readonly version: string
}

const link = ({ name, label }: PageSpec, current: string): string =>
  `<a href="${name}.html"${name === current ? ' aria-current="page"' : ''}>${escapeHtml(label)}</a>`

const contents = (current: string): string =>
  kinds
    .map(({ kind, title }) => {
      const items = pages
        .filter((page) => page.kind === kind)
        .map((page) => `<li>${link(page, current)}</li>`)
      return `<p id="nav-${kind}">${title}</p><ul aria-labelledby="nav-${kind}">${items.join('')}</ul>`
    })
    .join('\n')

const FEWEST = 3

const onThisPage = (headings: readonly Heading[]): string => {
  const items = headings.filter(({ level }) => level === 2)
  return items.length < FEWEST
    ? ''
    : `<nav class="here" aria-labelledby="here"><p id="here">On this page</p><ul>${items
        .map(({ id, text }) => `<li><a href="#${escapeHtml(id)}">${escapeHtml(text)}</a></li>`)
        .join('')}</ul></nav>`
}

const turn = (name: string): string => {
  const at = pages.findIndex((page) => page.name === name)
  if (at === -1) return ''
  const [before, after] = [pages[at - 1], pages[at + 1]]
  const one = (page: PageSpec | undefined, word: string, rel: string): string =>
    page === undefined
      ? ''
      : `<a rel="${rel}" href="${page.name}.html"><small>${word}</small> ${escapeHtml(page.label)}</a>`
  return `<nav class="turn" aria-label="Pages before and after">${one(before, 'Before', 'prev')}${one(after, 'Next', 'next')}</nav>`
}

/** A whole page. */
export const frame = ({ name, title, html, headings, origin, version }: Framed): string => {
  const end = html.indexOf('</h1>') + '</h1>'.length
  const [heading, rest] = [html.slice(0, end), html.slice(end)]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · Guarantor help</title>
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="help.css">
<script src="help.js"></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="top">
<a class="brand" href="index.html"><img src="icon.svg" alt="" width="28" height="28"> Guarantor <span>help</span></a>
<a class="to-contents" href="#contents">Contents</a>
<search hidden><label for="search">Search</label> <input id="search" type="search" autocomplete="off" spellcheck="false" aria-describedby="search-state"><span id="search-state" class="hidden" role="status"></span></search>
<label class="theme" hidden>Colours <select><option value="auto">As the system</option><option value="light">Light</option><option value="dark">Dark</option></select></label>
</header>
<section id="found" aria-label="Found" hidden></section>
<div class="body">
<main id="content" tabindex="-1">
${heading}
${onThisPage(headings)}
<article>
${rest}
</article>
${turn(name)}
</main>
<nav id="contents" class="contents" aria-label="Contents">
${contents(name)}
</nav>
</div>
<footer><p>Guarantor ${escapeHtml(version)}. ${escapeHtml(origin)} What follows from stated assumptions; not a forecast, and no side taken.</p></footer>
</body>
</html>
`
}
