/** Ways of marking text in a terminal; every one leaves the text readable without it. */
export interface Paint {
  readonly bold: (text: string) => string
  readonly faint: (text: string) => string
  readonly red: (text: string) => string
  readonly yellow: (text: string) => string
  readonly blue: (text: string) => string
}

const code =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`

const same = (text: string): string => text

const colours: Paint = {
  bold: code(1, 22),
  faint: code(2, 22),
  red: code(31, 39),
  yellow: code(33, 39),
  blue: code(36, 39),
}

const plain: Paint = { bold: same, faint: same, red: same, yellow: same, blue: same }

/** Marks by colour and weight, or none. */
export const paintFor = (colour: boolean): Paint => (colour ? colours : plain)
