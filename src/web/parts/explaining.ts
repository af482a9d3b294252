import { cleanText } from '../../report/text.js'
import type { OptionResult } from '../../study/index.js'
import type { Explained } from '../explained.js'
import { numberText } from '../numbers.js'
import type { Strings } from '../strings/en.js'
import { moveByArrows } from './arrows.js'

/*
 * Every number of a section of the report can be asked about: cells of tables become buttons, drawings get one beside
 * their exports. The report knows nothing of this; options and states are found by the names it shows.
 */

/** Column of the table of honour that tells who sends forces, the name of the state not counted. */
const SENDS = 4

const flat = (text: string): string => cleanText(text)

/** An element's own words: what is set small below them stands apart, after a comma. */
const wordsIn = (element: Element | null | undefined): string => {
  if (element === null || element === undefined) return ''
  const copy = element.cloneNode(true) as Element
  for (const small of copy.querySelectorAll('small')) small.prepend(', ')
  return flat(copy.textContent ?? '')
}

/** What of a cell stays when it becomes a button: words and drawings, nothing that can itself be clicked. */
const isPlain = (cell: HTMLElement): boolean =>
  cell.querySelector('a, button, details, ul, ol, p, div') === null

interface Asking {
  readonly section: string
  readonly options: readonly OptionResult[]
  readonly t: Strings
  readonly onask: (asked: Explained, from: HTMLElement) => void
}

/** Makes the numbers inside `root` askable. */
export const addExplanations = (root: HTMLElement, asking: Asking): void => {
  const { section, options, t, onask } = asking
  const optionIn = (element: Element | null | undefined): OptionResult | undefined => {
    const named = [...(element?.querySelectorAll('bdi') ?? [])].map((bdi) => flat(bdi.textContent ?? ''))
    return options.find(({ short }) => named.includes(flat(short)))
  }
  const only = options.length === 1 ? options[0] : undefined

  for (const table of root.querySelectorAll('table')) {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])]
    const ofTable =
      optionIn(table.caption) ?? optionIn(table.closest('details')?.querySelector('summary')) ?? only
    for (const row of table.tBodies[0]?.rows ?? []) {
      const [name, ...cells] = row.cells
      for (const [k, cell] of cells.entries()) {
        const option = optionIn(name) ?? optionIn(heads[k + 1]) ?? ofTable
        if (option === undefined || !/\d/.test(cell.textContent ?? '') || !isPlain(cell)) continue
        const state = option.guarantors.find(
          (one) => flat(one.name) === flat(name.querySelector('bdi')?.textContent ?? ''),
        )
        const button = document.createElement('button')
        button.type = 'button'
        button.className = 'cell'
        button.append(...cell.childNodes)
        cell.append(button)
        const asked: Explained = {
          kind: 'report',
          option: option.id,
          section,
          title: `${wordsIn(heads[k + 1])}; ${wordsIn(name)}`,
          text: wordsIn(button),
          note: wordsIn(table.caption),
          state: state?.id ?? null,
          sends: section === 'honour' && k === SENDS,
        }
        button.addEventListener('click', () => onask(asked, button))
      }
    }
    moveByArrows(table)
  }

  for (const figure of root.querySelectorAll<HTMLElement>('figure.panel')) {
    const drawing = figure.querySelector('svg[role=img]')
    if (drawing === null) continue
    const caption = figure.querySelector('figcaption')
    const own = optionIn(caption) ?? only
    for (const option of own === undefined ? drawnIn(drawing, options) : [own]) {
      const title = wordsIn(caption)
        .replace(flat(option.short), '')
        .replace(/^[, ]+/, '')
      const asked: Explained = {
        kind: 'report',
        option: option.id,
        section,
        title: title === '' ? wordsIn(root.querySelector('h2')) : title,
        text: '',
        note: drawing.getAttribute('aria-label') ?? '',
        state: null,
        sends: false,
      }
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = own === undefined ? `${t.assess.explain}: ${flat(option.short)}` : t.assess.explain
      button.setAttribute('aria-label', `${t.assess.explain}: ${flat(option.short)}, ${wordsIn(caption)}`)
      button.addEventListener('click', () => onask(asked, button))
      figure.querySelector('.exports')?.append(button)
      if (own !== undefined) {
        drawing.classList.add('askable')
        drawing.addEventListener('click', () => onask(asked, button))
        if (section === 'map') addStates(figure, option, asking)
      }
    }
  }
}

/** Options that a drawing of several names; long names stand there cut. */
const drawnIn = (drawing: Element, options: readonly OptionResult[]): readonly OptionResult[] => {
  const texts = [...drawing.querySelectorAll('text')].map((text) =>
    flat(text.textContent ?? '').replace(/…$/, ''),
  )
  return options.filter(({ short }) =>
    texts.some(
      (text) =>
        text.length > 2 && (text === flat(short) || (text.length > 15 && flat(short).startsWith(text))),
    ),
  )
}

/** The numbers of a map, one button for each state: on the map itself there is no room for all. */
const addStates = (figure: Element, option: OptionResult, { section, t, onask }: Asking): void => {
  const list = document.createElement('ul')
  list.className = 'chips'
  for (const state of [...option.guarantors].sort((a, b) => sends(b) - sends(a))) {
    const { id, name } = state
    const text = numberText(sends(state), 'probability')
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'cell'
    button.textContent = `${flat(name)} ${text}`
    const title = t.assess.sendsOf(flat(name))
    button.addEventListener('click', () =>
      onask(
        { kind: 'report', option: option.id, section, title, text, note: '', state: id, sends: true },
        button,
      ),
    )
    const item = document.createElement('li')
    item.append(button)
    list.append(item)
  }
  const details = document.createElement('details')
  const summary = document.createElement('summary')
  summary.textContent = t.assess.numbers
  details.append(summary, list)
  figure.append(details)
}

const sends = ({ response }: OptionResult['guarantors'][number]): number =>
  response.full.air + response.full.troops
