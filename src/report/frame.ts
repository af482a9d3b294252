import { type GeoProjection, geoAzimuthalEqualArea, geoCircle, geoConicConformal, geoDistance } from 'd3-geo'
import type { MultiPoint } from 'geojson'
import type { OptionResult, StateRef } from '../study/index.js'

/** Width of a map in its own units. */
export const WIDTH = 800

/** What part of the world a map shows, and how. */
export interface Frame {
  readonly projection: GeoProjection
  readonly height: number
}

/** Points that a map of Europe must hold. */
const europe: MultiPoint = {
  type: 'MultiPoint',
  coordinates: [
    [-10, 37],
    [-8, 58],
    [10, 70],
    [42, 67],
    [45, 40],
    [35, 35],
    [0, 36],
  ],
}

const DEGREES = 180 / Math.PI

/** States further than this from the beneficiary, in degrees, are listed beside a regional map. */
const NEAR = 25

/** Europe for a European beneficiary, else the region around it with those parties that are near. */
export const frameFor = ({ beneficiary, adversary, guarantors }: OptionResult): Frame => {
  const { lat, lon } = beneficiary
  const european = lat > 34 && lat < 72 && lon > -25 && lon < 50
  const height = european ? 720 : 600
  const extent: [[number, number], [number, number]] = [
    [0, 0],
    [WIDTH, height],
  ]
  if (european) {
    const projection = geoConicConformal().parallels([42, 62]).rotate([-17, 0])
    return { projection: projection.fitExtent(extent, europe).clipExtent(extent), height }
  }
  const away = [...guarantors, ...(adversary === null ? [] : [adversary])]
    .map((state) => geoDistance([lon, lat], [state.lon, state.lat]) * DEGREES)
    .filter((degrees) => degrees < NEAR)
  const circle = geoCircle()
    .center([lon, lat])
    .radius(Math.max(8, ...away) * 1.25)
  const projection = geoAzimuthalEqualArea().rotate([-lon, -lat]).clipAngle(90)
  return { projection: projection.fitExtent(extent, circle()).clipExtent(extent), height }
}

/** Where a state's capital stands on the map; null outside the frame. */
export const within = ({ projection, height }: Frame, { lat, lon }: StateRef): [number, number] | null => {
  const at = projection([lon, lat])
  if (at === null || at === undefined) return null
  const [x, y] = at
  return x >= 8 && x <= WIDTH - 8 && y >= 8 && y <= height - 8 ? [Math.round(x), Math.round(y)] : null
}
