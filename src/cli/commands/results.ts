import type { Command } from 'commander'
import type { RunEvent } from '../../callable/callable.ts'
import { HfnError } from '../../core/error.ts'
import type { App, Sent } from '../../gradio/app.ts'
import { readInputText } from '../arguments/read-text.ts'
import { newCommand } from '../command.ts'
import { connectionOptions, withApp, type Connection } from '../connection.ts'
import type { Context } from '../context.ts'
import { readHandle } from '../handle.ts'
import { present } from '../present.ts'
import { presentationOptions, printerFor, type Presentation } from '../presentation.ts'
import { remembering } from '../render/printer.ts'
import { statusOf } from '../render/status.ts'

export interface ResultsOptions extends Connection, Omit<Presentation, 'output'> {
  /** False for `--no-output`. */
  readonly output?: string | false | undefined
  readonly app?: string | undefined
  readonly function?: string | undefined
  readonly maxHeartbeats?: string | undefined
  readonly history?: boolean | undefined
}

export const resultsCommand = (context: Context, run: typeof results = results): Command =>
  connectionOptions(
    presentationOptions(
      newCommand('results', 'Print the results of a run that was sent earlier, as they come.', context),
    ),
  )
    .argument('<handle>', 'what hfn send printed, - to read it from stdin, or an event id with --app')
    .option('--app <app>', 'the app of an event id')
    .option('--function <name>', 'the function of an event id that came with a --session')
    .option('--max-heartbeats <count>', 'stop listening after so many heartbeats without news; the run goes on')
    .option('--history', 'print all events as one JSON array at the end')
    .option('--no-output', 'print nothing as it comes')
    .addHelpText(
      'after',
      '\nExample\n  hfn send http://127.0.0.1:7860 op1 --duration 10 > run.json\n  hfn results - --jsonl < run.json\n',
    )
    .action((handle: string, options: ResultsOptions) => run(context, handle, options))

/** Events `--history` keeps; older ones are left out. */
const historyLimit = 10_000

const count = (text: string | undefined): number | undefined => {
  if (text === undefined || /^[1-9]\d{0,8}$/.test(text)) return text === undefined ? undefined : Number(text)
  throw new HfnError('BAD_USAGE', `--max-heartbeats is a number from 1, not ${JSON.stringify(text)}`)
}

/** Where the run is, and what the app is asked for: a whole handle, or an event id with what the options say. */
const locate = async (
  context: Context,
  handle: string,
  { app, session, function: name = '' }: ResultsOptions,
): Promise<{ url: string; session: string | undefined; sent: (app: App) => Sent | string }> => {
  const text = handle === '-' ? await readInputText(context) : handle
  if (app !== undefined && !text.startsWith('{')) {
    const sent = ({ url, protocol }: App): Sent | string =>
      session === undefined ? text : { app: url, function: name, eventId: text, session, protocol }
    return { url: app, session, sent }
  }
  const sent = readHandle(text)
  return { url: app ?? sent.app, session: sent.session, sent: () => sent }
}

/** Attaches to the run and shows its events; Ctrl-C cancels it. */
export const results = async (context: Context, handle: string, options: ResultsOptions): Promise<void> => {
  const { output, history, quiet } = options
  const maxHeartbeats = count(options.maxHeartbeats)
  const presentation = { ...options, output: output || undefined, quiet: quiet || output === false }
  if (output) await (await import('../save-place.ts')).checkPlace(context, { ...options, output })
  const { url, session, sent } = await locate(context, handle, options)
  // A Space that sleeps has no runs any more.
  await withApp(context, url, { wake: false, ...options, session }, async (app, signal) => {
    const run = sent(app)
    const returned = typeof run === 'string' ? [] : (app.functions.get(run.function)?.output ?? [])
    const events: RunEvent[] = []
    const printer = printerFor(context, presentation, returned)
    const job = app.results(run, { signal, maxHeartbeats })
    try {
      await present(context, job, {
        ...presentation,
        returned,
        status: statusOf(context, quiet),
        printer: history ? remembering(printer, events, historyLimit) : printer,
      })
    } finally {
      if (history) await context.out.write(`${JSON.stringify(events)}\n`)
    }
  })
}
