import { type GeoProjection, geoConicConformal, geoEqualEarth, geoPath } from 'd3-geo'
import type { MultiPoint } from 'geojson'
import type { GuarantorResult, OptionResult, StateRef } from '../study/index.js'
import { atlasName, type Outline, outlines } from './atlas.js'
import { html, type Markup, trusted } from './markup.js'
import { cleanText, shorten } from './text.js'
import { listText, percent } from './words.js'

const WIDTH = 800

/** Upper ends of the shades, pale to strong; the last is open. */
const edges = [0.05, 0.2, 0.4, 0.6] as const

const shade = (p: number): string => `var(--m${edges.filter((edge) => p >= edge).length})`

/** Chance that a state sends air defence or troops in a full attack, averaged over draws. */
export const sendsForces = (one: GuarantorResult): number => one.response.full.air + one.response.full.troops

interface Frame {
  readonly projection: GeoProjection
  readonly height: number
}

const points = (coordinates: [number, number][]): MultiPoint => ({ type: 'MultiPoint', coordinates })

/** Europe for a European beneficiary, else the world turned towards the beneficiary. */
const frameFor = ({ lat, lon }: StateRef): Frame => {
  const european = lat > 34 && lat < 72 && lon > -25 && lon < 50
  const height = european ? 720 : 400
  const extent: [[number, number], [number, number]] = [
    [0, 0],
    [WIDTH, height],
  ]
  const projection = european
    ? geoConicConformal()
        .parallels([42, 62])
        .rotate([-17, 0])
        .fitExtent(
          extent,
          points([
            [-10, 37],
            [-8, 58],
            [10, 70],
            [42, 67],
            [45, 40],
            [35, 35],
            [0, 36],
          ]),
        ) // prettier-ignore
    : geoEqualEarth().rotate([-lon, 0]).fitExtent(extent, { type: 'Sphere' })
  return { projection: projection.clipExtent(extent), height }
}

const within = ({ projection, height }: Frame, { lat, lon }: StateRef): [number, number] | null => {
  const at = projection([lon, lat])
  if (at === null || at === undefined) return null
  const [x, y] = at
  return x >= 8 && x <= WIDTH - 8 && y >= 8 && y <= height - 8 ? [Math.round(x), Math.round(y)] : null
}

/** Drops points that fall on the one before, and shapes that shrink to a point: most of a coarse path. */
const thinned = (d: string): string =>
  d
    .split('M')
    .slice(1)
    .map((part) => {
      const [first, ...rest] = part.replace('Z', '').split('L')
      const kept = rest.filter((point, i) => point !== (i === 0 ? first : rest[i - 1]))
      return kept.length < 2 ? '' : `M${[first, ...kept].join('L')}Z`
    })
    .join('')

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
}

const collides = (a: Box, b: Box): boolean =>
  Math.abs(a.x - b.x) * 2 < a.width + b.width + 6 && Math.abs(a.y - b.y) < 26

/** Labels in order of importance; one that would touch an earlier one is left out. */
const placed = (labels: readonly { x: number; y: number; text: string; strong: boolean }[]) => {
  const kept: (Box & { text: string; strong: boolean })[] = []
  for (const label of labels) {
    const box = { ...label, width: label.text.length * 13 }
    if (!kept.some((other) => collides(box, other))) kept.push(box)
  }
  return kept
}

