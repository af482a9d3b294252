import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { bundle } from './bundle.js'

/*
 * Everything below `report/` runs in a browser. `npm run floors` checks our own imports; this checks what they bring along,
 * as a browser's bundler sees it.
 */
const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))

/** Worker threads, and what lies on disk, are in folders of this name. */
const inNodeFolder = (file: string): boolean => file.includes('/node/')

const filesOf = (floors: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    floors
      .flatMap((floor) => files(join('src', floor)))
      .filter((file) => !inNodeFolder(file))
      .map((file) => [file.slice(0, -3), file]),
  )

it('the engine bundles for a browser without anything of Node', async () => {
  const scripts = await bundle(filesOf(['core', 'pact', 'world', 'crisis', 'study']), 'es')
  expect(scripts.length).toBeGreaterThan(0)
  expect(
    scripts
      .filter((code) => /\bprocess\.|\brequire\(|\bBuffer\./.test(code))
      .map((code) => code.slice(0, 200)),
  ).toEqual([])
})

// The CSV reader they use brings a Buffer of its own.
it('exercise, ledger and history bundle for a browser without a module of Node', async () => {
  expect((await bundle(filesOf(['exercise', 'ledger', 'history']), 'es')).length).toBeGreaterThan(0)
})

it('a module of Node is refused', async () => {
  await expect(bundle({ workers: join('src', 'study', 'node', 'workers.ts') }, 'es')).rejects.toThrow(
    /needs Node's/,
  )
})
