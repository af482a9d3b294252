// Compiles the kernel's AssemblyScript and writes it as src/crisis/kernel/wasm.ts: `npm run kernel`.
import { readFileSync, writeFileSync } from 'node:fs'
import asc from 'assemblyscript/asc'

const { error, stdout, stderr } = await (async () => {
  let bytes
  const result = await asc.main(
    [
      'src/crisis/kernel/assembly/index.ts',
      '--outFile',
      'kernel.wasm',
      '-O3',
      '--runtime',
      'stub',
      '--enable',
      'simd',
      '--importMemory',
      '--noAssert',
      '--disableWarning',
    ],
    {
      readFile: (name) => {
        try {
          return readFileSync(name, 'utf8')
        } catch {
          return null
        }
      },
      writeFile: (_, contents) => {
        bytes = contents
      },
    },
  )
  if (result.error === null) {
    const base64 = Buffer.from(bytes)
      .toString('base64')
      .replace(/.{1,100}/g, (line) => `  '${line}',\n`)
    writeFileSync(
      'src/crisis/kernel/wasm.ts',
      `/** The compiled kernel, base64. Written by \`npm run kernel\` from assembly/; do not edit. */\nexport const wasm: string = [\n${base64}].join('')\n`,
    )
    console.log(`src/crisis/kernel/wasm.ts: ${bytes.length} bytes of WebAssembly`)
  }
  return result
})()
if (error !== null) {
  console.error(String(stdout), String(stderr), error.message)
  process.exit(1)
}
