import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { IssueError } from '../core/issue.js'
import { nearest } from '../core/nearest.js'
import { type Io, usageIssue } from './io.js'

/** Pages, and lint rules, assumptions, commands and words of the glossary at their place: address in the folder of pages. */
type Topics = Readonly<Record<string, string>>

const folder = new URL('../web/help/', import.meta.url)

const readTopics = async (): Promise<Topics> => {
  const text = await readFile(new URL('topics.json', folder), 'utf8').catch(() => {
    throw new IssueError([
      usageIssue(`the help pages are not built: ${fileURLToPath(folder)}`, 'npm run docs'),
    ])
  })
  return JSON.parse(text) as Topics
}

/** `ledger import` is the topic `ledger-import`; capitals do not matter. */
const addressOf = (topics: Topics, words: readonly string[]): string => {
  if (words.length === 0) return topics.index
  const given = words.join('-').replace(/\s+/g, '-').toLowerCase()
  const names = Object.keys(topics)
  const found =
    names.find((name) => name.toLowerCase() === given) ??
    names.find((name) => name.toLowerCase().startsWith(`${given}-`))
  if (found !== undefined) return topics[found]
  const near = nearest(given, names)
  throw new IssueError([
    usageIssue(
      `there is no page, lint rule, assumption, command or word "${words.join(' ')}" in the help`,
      near === undefined ? '"guarantor docs" opens the contents' : `did you mean "${near}"?`,
    ),
  ])
}

/** `guarantor docs`: prints the address of a page of the help, and opens it. */
const docsCommand = async (words: readonly string[], browser: boolean, io: Io): Promise<number> => {
  const address = new URL(addressOf(await readTopics(), words), folder).href
  io.out(`${address}\n`)
  if (browser) {
    const { default: openBrowser } = await import('open')
    await openBrowser(address).catch(() => undefined)
  }
  return 0
}

/** Adds `guarantor docs`. `done` hears the exit code. */
export const addDocsCommand = (program: Command, io: Io, done: (code: number) => void): void => {
  program
    .command('docs')
    .description(
      'open the help in a browser: tutorial, how-to, reference, the model; works without a network',
    )
    .argument(
      '[topic...]',
      'a page, lint rule, assumption, command or word: no-deadline, fear.clash, ledger import',
    )
    .option('--no-browser', 'print the address and open nothing')
    .action(async (topic: string[], options: { browser: boolean }) => {
      done(await docsCommand(topic, options.browser, io))
    })
}
