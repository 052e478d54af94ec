import type { HfnError } from '../../core/error.ts'
import type { Message } from '../../wire/message.ts'

/** A run as its stream knows it. */
export interface Follower {
  readonly id: string
  /** How things stand, for a reader who missed messages; `known` when the reader has seen outputs of it. */
  state(known: boolean): Message | undefined
  /** Stops the run; with a reason, it ends as a failure. */
  cancel(reason?: HfnError): void
}

interface Entry {
  readonly run: Follower
  /** Number of its first message with outputs. */
  opened: number | undefined
  /** Number of its last message about outputs. */
  told: number
  /** Characters of its result. */
  size: number
}

/** Finished runs that can be told of again after somebody has read them. */
const remembered = 64

/** The runs of a feed: those pending, and the last ones that ended, in the order in which they did. */
export class Roster {
  readonly #pending = new Map<string, Entry>()
  readonly #finished = new Map<string, Entry>()

  get pending(): number {
    return this.#pending.size
  }

  get empty(): boolean {
    return this.#pending.size === 0 && this.#finished.size === 0
  }

  /** Characters held. */
  get size(): number {
    let size = 0
    for (const entry of this.#finished.values()) size += entry.size
    return size
  }

  add(run: Follower, number: number): void {
    this.#pending.set(run.id, { run, opened: undefined, told: number, size: 0 })
  }

  remove(run: Follower): void {
    this.#pending.delete(run.id)
  }

  cancelAll(reason?: HfnError): void {
    for (const { run } of this.#pending.values()) run.cancel(reason)
  }

  /** Takes note of a message; `number` and `size` are its frame's, all before `delivered` was read by somebody. */
  note({ msg, event_id: id }: Message, number: number, { size, delivered }: { size: number; delivered: number }): void {
    const entry = this.#pending.get(id ?? '')
    if (entry === undefined || (msg !== 'process_generating' && msg !== 'process_completed')) return
    entry.told = number
    if (msg === 'process_generating') {
      entry.opened ??= number
      return
    }
    entry.size = size
    this.#pending.delete(entry.run.id)
    this.#finished.set(entry.run.id, entry)
    for (const [oldest, { told }] of this.#finished) {
      if (this.#finished.size <= remembered || told >= delivered) break
      this.#finished.delete(oldest)
    }
  }

  /** What a reader who has read up to `cursor` must be told to know how things stand. */
  news(cursor: number): Message[] {
    return [...this.#finished.values(), ...this.#pending.values()]
      .filter(({ told }) => told >= cursor)
      .map(({ run, opened }) => run.state(opened !== undefined && opened < cursor))
      .filter((message) => message !== undefined)
  }
}
