import type { Message } from '../../wire/message.ts'

/** A run as its stream knows it. */
export interface Follower {
  readonly id: string
  /** How things stand, for a reader who missed messages; `known` when the reader has seen outputs of it. */
  state(known: boolean): Message | undefined
}

interface Entry<Run> {
  readonly run: Run
  /** Number of its first message with outputs. */
  opened: number | undefined
  /** Number of its last message about outputs. */
  told: number
  /** Number of the last message about its place in line. */
  placed: number | undefined
  /** Characters of its result. */
  size: number
}

/** Finished runs that can be told of again after somebody has read them. */
const remembered = 64

/** The runs of a feed: those pending, and the last ones that ended, in the order in which they did. */
export class Roster<Run extends Follower> {
  readonly #pending = new Map<string, Entry<Run>>()
  /** Made when the first run ends: thousands may wait. */
  #finished: Map<string, Entry<Run>> | undefined

  get pending(): number {
    return this.#pending.size
  }

  get empty(): boolean {
    return this.#pending.size === 0 && this.#finished === undefined
  }

  /** Characters held. */
  get size(): number {
    let size = 0
    for (const entry of this.#finished?.values() ?? []) size += entry.size
    return size
  }

  add(run: Run, number: number): void {
    this.#pending.set(run.id, { run, opened: undefined, told: number, placed: undefined, size: 0 })
  }

  /** The runs that have not ended. */
  get runs(): Run[] {
    return Array.from(this.#pending.values(), ({ run }) => run)
  }

  find(id: string): Run | undefined {
    return (this.#pending.get(id) ?? this.#finished?.get(id))?.run
  }

  /** Takes note of where a run stands in line; gives the number of the message that said so before. */
  place(id: string | null | undefined, number: number): number | undefined {
    const entry = this.#pending.get(id ?? '')
    const before = entry?.placed
    if (entry !== undefined) entry.placed = number
    return before
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
    const finished = (this.#finished ??= new Map())
    finished.set(entry.run.id, entry)
    for (const [oldest, { told }] of finished) {
      if (finished.size <= remembered || told >= delivered) break
      finished.delete(oldest)
    }
  }

  /** What a reader who has read up to `cursor` must be told to know how things stand; `all` when that was somewhere else. */
  news(cursor: number, all = false): Message[] {
    return [...(this.#finished?.values() ?? []), ...this.#pending.values()]
      .filter(({ told }) => all || told >= cursor)
      .map(({ run, opened }) => run.state(opened !== undefined && opened < cursor))
      .filter((message) => message !== undefined)
  }
}
