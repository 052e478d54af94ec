import { HfnError } from '../../core/error.ts'
import { chunksOf, type BodyChunks } from './body-chunks.ts'

/** Bytes of a refused upload that are still read, so that a caller who reads only after sending sees the answer. */
const drainedBytes = 64 * 1024 * 1024
/** Milliseconds that may take. */
const drainTime = 2_000
/** Milliseconds after which the source of what was not read is told to stop: its connection has to carry the answer first. */
const patience = 1_000

const brokenOff = (cause: unknown): HfnError =>
  new HfnError('BAD_ARGUMENT', 'The upload broke off', { cause, status: 400 })

/** The body of an upload: who stops reading it early can still answer. */
export class UploadBody implements AsyncIterable<Uint8Array> {
  readonly #chunks: BodyChunks
  #over = false

  constructor(request: Request) {
    this.#chunks = chunksOf(request)
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      const read = await this.#read()
      if (read.done) return
      yield read.value
    }
  }

  /** Reads on without keeping anything, within bounds; what is left then is given up a little later. */
  async drain(): Promise<void> {
    const end = Date.now() + drainTime
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, drainTime, 'late')
    })
    try {
      for (let size = 0; !this.#over && size < drainedBytes && Date.now() < end;) {
        const read = await Promise.race([this.#read(), late])
        if (read === 'late' || read.done) break
        size += read.value.byteLength
      }
    } catch {
      // Whoever sent it is gone.
    } finally {
      clearTimeout(timer)
    }
    if (!this.#over) setTimeout(() => this.#chunks.leave(), patience)
  }

  async #read(): Promise<{ done: true } | { done: false; value: Uint8Array }> {
    try {
      const { value } = await this.#chunks.next()
      if (value !== undefined) return { done: false, value }
      this.#over = true
      return { done: true }
    } catch (cause) {
      this.#over = true
      throw brokenOff(cause)
    }
  }
}
