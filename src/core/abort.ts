import { HfnError } from './error.ts'

const watched = new WeakMap<AbortSignal, Set<() => void>>()

/**
 * Calls `act` when the signal aborts; gives the function that takes this back.
 * A signal gets one listener however many calls share it: that is cheaper, and Node warns of more than ten.
 */
export const whenAborted = (signal: AbortSignal, act: () => void): (() => void) => {
  let acts = watched.get(signal)
  if (acts === undefined) {
    const all = new Set<() => void>()
    signal.addEventListener('abort', () => all.forEach((each) => each()), { once: true })
    watched.set(signal, all)
    acts = all
  }
  const calls = acts
  calls.add(act)
  return () => void calls.delete(act)
}

/** Why a signal ended the work: its reason where that is one of ours, else CANCELLED, or TIMEOUT for a signal of time. */
export const abortReason = (signal: AbortSignal): HfnError => {
  const reason: unknown = signal.reason
  if (HfnError.is(reason)) return reason
  return reason instanceof Error && reason.name === 'TimeoutError'
    ? new HfnError('TIMEOUT', 'The time given for this was up', { hint: 'Allow more time.', cause: reason })
    : new HfnError('CANCELLED', 'Cancelled', { cause: reason })
}
