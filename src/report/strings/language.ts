/** Languages of the pages; the first is the default. */
export const languages = ['en', 'uk'] as const
export type Language = (typeof languages)[number]
