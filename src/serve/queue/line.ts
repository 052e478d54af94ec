import type { Place, Ticket } from './queue.ts'

/** Milliseconds between two rounds of telling everybody in line where they stand; longer when there are more than can be told in it. */
const pause = 250
const toldPerMillisecond = 2
/** Weight of the newest run in the average. */
const newest = 0.3

/** One line: first come, first served, at most `limit` at a time. */
export class Line {
  readonly #limit: number
  readonly #left: () => void
  readonly #waiting = new Set<Ticket>()
  #running = 0
  /** Seconds a run takes. */
  #average: number | undefined
  #telling: ReturnType<typeof setTimeout> | undefined

  /** @param left told of each ticket that waits no more */
  constructor(limit: number, left: () => void) {
    this.#limit = limit
    this.#left = left
  }

  /** Nobody can start at once. */
  get full(): boolean {
    return this.#running >= this.#limit
  }

  enter(ticket: Ticket): void {
    this.#waiting.add(ticket)
    ticket.moved(this.#place(this.#waiting.size - 1))
    this.#next()
  }

  leave(ticket: Ticket): boolean {
    if (!this.#waiting.delete(ticket)) return false
    this.#left()
    this.#tellLater()
    return true
  }

  #next(): void {
    for (const ticket of this.#waiting) {
      if (this.full) break
      this.#waiting.delete(ticket)
      this.#left()
      this.#running += 1
      void this.#run(ticket)
    }
  }

  async #run(ticket: Ticket): Promise<void> {
    const began = performance.now()
    await ticket.start()
    const seconds = (performance.now() - began) / 1_000
    this.#average = this.#average === undefined ? seconds : this.#average + newest * (seconds - this.#average)
    this.#running -= 1
    this.#next()
    this.#tellLater()
  }

  #place(position: number): Place {
    const rounds = Math.ceil((position + 1) / this.#limit)
    return { position, size: this.#waiting.size, eta: this.#average === undefined ? undefined : this.#average * rounds }
  }

  /** Not at every step: telling thousands each time one of them starts would be most of the work. */
  #tellLater(): void {
    if (this.#waiting.size === 0 || this.#telling !== undefined) return
    this.#telling = setTimeout(
      () => {
        this.#telling = undefined
        let position = 0
        for (const ticket of this.#waiting) ticket.moved(this.#place(position++))
      },
      Math.max(pause, this.#waiting.size / toldPerMillisecond),
    )
    this.#telling.unref?.()
  }
}
