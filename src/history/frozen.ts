import type { Frozen } from './backtest.js'

export const frozen: Frozen = {} as Frozen
