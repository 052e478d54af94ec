import type { Command } from 'commander'
import { appName } from '../app-name.ts'
import { readInput } from '../arguments/read-input.ts'
import { readTarget, type Target } from '../arguments/target.ts'
import { newCommand } from '../command.ts'
import { connectionOptions, type Connection } from '../connection.ts'
import type { Context } from '../context.ts'
import { statusOf } from '../render/status.ts'
import { withFunction } from '../with-function.ts'

export interface SendOptions extends Connection {
  readonly args?: string | undefined
}

const options = (command: Command): Command =>
  connectionOptions(command.option('--args <json>', 'all arguments at once, as JSON by name; @file, or - for stdin'))

export const sendCommand = (context: Context, run: typeof send = send): Command =>
  options(newCommand('send', 'Start a run without waiting for it; prints its handle, one line of JSON.', context))
    .usage('<app> [function] [--name value…] [options]')
    .argument('<app>', 'a Space, owner/name, or the URL of any Gradio app')
    .argument('[arguments...]', "the function's name, then its arguments as for hfn call")
    .passThroughOptions()
    .addHelpText('after', '\nExample\n  hfn send http://127.0.0.1:7860 op1 --duration 10 | hfn results -\n')
    .action((app: string, words: string[], given: SendOptions) =>
      run(context, readTarget(app, words, given, options(newCommand('', '', context)))),
    )

/** Sends the run and prints the handle that `hfn results` takes. */
export const send = (context: Context, target: Target<SendOptions>): Promise<void> =>
  withFunction(
    context,
    { verb: { name: 'send', options }, target },
    async ({ app, callable, given, options, signal }) => {
      const input = await readInput(context, callable, given, options.args)
      const status = statusOf(context, options.quiet)
      try {
        const sent = await app.send(callable.name, input, { signal, onUpload: status.upload })
        await status.clear()
        // By its name a Space is found again with its token, which is in no handle.
        const handle = { ...sent, app: appName(context, target.app, app) }
        await context.out.write(`${JSON.stringify(handle)}\n`)
      } finally {
        await status.clear()
      }
    },
  )
