import { abortReason, whenAborted } from './abort.ts'

/** The longest a timer can run, in milliseconds. */
const longest = 2 ** 31 - 1

/** A time limit for a whole task, and the signal that ends it. */
export interface Deadline {
  /** Aborts when the time is up, or with the caller's. */
  readonly signal: AbortSignal
  /** True when it was the time that ended the task, and not the caller. */
  readonly isOver: () => boolean
}

/** A limit of so many milliseconds, 0 for none, beside the caller's own signal. */
export const deadline = (milliseconds: number, signal?: AbortSignal): Deadline => {
  const limit = milliseconds > 0 ? AbortSignal.timeout(Math.min(milliseconds, longest)) : undefined
  return {
    signal: AbortSignal.any([limit, signal].filter((each) => each !== undefined)),
    isOver: () => limit?.aborted === true && signal?.aborted !== true,
  }
}

/**
 * Waits so many milliseconds; rejects with the signal's reason when that aborts first.
 * In the background, the wait does not keep the process alive.
 */
export const pause = (milliseconds: number, signal?: AbortSignal, { background = false } = {}): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(abortReason(signal))
    const timer = setTimeout(() => {
      release?.()
      resolve()
    }, milliseconds)
    if (background && typeof timer === 'object') timer.unref()
    const release =
      signal &&
      whenAborted(signal, () => {
        clearTimeout(timer)
        reject(abortReason(signal))
      })
  })
