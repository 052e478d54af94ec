import { Help, type Command, type Option } from 'commander'
import type { HubClient, HubOptions } from '../hub/client/contract.ts'
import type { Context } from './context.ts'
import { givenToken } from './credentials.ts'
import { note, warn } from './render/note.ts'
import { limited } from './time-limit.ts'

/** How the Hub is asked: the options that every command of the Hub has. */
export interface HubFlags {
  readonly token?: string | undefined
  readonly public?: boolean | undefined
  readonly timeout?: string | undefined
  readonly quiet?: boolean | undefined
}

const common = new Set(['--token', '--public', '--timeout', '--quiet', '--debug', '--help'])

/** A command's own options, and after them those that all have. */
const inOrder = (command: Command): Option[] => {
  const all = new Help().visibleOptions(command)
  const isCommon = ({ long = '' }: Option): boolean => common.has(long)
  return [...all.filter((option) => !isCommon(option)), ...all.filter(isCommon)]
}

/** What every command has that is no function's: `-h` is help too, since no parameter can be meant. */
export const localOptions = (command: Command): Command =>
  command
    .option('-q, --quiet', 'print only the result (of a list, the names) and errors')
    .option('--debug', 'show the stack and the ids of an error')
    .helpOption('-h, --help', 'show this help')
    .configureHelp({ ...command.configureHelp(), visibleOptions: inOrder })

export const hubOptions = (command: Command): Command =>
  localOptions(
    command
      .option('--token <token>', 'access token; @file reads it from a file')
      .option('--public', 'ask without any token')
      .option('--timeout <time>', 'give up after 30s, 5m, or 90 (seconds)'),
  )

/** What the Hub wants to be known goes to stderr. */
export const hubNotices = (
  context: Context,
  quiet: boolean | undefined,
): Required<Pick<HubOptions, 'onWarning' | 'onWait'>> => ({
  onWarning: (text) => void (quiet ? undefined : warn(context, text)),
  onWait: ({ seconds }) => void (quiet ? undefined : note(context, `The Hub asks to wait ${Math.ceil(seconds)} s …`)),
})

/** Works with the Hub of HF_ENDPOINT; `signal` aborts on Ctrl-C and when `--timeout` is up. */
export const withHub = async <Result>(
  context: Context,
  flags: HubFlags,
  work: (hub: HubClient, signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const { timeout, quiet } = flags
  const signal = limited(context.signal, timeout)
  const { createHubClient } = await import('../hub/client/create-client.ts')
  const hub = createHubClient({
    env: context.env,
    fetch: context.fetch,
    token: flags.public ? false : await givenToken(context, flags),
    ...hubNotices(context, quiet),
  })
  try {
    return await work(hub, signal)
  } finally {
    hub.close()
  }
}
