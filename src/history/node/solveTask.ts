import { readRows } from '../readings.js'
import type { SolveTask } from './crew.js'

/** What a worker thread does: some games. */
const solveTask = ({ situations, values, grid }: SolveTask): Float64Array =>
  readRows(situations, values, grid)

export default solveTask
