import type { Command } from 'commander'
import type { App } from '../gradio/app.ts'
import type { Context } from './context.ts'
import { loginFor, tokenFor } from './credentials.ts'
import { duration } from './duration.ts'

/** How an app is reached: the options that every command with an app has. */
export interface Connection {
  readonly token?: string | undefined
  readonly auth?: string | undefined
  readonly session?: string | undefined
  readonly protocol?: string | undefined
  readonly undocumented?: boolean | undefined
  readonly timeout?: string | undefined
  readonly quiet?: boolean | undefined
}

export const connectionOptions = (command: Command): Command =>
  command
    .option('--token <token>', 'access token for the app; @file reads it from a file')
    .option('--auth <user:password>', 'log in first; @file reads it from a file')
    .option('--session <hash>', 'continue a session of the app')
    .option('--protocol <name>', 'force a protocol, such as call')
    .option('--undocumented', 'also offer functions the app does not document')
    .option('--timeout <time>', 'give up after 30s, 5m, or 90 (seconds)')
    .option('-q, --quiet', 'print nothing but errors')
    .option('--debug', 'show the stack and the ids of an error')

/** Connects, works with the app, and closes it whatever happens; `signal` aborts on Ctrl-C and when `--timeout` is up. */
export const withApp = async <Result>(
  context: Context,
  name: string,
  connection: Connection,
  work: (app: App, signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const { session, protocol, undocumented, timeout } = connection
  const limits = timeout === undefined ? [] : [AbortSignal.timeout(duration(timeout, '--timeout'))]
  const signal = AbortSignal.any([context.signal, ...limits])
  const token = await tokenFor(context, name, connection)
  const auth = await loginFor(context, connection)
  const connect = context.connect ?? (await import('../gradio/index.ts')).connect
  const app = await connect(name, { token, auth, session, protocol, undocumented, signal, fetch: context.fetch })
  try {
    return await work(app, signal)
  } finally {
    await app.close()
  }
}
