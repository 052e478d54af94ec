/** Let in at once: as many as the disk serves at once, and as many again that wait for it. */
const few = 8

/** Milliseconds after which the next one is let in all the same: who waits for another process is passed by. */
const soon = 50

/** Lets work in a few at a time, so that the first is done with it before the last one begins. */
export class Entry {
  #inside = 0
  readonly #line: (() => void)[] = []

  async use<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#enter()
    let isInside = true
    const leave = (): void => {
      if (!isInside) return
      isInside = false
      this.#inside--
      this.#next()
    }
    const timer = setTimeout(leave, soon)
    try {
      return await work()
    } finally {
      clearTimeout(timer)
      leave()
    }
  }

  #enter(): Promise<void> {
    return new Promise((resolve) => {
      this.#line.push(resolve)
      this.#next()
    })
  }

  #next(): void {
    if (this.#inside >= few) return
    const enter = this.#line.shift()
    if (enter === undefined) return
    this.#inside++
    enter()
  }
}
