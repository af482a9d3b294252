import { z } from 'zod'

/*
 * A project is everything that decides what the workbench shows: kept by autosave, carried by a link or a file.
 */

/** Most a project may hold when it comes from outside, so that a hostile link cannot fill the machine. */
const MAX_DOCUMENTS = 60
const MAX_TEXT = 512 * 1024
/** Courses of events of one exercise, at most. */
export const MAX_BRANCHES = 40
/** Browsers keep some five million characters for a site, of which the rest of the project needs its part. */
export const MAX_LEDGER = 3 * 1024 * 1024

const documentText = z.strictObject({
  /** File name, such as my.pact.yaml. */
  name: z.string().min(1).max(200),
  text: z.string().max(MAX_TEXT),
})

const projectSchema = z.strictObject({
  guarantor: z.literal('project'),
  format: z.literal(1),
  /** Version of the program that wrote it: other versions may give other numbers. */
  version: z.string().max(40),
  documents: z.array(documentText).max(MAX_DOCUMENTS),
  /** Text of an assumptions file; empty for the defaults. */
  assumptions: z.string().max(MAX_TEXT),
  /** Text of an event file; empty where nothing is exercised. */
  events: z
    .string()
    .max(4 * MAX_TEXT)
    .default(''),
  /** Name of the course of events in `events`, and the other courses: what would have happened otherwise. */
  branch: z.string().max(80).default(''),
  branches: z
    .array(z.strictObject({ name: z.string().max(80), events: z.string().max(4 * MAX_TEXT) }))
    .max(MAX_BRANCHES)
    .default([]),
  /** Entries of the ledger as JSON Lines, in the order entered; empty where nothing is tracked. */
  ledger: z.string().max(MAX_LEDGER).default(''),
  /** Assumptions fixed by a slider, by name. */
  set: z.record(z.string().max(100), z.number()),
  seed: z.number().int().min(0).max(4_294_967_295),
  /** Draws of full precision. */
  draws: z.number().int().min(1).max(4096),
  reading: z.enum(['in-force', 'as-is']),
  /** Projects from before there was a choice were made with the wide priors. */
  prior: z.enum(['record', 'wide']).default('wide'),
})

export type Project = Readonly<z.infer<typeof projectSchema>>
export type DocumentText = Readonly<z.infer<typeof documentText>>

/** A project with nothing in it. */
export const emptyProject = (version: string): Project => ({
  guarantor: 'project',
  format: 1,
  version,
  documents: [],
  assumptions: '',
  events: '',
  branch: '',
  branches: [],
  ledger: '',
  set: {},
  seed: 1,
  draws: 128,
  reading: 'in-force',
  prior: 'record',
})

/** Reads a project from JSON; null where it is none. */
export const readProject = (json: string): Project | null => {
  try {
    const { success, data } = projectSchema.safeParse(JSON.parse(json))
    return success ? data : null
  } catch {
    return null
  }
}

/** The project as a file: the same project gives the same text. */
export const writeProject = (project: Project): string => `${JSON.stringify(project, null, 1)}\n`

/** Puts a document in, in place of one of the same name. */
export const withDocument = (project: Project, document: DocumentText): Project => ({
  ...project,
  documents: project.documents.some(({ name }) => name === document.name)
    ? project.documents.map((old) => (old.name === document.name ? document : old))
    : [...project.documents, document],
})

export const withoutDocument = (project: Project, name: string): Project => ({
  ...project,
  documents: project.documents.filter((document) => document.name !== name),
})

/** A name that no document has yet: my.pact.yaml, my-2.pact.yaml ... */
export const freeName = (project: Project, wanted: string): string => {
  const taken = new Set(project.documents.map(({ name }) => name))
  if (!taken.has(wanted)) return wanted
  const stem = wanted.replace(/\.pact\.yaml$/, '')
  for (let k = 2; ; k++) {
    const name = `${stem}-${k}.pact.yaml`
    if (!taken.has(name)) return name
  }
}
