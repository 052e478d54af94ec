import type { Download } from '../../../hub/download/contract.ts'
import type { Context } from '../../context.ts'
import { note } from '../../render/note.ts'
import { writeTable } from '../../render/table.ts'
import { byteText } from '../../../core/byte-text.ts'

/** What a download would do: a line a file on stdout, the sum on stderr. */
export const printDryRun = async (context: Context, { files, bytes }: Download): Promise<void> => {
  await writeTable(context, files, [
    { title: 'FILE', cell: ({ path }) => path },
    { title: 'SIZE', cell: ({ size }) => (context.out.isTerminal ? byteText(size) : size), right: true },
    { title: '', cell: ({ local }) => (local === undefined ? 'to fetch' : 'there') },
  ])
  const missing = files.filter(({ local }) => local === undefined).length
  await note(context, `${missing} of ${files.length} files to fetch, ${byteText(bytes)}`)
}
