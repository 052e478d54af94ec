import { abortReason, whenAborted } from './abort.ts'

/** Waits so many milliseconds; rejects with the signal's reason when that aborts first. */
export const pause = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(abortReason(signal))
    const timer = setTimeout(() => {
      release?.()
      resolve()
    }, milliseconds)
    const release =
      signal &&
      whenAborted(signal, () => {
        clearTimeout(timer)
        reject(abortReason(signal))
      })
  })
