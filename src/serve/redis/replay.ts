import type { QueueHost, Report, Task } from '../queue/contract.ts'
import { EntryReader, type Entry } from './entry.ts'

interface Told {
  readonly task: Task
  readonly reader: EntryReader
}

const last: ReadonlySet<Report['type']> = new Set<Report['type']>(['done', 'failed', 'stopped'])

export const isLast = ({ type }: Report): boolean => last.has(type)

/** Tells the streams of this process what the log of one stream says. */
export class Replay {
  readonly #stream: string
  readonly #host: QueueHost
  /** Runs that have not ended. */
  readonly #pending = new Map<string, Told>()

  constructor(stream: string, host: QueueHost) {
    this.#stream = stream
    this.#host = host
  }

  get pending(): boolean {
    return this.#pending.size > 0
  }

  tell(entry: Entry): void {
    if (typeof entry === 'number') return this.#host.settled?.(this.#stream, entry)
    if ('id' in entry) {
      this.#pending.set(entry.id, { task: entry, reader: new EntryReader() })
      return this.#host.entered(entry)
    }
    const [id, said] = entry
    const told = this.#pending.get(id)
    const report = told?.reader.read(said)
    if (told === undefined || report === undefined) return
    if (isLast(report)) this.#pending.delete(id)
    this.#host.report(told.task, report)
  }

  /** What was known of the runs is gone. */
  lose(report: Report): void {
    const lost = [...this.#pending.values()]
    this.#pending.clear()
    for (const { task } of lost) this.#host.report(task, report)
  }
}
