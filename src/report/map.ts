import { geoPath } from 'd3-geo'
import type { GuarantorResult, OptionResult, StateRef } from '../study/index.js'
import { atlasName, type Outline, outlines } from './atlas.js'
import { type Frame, frameFor, WIDTH, within } from './frame.js'
import { html, type Markup, trusted } from './markup.js'
import { en, type Strings } from './strings/en.js'
import { cleanText, shorten } from './text.js'

/** Upper ends of the shades, pale to strong; the last is open. */
const edges = [0.05, 0.2, 0.4, 0.6] as const

const rank = (p: number): number => edges.filter((edge) => p >= edge).length

const shade = (p: number): string => `var(--m${rank(p)})`

/** Numbers stand on their shade: dark on pale, pale on dark, and the other way round in dark mode. */
const inkOn = (p: number): string => `fill="var(--${rank(p) >= 3 ? 'paper' : 'ink'})" stroke="${shade(p)}"`

/** Chance that a state sends air defence or troops in a full attack, averaged over draws. */
export const sendsForces = (one: GuarantorResult): number => one.response.full.air + one.response.full.troops

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

const NAME = 'font-size="26" font-weight="700" fill="var(--ink)" stroke="var(--paper)"'

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
}

const collides = (a: Box, b: Box): boolean =>
  Math.abs(a.x - b.x) * 2 < a.width + b.width + 6 && Math.abs(a.y - b.y) < 26

/** Labels in order of importance; a number that would touch an earlier one is left out. */
const placed = (labels: readonly { x: number; y: number; text: string; style: string }[]) => {
  const kept: (Box & { text: string; style: string })[] = []
  for (const label of labels) {
    const box = { ...label, width: label.text.length * (label.style === NAME ? 15 : 13) }
    if (label.style === NAME || !kept.some((other) => collides(box, other))) kept.push(box)
  }
  return kept
}

/** A map of one option: the more likely a state is to send forces, the stronger its shade. */
export const drawMap = (option: OptionResult, t: Strings = en): Markup => {
  const { beneficiary, adversary } = option
  const frame = frameFor(option)
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
              text: t.percent(p).replace('%', ''),
              style: inkOn(p),
            },
          ]
    })
  const names = roles.flatMap(({ state }) => {
    const at = within(frame, state)
    if (at === null) return []
    // A small country would vanish behind its name.
    const outline = outlineOf(state)
    const small = outline === undefined || areaOf(outline) < 4000
    const [x, y] = small ? [at[0], at[1] + 34] : path.centroid(outline.geometry)
    return [{ x: Math.round(x), y: Math.round(y), text: shorten(state.name, 18), style: NAME }]
  })
  const shapes = [
    `<path d="${rest}" fill="var(--land)" stroke="var(--coast)" stroke-width="1"/>`,
    ...seen.map(({ outline, p, at }) =>
      outline === undefined && at !== null
        ? `<circle cx="${at[0]}" cy="${at[1]}" r="8" fill="${shade(p)}" stroke="var(--edge)" stroke-width="1.5"/>`
        : `<path d="${outline === undefined ? '' : d(outline)}" fill="${shade(p)}" stroke="var(--edge)" stroke-width="1.5"/>`,
    ),
    ...roles.map(({ state, fill }) => {
      const outline = outlineOf(state)
      return outline === undefined
        ? ''
        : `<path d="${d(outline)}" fill="${fill}" stroke="var(--ink)" stroke-width="3"/>`
    }),
  ]
  const label = t.map.label(
    cleanText(beneficiary.name),
    adversary === null ? null : cleanText(adversary.name),
    responders.map(({ state, p }) => `${cleanText(state.name)} ${t.percent(p)}`),
  )
  return html`<svg class="plot map" role="img" aria-label="${label}" viewBox="0 0 ${WIDTH} ${frame.height}"><rect width="${WIDTH}" height="${frame.height}" fill="var(--sea)" stroke="var(--line)"/>${trusted(shapes.join(''))}<g text-anchor="middle" font-size="22" stroke-width="4">${placed(
    [...names, ...numbers],
  ).map(
    ({ x, y, text, style }) => html`<text x="${x}" y="${y + 8}" ${trusted(style)}>${text}</text>`,
  )}</g></svg>${elsewhere(responders, frame, roles, t)}`
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
  t: Strings,
): Markup => {
  const far = responders.filter(({ at }) => at === null).sort((a, b) => b.p - a.p)
  const farRoles = roles.filter(({ state }) => within(frame, state) === null)
  return far.length + farRoles.length === 0
    ? trusted('')
    : html`<ul class="chips"><li>${t.map.elsewhere}</li>${farRoles.map(({ state }) => html`<li>${t.map.party(state.name)}</li>`)}${far.map(
        ({ state, p }) => html`<li>${swatch(shade(p))}${state.name} ${t.percent(p)}</li>`,
      )}</ul>`
}

/** What the shades and patterns of the maps mean. */
export const mapKey = (t: Strings = en): Markup => {
  const bounds = [0, ...edges, 1]
  const box = (fill: string, text: string) =>
    html`<li>${trusted(`<svg viewBox="0 0 28 16" aria-hidden="true"><rect x="1" y="1" width="26" height="14" fill="${fill}" stroke="var(--ink)"/></svg>`)}${text}</li>`
  return html`<ul class="key">${bounds
    .slice(0, -1)
    .map((low, i) => box(`var(--m${i})`, `${Math.round(low * 100)}–${Math.round(bounds[i + 1] * 100)}%`))}
${box('url(#dots-beneficiary)', t.map.beneficiary)}${box('url(#hatch-adversary)', t.map.adversary)}${box('var(--land)', t.map.noPart)}</ul>`
}
