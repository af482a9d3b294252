import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { IssueError } from '../core/issue.js'
import { type AtopCoding, type AtopLine, agrees, atopCoding, compareWithAtop } from '../pact/index.js'
import { loadDocuments } from './input.js'
import { type Io, LocatedError, usageIssue } from './io.js'
import { writeWhole } from './writeWhole.js'

export interface ExportAtopOptions {
  /** Path to write; true for standard output. */
  readonly atop?: string | true
  /** Published member-level table to compare with. */
  readonly against?: string
  readonly phase?: number
}

type Coded = AtopCoding & { readonly id: string }

/** `guarantor export --atop`: documents in the variables of the ATOP project, and how they differ from its table. */
export const exportAtopCommand = async (
  path: string,
  options: ExportAtopOptions,
  io: Io,
): Promise<number> => {
  const { documents, sources } = await loadDocuments([path])
  const errors = documents.flatMap(({ issues }) => issues.filter((issue) => issue.level === 'error'))
  if (errors.length > 0) throw new LocatedError(errors, sources)
  const coded = documents.flatMap(({ pact }): Coded[] =>
    pact === undefined ? [] : [{ ...atopCoding(pact), id: pact.id }],
  )
  const text =
    options.against === undefined
      ? renderCoding(coded, typeof options.atop === 'string' && options.atop.endsWith('.csv'))
      : renderAgainst(coded, await readTable(options.against), options.phase)
  if (typeof options.atop !== 'string') io.out(text)
  else {
    await writeWhole(options.atop, text)
    io.out(`${resolve(options.atop)}\n`)
  }
  return 0
}

const renderCoding = (coded: readonly Coded[], csv: boolean): string => {
  const rows = coded.map(({ id, ...rest }) => ({ id, ...rest }))
  return csv ? stringify(rows, { header: true }) : `${JSON.stringify(rows, null, 2)}\n`
}

const readTable = async (path: string): Promise<readonly AtopLine[]> => {
  const refuse = (message: string): never => {
    throw new IssueError([{ code: 'file', level: 'error', file: path, message }])
  }
  const text = await readFile(path, 'utf8').catch(() => refuse('cannot be read'))
  let data: AtopLine[]
  try {
    data = parse(text, { columns: true, skip_empty_lines: true, bom: true })
  } catch (error) {
    return refuse(`is no CSV table: ${error instanceof Error ? error.message : String(error)}`)
  }
  const missing = ['atopid', 'member', 'phase', 'defense', 'defcoadv'].filter(
    (name) => data[0]?.[name] === undefined,
  )
  if (missing.length > 0)
    refuse(`is not the member-level table of ATOP 5: it has no column ${missing.join(', ')}`)
  return data
}

const renderAgainst = (
  coded: readonly Coded[],
  lines: readonly AtopLine[],
  phase: number | undefined,
): string => {
  let all = 0
  let same = 0
  const parts = coded.map(({ id, ...coding }) => {
    const found = compareWithAtop(coding, lines, phase)
    if (found === undefined)
      return `${id}: no alliance ${coding.atopid}${phase === undefined ? '' : `, phase ${phase},`} in the table\n`
    const differing = found.fields.filter((field) => !agrees(field))
    all += found.fields.length
    same += found.fields.length - differing.length
    return [
      `${id} (ATOP ${found.atopId}${found.phase === 0 ? '' : `, phase ${found.phase}`}): ${found.fields.length - differing.length} of ${found.fields.length} variables agree\n`,
      ...differing.map(
        ({ variable, ours, theirs }) => `  ${variable.padEnd(10)} ${ours} here, ${theirs} there\n`,
      ),
    ].join('')
  })
  return `${parts.join('')}${coded.length > 1 ? `Together ${same} of ${all}.\n` : ''}`
}

/** Said where `--against` or `--phase` stand alone. */
export const strayAtopOptions = ({ atop, against, phase }: ExportAtopOptions): void => {
  if (atop === undefined && (against !== undefined || phase !== undefined))
    throw new IssueError([usageIssue('--against and --phase go with --atop')])
}
