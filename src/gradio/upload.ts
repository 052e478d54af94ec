import type { FileInput } from '../callable/file.ts'
import { fileMark, fileUrl, type WireFile } from '../wire/file-data.ts'
import type { UploadOptions } from './app.ts'
import type { Connection } from './connection.ts'
import { inlineFiles } from './inline-files.ts'
import { createUploadCache, type UploadCache } from './upload-cache.ts'
import type { UploadPart } from './upload-part.ts'
import { sendParts } from './upload-request.ts'
import { uploadSources } from './upload-sources.ts'

export interface UploadSettings extends UploadOptions {
  /** What the app was sent before: a file of this computer goes up once as long as it does not change. */
  readonly cache?: UploadCache | undefined
  /** Fetch web addresses here and send what they give, since the app does not: Gradio 3. */
  readonly fetchUrls?: boolean | undefined
  /** Send nothing: the answer holds the files' content as `data:` URLs. */
  readonly inline?: boolean | undefined
}

/** Files one request may hold (gradio/routes.py, `max_files`). */
const filesPerRequest = 1_000

/** Bytes after which the next file goes into another request, so that a cut costs no more than this to repeat. */
const bytesPerRequest = 256 * 1024 * 1024

/** Parts in the order given, as many to a request as it may hold. */
export const batches = (parts: Iterable<UploadPart>): readonly (readonly UploadPart[])[] => {
  const result: UploadPart[][] = []
  let bytes = 0
  for (const part of parts) {
    const last = result.at(-1)
    bytes += part.size ?? 0
    if (last !== undefined && last.length < filesPerRequest && bytes <= bytesPerRequest) last.push(part)
    else {
      result.push([part])
      bytes = part.size ?? 0
    }
  }
  return result
}

const sentFile = ({ base, prefix }: Connection, { name, type, size }: UploadPart, path: string): WireFile => {
  const file = { path, orig_name: name, mime_type: type, size: size ?? null, meta: fileMark }
  return { ...file, url: fileUrl(base, prefix, file) }
}

/** Sends files to one app; remembers what it sent. */
export interface Uploader {
  upload(files: readonly FileInput[], options?: Omit<UploadSettings, 'cache'>): Promise<WireFile[]>
  /** The app does not know the file at `path` of its disk any more; without a path, none of them. */
  forget(path?: string): void
}

/** What makes two parts the same. */
const identity = (part: UploadPart): unknown => part.key ?? part

/**
 * Sends files to an app and gives what to call them in a request, in the same order. Nothing is sent unless all can be read.
 * Web addresses are left to the app to fetch, files of the app are named again, and equal files go up once.
 * Throws NO_SUCH_FILE, BAD_FILE (also when larger than the app takes), FILE_FAILED (changed while being sent),
 * TOO_LARGE and BAD_ANSWER from the app, and what the connection throws.
 */
export const uploadFiles = async (
  connection: Connection,
  files: readonly FileInput[],
  options: UploadSettings = {},
): Promise<WireFile[]> => {
  if (options.inline === true) return inlineFiles(connection, files, options)
  const { cache } = options
  const sources = await uploadSources(files, connection, options)
  const sent = new Map<unknown, WireFile>()
  const waiting = new Map<unknown, UploadPart>()
  for (const source of sources) {
    if ('file' in source) continue
    const { part } = source
    const known = part.key === undefined ? undefined : cache?.get(part.key)
    if (known === undefined) waiting.set(identity(part), part)
    else sent.set(identity(part), known)
  }
  for (const batch of batches(waiting.values())) {
    const paths = await sendParts(connection, batch, options)
    for (const [number, path] of paths.entries()) {
      const part = batch[number]
      if (part === undefined) continue
      const file = sentFile(connection, part, path)
      sent.set(identity(part), file)
      if (part.key !== undefined) cache?.set(part.key, file)
    }
  }
  return sources.flatMap((source) => ('file' in source ? source.file : (sent.get(identity(source.part)) ?? [])))
}

/** The uploader of a connection; `settings` hold for all its uploads. */
export const createUploader = (
  connection: Connection,
  { cache = createUploadCache(), fetchUrls }: Pick<UploadSettings, 'cache' | 'fetchUrls'> = {},
): Uploader => ({
  upload: (files, options) => uploadFiles(connection, files, { fetchUrls, ...options, cache }),
  forget: (path) => cache.forget(path),
})
