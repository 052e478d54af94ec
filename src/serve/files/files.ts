import { HfnError } from '../../core/error.ts'
import type { Fetch } from '../../core/options.ts'
import { tooLarge } from './bytes.ts'
import { Elsewhere } from './elsewhere.ts'
import { safeName } from './file-name.ts'
import { Lease, type InputFiles } from './lease.ts'
import { mediaTypeOf } from './media-type.ts'
import { uploadParts } from './multipart.ts'
import type { Handed, ServedFile } from './served-file.ts'
import type { ByteRange, FileStorage, StorageRules, StoredFile } from './storage.ts'
import { UploadBody } from './upload-body.ts'
import type { UploadWatch } from './uploads.ts'
import { Uses } from './uses.ts'

export interface FilesOptions extends Omit<StorageRules, 'inUse'> {
  /** Called when the first file comes. */
  readonly storage: () => Promise<FileStorage>
  /** Finds files in the folders that are open to all. */
  readonly open?: ((path: string) => Promise<StoredFile | undefined>) | undefined
  /** The content of a regular file of this computer; absent where there is no disk. */
  readonly local?: ((url: URL) => AsyncIterable<Uint8Array>) | undefined
  /** Fetches files that callers name by URL; they are refused without it. */
  readonly fetchUrl?: Fetch | undefined
}

/** Milliseconds between two tidyings at most; in a shared folder, files at work are marked as used this often. */
const tidying = 60_000

/** The files of an app: a path nobody was given finds nothing. */
export class Files implements InputFiles {
  readonly fetchUrl: Fetch | undefined
  readonly #options: FilesOptions
  readonly #rules: StorageRules
  readonly #elsewhere: Elsewhere
  readonly #uses = new Uses()
  /** Which of our files a value is, so that one a function gives back, or gives again, is not copied. */
  readonly #behind = new WeakMap<object, Promise<ServedFile>>()
  #storage: Promise<FileStorage> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #closed = false

  constructor(options: FilesOptions) {
    this.#options = options
    this.fetchUrl = options.fetchUrl
    const { quota, keep } = options
    const maxFileSize = Math.min(options.maxFileSize, quota)
    this.#rules = { quota, keep, maxFileSize, inUse: (path) => this.#uses.has(path) }
    this.#elsewhere = new Elsewhere(options.keep)
  }

  /** Takes in the files of an upload; all or none. */
  async upload(request: Request, watch?: UploadWatch): Promise<ServedFile[]> {
    const body = new UploadBody(request)
    const taken: ServedFile[] = []
    const ends: (() => void)[] = []
    try {
      if (Number(request.headers.get('content-length')) > this.#rules.quota) throw tooLarge(this.#rules.quota)
      for await (const part of uploadParts(request.headers.get('content-type') ?? '', body)) {
        const file = await this.add(part.name, watch?.part(part.name, part.content) ?? part.content)
        taken.push(file)
        ends.push(this.#uses.begin(file.path))
      }
    } catch (error) {
      await Promise.all([body.drain(), ...taken.map(({ path }) => this.#remove(path))])
      throw error
    } finally {
      for (const end of ends) end()
    }
    await body.drain()
    return taken
  }

  async add(given: string, content: AsyncIterable<Uint8Array>): Promise<ServedFile> {
    const name = safeName(given)
    return this.#served(await (await this.#store()).write(name, content, this.#rules))
  }

  /** Takes in a copy of a regular file of this computer, named by `file:` URL; BAD_FILE for anything else. */
  async addLocal(url: URL): Promise<ServedFile> {
    const { local } = this.#options
    if (url.protocol === 'file:' && local !== undefined) return this.add(decodeURIComponent(url.pathname), local(url))
    throw new HfnError('BAD_FILE', `The function answered with a ${url.protocol} URL where a file is wanted`)
  }

  /** Gives a path to content that is kept elsewhere. */
  async handOn(handed: Handed): Promise<ServedFile> {
    // Other processes could not ask this one for it.
    const { shared = false } = await this.#store()
    if (shared) return this.add(handed.name, handed.read())
    return this.#elsewhere.register({ ...handed, name: safeName(handed.name) })
  }

  async find(path: string): Promise<ServedFile | undefined> {
    const stored = await (await this.#store()).find(path)
    if (stored !== undefined) return this.#served(stored)
    const handed = this.#elsewhere.find(path)
    if (handed !== undefined) return handed
    const open = await this.#options.open?.(path)
    return open === undefined ? undefined : this.#served(open)
  }

  remember(value: object, file: Promise<ServedFile>): Promise<ServedFile> {
    // Whoever wants the file is told of its failure.
    file.catch(() => this.#behind.delete(value))
    this.#behind.set(value, file)
    return file
  }

  /** The file a value is, if it was remembered and is still here. */
  async behind(value: object): Promise<ServedFile | undefined> {
    const file = await this.#behind.get(value)
    return file === undefined ? undefined : this.find(file.path)
  }

  /** Notes that a file is being used; gives the function that ends this. */
  use(path: string): () => void {
    return this.#uses.begin(path)
  }

  /** The files as one run sees them: what it was given stays until it ends. */
  lease(): Lease {
    return new Lease(this)
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await (await this.#storage)?.close()
  }

  #served(stored: StoredFile): ServedFile {
    return {
      path: stored.path,
      name: stored.name,
      size: stored.size,
      type: mediaTypeOf(stored.name),
      ranges: true,
      read: (range) => this.#reading(stored, range),
    }
  }

  async *#reading(stored: StoredFile, range: ByteRange | undefined): AsyncGenerator<Uint8Array> {
    const end = this.#uses.begin(stored.path)
    try {
      yield* stored.read(range)
    } finally {
      end()
    }
  }

  async #remove(path: string): Promise<void> {
    // What cannot be removed now goes when it is too old.
    await (await this.#store()).remove(path).catch(() => {})
  }

  #store(): Promise<FileStorage> {
    if (this.#storage === undefined) this.#tidyLater()
    this.#storage ??= this.#options.storage()
    return this.#storage
  }

  #tidyLater(): void {
    if (this.#closed) return
    this.#timer = setTimeout(() => void this.#tidy(), Math.min(this.#options.keep / 4, tidying))
    this.#timer.unref?.()
  }

  async #tidy(): Promise<void> {
    try {
      const storage = await this.#store()
      await Promise.all(Array.from(this.#uses.paths(), (path) => storage.find(path)))
      await storage.tidy(this.#rules)
    } catch {
      // The next one who wants to store something is told what is wrong.
    }
    this.#tidyLater()
  }
}
