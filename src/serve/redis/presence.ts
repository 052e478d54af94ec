import type { Redis } from 'ioredis'
import type { Keys } from './keys.ts'
import { attending } from './scripts.ts'

/** Milliseconds for which a process counts as there after its last sign of life, and between two of them. */
const counts = 15_000
const beat = 5_000

export interface PresenceOptions {
  readonly commands: Redis
  readonly keys: Keys
  /** Milliseconds results are kept. */
  readonly results: number
  readonly onError: (error: unknown) => void
}

/** Which processes follow which streams: whoever leaves one last must know. */
export class Presence {
  readonly process = crypto.randomUUID()
  readonly #options: PresenceOptions
  readonly #beating: ReturnType<typeof setInterval>

  constructor(options: PresenceOptions) {
    this.#options = options
    this.#beating = setInterval(() => void this.#beat().catch(options.onError), beat)
    this.#beating.unref()
    options.commands.on('ready', () => void this.#beat().catch(options.onError))
  }

  async attend(stream: string): Promise<void> {
    const { commands, keys, results } = this.#options
    await attending.run(commands, [], [keys.root, results, stream, this.process])
  }

  /** Resolves with true when no other process follows the stream. */
  async leave(stream: string): Promise<boolean> {
    const { commands, keys } = this.#options
    const readers = keys.of('readers', stream)
    await commands.srem(readers, this.process)
    const others = await commands.smembers(readers)
    if (others.length === 0) return true
    return (await commands.exists(...others.map((process) => keys.of('alive', process)))) === 0
  }

  async close(): Promise<void> {
    const { commands, keys, onError } = this.#options
    clearInterval(this.#beating)
    await commands.del(keys.of('alive', this.process)).catch(onError)
  }

  async #beat(): Promise<void> {
    const { commands, keys } = this.#options
    await commands.set(keys.of('alive', this.process), '1', 'PX', counts)
  }
}
