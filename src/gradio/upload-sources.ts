import { HfnError } from '../core/error.ts'
import type { FileInput } from '../callable/file.ts'
import type { Connection } from './connection.ts'
import { tooLarge } from './upload-request.ts'
import { uploadSource, type SourceOptions, type UploadSource } from './upload-source.ts'

/** Failures told of one by one. */
const told = 5

const together = (failures: readonly [HfnError, ...HfnError[]], count: number): HfnError => {
  const [first] = failures
  if (failures.length === 1) return first
  const messages = failures.slice(0, told).map((failure) => failure.message)
  const rest = failures.length > told ? [`and ${failures.length - told} more`] : []
  return new HfnError(
    first.code,
    `${failures.length} of ${count} files cannot be sent: ${[...messages, ...rest].join('; ')}`,
    {
      hint: first.hint,
    },
  )
}

/**
 * Finds out what stands behind each of the given files, in the same order; equal files are looked at once.
 * Throws NO_SUCH_FILE or BAD_FILE, with every file that cannot be sent or is larger than the app takes.
 */
export const uploadSources = async (
  inputs: readonly FileInput[],
  connection: Connection,
  options: SourceOptions,
): Promise<UploadSource[]> => {
  const sources = new Map<FileInput, UploadSource>()
  const failures: HfnError[] = []
  const { maxFileSize: limit = Number.POSITIVE_INFINITY } = connection
  for (const input of new Set(inputs)) {
    try {
      const source = await uploadSource(input, connection, options)
      if ('part' in source && (source.part.size ?? 0) > limit)
        throw tooLarge(source.part.name, `${source.part.size}`, limit)
      sources.set(input, source)
    } catch (error) {
      if (!HfnError.is(error)) throw error
      failures.push(error)
    }
  }
  const [first, ...others] = failures
  if (first !== undefined) throw together([first, ...others], inputs.length)
  return inputs.flatMap((input) => sources.get(input) ?? [])
}
