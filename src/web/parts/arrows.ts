/*
 * A table full of buttons is one stop of the Tab key; arrows lead from number to number.
 */

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
}

/** Makes the buttons of a table's body reachable by arrows, and by Tab only the one last used. */
export const moveByArrows = (table: HTMLTableElement): void => {
  const buttons = [...table.querySelectorAll<HTMLButtonElement>('button.cell')]
  buttons.forEach((button, k) => {
    button.tabIndex = k === 0 ? 0 : -1
  })
  table.addEventListener('focusin', ({ target }) => {
    if (!buttons.includes(target as HTMLButtonElement)) return
    for (const button of buttons) button.tabIndex = button === target ? 0 : -1
  })
  table.addEventListener('keydown', (event) => nextByArrow(table, event))
}

/** Moves the focus to the next number in the direction of an arrow key; columns and rows without one are passed over. */
export const nextByArrow = (table: HTMLTableElement, event: KeyboardEvent): void => {
  const step = STEPS[event.key]
  const cell = (event.target as HTMLElement).closest('td')
  if (step === undefined || cell === null || event.ctrlKey || event.altKey || event.metaKey) return
  const row = cell.parentElement as HTMLTableRowElement
  let [r, c] = [row.rowIndex, cell.cellIndex]
  for (;;) {
    r += step[0]
    c += step[1]
    const next = table.rows[r]?.cells[c]
    if (next === undefined || c < 1) return
    const button = next.querySelector<HTMLButtonElement>('button')
    if (button === null) continue
    event.preventDefault()
    button.focus()
    return
  }
}
