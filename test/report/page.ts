import { parseHTML } from 'linkedom'

/** The little of the DOM that the tests need. */
export interface Element {
  readonly localName: string
  readonly textContent: string
  readonly children: Iterable<Element>
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>
  readonly getAttribute: (name: string) => string | null
  readonly querySelector: (selector: string) => Element | null
  readonly querySelectorAll: (selector: string) => Iterable<Element>
}

/** A page as a browser would read it. */
export const parse = (html: string): Element =>
  (parseHTML(html) as unknown as { readonly document: Element }).document

export const all = (page: Element, selector: string): Element[] => Array.from(page.querySelectorAll(selector))
