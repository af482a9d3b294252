// Writes the JSON Schemas of documents and event files from the validators' own sources. Run after a build: `npm run schema`.
import { mkdirSync, writeFileSync } from 'node:fs'
import { exerciseJsonSchema } from '../dist/exercise/index.js'
import { pactJsonSchema } from '../dist/pact/index.js'

mkdirSync('schema', { recursive: true })
writeFileSync('schema/pact.schema.json', `${JSON.stringify(pactJsonSchema(), null, 2)}\n`)
writeFileSync('schema/exercise.schema.json', `${JSON.stringify(exerciseJsonSchema(), null, 2)}\n`)
