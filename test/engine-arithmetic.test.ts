import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/*
 * Math.exp, log, pow, sin ... and ** are not bit-identical between JavaScript engines, so the floors that make numbers
 * use core/elementary.ts instead.
 */
const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? files(path) : path.endsWith('.ts') ? [path] : []
  })

const linesWith = (pattern: RegExp, floors: readonly string[]): string[] =>
  floors
    .flatMap((floor) => files(join('src', floor)))
    .flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .flatMap((line, k) =>
          pattern.test(line.replace(/^\s*(\*|\/\*\*?|\/\/).*|`[^`]*`/g, '``'))
            ? [`${path}:${k + 1} ${line}`]
            : [],
        ),
    )

it('the engine uses no approximate Math', () => {
  const approximate =
    /Math\.(exp|expm1|log|log2|log10|log1p|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|cbrt|hypot)\b|[^*/]\*\*[^*/]/
  expect(linesWith(approximate, ['core', 'pact', 'world', 'crisis', 'study', 'exercise', 'history'])).toEqual(
    [],
  )
})

it('no number or order hangs on the language, the clock or chance', () => {
  const local = /localeCompare|toLocale|\bIntl\.|Date\.now|new Date\(\)|performance\.now|Math\.random/
  expect(linesWith(local, ['core', 'pact', 'world', 'crisis', 'study', 'exercise', 'history'])).toEqual([])
})
