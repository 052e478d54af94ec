import { HfnError } from '../../core/error.ts'
import type { Schema } from '../../core/schema.ts'
import { unchanged, type Returned, type Update } from '../../callable/callable.ts'
import type { FileData, FileValue } from '../../callable/file.ts'
import { makeUpdate } from '../../wire/update.ts'
import { fileIn, isOnlyFile, schemaAt } from './file-schema.ts'
import { fileData, isFileValue } from './file-value.ts'
import type { Files, Served, ServedFile } from './files.ts'

interface Writing {
  readonly files: Files
  /** Address of the API. */
  readonly root: string
}

/** Files on their way to the app's store: each fills its place in the value when it is there. */
type Pending = Promise<void>[]

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const contentOf = (content: Blob | Uint8Array | AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> =>
  content instanceof Blob ? content.stream() : content instanceof Uint8Array ? once(content) : content

const isContent = (value: unknown): value is Blob | Uint8Array | AsyncIterable<Uint8Array> =>
  value instanceof Blob ||
  value instanceof Uint8Array ||
  (typeof value === 'object' && value !== null && Symbol.asyncIterator in value)

const adopt = async (url: URL, files: Files): Promise<ServedFile> => {
  const storage = await files.storage
  if (url.protocol === 'file:' && storage.open !== undefined) {
    return files.add(decodeURIComponent(url.pathname), storage.open(url))
  }
  throw new HfnError('BAD_FILE', `The function answered with a ${url.protocol} URL where a file is wanted`)
}

/** The file a value stands for, if it is one; text is a file only where the schema says so. */
const fileOf = (value: unknown, isFile: boolean, files: Files): ServedFile | Promise<ServedFile> | undefined => {
  if (typeof value === 'string') return isFile && value.startsWith('file:') ? adopt(new URL(value), files) : undefined
  if (typeof value !== 'object' || value === null) return undefined
  return files.behind(value) ?? newFile(value, isFile, files)
}

const newFile = (value: object, isFile: boolean, files: Files): ServedFile | Promise<ServedFile> | undefined => {
  if (value instanceof URL) return isFile ? adopt(value, files) : undefined
  if (isFileValue(value)) return files.remember(value, files.register(elsewhere(value)))
  // Bytes may change between two outputs, so they are not remembered.
  if (value instanceof Uint8Array) return files.add('file', once(value))
  if (isContent(value)) return files.remember(value, files.add(nameOf(value), contentOf(value)))
  if (!('name' in value && 'content' in value && isContent(value.content))) return undefined
  return files.remember(value, files.add(nameOf(value), contentOf(value.content)))
}

const nameOf = (value: object): string => ('name' in value && typeof value.name === 'string' ? value.name : 'file')

/** A file that stays where it is; readers get it from there. */
const elsewhere = (value: FileValue): Served => ({
  name: value.name,
  size: value.size,
  ranges: false,
  read: () => value.stream(),
  remove: async () => {},
})

/** A copy in JSON's terms, so that what the function does to its value later changes nothing. */
const write = (value: unknown, schema: Schema | undefined, writing: Writing, pending: Pending): unknown => {
  const file = fileOf(value, fileIn(schema) !== undefined, writing.files)
  if (file instanceof Promise) {
    const place: Partial<FileData> = {}
    const placed = file.then((served) => void Object.assign(place, fileData(served, writing.root)))
    // When another output is refused first, nobody waits for this one.
    placed.catch(() => {})
    pending.push(placed)
    return place
  }
  if (file !== undefined) return fileData(file, writing.root)
  if (value === null || value === undefined) return null
  if (isOnlyFile(schema)) throw new HfnError('BAD_FILE', 'The function answered with something that is no file')
  if (typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item, index) => write(item, schemaAt(schema, index), writing, pending))
  if ('toJSON' in value && typeof value.toJSON === 'function') return write(value.toJSON(), schema, writing, pending)
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, write(item, schemaAt(schema, key), writing, pending)]),
  )
}

export interface Outputs {
  readonly data: readonly unknown[]
  readonly updates?: readonly (Update | null)[] | undefined
}

/**
 * Outputs as they stand on the wire: files as FileData, changes of a component as Gradio's update objects.
 * BAD_FILE when there is something else where the schema says there is a file.
 */
export const writeOutputs = (
  output: readonly Returned[],
  { data, updates }: Outputs,
  writing: Writing,
): readonly unknown[] | Promise<readonly unknown[]> => {
  const pending: Pending = []
  const written = data.map((value, index) => {
    const update = updates?.[index]
    const same = value === unchanged
    const plain = same ? undefined : write(value, output[index]?.schema, writing, pending)
    if (!same && (update === undefined || update === null)) return plain
    return makeUpdate({
      ...(same ? {} : { value: plain }),
      props: write(update ?? {}, undefined, writing, pending) as Update,
    })
  })
  return pending.length === 0 ? written : Promise.all(pending).then(() => written)
}
