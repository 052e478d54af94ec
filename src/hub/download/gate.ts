import { pause } from '../../core/pause.ts'

/** Where all requests of a download wait when the Hub asks one of them to. */
export class Gate {
  #opens = Number.NEGATIVE_INFINITY

  /** Closes the gate for so long from now; true when that is longer than it was closed already. */
  close(seconds: number): boolean {
    const opens = performance.now() + seconds * 1000
    if (opens <= this.#opens + 1000) return false
    this.#opens = opens
    return true
  }

  async pass(signal: AbortSignal): Promise<void> {
    for (let wait = this.#opens - performance.now(); wait > 0; wait = this.#opens - performance.now())
      await pause(wait, signal)
  }
}
