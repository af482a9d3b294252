import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig, type Plugin } from 'vite'

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'))

/** Modules of `report/` that need Node, and what stands in their place in a browser. */
const inBrowser: Plugin = {
  name: 'in-browser',
  enforce: 'pre',
  resolveId: (id) =>
    id === './worldAtlas.js'
      ? fileURLToPath(new URL('./src/web/engine/worldAtlas.ts', import.meta.url))
      : undefined,
}

/** The workbench as static files: they work from any web server and any path. */
export default defineConfig({
  root: 'src/web',
  base: './',
  plugins: [inBrowser, svelte()],
  define: { __VERSION__: JSON.stringify(version) },
  worker: { format: 'es', plugins: () => [inBrowser] },
  build: { outDir: '../../dist/web', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1500 },
})
