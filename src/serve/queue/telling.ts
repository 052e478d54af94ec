import { whenAborted } from '../../core/abort.ts'
import { HfnError } from '../../core/error.ts'
import { failureOf } from '../failure.ts'
import type { Settings } from '../options.ts'
import type { Assignment, Report, Task } from './contract.ts'

/** What is told of one task at work: nothing follows its end, and there is one end. */
export class Telling {
  readonly task: Task
  readonly signal: AbortSignal
  readonly #report: Assignment['report']
  readonly #settings: Settings
  readonly #forget: () => void
  #ended = false

  constructor({ task, signal, report }: Assignment, settings: Settings) {
    this.task = task
    this.signal = signal
    this.#report = report
    this.#settings = settings
    this.#forget = whenAborted(signal, () => void this.#stop())
    if (signal.aborted) void this.#stop()
  }

  get ended(): boolean {
    return this.#ended
  }

  tell(report: Report): void | Promise<void> {
    if (!this.#ended) return this.#report(report)
  }

  /** A result that cannot be carried fails its own run alone. */
  async done(data: readonly unknown[], seconds: number | undefined): Promise<void> {
    if (!this.#close()) return
    try {
      await this.#report({ type: 'done', data, seconds })
    } catch (error) {
      await this.#last(this.#failed(error))
    }
  }

  async fail(error: unknown): Promise<void> {
    if (!this.#close()) return
    const cancelled = HfnError.is(error) && error.code === 'CANCELLED'
    await this.#last(cancelled ? { type: 'stopped' } : this.#failed(error))
  }

  async #stop(): Promise<void> {
    if (!this.#close()) return
    const reason: unknown = this.signal.reason
    const meant = HfnError.is(reason) && reason.code !== 'CANCELLED'
    await this.#last(meant ? { type: 'failed', error: failureOf(reason, this.task.id) } : { type: 'stopped' })
  }

  #failed(error: unknown): Report {
    this.#settings.onError(error, this.task.id)
    return { type: 'failed', error: failureOf(error, this.task.id, this.#settings.showErrors) }
  }

  async #last(report: Report): Promise<void> {
    try {
      await this.#report(report)
    } catch (error) {
      this.#settings.onError(error, this.task.id)
    }
  }

  #close(): boolean {
    if (this.#ended) return false
    this.#ended = true
    this.#forget()
    return true
  }
}
