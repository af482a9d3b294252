import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import { escapeHtml, type Markup, trusted } from './markup.js'

/** Drawing width in its own units, about CSS pixels on a phone; drawings scale with their column. */
export const WIDTH = 360

const { document } = parseHTML('<!doctype html><html><body></body></html>') as unknown as {
  readonly document: never
}

const rounded = (svg: string): string =>
  svg.replace(/<[^>]*>/g, (tag) =>
    tag.replace(/-?\d+\.\d{2,}/g, (n) => String(Math.round(Number(n) * 10) / 10)),
  )

/**
 * Draws with Observable Plot into a string. The drawing names itself by `label`. Text from documents may only be
 * given as the text of marks: the serializer escapes text, but not every character of attributes. Vertical
 * positions are drawing units from the top, so that rows stay where the caller put them.
 */
export const draw = (options: Plot.PlotOptions, label: string): Markup => {
  const svg = Plot.plot({
    document,
    className: 'plot',
    width: WIDTH,
    marginTop: 4,
    marginBottom: 24,
    marginLeft: 8,
    marginRight: 12,
    y: { type: 'identity', axis: null },
    ...options,
  }) as unknown as { readonly outerHTML: string }
  // Plot repeats its style sheet in every drawing; ours holds it once.
  // Its names of marks mean nothing inside a drawing that names itself, and a group may not have one.
  const bare = svg.outerHTML
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/(<g\b[^>]*?) aria-label="[^"]*"/g, '$1')
  return trusted(rounded(bare).replace('<svg ', `<svg role="img" aria-label="${escapeHtml(label)}" `))
}

/** A percentage axis from 0 to 100 at the bottom, with faint grid lines. */
export const shareAxis = (height: number): Plot.Markish[] => [
  Plot.ruleX([0, 0.25, 0.5, 0.75, 1], { y1: 4, y2: height - 24, stroke: 'var(--grid)', strokeWidth: 1 }),
  Plot.axisX([0, 0.25, 0.5, 0.75, 1], {
    anchor: 'bottom',
    tickSize: 4,
    tickFormat: (x: number) => `${Math.round(x * 100)}%`,
    label: null,
  }),
]

export { Plot }
