import { designSize } from './designs.js'
import { spaceOf } from './space.js'
import { type StudyInput, stagesAhead } from './study.js'

/** Games that a search for one breaking point takes, about: the search itself decides. */
export const GAMES_OF_BREAKING = 300

/** Breaking points asked for: two thresholds an option, and the order of neighbours. */
const questionsOf = (options: number): number => 2 * options + Math.max(0, options - 1)

/**
 * Games that a study will solve before it is done, breaking points by a guess; where a precision is to be reached, with the
 * first round of draws alone.
 */
export const gamesAhead = (input: StudyInput): number => {
  const space = spaceOf(input.assumptions)
  const { replicates, sobol, shapley, pairs, top, breaking } = input
  const groups = Math.min(top + 1, space.inputs.length)
  const known = stagesAhead(input, space).reduce((sum, { design }) => sum + designSize(design, space), 0)
  const costly = replicates * (sobol * (2 + groups * (pairs ? 2 : 1)) + shapley * (groups + 1))
  const options = input.options.length
  return options * (known + costly) + (breaking ? questionsOf(options) * GAMES_OF_BREAKING : 0)
}
