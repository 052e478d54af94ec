import { whenAborted } from '../../core/abort.ts'

/** What can end a run from our side. */
export interface Endings {
  /** The run was cancelled: the other side is told first. */
  readonly signal: AbortSignal
  /** The connection was closed: nobody is told. */
  readonly closed: AbortSignal
  readonly tell: () => Promise<void>
}

/** Does `work` until it settles or ends by `endings`; `stop` aborts whatever the work still holds, in every case. */
export const cancellable = async <Result>(
  { signal, closed, tell }: Endings,
  work: (stop: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const stop = new AbortController()
  let release = (): void => {}
  const ended = new Promise<never>((_, reject) => {
    const cancel = (): void => void tell().finally(() => reject(signal.reason))
    const leave = (): void => reject(closed.reason)
    const released = [whenAborted(signal, cancel), whenAborted(closed, leave)]
    release = () => released.forEach((each) => each())
    if (signal.aborted) cancel()
    if (closed.aborted) leave()
  })
  try {
    return await Promise.race([work(stop.signal), ended])
  } finally {
    release()
    stop.abort()
  }
}
