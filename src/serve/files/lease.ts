import type { Fetch } from '../../core/options.ts'
import type { ServedFile } from './served-file.ts'

/** What is done with the files of an app to read a run's arguments. */
export interface InputFiles {
  /** Fetches files that callers name by URL; they are refused without it. */
  readonly fetchUrl: Fetch | undefined
  /** The file of this path, which counts as a use; nobody who was not given the path can find it. */
  find(path: string): Promise<ServedFile | undefined>
  /** Takes in a file; TOO_LARGE when it has more bytes than one may have. */
  add(name: string, content: AsyncIterable<Uint8Array>): Promise<ServedFile>
  /** Remembers which file a value is. */
  remember(value: object, file: Promise<ServedFile>): Promise<ServedFile>
}

interface Owner extends InputFiles {
  use(path: string): () => void
}

/** The files of an app as one run sees them: what it was given stays until `release`. */
export class Lease implements InputFiles {
  readonly #owner: Owner
  readonly #ends = new Map<string, () => void>()
  #released = false

  constructor(owner: Owner) {
    this.#owner = owner
  }

  get fetchUrl(): Fetch | undefined {
    return this.#owner.fetchUrl
  }

  async find(path: string): Promise<ServedFile | undefined> {
    const file = await this.#owner.find(path)
    return file === undefined ? undefined : this.#hold(file)
  }

  async add(name: string, content: AsyncIterable<Uint8Array>): Promise<ServedFile> {
    return this.#hold(await this.#owner.add(name, content))
  }

  remember(value: object, file: Promise<ServedFile>): Promise<ServedFile> {
    return this.#owner.remember(value, file)
  }

  release(): void {
    this.#released = true
    for (const end of this.#ends.values()) end()
    this.#ends.clear()
  }

  #hold(file: ServedFile): ServedFile {
    if (!this.#released && !this.#ends.has(file.path)) this.#ends.set(file.path, this.#owner.use(file.path))
    return file
  }
}
