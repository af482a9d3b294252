import world from 'world-atlas/countries-110m.json'
import type { WorldAtlas } from '../../report/worldAtlas.js'

/** The atlas, bundled: stands in the place of `report/worldAtlas.ts`, which needs Node (vite.web.config.ts). */
export const worldAtlas = (): WorldAtlas => world as unknown as WorldAtlas
