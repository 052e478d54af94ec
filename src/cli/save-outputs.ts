import type { FileValue } from '../callable/file.ts'
import { HfnError } from '../core/error.ts'
import type { Context } from './context.ts'
import { shown } from './render/printer.ts'
import { isFileValue, renderValue } from './render/value.ts'
import { saveText, saveValue, type Saving } from './save-place.ts'

/** What is left to print of outputs that were saved. */
export interface Saved {
  /** The outputs with paths in the places of files; undefined when there is nothing to say. */
  readonly data?: readonly unknown[] | undefined
  /** Why a file could not be saved; its address stands in `data`. */
  readonly failure?: unknown
}

/** A copy of a value with its files, however deep, replaced one after the other. */
const replaceFiles = async (value: unknown, replace: (file: FileValue) => Promise<unknown>): Promise<unknown> => {
  if (isFileValue(value)) return replace(value)
  if (typeof value !== 'object' || value === null) return value
  const copy: [string, unknown][] = []
  for (const [key, item] of Object.entries(value)) copy.push([key, await replaceFiles(item, replace)])
  return Array.isArray(value) ? copy.map(([, item]) => item) : Object.fromEntries(copy)
}

const toText = (data: readonly unknown[]): string =>
  `${data.length === 1 ? renderValue(data[0], true) : JSON.stringify(data, null, 2)}\n`

const toStdout = async (
  { out, signal }: Context,
  data: readonly unknown[],
  files: readonly FileValue[],
): Promise<void> => {
  const [file] = files
  if (file === undefined) return out.write(shown(out, toText(data)))
  if (files.length > 1) {
    const hint = 'Save them to a folder: -o files/'
    throw new HfnError('BAD_USAGE', `There are ${files.length} files, and stdout takes one`, { hint })
  }
  if (out.isTerminal) {
    const hint = `Pipe it, or save it: -o ${file.name}`
    throw new HfnError('BAD_USAGE', `${file.name} is a file, and stdout is a terminal`, { hint })
  }
  for await (const chunk of file.stream({ signal })) await out.write(chunk)
}

/** Saves the files among a run's outputs, or where there are none the outputs as text, to a file, a folder or stdout. */
export const saveOutputs = async (context: Context, data: readonly unknown[], saving: Saving): Promise<Saved> => {
  const { output } = saving
  const files: FileValue[] = []
  await replaceFiles(data, async (file) => files.push(file))
  if (output === '-') {
    await toStdout(context, data, files)
    return {}
  }
  if (files.length === 0) return { data: [await saveText(context, saving, 'output.txt', toText(data))] }
  const isFolder = /[/\\]$/.test(output)
  const place = files.length > 1 && !isFolder ? { ...saving, output: `${output}/` } : saving
  let failure: unknown
  const left = await replaceFiles(data, (file) =>
    saveValue(context, place, file).catch((error: unknown) => {
      failure ??= error
      return file
    }),
  )
  return { data: Array.isArray(left) ? left : [], failure }
}
