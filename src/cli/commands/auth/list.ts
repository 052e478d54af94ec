import type { Command } from 'commander'
import { storedTokens, type StoredToken } from '../../../hub/token/stored.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { writeJsonList, writeTable, type Column } from '../../render/table.ts'
import { note } from '../../render/note.ts'
import { warnOfVariable } from './precedence.ts'

interface ListFlags {
  readonly json?: boolean | undefined
  readonly quiet?: boolean | undefined
}

export const listCommand = (context: Context): Command =>
  newCommand('auth list', 'List the logins of this computer, those of Python too. No token is shown whole.', context)
    .option('--json', 'print them as one JSON array')
    .option('-q, --quiet', 'print nothing but the list and errors')
    .option('--debug', 'show the stack and the ids of an error')
    .action((flags: ListFlags) => list(context, flags))

const ending = ({ expiresAt }: StoredToken): string | undefined =>
  expiresAt && `${expiresAt.toISOString().slice(0, 10)}${expiresAt.getTime() < Date.now() ? ' (over)' : ''}`

const columns: readonly Column<StoredToken>[] = [
  { title: '', cell: ({ isActive }) => (isActive ? '*' : '') },
  { title: 'name', cell: ({ name }) => name },
  { title: 'token', cell: ({ preview }) => preview },
  { title: 'ends', cell: ending },
]

const list = async (context: Context, { json, quiet }: ListFlags): Promise<void> => {
  const tokens = await storedTokens({ env: context.env })
  if (json) return writeJsonList(context, tokens)
  if ((await writeTable(context, tokens, columns)) === 0 && !quiet) await note(context, 'There is none: hfn login')
  await warnOfVariable(context, quiet)
}
