import { HfnError } from '../../core/error.ts'
import { failureOf, serverStopped } from '../failure.ts'
import type { Assignment, Queue, QueueHost, Report, Task } from './contract.ts'
import { Line, type Ticket } from './line.ts'

/** Characters the arguments of all who wait may have together. */
const mostCharacters = 256 * 1024 * 1024

const queueFull = (limit: number, waiting: number): HfnError =>
  new HfnError('QUEUE_FULL', `Queue is full. Max size is ${limit} and size is ${waiting}.`, {
    hint: 'Try again later.',
    status: 503,
  })

/** A task at work; who waits has no controller, because there may be thousands of them. */
interface Work extends Ticket {
  readonly abort: AbortController
}

/** Lines in this process. */
class MemoryQueue implements Queue {
  readonly #host: QueueHost
  readonly #most: number
  readonly #lines = new Map<string, Line>()
  readonly #waiting = new Map<string, Ticket>()
  readonly #working = new Map<string, Work>()
  /** Characters of those waiting. */
  #held = 0
  #closed = false
  #drained: (() => void) | undefined

  constructor(host: QueueHost, most: number) {
    this.#host = host
    this.#most = most
  }

  enter(task: Task): void {
    if (this.#closed) throw new HfnError('APP_STOPPED', 'Queue is stopped.', { status: 503 })
    const rules = this.#host.lines.get(task.function)
    if (rules === undefined) throw new HfnError('INTERNAL', `No line for ${task.function}`)
    const line = this.#line(rules.name, rules.limit)
    const waiting = this.#waiting.size
    const size = line.full ? JSON.stringify(task.given).length : 0
    if (line.full && (waiting >= this.#host.maxQueue || this.#held + size > this.#most)) {
      throw queueFull(this.#host.maxQueue, waiting)
    }
    this.#host.entered(task)
    const ticket = { task, rules, size }
    this.#waiting.set(task.id, ticket)
    this.#held += size
    line.enter(ticket)
  }

  cancel({ id, session }: Pick<Task, 'id' | 'session'>): void {
    const ticket = this.#waiting.get(id)
    if (ticket?.task.session === session) {
      this.#lines.get(ticket.rules.name)?.leave(ticket)
      return this.#end(ticket, { type: 'stopped' })
    }
    const work = this.#working.get(id)
    if (work?.task.session === session) work.abort.abort(new HfnError('CANCELLED', 'The run was cancelled'))
  }

  async drain(signal?: AbortSignal): Promise<void> {
    this.#closed = true
    for (const line of this.#lines.values()) {
      for (const ticket of line.empty())
        this.#end(ticket, { type: 'failed', error: failureOf(serverStopped(), ticket.task.id) })
    }
    if (this.#working.size === 0 || signal?.aborted === true) return
    await new Promise<void>((resolve) => {
      this.#drained = resolve
      signal?.addEventListener('abort', () => resolve(), { once: true })
    })
  }

  async close(): Promise<void> {
    await this.drain(AbortSignal.abort())
    for (const { abort } of this.#working.values()) abort.abort(serverStopped())
  }

  #line(name: string, limit: number): Line {
    const known = this.#lines.get(name)
    if (known !== undefined) return known
    const line = new Line({
      limit,
      start: (tickets) => this.#start(tickets),
      moved: ({ task }, place) => this.#host.report(task, { type: 'place', ...place }),
    })
    this.#lines.set(name, line)
    return line
  }

  async #start(tickets: readonly Ticket[]): Promise<void> {
    const batch = tickets.map((ticket) => this.#assign(ticket))
    await this.#host.perform(batch)
    for (const { task } of tickets) this.#working.delete(task.id)
    if (this.#working.size === 0) this.#drained?.()
  }

  #assign(ticket: Ticket): Assignment {
    const { task } = ticket
    const abort = new AbortController()
    this.#forget(ticket)
    this.#working.set(task.id, { ...ticket, abort })
    return { task, signal: abort.signal, report: (report) => this.#host.report(task, report) }
  }

  #end(ticket: Ticket, report: Report): void {
    this.#forget(ticket)
    this.#host.report(ticket.task, report)
  }

  #forget({ task, size }: Ticket): void {
    if (this.#waiting.delete(task.id)) this.#held -= size
  }
}

/** Lines in this process alone. */
export const memoryQueue = (host: QueueHost, most = mostCharacters): Queue => new MemoryQueue(host, most)
