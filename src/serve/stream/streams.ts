import { streamOf, type Queue, type QueueHost, type Report, type Task } from '../queue/contract.ts'
import type { Timings } from '../options.ts'
import { callDialect, queueDialect, type Dialect } from './dialect.ts'
import type { Feed } from './feed.ts'
import { Feeds } from './feeds.ts'
import { Heart } from './heart.ts'
import { RunFollower } from './run-follower.ts'

interface StreamsOptions {
  readonly queue: Promise<Queue>
  readonly timings: Pick<Timings, 'vanished' | 'results' | 'heartbeat'>
  /** Values the function of this name returns. */
  readonly outputs: (name: string) => number
  readonly onError: (error: unknown, id: string) => void
}

/** Milliseconds a stream is listened for that has nothing to tell. */
const patience = 5_000

/** The streams of this process: they tell what the queue reports, of tasks of other processes too where these share it. */
export class Streams implements Pick<QueueHost, 'entered' | 'report' | 'skipped'> {
  /** Beats for all readers. */
  readonly heart: Heart
  readonly #options: StreamsOptions
  readonly #feeds: Feeds
  /** Streams the queue was asked to tell of, where it has to be asked. */
  readonly #followed = new Map<string, Promise<void>>()

  /** Reports that came before those a stream will tell of. */
  readonly #skipped = new Map<string, number>()
  /** The queue, once it is there. */
  #queue: Queue | undefined

  constructor(options: StreamsOptions) {
    const { timings } = options
    this.#options = options
    this.heart = new Heart(timings.heartbeat)
    this.#feeds = new Feeds({
      vanished: timings.vanished,
      keep: timings.results,
      onVanished: (feed) => this.#attempt(feed.id, () => this.#vanished(feed)),
      onSettled: ({ id }, messages) => this.#attempt(id, async () => this.#queue?.settle?.(id, messages)),
      onDrop: (id) => this.#attempt(id, () => this.#unfollow(id)),
    })
  }

  /** The stream of this name, a new one if need be. */
  async open(id: string, dialect: Dialect): Promise<Feed> {
    await this.#follow(id)
    return this.#feeds.open(id, dialect)
  }

  /** The stream of this name, if there is one; what enters it from now on is told here. */
  async get(id: string): Promise<Feed | undefined> {
    await this.#follow(id)
    const feed = this.#feeds.get(id)
    if (feed === undefined) this.#forgetLater(id)
    return feed
  }

  /** The stream of this name, when it has anything to tell in this dialect. */
  async find(id: string, dialect: Dialect): Promise<Feed | undefined> {
    const feed = await this.get(id)
    return feed?.dialect === dialect && !feed.empty ? feed : undefined
  }

  drop(id: string): void {
    this.#feeds.drop(id)
  }

  entered(task: Task): void {
    const id = streamOf(task)
    if (this.#queue?.follow !== undefined && !this.#followed.has(id)) return
    const dialect = task.kind === 'visit' ? queueDialect : callDialect
    const feed = this.#feeds.open(id, dialect)
    feed.skip(this.#skipped.get(id) ?? 0)
    this.#skipped.delete(id)
    if (feed.dialect !== dialect || feed.find(task.id) !== undefined) return
    feed.add(new RunFollower({ task, feed, outputs: this.#options.outputs(task.function) }))
  }

  skipped(stream: string, reports: number): void {
    if (this.#followed.has(stream)) this.#skipped.set(stream, reports)
  }

  settled(stream: string, reports: number): void {
    this.#feeds.get(stream)?.settled(reports)
  }

  report(task: Task, report: Report): void {
    this.#feeds.get(streamOf(task))?.find(task.id)?.hear(report)
  }

  /** Lets all readers go. */
  close(): void {
    for (const feed of this.#feeds.all()) feed.close()
    this.#feeds.close()
  }

  async #follow(id: string): Promise<void> {
    const queue = (this.#queue ??= await this.#options.queue)
    if (queue.follow === undefined) return
    let following = this.#followed.get(id)
    if (following === undefined) {
      // Listening begins before the queue does: it may tell at once.
      following = Promise.resolve(id).then((stream) => queue.follow?.(stream))
      this.#followed.set(id, following)
      following.catch(() => this.#followed.delete(id))
    } else following = queue.follow(id)
    await following
  }

  /** Strangers may ask for streams that never come to be. */
  #forgetLater(id: string): void {
    if (!this.#followed.has(id)) return
    const timer = setTimeout(() => {
      if (this.#feeds.get(id) === undefined) this.#attempt(id, () => this.#unfollow(id))
    }, patience)
    timer.unref?.()
  }

  /** True when nobody else reads the stream. */
  async #unfollow(id: string): Promise<boolean> {
    this.#skipped.delete(id)
    if (!this.#followed.delete(id)) return true
    return (await this.#queue?.unfollow?.(id)) ?? true
  }

  /** Stops what nobody waits for. Where others share the queue, a visitor may read elsewhere: it is not gone, only not here. */
  async #vanished(feed: Feed): Promise<void> {
    const { runs } = feed
    if (this.#queue?.follow !== undefined) {
      const gone = this.#unfollow(feed.id)
      // At once: who comes back is told all of it anew.
      this.#feeds.drop(feed.id)
      if (!(await gone)) return
    }
    for (const { id, session } of runs) await this.#queue?.cancel({ id, session })
  }

  #attempt(id: string, act: () => Promise<unknown>): void {
    act().catch((error) => this.#options.onError(error, id))
  }
}
