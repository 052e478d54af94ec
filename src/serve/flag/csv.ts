/** Spreadsheets take a cell that begins like this for a formula. */
const formula = /^[=+\-@\t\r]/
const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

const textOf = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const cell = (value: unknown): string => {
  const text = textOf(value)
  const harmless = formula.test(text) && !numeral.test(text) ? `'${text}` : text
  return /[",\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** One line of CSV (RFC 4180), with its end; what is no text stands as JSON, and no cell is run by a spreadsheet. */
export const csvLine = (values: readonly unknown[]): string => `${values.map(cell).join(',')}\r\n`
