// Writes the help pages, which are also the website: dist/web/help, or the folder given. `npm run docs`.
import { runnerImport } from 'vite'

const folder = process.argv[2] ?? 'dist/web/help'
const { module } = await runnerImport('./help/site.ts', { configFile: false, logLevel: 'error' })
const count = module.writeSite(folder)
// Not on the output: npm pack gives the name of the package there, and builds first.
console.error(`${folder}/index.html (${count} files)`)
