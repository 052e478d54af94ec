import { collect } from '../core/body.ts'
import type { FileInput } from '../callable/file.ts'
import { fileMark, type WireFile } from '../wire/file-data.ts'
import type { UploadOptions } from './app.ts'
import type { Connection } from './connection.ts'
import { writeDataUrl } from './data-url.ts'
import { watched } from './upload-request.ts'
import { uploadSources } from './upload-sources.ts'

/** Bytes of a file that may become part of a request's JSON. */
const limit = 64 * 1024 * 1024

/** Reads files and gives them with their content as `data:` URL in `url`: what Gradio 3 takes for images. */
export const inlineFiles = async (
  connection: Connection,
  files: readonly FileInput[],
  options: UploadOptions,
): Promise<WireFile[]> => {
  const result: WireFile[] = []
  for (const source of await uploadSources(files, connection, { ...options, content: true })) {
    if ('file' in source) continue
    const { name, type } = source.part
    const most = Math.min(connection.maxFileSize ?? limit, limit)
    const bytes = await collect(watched(source.part, most, options.onProgress), name, most)
    const url = writeDataUrl({ type, bytes })
    result.push({ path: name, url, orig_name: name, mime_type: type, size: bytes.length, meta: fileMark })
  }
  return result
}
