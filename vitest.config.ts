import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 240_000,
    reporters: ['default'],
    // What is compiled already runs as it is.
    server: { deps: { external: [/\/dist\//] } },
  },
})
