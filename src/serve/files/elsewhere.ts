import { mediaTypeOf } from './media-type.ts'
import type { Handed, ServedFile } from './served-file.ts'
import { fileLimit } from './storage.ts'
import { newPath } from './stored-path.ts'

/** Files that stay where they are: readers get them from there, through this app. */
export class Elsewhere {
  readonly #keep: number
  /** Least recently used first. */
  readonly #files = new Map<string, { readonly file: ServedFile; readonly used: number }>()

  /** @param keep milliseconds a file is remembered after its last use */
  constructor(keep: number) {
    this.#keep = keep
  }

  /** Gives it a path; its name must be a safe one. */
  register(handed: Handed): ServedFile {
    const file = { ...handed, path: newPath(handed.name), type: mediaTypeOf(handed.name), ranges: false }
    this.#use(file)
    return file
  }

  find(path: string): ServedFile | undefined {
    const entry = this.#files.get(path)
    if (entry === undefined) return undefined
    this.#use(entry.file)
    return entry.file
  }

  #use(file: ServedFile): void {
    const now = Date.now()
    this.#files.delete(file.path)
    this.#files.set(file.path, { file, used: now })
    for (const [path, { used }] of this.#files) {
      if (used > now - this.#keep && this.#files.size <= fileLimit) break
      this.#files.delete(path)
    }
  }
}
