import { abortReason, whenAborted } from './abort.ts'

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
