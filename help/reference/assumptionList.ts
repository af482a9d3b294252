import { type Assumption, assumptions, recordAssumptions } from '../../src/crisis/index.js'
import { distributionText, significant } from '../../src/report/words.js'
import { percentilesOf } from '../../src/study/index.js'

const groups: readonly (readonly [prefixes: readonly string[], title: string])[] = [
  [['adversary'], 'The adversary'],
  [['occasions'], 'Occasions'],
  [['attack', 'engaged', 'share', 'contest'], 'Force and the contest'],
  [['faitAccompli'], 'The first clash'],
  [['fighting', 'backDown', 'clash', 'contact', 'severity'], 'What the levels cost'],
  [['found', 'attribution'], 'Finding the casus foederis'],
  [
    ['guarantor', 'stake', 'fear', 'audience', 'reputation', 'blame', 'mandate', 'norm', 'tripwire'],
    'Guarantors: interest',
  ],
  [['cost', 'willingness', 'exposure'], 'Guarantors: own cost'],
  [['force', 'sanctions'], 'Guarantors: what they bring'],
  [['bind', 'form', 'precision', 'deadline', 'decision', 'delegated', 'status'], 'Reading the clause'],
  [['window', 'readiness'], 'The window'],
  [['beneficiary', 'posture'], 'The beneficiary'],
  [['money'], 'Money'],
]

const prefixOf = ({ name }: Assumption): string => name.slice(0, name.indexOf('.'))

const cell = (text: string): string => text.replace(/\|/g, '\\|')

const table = (list: readonly Assumption[]): string[] => [
  '| name and meaning | median | 5 to 95% | unit | distribution | source |',
  '|---|---|---|---|---|---|',
  ...list.map((one) => {
    const { p05, p50, p95 } = percentilesOf(one)
    const spread = p05 === p95 ? 'fixed' : `${significant(p05)} to ${significant(p95)}`
    const name = `{#${one.name}} \`${one.name}\`: ${one.meaning}`
    const parts = [name, significant(p50), spread, one.unit, distributionText(one.distribution), one.source]
    return `| ${parts.map(cell).join(' | ')} |`
  }),
]

/** Every assumption by default, from the list that the engine itself uses. */
export const assumptionListPage = (): string => {
  const known = new Set(groups.flatMap(([prefixes]) => prefixes))
  const rest = assumptions.filter((one) => !known.has(prefixOf(one)))
  const judged = assumptions.filter(({ judgement }) => judgement).length
  const sections = [...groups, [[...new Set(rest.map(prefixOf))], 'Others'] as const]
  return [
    '# All assumptions',
    '',
    `The model has ${assumptions.length} assumptions; ${judged} of them are judgement, which nobody has measured. Each can be changed: \`--set NAME=VALUE\`, an [assumptions file](assumptions-files.html), or a slider in the workbench. [How](assumptions.html). Percentiles are of what may be drawn, cut to the permitted range. What each does in the game: [the model](model.html).`,
    ...sections.flatMap(([prefixes, title]) => {
      const list = assumptions.filter((one) => prefixes.includes(prefixOf(one)))
      return list.length === 0 ? [] : ['', `## ${title}`, '', ...table(list)]
    }),
    '',
    '## The record of a ledger',
    '',
    'These join the list only where a ledger is given (`--ledger`): they turn promises kept, late and broken into what a state stands to lose and is inclined to do. [Statements, say/do, credibility](say-do.html).',
    '',
    ...table(recordAssumptions),
    '',
  ].join('\n')
}
