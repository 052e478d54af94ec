import { isObject, replaceObjects, textOf, type JsonObject } from './json.ts'

/** FileData as a server of Gradio 4 and later writes it (gradio/data_classes.py). */
export interface WireFile {
  /** Where the file lies on the server, or its http(s) URL; '' when only `url` has it. */
  readonly path: string
  readonly url?: string | null
  readonly size?: number | null
  readonly orig_name?: string | null
  readonly mime_type?: string | null
  readonly is_stream?: boolean
  readonly meta?: { readonly _type: 'gradio.FileData' }
}

/** The mark of a file: servers want it on every one they are given (since 5.5), and write it on every one they give (since 4.21). */
export const fileMark = { _type: 'gradio.FileData' } as const

/** True for a file as a server wrote it; before Gradio 4.21 they are known by their shape alone. */
export const isWireFile = (value: unknown): value is WireFile =>
  isObject(value) && typeof value['path'] === 'string' && (hasMark(value) || hasShape(value))

const hasMark = ({ meta }: JsonObject): boolean => isObject(meta) && meta['_type'] === fileMark._type

const hasShape = (value: JsonObject): boolean => 'url' in value && ('orig_name' in value || 'mime_type' in value)

const isTextOrNone = (value: unknown): boolean => value === undefined || value === null || typeof value === 'string'

const isNumberOrNone = (value: unknown): boolean => value === undefined || value === null || typeof value === 'number'

const wellTyped = ({ url, orig_name: name, mime_type: type, size }: JsonObject): boolean =>
  isTextOrNone(url) && isTextOrNone(name) && isTextOrNone(type) && isNumberOrNone(size)

/** The file a value is, its fields of a wrong type left out; undefined when it is none. */
export const readWireFile = (value: unknown): WireFile | undefined => {
  if (!isObject(value)) return undefined
  const known = isWireFile(value)
  if (!known && !hasMark(value)) return undefined
  if (known && wellTyped(value)) return value
  const { size } = value
  return {
    path: textOf(value['path']) ?? '',
    url: textOf(value['url']) ?? null,
    size: typeof size === 'number' ? size : null,
    orig_name: textOf(value['orig_name']) ?? null,
    mime_type: textOf(value['mime_type']) ?? null,
    is_stream: value['is_stream'] === true,
    meta: fileMark,
  }
}

/** Replaces every file in a value, however deep; all else is shared with the input, which stays as it is. */
export const mapFiles = (value: unknown, replace: (file: WireFile) => unknown): unknown =>
  replaceObjects(value, (object) => {
    const file = readWireFile(object)
    return file === undefined ? undefined : replace(file)
  })

const segments = (path: string): string =>
  path
    .replace(/\p{Surrogate}/gu, '\u{FFFD}')
    .split('/')
    .map(encodeURIComponent)
    .join('/')

/**
 * Where a file can be read; '' when it says nothing usable. It is built from the path: the `url` of servers is wrong behind
 * proxies and for `/call` before 5.23, so it counts only where there is no path.
 * @param base address of the app · @param prefix path before its API routes
 */
export const fileUrl = (base: string, prefix: string, { path, url, is_stream: stream }: WireFile): string => {
  const root = base.replace(/\/+$/, '')
  if (typeof url === 'string' && /^data:/i.test(url)) return url
  if (/^https?:\/\//i.test(path)) return path
  if (stream === true && /^[\w-]/.test(path)) return `${root}${prefix}/stream/${segments(path)}`
  if (path !== '') return `${root}${prefix}/file=${segments(path)}`
  if (typeof url !== 'string') return ''
  if (/^https?:\/\//i.test(url)) return url
  return /^\/(?!\/)/.test(url) && URL.canParse(url, root) ? new URL(url, root).href : ''
}
