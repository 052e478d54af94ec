import type { Redis } from 'ioredis'
import { streamOf, type Assignment, type Report, type Task } from '../queue/contract.ts'
import { enteredEntry } from './entry.ts'
import type { Insist } from './insist.ts'
import type { Keys } from './keys.ts'
import { claiming, releasing, reporting } from './scripts.ts'
import { Telling } from './telling.ts'

/** A run is begun once more when its worker was lost, then no more. */
const starts = 2

const lost: Report = {
  type: 'failed',
  error: { error: 'The worker that ran it was lost, twice.', title: 'Error', code: 'APP_STOPPED' },
}

const unfinished: Report = {
  type: 'failed',
  error: { error: 'The function ended without a result.', title: 'Error', code: 'INTERNAL' },
}

export interface RunOptions {
  readonly redis: Redis
  readonly keys: Keys
  /** Milliseconds results are kept. */
  readonly results: number
  readonly insist: Insist
}

/** Where a task came from: the job that brought it, and the ids that wait in its line. */
export interface Origin {
  readonly job: string
  readonly line: string
  readonly waiting: string
}

/** One start of a task in this process. What it reports counts until another start has claimed the task. */
export class Run implements Assignment {
  readonly task: Task
  readonly token = crypto.randomUUID()
  /** Redis has known it as this one. */
  claimed = false
  readonly #options: RunOptions
  readonly #abort = new AbortController()
  readonly #telling: Telling

  constructor(task: Task, options: RunOptions) {
    this.task = task
    this.#options = options
    const { redis, keys, results, insist } = options
    this.#telling = new Telling(task.id, async (number, entry, last) => {
      const values = [keys.root, results, task.id, this.token, number, entry, last ? 1 : 0]
      const ours = (await insist(() => reporting.run(redis, [], values))) === 1
      if (!ours) this.stop()
      return ours
    })
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  readonly report = (report: Report): void | Promise<void> => this.#telling.report(report)

  /** Resolves with how many wait in its line; undefined when it is not to be run: it has ended, or did so just now. */
  async claim({ job, line, waiting }: Origin): Promise<number | undefined> {
    const { redis, keys, results, insist } = this.#options
    const values = [keys.root, results, streamOf(this.task), line, enteredEntry(this.task), job, this.token]
    const [begun, size] = (await insist(() => claiming.run(redis, [waiting], values))) as [number, number?]
    this.claimed = true
    if (begun > starts) await this.report(lost)
    return begun === 0 || begun > starts || this.signal.aborted ? undefined : (size ?? 0)
  }

  /** Tells the end, if the function has not; resolves when it has been told. */
  async end(): Promise<void> {
    void this.report(unfinished)
    await this.#telling.told()
  }

  /** Gives it back, for another process to begin anew, unless its end is being told. */
  async release(): Promise<void> {
    if (this.#telling.over) return this.#telling.told()
    const { redis, keys, results } = this.#options
    this.stop()
    await releasing.run(redis, [], [keys.root, results, this.task.id, this.token])
  }

  /** Nobody wants it any more. */
  stop(): void {
    this.#telling.abandon()
    this.#abort.abort()
  }
}
