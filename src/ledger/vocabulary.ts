/*
 * The words of the ledger. Code, tables, command line and pages use these and no synonyms.
 */

/** What an entry records. From `statement` to `delivery` each is nearer to the deed than the one before. */
export const entryKinds = [
  'statement',
  'pledge',
  'commitment',
  'allocation',
  'disbursement',
  'delivery',
  'cancellation',
  'correction',
] as const
export type EntryKind = (typeof entryKinds)[number]

/** Kinds that promise, and so can be kept or broken. */
export const promiseKinds: readonly EntryKind[] = ['statement', 'pledge', 'commitment']

/** Kinds that say something was done: they cannot lie in the future. */
export const deedKinds: readonly EntryKind[] = ['allocation', 'disbursement', 'delivery']

/**
 * What "delivered" means on a line, in order of progress. The US Government Accountability Office found three meanings
 * in three services, so each delivery names its own.
 */
export const milestones = ['left-depot', 'arrived-at-port', 'confirmed-received', 'in-service'] as const
export type Milestone = (typeof milestones)[number]

/** What the promise or deed is about. Kiel's tracker has the first three. */
export const areas = [
  'military',
  'financial',
  'humanitarian',
  'training',
  'deployment',
  'sanctions',
  'legal',
  'political',
  'other',
] as const
export type Area = (typeof areas)[number]

/** How far the words of a promise bind their speaker, firmest first. */
export const hedges = ['firm', 'intends', 'ready', 'conditional', 'possible'] as const
export type Hedge = (typeof hedges)[number]

/** What a promise must say to be testable. */
export const testableParts = ['who', 'what', 'how-much', 'by-when'] as const
export type TestablePart = (typeof testableParts)[number]

/** Steps of an instrument that a legal act takes. */
export const legalActs = [
  'signature',
  'ratification',
  'adoption',
  'entry-into-force',
  'withdrawal',
  'other',
] as const
export type LegalActKind = (typeof legalActs)[number]
