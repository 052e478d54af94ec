import type { Command } from 'commander'
import { switchToken } from '../../../hub/token/stored.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { localOptions } from '../../hub.ts'
import { warn } from '../../render/note.ts'
import { warnOfVariable } from './precedence.ts'

interface SwitchFlags {
  readonly quiet?: boolean | undefined
}

export const switchCommand = (context: Context): Command =>
  localOptions(
    newCommand('auth switch', 'Use another login of this computer from now on, here and in Python.', context),
  )
    .argument('<name>', 'a login, as hfn auth list shows it')
    .action((name: string, flags: SwitchFlags) => switchTo(context, name, flags))

const switchTo = async (context: Context, name: string, { quiet }: SwitchFlags): Promise<void> => {
  const { env, signal } = context
  const onWarning = (text: string): void => void (quiet ? undefined : warn(context, text))
  await switchToken(name, { env, signal, onWarning })
  if (!quiet) await context.out.write(`Now using ${name}\n`)
  await warnOfVariable(context, quiet)
}
