import type { Feed, Listener } from './feed.ts'
import type { Beating, Heart } from './heart.ts'
import type { Sink, StreamBody } from './sink.ts'

const alive = 'data: ALIVE\n\n'

/** A stream that says nothing but that both sides are there; while it is read, its session's runs go on. */
export class Presence implements StreamBody, Listener, Beating {
  readonly #open: () => Promise<Feed>
  readonly #heart: Heart
  #feed: Feed | undefined
  #sink: Sink | undefined
  #ready = false
  #rest: (() => void) | undefined
  #left = false

  /** @param open gives the feed of the session; not called before somebody reads */
  constructor(open: () => Promise<Feed>, heart: Heart) {
    this.#open = open
    this.#heart = heart
  }

  take(sink: Sink): void {
    this.#sink = sink
    this.#ready = true
    if (this.#rest !== undefined) return
    this.#rest = this.#heart.add(this)
    this.#join().catch(() => this.end())
  }

  wake(): void {}

  beat(): void {
    if (this.#ready) this.#ready = this.#sink?.write(alive) ?? false
  }

  end(): void {
    this.leave()
    this.#sink?.end()
  }

  leave(): void {
    this.#left = true
    this.#ready = false
    this.#rest?.()
    this.#feed?.leave(this)
  }

  async #join(): Promise<void> {
    this.#feed = await this.#open()
    this.#feed.join(this)
    // A feed nobody has joined would stay.
    if (this.#left) this.#feed.leave(this)
    else this.beat()
  }
}
