import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { dataFolder, type Line } from '../world/data.js'

/** A CSV file by column, of the collected data or beside a test; its fields may hold line breaks. */
export const readTable = (path: string, beside?: URL): readonly Line[] =>
  parse(
    readFileSync(
      beside === undefined ? join(dataFolder, path) : fileURLToPath(new URL(path, beside)),
      'utf8',
    ),
    {
      columns: true,
      bom: true,
      relax_column_count: true,
    },
  ) as Line[]
