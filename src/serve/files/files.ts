import { safeName } from './file-name.ts'
import { mediaTypeOf } from './media-type.ts'
import type { ByteRange, FileStorage } from './storage.ts'

/** A file callers may fetch: one they sent, or one a function answered with. */
export interface ServedFile {
  /** What callers name it by; it says nothing about where the bytes are. */
  readonly path: string
  readonly name: string
  readonly type: string | undefined
  readonly size: number | undefined
  /** False when only the whole content can be had. */
  readonly ranges: boolean
  read(range?: ByteRange): AsyncIterable<Uint8Array>
  remove(): Promise<void>
}

/** Content under a name of its choice. */
export type Served = Pick<ServedFile, 'name' | 'size' | 'ranges' | 'read' | 'remove'>

interface FilesOptions {
  /** Called when the first file comes. */
  readonly storage: () => Promise<FileStorage>
  /** Bytes one file may have. */
  readonly maxFileSize: number
  /** Milliseconds a file is kept after its last use. */
  readonly keep: number
}

/** Files at once; beyond, the one unused for longest goes. */
const limit = 10_000

/** The files of an app. A path nobody was given finds nothing: no path is ever looked up on a disk. */
export class Files {
  readonly #options: FilesOptions
  /** Least recently used first. */
  readonly #files = new Map<string, ServedFile & { used: number }>()
  /** Which of our files a value is, so that one a function gives back, or gives again, is not copied. */
  readonly #behind = new WeakMap<object, ServedFile | Promise<ServedFile>>()
  #storage: Promise<FileStorage> | undefined
  #sweeping: ReturnType<typeof setTimeout> | undefined

  constructor(options: FilesOptions) {
    this.#options = options
  }

  get storage(): Promise<FileStorage> {
    this.#storage ??= this.#options.storage()
    return this.#storage
  }

  /** Takes in the files of an upload; all or none. */
  async upload(request: Request): Promise<ServedFile[]> {
    const taken: ServedFile[] = []
    try {
      for await (const { name, content } of (await this.storage).parts(request))
        taken.push(await this.add(name, content))
    } catch (error) {
      for (const file of taken) this.#forget(file)
      throw error
    }
    return taken
  }

  /** Takes in one file; TOO_LARGE when it has more bytes than a file may have. */
  async add(given: string, content: AsyncIterable<Uint8Array>): Promise<ServedFile> {
    const name = safeName(given)
    const stored = await (await this.storage).write(content, this.#options.maxFileSize)
    return this.register({ ...stored, name, ranges: true })
  }

  /** Gives a path to content that is kept elsewhere. */
  register(served: Served): ServedFile {
    const name = safeName(served.name)
    const path = `hfn/${crypto.randomUUID()}/${name}`
    const file = { ...served, path, name, type: mediaTypeOf(name), used: Date.now() }
    this.#files.set(path, file)
    const [oldest] = this.#files.values()
    if (this.#files.size > limit && oldest !== undefined) this.#forget(oldest)
    this.#sweepLater()
    return file
  }

  find(path: string): ServedFile | undefined {
    const file = this.#files.get(path)
    if (file === undefined) return undefined
    file.used = Date.now()
    this.#files.delete(path)
    this.#files.set(path, file)
    return file
  }

  /** Remembers which file a value is. */
  remember<File extends ServedFile | Promise<ServedFile>>(value: object, file: File): File {
    this.#behind.set(value, file)
    return file
  }

  /** The file a value is, if it was remembered and is still here. */
  behind(value: object): ServedFile | Promise<ServedFile> | undefined {
    const file = this.#behind.get(value)
    return file === undefined || file instanceof Promise ? file : this.find(file.path)
  }

  async close(): Promise<void> {
    clearTimeout(this.#sweeping)
    this.#files.clear()
    await (await this.#storage)?.close()
  }

  #forget(file: ServedFile): void {
    this.#files.delete(file.path)
    // What cannot be removed now goes with the whole storage.
    file.remove().catch(() => {})
  }

  #sweepLater(): void {
    if (this.#sweeping !== undefined) return
    this.#sweeping = setTimeout(() => this.#sweep(), this.#options.keep)
    this.#sweeping.unref?.()
  }

  #sweep(): void {
    this.#sweeping = undefined
    const oldest = Date.now() - this.#options.keep
    for (const file of this.#files.values()) {
      if (file.used > oldest) break
      this.#forget(file)
    }
    if (this.#files.size > 0) this.#sweepLater()
  }
}
