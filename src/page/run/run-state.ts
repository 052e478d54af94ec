import type { ProgressUnit } from '../../wire/message.ts'

/** Where a run stands, as visitors see it. */
export interface RunState {
  readonly phase: 'idle' | 'sending' | 'waiting' | 'running' | 'done' | 'failed' | 'stopped'
  /** Runs before this one, while it waits. */
  readonly position?: number | undefined
  /** Seconds until it starts, when known. */
  readonly eta?: number | undefined
  readonly progress?: ProgressUnit | undefined
  readonly error?: RunError | undefined
  /** Milliseconds, of `performance.now()`. */
  readonly startedAt?: number | undefined
  readonly seconds?: number | undefined
}

export interface RunError {
  readonly title: string
  readonly text: string
  readonly code?: string | undefined
}

const busy: ReadonlySet<RunState['phase']> = new Set(['sending', 'waiting', 'running'])

/** True from the click on Run to the end. */
export const isBusy = ({ phase }: RunState): boolean => busy.has(phase)
