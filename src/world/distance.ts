import { asin, cos, sin } from '../core/elementary.js'
import type { Place } from './state.js'

/** Mean radius of the Earth, km (IUGG). */
const EARTH_RADIUS = 6371.0088

const radians = (degrees: number): number => (degrees * Math.PI) / 180

/**
 * Great-circle distance in km on a sphere of the mean Earth radius (haversine): within 0.6 % of the geodesic.
 * @param a degrees, lat -90..90, lon -180..180
 * @param b likewise
 */
export const distanceKm = (a: Place, b: Place): number => {
  const sinLat = sin(radians(b.lat - a.lat) / 2)
  const sinLon = sin(radians(b.lon - a.lon) / 2)
  const h = sinLat * sinLat + cos(radians(a.lat)) * cos(radians(b.lat)) * sinLon * sinLon
  // Rounding may push h a little beyond 1 for opposite points, where asin has no value.
  return 2 * EARTH_RADIUS * asin(Math.sqrt(Math.min(1, h)))
}
