import type { UnderlyingSource } from 'node:stream/web'
import type { Feed, Listener } from './feed.ts'

export interface ReadOptions {
  /** Number of the last message the reader has. Who says it opens a new stream by itself when one ends too early. */
  readonly after?: number | undefined
  /** Milliseconds between signs of life. */
  readonly heartbeat: number
}

/**
 * Milliseconds a client has to leave a stream that said `close_stream`, so that no run joins a stream that is ending.
 * Shorter for who never leaves.
 */
const parting = { first: 250, staying: 40, untaken: 1_500 }

const encoder = new TextEncoder()

type Controller = ReadableStreamDefaultController<Uint8Array>

/** One reader of a feed, as the source of an answer's body: nothing is taken from the feed before the transport asks. */
class FeedReader implements UnderlyingSource<Uint8Array>, Listener {
  readonly #feed: Feed
  readonly #reopens: boolean
  readonly #heartbeat: number
  #beating: ReturnType<typeof setInterval> | undefined
  #cursor: number
  #beat = false
  #left = false
  #wake = (): void => {}
  #parting: ReturnType<typeof setTimeout> | undefined
  #part: (() => void) | undefined

  constructor(feed: Feed, { after, heartbeat }: ReadOptions) {
    this.#feed = feed
    this.#reopens = after !== undefined
    this.#cursor = after === undefined ? feed.start : after + 1
    this.#heartbeat = heartbeat
  }

  wake(): void {
    this.#wake()
  }

  /** With no run pending, a stream ends once it is read. */
  end(): void {
    this.#part?.()
    this.#wake()
  }

  async pull(controller: Controller): Promise<void> {
    if (this.#part !== undefined) return this.#partIn(this.#feed.staying ? parting.staying : parting.first)
    this.#join()
    while (!this.#left) {
      const { text, cursor, over } = this.#feed.read(this.#cursor)
      this.#cursor = cursor
      if (over) return this.#end(controller, text + this.#feed.dialect.close)
      if (text !== '' || this.#beat) {
        this.#beat = false
        return controller.enqueue(encoder.encode(text || this.#feed.dialect.heartbeat))
      }
      await new Promise<void>((wake) => {
        this.#wake = wake
      })
    }
  }

  cancel(): void {
    if (this.#part !== undefined) this.#part()
    else this.#leave()
  }

  /** Not before somebody reads: an answer may be made for its head alone. */
  #join(): void {
    if (this.#beating !== undefined) return
    this.#beating = setInterval(() => {
      this.#beat = true
      this.#wake()
    }, this.#heartbeat)
    this.#beating.unref?.()
    this.#feed.join(this)
  }

  #leave(): void {
    this.#left = true
    clearInterval(this.#beating)
    this.#feed.leave(this)
    this.#wake()
  }

  #end(controller: Controller, text: string): void {
    this.#feed.settle()
    controller.enqueue(encoder.encode(text))
    if (this.#reopens || this.#feed.dialect.close === '') {
      controller.close()
      return this.#leave()
    }
    const parted = new Promise<void>((resolve) => {
      this.#part = () => {
        clearTimeout(this.#parting)
        this.#leave()
        resolve()
      }
    })
    this.#feed.closing(parted)
    void parted.then(() => controller.close()).catch(() => {})
    this.#partIn(parting.untaken)
  }

  #partIn(time: number): void {
    clearTimeout(this.#parting)
    this.#parting = setTimeout(() => {
      this.#feed.staying = true
      this.#part?.()
    }, time)
  }
}

/** The body of a stream of events. */
export const readFeed = (feed: Feed, options: ReadOptions): ReadableStream<Uint8Array> =>
  new ReadableStream(new FeedReader(feed, options), { highWaterMark: 0 })
