import type { Issue } from '../core/issue.js'
import type { EntryDraft } from './entry.js'

/*
 * What is wrong with a draft beside the entries that are there. One place for the databases and for a list in memory.
 */

/** Ids that an entry links to. */
export const targetsOf = ({ links }: Pick<EntryDraft, 'links'>): readonly string[] => [
  ...(links?.of === undefined ? [] : [links.of]),
  ...(links?.repeats ?? []),
  ...(links?.fulfils ?? []),
  ...(links?.corrects === undefined ? [] : [links.corrects]),
]

/**
 * Links that lead nowhere, or to a correction.
 * @param rootOf of an entry that is there: null, or for a correction the entry at its root; undefined for none
 */
export const linkFaults = (
  draft: EntryDraft,
  rootOf: (id: string) => string | null | undefined,
): readonly Issue[] => {
  const faults: Issue[] = []
  const check = (target: string, path: string, correctionAllowed: boolean) => {
    const root = rootOf(target)
    if (root === undefined || target === draft.id)
      faults.push({
        code: 'no-such-entry',
        level: 'error',
        message: `there is no entry ${target} before this one`,
        path,
        received: target,
      })
    else if (root !== null && !correctionAllowed)
      faults.push({
        code: 'link-to-correction',
        level: 'error',
        message: `${target} is a correction: link to what it corrects`,
        path,
        received: target,
        expected: root,
      })
  }
  const { links } = draft
  if (links?.of !== undefined) check(links.of, 'links.of', false)
  for (const [k, id] of (links?.repeats ?? []).entries()) check(id, `links.repeats[${k}]`, false)
  for (const [k, id] of (links?.fulfils ?? []).entries()) check(id, `links.fulfils[${k}]`, false)
  if (links?.corrects !== undefined) check(links.corrects, 'links.corrects', true)
  return faults
}

/** The fault of a draft whose id or external id another entry has, with other content. */
export const takenFault = (draft: EntryDraft, byExternal: boolean): Issue =>
  byExternal
    ? {
        code: 'external-changed',
        level: 'error',
        message: `${draft.external!.id} of ${draft.external!.dataset}, ${draft.external!.release}, is there already with other content`,
        path: 'external.id',
        hint: 'what a source revised is entered as a correction',
      }
    : {
        code: 'id-taken',
        level: 'error',
        message: `there is another entry ${draft.id} already`,
        path: 'id',
        received: draft.id!,
      }
