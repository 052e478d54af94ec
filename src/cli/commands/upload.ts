import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { FileInput } from '../../callable/file.ts'
import { HfnError } from '../../core/error.ts'
import { newCommand } from '../command.ts'
import { connectionOptions, withApp, type Connection } from '../connection.ts'
import type { Context } from '../context.ts'
import { statusOf } from '../render/status.ts'

export interface UploadOptions extends Connection {
  readonly raw?: boolean | undefined
}

export const uploadCommand = (context: Context, run: typeof upload = upload): Command =>
  connectionOptions(
    newCommand('upload', 'Send files to an app; prints one FileData a line, in the same order.', context),
  )
    .argument('<app>', 'a Space, owner/name, or the URL of any Gradio app')
    .argument('<files...>', 'paths or URLs; - is stdin')
    .option('--raw', 'print the paths on the server only')
    .action((app: string, files: string[], options: UploadOptions) => run(context, app, files, options))

const fileOf = ({ cwd, in: input }: Context, place: string): FileInput => {
  if (place === '-') return { name: 'stdin', content: input.read() }
  return /^[a-z][a-z0-9+.-]+:/i.test(place) ? place : resolve(cwd, place)
}

/** Files for a repo go another way, which who names no Space may have meant. */
const pointed = (error: unknown, name: string): unknown => {
  if (!HfnError.is(error) || error.code !== 'NOT_FOUND' || /^https?:/i.test(name)) return error
  const hint = `This sends files to an app; files for a repo go there with hfn repos upload ${name}`
  return new HfnError(error.code, error.message, { ...error.details, cause: error, hint })
}

/** Sends the files and prints what the app calls them. */
export const upload = async (
  context: Context,
  name: string,
  files: readonly string[],
  { raw, ...options }: UploadOptions,
): Promise<void> => {
  if (files.filter((file) => file === '-').length > 1)
    throw new HfnError('BAD_USAGE', 'Only one file can come from stdin')
  const sending = withApp(context, name, options, async (app, signal) => {
    const status = statusOf(context, options.quiet)
    const given = files.map((file) => fileOf(context, file))
    try {
      const sent = await app.upload(given, { signal, onProgress: status.upload })
      await status.clear()
      for (const file of sent) await context.out.write(`${raw ? file.path : JSON.stringify(file)}\n`)
    } finally {
      await status.clear()
    }
  })
  await sending.catch((error: unknown) => {
    throw pointed(error, name)
  })
}
