import type { HfnError } from '../../core/error.ts'
import type { Message } from '../../wire/message.ts'
import type { Dialect } from './dialect.ts'
import { Log, type Piece } from './log.ts'
import { Roster, type Follower } from './roster.ts'

/** One who reads the stream. */
export interface Listener {
  /** There may be something to read. */
  wake(): void
  /** There will be nothing more. */
  end(): void
}

interface FeedOptions {
  readonly id: string
  readonly dialect: Dialect
  /** Milliseconds the runs of a visitor go on when nobody listens any more. */
  readonly vanished: number
  /** Told when nothing is pending and nobody listens. */
  readonly onIdle: (feed: Feed) => void
}

/** Characters read at a time. */
const pieceSize = 64 * 1024
/** Milliseconds a new run waits at most for old streams to end. */
const patience = 2_000

/** Lets what happens in one go be written in one go. */
const soon: (callback: () => void) => void = globalThis.setImmediate ?? ((callback) => setTimeout(callback, 0))

/**
 * What one stream carries: the runs of a session, or a single run. It may be read late, twice, or by several at once:
 * each reader has a place of its own, and whoever is too far behind is told how things stand.
 */
export class Feed {
  /** A reader let its stream end instead of leaving it: the next ones of this visitor will too. */
  staying = false
  readonly #options: FeedOptions
  readonly #log = new Log()
  readonly #roster = new Roster()
  readonly #listeners = new Set<Listener>()
  /** Streams that are about to end. */
  readonly #closing = new Set<Promise<void>>()
  /** All before was read by somebody. */
  #delivered = 0
  /** All before belongs to runs somebody has read to the end. */
  #settled = 0
  #waking = false
  #vanishing: ReturnType<typeof setTimeout> | undefined

  constructor(options: FeedOptions) {
    this.#options = options
  }

  get id(): string {
    return this.#options.id
  }

  get dialect(): Dialect {
    return this.#options.dialect
  }

  /** It has no run to tell of. */
  get empty(): boolean {
    return this.#roster.empty
  }

  /** Nothing is pending and nobody listens. */
  get idle(): boolean {
    return this.#roster.pending === 0 && this.#listeners.size === 0
  }

  /** Characters held. */
  get size(): number {
    return this.#log.size + this.#roster.size
  }

  /** There are runs whose end nobody has read. */
  get busy(): boolean {
    return this.#log.end > this.#settled
  }

  add(run: Follower): void {
    this.#roster.add(run, this.#log.end)
  }

  /** Takes a run back that never came to wait. */
  remove(run: Follower): void {
    this.#roster.remove(run)
    this.#idleSoon()
  }

  say(message: Message): void {
    const frame = this.dialect.frame(message, this.#log.end)
    this.#roster.note(message, this.#log.end, { size: frame.length, delivered: this.#delivered })
    if (frame !== '') this.#log.append(frame)
    this.#wakeSoon()
    this.#idleSoon()
  }

  /** Stops all runs, for this reason, and lets all readers go. */
  close(reason: HfnError): void {
    this.#roster.cancelAll(reason)
    for (const listener of this.#listeners) listener.end()
  }

  /** Where a new reader begins: after what was read to the end; before everything when nothing else is left to tell. */
  get start(): number {
    return this.busy || this.#roster.pending > 0 ? this.#settled : -1
  }

  /** What there is to say from `cursor` on; `over` when nothing will follow. */
  read(cursor: number): Piece & { over: boolean } {
    const from = Math.min(cursor, this.#log.end)
    const piece = this.#log.read(from, pieceSize) ?? this.#standing(from)
    this.#delivered = Math.max(this.#delivered, piece.cursor)
    return { ...piece, over: this.#roster.pending === 0 && piece.cursor >= this.#log.end }
  }

  join(listener: Listener): void {
    this.#listeners.add(listener)
    clearTimeout(this.#vanishing)
  }

  leave(listener: Listener): void {
    if (!this.#listeners.delete(listener)) return
    if (this.#listeners.size === 0) this.#log.dropBefore(this.#settled)
    this.#idleSoon()
    if (!this.dialect.visited || this.#listeners.size > 0 || this.#roster.pending === 0) return
    clearTimeout(this.#vanishing)
    this.#vanishing = setTimeout(() => this.#roster.cancelAll(), this.#options.vanished)
    this.#vanishing.unref?.()
  }

  /** A reader was told all: what was said so far need not be said again. */
  settle(): void {
    this.#settled = this.#log.end
  }

  /** A reader is about to see its stream end; no run may join before it has: it would wait for a stream that nobody opens. */
  closing(end: Promise<void>): void {
    this.#closing.add(end)
    void end.then(() => this.#closing.delete(end))
  }

  /** Resolves when no stream is about to end. */
  async open(): Promise<void> {
    if (this.#closing.size === 0) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, patience)
    })
    await Promise.race([Promise.all(this.#closing), late])
    clearTimeout(timer)
  }

  #standing(cursor: number): Piece {
    const frames = this.#roster.news(cursor).map((message) => this.dialect.frame(message, this.#log.end - 1))
    return { text: frames.join(''), cursor: this.#log.end }
  }

  #wakeSoon(): void {
    if (this.#waking || this.#listeners.size === 0) return
    this.#waking = true
    soon(() => {
      this.#waking = false
      for (const listener of this.#listeners) listener.wake()
    })
  }

  #idleSoon(): void {
    if (this.idle) soon(() => this.idle && this.#options.onIdle(this))
  }
}
