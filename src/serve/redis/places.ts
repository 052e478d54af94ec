import { setTimeout as pause } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import type { Keys } from './keys.ts'
import type { Line } from './lines.ts'
import { placing } from './scripts.ts'

/** Milliseconds between two rounds of telling a line; longer when there are more than can be told in it. */
const shortest = 250
const toldPerMillisecond = 2
/** Told in one go: as long as they are told, Redis does nothing else. */
const most = 256

export interface PlacesOptions {
  readonly redis: Redis
  readonly keys: Keys
  /** Milliseconds results are kept. */
  readonly results: number
  readonly onError: (error: unknown) => void
}

/** Tells those in line where they stand; of all processes, one does it for each line at a time. */
export class Places {
  readonly #options: PlacesOptions
  readonly #telling = new Set<string>()
  readonly #closing = new AbortController()

  constructor(options: PlacesOptions) {
    this.#options = options
  }

  /** The line has moved and `size` wait in it; not at every step, since telling thousands would be most of the work. */
  moved(line: Line, size: number): void {
    const { name } = line.rules
    if (size === 0 || this.#telling.has(name)) return
    this.#telling.add(name)
    void this.#tellLater(line, Math.max(shortest, size / toldPerMillisecond))
      .catch(this.#options.onError)
      .finally(() => this.#telling.delete(name))
  }

  close(): void {
    this.#closing.abort()
  }

  async #tellLater(line: Line, time: number): Promise<void> {
    const { redis, keys } = this.#options
    // Held beyond its time, should we not live to tell.
    const ours = await redis.set(keys.of('telling', line.rules.name), '1', 'PX', Math.ceil(2 * time), 'NX')
    if (ours === null) return
    const { signal } = this.#closing
    await pause(time, undefined, { ref: false, signal }).catch(() => {})
    if (!signal.aborted) await this.#tell(line)
  }

  async #tell({ rules, waiting }: Line): Promise<void> {
    const { redis, keys, results } = this.#options
    for (let first = 0, size = 1; first < size; first += most) {
      const values = [keys.root, results, rules.name, first, most, rules.limit * rules.batch]
      size = Number(await placing.run(redis, [waiting], values))
    }
  }
}
