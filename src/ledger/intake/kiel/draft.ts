import type { EntryDraft } from '../../entry.js'
import type { Entered } from '../intake.js'
import { describeRelease, KIEL, type KielRelease } from './release.js'

const ADDRESS = 'https://www.kielinstitut.de/topics/war-against-ukraine/ukraine-support-tracker/'

/** What differs from entry to entry. */
export type KielContent = Pick<EntryDraft, 'kind' | 'who' | 'what' | 'dates'> & Partial<EntryDraft>

/** Letters, digits and the few marks that an entry's id may have. */
const idText = (text: string): string => text.replaceAll(/[^A-Za-z0-9._:-]+/g, '-')

/** Name of an entry of the tracker: stays the same when the same release is read again. */
export const kielId = (release: KielRelease, id: string): string =>
  `kiel${idText(release.name)}-${idText(id)}`.slice(0, 120)

/** A draft of the tracker: for Ukraine, with the release as its source. */
export const kielDraft = (
  release: KielRelease,
  id: string,
  content: KielContent,
  entered: Entered,
): EntryDraft => ({
  id: kielId(release, id),
  to: 'UKR',
  ...content,
  sources: [
    {
      title: `Kiel Institute for the World Economy, Ukraine Support Tracker, ${describeRelease(release)}`,
      address: ADDRESS,
      ...(release.published === undefined ? {} : { date: release.published }),
      official: false,
    },
    ...(content.sources ?? []),
  ],
  external: { dataset: KIEL, release: release.name, id },
  entered,
})
