import type { AssumptionRow, Driver } from '../study/index.js'
import { grid } from './grid.js'
import type { Paint } from './paint.js'
import { cleanText, shorten, wrap } from './text.js'
import { countText, listText, percent, percentagePoints, significant } from './words.js'

/** Drivers shown, and the least change of P(no challenge) that counts as one. */
const TOP = 12
const NOTABLE = 0.005

const reach = ({ atLow, atHigh, base }: Driver): number =>
  Math.max(Math.abs(atLow - base), Math.abs(atHigh - base))

const driverTable = (drivers: readonly Driver[], width: number, paint: Paint): string[] => {
  const [head, ...rows] = grid(
    [
      { head: 'Assumption', cells: drivers.map(({ name }) => cleanText(name)), least: 22 },
      {
        head: 'From',
        align: 'right',
        cells: drivers.map(({ low }) => significant(low)),
      },
      { head: 'to', align: 'right', cells: drivers.map(({ high }) => significant(high)) },
      { head: 'Unit', cells: drivers.map(({ unit }) => shorten(unit, 10)), drop: 1 },
      {
        head: 'No challenge',
        cells: drivers.map(({ atLow, atHigh }) => `${percent(atLow)} to ${percent(atHigh)}`),
      },
      {
        head: 'Moves it, pp',
        align: 'right',
        cells: drivers.map(({ atLow, atHigh }) => percentagePoints(atHigh - atLow)),
        drop: 2,
      },
      { head: '', cells: drivers.map(({ verdictChanges, judgement }) => flags(verdictChanges, judgement)) },
    ],
    width,
  )
  return [paint.bold(head), ...rows]
}

const flags = (verdictChanges: boolean, judgement: boolean): string =>
  [...(verdictChanges ? ['verdict!'] : []), ...(judgement ? ['judged'] : [])].join(' ')

/** Which assumptions move the answer most, one at a time. */
export const driverLines = (drivers: readonly Driver[], width: number, paint: Paint): string[] => {
  const notable = [...drivers].sort((a, b) => reach(b) - reach(a)).filter((one) => reach(one) >= NOTABLE)
  const shown = notable.slice(0, TOP)
  if (shown.length === 0)
    return wrap('No single assumption moves the chance of no challenge by half a percentage point.', width)
  const changing = drivers.filter(({ verdictChanges }) => verdictChanges)
  return [
    ...wrap(
      `Each assumption alone from its 5th to its 95th percentile, the others at their medians, where the chance of no challenge is ${percent(shown[0].base)}. The ${countText(shown.length, 'largest', 'largest')}${notable.length > shown.length ? ` of ${notable.length} that move it by half a percentage point or more` : ''}:`,
      width,
    ),
    ...driverTable(shown, width, paint),
    ...shown.slice(0, 3).flatMap(({ name, meaning }) => wrap(`${cleanText(name)}: ${meaning}.`, width, 2)),
    ...wrap(
      changing.length === 0
        ? 'None of them alone changes a verdict at any level.'
        : `Alone enough to change a verdict at some level: ${listText(changing.map(({ name }) => name))}.`,
      width,
      2,
    ),
  ]
}

/** How much of it is judgement. */
export const judgementLines = (
  rows: readonly AssumptionRow[],
  drivers: readonly Driver[],
  width: number,
): string[] => {
  const judged = rows.filter(({ judgement }) => judgement)
  const weighty = [...drivers]
    .sort((a, b) => reach(b) - reach(a))
    .filter((one) => one.judgement && reach(one) >= NOTABLE)
    .slice(0, 8)
  const changed = rows.filter(({ overridden }) => overridden)
  return [
    ...wrap(
      `${judged.length} of ${countText(rows.length, 'assumption')} are judgements that nobody has measured.${weighty.length > 0 ? ` Those that weigh most here: ${listText(weighty.map(({ name }) => name))}.` : ''}`,
      width,
    ),
    ...(changed.length === 0
      ? []
      : wrap(`Changed by the user: ${listText(changed.map(({ name }) => name))}.`, width)),
  ]
}
