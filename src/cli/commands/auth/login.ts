import { Option, type Command } from 'commander'
import { HfnError } from '../../../core/error.ts'
import type { HubClient } from '../../../hub/client/contract.ts'
import type { Login } from '../../../hub/token/login.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { givenToken } from '../../credentials.ts'
import { localOptions, withHub } from '../../hub.ts'
import { note } from '../../render/note.ts'
import { warnOfVariable } from './precedence.ts'

interface LoginFlags {
  readonly token?: string | undefined
  readonly name?: string | undefined
  readonly web?: boolean | undefined
  readonly device?: boolean | undefined
  readonly addToGitCredential?: boolean | undefined
  readonly timeout?: string | undefined
  readonly quiet?: boolean | undefined
}

export const loginCommand = (context: Context): Command =>
  localOptions(
    newCommand(
      'login',
      'Log in to the Hugging Face Hub. On a terminal it asks; from a pipe it reads the token. Python uses the same login.',
      context,
    ),
  )
    .option('--token <token>', 'a token: - reads it from stdin, @file from a file')
    .option('--web', 'log in with a browser on any machine; asks for no token')
    .addOption(new Option('--device', 'the same').hideHelp())
    .option('--name <name>', "what to call the login; default: the token's own name")
    .addOption(new Option('--add-to-git-credential').hideHelp())
    .option('--timeout <time>', 'give up after 30s, 5m, or 90 (seconds)')
    .addOption(new Option('--force').hideHelp())
    .addHelpText(
      'after',
      '\nExamples\n  hfn login\n  hfn login --token @token.txt\n  echo "$MY_TOKEN" | hfn login --name work\n  hfn login --web\n',
    )
    .action((flags: LoginFlags) => login(context, flags))

const question = 'Token (not shown; Enter alone logs in with your browser): '

const noToken = (): HfnError =>
  new HfnError('BAD_USAGE', 'No token came on stdin', {
    hint: 'Pipe one in, name a file with --token @file, or log in with a browser: hfn login --web',
  })

/** The token to log in with, undefined when a browser is to be used. */
const tokenOf = async (context: Context, flags: LoginFlags): Promise<string | undefined> => {
  if (flags.web || flags.device) return undefined
  if (flags.token !== undefined && flags.token !== '-') return givenToken(context, flags)
  const line = (await context.in.readSecret(question)).trim()
  if (line === '' && (flags.token !== undefined || !context.in.isTerminal)) throw noToken()
  return line || undefined
}

const withBrowser = async (
  context: Context,
  hub: HubClient,
  { name, signal }: { readonly name: string | undefined; readonly signal: AbortSignal },
): Promise<Login> => {
  const { deviceLogin } = await import('../../../hub/token/device-login.ts')
  return deviceLogin(hub, {
    name,
    signal,
    onCode: ({ url, code, expiresIn }) =>
      void note(
        context,
        `Open ${url}\nand enter the code ${code}\nWaiting for you, ${Math.ceil(expiresIn / 60)} minutes at most …`,
      ),
  })
}

/** Logs in and says as whom. */
const login = async (context: Context, flags: LoginFlags): Promise<void> => {
  const { name, timeout, quiet } = flags
  if (flags.addToGitCredential)
    throw new HfnError('BAD_USAGE', 'hfn keeps no credentials for git', {
      hint: 'Give git the token with git credential approve, or use hf auth login --add-to-git-credential.',
    })
  const token = await tokenOf(context, flags)
  await withHub(context, { timeout, quiet, public: true }, async (hub, signal) => {
    const { login: logIn } = await import('../../../hub/token/login.ts')
    const done =
      token === undefined
        ? await withBrowser(context, hub, { name, signal })
        : await logIn(hub, { token, name, signal })
    const { account } = done
    const role = account.token.role === undefined ? '' : ` (${account.token.role})`
    if (!quiet) await context.out.write(`Logged in as ${account.name} with the token ${done.name}${role}\n`)
    await warnOfVariable(context, quiet)
  })
}