/** A map of one option: the more likely a state is to send forces, the stronger its shade. */
export const drawMap = (option: OptionResult): Markup => {
  const { beneficiary, adversary } = option
  const frame = frameFor(beneficiary)
  const path = geoPath(frame.projection).digits(0)
  const d = ({ geometry }: Outline): string => thinned(path(geometry) ?? '')
  const byName = new Map(outlines().map((outline) => [outline.name, outline]))
  const outlineOf = (state: StateRef) => byName.get(atlasName(state.id, state.name))
  const responders = option.guarantors.map((state) => ({
    state,
    p: sendsForces(state),
    outline: outlineOf(state),
    at: within(frame, state),
  }))
  const roles = [
    { state: beneficiary, fill: 'url(#dots-beneficiary)' },
    ...(adversary === null ? [] : [{ state: adversary, fill: 'url(#hatch-adversary)' }]),
  ]
  const cast = new Set([...responders.map((one) => one.outline), ...roles.map((one) => outlineOf(one.state))])
  const rest = outlines()
    .filter((outline) => !cast.has(outline))
    .map(d)
    .join('')
  const seen = responders.filter((one) => one.at !== null)
  const areaOf = (outline: Outline | undefined) => (outline === undefined ? 0 : path.area(outline.geometry))
  const numbers = [...seen]
    .sort((a, b) => areaOf(b.outline) - areaOf(a.outline))
    .flatMap(({ outline, p, at }) => {
      const centre = outline === undefined ? at : path.centroid(outline.geometry)
      return centre === null || !Number.isFinite(centre[0])
        ? []
        : [
            {
              x: Math.round(centre[0]),
              y: Math.round(centre[1]),
              text: percent(p).replace('%', ''),
              strong: false,
            },
          ]
    })
  const names = roles.flatMap(({ state }) => {
    const at = within(frame, state)
    return at === null ? [] : [{ x: at[0], y: at[1], text: shorten(state.name, 18), strong: true }]
  })
  const shapes = [
    `<path d="${rest}" fill="var(--land)" stroke="var(--coast)" stroke-width="1"/>`,
    ...seen.map(({ outline, p, at }) =>
      outline === undefined && at !== null
        ? `<circle cx="${at[0]}" cy="${at[1]}" r="8" fill="${shade(p)}" stroke="var(--ink)" stroke-width="1.5"/>`
        : `<path d="${outline === undefined ? '' : d(outline)}" fill="${shade(p)}" stroke="var(--ink)" stroke-width="1.5"/>`,
    ),
    ...roles.map(({ state, fill }) => {
      const outline = outlineOf(state)
      return outline === undefined
        ? ''
        : `<path d="${d(outline)}" fill="${fill}" stroke="var(--ink)" stroke-width="3"/>`
    }),
  ]
  const label = `Map: ${cleanText(beneficiary.name)} is protected${adversary === null ? '' : ` against ${cleanText(adversary.name)}`}. Chance of air defence or troops in a full attack: ${listText(responders.map(({ state, p }) => `${cleanText(state.name)} ${percent(p)}`))}.`
  return html`<svg class="plot map" role="img" aria-label="${label}" viewBox="0 0 ${WIDTH} ${frame.height}"><rect width="${WIDTH}" height="${frame.height}" fill="var(--sea)" stroke="var(--line)"/>${trusted(shapes.join(''))}<g text-anchor="middle" font-size="22" fill="currentColor" stroke="var(--paper)" stroke-width="4">${placed(
    [...names, ...numbers],
  ).map(
    ({ x, y, text, strong }) =>
      html`<text x="${x}" y="${y + 8}"${strong && trusted(' font-size="26" font-weight="700"')}>${text}</text>`,
  )}</g></svg>${elsewhere(responders, frame, roles)}`
}

const swatch = (fill: string): Markup =>
  trusted(
    `<svg viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="5" fill="${fill}" stroke="var(--ink)"/></svg>`,
  )

/** States outside the frame, as a list with the same shades. */
const elsewhere = (
  responders: readonly { state: GuarantorResult; p: number; at: unknown }[],
  frame: Frame,
  roles: readonly { state: StateRef; fill: string }[],
): Markup => {
  const far = responders.filter(({ at }) => at === null).sort((a, b) => b.p - a.p)
  const farRoles = roles.filter(({ state }) => within(frame, state) === null)
  return far.length + farRoles.length === 0
    ? trusted('')
    : html`<ul class="chips"><li>Elsewhere:</li>${farRoles.map(({ state }) => html`<li>${state.name} (party)</li>`)}${far.map(
        ({ state, p }) => html`<li>${swatch(shade(p))}${state.name} ${percent(p)}</li>`,
      )}</ul>`
}

/** What the shades and patterns of the maps mean. */
export const mapKey = (): Markup => {
  const bounds = [0, ...edges, 1]
  const box = (fill: string, text: string) =>
    html`<li>${trusted(`<svg viewBox="0 0 28 16" aria-hidden="true"><rect x="1" y="1" width="26" height="14" fill="${fill}" stroke="var(--ink)"/></svg>`)}${text}</li>`
  return html`<ul class="key">${bounds
    .slice(0, -1)
    .map((low, i) => box(`var(--m${i})`, `${Math.round(low * 100)}–${Math.round(bounds[i + 1] * 100)}%`))}
${box('url(#dots-beneficiary)', 'beneficiary')}${box('url(#hatch-adversary)', 'adversary')}${box('var(--land)', 'no part in it')}</ul>`
}
