import type { LogEvent, ProgressEvent, QueueEvent, RunSession, Update, UploadProgress } from './callable.ts'

/** What a source is given to work with during one run. */
export interface Run {
  readonly id: string
  /** Aborts when the run is cancelled or its time is up. Made when first asked for: `onStop` costs less. */
  readonly signal: AbortSignal
  /** Why the run was stopped; undefined while it is wanted. */
  readonly stopped: Error | undefined
  /** Calls `act` once when the run is stopped; gives the function that takes this back. */
  onStop(act: () => void): () => void
  /** Tells the readers something; never blocks, never throws. */
  emit(event: QueueEvent | ProgressEvent | LogEvent | SourceOutput): void
  /** Undefined when the readers keep up; otherwise resolves when they have caught up or nobody reads any more. */
  ready(): Promise<void> | undefined
  readonly onUpload?: ((progress: UploadProgress) => void) | undefined
  readonly session?: RunSession | undefined
}

/** An output as a source says it. */
export interface SourceOutput {
  readonly type: 'output'
  readonly data: readonly unknown[]
  readonly updates?: readonly (Update | null)[] | undefined
}

/** How a run ended well. */
export interface Finished {
  readonly data: readonly unknown[]
  readonly updates?: readonly (Update | null)[] | undefined
  readonly seconds?: number | undefined
}

/**
 * Does the work of a callable: emits events, resolves with the final outputs, rejects with what went wrong.
 * It settles soon after `run.signal` aborts, when the other side has been told.
 * @param input arguments by name: checked, named as the parameters are, defaults filled
 */
export type Start = (input: Readonly<Record<string, unknown>>, run: Run) => Promise<Finished>
