import type { EntryKind } from '../../vocabulary.js'

/** Our attributes and elements in an IATI file stand in a namespace of their own, as the standard allows. */
export const NAMESPACE = 'urn:guarantor:ledger:1'
export const PREFIX = 'guarantor'

/** Transaction types that the ledger has a word for. */
export interface TransactionType {
  readonly code: string
  readonly kind: EntryKind
  /** Reported by who receives: the provider is who promised or paid. */
  readonly incoming: boolean
  /** What tells it from another type with the same kind. */
  readonly tag?: string
}

export const transactionTypes: readonly TransactionType[] = [
  { code: '2', kind: 'commitment', incoming: false },
  { code: '3', kind: 'disbursement', incoming: false },
  { code: '4', kind: 'disbursement', incoming: false, tag: 'expenditure' },
  { code: '10', kind: 'commitment', incoming: false, tag: 'credit-guarantee' },
  { code: '11', kind: 'commitment', incoming: true, tag: 'incoming' },
  { code: '12', kind: 'pledge', incoming: false },
  { code: '13', kind: 'pledge', incoming: true, tag: 'incoming' },
]

/** Order in which the schema wants the elements of an activity. */
export const activityOrder = [
  'iati-identifier',
  'reporting-org',
  'title',
  'description',
  'participating-org',
  'other-identifier',
  'activity-status',
  'activity-date',
  'contact-info',
  'activity-scope',
  'recipient-country',
  'recipient-region',
  'location',
  'sector',
  'tag',
  'country-budget-items',
  'humanitarian-scope',
  'policy-marker',
  'collaboration-type',
  'default-flow-type',
  'default-finance-type',
  'default-aid-type',
  'default-tied-status',
  'budget',
  'planned-disbursement',
  'capital-spend',
  'transaction',
  'document-link',
  'related-activity',
  'legacy-data',
  'conditions',
  'result',
  'crs-add',
  'fss',
] as const

/** Order in which the schema wants the elements of a transaction. */
export const transactionOrder = [
  'transaction-type',
  'transaction-date',
  'value',
  'description',
  'provider-org',
  'receiver-org',
  'disbursement-channel',
  'sector',
  'recipient-country',
  'recipient-region',
  'flow-type',
  'finance-type',
  'aid-type',
  'tied-status',
] as const
