import { setTimeout as pause } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import type { QueueHost, Report } from '../queue/contract.ts'
import { readEntry } from './entry.ts'
import type { Keys } from './keys.ts'
import { Replay } from './replay.ts'

interface Followed {
  readonly replay: Replay
  /** Number of the last entry told; undefined before the first. */
  at: string | undefined
  /** Wait until all that is there now has been told. */
  readonly waiting: (() => void)[]
}

export interface TailOptions {
  readonly host: QueueHost
  readonly keys: Keys
  readonly commands: Redis
  /** Waits until Redis is back. */
  readonly redis: Redis
  readonly subscriber: Redis
  /** A task entered a stream that is followed here. */
  readonly onEntered: (stream: string) => void
  readonly onError: (error: unknown) => void
}

/** Streams read in one go, and entries of each. */
const together = 64
const most = 256
/** Milliseconds until the next attempt while Redis is away. */
const patience = 500

const lost: Report = {
  type: 'failed',
  error: { error: 'The queue has lost this run.', title: 'Error', code: 'APP_STOPPED' },
}

/**
 * Follows the logs of many streams over two connections: on one it is told which have news, on the other it reads them.
 * Every process tells its streams the same, in the same order.
 */
export class Tail {
  readonly #options: TailOptions
  readonly #followed = new Map<string, Followed>()
  readonly #news = new Set<string>()
  readonly #wakeLength: number
  #reading = false
  #closed = false

  constructor(options: TailOptions) {
    this.#options = options
    const { keys, subscriber } = options
    this.#wakeLength = keys.wake('').length
    subscriber.on('message', (channel: string) => this.#wake(channel.slice(this.#wakeLength)))
    // Whatever was told while the connection was away was told to nobody.
    subscriber.on('ready', () => void this.#catchUpAll().catch(options.onError))
  }

  /** Resolves when all that is remembered of the stream has been told. */
  async follow(stream: string): Promise<void> {
    if (this.#closed) return
    const { subscriber, keys, host } = this.#options
    if (!this.#followed.has(stream)) {
      this.#followed.set(stream, { replay: new Replay(stream, host), at: undefined, waiting: [] })
      await subscriber.subscribe(keys.wake(stream))
    }
    const followed = this.#followed.get(stream)
    if (followed === undefined) return
    await new Promise<void>((told) => {
      followed.waiting.push(told)
      this.#wake(stream)
    })
  }

  async unfollow(stream: string): Promise<void> {
    const { subscriber, keys } = this.#options
    const followed = this.#followed.get(stream)
    this.#followed.delete(stream)
    for (const told of followed?.waiting.splice(0) ?? []) told()
    if (followed !== undefined) await subscriber.unsubscribe(keys.wake(stream))
  }

  close(): void {
    this.#closed = true
    for (const { waiting } of this.#followed.values()) for (const told of waiting.splice(0)) told()
    this.#followed.clear()
  }

  #wake(stream: string): void {
    if (!this.#followed.has(stream)) return
    this.#news.add(stream)
    if (this.#reading) return
    this.#reading = true
    void this.#read()
  }

  async #read(): Promise<void> {
    while (this.#news.size > 0 && !this.#closed) {
      const streams = [...this.#news].slice(0, together)
      for (const stream of streams) this.#news.delete(stream)
      try {
        await this.#readSome(streams)
      } catch (error) {
        this.#options.onError(error)
        for (const stream of streams) this.#news.add(stream)
        await pause(patience, undefined, { ref: false })
      }
    }
    this.#reading = false
  }

  async #readSome(names: readonly string[]): Promise<void> {
    const { commands, keys } = this.#options
    const streams = names.flatMap((name) => {
      const followed = this.#followed.get(name)
      return followed === undefined ? [] : [{ name, followed, waiting: [...followed.waiting] }]
    })
    if (streams.length === 0) return
    const logs = streams.map(({ name }) => keys.of('log', name))
    const from = streams.map(({ followed }) => followed.at ?? '0-0')
    const found = new Map((await commands.xread('COUNT', most, 'STREAMS', ...logs, ...from)) ?? [])
    for (const [index, { name, followed, waiting }] of streams.entries()) {
      // Left meanwhile, and perhaps followed anew from the start.
      if (this.#followed.get(name) !== followed) continue
      const entries = found.get(logs[index] ?? '') ?? []
      for (const [at, [, text, , before]] of entries) {
        if (followed.at === undefined) this.#skip(name, Number(before))
        followed.at = at
        this.#tell(name, followed, text ?? '')
      }
      if (entries.length === most) this.#news.add(name)
      else for (const told of followed.waiting.splice(0, waiting.length)) told()
    }
  }

  #skip(stream: string, reports: number): void {
    if (reports > 0) this.#options.host.skipped(stream, reports)
  }

  #tell(stream: string, { replay }: Followed, text: string): void {
    try {
      const entry = readEntry(text)
      replay.tell(entry)
      if (typeof entry === 'object' && 'id' in entry) this.#options.onEntered(stream)
    } catch (error) {
      this.#options.onError(error)
    }
  }

  async #catchUpAll(): Promise<void> {
    const { subscriber, keys } = this.#options
    const streams = [...this.#followed.keys()]
    if (streams.length === 0) return
    await subscriber.subscribe(...streams.map((stream) => keys.wake(stream)))
    await Promise.all(streams.map((stream) => this.#catchUp(stream)))
  }

  /** Reads on; where the log itself is gone, its runs are. */
  async #catchUp(stream: string): Promise<void> {
    await this.follow(stream)
    const followed = this.#followed.get(stream)
    if (followed?.replay.pending !== true) return
    const { redis, keys } = this.#options
    if ((await redis.exists(keys.of('log', stream))) > 0) return
    followed.replay.lose(lost)
  }
}
