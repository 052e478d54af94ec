import type { Options } from '../core/options.ts'
import type { Parameter, UploadProgress } from '../callable/callable.ts'
import type { FileInput } from '../callable/file.ts'
import type { WireFile } from '../wire/file-data.ts'
import { mapRecord, replaceFiles } from '../callable/replace-files.ts'
import type { Uploader } from './upload.ts'

export interface SendOptions extends Options {
  readonly uploader: Pick<Uploader, 'upload'>
  readonly onUpload?: ((progress: UploadProgress) => void) | undefined
  /** Says which parameters take a file's content instead of its path; none by default. */
  readonly inline?: ((parameter: Parameter) => boolean) | undefined
}

type Arguments = Readonly<Record<string, unknown>>

/**
 * The arguments with every file sent and replaced by what the app calls it; the same object when there is none.
 * @param parameters what the arguments are, by name: their schemas say which values are files
 */
export const sendFiles = async (
  parameters: readonly Parameter[],
  input: Arguments,
  { uploader, signal, onUpload, inline = () => false }: SendOptions,
): Promise<Arguments> => {
  const known = new Map(parameters.map((parameter) => [parameter.name, parameter]))
  const replaceAll = (replace: (file: FileInput, inlined: boolean) => unknown): Arguments =>
    mapRecord(input, (value, name) => {
      const parameter = known.get(name)
      const inlined = parameter !== undefined && inline(parameter)
      return replaceFiles(parameter?.schema ?? {}, value, (file) => replace(file, inlined))
    })

  const found = new Map<boolean, Set<FileInput>>()
  replaceAll((file, inlined) => {
    found.set(inlined, (found.get(inlined) ?? new Set()).add(file))
    return file
  })
  if (found.size === 0) return input
  const sent = new Map<boolean, ReadonlyMap<FileInput, WireFile | undefined>>()
  for (const [inlined, set] of found) {
    const files = [...set]
    const answers = await uploader.upload(files, { signal, onProgress: onUpload, inline: inlined })
    sent.set(inlined, new Map(files.map((file, index) => [file, answers[index]])))
  }
  // What was replaced once may be met again below another word of the schema: it stays.
  return replaceAll((file, inlined) => sent.get(inlined)?.get(file) ?? file)
}
