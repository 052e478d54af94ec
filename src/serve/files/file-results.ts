import { HfnError } from '../../core/error.ts'
import type { Schema } from '../../core/schema.ts'
import { unchanged, type Returned, type Update } from '../../callable/callable.ts'
import type { FileData, FileValue } from '../../callable/file.ts'
import { isFileValue } from '../../callable/file-value.ts'
import { makeUpdate } from '../../wire/update.ts'
import { fileIn, isOnlyFile, schemaAt } from './file-schema.ts'
import { fileData } from './file-value.ts'
import type { Files } from './files.ts'
import type { Handed, ServedFile } from './served-file.ts'

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

const noFile = (): HfnError =>
  new HfnError('BAD_FILE', 'The function answered with something that is no file', {
    hint: 'Give bytes, a Blob, a stream, { name, content }, a file it was given, or a file: URL made by pathToFileURL().',
  })

/** The file of this app that a FileData names: a function may give back what it was given, in any form. */
const named = async (path: string, files: Files): Promise<ServedFile> => {
  const file = await files.find(path)
  if (file === undefined) throw noFile()
  return file
}

/**
 * The file a value stands for, if it is one. A text never is: it may be one that a caller gave the function, while a URL
 * object is the function's own word.
 */
const fileOf = (value: object, schema: Schema | undefined, files: Files): Promise<ServedFile> | undefined => {
  if (value instanceof URL) return fileIn(schema) === undefined ? undefined : files.addLocal(value)
  // Bytes may change between two outputs, so they are not remembered.
  if (value instanceof Uint8Array) return files.add('file', once(value))
  if (isFileValue(value)) return known(value, files, () => files.handOn(elsewhere(value)))
  if (isContent(value)) return known(value, files, () => files.add(nameOf(value), contentOf(value)))
  if ('name' in value && 'content' in value && isContent(value.content)) {
    const { content } = value
    return known(value, files, () => files.add(nameOf(value), contentOf(content)))
  }
  const path = isOnlyFile(schema) && 'path' in value ? value.path : undefined
  return typeof path === 'string' ? named(path, files) : undefined
}

/** The file a value became before, as long as it is here; else a new one. */
const known = async (value: object, files: Files, make: () => Promise<ServedFile>): Promise<ServedFile> =>
  (await files.behind(value)) ?? files.remember(value, make())

const nameOf = (value: object): string => ('name' in value && typeof value.name === 'string' ? value.name : 'file')

/** A file that stays where it is; readers get it from there. */
const elsewhere = (value: FileValue): Handed => ({
  name: value.name,
  size: value.size,
  read: () => value.stream(),
})

/** A copy in JSON's terms, so that what the function does to its value later changes nothing. */
const write = (value: unknown, schema: Schema | undefined, writing: Writing, pending: Pending): unknown => {
  if (value === null || value === undefined) return null
  const file = typeof value === 'object' ? fileOf(value, schema, writing.files) : undefined
  if (file !== undefined) {
    const place: Partial<FileData> = {}
    const placed = file.then((served) => void Object.assign(place, fileData(served, writing.root)))
    // When another output is refused first, nobody waits for this one.
    placed.catch(() => {})
    pending.push(placed)
    return place
  }
  if (isOnlyFile(schema)) throw noFile()
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
