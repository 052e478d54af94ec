import { access, constants, mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { HfnError } from '../../core/error.ts'
import type { ListenOptions, ServeOptions } from '../../serve/index.ts'
import type { Context } from '../context.ts'
import { errorLog } from './error-log.ts'
import type { ServeFlags } from './flags.ts'
import { passwordsFor } from './passwords.ts'
import { queueFor } from './queue.ts'

/** A whole number, or BAD_USAGE with the flag's name. */
const count = (text: string | undefined, flag: string, { least = 1, most = 1e9 } = {}): number | undefined => {
  if (text === undefined) return undefined
  const number = /^\d{1,10}$/.test(text) ? Number(text) : NaN
  if (number >= least && number <= most) return number
  throw new HfnError('BAD_USAGE', `${flag} is a number from ${least} to ${most}, not ${JSON.stringify(text)}`)
}

/** A folder that can be written to, made where there is none, or BAD_USAGE with the flag's name. */
const folderOf = async (cwd: string, name: string | undefined, flag: string): Promise<string | undefined> => {
  if (name === undefined) return undefined
  const folder = resolve(cwd, name)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.W_OK)
  } catch (cause) {
    throw new HfnError('BAD_USAGE', `${flag}: ${name} is no folder that can be written to`, {
      hint: 'Name another one; it is made where there is none.',
      cause,
    })
  }
  return folder
}

/** Where it listens; Gradio's variables are read where no option says otherwise. */
export const listenOptions = ({ env }: Context, { port, host }: ServeFlags): ListenOptions => ({
  port: count(port ?? env['GRADIO_SERVER_PORT'], '--port', { least: 0, most: 65_535 }),
  host: host ?? env['GRADIO_SERVER_NAME'],
})

/** How the app is served; asks for nothing but the files that options name. */
export const serveOptions = async (context: Context, flags: ServeFlags): Promise<ServeOptions> => {
  const { cwd, env } = context
  const { title, files, flagFolder, rootPath = env['GRADIO_ROOT_PATH'], origin, trustProxy, showErrors } = flags
  const onError = errorLog(context, flags)
  const given: ServeOptions = {
    title,
    basePath: rootPath,
    concurrency: count(flags.concurrency, '--concurrency'),
    maxQueue: count(flags.maxQueue, '--max-queue', { least: 0 }),
    rateLimit: count(flags.rateLimit, '--rate-limit'),
    queue: await queueFor(context, flags),
    files: await folderOf(cwd, files, '--files'),
    flagFolder: await folderOf(cwd, flagFolder, '--flag-folder'),
    origins: origin,
    trustProxy,
    showErrors,
    auth: await passwordsFor(context, flags.authFile),
    authSecret: env['HFN_SERVE_SECRET'],
    onError,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}
