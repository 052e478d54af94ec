import type { Command } from 'commander'
import { HfnError } from '../../../core/error.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { localOptions, withHub } from '../../hub.ts'

interface TokenFlags {
  readonly quiet?: boolean | undefined
}

export const tokenCommand = (context: Context): Command =>
  localOptions(
    newCommand(
      'auth token',
      'Print the token in use to stdout, for scripts. It is a password: keep it out of logs.',
      context,
    ),
  )
    .addHelpText('after', '\nExample\n  HF_TOKEN=$(hfn auth token) other-program\n')
    .action((flags: TokenFlags) => printToken(context, flags))

const printToken = (context: Context, flags: TokenFlags): Promise<void> =>
  withHub(context, { quiet: flags.quiet }, async (hub) => {
    const token = await hub.token()
    if (token !== undefined) return context.out.write(`${token}\n`)
    throw new HfnError('LOGIN_NEEDED', 'Nobody is logged in', { hint: 'Log in with hfn login, or set HF_TOKEN.' })
  })
