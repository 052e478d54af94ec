import type { Command } from 'commander'
import { storedTokens, type StoredToken } from '../../../hub/token/stored.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { localOptions } from '../../hub.ts'
import { writeList } from '../../render/list.ts'
import type { Column } from '../../render/table.ts'
import { warnOfVariable } from './precedence.ts'

interface ListFlags {
  readonly json?: boolean | undefined
  readonly quiet?: boolean | undefined
}

export const listCommand = (context: Context): Command =>
  localOptions(
    newCommand('auth list', 'List the logins of this computer, those of Python too. No token is shown whole.', context),
  )
    .option('--json', 'print a JSON array')
    .action((flags: ListFlags) => list(context, flags))

const ending = ({ expiresAt }: StoredToken): string | undefined =>
  expiresAt && `${expiresAt.toISOString().slice(0, 10)}${expiresAt.getTime() < Date.now() ? ' (over)' : ''}`

const columns: readonly Column<StoredToken>[] = [
  { title: '', cell: ({ isActive }) => (isActive ? '*' : '') },
  { title: 'NAME', cell: ({ name }) => name },
  { title: 'TOKEN', cell: ({ preview }) => preview },
  { title: 'ENDS', cell: ending },
]

const list = async (context: Context, flags: ListFlags): Promise<void> => {
  const tokens = await storedTokens({ env: context.env })
  await writeList(context, tokens, { columns, empty: 'There is none: hfn login' }, flags)
  if (!flags.json) await warnOfVariable(context, flags.quiet)
}
