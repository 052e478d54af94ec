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
  let onAbort = (): void => {}
  let onClose = (): void => {}
  const ended = new Promise<never>((_, reject) => {
    onAbort = () => void tell().finally(() => reject(signal.reason))
    onClose = () => reject(closed.reason)
  })
  signal.addEventListener('abort', onAbort, { once: true })
  closed.addEventListener('abort', onClose, { once: true })
  if (signal.aborted) onAbort()
  if (closed.aborted) onClose()
  try {
    return await Promise.race([work(stop.signal), ended])
  } finally {
    signal.removeEventListener('abort', onAbort)
    closed.removeEventListener('abort', onClose)
    stop.abort()
  }
}
