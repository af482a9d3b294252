/** Rows of a CSV file by the names of its columns, as text; quoted cells may hold commas, quotes and line breaks. */
export const parseCsv = (text) => {
  const lines = []
  let line = []
  let cell = ''
  let quoted = false
  const endCell = () => {
    line.push(cell)
    cell = ''
  }
  const endLine = () => {
    endCell()
    lines.push(line)
    line = []
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (quoted && c === '"' && text[i + 1] === '"') cell += text[i++]
    else if (c === '"') quoted = !quoted
    else if (c === ',' && !quoted) endCell()
    else if (c === '\n' && !quoted) endLine()
    else if (c !== '\r') cell += c
  }
  if (cell !== '' || line.length > 0) endLine()
  const [head, ...body] = lines
  return body.map((cells) => Object.fromEntries(head.map((key, i) => [key, cells[i] ?? ''])))
}
