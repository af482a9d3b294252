import { flushSync } from 'svelte'

let on = $state(false)

/** Is the page being printed? Views then show all of what they otherwise show a part of. */
export const printing = (): boolean => on

/** The browser asks for pages at once, so what is shown changes before this returns. */
const set = (wanted: boolean) => (): void => {
  on = wanted
  flushSync()
}

window.addEventListener('beforeprint', set(true))
window.addEventListener('afterprint', set(false))
