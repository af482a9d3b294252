import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { bundle } from '../../same/bundle.js'

it('all that reads files bundles for a browser without a module of Node, what lies on disk apart', async () => {
  const folder = join('src', 'ledger', 'intake')
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.name.endsWith('.ts') && !entry.parentPath.endsWith('node'))
    .map((entry) => join(entry.parentPath, entry.name))
  const scripts = await bundle(Object.fromEntries(files.map((file) => [file.slice(0, -3), file])), 'es')
  expect(scripts.length).toBeGreaterThan(0)
})
