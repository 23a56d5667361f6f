/** A cell a spreadsheet would calculate: it begins like a formula, in plain or full-width form. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/u

/** One line of a file people open in a spreadsheet: formulas are made harmless, everything that needs quotes is quoted. */
export function csvLine(cells: readonly string[], separator: ';' | ','): string {
  return `${cells.map((cell) => quoted(FORMULA.test(cell) ? `'${cell}` : cell)).join(separator)}\r\n`
}

function quoted(cell: string): string {
  return /[";,\r\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
