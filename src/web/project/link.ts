import { type Project, readProject } from './project.js'

/*
 * A project in the part of an address after #, which no browser sends to a server: deflated JSON in base64url.
 */

/** Most characters a link may unfold to: a small link must not fill the machine. */
const MAX_UNFOLDED = 8 * 1024 * 1024

const toBase64Url = (bytes: Uint8Array): string => {
  let binary = ''
  for (let k = 0; k < bytes.length; k += 32_768)
    binary += String.fromCharCode(...bytes.subarray(k, k + 32_768))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))

/** Everything after # that makes this project again: `project=...`. */
export const linkOf = async (project: Project): Promise<string> => {
  const packed = new Blob([JSON.stringify(project)])
    .stream()
    .pipeThrough(new CompressionStream('deflate-raw'))
  return `project=${toBase64Url(new Uint8Array(await new Response(packed).arrayBuffer()))}`
}

/** Reads what `linkOf` wrote; null where it is something else, damaged, or unfolds to too much. */
export const projectFrom = async (hash: string): Promise<Project | null> => {
  const [, packed] = /^#?project=([\w-]+)$/.exec(hash) ?? []
  if (packed === undefined) return null
  try {
    const stream = new Blob([fromBase64Url(packed)])
      .stream()
      .pipeThrough(new DecompressionStream('deflate-raw'))
    const reader = stream.getReader()
    const decoder = new TextDecoder()
    let text = ''
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      text += decoder.decode(value, { stream: true })
      if (text.length > MAX_UNFOLDED) {
        await reader.cancel()
        return null
      }
    }
    return readProject(text + decoder.decode())
  } catch {
    return null
  }
}
