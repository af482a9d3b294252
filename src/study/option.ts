import type { Cast, Reading } from '../crisis/index.js'
import type { Pact } from '../pact/index.js'

/** One option ready to be solved. */
export interface Option {
  readonly pact: Pact
  readonly cast: Cast
  readonly reading: Reading
}
