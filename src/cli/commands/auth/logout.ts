import { Option, type Command } from 'commander'
import { HfnError } from '../../../core/error.ts'
import { logout as logOut } from '../../../hub/token/stored.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { localOptions } from '../../hub.ts'
import { warn } from '../../render/note.ts'
import { warnOfVariable } from './precedence.ts'

interface LogoutFlags {
  readonly all?: boolean | undefined
  readonly tokenName?: string | undefined
  readonly quiet?: boolean | undefined
}

export const logoutCommand = (context: Context): Command =>
  localOptions(
    newCommand('logout', 'Forget the login in use, the one of a name, or all. The token itself stays valid.', context),
  )
    .argument('[name]', 'a login, as hfn auth list shows it')
    .option('--all', 'forget every login of this computer')
    .addOption(new Option('--token-name <name>').hideHelp())
    .action((name: string | undefined, flags: LogoutFlags) => logout(context, name ?? flags.tokenName, flags))

/** Forgets logins and says which. */
const logout = async (context: Context, name: string | undefined, { all, quiet }: LogoutFlags): Promise<void> => {
  const { env, signal } = context
  if (all && name !== undefined) throw new HfnError('BAD_USAGE', 'Either a name or --all, not both')
  const onWarning = (text: string): void => void (quiet ? undefined : warn(context, text))
  const { names, wasActive } = await logOut({ name, all, env, signal, onWarning })
  const said = names.length === 0 && wasActive ? ['the token in use'] : names
  if (!quiet)
    await context.out.write(said.length === 0 ? 'Nobody is logged in\n' : `Logged out of ${said.join(', ')}\n`)
  await warnOfVariable(context, quiet)
}
