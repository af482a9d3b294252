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

export const kindMeanings: Readonly<Record<EntryKind, string>> = {
  statement: 'words in public: a speech, a communiqué',
  pledge: 'a promise of something, not yet bound',
  commitment: 'bound: signed, adopted or appropriated',
  allocation: 'set aside or assigned to its purpose',
  disbursement: 'money paid out',
  delivery: 'something handed over; its milestone says how far',
  cancellation: 'an earlier promise is taken back',
  correction: 'an earlier entry was wrong',
}

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

export const milestoneMeanings: Readonly<Record<Milestone, string>> = {
  'left-depot': 'it has left the depot',
  'arrived-at-port': 'it has arrived at a port or border on the way',
  'confirmed-received': 'the beneficiary has confirmed that it is there',
  'in-service': 'it is in use',
}

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

export const areaMeanings: Readonly<Record<Area, string>> = {
  military: 'arms, ammunition and money for them',
  financial: 'money for the budget, loans',
  humanitarian: 'help for people',
  training: 'training of forces',
  deployment: 'forces of its own',
  sanctions: 'sanctions against the adversary',
  legal: 'treaties, laws, decisions',
  political: 'recognition, votes, visits',
  other: 'anything else',
}

/** How far the words of a promise bind their speaker, firmest first. */
export const hedges = ['firm', 'intends', 'ready', 'conditional', 'possible'] as const
export type Hedge = (typeof hedges)[number]

export const hedgeMeanings: Readonly<Record<Hedge, string>> = {
  firm: 'will, shall',
  intends: 'intends to, plans to',
  ready: 'stands ready to, is prepared to',
  conditional: 'if something happens or somebody agrees',
  possible: 'may, could, considers',
}

/** What words say of an amount. */
export const bounds = ['exact', 'about', 'up-to', 'at-least'] as const

export const boundMeanings: Readonly<Record<(typeof bounds)[number], string>> = {
  exact: 'just so much',
  about: 'about so much',
  'up-to': 'so much at most',
  'at-least': 'so much at least',
}

/** What a promise must say to be testable. */
export const testableParts = ['who', 'what', 'how-much', 'by-when'] as const
export type TestablePart = (typeof testableParts)[number]

export const partMeanings: Readonly<Record<TestablePart, string>> = {
  who: 'who is to do it',
  what: 'what is to be done',
  'how-much': 'how much of it',
  'by-when': 'by when',
}

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
