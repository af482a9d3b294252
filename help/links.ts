import { existsSync, statSync } from 'node:fs'
import { posix } from 'node:path'
import { pageOfFile, pages } from './pages.js'

/*
 * Where a link of a Markdown file leads on the site. Links in docs/ are written so that they work in the repository; what
 * is no page itself (an example, a source) gets a page that shows it.
 */

export interface LinkBook {
  /** Files and folders of the repository that some page links to. */
  readonly shown: Set<string>
  /** Pictures that some page shows, by their path in the repository. */
  readonly pictures: Set<string>
  readonly faults: string[]
}

export const newLinkBook = (): LinkBook => ({ shown: new Set(), pictures: new Set(), faults: [] })

/** Name of the page that shows a file or folder of the repository. */
export const fileNameOf = (path: string): string =>
  `file-${path.replace(/\/+$/, '').replace(/[^\w.-]+/g, '-')}`

const isOutside = (href: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(href)

/** The address on the site of a link found in `file`, a path in the repository (or a made page: pages by their names). */
export const linkFrom =
  (book: LinkBook, file: string, root: string) =>
  (href: string): string => {
    if (isOutside(href) || href.startsWith('#')) return href
    const [path, anchor] = href.split('#')
    const hash = anchor === undefined ? '' : `#${anchor}`
    const name = /^([\w-]+)\.html$/.exec(path)?.[1]
    if (name !== undefined && pages.some((page) => page.name === name)) return href
    const target = posix.normalize(posix.join(posix.dirname(file), path)).replace(/\/$/, '')
    const page = pageOfFile(target)
    if (page !== undefined) return `${page.name}.html${hash}`
    if (target.startsWith('..') || !existsSync(posix.join(root, target))) {
      book.faults.push(`${file}: a link to ${href}, which is not there`)
      return href
    }
    if (isPicture(target)) {
      book.pictures.add(target)
      return posix.basename(target)
    }
    book.shown.add(target)
    return `${fileNameOf(target)}.html`
  }

const isPicture = (path: string): boolean => /\.(png|svg)$/.test(path)

/** The address of a picture that `file` shows. */
export const imageFrom =
  (book: LinkBook, file: string, root: string) =>
  (src: string): string => {
    const target = posix.normalize(posix.join(posix.dirname(file), src))
    if (isOutside(src) || !isPicture(target) || !existsSync(posix.join(root, target)))
      book.faults.push(`${file}: a picture ${src}, which is not there`)
    else book.pictures.add(target)
    return posix.basename(target)
  }

/** Is it a folder? */
export const isFolder = (path: string): boolean => statSync(path).isDirectory()
