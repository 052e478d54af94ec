import { resolve } from 'node:path'
import type { Command } from 'commander'
import { listen } from '../../serve/lazy-listen.ts'
import { newCommand } from '../command.ts'
import type { Context } from '../context.ts'
import { note } from '../render/note.ts'
import { report } from '../report.ts'
import { announce } from '../serve/announce.ts'
import { errorLog } from '../serve/error-log.ts'
import { serveFlags, type ServeFlags } from '../serve/flags.ts'
import { freshModules } from '../serve/fresh-modules.ts'
import { listenOptions, serveOptions } from '../serve/read-flags.ts'
import { Exchangeable, makeApp, type Made } from '../serve/serving.ts'
import { watchFolder } from '../serve/watch-folder.ts'

/** Milliseconds runs at work may go on once it is stopped, and what all the rest of stopping may take. */
const drain = 30_000
const farewell = 10_000

export const serveCommand = (context: Context, run: typeof serve = serve): Command =>
  serveFlags(
    newCommand('serve', 'Serve what a file exports as a Gradio app, with a page for people, until Ctrl-C.', context),
  )
    .argument('<file>', 'a .ts, .js or .mjs file; its functions, pages or app')
    .addHelpText(
      'after',
      `
What is served: functions, callables made by define(), pages made by Interface,
ChatInterface and Blocks, or one app made by createApp. Logins are read from
--auth-file or HFN_SERVE_AUTH, and a queue's address with a password from
HFN_SERVE_QUEUE: others can read the command line.

Example
  hfn serve greet.ts --watch
`,
    )
    .action((file: string, flags: ServeFlags) => run(context, file, flags))

/** Serves a file until the command is stopped; then runs at work may end. */
export const serve = async (context: Context, name: string, flags: ServeFlags): Promise<void> => {
  const { signal } = context
  const file = resolve(context.cwd, name)
  context.stayUp?.({ grace: drain + farewell, onError: (error) => errorLog(context, flags)(error, 'late') })
  const make = async (version?: number): Promise<Made> => makeApp(file, await serveOptions(context, flags), version)
  const { app, functions } = await make()
  const served = new Exchangeable(app)
  try {
    const listening = await listen(served, listenOptions(context, flags))
    await announce(context, listening, { file, functions })
    const watching = flags.watch === true ? watchFile(context, file, { served, make }) : undefined
    await stopped(signal)
    await watching
    await note(context, 'Runs at work may end; Ctrl-C again ends them.')
    await listening.close({ drain })
  } finally {
    await served.close({ drain: 0 })
  }
}

interface Watched {
  readonly served: Exchangeable
  readonly make: (version: number) => Promise<Made>
}

/** Exchanges the app after each change; one that cannot be loaded is told of, and the old one stays. */
const watchFile = (context: Context, file: string, { served, make }: Watched): Promise<void> => {
  freshModules(file)
  let version = 0
  const changed = async (): Promise<void> => {
    try {
      served.exchange((await make((version += 1))).app)
      await note(context, 'Loaded anew')
    } catch (error) {
      await report(context, error)
      await note(context, 'What was there before is still served.')
    }
  }
  return watchFolder(file, changed, context)
}

const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
