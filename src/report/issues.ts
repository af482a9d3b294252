import type { Issue } from '../core/issue.js'
import { type Paint, paintFor } from './paint.js'
import { characterWidth, cleanText } from './text.js'
import { countText } from './words.js'

/** Columns of a source line that are shown. */
const SHOWN = 96
const TAB = 4

interface Glimpse {
  readonly text: string
  /** Columns before the caret. */
  readonly caret: number
}

/** One column per column: tabs become blanks, control characters a dot. */
const expanded = (line: string): { text: string; width: number; at: number }[] => {
  const cells: { text: string; width: number; at: number }[] = []
  let column = 0
  let at = 0
  for (const character of line) {
    const width =
      character === '\t' ? TAB - (column % TAB) : /\p{Cc}/u.test(character) ? 1 : widthOf(character)
    const text = character === '\t' ? ' '.repeat(width) : /\p{Cc}/u.test(character) ? '·' : shown(character)
    cells.push({ text, width, at })
    column += width
    at += character.length
  }
  return cells
}

// A direction override would move the text away from its caret; a lone surrogate cannot be printed.
const shown = (character: string): string =>
  cleanText(`x${character}x`) === 'xx' ? '' : character.replace(/\p{Cs}/u, '\ufffd')
const widthOf = (character: string): number => (shown(character) === '' ? 0 : characterWidth(character))

/** The part of a source line around a 1-based column (in UTF-16 units, as the reader counts), fit to print. */
export const glimpse = (line: string, column: number): Glimpse => {
  const cells = expanded(line)
  const before = cells.filter(({ at }) => at < column - 1)
  const caret = before.reduce((sum, cell) => sum + cell.width, 0)
  const all = cells.reduce((sum, cell) => sum + cell.width, 0)
  if (all <= SHOWN) return { text: cells.map(({ text }) => text).join(''), caret }
  const from = Math.max(0, Math.min(caret - Math.floor(SHOWN / 2), all - SHOWN))
  let position = 0
  let skipped = 0
  let text = ''
  let used = 0
  for (const cell of cells) {
    const start = position
    position += cell.width
    if (start < from) skipped = position
    else if (used + cell.width <= SHOWN) {
      text += cell.text
      used += cell.width
    }
  }
  const cutLeft = skipped > 0
  return {
    text: `${cutLeft ? '…' : ''}${text}${skipped + used < all ? '…' : ''}`,
    caret: caret - skipped + (cutLeft ? 1 : 0),
  }
}

const levelPaint = (paint: Paint, level: Issue['level']) =>
  ({ error: paint.red, warning: paint.yellow, note: paint.blue })[level]

const placeOf = ({ file, line, column }: Issue): string =>
  file === undefined
    ? ''
    : `${cleanText(file)}${line === undefined ? '' : `:${line}${column === undefined ? '' : `:${column}`}`}: `

const excerpt = (issue: Issue, sources: ReadonlyMap<string, string>, paint: Paint): string[] => {
  const { file, line, column } = issue
  if (file === undefined || line === undefined) return []
  const source = sources.get(file)?.split(/\r\n|\r|\n/)[line - 1]
  if (source === undefined) return []
  const gutter = String(line).padStart(5)
  const { text, caret } = glimpse(source, column ?? 1)
  const mark = levelPaint(paint, issue.level)
  return [
    `${paint.faint(`${gutter} |`)} ${text}`.trimEnd(),
    ...(column === undefined ? [] : [`${paint.faint('      |')} ${' '.repeat(caret)}${mark('^')}`]),
  ]
}

const issueLines = (issue: Issue, sources: ReadonlyMap<string, string>, paint: Paint): string[] => {
  const note = (label: string, text: string | undefined) =>
    text === undefined ? [] : [`      ${paint.faint(`${label}:`)} ${cleanText(text)}`]
  return [
    `${paint.bold(placeOf(issue))}${levelPaint(paint, issue.level)(issue.level)}  ${issue.code}  ${cleanText(issue.message)}`,
    ...excerpt(issue, sources, paint),
    ...note('expected', issue.expected),
    ...note('found', issue.received),
    ...note('hint', issue.hint),
    '',
  ]
}

const countLine = (issues: readonly Issue[]): string => {
  const of = (level: Issue['level']) => issues.filter((issue) => issue.level === level).length
  const counts = [
    [of('error'), 'error'],
    [of('warning'), 'warning'],
    [of('note'), 'note'],
  ] as const
  const named = counts.filter(([n]) => n > 0).map(([n, name]) => countText(n, name))
  return named.length === 0 ? 'no problems found' : named.join(', ')
}

/**
 * Issues the way compilers print them: place, level, code and message, then the source line with a caret, then what was
 * expected and found, and a hint. `sources` holds the text of each file by the name its issues carry.
 */
export const renderIssues = (
  issues: readonly Issue[],
  sources: ReadonlyMap<string, string>,
  { colour }: { readonly colour: boolean },
): string => {
  const paint = paintFor(colour)
  return `${[...issues.flatMap((issue) => issueLines(issue, sources, paint)), countLine(issues)].join('\n')}\n`
}

export { renderSarif, type SarifRule } from './sarif.js'
