import type { Distribution, Range } from '../core/distribution.js'
import type { Assumption } from '../crisis/index.js'

/*
 * How long things take, and two chances that the crisis game does not give. All are assumptions; what has no source is
 * judgement. When who did it is established, and whether the casus foederis is found, are the game's own (attribution.*,
 * found.*).
 */

const JUDGEMENT = 'judgement'
const triangular = (low: number, mode: number, high: number): Distribution => ({
  kind: 'triangular',
  low,
  mode,
  high,
})
const hours: Range = { min: 0, max: 10_000 }

const define = (
  name: string,
  unit: string,
  distribution: Distribution,
  meaning: string,
  range = hours,
): Assumption => ({
  name: `exercise.${name}`,
  unit,
  meaning,
  distribution,
  range,
  source: JUDGEMENT,
  judgement: true,
})

export const delays: readonly Assumption[] = [
  define(
    'request',
    'hours',
    triangular(1, 4, 24),
    'From knowing of an incident until the beneficiary asks for consultations',
  ),
  define(
    'consult',
    'hours',
    triangular(6, 24, 96),
    'From the request, or from the incident, until those who owe it consult, where the text sets no time',
  ),
  define(
    'consultShare',
    'share',
    triangular(0.3, 0.8, 1.3),
    'Where the text sets a time: the share of it that is taken; above 1 is late',
    { min: 0, max: 10 },
  ),
  define('vote', 'hours', triangular(12, 48, 168), 'From a proposal before a body until its votes are cast'),
  define('decide', 'hours', triangular(6, 48, 240), 'From there until one state has decided for itself'),
  define(
    'approval',
    'days',
    triangular(1, 4, 21),
    'From the decision of a government until its parliament answers',
    {
      min: 0,
      max: 365,
    },
  ),
  define('approved', 'probability', triangular(0.7, 0.9, 1), 'A parliament that is asked approves', {
    min: 0,
    max: 1,
  }),
  define('sanctions', 'days', triangular(2, 10, 45), 'From decision to sanctions in effect', {
    min: 0,
    max: 365,
  }),
  define('aid', 'days', triangular(3, 14, 60), 'From decision to the first arms delivered', {
    min: 0,
    max: 365,
  }),
  define(
    'air',
    'days',
    triangular(1, 5, 21),
    'From decision to the first of its own aircraft or ships in action',
    {
      min: 0,
      max: 365,
    },
  ),
  define(
    'troops',
    'days',
    triangular(4, 18, 60),
    'From decision to the first of its own troops in the country',
    {
      min: 0,
      max: 365,
    },
  ),
  define('inPlace', 'hours', triangular(1, 12, 72), 'The same, of troops who stand there already'),
  define(
    'swift',
    'hours',
    triangular(6, 24, 96),
    'From the attack until a fait accompli is complete that succeeds at once (the game says how often one does)',
  ),
]
