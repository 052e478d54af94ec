import { abortReason, whenAborted } from '../../core/abort.ts'

/** Small files wait for answers, large ones for bytes: each kind has its own line. */
export type Kind = 'small' | 'large'

/** Connections for parts of large files: more carry no more, and each takes memory. */
const mostLarge = 16

interface Waiting {
  readonly start: () => void
}

/**
 * The connections a download may have at once, shared between small files and parts of large ones: a free one goes to the
 * kind that has fewer, and none stays free while anybody waits.
 */
export class Slots {
  readonly limit: number
  readonly #held: Record<Kind, number> = { small: 0, large: 0 }
  readonly #lines: Record<Kind, Waiting[]> = { small: [], large: [] }

  constructor(limit: number) {
    this.limit = limit
  }

  /** Does the work as soon as there is a connection for it. */
  async use<Result>(kind: Kind, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    await this.#take(kind, signal)
    try {
      return await work()
    } finally {
      this.#held[kind]--
      this.#next()
    }
  }

  #take(kind: Kind, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(abortReason(signal))
      const line = this.#lines[kind]
      const waiting: Waiting = {
        start: () => {
          release()
          resolve()
        },
      }
      const release = whenAborted(signal, () => {
        line.splice(line.indexOf(waiting), 1)
        reject(abortReason(signal))
      })
      line.push(waiting)
      this.#next()
    })
  }

  #next(): void {
    const { small, large } = this.#held
    if (small + large >= this.limit) return
    const order: readonly Kind[] = small <= large ? ['small', 'large'] : ['large', 'small']
    const isFree = (kind: Kind): boolean => kind === 'small' || large < mostLarge
    const kind = order.find((each) => isFree(each) && this.#lines[each].length > 0)
    if (kind === undefined) return
    this.#held[kind]++
    this.#lines[kind].shift()?.start()
  }
}
