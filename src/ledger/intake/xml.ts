import { parseXml, XmlCdata, XmlElement, XmlError, XmlText } from '@rgrove/parse-xml'
import { IssueError } from '../../core/issue.js'
import { limits } from './limits.js'

/** An XML element, as plain data with its place in the file. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  /** Text directly inside, with the spaces around it taken off. */
  readonly text: string
  /** 1-based; of a document read, not of one made. */
  readonly line?: number
}

const refuse = (
  file: string,
  code: string,
  message: string,
  place: { line?: number; column?: number } = {},
): never => {
  throw new IssueError([{ code, level: 'error', message, file, ...place }])
}

/** Looks up lines of places in a text. */
const lineFinder = (text: string): ((at: number) => number) => {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (at) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (starts[middle] <= at) low = middle
      else high = middle
    }
    return low + 1
  }
}

const plain = (element: XmlElement, lineOf: (at: number) => number, depth: number): Element => {
  if (depth > limits.xmlDepth) throw new RangeError('too deep')
  return {
    name: element.name,
    attributes: { ...element.attributes },
    children: element.children.flatMap((child) =>
      child instanceof XmlElement ? [plain(child, lineOf, depth + 1)] : [],
    ),
    text: element.children
      .map((child) => (child instanceof XmlText || child instanceof XmlCdata ? child.text : ''))
      .join('')
      .trim(),
    line: lineOf(element.start),
  }
}

/**
 * Parses XML, strictly and without a document type: entities of a document type can name files or grow without end, and no
 * format that is read here has one.
 * @throws IssueError `xml-doctype`, `xml-too-large`, `xml-too-deep`, `xml` (not well-formed), with line and column
 */
export const readXml = (text: string, file: string): Element => {
  if (text.length > limits.xmlBytes)
    refuse(
      file,
      'xml-too-large',
      `The file has ${text.length} characters; at most ${limits.xmlBytes} of XML are read.`,
    )
  const lineOf = lineFinder(text)
  const doctype = text.search(/<!(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i)
  if (doctype >= 0)
    refuse(file, 'xml-doctype', 'A document type and its entities are not read.', { line: lineOf(doctype) })
  const declared = /^\ufeff?<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']/.exec(text)?.[1]
  if (declared !== undefined && !/^(utf-?8|utf-?16|us-ascii|ascii)$/i.test(declared))
    refuse(file, 'encoding', `The XML is declared ${declared}; save it as UTF-8.`, { line: 1 })
  try {
    const { root } = parseXml(text, { includeOffsets: true })
    if (root === null) return refuse(file, 'xml', 'The file has no element.')
    return plain(root, lineOf, 1)
  } catch (error) {
    // A parser that calls itself for each element runs out of stack in a hostile file, too.
    if (error instanceof RangeError)
      return refuse(
        file,
        'xml-too-deep',
        `Elements stand more than ${limits.xmlDepth} deep inside one another.`,
      )
    if (!(error instanceof XmlError)) throw error
    const { line, column } = error as XmlError & { line?: number; column?: number }
    return refuse(file, 'xml', error.message.split('\n')[0], {
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    })
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
}

/** Characters that XML 1.0 cannot hold in any form. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const text = (value: string): string =>
  value.replaceAll(UNWRITABLE, '\ufffd').replaceAll(/[&<>\r]/g, (mark) => ESCAPES[mark])

const attribute = (value: string): string =>
  value.replaceAll(UNWRITABLE, '\ufffd').replaceAll(/[&<>"\n\r\t]/g, (mark) => ESCAPES[mark])

/** Writes an element, indented; text and children do not stand in one element here. */
export const writeXml = (element: Element, indent = ''): string => {
  const attributes = Object.entries(element.attributes)
    .map(([name, value]) => ` ${name}="${attribute(value)}"`)
    .join('')
  const open = `${indent}<${element.name}${attributes}`
  if (element.children.length === 0)
    return element.text === '' ? `${open}/>\n` : `${open}>${text(element.text)}</${element.name}>\n`
  const inner = element.children.map((child) => writeXml(child, `${indent}  `)).join('')
  return `${open}>\n${inner}${indent}</${element.name}>\n`
}

/** An element made here. */
export const element = (
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  content: string | readonly Element[] = [],
): Element => ({
  name,
  attributes: Object.fromEntries(
    Object.entries(attributes).filter((pair): pair is [string, string] => pair[1] !== undefined),
  ),
  children: typeof content === 'string' ? [] : content,
  text: typeof content === 'string' ? content : '',
})

/** Children of a name. */
export const childrenOf = (parent: Element, name: string): readonly Element[] =>
  parent.children.filter((child) => child.name === name)

export const childOf = (parent: Element, name: string): Element | undefined => childrenOf(parent, name)[0]
