import type { Command } from 'commander'
import { helpText } from '../../callable/help.ts'
import { fold } from '../../callable/names.ts'
import type { App } from '../../gradio/app.ts'
import { appName } from '../app-name.ts'
import { newCommand } from '../command.ts'
import { connectionOptions, withApp, type Connection } from '../connection.ts'
import type { Context } from '../context.ts'
import { listFunctions } from '../render/functions.ts'
import { shown } from '../render/printer.ts'

export interface InfoOptions extends Connection {
  readonly json?: boolean | undefined
}

export const infoCommand = (context: Context, run: typeof info = info): Command =>
  connectionOptions(newCommand('info', 'List the functions of an app, or describe one of them.', context))
    .argument('<app>', 'a Space, owner/name, or the URL of any Gradio app')
    .argument('[function]', 'its name, in any case, with or without a slash')
    .option('--json', "print the app's own description of its API as it is, or the function's part of it")
    .addHelpText('after', '\nExamples\n  hfn info http://127.0.0.1:7860\n  hfn info http://127.0.0.1:7860 op1\n')
    .action((app: string, name: string | undefined, options: InfoOptions) => run(context, app, name, options))

const part = (value: unknown, key: string): Readonly<Record<string, unknown>> => {
  const found: unknown =
    typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : {}
  return typeof found === 'object' && found !== null ? { ...found } : {}
}

/** What an app's info says of one function; what hfn knows of it where info is silent. */
const endpointInfo = (all: unknown, app: App, name: string): unknown => {
  const callable = app.function(name)
  const named = Object.entries(part(all, 'named_endpoints')).find(([key]) => fold(key) === fold(callable.name))
  const index = /^fn_(\d+)$/.exec(callable.name)?.[1]
  const { description, input, output } = callable
  return (
    named?.[1] ?? part(all, 'unnamed_endpoints')[index ?? ''] ?? { name: callable.name, description, input, output }
  )
}

/** Prints what an app offers: for people, or as the app itself says it. */
export const info = async (
  context: Context,
  address: string,
  name: string | undefined,
  { json, ...options }: InfoOptions,
): Promise<void> =>
  withApp(context, address, options, async (app, signal) => {
    const { out } = context
    if (!json && name === undefined) return out.write(listFunctions(app, appName(context, address, app), context))
    if (!json && name !== undefined) {
      const callable = app.function(name)
      return out.write(helpText(callable, { command: `hfn call ${appName(context, address, app)} ${callable.name}` }))
    }
    const all = await app.info({ signal })
    const value = name === undefined ? all : endpointInfo(all, app, name)
    await out.write(`${shown(out, JSON.stringify(value, null, 2))}\n`)
  })
