import { HfnError } from '../core/error.ts'
import type { FileData, FileInput, FileValue } from '../callable/file.ts'
import { fileMark, type WireFile } from '../wire/file-data.ts'
import type { Connection } from './connection.ts'
import { isDataUrl } from './data-url.ts'
import { baseName } from './file-name.ts'
import { isFileValue } from '../callable/file-value.ts'
import { mediaTypeOf } from './media-type.ts'
import { RemoteFile, toWireFile } from './remote-file.ts'
import { transfer } from './transfer.ts'
import { contentPart, isContent, placePart, readable, type UploadPart } from './upload-part.ts'

/** What stands behind a given file: content to be sent, or a file the app has or can fetch. */
export type UploadSource = { readonly part: UploadPart } | { readonly file: WireFile }

export interface SourceOptions {
  /** Web addresses are fetched here, since the app does not fetch them. */
  readonly fetchUrls?: boolean | undefined
  /** Nothing but content will do, even where the app has the file. */
  readonly content?: boolean | undefined
  readonly signal?: AbortSignal | undefined
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const isWebAddress = (text: string): boolean => /^https?:\/\//i.test(text)

/** The name at the end of a web address. */
const nameIn = (address: string): string => {
  const last = baseName(new URL(address).pathname)
  try {
    return decodeURIComponent(last) || 'file'
  } catch {
    return last
  }
}

const valueSource = (value: FileValue, connection: Connection, options: SourceOptions): UploadSource => {
  const data = value.toJSON()
  const locked = value instanceof RemoteFile && value.locked
  const way = transfer({ url: value.url, isStream: data.is_stream, locked }, connection)
  if (options.content !== true) {
    if (way === 'reuse') return { file: toWireFile(data) }
    if (way === 'link' && options.fetchUrls !== true)
      return { file: toWireFile({ ...data, path: value.url, orig_name: value.name }) }
  }
  const { name, type = mediaTypeOf(name) } = value
  // What another app says about the size is not to be built on: it goes without.
  return {
    part: {
      name,
      type,
      size: undefined,
      repeatable: true,
      read: () => readable(name, value.stream({ signal: options.signal })),
    },
  }
}

/** FileData with a URL says where it is; without one, its path is the app's. */
const dataSource = (data: FileData, connection: Connection, options: SourceOptions): UploadSource => {
  const url = data.url ?? data.path
  const elsewhere = isWebAddress(url) || isDataUrl(url)
  if (!elsewhere && options.content !== true) return { file: toWireFile(data) }
  return valueSource(new RemoteFile(connection, data, elsewhere ? url : undefined), connection, options)
}

const placeSource = async (place: string, connection: Connection, options: SourceOptions): Promise<UploadSource> => {
  if (!isWebAddress(place)) return { part: await placePart(place) }
  const file = { path: place, url: place, orig_name: nameIn(place), meta: fileMark }
  return options.fetchUrls === true || options.content === true ? dataSource(file, connection, options) : { file }
}

/** Finds out what stands behind a given file; its content is not read yet. NO_SUCH_FILE or BAD_FILE when there is nothing to send. */
export const uploadSource = async (
  input: FileInput,
  connection: Connection,
  options: SourceOptions,
): Promise<UploadSource> => {
  if (typeof input === 'string' || input instanceof URL) return placeSource(String(input), connection, options)
  if (isContent(input)) return { part: contentPart(input) }
  if (isFileValue(input)) return valueSource(input, connection, options)
  if (isObject(input) && 'content' in input && isContent(input.content))
    return { part: contentPart(input.content, input) }
  if (isObject(input) && 'path' in input) return dataSource(input, connection, options)
  throw new HfnError('BAD_FILE', `Not a file: ${typeof input}`, {
    hint: 'Give a path, a URL, bytes, a Blob, a stream, {name, content}, or a file a function returned.',
  })
}
