import { oneLine } from '../../core/secret.ts'
import type { Context } from '../context.ts'
import type { Output } from '../output.ts'
import { painter } from './color.ts'
import { shown } from './printer.ts'
import { untilFailure } from './until-failure.ts'
import { columnsOf, filled, fit } from './width.ts'

/** One column of a table: its heading and what it shows of an item. */
export interface Column<Item> {
  readonly title: string
  readonly cell: (item: Item) => string | number | undefined
  /** Numbers stand to the right. */
  readonly right?: boolean | undefined
}

/** Letters one cell may have; a terminal cuts the line anyway. */
const longest = 10_000

/** Rows looked at before the widths are settled; more rows are written as they come. */
const sample = 100

/**
 * Writes items as a table as they come: on a terminal under headings, in columns as wide as the first hundred need and no wider
 * than the terminal; elsewhere one line an item, columns divided by tabs, without headings. Gives the number of items.
 */
export const writeTable = async <Item>(
  context: Context,
  items: AsyncIterable<Item> | Iterable<Item>,
  columns: readonly Column<Item>[],
): Promise<number> => {
  const { out } = context
  const paint = painter(out, context)
  const rowOf = (item: Item): string[] => columns.map(({ cell }) => oneLine(String(cell(item) ?? ''), longest))
  let widths: readonly number[] | undefined
  let waiting: string[][] = []
  let count = 0
  let failure: unknown
  const line = (row: readonly string[]): string =>
    row
      .map((text, at) => filled(text, widths?.[at] ?? 0, columns[at]?.right))
      .join('  ')
      .trimEnd()
  const settle = async (): Promise<void> => {
    const heading = columns.map(({ title }) => title)
    const needed = heading.map((title, at) =>
      Math.max(...[title, ...waiting.map((row) => row[at] ?? '')].map(columnsOf)),
    )
    const sum = needed.reduce((all, width) => all + width + 2, -2)
    // One long name takes no more than half, so that what stands beside it is seen.
    widths ??= sum < out.columns ? needed : needed.map((width) => Math.min(width, Math.floor(out.columns / 2)))
    if (waiting.length > 0) await out.write(`${paint('bold', fit(line(heading), out.columns - 1))}\n`)
    for (const row of waiting) await out.write(`${fit(line(row), out.columns - 1)}\n`)
    waiting = []
  }
  for await (const item of untilFailure(items, (error) => (failure = error))) {
    count++
    const row = rowOf(item)
    if (!out.isTerminal) await out.write(`${row.join('\t')}\n`)
    else if (widths !== undefined) await out.write(`${fit(line(row), out.columns - 1)}\n`)
    else if (waiting.push(row) === sample) await settle()
    if (out.closed) return count
  }
  if (out.isTerminal && widths === undefined) await settle()
  if (failure !== undefined) throw failure
  return count
}

/** One value as JSON, with indents on a terminal. */
const jsonText = ({ isTerminal }: Output, value: unknown): string =>
  JSON.stringify(value, null, isTerminal ? 2 : undefined)

/** Writes one value as JSON. */
export const writeJson = ({ out }: Context, value: unknown): Promise<void> =>
  out.write(`${shown(out, jsonText(out, value))}\n`)

/** Writes items as one JSON array, an item a line, as they come; when more cannot be had, what was written is a whole array all the same. */
export const writeJsonList = async (
  { out }: Context,
  items: AsyncIterable<unknown> | Iterable<unknown>,
): Promise<void> => {
  let first = true
  let failure: unknown
  for await (const item of untilFailure(items, (error) => (failure = error))) {
    await out.write(`${first ? '[' : ','}\n${shown(out, jsonText(out, item))}`)
    first = false
    if (out.closed) return
  }
  if (!first) await out.write('\n]\n')
  if (failure !== undefined) throw failure
  if (first) await out.write('[]\n')
}

/** Writes what is known of one thing, a fact a line: aligned on a terminal, divided by a tab elsewhere; what is unknown is left out. */
export const writeFacts = async (
  context: Context,
  facts: readonly (readonly [name: string, fact: string | number | undefined])[],
): Promise<void> => {
  const { out } = context
  const paint = painter(out, context)
  const known = facts.filter(([, fact]) => fact !== undefined && fact !== '')
  const width = Math.max(0, ...known.map(([name]) => name.length))
  for (const [name, fact] of known) {
    const text = oneLine(String(fact), longest)
    await out.write(out.isTerminal ? `${paint('bold', name.padEnd(width))}  ${text}\n` : `${name}\t${text}\n`)
  }
}
