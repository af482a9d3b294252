import { csvText } from '../csv.js'
import type { Strings } from '../strings/en.js'

/*
 * Pictures and tables of the report can be kept: buttons are put beside each.
 */

export const saveFile = (name: string, content: Blob | string, type = 'text/plain'): void => {
  const blob = typeof content === 'string' ? new Blob([content], { type: `${type};charset=utf-8` }) : content
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** What a drawing needs to stand alone: its colours and fonts are set on its own elements. */
const PAINT = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'fill-opacity',
  'stroke-opacity',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'paint-order',
  'text-anchor',
  'dominant-baseline',
  'font-size',
  'font-family',
  'font-weight',
  'font-variant-numeric',
]

/** Sets on each element of `copy` how the same element of `shown` is painted now. */
const keepPaint = (shown: SVGElement, copy: SVGElement): void => {
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')]
  for (const [k, source] of [shown, ...shown.querySelectorAll<SVGElement>('*')].entries()) {
    const style = getComputedStyle(source)
    for (const property of PAINT) {
      const value = style.getPropertyValue(property)
      if (value !== '') copies[k].setAttribute(property, value)
    }
  }
}

/** A drawing as a file of its own. */
export const standaloneSvg = (svg: SVGSVGElement): string => {
  const copy = svg.cloneNode(true) as SVGSVGElement
  keepPaint(svg, copy)
  const defs = document.querySelector<SVGElement>('svg.defs defs')
  if (defs !== null) {
    const patterns = defs.cloneNode(true) as SVGElement
    keepPaint(defs, patterns)
    copy.prepend(patterns)
  }
  const { width, height } = svg.viewBox.baseVal
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  for (const [name, value] of Object.entries({ x: 0, y: 0, width, height }))
    paper.setAttribute(name, String(value))
  paper.setAttribute('fill', getComputedStyle(document.body).backgroundColor)
  copy.prepend(paper)
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  return new XMLSerializer().serializeToString(copy)
}

/** The same as a PNG, three times its size. */
export const drawingAsPng = async (svg: SVGSVGElement): Promise<Blob | null> => {
  const { width, height } = svg.viewBox.baseVal
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standaloneSvg(svg))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * 3
  canvas.height = height * 3
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/png')
  })
}

/** What a cell says. Words set small below it stand apart from it, the buttons beside it do not belong to it. */
const cellText = (cell: HTMLTableCellElement): string => {
  const copy = cell.cloneNode(true) as HTMLElement
  for (const extra of copy.querySelectorAll('.exports, .ask')) extra.remove()
  for (const small of copy.querySelectorAll('small, .visually-hidden')) small.prepend(' ')
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim()
}

export const tableAsCsv = (table: HTMLTableElement): string =>
  csvText([...table.rows].map((row) => [...row.cells].map(cellText)))

/** Puts the buttons under every drawing and table inside `root`. */
export const addExports = (root: HTMLElement, t: Strings, name: string): void => {
  const buttons = (host: Element, made: readonly (readonly [string, () => void])[], what: string): void => {
    const bar = document.createElement('p')
    bar.className = 'exports'
    for (const [label, act] of made) {
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = label
      button.setAttribute('aria-label', `${label}: ${what}`)
      button.addEventListener('click', act)
      bar.append(button)
    }
    host.after(bar)
  }
  root.querySelectorAll<HTMLElement>('figure.panel').forEach((figure, k) => {
    const svg = figure.querySelector<SVGSVGElement>('svg.plot, svg[viewBox]')
    if (svg === null) return
    const title = figure.querySelector('figcaption')?.textContent ?? name
    buttons(
      svg,
      [
        [t.assess.saveSvg, () => saveFile(`${name}-${k + 1}.svg`, standaloneSvg(svg), 'image/svg+xml')],
        [
          t.assess.savePng,
          () => void drawingAsPng(svg).then((png) => png !== null && saveFile(`${name}-${k + 1}.png`, png)),
        ],
      ],
      title,
    )
  })
  root.querySelectorAll<HTMLTableElement>('table').forEach((table, k) => {
    buttons(
      table.closest('.scroll') ?? table,
      [[t.assess.saveCsv, () => saveFile(`${name}-table-${k + 1}.csv`, tableAsCsv(table), 'text/csv')]],
      table.caption?.textContent ?? name,
    )
  })
}
