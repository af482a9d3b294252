/** Order of texts by UTF-16 code units, for `sort`: that of `localeCompare` hangs on the machine's language data. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
