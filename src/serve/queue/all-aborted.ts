import { whenAborted } from '../../core/abort.ts'

/** Aborts when all of them have. */
export const allAborted = (signals: readonly AbortSignal[]): AbortSignal => {
  const [first, ...others] = signals
  if (first !== undefined && others.length === 0) return first
  const all = new AbortController()
  const check = (): void => {
    if (signals.every(({ aborted }) => aborted)) all.abort(first?.reason)
  }
  for (const signal of signals) whenAborted(signal, check)
  check()
  return all.signal
}
