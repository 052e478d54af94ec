import { Option, type Command } from 'commander'
import { HfnError } from '../../../core/error.ts'
import { switchToken } from '../../../hub/token/stored.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { localOptions } from '../../hub.ts'
import { warn } from '../../render/note.ts'
import { warnOfVariable } from './precedence.ts'

interface SwitchFlags {
  /** As `hf` names it. */
  readonly tokenName?: string | undefined
  readonly quiet?: boolean | undefined
}

export const switchCommand = (context: Context): Command =>
  localOptions(
    newCommand('auth switch', 'Use another login of this computer from now on, here and in Python.', context),
  )
    .argument('[name]', 'a login, as hfn auth list shows it')
    .addOption(new Option('--token-name <name>').hideHelp())
    .action((name: string | undefined, flags: SwitchFlags) => switchTo(context, name ?? flags.tokenName, flags))

const switchTo = async (context: Context, name: string | undefined, { quiet }: SwitchFlags): Promise<void> => {
  if (name === undefined)
    throw new HfnError('BAD_USAGE', 'Which login is not said', { hint: 'Name one that hfn auth list shows.' })
  const { env, signal } = context
  const onWarning = (text: string): void => void (quiet ? undefined : warn(context, text))
  await switchToken(name, { env, signal, onWarning })
  if (!quiet) await context.out.write(`Now using ${name}\n`)
  await warnOfVariable(context, quiet)
}
