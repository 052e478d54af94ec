import { access, constants, lstat, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { HfnError } from '../core/error.ts'
import type { FileValue } from '../callable/file.ts'
import { RemoteFile } from '../gradio/remote-file.ts'
import type { DownloadOptions } from '../gradio/save.ts'
import { saveFile } from '../gradio/save.ts'
import type { Context } from './context.ts'

export interface Saving {
  /** A file, a folder, or `-` for stdout. */
  readonly output: string
  readonly force?: boolean | undefined
}

type Save = (target: string, options: DownloadOptions) => Promise<string>

const isMissing = (cause: unknown): boolean => cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'

/** Refuses, before anything is run, a place that could not be written to afterwards. */
export const checkPlace = async ({ cwd }: Context, { output, force }: Saving): Promise<void> => {
  const path = resolve(cwd, output)
  const nothing = (): undefined => undefined
  const found = await stat(path).catch(nothing)
  if (output === '-' || /[/\\]$/.test(output) || found?.isDirectory()) return
  if (found !== undefined && !found.isFile()) {
    throw new HfnError('BAD_FILE', `${output} is not a file`, { hint: `Let the shell write to it: -o - > ${output}` })
  }
  if (!force && (await lstat(path).catch(nothing)) !== undefined) {
    throw new HfnError('BAD_FILE', `${output} exists already`, {
      hint: 'Give another name, or write over it with --force.',
    })
  }
  await access(dirname(path), constants.W_OK).catch((cause: unknown) => {
    const problem = isMissing(cause) ? 'there is no such folder' : 'its folder may not be written to'
    throw new HfnError('BAD_FILE', `Cannot write ${output}: ${problem}`, {
      hint: 'Save it somewhere else, or end the name with a slash to make a folder.',
      cause,
    })
  })
}

/** Has something saved to the place; gives the path as the user would write it. */
const saveAs = async ({ cwd, signal }: Context, { output, force }: Saving, save: Save): Promise<string> => {
  const path = await save(isAbsolute(output) ? output : join(cwd, output), { signal, force })
  return isAbsolute(output) ? path : relative(cwd, path)
}

/** Saves a text, under the name where the place is a folder. */
export const saveText = (context: Context, saving: Saving, name: string, text: string): Promise<string> => {
  const bytes = new TextEncoder().encode(text)
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    yield bytes
  }
  return saveAs(context, saving, (target, options) =>
    saveFile(async () => ({ name, size: bytes.length, chunks }), target, options),
  )
}

/** Saves a file a function returned, under its own name or a free one like it where the place is a folder. */
export const saveValue = (context: Context, saving: Saving, file: FileValue): Promise<string> =>
  saveAs(context, saving, (target, options) => {
    // A stream's type, and so its name, may be known only once it is open.
    if (file instanceof RemoteFile) return file.download(target, options)
    const chunks = (): AsyncIterable<Uint8Array> => file.stream({ signal: options.signal })
    return saveFile(async () => ({ name: file.name, size: file.size, chunks }), target, options)
  })
