import { oneLine } from '../../core/secret.ts'
import type { Context } from '../context.ts'
import { note } from './note.ts'
import { shown } from './printer.ts'
import { writeJsonList, writeTable, type Column } from './table.ts'
import { untilFailure } from './until-failure.ts'

/** What is shown of an item, the name first, and what is said when there is none. */
interface Look<Item> {
  readonly columns: readonly Column<Item>[]
  readonly empty: string
}

interface ListFlags {
  readonly json?: boolean | undefined
  readonly quiet?: boolean | undefined
}

/** Writes a list: a table, with `--json` one JSON array, with `--quiet` the names alone, one a line. */
export const writeList = async <Item>(
  context: Context,
  items: AsyncIterable<Item> | Iterable<Item>,
  { columns, empty }: Look<Item>,
  { json, quiet }: ListFlags,
): Promise<void> => {
  const { out } = context
  if (json) return writeJsonList(context, items)
  if (quiet) {
    const name = columns.find(({ title }) => title !== '')
    let failure: unknown
    for await (const item of untilFailure(items, (error) => (failure = error))) {
      await out.write(`${shown(out, oneLine(String(name?.cell(item) ?? '')))}\n`)
      if (out.closed) return
    }
    if (failure !== undefined) throw failure
  } else if ((await writeTable(context, items, columns)) === 0) await note(context, empty)
}
