import { redact } from './secret.ts'

/**
 * Every code an hfn error can carry, with the exit status the command line gives it.
 * 1 the function failed · 2 usage · 3 not found · 4 login · 5 not running · 6 timeout · 7 rate limit · 130 cancelled.
 */
export const exitStatus = {
  FUNCTION_FAILED: 1,
  STREAM_BROKEN: 1,
  BAD_ANSWER: 1,
  TOO_LARGE: 1,
  FILE_FAILED: 1,
  CORRUPT: 1,
  INCOMPLETE: 1,
  EXISTS: 1,
  INTERNAL: 1,
  BAD_USAGE: 2,
  BAD_ARGUMENT: 2,
  BAD_FILE: 2,
  BAD_URL: 2,
  NOT_FOUND: 3,
  NO_SUCH_FUNCTION: 3,
  NO_SUCH_FILE: 3,
  NOT_A_GRADIO_APP: 3,
  LOGIN_NEEDED: 4,
  BAD_CREDENTIALS: 4,
  FORBIDDEN: 4,
  GATED: 4,
  UNREACHABLE: 5,
  APP_STOPPED: 5,
  QUEUE_FULL: 5,
  NOT_RUNNING: 5,
  OFFLINE: 5,
  TIMEOUT: 6,
  RATE_LIMITED: 7,
  CANCELLED: 130,
} as const

/** The closed list of error codes; stable, documented in docs/errors.md. */
export type ErrorCode = keyof typeof exitStatus

/** One thing wrong with one parameter. */
export interface Fault {
  readonly parameter: string
  readonly message: string
}

export interface ErrorDetails {
  /** What to do next: one sentence or a command. */
  hint?: string | undefined
  cause?: unknown
  /** Every fault found in the input, when the code is BAD_ARGUMENT. */
  faults?: readonly Fault[] | undefined
  /** HTTP status of the answer behind this error. */
  status?: number | undefined
  /** Seconds the other side asked us to wait. */
  retryAfter?: number | undefined
  /** The app's id of the run that failed. */
  eventId?: string | undefined
  /** The last outputs received before a run broke. */
  data?: readonly unknown[] | undefined
  /** A short heading the app gave for its error. */
  title?: string | undefined
}

const brand = Symbol.for('hfn.error')

/** The one error class of hfn: a stable `code`, one line of `message`, and a `hint` naming the next step. Tokens are masked. */
export class HfnError extends Error {
  override readonly name = 'HfnError'
  readonly [brand] = true
  readonly code: ErrorCode
  readonly hint: string | undefined
  readonly details: Omit<ErrorDetails, 'hint' | 'cause'>

  constructor(code: ErrorCode, message: string, { hint, cause, ...details }: ErrorDetails = {}) {
    super(redact(message), cause === undefined ? undefined : { cause })
    this.code = code
    this.hint = hint === undefined ? undefined : redact(hint)
    this.details = details
  }

  /** True for an HfnError of any copy of this package. */
  static is(value: unknown): value is HfnError {
    return typeof value === 'object' && value !== null && brand in value
  }

  /** The error as the last line of a JSONL run: `{type:'error', code, message, …}`. */
  toJSON(): Record<string, unknown> {
    const { code, message, hint, details } = this
    return { type: 'error', code, message, ...(hint === undefined ? {} : { hint }), ...details }
  }
}
