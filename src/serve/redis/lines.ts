import type { Queue as BullQueue } from 'bullmq'
import type { Redis } from 'ioredis'
import { HfnError } from '../../core/error.ts'
import type { LineRules, QueueHost, Task } from '../queue/contract.ts'
import type { Packages } from './connection.ts'
import { queueName, type Keys } from './keys.ts'

/** What BullMQ carries: one task, or those that started together with it. */
export interface Load {
  readonly tasks: readonly Task[]
}

export interface Line {
  readonly rules: LineRules
  readonly queue: BullQueue<Load>
  /** Key of the ids that wait in it. */
  readonly waiting: string
  /** Key of the ids that run. */
  readonly running: string
}

/** What happens in a queue is told by logs of ours; BullMQ's own is kept short. */
const events = { maxLen: 100 }
const keepNothing = { removeOnComplete: true, removeOnFail: true }

export interface LinesOptions {
  readonly host: QueueHost
  readonly keys: Keys
  readonly bullmq: Packages['bullmq']
  readonly redis: Redis
  readonly onError: (error: unknown) => void
}

/** The lines of an app, each a queue of BullMQ. */
export class Lines {
  readonly #options: LinesOptions
  readonly #lines = new Map<string, Line>()

  constructor(options: LinesOptions) {
    this.#options = options
    const { host, keys, bullmq, redis, onError } = options
    for (const rules of host.lines.values()) {
      if (this.#lines.has(rules.name)) continue
      const queue = new bullmq.Queue<Load>(queueName(rules.name), {
        // Its first words must not be lost: it would never speak again.
        connection: redis,
        prefix: keys.lines,
        streams: { events },
        defaultJobOptions: keepNothing,
      })
      queue.on('error', onError)
      this.#lines.set(rules.name, { rules, queue, waiting: queue.toKey('wait'), running: queue.toKey('active') })
    }
  }

  all(): readonly Line[] {
    return [...this.#lines.values()]
  }

  named(name: string): Line | undefined {
    return this.#lines.get(name)
  }

  of(task: Task): Line {
    const line = this.#lines.get(this.#options.host.lines.get(task.function)?.name ?? '')
    if (line === undefined) throw new HfnError('NO_SUCH_FUNCTION', `There is no function ${task.function} to wait for`)
    return line
  }

  /** Keys of the ids that wait in all other lines. */
  others(line: Line): string[] {
    return this.all().flatMap((other) => (other === line ? [] : [other.waiting]))
  }

  async close(): Promise<void> {
    await Promise.all(this.all().map(({ queue }) => queue.close()))
  }
}
