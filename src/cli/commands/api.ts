import type { Command } from 'commander'
import { HfnError } from '../../core/error.ts'
import { answerError } from '../../gradio/answer-error.ts'
import { readText } from '../arguments/read-text.ts'
import { newCommand } from '../command.ts'
import { connectionOptions, withApp, type Connection } from '../connection.ts'
import type { Context } from '../context.ts'
import { shown } from '../render/printer.ts'

export interface ApiOptions extends Connection {
  readonly method?: string | undefined
  readonly data?: string | undefined
  readonly contentType: string
}

export const apiCommand = (context: Context, run: typeof api = api): Command =>
  connectionOptions(
    newCommand(
      'api',
      "Make a plain HTTP request below an app's address, logged in as for a call; prints the answer's body.",
      context,
    ),
  )
    .argument('<app>', 'a Space, owner/name, or the URL of any Gradio app')
    .argument('<path>', 'path below it, such as config')
    .option('-X, --method <method>', 'default: GET, or POST with --data')
    .option('-d, --data <text>', 'body; @file, or - for stdin')
    .option('--content-type <type>', 'of the body', 'application/json')
    .addHelpText('after', '\nExample\n  hfn api http://127.0.0.1:7860 config\n')
    .action((app: string, path: string, options: ApiOptions) => run(context, app, path, options))

/** Sends the request and prints the body as it comes. */
export const api = async (context: Context, name: string, path: string, options: ApiOptions): Promise<void> => {
  const { data, contentType, method = data === undefined ? 'GET' : 'POST' } = options
  if (!/^[a-z]+$/i.test(method)) throw new HfnError('BAD_USAGE', `${JSON.stringify(method)} is no HTTP method`)
  const body = data === undefined ? undefined : await readText(context, data)
  await withApp(context, name, options, async (app, signal) => {
    const { out } = context
    const headers = body === undefined ? undefined : { 'content-type': contentType }
    const answer = await app.fetch(path, { method: method.toUpperCase(), headers, body, signal })
    if (!answer.ok) throw await answerError(answer, `answer ${path}`)
    if (out.isTerminal) return out.write(`${shown(out, await answer.text())}\n`)
    for await (const chunk of answer.chunks()) await out.write(chunk)
  })
}
