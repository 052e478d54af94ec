import { abortReason } from '../../core/abort.ts'
import type { FileData, FileValue } from '../../callable/file.ts'
import { collect } from './bytes.ts'
import type { ServedFile } from './served-file.ts'

/** Bytes `FileValue.bytes` gives unless told otherwise. */
const bytesLimit = 256 * 1024 * 1024

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
  const stream: FileValue['stream'] = async function* ({ signal } = {}) {
    for await (const chunk of file.read()) {
      if (signal?.aborted === true) throw abortReason(signal)
      yield chunk
    }
  }
  return {
    name,
    type,
    size,
    url: urlOf(file, root),
    stream,
    bytes: ({ signal, limit = bytesLimit } = {}) => collect(stream({ signal }), limit),
    toJSON: () => fileData(file, root),
  }
}
