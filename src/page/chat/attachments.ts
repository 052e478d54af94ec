import type { Address } from '../client/address.ts'
import { upload } from '../client/upload.ts'
import { refusalOf, type FileRules } from '../fields/file-rules.ts'
import { keepLocal } from '../fields/local-files.ts'
import type { WireFile } from '../../wire/file-data.ts'
import { Cell } from '../state/cell.ts'

/** A file on its way to the app, or one that did not get there. */
export interface Sending {
  readonly id: number
  readonly name: string
  /** Part of it that is there, 0 to 1. */
  readonly done: number
  /** Why it is not sent. */
  readonly fault?: string | undefined
}

export interface AttachmentOptions {
  readonly address: Address
  readonly rules: FileRules
  /** Told of each file that is there. */
  readonly onSent: (file: WireFile) => void
}

/** Files on their way into a message. */
export class Attachments {
  readonly all = new Cell<readonly Sending[]>([])
  readonly #options: AttachmentOptions
  readonly #stops = new Map<number, AbortController>()
  #last = 0

  constructor(options: AttachmentOptions) {
    this.#options = options
  }

  /** What may be attached, as the `accept` of a file input. */
  get accepted(): string {
    return this.#options.rules.accepted.join(',')
  }

  get pending(): boolean {
    return this.#stops.size > 0
  }

  add(files: Iterable<File>): void {
    for (const file of files) void this.#send(file)
  }

  /** Takes a file back, on its way or failed. */
  remove(id: number): void {
    this.#stops.get(id)?.abort()
    this.#stops.delete(id)
    this.all.set(this.all.value.filter((one) => one.id !== id))
  }

  clear(): void {
    for (const { id } of this.all.value) this.remove(id)
  }

  async #send(file: File): Promise<void> {
    const id = (this.#last += 1)
    const { rules, address, onSent } = this.#options
    const refused = refusalOf(file, rules)
    const stop = new AbortController()
    if (refused === undefined) this.#stops.set(id, stop)
    this.all.set([...this.all.value, { id, name: file.name, done: 0, fault: refused }])
    if (refused !== undefined) return
    try {
      const sent = await upload(file, {
        address,
        signal: stop.signal,
        onProgress: (done) => this.#change(id, { done }),
      })
      keepLocal(sent.path, file)
      this.remove(id)
      onSent(sent)
    } catch (error) {
      this.#stops.delete(id)
      this.#change(id, { fault: error instanceof Error ? error.message : 'It could not be sent' })
    }
  }

  #change(id: number, change: Partial<Sending>): void {
    this.all.set(this.all.value.map((one) => (one.id === id ? { ...one, ...change } : one)))
  }
}
