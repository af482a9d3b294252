import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { en } from '../../src/web/strings/en.js'
import { uk } from '../../src/web/strings/uk.js'

const leaves = (value: unknown, path = ''): [string, unknown][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
    : [[path, value]]

const said = (value: unknown): string =>
  typeof value === 'function' ? String((value as (...args: unknown[]) => unknown)(3, 'x')) : String(value)

/** What is written alike in both languages. */
const ALIKE =
  /^\.(code|decimal|stress\.metricName|name|app\.title|assess\.save(Svg|Png|Csv)|help\.(keyList\.\d\.0|version(Short)?))/

it('every string is there in Ukrainian, in its own letters', () => {
  const english = new Map(leaves(en))
  const ukrainian = new Map(leaves(uk))
  expect([...ukrainian.keys()]).toEqual([...english.keys()])
  const untranslated = [...english].filter(([path, value]) => {
    const text = said(ukrainian.get(path))
    return !ALIKE.test(path) && (!/[а-яіїєґ]/i.test(text) || text === said(value))
  })
  expect(untranslated.map(([path]) => path)).toEqual([])
})

it('every string is used', () => {
  const sources = readdirSync('src/web', { recursive: true })
    .map(String)
    .filter((name) => /\.(svelte|ts)$/.test(name) && !name.includes('strings'))
    .map((name) => readFileSync(`src/web/${name}`, 'utf8'))
    .join('\n')
  const names = Object.entries(en).flatMap(([part, said]) =>
    typeof said === 'object' ? Object.keys(said).map((name) => `${part}.${name}`) : [],
  )
  expect(names.filter((name) => !sources.includes(name))).toEqual([])
})
