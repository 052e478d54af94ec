import { HfnError, type ErrorCode } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'
import type { TreeFile } from '../cache/contract.ts'

/** What may help: the same request once more, or the whole file from its start because parts of it cannot be had. */
export type Remedy = 'again' | 'whole'

/** A try that failed in a way that has a remedy; never leaves the download. */
export class Trouble extends Error {
  readonly error: HfnError
  readonly remedy: Remedy

  constructor(error: HfnError, remedy: Remedy) {
    super(error.message, { cause: error })
    this.error = error
    this.remedy = remedy
  }
}

/** What another connection may mend. */
const passing: ReadonlySet<ErrorCode> = new Set(['UNREACHABLE', 'TIMEOUT', 'STREAM_BROKEN'])

/** A failure of a request as trouble, where trying again may help. */
export const mendable = (failure: unknown, signal: AbortSignal, more?: ErrorCode): unknown =>
  HfnError.is(failure) && (passing.has(failure.code) || failure.code === more) && !signal.aborted
    ? new Trouble(failure, 'again')
    : failure

/** A body that came to a clean end before its time. */
export const endedEarly = ({ path, size }: TreeFile, at: number): Trouble =>
  new Trouble(
    new HfnError('STREAM_BROKEN', `${oneLine(path)} ended after ${at} of ${size} bytes`, {
      hint: 'Run it again: it goes on from there.',
    }),
    'again',
  )
