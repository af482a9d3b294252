import type { DocumentText } from './project.js'

/*
 * The folder behind the local server, where there is one. On any other web server there is none: documents then live in
 * the browser and are saved as files.
 */

export interface FolderFile extends DocumentText {
  readonly etag: string
}

export interface Session {
  readonly folder: string
  /** Documents to open at first; a name that ends in / stands for all below it. */
  readonly open: readonly string[]
  readonly files: readonly FolderFile[]
}

export type Saved =
  | { readonly kind: 'written'; readonly file: FolderFile }
  | { readonly kind: 'conflict'; readonly file: FolderFile | null }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'gone' }

const KEY = 'guarantor.token'

/** The token of the local server: in the address it printed, kept for this tab. Takes it out of the address. */
const token = (): string | null => {
  const [, given] = /^#token=([\w-]+)$/.exec(location.hash) ?? []
  if (given !== undefined) {
    sessionStorage.setItem(KEY, given)
    history.replaceState(null, '', location.pathname)
  }
  return sessionStorage.getItem(KEY)
}

const headersWith = (known: string, more: Readonly<Record<string, string>> = {}) => ({
  'x-guarantor-token': known,
  ...more,
})

/** The session with the local server; null where pages come from elsewhere. */
export const openSession = async (): Promise<Session | null> => {
  const known = token()
  if (known === null) return null
  try {
    const answer = await fetch('./api/session', { headers: headersWith(known) })
    return answer.ok ? ((await answer.json()) as Session) : null
  } catch {
    return null
  }
}

/** Writes a document to the folder; `etag` is that of the text it was made from, null for a new one. */
export const saveToFolder = async ({ name, text }: DocumentText, etag: string | null): Promise<Saved> => {
  const known = sessionStorage.getItem(KEY) ?? ''
  const condition: Record<string, string> = etag === null ? { 'if-none-match': '*' } : { 'if-match': etag }
  try {
    const answer = await fetch(`./api/files/${name.split('/').map(encodeURIComponent).join('/')}`, {
      method: 'PUT',
      headers: headersWith(known, condition),
      body: text,
    })
    if (answer.ok || answer.status === 412) return (await answer.json()) as Saved
    return { kind: 'refused', message: await answer.text() }
  } catch {
    return { kind: 'gone' }
  }
}
