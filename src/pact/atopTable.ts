import type { AtopCoding } from './atop.js'

/**
 * The member-level table of ATOP, one line a member and phase, by column. Alliance-level variables are repeated there,
 * the conditions of each obligation are there alone.
 */
export type AtopLine = Readonly<Record<string, string>>

/** One variable of a document beside the published row. */
export interface AtopField {
  readonly variable: string
  readonly ours: number | string
  readonly theirs: number
}

export interface AtopComparison {
  readonly atopId: number
  readonly phase: number
  /** Variables that the published table has and does not leave out as missing. */
  readonly fields: readonly AtopField[]
}

/** States are written in ISO 3166-1 here and as numbers of the Correlates of War in ATOP. */
const cowNumbers: Readonly<Record<string, number>> = {
  CHN: 710,
  CZE: 315,
  DEU: 255,
  FRA: 220,
  GBR: 200,
  ITA: 325,
  JPN: 740,
  RUS: 365,
  USA: 2,
}

/** A value of ours as ATOP writes it: states as Correlates of War numbers; NaN for a state without one here. */
export const atopNumber = (value: number | string): number =>
  typeof value === 'string' ? (cowNumbers[value] ?? Number.NaN) : value

const isVariable = (name: string): boolean => name !== 'id' && name !== 'atopid'

/**
 * Compares a coding with the members' lines of the same alliance. A variable that members differ in counts with its
 * highest value, as an alliance-level variable of ATOP does (codebook, section 2.43: coded 1 if any member ...).
 * @param phase phase of the alliance; 0 stands for the only one, or for the last where there are several
 * @returns undefined where the table has no such alliance or phase
 */
export const compareWithAtop = (
  coding: AtopCoding,
  lines: readonly AtopLine[],
  phase = 0,
): AtopComparison | undefined => {
  const atopId = Number(coding.atopid)
  const all = lines.filter((line) => Number(line.atopid) === atopId)
  const wanted = phase === 0 ? Math.max(...all.map((line) => Number(line.phase))) : phase
  const ours = all.filter((line) => Number(line.phase) === wanted)
  if (ours.length === 0) return undefined
  const fields = Object.entries(coding).flatMap(([variable, value]): AtopField[] => {
    const theirs = isVariable(variable) ? highest(ours.map((line) => line[variable])) : undefined
    return theirs === undefined ? [] : [{ variable, ours: value, theirs }]
  })
  return { atopId, phase: wanted, fields }
}

/** Missing is an empty cell, NA or a negative number. */
const highest = (cells: readonly (string | undefined)[]): number | undefined => {
  const values = cells.flatMap((cell) =>
    cell === undefined || cell === '' || cell === 'NA' || !(Number(cell) >= 0) ? [] : [Number(cell)],
  )
  return values.length === 0 ? undefined : Math.max(...values)
}

export const agrees = ({ ours, theirs }: AtopField): boolean => atopNumber(ours) === theirs
