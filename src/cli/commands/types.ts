import type { Command } from 'commander'
import { newCommand } from '../command.ts'
import { connectionOptions, withApp, type Connection } from '../connection.ts'
import type { Context } from '../context.ts'
import { shown } from '../render/printer.ts'
import { checkPlace, saveText } from '../save-place.ts'
import { typesModule } from '../types-module.ts'

export interface TypesOptions extends Connection {
  readonly output?: string | undefined
  readonly force?: boolean | undefined
}

export const typesCommand = (context: Context, run: typeof types = types): Command =>
  connectionOptions(
    newCommand('types', 'Write a TypeScript module that types the functions of an app and connects to it.', context),
  )
    .argument('<app>', 'a Space, owner/name, or the URL of any Gradio app')
    .option('-o, --output <file>', 'write it to a file instead of stdout')
    .option('--force', 'replace the file if it exists')
    .addHelpText('after', '\nExample\n  hfn types http://127.0.0.1:7860 -o app.ts\n')
    .action((app: string, options: TypesOptions) => run(context, app, options))

/** Writes the module and, when it went to a file, prints the file's path. */
export const types = async (
  context: Context,
  name: string,
  { output, force, ...options }: TypesOptions,
): Promise<void> => {
  if (output !== undefined) await checkPlace(context, { output, force })
  await withApp(context, name, options, async (app) => {
    const text = typesModule(app)
    if (output === undefined || output === '-') return context.out.write(shown(context.out, text))
    const path = await saveText(context, { output, force }, 'app.ts', text)
    if (!options.quiet) await context.out.write(`${path}\n`)
  })
}
