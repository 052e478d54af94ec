/** Tells, in a log that is read again from its beginning, what was read before from what is new. */
export class Replay {
  /** When the line before was written. */
  #before = -Infinity
  /** When the newest line was written that was read. */
  #last = -Infinity
  /** Lines of that moment: read, and met again. */
  #read = 0
  #met = 0
  #replaying = false

  /** From now on the log comes from its beginning again. */
  restart(): void {
    this.#replaying = true
    this.#met = 0
    this.#before = -Infinity
  }

  /**
   * Takes the time of the next line, NaN for one without, which is as old as the line before; true when the line is new.
   * All lines behind a new one are new, for logs are in order only roughly.
   */
  isNew(said: number): boolean {
    const time = Number.isNaN(said) ? this.#before : said
    this.#before = time
    if (this.#replaying && (time < this.#last || (time === this.#last && this.#met++ < this.#read))) return false
    this.#replaying = false
    if (time > this.#last) {
      this.#last = time
      this.#read = 0
    }
    if (time === this.#last) this.#read++
    return true
  }
}
