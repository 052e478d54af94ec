import type { Item, UploadProgress } from './contract.ts'

type Phase = UploadProgress['phase']

/** Counts the bytes of an upload, and tells whoever listens. */
export class Meter {
  readonly #total: number
  readonly #tell: (progress: UploadProgress) => void
  readonly #done: Record<Phase, number> = { hashing: 0, uploading: 0, committing: 0 }
  readonly #parts = new Map<string, number>()

  constructor(items: readonly Item[], tell: ((progress: UploadProgress) => void) | undefined) {
    this.#total = items.reduce((sum, { size }) => sum + size, 0)
    this.#tell = tell ?? (() => {})
  }

  /** So many bytes of a file are through a phase; fewer than before when it begins again. */
  set(phase: Phase, { path }: Pick<Item, 'path'>, bytes: number): void {
    const key = `${phase} ${path}`
    this.#done[phase] += bytes - (this.#parts.get(key) ?? 0)
    this.#parts.set(key, bytes)
    this.#say(phase, path)
  }

  /** A file needs nothing more. */
  finish(item: Item): void {
    for (const phase of ['hashing', 'uploading', 'committing'] as const) {
      const key = `${phase} ${item.path}`
      this.#done[phase] += item.size - (this.#parts.get(key) ?? 0)
      this.#parts.delete(key)
    }
  }

  /** What is sent becomes part of the repo. */
  commit(): void {
    this.#say('committing')
  }

  #say(phase: Phase, path?: string): void {
    this.#tell({ phase, ...(path === undefined ? {} : { path }), done: this.#done[phase], total: this.#total })
  }
}
