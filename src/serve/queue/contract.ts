import type { Output } from '../../wire/message.ts'
import type { LogEvent, ProgressEvent } from '../../callable/callable.ts'
import type { SessionStore } from '../session-store.ts'

/** One call as plain JSON: all that any worker, in this process or another, needs to run it. */
export interface Task {
  /** 32 hexadecimal digits, the `event_id` of its messages. */
  readonly id: string
  /** The stream that tells of it, and what a caller must name to cancel it. */
  readonly session: string
  /** `visit`: it shares its session's stream (`/queue/data`). `call`: its stream is its own (`/call/…`, `/run/…`). */
  readonly kind: 'visit' | 'call'
  /** Name of the function. */
  readonly function: string
  /** Arguments as they came, by position or by name. */
  readonly given: readonly unknown[] | Readonly<Record<string, unknown>>
  /** Address of the API as the caller sees it. */
  readonly root: string
  /** Who is logged in. */
  readonly user?: string | undefined
}

/** Name of the stream that tells of a task: what `follow` and `unfollow` are called with. */
export const streamOf = ({ id, session, kind }: Pick<Task, 'id' | 'session' | 'kind'>): string =>
  kind === 'visit' ? session : id

/** Where a run stands in line. */
export interface Place {
  /** 0 is next. */
  readonly position: number
  /** Runs waiting in the same line. */
  readonly size: number
  /** Seconds until it starts, when anything is known about it. */
  readonly eta?: number | undefined
}

/** What is told of one run, in order, as plain JSON; `done`, `failed` or `stopped` comes once and last. */
export type Report =
  | ({ readonly type: 'place' } & Place)
  | { readonly type: 'started' }
  | ProgressEvent
  | LogEvent
  /** All outputs as they stand on the wire: a whole snapshot, never a difference. */
  | { readonly type: 'output'; readonly data: readonly unknown[] }
  | { readonly type: 'done'; readonly data: readonly unknown[]; readonly seconds?: number | undefined }
  /** The failure as callers may see it. */
  | { readonly type: 'failed'; readonly error: Output }
  | { readonly type: 'stopped' }

/** A task whose turn it is. */
export interface Assignment {
  readonly task: Task
  /** Aborts when nobody wants the result any more. */
  readonly signal: AbortSignal
  readonly report: (report: Report) => void | Promise<void>
}

/** Functions that share a line: at most `limit` runs of it at a time, first come, first served. */
export interface LineRules {
  readonly name: string
  readonly limit: number
  /** Tasks of one function that may start together as one run; 1 for functions that are not batched. */
  readonly batch: number
}

/** What a queue needs of the app it works for. */
export interface QueueHost {
  /** The line each function waits in, by the function's name. */
  readonly lines: ReadonlyMap<string, LineRules>
  /** Tasks that may wait, all lines together. */
  readonly maxQueue: number
  /** Runs tasks of one function together (one, unless its line is batched). Never rejects; its last report ends each of them. */
  perform(batch: readonly Assignment[]): Promise<void>
  /** A task is in line, put there by this process or another: its stream begins to tell of it. */
  entered(task: Task): void
  /** The first reports of a stream are remembered no more, so many: `follow` says it before it tells of the rest. */
  skipped(stream: string, reports: number): void
  /** Something happened to a task that `entered` was told of. */
  report(task: Task, report: Report): void
  /** A reader, of this process or another, has read so many reports of a stream and its end: new readers begin behind them. */
  settled?(stream: string, reports: number): void
}

/** Decides when and where tasks run, and brings their reports to the streams of this process. */
export interface Queue {
  /** Puts a task in line; `entered` is called before it resolves. QUEUE_FULL (503) when too many wait. */
  enter(task: Task): void | Promise<void>
  /** Stops a task, waiting or running, in whatever process; its last report is `stopped`. Nothing happens when it has ended. */
  cancel(task: Pick<Task, 'id' | 'session'>): void | Promise<void>
  /**
   * Makes this process hear of a stream (see `streamOf`) that others may have put tasks in: `entered` and `report` are called
   * for all that is remembered of it, in order, then for all that comes. Resolves when what is remembered has been told.
   * Called before anything enters a stream, and each time before somebody reads it: then it resolves when all that came since
   * has been told. Absent where no other process shares the queue.
   */
  follow?(stream: string): Promise<void>
  /** The stream has no reader here any more; resolves with false when it has readers elsewhere. */
  unfollow?(stream: string): Promise<boolean>
  /** A reader here has read so many reports of a stream and its end: `settled` is called in all processes that follow it. */
  settle?(stream: string, reports: number): Promise<void>
  /** States of sessions where processes share them; absent: they stay in this process's memory. */
  readonly sessions?: SessionStore | undefined
  /** Takes no more tasks; resolves when none of those running here is left, or when the signal aborts. */
  drain(signal?: AbortSignal): Promise<void>
  /** Stops what still runs here and lets go of everything. */
  close(): Promise<void>
}

export type MakeQueue = (host: QueueHost) => Queue | Promise<Queue>
