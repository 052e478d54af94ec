import type { Dialect } from './dialect.ts'
import { Feed } from './feed.ts'

interface FeedsOptions {
  /** Milliseconds the runs of a visitor go on when nobody listens. */
  readonly vanished: number
  /** Milliseconds the results of a feed are kept that nobody uses. */
  readonly keep: number
  /** Told of feeds whose visitor is not there any more. */
  readonly onVanished: (feed: Feed) => void
  /** Told of feeds that were read to their end, and how many messages that was. */
  readonly onSettled: (feed: Feed, messages: number) => void
  /** Told of each feed that is let go. */
  readonly onDrop: (id: string) => void
}

/** Feeds that nobody uses: how many, and how many characters in all. */
const mostIdle = 10_000
const mostCharacters = 64 * 1024 * 1024

interface Idle {
  readonly feed: Feed
  readonly since: number
  readonly size: number
}

/** The streams of an app by their ids. Those in use are bounded by queue and connections, the others by number, size and time. */
export class Feeds {
  readonly #options: FeedsOptions
  readonly #feeds = new Map<string, Feed>()
  /** Longest unused first. */
  readonly #idle = new Map<string, Idle>()
  #characters = 0
  #sweeping: ReturnType<typeof setTimeout> | undefined

  constructor(options: FeedsOptions) {
    this.#options = options
  }

  get(id: string): Feed | undefined {
    return this.#feeds.get(id)
  }

  /** The feed of this id, a new one if need be. */
  open(id: string, dialect: Dialect): Feed {
    const known = this.#feeds.get(id)
    if (known !== undefined) return known
    const { vanished, onVanished, onSettled } = this.#options
    const feed = new Feed({ id, dialect, vanished, onVanished, onSettled, onIdle: () => this.#rest(feed) })
    this.#feeds.set(id, feed)
    return feed
  }

  all(): Iterable<Feed> {
    return this.#feeds.values()
  }

  drop(id: string): void {
    this.#unrest(id)
    if (this.#feeds.delete(id)) this.#options.onDrop(id)
  }

  close(): void {
    clearTimeout(this.#sweeping)
  }

  #rest(feed: Feed): void {
    if (this.#feeds.get(feed.id) !== feed) return
    if (feed.empty) return this.drop(feed.id)
    this.#unrest(feed.id)
    const { size } = feed
    this.#idle.set(feed.id, { feed, size, since: Date.now() })
    this.#characters += size
    this.#sweep()
  }

  #unrest(id: string): void {
    this.#characters -= this.#idle.get(id)?.size ?? 0
    this.#idle.delete(id)
  }

  #sweep(): void {
    const oldest = Date.now() - this.#options.keep
    for (const [id, { feed, since }] of this.#idle) {
      const tooMany = this.#idle.size > 1 && (this.#idle.size > mostIdle || this.#characters > mostCharacters)
      if (since > oldest && feed.idle && !tooMany) break
      this.#unrest(id)
      // One that is used again comes back when it is not.
      if (feed.idle) this.drop(id)
    }
    clearTimeout(this.#sweeping)
    if (this.#idle.size === 0) return
    this.#sweeping = setTimeout(() => this.#sweep(), this.#options.keep)
    this.#sweeping.unref?.()
  }
}
