import { jitter } from '../../core/retry.ts'
import type { Trouble } from './trouble.ts'

/** Tries in a row that bring next to nothing, and bytes that are more than that. */
const most = 6
const worthwhile = 1024 * 1024

/** Bounds how often something is tried: without end only as long as that brings it forward. */
export class Tries {
  #failures = 0

  /** Milliseconds to wait before the next try, after one that kept so many bytes. @throws the trouble's error when there were enough */
  after({ error }: Trouble, kept: number): number {
    this.#failures = kept >= worthwhile ? 0 : this.#failures + 1
    if (this.#failures >= most) throw error
    return this.#failures === 0 ? 0 : jitter(this.#failures)
  }
}
