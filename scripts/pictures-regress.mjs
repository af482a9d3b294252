// `npm run pictures:regress`: compares the main figures and the Assess view with the pictures kept in
// test/web/pictures/reference; with --update, makes those anew (look at them before you commit them).
import { spawnSync } from 'node:child_process'

const update = process.argv.includes('--update')
const { status } = spawnSync('npx', ['vitest', 'run', 'test/web/pictures.test.ts', '--maxWorkers=1'], {
  stdio: 'inherit',
  env: { ...process.env, CI_NEEDS_CHROMIUM: '1', PICTURES_UPDATE: update ? '1' : '0' },
})
process.exit(status ?? 1)
