import { HfnError } from '../core/error.ts'
import type { Job, RunEvent, Value } from './callable.ts'
import type { Finished, Run } from './run.ts'
import { Work, type WorkOptions } from './work.ts'

/** Starts the work, at once and once, and gives the job that tells of it; `start` may throw, ignore `run.signal`, never settle. */
export const startJob = <Outputs extends readonly unknown[] = readonly unknown[]>(
  start: (run: Run) => Promise<Finished>,
  options: WorkOptions = {},
): Job<Outputs> => new RunningJob<Outputs>(start, options)

class RunningJob<Outputs extends readonly unknown[]> implements Job<Outputs> {
  readonly [Symbol.toStringTag] = 'Job'
  readonly id: string
  readonly #work: Work<Outputs>
  #awaited = false

  constructor(start: (run: Run) => Promise<Finished>, options: WorkOptions) {
    this.#work = new Work(options, () => (this.#awaited ? undefined : this.cancel()))
    this.id = this.#work.id
    void this.#work.start(start)
  }

  then<Fulfilled = Value<Outputs>, Rejected = never>(
    onFulfilled?: ((value: Value<Outputs>) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.#value().then(onFulfilled, onRejected)
  }

  catch<Rejected = never>(
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Value<Outputs> | Rejected> {
    return this.#value().catch(onRejected)
  }

  finally(onFinally?: (() => void) | null): Promise<Value<Outputs>> {
    return this.#value().finally(onFinally)
  }

  outputs(): Promise<Outputs> {
    this.#awaited = true
    return this.#work.outputs
  }

  async cancel(): Promise<void> {
    this.#work.stop(new HfnError('CANCELLED', 'The run was cancelled'))
    await this.#work.outputs.catch(() => {})
  }

  [Symbol.asyncIterator](): AsyncIterator<RunEvent<Outputs>, undefined> {
    return this.#work.readers.open()
  }

  async #value(): Promise<Value<Outputs>> {
    const outputs = await this.outputs()
    return (outputs.length > 1 ? outputs : outputs[0]) as Value<Outputs>
  }
}
