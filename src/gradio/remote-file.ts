import { collect } from '../core/body.ts'
import type { Options } from '../core/options.ts'
import type { FileData, FileValue } from '../callable/file.ts'
import { fileMark, fileUrl, type WireFile } from '../wire/file-data.ts'
import type { Connection } from './connection.ts'
import { dataUrlType, isDataUrl, once, readDataUrl } from './data-url.ts'
import { cleanName } from './file-name.ts'
import { isPlaylist, openPlaylist } from './hls.ts'
import type { DownloadOptions } from './save.ts'
import { extensionOf, mediaTypeOf, unknownType } from './media-type.ts'
import { isOwn, limited, openedFile, openFile, type OpenedFile } from './open-file.ts'

/** Bytes `bytes()` takes unless told otherwise. */
const defaultLimit = 256 * 1024 * 1024

/** A user's FileData as it goes over the wire. */
export const toWireFile = ({ path, url, size, orig_name, mime_type, is_stream = false }: FileData): WireFile => ({
  path,
  url: url ?? null,
  size: size ?? null,
  orig_name: orig_name ?? null,
  mime_type: mime_type ?? null,
  is_stream,
  meta: fileMark,
})

const nameOf = ({ orig_name, path, is_stream }: FileData, url: string): string => {
  if (typeof orig_name === 'string') {
    // What Gradio calls MP3 there is AAC, joined as it is (components/audio.py, combine_stream).
    return cleanName(is_stream === true && isPlaylist(url) ? orig_name.replace(/\.mp3$/i, '.aac') : orig_name)
  }
  if (isDataUrl(url)) return `file${extensionOf(dataUrlType(url))}`
  return is_stream === true ? 'audio-stream' : cleanName(path.replace(/[?#].*$/, ''))
}

/** A file of an app: known by name at once, fetched when it is read. */
export class RemoteFile implements FileValue {
  readonly name: string
  readonly type: string | undefined
  readonly size: number | undefined
  readonly url: string
  readonly #connection: Connection
  readonly #file: FileData

  readonly #anywhere: boolean

  /** @param address where it is, when somebody who is trusted says so: the app is not */
  constructor(connection: Connection, file: FileData, address?: string) {
    const url = address ?? fileUrl(connection.base, connection.prefix, toWireFile(file))
    const name = nameOf(file, url)
    const guess = mediaTypeOf(name)
    this.#connection = connection
    this.#file = file
    this.#anywhere = address !== undefined
    this.url = url
    this.name = name
    this.type = file.mime_type ?? (guess === unknownType ? undefined : guess)
    this.size = file.size ?? undefined
  }

  /** True when it can be read with the credentials of this connection only. */
  get locked(): boolean {
    return isOwn(this.url, this.#connection) && Object.keys(this.#connection.headers()).length > 0
  }

  /** The content as it arrives: NOT_FOUND, FORBIDDEN, LOGIN_NEEDED or FILE_FAILED when it cannot be had, TIMEOUT when it stalls. */
  async *stream({ signal }: Options = {}): AsyncGenerator<Uint8Array> {
    const opened = await this.#open(signal)
    yield* opened.chunks()
  }

  /** The whole content; TOO_LARGE above `limit` bytes (default 256 MiB), else as `stream`. */
  async bytes({ signal, limit = defaultLimit }: Options & { limit?: number | undefined } = {}): Promise<Uint8Array> {
    const opened = await this.#open(signal)
    return collect(limited(opened, limit), this.url, limit)
  }

  /**
   * Saves the file: into the folder `target` (default: the current one) under its own name or a free one like it,
   * or as the file `target`, which must not exist unless `force` is given. Resolves with the path. Node only.
   */
  async download(target = '.', options: DownloadOptions = {}): Promise<string> {
    const { saveFile } = await import('./save.ts')
    return saveFile(() => this.#open(options.signal), target, options)
  }

  /** FileData with a whole `url`. */
  toJSON(): FileData {
    return { ...this.#file, url: this.url, meta: fileMark }
  }

  async #open(signal: AbortSignal | undefined): Promise<OpenedFile> {
    const { name, url } = this
    if (isDataUrl(url)) {
      const { bytes } = readDataUrl(url)
      return { name, size: bytes.length, chunks: () => once(bytes) }
    }
    const reading = { name, signal, anywhere: this.#anywhere }
    if (this.#file.is_stream === true && isPlaylist(url)) return openPlaylist(this.#connection, url, reading)
    return openedFile(name, await openFile(this.#connection, url, reading))
  }
}

/** A file of the app behind `connection`, as a value. */
export const remoteFile = (connection: Connection, file: FileData): RemoteFile => new RemoteFile(connection, file)
