import { HfnError } from '../../core/error.ts'
import type { Fetch } from '../../core/options.ts'
import type { Schema } from '../../core/schema.ts'
import type { Parameter } from '../../callable/callable.ts'
import type { FileValue } from '../../callable/file.ts'
import { collect } from './bytes.ts'
import { acceptsNull, fileIn, schemaAt } from './file-schema.ts'
import { fileValue } from './file-value.ts'
import type { Files, ServedFile } from './files.ts'

interface Reading {
  readonly files: Files
  /** Address of the API. */
  readonly root: string
  /** Fetches files given as URL; they are refused without it. */
  readonly fetchUrl: Fetch | undefined
}

const refused = (name: string): HfnError =>
  new HfnError('BAD_FILE', `${name} is not a file of this app`, {
    hint: 'Upload it first, and give the path that the upload answers.',
  })

const linked = (url: string, fetchUrl: Fetch): FileValue => {
  const name = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '') || 'file'
  const read: FileValue['stream'] = async function* ({ signal } = {}) {
    const answer = await fetchUrl(url, signal === undefined ? {} : { signal })
    if (!answer.ok) throw new HfnError('BAD_FILE', `${name} cannot be fetched (HTTP ${answer.status})`)
    if (answer.body !== null) yield* answer.body
  }
  return {
    name,
    type: undefined,
    size: undefined,
    url,
    stream: read,
    bytes: ({ signal, limit = 256 * 1024 * 1024 } = {}) => collect(read({ signal }), limit),
    toJSON: () => ({ path: url, url, orig_name: name, meta: { _type: 'gradio.FileData' } }),
  }
}

const valueOf = (file: ServedFile, root: string, files: Files): FileValue => {
  const value = fileValue(file, root)
  files.remember(value, file)
  return value
}

const fileOf = (value: unknown, name: string, { files, root, fetchUrl }: Reading): FileValue => {
  const path = typeof value === 'object' && value !== null && 'path' in value ? value.path : value
  if (typeof path !== 'string') throw refused(name)
  const file = files.find(path)
  if (file !== undefined) return valueOf(file, root, files)
  if (fetchUrl !== undefined && /^https?:/i.test(path) && URL.canParse(path)) return linked(path, fetchUrl)
  throw refused(name)
}

/** The value with files where its schema says there are files; all else is left as it came. */
const read = (value: unknown, schema: Schema | undefined, name: string, reading: Reading): unknown => {
  if (schema === undefined || value === null) return value
  if (fileIn(schema) !== undefined && !Array.isArray(value)) return fileOf(value, name, reading)
  if (Array.isArray(value)) return value.map((item, index) => read(item, schemaAt(schema, index), name, reading))
  if (typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, read(item, schemaAt(schema, key), name, reading)]),
  )
}

const isLeftOut = (value: unknown, { schema, required }: Parameter): boolean =>
  value === undefined || (value === null && !required && (schema.default === undefined || !acceptsNull(schema)))

/**
 * Arguments by name, from a request's `data` in the order of the parameters, or from an object by name.
 * Null stands for a parameter left out where null is no value of it. BAD_FILE for a file that was not uploaded here.
 */
export const readArguments = (
  parameters: readonly Parameter[],
  given: readonly unknown[] | Readonly<Record<string, unknown>>,
  reading: Reading,
): Record<string, unknown> => {
  const values = isList(given)
    ? parameters.map(({ name }, index) => [name, given[index]] as const)
    : Object.entries(given)
  const named = new Map(parameters.map((parameter) => [parameter.name, parameter]))
  return Object.fromEntries(
    values.flatMap(([name, value]) => {
      const parameter = named.get(name)
      if (parameter === undefined) return [[name, value]]
      return isLeftOut(value, parameter) ? [] : [[name, read(value, parameter.schema, name, reading)]]
    }),
  )
}

const isList = (given: unknown): given is readonly unknown[] => Array.isArray(given)
