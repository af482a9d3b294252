// Writes schema/pact.schema.json from the validator's own source. Run after a build: `npm run schema`.
import { mkdirSync, writeFileSync } from 'node:fs'
import { pactJsonSchema } from '../dist/pact/index.js'

mkdirSync('schema', { recursive: true })
writeFileSync('schema/pact.schema.json', `${JSON.stringify(pactJsonSchema(), null, 2)}\n`)
