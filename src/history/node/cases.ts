import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Issue, IssueError } from '../../core/issue.js'
import { nearest } from '../../core/nearest.js'
import { compareText } from '../../core/order.js'
import { readCase } from '../../crisis/index.js'
import { checkPastCase } from '../cases/check.js'
import type { OpenCase } from '../cases/judge.js'
import { readPastCase } from '../cases/read.js'

const SUFFIX = '.case.yaml'

/** What a folder of cases holds: those that read, by day and id, every issue, and the texts that issues are in. */
export interface CaseFolder {
  readonly cases: readonly OpenCase[]
  readonly issues: readonly Issue[]
  readonly sources: ReadonlyMap<string, string>
}

const usage = (message: string, hint?: string): IssueError =>
  new IssueError([{ code: 'usage', level: 'error', message, ...(hint === undefined ? {} : { hint }) }])

/** Ids of the cases in a folder, by their file names. */
export const caseIds = async (folder: string): Promise<readonly string[]> => {
  const names = await readdir(folder).catch(() => {
    throw usage(`no such folder of cases: ${folder}`)
  })
  const ids = names.filter((name) => name.endsWith(SUFFIX)).map((name) => name.slice(0, -SUFFIX.length))
  if (ids.length === 0) throw usage(`no ${SUFFIX} file in ${folder}`)
  return ids.sort()
}

const fileIssue = (file: string, message: string): Issue => ({ code: 'file', level: 'error', message, file })

/** Reads one case and its document, or says what is wrong with either. */
export const openCase = async (
  folder: string,
  id: string,
): Promise<{ open?: OpenCase; issues: readonly Issue[]; sources: ReadonlyMap<string, string> }> => {
  const sources = new Map<string, string>()
  const file = join(folder, `${id}${SUFFIX}`)
  const bytes = await readFile(file).catch(() => undefined)
  if (bytes === undefined) return { issues: [fileIssue(file, 'cannot be read')], sources }
  sources.set(file, bytes.toString('utf8'))
  const { pastCase, issues, locate } = readPastCase(bytes, file)
  if (pastCase === undefined) return { issues, sources }
  if (pastCase.id !== id)
    return {
      issues: [
        {
          code: 'another-id',
          level: 'error',
          message: `the file is named ${id}, the case "${pastCase.id}"`,
          file,
          path: 'id',
          ...locate(['id']),
        },
      ],
      sources,
    }
  const pactFile = join(dirname(file), pastCase.pact)
  const text = await readFile(pactFile).catch(() => undefined)
  if (text === undefined)
    return {
      issues: [
        {
          ...fileIssue(file, `its document ${pastCase.pact} cannot be read`),
          code: 'no-document',
          path: 'pact',
          ...locate(['pact']),
        },
      ],
      sources,
    }
  sources.set(pactFile, text.toString('utf8'))
  const read = readCase(text, pactFile)
  const errors = read.issues.filter(({ level }) => level === 'error')
  if (read.pact === undefined || read.cast === undefined || errors.length > 0)
    return { issues: errors, sources }
  const found = checkPastCase(pastCase, read.pact, file, locate)
  return found.some(({ level }) => level === 'error')
    ? { issues: found, sources }
    : { open: { pastCase, pact: read.pact, cast: read.cast }, issues: found, sources }
}

/** Reads every case of a folder, by day, then id. Never throws for what is in the files; throws an IssueError without any. */
export const openCases = async (folder: string): Promise<CaseFolder> => {
  const read = await Promise.all((await caseIds(folder)).map((id) => openCase(folder, id)))
  return {
    cases: read
      .flatMap(({ open }) => (open === undefined ? [] : [open]))
      .sort(
        (a, b) => compareText(a.pastCase.asOf, b.pastCase.asOf) || compareText(a.pastCase.id, b.pastCase.id),
      ),
    issues: read.flatMap(({ issues }) => issues),
    sources: new Map(read.flatMap(({ sources }) => [...sources])),
  }
}

/** The id that was meant, or an IssueError with the nearest one. Part of an id will do where it fits one alone. */
export const findCaseId = async (folder: string, typed: string): Promise<string> => {
  const ids = await caseIds(folder)
  if (ids.includes(typed)) return typed
  const wanted = typed.toLowerCase()
  const parts = ids.filter((id) => wanted !== '' && id.includes(wanted))
  if (parts.length === 1) return parts[0]
  const near = nearest(typed, ids)
  throw usage(
    parts.length > 1 ? `"${typed}" could be any of ${parts.join(', ')}` : `no past case "${typed}"`,
    near === undefined || parts.length > 1 ? 'guarantor history list names all' : `did you mean ${near}?`,
  )
}
