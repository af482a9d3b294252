#!/usr/bin/env node
import { processIo } from './io.js'
import { runCli } from './program.js'
import { version } from './version.js'

// A reader that closes early (`guarantor ... | head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})
process.exitCode = await runCli(process.argv.slice(2), processIo(version()))
