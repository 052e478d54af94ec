import type { LineRules, Place, Task } from './contract.ts'

/** A task in line, or at work. */
export interface Ticket {
  readonly task: Task
  readonly rules: LineRules
  /** Characters its arguments take while it waits. */
  readonly size: number
}

interface LineOptions {
  readonly limit: number
  /** Runs tasks together; their place is free again when this settles. */
  readonly start: (tickets: readonly Ticket[]) => Promise<void>
  readonly moved: (ticket: Ticket, place: Place) => void
}

/** Milliseconds between two rounds of telling everybody in line where they stand; longer when there are more than can be told in it. */
const pause = 250
const toldPerMillisecond = 2
/** Weight of the newest run in the average. */
const newest = 0.3

/** One line: first come, first served, at most `limit` at a time. */
export class Line {
  readonly #options: LineOptions
  readonly #waiting = new Set<Ticket>()
  #running = 0
  /** Seconds a run takes. */
  #average: number | undefined
  #telling: ReturnType<typeof setTimeout> | undefined

  constructor(options: LineOptions) {
    this.#options = options
  }

  /** Nobody can start at once. */
  get full(): boolean {
    return this.#running >= this.#options.limit
  }

  enter(ticket: Ticket): void {
    this.#waiting.add(ticket)
    this.#options.moved(ticket, this.#place(this.#waiting.size - 1))
    this.#next()
  }

  /** Takes a waiting task out; false when it has started. */
  leave(ticket: Ticket): boolean {
    if (!this.#waiting.delete(ticket)) return false
    this.#tellLater()
    return true
  }

  /** Takes all out who wait. */
  empty(): Ticket[] {
    const tickets = [...this.#waiting]
    this.#waiting.clear()
    return tickets
  }

  #next(): void {
    while (!this.full) {
      const tickets = this.#together()
      if (tickets.length === 0) return
      for (const ticket of tickets) this.#waiting.delete(ticket)
      this.#running += 1
      void this.#run(tickets)
    }
  }

  /** The first in line, with those behind it that may start as one run with it. */
  #together(): Ticket[] {
    const tickets: Ticket[] = []
    for (const ticket of this.#waiting) {
      const first = tickets[0] ?? ticket
      if (ticket.task.function === first.task.function) tickets.push(ticket)
      if (tickets.length >= first.rules.batch) break
    }
    return tickets
  }

  async #run(tickets: readonly Ticket[]): Promise<void> {
    const began = performance.now()
    await this.#options.start(tickets)
    const seconds = (performance.now() - began) / 1_000
    this.#average = this.#average === undefined ? seconds : this.#average + newest * (seconds - this.#average)
    this.#running -= 1
    this.#next()
    this.#tellLater()
  }

  #place(position: number): Place {
    const rounds = Math.ceil((position + 1) / this.#options.limit)
    return { position, size: this.#waiting.size, eta: this.#average === undefined ? undefined : this.#average * rounds }
  }

  /** Not at every step: telling thousands each time one of them starts would be most of the work. */
  #tellLater(): void {
    if (this.#waiting.size === 0 || this.#telling !== undefined) return
    this.#telling = setTimeout(
      () => {
        this.#telling = undefined
        let position = 0
        for (const ticket of this.#waiting) this.#options.moved(ticket, this.#place(position++))
      },
      Math.max(pause, this.#waiting.size / toldPerMillisecond),
    )
    this.#telling.unref?.()
  }
}
