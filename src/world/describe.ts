import { grouped } from './number.js'
import { sources } from './sources.js'
import type { Figure, Membership, State } from './state.js'

const LABEL_WIDTH = 24

const line = (label: string, text: string): string => `  ${label.padEnd(LABEL_WIDTH)}${text}`

const noteLines = (note: string | undefined): readonly string[] =>
  note === undefined ? [] : [line('', `note: ${note}`)]

const figureLines = (label: string, figure: Figure | null): readonly string[] =>
  figure === null
    ? [line(label, 'no figure')]
    : [
        line(
          label,
          `${grouped(figure.value)} ${figure.unit}, ${figure.year} [${sources[figure.source].short}]`,
        ),
        ...noteLines(figure.note),
      ]

const spell = ({ group, from, to, suspended }: Membership): string => {
  const end = to === undefined ? '' : ` until ${to}`
  const pause = suspended === undefined ? '' : `, suspended ${suspended}`
  return `${group} from ${from}${end}${pause}`
}

const membershipLines = (memberships: readonly Membership[]): readonly string[] =>
  memberships.length === 0
    ? [line('member of', 'none of NATO, EU, G7, CSTO')]
    : memberships.flatMap((m, i) => [line(i === 0 ? 'member of' : '', spell(m)), ...noteLines(m.note)])

const degrees = (x: number, positive: string, negative: string): string =>
  `${Math.abs(x).toFixed(2)} ${x < 0 ? negative : positive}`

/** A card in plain text: every figure with unit, year and short source, and every note on its own line. */
export const describeState = (state: State): string => {
  const { name, lat, lon } = state.capital
  return [
    `${state.name} (${state.id})`,
    line(
      'capital',
      `${name}, ${degrees(lat, 'N', 'S')} ${degrees(lon, 'E', 'W')} [${sources['cow-capitals'].short}]`,
    ),
    ...figureLines('GDP', state.gdp),
    ...figureLines('population', state.population),
    ...figureLines('military expenditure', state.milex),
    ...figureLines('active forces', state.active),
    ...figureLines('brigades at home', state.brigadesHome),
    ...figureLines('brigades deployable', state.brigadesDeployable),
    ...figureLines('nuclear weapons', state.warheads),
    ...figureLines('public for own troops', state.troopsWillingness),
    ...membershipLines(state.memberships),
  ].join('\n')
}
