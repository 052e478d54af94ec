import { HfnError } from './error.ts'

interface Entry {
  readonly act: () => void
  index: number
}

const watched = new WeakMap<AbortSignal, Entry[]>()

const watch = (signal: AbortSignal): Entry[] => {
  const entries: Entry[] = []
  signal.addEventListener('abort', () => entries.splice(0).forEach(({ act }) => act()), { once: true })
  watched.set(signal, entries)
  return entries
}

/**
 * Calls `act` when the signal aborts; gives the function that takes this back.
 * A signal gets one listener however many calls share it: that is cheaper, and Node warns of more than ten.
 */
export const whenAborted = (signal: AbortSignal, act: () => void): (() => void) => {
  const entries = watched.get(signal) ?? watch(signal)
  const entry = { act, index: entries.length }
  entries.push(entry)
  return () => {
    if (entries[entry.index] !== entry) return
    // The last one takes the place that becomes free.
    const last = entries.pop() ?? entry
    if (last === entry) return
    last.index = entry.index
    entries[entry.index] = last
  }
}

/** Why a signal ended the work: its reason where that is one of ours, else CANCELLED, or TIMEOUT for a signal of time. */
export const abortReason = (signal: AbortSignal): HfnError => {
  const reason: unknown = signal.reason
  if (HfnError.is(reason)) return reason
  return reason instanceof Error && reason.name === 'TimeoutError'
    ? new HfnError('TIMEOUT', 'The time given for this was up', { hint: 'Allow more time.', cause: reason })
    : new HfnError('CANCELLED', 'Cancelled', { cause: reason })
}
