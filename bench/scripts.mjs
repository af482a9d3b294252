// How much script the built workbench loads before its first view: what index.html names and what that imports, gzipped.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Files that a script imports before it runs, itself included. */
const withImports = (folder, name, known = new Set()) => {
  if (known.has(name)) return known
  known.add(name)
  const text = readFileSync(join(folder, name), 'utf8')
  for (const [, other] of text.matchAll(
    /(?:^|[;}\s])import\s*(?:[\w$*{}\s,]+from\s*)?["'`]\.\/([\w.-]+\.js)["'`]/g,
  ))
    withImports(folder, other, known)
  return known
}

const gzipped = (folder, names) =>
  [...names].reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name)), { level: 9 }).length, 0)

/**
 * Bytes, gzipped: `page` is the script of the first view, `pageAndDesk` with that of the worker that makes the first numbers.
 */
export const scriptsOf = (built) => {
  const folder = join(built, 'assets')
  const html = readFileSync(join(built, 'index.html'), 'utf8')
  const page = new Set()
  for (const [, name] of html.matchAll(/(?:src|href)="\.\/assets\/([\w.-]+\.js)"/g))
    withImports(folder, name, page)
  const [desk] = readdirSync(folder).filter((name) => /^desk-.*\.js$/.test(name))
  return {
    page: gzipped(folder, page),
    pageAndDesk: gzipped(folder, new Set([...page, ...withImports(folder, desk)])),
  }
}
