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
  'opacity',
  'font-size',
  'font-family',
  'font-weight',
]

/** A drawing as a file of its own. */
export const standaloneSvg = (svg: SVGSVGElement): string => {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const sources = [svg, ...svg.querySelectorAll<SVGElement>('*')]
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')]
  sources.forEach((source, k) => {
    const style = getComputedStyle(source)
    for (const property of PAINT) {
      const value = style.getPropertyValue(property)
      if (value !== '') copies[k].setAttribute(property, value)
    }
  })
  const defs = document.querySelector('svg.defs defs')
  if (defs !== null) copy.prepend(defs.cloneNode(true))
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

/** A cell as CSV writes it; what a spreadsheet would take for a formula gets an apostrophe. */
export const csvCell = (text: string): string => {
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const tableAsCsv = (table: HTMLTableElement): string =>
  [...table.rows]
    .map((row) =>
      [...row.cells].map((cell) => csvCell((cell.textContent ?? '').replace(/\s+/g, ' ').trim())).join(','),
    )
    .join('\r\n')

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
      [
        [
          t.assess.saveCsv,
          () => saveFile(`${name}-table-${k + 1}.csv`, `\ufeff${tableAsCsv(table)}`, 'text/csv'),
        ],
      ],
      table.caption?.textContent ?? name,
    )
  })
}
