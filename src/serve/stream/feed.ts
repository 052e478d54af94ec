import { soon } from '../../core/soon.ts'
import type { Message } from '../../wire/message.ts'
import type { Dialect } from './dialect.ts'
import { Hold } from './hold.ts'
import { Log, withId, type Piece } from './log.ts'
import { Roster } from './roster.ts'
import type { RunFollower } from './run-follower.ts'

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
  /** Milliseconds the runs of a visitor go on when nobody listens. */
  readonly vanished: number
  /** Told when that time is over. */
  readonly onVanished: (feed: Feed) => void
  /** Told when a reader has read so many messages and the end behind them. */
  readonly onSettled: (feed: Feed, messages: number) => void
  /** Told when nothing is pending and nobody listens. */
  readonly onIdle: (feed: Feed) => void
}

/** Characters read at a time. */
const pieceSize = 64 * 1024
/** Milliseconds a new run waits at most for old streams to end. */
const patience = 2_000

/**
 * What one stream carries: the runs of a session, or a single run. It may be read late, twice, or by several at once:
 * each reader has a place of its own, and whoever is too far behind is told how things stand.
 */
export class Feed {
  /** A reader let its stream end instead of leaving it: the next ones of this visitor will too. */
  staying = false
  readonly #options: FeedOptions
  readonly #log = new Log()
  readonly #roster = new Roster<RunFollower>()
  readonly #listeners = new Set<Listener>()
  /** Streams that are about to end. */
  #closing: Set<Promise<void>> | undefined
  /** All before was read by somebody. */
  #delivered = 0
  /** All before belongs to runs somebody has read to the end. */
  #settled = 0
  #hold: Hold | undefined
  #lingering = 0
  #closed = false
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

  /** Nothing more will be said here, though runs may be pending. */
  get closed(): boolean {
    return this.#closed
  }

  /** The runs that have not ended. */
  get runs(): readonly RunFollower[] {
    return this.#roster.runs
  }

  find(id: string): RunFollower | undefined {
    return this.#roster.find(id)
  }

  add(run: RunFollower): void {
    this.#roster.add(run, this.#log.end)
    this.#vanishLater()
  }

  /** So many messages were said before, elsewhere; called before the first one here. */
  skip(messages: number): void {
    this.#log.skip(messages)
  }

  /** Runs nothing of which may be read yet. */
  get held(): number {
    return this.#hold?.size ?? 0
  }

  /** Nothing of this run may be read until then. */
  hold(id: string, until: Promise<void>): void {
    this.#hold ??= new Hold(() => this.#wakeSoon())
    this.#hold.keep(id, until)
  }

  /** A stream that has told all stays open until then: more may come at any moment. */
  linger(until: Promise<void>): void {
    this.#lingering += 1
    void until.then(() => {
      this.#lingering -= 1
      if (this.#lingering === 0) this.#wakeSoon()
    })
  }

  say(message: Message): void {
    const number = this.#log.end
    const frame = this.dialect.frame(message, number)
    this.#roster.note(message, number, { size: frame.length, delivered: this.#delivered })
    this.#log.append(frame)
    // Who waits for hours is told of its place again and again.
    const before = message.msg === 'estimation' ? this.#roster.place(message.event_id, number) : undefined
    if (before !== undefined) this.#log.forget(before)
    this.#hold?.note(message.event_id ?? '', number)
    this.#wakeSoon()
    this.#idleSoon()
  }

  /** Lets all readers go. */
  close(): void {
    this.#closed = true
    clearTimeout(this.#vanishing)
    for (const listener of this.#listeners) listener.end()
  }

  /** Where a new reader begins: after what was read to the end; before everything when nothing else is left to tell. */
  get start(): number {
    return this.busy || this.#roster.pending > 0 ? this.#settled : -1
  }

  /** What there is to say from `cursor` on, with `id` lines or without; `over` when nothing will follow. */
  read(cursor: number, ids: boolean): Piece & { over: boolean } {
    const piece =
      this.#log.read(cursor, { most: pieceSize, before: this.#hold?.first, ids }) ?? this.#standing(cursor, ids)
    this.#delivered = Math.max(this.#delivered, piece.cursor)
    const told = this.#roster.pending === 0 && piece.cursor >= this.#log.end
    return { ...piece, over: told && (this.#lingering === 0 || this.#closed) }
  }

  join(listener: Listener): void {
    this.#listeners.add(listener)
    clearTimeout(this.#vanishing)
  }

  leave(listener: Listener): void {
    if (!this.#listeners.delete(listener)) return
    if (this.#listeners.size === 0) this.#log.dropBefore(this.#settled)
    this.#idleSoon()
    this.#vanishLater()
  }

  /** A reader was told all: what was said so far need not be said again, here or elsewhere. */
  settle(): void {
    this.settled(this.#log.end)
    this.#options.onSettled(this, this.#log.end)
  }

  /** Somebody has read so many messages and the end behind them. */
  settled(messages: number): void {
    this.#settled = Math.max(this.#settled, Math.min(messages, this.#log.end))
  }

  /** A reader is about to see its stream end; no run may join before it has: it would wait for a stream that nobody opens. */
  closing(end: Promise<void>): void {
    const closing = (this.#closing ??= new Set())
    closing.add(end)
    void end.then(() => closing.delete(end))
  }

  /** Resolves when no stream is about to end. */
  async open(): Promise<void> {
    if (this.#closing === undefined || this.#closing.size === 0) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, patience)
    })
    await Promise.race([Promise.all(this.#closing), late])
    clearTimeout(timer)
  }

  #vanishLater(): void {
    if (!this.dialect.visited || this.#closed || this.#listeners.size > 0 || this.#roster.pending === 0) return
    clearTimeout(this.#vanishing)
    this.#vanishing = setTimeout(() => this.#options.onVanished(this), this.#options.vanished)
    this.#vanishing.unref?.()
  }

  /** One who has read more than was ever said here was told by another process: all may be news. */
  #standing(cursor: number, ids: boolean): Piece {
    const last = this.#log.end - 1
    const frames = this.#roster.news(cursor, cursor > this.#log.end).map((message) => this.dialect.frame(message, last))
    const texts = ids ? frames.map((frame) => withId(last, frame)) : frames
    return { text: texts.join(''), cursor: this.#log.end }
  }

  /** Lets what happens in one go be written in one go. */
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
