import { escapeHtml, type Markup } from './markup.js'
import type { Language } from './strings/index.js'
import { styleSheet } from './style.js'

/** What stands around the body of every page. */
export interface Shell {
  readonly title: string
  /** Version of the program. */
  readonly version: string
  /** Rules of this page alone, after those of all. */
  readonly style?: string
  readonly language?: Language
}

/** One HTML file that needs nothing else: no network, no script. The same body gives the same bytes. */
export const wholePage = (
  { title, version, style = '', language = 'en' }: Shell,
  body: Markup,
): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Guarantor ${escapeHtml(version)}">
<title>${escapeHtml(title)}</title>
<style>${styleSheet}${style}</style>
</head>
<body>
${body.html}
</body>
</html>
`
