import type { DueItem } from './due.js'
import { addDays } from './due.js'
import { partyName } from './parties.js'

/*
 * What falls due as a calendar (RFC 5545): an all-day event each.
 */

const escapeText = (text: string): string =>
  text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r?\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ')

const bytesOf = (character: string): number => {
  const code = character.codePointAt(0)!
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}

/** A line of at most 75 octets, and its continuations. */
const fold = (line: string): string => {
  let out = ''
  let length = 0
  for (const character of line) {
    const bytes = bytesOf(character)
    if (length + bytes > 75) {
      out += '\r\n '
      length = 1
    }
    out += character
    length += bytes
  }
  return `${out}\r\n`
}

const basic = (day: string): string => day.replaceAll('-', '')

const eventOf = ({ entry, day, progress }: DueItem): string[] => {
  const { who, kind, what, sources, entered, id } = entry
  const subject = what.text ?? what.equipment?.item ?? what.legalAct?.instrument ?? what.area
  const share = progress.share === null ? progress.state : `${Math.round(100 * progress.share)}% done`
  const address = sources.find((source) => source.address !== undefined)?.address
  return [
    'BEGIN:VEVENT',
    `UID:${id}@guarantor-ledger`,
    `DTSTAMP:${entered.at.replace(/[-:]|\.\d+/g, '')}`,
    `DTSTART;VALUE=DATE:${basic(day)}`,
    `DTEND;VALUE=DATE:${basic(addDays(day, 1))}`,
    `SUMMARY:${escapeText(`${partyName(who)}: ${kind} due: ${subject.slice(0, 200)}`)}`,
    `DESCRIPTION:${escapeText(`Entry ${id}, ${share}. ${sources[0]!.title}${address === undefined ? '' : ` ${address}`}`)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

/** A calendar file with an all-day event for each item. */
export const calendar = (items: readonly DueItem[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Guarantor//ledger due//EN',
    'CALSCALE:GREGORIAN',
    ...items.flatMap(eventOf),
    'END:VCALENDAR',
  ]
    .map(fold)
    .join('')
