import { HfnError } from '../../core/error.ts'
import type { Parameter } from '../../callable/callable.ts'
import type { FileInput, FileValue } from '../../callable/file.ts'
import { replaceFiles } from '../../callable/replace-files.ts'
import { acceptsNull, isOnlyFile, mentionsFile } from './file-schema.ts'
import { fileValue } from './file-value.ts'
import type { InputFiles } from './lease.ts'
import { linkedFile } from './linked-file.ts'
import type { ServedFile } from './served-file.ts'
import { uploadLimit } from './storage.ts'

interface Reading {
  readonly files: InputFiles
  /** Address of the API. */
  readonly root: string
  /** Ends the fetching of files that are named by URL. */
  readonly signal?: AbortSignal | undefined
}

const refused = (name: string): HfnError =>
  new HfnError('BAD_FILE', `${name} is not a file of this app`, {
    hint: 'Upload it first, and give the path that the upload answers.',
  })

/** The path a URL of the app itself names; any other text as it is. */
const ownPath = (text: string, root: string): string => {
  const start = `${root}/file=`
  if (!text.startsWith(start)) return text
  try {
    return decodeURIComponent(text.slice(start.length))
  } catch {
    return text
  }
}

const find = async (given: string, { files, root, signal }: Reading): Promise<ServedFile | undefined> => {
  const path = ownPath(given, root)
  const file = await files.find(path)
  if (file !== undefined || files.fetchUrl === undefined || !/^https?:/i.test(path)) return file
  return URL.canParse(path) ? linkedFile(path, { files, signal }) : undefined
}

const fileOf = async (value: FileInput, name: string, reading: Reading): Promise<FileValue> => {
  const given = typeof value === 'object' && 'path' in value ? value.path : value
  const file = typeof given === 'string' ? await find(given, reading) : undefined
  if (file === undefined) throw refused(name)
  const found = fileValue(file, reading.root)
  await reading.files.remember(found, Promise.resolve(file))
  return found
}

/** The value with files where its schema says there are files; all else is left as it came. */
const read = async (value: unknown, { name, schema }: Parameter, reading: Reading): Promise<unknown> => {
  const given = new Set<FileInput>()
  replaceFiles(schema, value, (file) => {
    given.add(file)
    return file
  })
  if (isOnlyFile(schema) && value !== null && given.size === 0) throw refused(name)
  if (given.size > uploadLimit) throw new HfnError('TOO_LARGE', `More than ${uploadLimit} files in ${name}`)
  const found = new Map<FileInput, FileValue>()
  // One after the other: what has to be fetched is fetched by one connection.
  for (const file of given) found.set(file, await fileOf(file, name, reading))
  return replaceFiles(schema, value, (file) => found.get(file) ?? file)
}

const isLeftOut = (value: unknown, { schema, required }: Parameter): boolean =>
  value === undefined || (value === null && !required && (schema.default === undefined || !acceptsNull(schema)))

/**
 * Arguments by name, from a request's `data` in the order of the parameters, or from an object by name.
 * Null stands for a parameter left out where null is no value of it. BAD_FILE for a file that was not uploaded here.
 */
export const readArguments = async (
  parameters: readonly Parameter[],
  given: readonly unknown[] | Readonly<Record<string, unknown>>,
  reading: Reading,
): Promise<Record<string, unknown>> => {
  const values = isList(given)
    ? parameters.map(({ name }, index) => [name, given[index]] as const)
    : Object.entries(given)
  const named = new Map(parameters.map((parameter) => [parameter.name, parameter]))
  const entries: [string, unknown][] = []
  for (const [name, value] of values) {
    const parameter = named.get(name)
    if (parameter !== undefined && isLeftOut(value, parameter)) continue
    const holdsFiles = parameter !== undefined && mentionsFile(parameter.schema)
    entries.push([name, holdsFiles ? await read(value, parameter, reading) : value])
  }
  return Object.fromEntries(entries)
}

const isList = (given: unknown): given is readonly unknown[] => Array.isArray(given)
