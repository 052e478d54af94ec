import type { WireFile } from '../../wire/file-data.ts'
import type { Address } from '../client/address.ts'
import { upload } from '../client/upload.ts'
import type { Field } from '../model/field.ts'
import { Cell } from '../state/cell.ts'

/** A file on its way to the app. */
export interface Sent {
  readonly file: File
  readonly share: Cell<number>
  readonly stop: () => void
}

/** Files of one field on their way; the field's runs wait for them. */
export class Sending {
  readonly files = new Cell<readonly Sent[]>([])
  readonly #field: Field
  readonly #address: Address

  constructor(field: Field, address: Address) {
    this.#field = field
    this.#address = address
  }

  /** Sends files together; gives those that got through, and says beside the field why others did not. */
  async send(files: readonly File[]): Promise<WireFile[]> {
    const sent = files.map((file): Sent & { readonly done: Promise<WireFile> } => {
      const stopping = new AbortController()
      const share = new Cell(0)
      const done = upload(file, {
        address: this.#address,
        signal: stopping.signal,
        onProgress: (part) => share.set(part),
      })
      return { file, share, stop: () => stopping.abort(), done }
    })
    this.files.set([...this.files.value, ...sent])
    const settled = Promise.allSettled(sent.map(({ done }) => done))
    const before = this.#field.sending.value
    const waiting = Promise.all([before, settled]).then(() => {})
    this.#field.sending.set(waiting)
    const results = await settled
    this.files.set(this.files.value.filter((one) => !sent.some((mine) => mine === one)))
    if (this.#field.sending.value === waiting) this.#field.sending.set(undefined)
    for (const result of results) {
      if (result.status === 'rejected')
        this.#field.fault.set(result.reason instanceof Error ? result.reason.message : '')
    }
    return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  }

  stop(): void {
    for (const { stop } of this.files.value) stop()
  }
}
