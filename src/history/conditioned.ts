import type { Conditioning } from './condition.js'

export const conditioning: Conditioning = {} as Conditioning
