import { geoContains } from 'd3-geo'
import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon, Position } from 'geojson'
import { feature } from 'topojson-client'
import { findState } from '../world/index.js'
import { worldAtlas } from './worldAtlas.js'

/** One country's outline. */
export interface Outline {
  readonly name: string
  readonly geometry: Polygon | MultiPolygon
}

/** Names of the atlas that differ from those of our tables. */
const atlasNames: Readonly<Record<string, string>> = {
  BIH: 'Bosnia and Herz.',
  MKD: 'Macedonia',
  TUR: 'Turkey',
  USA: 'United States of America',
}

const ringsOf = ({ geometry }: Outline): Position[][][] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates

const contains = (polygon: Position[][], point: [number, number]): boolean =>
  geoContains({ type: 'Polygon', coordinates: polygon }, point)

const isArea = (geometry: Geometry): geometry is Polygon | MultiPolygon =>
  geometry.type === 'Polygon' || geometry.type === 'MultiPolygon'

const outlineOf = (one: Feature<Geometry, { name: string }>): Outline[] =>
  isArea(one.geometry) ? [{ name: one.properties.name, geometry: one.geometry }] : []

const SIMFEROPOL: [number, number] = [34.1, 44.95]

/**
 * The atlas draws who holds the ground; the report draws borders as the United Nations General Assembly has them
 * (resolutions 68/262 on Crimea, 37/253 on Cyprus). The area that holds `point` goes from one outline to another.
 */
const moved = (
  outlines: readonly Outline[],
  from: string,
  to: string,
  point?: [number, number],
): readonly Outline[] => {
  const giver = outlines.find(({ name }) => name === from)
  if (giver === undefined) return outlines
  const given = ringsOf(giver).filter((polygon) => point === undefined || contains(polygon, point))
  const kept = ringsOf(giver).filter((polygon) => !given.includes(polygon))
  return outlines.flatMap((outline): Outline[] => {
    if (outline.name === from)
      return kept.length === 0 ? [] : [{ name: from, geometry: { type: 'MultiPolygon', coordinates: kept } }]
    if (outline.name !== to) return [outline]
    return [{ name: to, geometry: { type: 'MultiPolygon', coordinates: [...ringsOf(outline), ...given] } }]
  })
}

const load = (): readonly Outline[] => {
  const world = worldAtlas()
  const all: FeatureCollection<Geometry, { name: string }> = feature(world, world.objects.countries)
  return moved(moved(all.features.flatMap(outlineOf), 'Russia', 'Ukraine', SIMFEROPOL), 'N. Cyprus', 'Cyprus')
}

let loaded: readonly Outline[] | undefined

/** Outlines of all countries, coarse (1:110 million, Natural Earth). Read once. */
export const outlines = (): readonly Outline[] => {
  loaded ??= load()
  return loaded
}

/** Name in the atlas of a state of our tables, whatever it is called on the page; it may not be drawn there (small states). */
export const atlasName = (id: string, name: string): string => atlasNames[id] ?? findState(id)?.name ?? name
