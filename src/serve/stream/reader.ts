import type { Feed, Listener } from './feed.ts'
import type { Beating, Heart } from './heart.ts'
import type { Sink, StreamBody } from './sink.ts'

export interface ReadOptions {
  /** Number of the last message the reader has. */
  readonly after?: number | undefined
  /** It opens a new stream by itself when one ends too early. */
  readonly reopens: boolean
  /** Waits until a client that has left a stream knows that it has none; most know at once. */
  readonly parted?: (() => Promise<void>) | undefined
  /** Beats when a sign of life is due. */
  readonly heart: Heart
}

/**
 * Milliseconds a client has to leave a stream that said `close_stream`, so that no run joins a stream that is ending.
 * Shorter for who never leaves.
 */
const parting = { first: 250, staying: 40, untaken: 1_500 }

/** One reader of a feed: nothing is taken from the feed before the transport asks. */
export class FeedReader implements StreamBody, Listener, Beating {
  readonly #feed: Feed
  readonly #heart: Heart
  readonly #reopens: boolean
  readonly #parted: (() => Promise<void>) | undefined
  readonly #ids: boolean
  #cursor: number
  /** Absent until the transport asks, and when it has enough. */
  #sink: Sink | undefined
  #rest: (() => void) | undefined
  #left = false
  #parting: ReturnType<typeof setTimeout> | undefined
  #part: (() => void) | undefined

  constructor(feed: Feed, { after, reopens, parted, heart }: ReadOptions) {
    this.#feed = feed
    this.#heart = heart
    this.#reopens = reopens
    this.#parted = parted
    this.#ids = this.#reopens && feed.dialect.ids
    this.#cursor = after === undefined ? feed.start : after + 1
  }

  take(sink: Sink): void {
    if (this.#left) return
    if (this.#part !== undefined) return this.#partIn(this.#feed.staying ? parting.staying : parting.first)
    this.#sink = sink
    // Not before somebody reads: an answer may be made for its head alone.
    if (this.#rest === undefined) {
      this.#rest = this.#heart.add(this)
      this.#feed.join(this)
    }
    this.wake()
  }

  wake(): void {
    while (this.#sink !== undefined) {
      const { text, cursor, over } = this.#feed.read(this.#cursor, this.#ids)
      this.#cursor = cursor
      if (over) return this.#finish(this.#sink, text + this.#feed.dialect.close)
      if (this.#feed.closed) return this.#cut(this.#sink, text)
      if (text === '') return
      this.#write(this.#sink, text)
    }
  }

  beat(): void {
    if (this.#sink !== undefined) this.#write(this.#sink, this.#feed.dialect.heartbeat)
  }

  /** With no run pending, a stream ends once it is read. */
  end(): void {
    this.#part?.()
    this.wake()
  }

  leave(): void {
    if (this.#part !== undefined) return this.#part()
    this.#left = true
    this.#sink = undefined
    this.#rest?.()
    this.#feed.leave(this)
  }

  #write(sink: Sink, text: string): void {
    if (!sink.write(text)) this.#sink = undefined
  }

  /** Runs go on elsewhere when this server has stopped; who opens streams again finds them there. */
  #cut(sink: Sink, text: string): void {
    const last = this.#reopens ? text : text + this.#feed.dialect.stopped
    if (last !== '') sink.write(last)
    sink.end()
    this.leave()
  }

  #finish(sink: Sink, text: string): void {
    this.#feed.settle()
    const more = text === '' || sink.write(text)
    if (this.#reopens || this.#feed.closed || this.#feed.dialect.close === '') {
      sink.end()
      return this.leave()
    }
    this.#sink = undefined
    const left = new Promise<void>((resolve) => {
      this.#part = () => {
        this.#part = undefined
        clearTimeout(this.#parting)
        this.leave()
        sink.end()
        resolve()
      }
    })
    this.#feed.closing(left.then(this.#parted))
    this.#partIn(parting.untaken)
    if (more) this.take(sink)
  }

  #partIn(time: number): void {
    clearTimeout(this.#parting)
    this.#parting = setTimeout(() => {
      this.#feed.staying = true
      this.#part?.()
    }, time)
  }
}
