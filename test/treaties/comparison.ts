import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AtopField, agrees, atopCoding, atopNumber, compareWithAtop } from '../../src/pact/index.js'
import { pactOf } from '../pact/documents.js'
import { readData, root } from '../world/data.js'

/** Documents whose coding block was copied from the published row: agreement there shows nothing. */
export const copied = ['nato-1949']

/** Alliances of several phases whose document is of an earlier one. */
export const phases: Readonly<Record<string, number>> = { 'brussels-1948': 1 }

const folder = join(root, 'examples/treaties')

export interface Compared {
  readonly id: string
  readonly atopId: number
  readonly fields: readonly AtopField[]
}

/** Every treaty beside its published row. */
export const compared = (): readonly Compared[] => {
  const lines = readData('alliances/atop5_0m.csv')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.pact.yaml'))
    .sort()
    .map((name) => {
      const pact = pactOf(readFileSync(join(folder, name), 'utf8'), name)
      const found = compareWithAtop(atopCoding(pact), lines, phases[pact.id] ?? 0)
      if (found === undefined) throw new Error(`${pact.id} is not in the table`)
      return { id: pact.id, atopId: found.atopId, fields: found.fields }
    })
}

/** Neither coding says 0: most variables of most treaties are 0, and agreement there is cheap. */
export const telling = ({ ours, theirs }: AtopField): boolean => atopNumber(ours) !== 0 || theirs !== 0

export const count = (fields: readonly AtopField[]): { readonly same: number; readonly of: number } => ({
  same: fields.filter(agrees).length,
  of: fields.length,
})

/** Cohen's kappa over all pairs of values, variable by variable pooled: agreement beyond that of two coders who mark at random. */
export const kappa = (fields: readonly AtopField[]): number => {
  const observed = count(fields).same / fields.length
  const share = (values: readonly number[]): Map<number, number> => {
    const shares = new Map<number, number>()
    for (const value of values) shares.set(value, (shares.get(value) ?? 0) + 1 / values.length)
    return shares
  }
  const ours = share(fields.map((field) => atopNumber(field.ours)))
  const theirs = share(fields.map((field) => field.theirs))
  let chance = 0
  for (const [value, part] of ours) chance += part * (theirs.get(value) ?? 0)
  return (observed - chance) / (1 - chance)
}
