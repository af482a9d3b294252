import { isBuiltin } from 'node:module'
import { build, type Plugin } from 'vite'

/** Vite would put an empty object in the place of a module of Node; here it is a fault. */
const refuseNode: Plugin = {
  name: 'refuse-node',
  enforce: 'pre',
  resolveId(id, importer) {
    if (isBuiltin(id)) throw new Error(`${importer ?? 'the entry'} needs Node's ${id}`)
  },
}

/** Bundles files for a browser, each into one minified script; fails when anything they import needs Node. */
export const bundle = async (
  entry: Readonly<Record<string, string>>,
  format: 'es' | 'iife',
): Promise<readonly string[]> => {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [refuseNode],
    build: { write: false, minify: true, lib: { entry: { ...entry }, formats: [format], name: 'same' } },
  })
  if (!Array.isArray(built)) throw new Error('nothing built')
  return built.flatMap(({ output }) => output.flatMap((file) => (file.type === 'chunk' ? [file.code] : [])))
}
