import { childOf, type Element } from '../xml.js'
import { alpha3 } from './countries.js'
import { PREFIX } from './words.js'

/** Organisations of the reader's, from a mapping: `GB-GOV-1: GBR`. */
export type Parties = Readonly<Record<string, string>>

/** `GB-GOV-1` is a department of a government; `GB-CHC-...` a charity and no state. */
const government = (ref: string): string | undefined => {
  const found = /^([A-Z]{2})-GOV-/.exec(ref)
  return found ? alpha3(found[1]) : /^XI-IATI-EC_/.test(ref) ? 'EU' : undefined
}

/** The name of an organisation: its first narrative. */
export const nameOf = (org: Element | undefined): string =>
  (org === undefined ? undefined : childOf(org, 'narrative'))?.text ?? ''

/** The ledger's code of an organisation in an IATI file; undefined if it cannot be told. */
export const partyOf = (org: Element | undefined, parties: Parties): string | undefined => {
  if (org === undefined) return undefined
  const ref = org.attributes.ref?.trim() ?? ''
  return org.attributes[`${PREFIX}:party`] ?? parties[ref] ?? parties[nameOf(org)] ?? government(ref)
}
