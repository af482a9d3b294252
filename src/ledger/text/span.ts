/** A stretch of a text, in UTF-16 code units: from `start` up to, but not including, `end`. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Do two stretches share a character? */
export const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

/** A pattern as text, and the matches of it in a text with their places. The pattern needs the flags d and g. */
export const matchesOf = (pattern: RegExp, text: string): RegExpExecArray[] =>
  [...text.matchAll(pattern)].filter((match) => match[0] !== '') as RegExpExecArray[]

/** Of stretches that overlap keeps the longer one, the earlier one of two equally long; in the order of the text. */
export const longest = <T extends Span>(spans: readonly T[]): T[] => {
  const order = [...spans].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)
  const kept: T[] = []
  for (const span of order) if (!kept.some((other) => overlap(span, other))) kept.push(span)
  return kept.sort((a, b) => a.start - b.start)
}
