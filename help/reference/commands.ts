import type { Command, Option } from 'commander'
import { programOf } from '../../src/cli/program.js'

const silent = {
  out: () => undefined,
  err: () => undefined,
  outIsTerminal: false,
  errIsTerminal: false,
  columns: 100,
  colour: false,
  version: '',
}

/** The commands themselves, without those that only hold others and commander's own `help`. */
const leavesOf = (command: Command, before: readonly string[]): { command: Command; words: string[] }[] =>
  command.commands.flatMap((one) => {
    const words = [...before, one.name()]
    return one.commands.length > 0 ? leavesOf(one, words) : [{ command: one, words }]
  })

/** Every command with the words that call it. */
export const allCommands = (): { command: Command; words: string[] }[] =>
  leavesOf(
    programOf(silent, () => undefined),
    ['guarantor'],
  )

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === false || (Array.isArray(value) && value.length === 0)

const optionLine = (option: Option): string => {
  const { flags, description, argChoices, defaultValue, mandatory, negate } = option
  const choices =
    argChoices === undefined ? '' : ` One of ${argChoices.map((one) => `\`${one}\``).join(', ')}.`
  const standard = isEmpty(defaultValue) || negate ? '' : ` By default \`${String(defaultValue)}\`.`
  return `- \`${flags}\`${mandatory ? ' (required)' : ''}: ${description.replace(/\.$/, '')}.${choices}${standard}`
}

const commandLines = ({ command, words }: { command: Command; words: string[] }): string[] => {
  const given = command.registeredArguments
  const shown = given.map((one) => {
    const name = `${one.name()}${one.variadic ? '...' : ''}`
    return one.required ? `<${name}>` : `[${name}]`
  })
  const options = command.options.filter(({ hidden }) => !hidden)
  const description = command.description()
  return [
    '',
    `### {#${words.slice(1).join('-')}} \`${words.join(' ')}\``,
    '',
    `${description.charAt(0).toUpperCase()}${description.slice(1).replace(/\.$/, '')}.`,
    '',
    '```sh',
    [...words, ...shown, ...(options.length > 0 ? ['[options]'] : [])].join(' '),
    '```',
    '',
    ...given.map((one) => `- \`${one.name()}\`: ${one.description.replace(/\.$/, '')}.`),
    ...options.map(optionLine),
  ]
}

const areas: readonly (readonly [title: string, commands: readonly string[]])[] = [
  ['Read and check', ['check', 'schema', 'world', 'atop', 'export']],
  ['Assess', ['assess', 'compare', 'explain', 'assumptions', 'trace', 'solve', 'classics']],
  ['Stress and design', ['study', 'merge', 'design']],
  ['Exercise', ['exercise', 'why', 'msel', 'schema-events']],
  ['Track', ['ledger']],
  ['Learn from the record', ['history']],
  ['Workbench and help', ['open', 'docs']],
]

export const commandsPage = (): string => {
  const all = allCommands()
  const known = new Set(areas.flatMap(([, names]) => names))
  const rest = [...new Set(all.map(({ words }) => words[1]).filter((name) => !known.has(name)))]
  const sections = rest.length > 0 ? [...areas, ['Others', rest] as const] : areas
  return [
    '# Commands',
    '',
    'All commands and options, from the program itself; `guarantor COMMAND --help` prints the same. Exit codes: 0 done, 1 errors in what was given, 2 wrong use. `NO_COLOR` switches colours off. What is given as `file...` may be a folder: it stands for the documents in it and below it.',
    ...sections.flatMap(([title, names]) => {
      const here = all.filter(({ words }) => names.includes(words[1]))
      return here.length === 0
        ? []
        : [
            '',
            `## {#area-${title.toLowerCase().replace(/\W+/g, '-')}} ${title}`,
            ...here.flatMap(commandLines),
          ]
    }),
    '',
  ].join('\n')
}
