import { readFileSync } from 'node:fs'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'))

/** The workbench as static files: they work from any web server and any path. */
export default defineConfig({
  root: 'src/web',
  base: './',
  plugins: [svelte()],
  define: { __VERSION__: JSON.stringify(version) },
  worker: { format: 'es' },
  build: { outDir: '../../dist/web', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1500 },
})
