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

/** Node's worker threads, the index that offers them, and what lies on disk. */
const needNode = [
  join('src', 'study', 'workers.ts'),
  join('src', 'study', 'index.ts'),
  ...files(join('src', 'study', 'uncertainty', 'node')),
  ...files(join('src', 'study', 'design', 'node')),
]

it('the engine bundles for a browser without anything of Node', async () => {
  const engine = ['core', 'pact', 'world', 'crisis', 'study']
    .flatMap((floor) => files(join('src', floor)))
    .filter((file) => !needNode.includes(file))
  const scripts = await bundle(Object.fromEntries(engine.map((file) => [file.slice(0, -3), file])), 'es')
  expect(scripts.length).toBeGreaterThan(0)
  expect(
    scripts
      .filter((code) => /\bprocess\.|\brequire\(|\bBuffer\./.test(code))
      .map((code) => code.slice(0, 200)),
  ).toEqual([])
})

it('a module of Node is refused', async () => {
  await expect(bundle({ workers: needNode[0] }, 'es')).rejects.toThrow(/needs Node's/)
})
