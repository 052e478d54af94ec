import { Option, type Command } from 'commander'
import type { App, ConnectOptions } from '../gradio/app.ts'
import type { Context } from './context.ts'
import { givenToken, loginFor, type Credentials } from './credentials.ts'
import { hubNotices } from './hub.ts'
import { statusOf } from './render/status.ts'
import { limited } from './time-limit.ts'

/** How an app is reached: the options that every command with an app has. */
export interface Connection extends Credentials {
  readonly session?: string | undefined
  readonly protocol?: string | undefined
  readonly undocumented?: boolean | undefined
  /** False for `--no-wake`. */
  readonly wake?: boolean | undefined
  readonly timeout?: string | undefined
}

export const connectionOptions = (command: Command): Command =>
  command
    .option('--token <token>', 'access token for the app; @file reads it from a file')
    .option('--auth <user:password>', 'log in first; @file reads it from a file')
    .option('--session <hash>', 'continue a session of the app')
    .option('--protocol <name>', 'force a protocol, such as call')
    .option('--undocumented', 'also offer functions the app does not document')
    // With its contrary, so that it has no value of its own where it was not given.
    .addOption(new Option('--wake').hideHelp())
    .option('--no-wake', 'leave a Space asleep that sleeps')
    .option('--timeout <time>', 'give up after 30s, 5m, or 90 (seconds)')
    .option('-q, --quiet', 'print nothing but errors')
    .option('--debug', 'show the stack and the ids of an error')

/** Opens the app as hfn's own client does: a Space's stages are one line on stderr, and the Hub's words notes. */
const openApp = async (context: Context, name: string, options: ConnectOptions, quiet: boolean): Promise<App> => {
  const [{ open }, { stageOf }] = await Promise.all([import('../open.ts'), import('../hub/spaces/stages.ts')])
  const status = statusOf(context, quiet)
  try {
    return await open(name, {
      ...options,
      env: context.env,
      onStage: (stage) => status.say(`Space ${name} ${stageOf(stage).says} …`),
      ...hubNotices(context, quiet),
    })
  } finally {
    await status.clear()
  }
}

/** Connects, works with the app, and closes it whatever happens; `signal` aborts on Ctrl-C and when `--timeout` is up. */
export const withApp = async <Result>(
  context: Context,
  name: string,
  connection: Connection,
  work: (app: App, signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const { session, protocol, undocumented, wake, timeout, quiet = false } = connection
  const signal = limited(context.signal, timeout)
  const token = await givenToken(context, connection)
  const auth = await loginFor(context, connection)
  const options = { token, auth, session, protocol, undocumented, start: wake, signal, fetch: context.fetch }
  const app = await (context.connect?.(name, options) ?? openApp(context, name, options, quiet))
  try {
    return await work(app, signal)
  } finally {
    await app.close()
  }
}
