import { oneLine } from '../../core/secret.ts'
import type { Context } from '../context.ts'
import { painter } from './color.ts'
import { fit } from './status-text.ts'

/** One column of a table: its heading and what it shows of an item. */
export interface Column<Item> {
  readonly title: string
  readonly cell: (item: Item) => string | number | undefined
  /** Numbers stand to the right. */
  readonly right?: boolean | undefined
}

/** Rows looked at before the widths are settled; more rows are written as they come. */
const sample = 100

/**
 * Writes items as a table as they come: on a terminal under headings, in columns as wide as the first hundred need and no wider
 * than the terminal; elsewhere one line an item, columns divided by tabs, without headings. Gives the number of items.
 */
export const writeTable = async <Item>(
  { out, ...context }: Context,
  items: AsyncIterable<Item> | Iterable<Item>,
  columns: readonly Column<Item>[],
): Promise<number> => {
  const paint = painter(out, { ...context, out })
  const rowOf = (item: Item): string[] => columns.map(({ cell }) => oneLine(String(cell(item) ?? '')))
  let widths: readonly number[] | undefined
  let waiting: string[][] = []
  let count = 0
  const line = (row: readonly string[]): string =>
    row
      .map((text, at) => (columns[at]?.right ? text.padStart(widths?.[at] ?? 0) : text.padEnd(widths?.[at] ?? 0)))
      .join('  ')
      .trimEnd()
  const settle = async (): Promise<void> => {
    const heading = columns.map(({ title }) => title)
    widths ??= heading.map((title, at) => Math.max(title.length, ...waiting.map((row) => row[at]?.length ?? 0)))
    if (waiting.length > 0) await out.write(`${paint('bold', fit(line(heading), out.columns - 1))}\n`)
    for (const row of waiting) await out.write(`${fit(line(row), out.columns - 1)}\n`)
    waiting = []
  }
  for await (const item of items) {
    count++
    const row = rowOf(item)
    if (!out.isTerminal) await out.write(`${row.join('\t')}\n`)
    else if (widths !== undefined) await out.write(`${fit(line(row), out.columns - 1)}\n`)
    else if (waiting.push(row) === sample) await settle()
    if (out.closed) return count
  }
  if (out.isTerminal && widths === undefined) await settle()
  return count
}

/** Writes items as one JSON array, an item a line, as they come. */
export const writeJsonList = async (
  { out }: Context,
  items: AsyncIterable<unknown> | Iterable<unknown>,
): Promise<void> => {
  let first = true
  for await (const item of items) {
    await out.write(`${first ? '[' : ','}\n${JSON.stringify(item)}`)
    first = false
    if (out.closed) return
  }
  await out.write(first ? '[]\n' : '\n]\n')
}
