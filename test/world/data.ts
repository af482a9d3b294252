import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))

export const dataFolder = join(root, '../shared/data')

/** The collected data lie beside the checkout on the machines of the project, nowhere else. */
export const dataAbsent = !existsSync(join(dataFolder, 'countries/country_facts.csv'))

if (dataAbsent) console.info(`no ${dataFolder}: tests against the collected data are skipped`)

export type Line = Readonly<Record<string, string>>

const FIELD = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g

const fields = (line: string): string[] =>
  [...line.matchAll(FIELD)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare)

/** Lines of a CSV file of the collected data, by column. No field there holds a line break. */
export const readData = (path: string): readonly Line[] => {
  const [head, ...body] = readFileSync(join(dataFolder, path), 'utf8').trim().split(/\r?\n/)
  const columns = fields(head)
  return body.map((line) => {
    const cells = fields(line)
    if (cells.length !== columns.length)
      throw new Error(`${path}: ${cells.length} fields, not ${columns.length}`)
    return Object.fromEntries(columns.map((column, i) => [column, cells[i]]))
  })
}
