import type { FileData, FileValue } from '../../callable/file.ts'
import { collect } from './bytes.ts'
import type { ServedFile } from './files.ts'

/** Bytes `FileValue.bytes` gives unless told otherwise. */
const bytesLimit = 256 * 1024 * 1024

/** Which file of ours a value stands for, so that one a function gives back, or gives again, is not copied. */
const files = new WeakMap<object, ServedFile | Promise<ServedFile>>()

/** Where a file is fetched; `root` is the address of the API. */
const urlOf = ({ path }: ServedFile, root: string): string =>
  `${root}/file=${path.split('/').map(encodeURIComponent).join('/')}`

/** A file as it stands in answers. */
export const fileData = (file: ServedFile, root: string): FileData => ({
  path: file.path,
  url: urlOf(file, root),
  size: file.size ?? null,
  orig_name: file.name,
  mime_type: file.type ?? null,
  is_stream: false,
  meta: { _type: 'gradio.FileData' },
})

/** A file as functions receive it. */
export const fileValue = (file: ServedFile, root: string): FileValue => {
  const { name, type, size } = file
  const value: FileValue = {
    name,
    type,
    size,
    url: urlOf(file, root),
    stream: () => file.read(),
    bytes: ({ limit = bytesLimit } = {}) => collect(file.read(), limit),
    toJSON: () => fileData(file, root),
  }
  putBehind(value, file)
  return value
}

/** The file of ours behind a value, if there is one. */
export const fileBehind = (value: object): ServedFile | Promise<ServedFile> | undefined => files.get(value)

/** Remembers the file of ours that a value became. */
export const putBehind = <File extends ServedFile | Promise<ServedFile>>(value: object, file: File): File => {
  files.set(value, file)
  return file
}

export const isFileValue = (value: object): value is FileValue =>
  'stream' in value &&
  typeof value.stream === 'function' &&
  'toJSON' in value &&
  typeof value.toJSON === 'function' &&
  !(value instanceof Blob)
