import { setTimeout as pause } from 'node:timers/promises'

/** Does it again until Redis has answered. */
export type Insist = <Value>(act: () => Promise<Value>) => Promise<Value>

/** Milliseconds between two attempts. */
const again = 1_000

/** Until the signal aborts: then the error is thrown. */
export const insistent =
  (signal: AbortSignal, onError: (error: unknown) => void): Insist =>
  async (act) => {
    for (;;) {
      try {
        return await act()
      } catch (error) {
        if (signal.aborted) throw error
        onError(error)
        await pause(again, undefined, { ref: false })
      }
    }
  }
