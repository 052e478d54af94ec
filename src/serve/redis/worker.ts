import type { Job, Worker as BullWorker } from 'bullmq'
import type { Redis } from 'ioredis'
import { whenAborted } from '../../core/abort.ts'
import type { QueueHost } from '../queue/contract.ts'
import { gather } from './batch.ts'
import type { Packages } from './connection.ts'
import { queueName } from './keys.ts'
import type { Line, Load } from './lines.ts'
import type { Places } from './places.ts'
import { Run, type RunOptions } from './run.ts'

/** Runs of one line at the same time in one process at most. */
const most = 1_000
/** Seconds an idle worker waits until it looks again by itself. */
const look = 1

export interface WorkersOptions extends RunOptions {
  readonly host: QueueHost
  readonly bullmq: Packages['bullmq']
  readonly subscriber: Redis
  readonly places: Places
  /** Milliseconds until a worker that gives no sign of life is lost. */
  readonly lockDuration: number
  readonly onError: (error: unknown) => void
}

/** Runs the tasks of all lines in this process, as BullMQ hands them out. */
export class Workers {
  readonly #options: WorkersOptions
  readonly #workers: readonly BullWorker<Load>[]
  readonly #runs = new Map<string, Run>()
  readonly #working = new Set<Promise<unknown>>()
  readonly #closing = new AbortController()
  #draining = false

  constructor(lines: readonly Line[], options: WorkersOptions) {
    this.#options = options
    const { subscriber } = options
    subscriber.on('message', (channel: string, id: string) => {
      if (channel === options.keys.cancelled) this.#runs.get(id)?.stop()
    })
    subscriber.on('ready', () => void this.#catchUp(lines).catch(options.onError))
    void subscriber.subscribe(options.keys.cancelled).catch(options.onError)
    this.#workers = lines.map((line) => this.#open(line))
  }

  /** Takes no more; resolves when nothing runs here, or when the signal aborts. */
  async drain(signal?: AbortSignal): Promise<void> {
    this.#draining = true
    await Promise.all(this.#workers.map((worker) => worker.pause(true)))
    const aborted = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }))
    while (this.#working.size > 0 && signal?.aborted !== true) {
      await Promise.race([Promise.all(this.#working), aborted])
    }
  }

  /** Gives back what still runs here: another process begins it anew. */
  async close(): Promise<void> {
    this.#draining = true
    this.#closing.abort()
    await Promise.all(this.#workers.map((worker) => worker.close()))
  }

  /** Lets go of connections that a close could not end. */
  disconnect(): void {
    for (const worker of this.#workers) worker.disconnect().catch(() => {})
  }

  #open(line: Line): BullWorker<Load> {
    const { bullmq, redis, keys, lockDuration, onError } = this.#options
    const worker = new bullmq.Worker<Load>(queueName(line.rules.name), (job, token) => this.#track(line, job, token), {
      connection: redis,
      prefix: keys.lines,
      concurrency: Math.min(line.rules.limit, most),
      lockDuration,
      stalledInterval: lockDuration / 2,
      // Runs count their starts themselves, so that whoever finds one lost too often can tell its readers.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      drainDelay: look,
      autorun: false,
    })
    worker.on('error', onError)
    void this.#start(line, worker).catch(onError)
    return worker
  }

  async #start(line: Line, worker: BullWorker<Load>): Promise<void> {
    await this.#options.insist(() => limit(line))
    if (!this.#draining) await worker.run()
  }

  async #track(line: Line, job: Job<Load>, token: string | undefined): Promise<void> {
    const work = this.#work(line, job, token)
    const settled = work.catch(() => {}).finally(() => this.#working.delete(settled))
    this.#working.add(settled)
    return work
  }

  async #work(line: Line, job: Job<Load>, token: string | undefined): Promise<void> {
    if (this.#draining) return this.#giveBack(job, token)
    const runs = await this.#begin(line, job)
    try {
      if (runs.length === 0) return
      await this.#perform(runs)
      await Promise.all(runs.map((run) => (this.#closing.signal.aborted ? run.release() : run.end())))
    } finally {
      for (const { task } of runs) this.#runs.delete(task.id)
    }
    if (this.#closing.signal.aborted) await this.#giveBack(job, token)
  }

  /** Resolves when the runs have ended, or when this process goes without them. */
  async #perform(runs: readonly Run[]): Promise<void> {
    if (this.#closing.signal.aborted) return
    let forget = (): void => {}
    const closing = new Promise<void>((resolve) => {
      forget = whenAborted(this.#closing.signal, resolve)
    })
    await Promise.race([this.#options.host.perform(runs), closing])
    forget()
  }

  /** The runs that start with this job: none when others were quicker or nobody wants them any more. */
  async #begin(line: Line, job: Job<Load>): Promise<Run[]> {
    const { onError } = this.#options
    const [own] = job.data.tasks
    const first = own === undefined ? undefined : await this.#claim(line, job, own)
    if (first === undefined) return []
    const runs = [first]
    try {
      for (const task of await gather(line, job)) {
        const run = await this.#claim(line, job, task)
        if (run !== undefined) runs.push(run)
        // Should it stay, whoever takes it finds its task begun.
        await line.queue.remove(task.id)
      }
    } catch (error) {
      onError(error)
    }
    return runs
  }

  async #claim(line: Line, job: Job<Load>, task: Load['tasks'][number]): Promise<Run | undefined> {
    const run = new Run(task, this.#options)
    // Before it is claimed, so that no word of its end is missed.
    this.#runs.set(task.id, run)
    const size = await run.claim({ job: job.id ?? task.id, line: line.rules.name, waiting: line.waiting })
    if (size === undefined) this.#runs.delete(task.id)
    else this.#options.places.moved(line, size)
    return size === undefined ? undefined : run
  }

  async #giveBack(job: Job<Load>, token: string | undefined): Promise<never> {
    await job.moveToWait(token)
    throw new this.#options.bullmq.WaitingError()
  }

  /** What was said while the connection was away was said to nobody; what Redis knew it may have forgotten. */
  async #catchUp(lines: readonly Line[]): Promise<void> {
    await Promise.all(lines.map(limit))
    const { subscriber, redis, keys } = this.#options
    await subscriber.subscribe(keys.cancelled)
    for (const run of this.#runs.values()) {
      if (!run.claimed) continue
      const token = await redis.hget(keys.of('run', run.task.id), 'token')
      if (token !== run.token) run.stop()
    }
  }
}

const limit = ({ rules, queue }: Line): Promise<unknown> =>
  Number.isFinite(rules.limit) ? queue.setGlobalConcurrency(rules.limit) : queue.removeGlobalConcurrency()
