import type {
  CommitmentKind,
  DecisionRule,
  IncidentKind,
  LegalForm,
  Level,
  ObligationWords,
  PowerKind,
  Response,
  Stage,
  TriggerCondition,
  TriggerWording,
} from './vocabulary.js'

/*
 * What each word of the document language means, in one place: the JSON Schema carries it to editors, and the reference
 * of the help is made from it.
 */

type Meanings<Word extends string> = Readonly<Record<Word, string>>

export const levelMeanings: Meanings<Level> = {
  hybrid: 'sabotage, cyber attacks, unmarked forces, violations of airspace: below open war',
  limited: 'open attack with limited forces for a limited aim',
  full: 'attack with most forces for the whole objective',
}

export const responseMeanings: Meanings<Response> = {
  none: 'no response',
  sanctions: 'economic sanctions against the adversary',
  aid: 'arms and aid to the beneficiary, and sanctions',
  air: "the guarantor's own aircraft or air defence, and the steps before it",
  troops: "the guarantor's own ground forces, and the steps before it",
}

export const obligationMeanings: Meanings<ObligationWords> = {
  assurance: 'a political assurance: nothing is owed in law',
  consult: 'a duty to consult',
  'deems-necessary': 'to act as each "deems necessary"',
  'all-means': 'to help by "all the means in its power"',
  automatic: 'a response without a further decision',
}

export const legalFormMeanings: Meanings<LegalForm> = {
  declaration: 'a political declaration or communiqué',
  memorandum: 'a memorandum, not meant to bind in law',
  'executive-agreement': 'an agreement between governments that no parliament ratifies',
  treaty: 'a treaty, ratified as constitutions ask',
}

export const stageMeanings: Meanings<Stage> = {
  drafted: 'a draft is there',
  announced: 'announced in public',
  signed: 'signed',
  ratified: 'ratified, by all or by those named',
  'in-force': 'in force',
  suspended: 'suspended: for this time nothing is owed under it',
  terminated: 'ended by a party',
  expired: 'ended by its own terms',
}

export const commitmentMeanings: Meanings<CommitmentKind> = {
  defence: 'to come to the help of the one attacked',
  offence: 'to join in an attack',
  neutrality: 'to stay out of a conflict',
  'non-aggression': 'not to attack the other party',
  consultation: 'to consult when something happens',
  assistance: 'to help without saying with armed force',
  sanctions: 'to impose sanctions',
  aid: 'to give money, arms or training',
  deployment: 'to place forces, in peace or after a ceasefire',
  monitoring: 'to observe a ceasefire or a line and report',
  'positive-assurance': 'an assurance to help or to seek help, short of a duty to defend',
  'negative-assurance': 'an assurance not to attack or coerce',
}

export const decisionMeanings: Meanings<DecisionRule> = {
  each: 'each guarantor decides for itself',
  'lead-nation': 'one state moves first, seen by the others',
  consensus: 'adopted if no member objects',
  unanimity: 'every member must consent; in the game as consensus',
  'qualified-majority': '55% of the members with 65% of their people, as in the EU Council',
  automatic: 'no decision is needed',
}

export const wordingMeanings: Meanings<TriggerWording> = {
  'armed-attack': '"armed attack"',
  'aggression-on-territory': '"armed aggression on its territory"',
  'significant-deliberate-sustained': 'an attack that is "significant, deliberate and sustained"',
  'threat-or-attack': 'an attack, or a threat or aggression short of it',
  'nuclear-aggression': 'aggression with nuclear weapons only',
  'breach-of-ceasefire': 'the breach of a ceasefire',
}

export const incidentMeanings: Meanings<IncidentKind> = {
  'armed-attack': 'an armed attack',
  threat: 'a threat of force',
  sabotage: 'sabotage',
  cyber: 'a cyber attack',
  'airspace-violation': 'a violation of airspace',
  blockade: 'a blockade',
  'ceasefire-violation': 'a violation of a ceasefire',
  'nuclear-threat': 'a threat with nuclear weapons',
  'nuclear-use': 'the use of nuclear weapons',
  'economic-coercion': 'economic coercion',
  interference: 'interference in internal affairs',
}

export const conditionMeanings: Meanings<TriggerCondition> = {
  'specific-adversary': 'only against the states named',
  'specific-location': 'only in the places named',
  'ongoing-conflict': 'only in a conflict that is going on',
  'number-of-adversaries': 'only if so many states attack',
  'demand-refused': 'only after a demand was refused',
  'non-provocation': 'only if the beneficiary did not provoke it',
  'request-of-beneficiary': 'only if the beneficiary asks',
  membership: 'only for members of an organisation',
  'ceasefire-in-force': 'only once a ceasefire is in force',
}

export const powerMeanings: Meanings<PowerKind> = {
  invoke: 'to invoke the clause or document',
  request: 'to request help',
  attribute: 'to establish who did it',
  find: 'to find that the casus foederis has arisen, or has not',
  'call-consultation': 'to call a consultation',
  vote: 'to vote in a body',
  decide: 'to decide for itself, or as lead nation',
  approve: 'to approve, as a parliament does',
  'break-silence': 'to break a silence procedure',
  waive: 'to give up a right this time',
  release: 'to release others from their duty',
  suspend: 'to suspend the commitment',
  denounce: 'to denounce the document',
  'self-defence': 'to act in individual or collective self-defence',
}
