import { abortReason, whenAborted } from '../../core/abort.ts'
import { pause as wait } from '../../core/pause.ts'

/** Ends with the promise, or sooner with the reason of the abort. */
const orAborted = <Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> => {
  if (signal === undefined) return work
  if (signal.aborted) return Promise.reject(abortReason(signal))
  return new Promise((resolve, reject) => {
    const forget = whenAborted(signal, () => reject(abortReason(signal)))
    work.then(resolve, reject).finally(forget)
  })
}

/** Some milliseconds, no two waiters the same. @throws the reason of the abort */
export const pause = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> =>
  wait(milliseconds * (0.5 + Math.random()), signal)

const turns = new Map<string, Promise<void>>()

/** Waits until no other work of this process has the key; gives the function that lets the next one on. */
export const takeTurn = async (key: string, signal: AbortSignal | undefined): Promise<() => void> => {
  if (signal?.aborted === true) throw abortReason(signal)
  for (let other = turns.get(key); other !== undefined; other = turns.get(key)) await orAborted(other, signal)
  let end = (): void => {}
  turns.set(
    key,
    new Promise<void>((resolve) => {
      end = () => {
        turns.delete(key)
        resolve()
      }
    }),
  )
  return end
}
