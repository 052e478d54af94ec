import { fileMark, type WireFile } from './file-data.ts'
import { numberOf, replaceObjects, textOf, type JsonObject } from './json.ts'

/** A file as Gradio 3 takes it: uploaded before, or in base64 where it came as a `data:` URL (gradio 3.50 components/file.py). */
export const toOldFile = (file: WireFile): JsonObject => {
  const { path, url, orig_name: name, size, mime_type: type, is_stream: _stream, meta: _meta, ...rest } = file
  const told = {
    ...rest,
    ...(typeof size === 'number' && { size }),
    ...(typeof type === 'string' && { mime_type: type }),
  }
  if (typeof url === 'string' && url.startsWith('data:'))
    return { ...told, name: name ?? 'file', data: url, is_file: false }
  return { ...told, name: path, data: null, is_file: true, orig_name: name ?? path.slice(path.lastIndexOf('/') + 1) }
}

/** Replaces every file of Gradio 3 in an output; what else came with one, such as `alt_text`, stays on it. */
export const readOldFiles = (value: unknown): unknown => replaceObjects(value, readOldFile)

const readOldFile = (object: JsonObject): WireFile | undefined => {
  const { name, data, is_file: uploaded, orig_name: original, size, mime_type: type, ...rest } = object
  if (typeof name !== 'string') return undefined
  if (typeof data === 'string' && data.startsWith('data:')) return { ...rest, ...readDataUrl(data), orig_name: name }
  if (uploaded !== true) return undefined
  return {
    ...rest,
    path: name,
    orig_name: textOf(original) ?? name.slice(name.lastIndexOf('/') + 1),
    size: numberOf(size) ?? null,
    mime_type: textOf(type) ?? null,
    meta: fileMark,
  }
}

/** A file that stands whole in a `data:` URL; it has no path. */
export const readDataUrl = (url: string): WireFile => {
  const comma = url.indexOf(',')
  const head = url.slice('data:'.length, Math.max(comma, 0))
  const type = /^[\w.+-]+\/[\w.+-]+/.exec(head)?.[0]
  const padding = url.endsWith('==') ? 2 : url.endsWith('=') ? 1 : 0
  const size = head.endsWith(';base64') ? Math.floor(((url.length - comma - 1) * 3) / 4) - padding : null
  const extension = type?.slice(type.indexOf('/') + 1).replace(/\+.*$/, '')
  return {
    path: '',
    url,
    size,
    orig_name: extension === undefined ? 'file' : `file.${extension}`,
    mime_type: type ?? null,
    meta: fileMark,
  }
}
