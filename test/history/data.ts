import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type SourceName, sources } from '../../src/history/sources.js'
import { readTable, type Table } from '../../src/history/table.js'
import { dataFolder } from '../world/data.js'

export { dataFolder }

export const panelFile = join(dataFolder, 'dyad_panel/directed_dyad_year_1816_1990.csv.gz')

/** The published files lie beside the checkout on the machines of the project, nowhere else. */
export const recordAbsent = !existsSync(panelFile)

if (recordAbsent) console.info(`no ${panelFile}: tests against the published files are skipped`)

export const tableOf = (name: SourceName): Table =>
  readTable(sources[name], readFileSync(join(dataFolder, sources[name].path), 'utf8'))
