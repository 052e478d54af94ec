import { abortReason, whenAborted } from '../../core/abort.ts'
import type { HfnError } from '../../core/error.ts'

interface Deadline {
  readonly signal: AbortSignal
  /** Called when the work is done. */
  readonly end: () => void
}

/** Aborts with the caller's signal, or when the time (in milliseconds) is up. */
export const deadline = (signal: AbortSignal | null | undefined, time: number, late: () => HfnError): Deadline => {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(late()), time)
  const release = signal ? whenAborted(signal, () => stop.abort(abortReason(signal))) : undefined
  if (signal?.aborted === true) stop.abort(abortReason(signal))
  return {
    signal: stop.signal,
    end: () => {
      clearTimeout(timer)
      release?.()
    },
  }
}

/** What the work gives, unless the signal aborts before: a resolver cannot be told to stop. */
export const unlessAborted = async <Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> => {
  let release = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    release = whenAborted(signal, () => reject(signal.reason))
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    release()
  }
}
