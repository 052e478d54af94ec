import { HfnError } from '../core/error.ts'
import { readFileText } from './arguments/read-text.ts'
import type { Context } from './context.ts'
import { warn } from './render/note.ts'

/** How a caller says who it is: options that commands share. */
export interface Credentials {
  readonly token?: string | undefined
  readonly auth?: string | undefined
  readonly quiet?: boolean | undefined
}

interface Secret {
  readonly given: string
  readonly flag: string
  readonly variable: string
  readonly quiet: boolean | undefined
}

const fromOption = async (context: Context, { given, flag, variable, quiet }: Secret): Promise<string> => {
  if (given.startsWith('@')) return (await readFileText(context, given.slice(1))).trim()
  if (given !== '' && !quiet)
    await warn(context, `${flag} can be read in the list of processes; $${variable} or ${flag} @file cannot.`)
  return given
}

/** The token given with --token; undefined when none was given, empty when none is wanted. */
export const givenToken = async (
  context: Context,
  { token, quiet }: Pick<Credentials, 'token' | 'quiet'>,
): Promise<string | undefined> =>
  token === undefined ? undefined : fromOption(context, { given: token, flag: '--token', variable: 'HF_TOKEN', quiet })

/** User and password for an app: the option's, or the environment's. */
export const loginFor = async (
  context: Context,
  { auth, quiet }: Credentials,
): Promise<readonly [user: string, password: string] | undefined> => {
  const secret = { flag: '--auth', variable: 'HFN_AUTH', quiet }
  const text = auth === undefined ? context.env['HFN_AUTH'] : await fromOption(context, { ...secret, given: auth })
  if (text === undefined || text === '') return undefined
  const colon = text.indexOf(':')
  if (colon > 0) return [text.slice(0, colon), text.slice(colon + 1)]
  throw new HfnError('BAD_USAGE', 'A login is written user:password, and there is no colon in what was given')
}
