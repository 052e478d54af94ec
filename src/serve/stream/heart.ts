/** One who is told regularly that time has passed. */
export interface Beating {
  beat(): void
}

/** Parts of the period in which some of them are told, so that thousands are not told at once. */
const parts = 16

/** Tells all who want it once in every period, with one timer for all of them. */
export class Heart {
  readonly #slots: readonly Set<Beating>[] = Array.from({ length: parts }, () => new Set<Beating>())
  readonly #period: number
  #size = 0
  /** The part told last. */
  #now = 0
  #timer: ReturnType<typeof setInterval> | undefined

  /** @param period in milliseconds */
  constructor(period: number) {
    this.#period = period
  }

  /** Gives the function that ends it. */
  add(beating: Beating): () => void {
    const slot = this.#slots[this.#now] ?? new Set()
    slot.add(beating)
    this.#size += 1
    this.#timer ??= this.#start()
    return () => {
      if (!slot.delete(beating)) return
      this.#size -= 1
      if (this.#size > 0) return
      clearInterval(this.#timer)
      this.#timer = undefined
    }
  }

  #start(): ReturnType<typeof setInterval> {
    const timer = setInterval(() => {
      this.#now = (this.#now + 1) % parts
      for (const beating of this.#slots[this.#now] ?? []) beating.beat()
    }, this.#period / parts)
    timer.unref?.()
    return timer
  }
}
