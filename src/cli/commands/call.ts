import type { Command } from 'commander'
import { readInput } from '../arguments/read-input.ts'
import { readTarget, type Target } from '../arguments/target.ts'
import { newCommand } from '../command.ts'
import { connectionOptions, type Connection } from '../connection.ts'
import type { Context } from '../context.ts'
import { present } from '../present.ts'
import { presentationOptions, type Presentation } from '../presentation.ts'
import { statusOf } from '../render/status.ts'
import { withFunction } from '../with-function.ts'

export interface CallOptions extends Connection, Presentation {
  readonly args?: string | undefined
}

const options = (command: Command): Command =>
  connectionOptions(
    presentationOptions(
      command.option('--args <json>', 'all arguments at once, as JSON by name; @file, or - for stdin'),
    ),
  )

export const callCommand = (context: Context, run: typeof call = call): Command =>
  options(newCommand('call', 'Call a function of an app and print what it returns, as it comes.', context))
    .usage('<app> [function] [--name value…] [options]')
    .argument('<app>', 'a Space, owner/name, or the URL of any Gradio app')
    .argument(
      '[arguments...]',
      "the function's name, then its arguments: --name value, name=value, name:=json, or by position",
    )
    .passThroughOptions()
    .addHelpText('after', callHelp)
    .action((app: string, words: string[], given: CallOptions) =>
      run(context, readTarget(app, words, given, options(newCommand('', '', context)))),
    )

const callHelp = `
Values
  @file      the text of a file; for a file parameter, its path
  -          all of stdin; for a file parameter, its bytes
  --no-name  false

After the function's name, its parameters win over the options above; before it, the options do.

Examples
  hfn call http://127.0.0.1:7860 op1 --help
  hfn call http://127.0.0.1:7860 op1 --duration 10
  hfn call http://127.0.0.1:7860 op1 10 --jsonl
`

/** Runs the function, shows its events as they come, saves its files where asked. */
export const call = (context: Context, target: Target<CallOptions>): Promise<void> =>
  withFunction(context, { verb: { name: 'call', options }, target }, async ({ callable, given, options, signal }) => {
    const { args, output, force } = options
    if (output !== undefined) await (await import('../save-place.ts')).checkPlace(context, { output, force })
    const input = await readInput(context, callable, given, args)
    const status = statusOf(context, options.quiet)
    const job = callable.run(input, { signal, onUpload: status.upload })
    await present(context, job, { ...options, returned: callable.output, status })
  })
