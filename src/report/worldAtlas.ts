import { createRequire } from 'node:module'
import type { GeometryCollection, Topology } from 'topojson-specification'

export type WorldAtlas = Topology<{ countries: GeometryCollection<{ name: string }> }>

/** The atlas as its package ships it. In a browser `web/engine/worldAtlas.ts` stands in its place. */
export const worldAtlas = (): WorldAtlas =>
  createRequire(import.meta.url)('world-atlas/countries-110m.json') as WorldAtlas
