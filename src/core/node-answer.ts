import type { IncomingMessage } from 'node:http'
import { BodyAnswer } from './answer.ts'
import { join, timeForAll, tooLarge, tooSlow } from './body.ts'
import { broken } from './failure.ts'
import type { Watch } from './watch.ts'

/** Rest of a body that is read so that its connection can serve again; more costs more than a new connection. */
const shortRest = 65_536
/** Milliseconds that rest may take. */
const shortWait = 500

/** The body of a message, piece by piece. Written by hand: a generator over the stream costs a third more per piece. */
class Pieces implements AsyncIterableIterator<Uint8Array, undefined> {
  readonly #message: IncomingMessage
  readonly #watch: Watch
  readonly #url: () => string
  #bytes = 0
  #waiting: { resolve(result: IteratorResult<Uint8Array, undefined>): void; reject(error: unknown): void } | undefined

  constructor(message: IncomingMessage, watch: Watch, url: () => string) {
    this.#message = message
    this.#watch = watch
    this.#url = url
    const wake = (): void => this.#wake()
    message.on('readable', wake).on('end', wake).on('close', wake)
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#wake()
      if (this.#waiting) this.#watch.expect('idle')
    })
  }

  /** Whoever leaves early wants no more of it: the other side learns of it by the closed connection. */
  return(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (!this.#message.readableEnded) this.#message.destroy()
    return Promise.resolve({ done: true, value: undefined })
  }

  #wake(): void {
    const waiting = this.#waiting
    if (waiting === undefined) return
    // One read takes all that has come, however many pieces the network made of it.
    const value: Uint8Array | null = this.#message.read()
    if (value === null && !this.#message.readableEnded && !this.#message.destroyed) return
    this.#waiting = undefined
    this.#watch.rest()
    if (value !== null) {
      this.#bytes += value.length
      waiting.resolve({ done: false, value })
    } else if (this.#message.readableEnded) waiting.resolve({ done: true, value: undefined })
    else waiting.reject(this.#watch.reason ?? broken(this.#url(), this.#bytes, this.#message.errored))
  }
}

export interface NodeAnswerOptions {
  readonly url: URL
  readonly watch: Watch
  /** Undoes the body's content coding, where it has one. */
  readonly unpack: ((pieces: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>) | undefined
}

/** An answer over Node's HTTP. */
export class NodeAnswer extends BodyAnswer {
  readonly #message: IncomingMessage
  readonly #watch: Watch
  readonly #unpack: NodeAnswerOptions['unpack']
  #closed = (): void => {}

  constructor(message: IncomingMessage, { url, watch, unpack }: NodeAnswerOptions) {
    super(message.statusCode ?? 0, url)
    this.#message = message
    this.#watch = watch
    this.#unpack = unpack
    watch.rest()
    message.on('error', () => {})
    message.on('close', () => {
      watch.end()
      this.#closed()
    })
  }

  header(name: string): string | undefined {
    const value = this.#message.headers[name]
    return Array.isArray(value) ? value.join(', ') : value
  }

  get cookies(): readonly string[] {
    return this.#message.headers['set-cookie'] ?? []
  }

  protected pieces(): AsyncIterable<Uint8Array> {
    const pieces = new Pieces(this.#message, this.#watch, () => this.url)
    return this.#unpack === undefined ? pieces : this.#unpack(pieces)
  }

  protected override whole(limit: number): Promise<Uint8Array> {
    if (this.#unpack) return super.whole(limit)
    const message = this.#message
    return new Promise((resolve, reject) => {
      const pieces: Uint8Array[] = []
      let size = 0
      const isLate = timeForAll()
      const take = (): void => {
        const piece: Uint8Array | null = message.read()
        if (!message.complete) this.#watch.expect('idle')
        if (piece === null) return
        size += piece.length
        pieces.push(piece)
        if (size > limit || isLate()) message.destroy()
      }
      this.#whenClosed(() => {
        if (size > limit) reject(tooLarge(this.url, limit))
        else if (message.readableEnded) resolve(join(pieces, size))
        else reject(isLate() ? tooSlow(this.url) : (this.#watch.reason ?? broken(this.url, size, message.errored)))
      })
      take()
      // A short answer came whole with its head: there is nothing to wait for but its end.
      if (!message.complete) message.on('readable', take)
    })
  }

  protected drop(): Promise<void> {
    const message = this.#message
    return new Promise((resolve) => {
      const patience = setTimeout(() => message.destroy(), shortWait)
      let size = 0
      message.on('data', (piece: Uint8Array) => {
        size += piece.length
        if (size > shortRest) message.destroy()
      })
      this.#whenClosed(() => {
        clearTimeout(patience)
        resolve()
      })
    })
  }

  /** By then the connection is free again, or gone. */
  #whenClosed(act: () => void): void {
    if (this.#message.closed) act()
    else this.#closed = act
  }
}
