/**
 * Joins lines that were only broken to fit a page: a line that goes on with a small letter or a figure, or that
 * follows one without an end, belongs to the one before; a hyphen at the end of a line joins two parts of a word. Blank
 * lines and items of a list stay. For text and PDF; a page's HTML has its own blocks.
 */
export const unwrapLines = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\f/g, '\n')
    .replace(/\u00ad/g, '')
    .replace(/(?<=\p{Ll})-\n(?=\p{Ll})/gu, '')
    .replace(/([^\n])\n(?!\n|[ \t]*(?:[-•*–—▪]|\d{1,2}[.)]|\([a-z]\))[ \t])(?=[ \t]*\S)/g, '$1 ')
    .replace(/[ \t]+/g, ' ')
    .trim()
