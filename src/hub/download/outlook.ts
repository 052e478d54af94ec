import type { ErrorCode, HfnError } from '../../core/error.ts'
import { codeOf } from '../../core/system-error.ts'

/** Files in a row that may fail for want of a network. */
const patience = 8

/** What would meet every other file too. */
const common: ReadonlySet<ErrorCode> = new Set([
  'CANCELLED',
  'OFFLINE',
  'RATE_LIMITED',
  'LOGIN_NEEDED',
  'BAD_CREDENTIALS',
  'GATED',
  'INTERNAL',
])

const outages: ReadonlySet<ErrorCode> = new Set(['UNREACHABLE', 'TIMEOUT', 'STREAM_BROKEN'])

/** Whether the network, or the other side, is to blame. */
export const isOutage = ({ code }: HfnError): boolean => outages.has(code)

/** Whether there is no room on the disk. */
export const isFull = (error: HfnError): boolean => ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error.cause))

/** Tells after each file whether the others still have a chance. */
export class Outlook {
  #failures = 0

  /** True when there is no use in going on. */
  isHopeless(error: HfnError): boolean {
    if (isOutage(error)) this.#failures++
    return common.has(error.code) || isFull(error) || this.#failures >= patience
  }

  succeed(): void {
    this.#failures = 0
  }
}
