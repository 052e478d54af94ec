export interface ChannelOptions<T> {
  /** Values held at most; beyond, the oldest one that may be dropped goes. */
  readonly limit: number
  /** Says which values may go first; when none may, the oldest goes. */
  readonly mayDrop?: ((value: T) => boolean) | undefined
  /** Told after each value taken by the reader from those held. */
  readonly onTake?: (() => void) | undefined
  /** Told once when the reader leaves before the end; the reader waits for it. */
  readonly onLeave?: (() => Promise<void> | void) | undefined
}

interface Waiting<T> {
  readonly resolve: (result: IteratorResult<T, undefined>) => void
  readonly reject: (error: unknown) => void
}

/** From one who pushes to one who iterates: pushing never waits, what is held is bounded, the end comes after all that is held. */
export class Channel<T> implements AsyncIterableIterator<T, undefined> {
  /** See `ChannelOptions.limit`; may be changed on the way. */
  limit: number
  readonly #options: ChannelOptions<T>
  readonly #values: T[] = []
  readonly #waiting: Waiting<T>[] = []
  #closed = false
  #failure: { readonly error: unknown } | undefined

  constructor(options: ChannelOptions<T>) {
    this.#options = options
    this.limit = options.limit
  }

  /** Values pushed and not yet taken. */
  get size(): number {
    return this.#values.length
  }

  push(value: T): void {
    if (this.#closed) return
    if (this.#waiting.length > 0) {
      this.#waiting.shift()?.resolve({ value, done: false })
      return
    }
    if (this.#values.length >= this.limit) this.#drop()
    this.#values.push(value)
  }

  /** Ends the iteration, by throwing `failure.error` when it is given; later calls change nothing. */
  close(failure?: { readonly error: unknown }): void {
    if (this.#closed) return
    this.#closed = true
    this.#failure = failure
    for (const waiting of this.#waiting.splice(0)) void this.next().then(waiting.resolve, waiting.reject)
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#values.length > 0) {
      const value = this.#values.shift() as T
      this.#options.onTake?.()
      return Promise.resolve({ value, done: false })
    }
    if (!this.#closed) return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }))
    const failure = this.#failure
    this.#failure = undefined
    return failure === undefined ? Promise.resolve({ value: undefined, done: true }) : Promise.reject(failure.error)
  }

  async return(): Promise<IteratorResult<T, undefined>> {
    const early = !this.#closed
    this.#values.length = 0
    this.#failure = undefined
    this.close()
    if (early) await this.#options.onLeave?.()
    return { value: undefined, done: true }
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  #drop(): void {
    const { mayDrop } = this.#options
    const first = mayDrop === undefined ? 0 : this.#values.findIndex(mayDrop)
    this.#values.splice(Math.max(first, 0), 1)
  }
}
