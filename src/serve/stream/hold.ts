/** Frames that may not be read yet, nor those behind them. */
export class Hold {
  readonly #kept = new Set<string>()
  /** Number of the first frame of each run that waits. */
  readonly #frames = new Map<string, number>()
  readonly #freed: () => void

  /** @param freed told when more may be read */
  constructor(freed: () => void) {
    this.#freed = freed
  }

  get size(): number {
    return this.#kept.size
  }

  /** Number of the first frame that must wait. */
  get first(): number {
    return Math.min(...this.#frames.values())
  }

  /** Nothing of this run may be read until then. */
  keep(id: string, until: Promise<void>): void {
    this.#kept.add(id)
    void until.then(() => {
      this.#kept.delete(id)
      if (this.#frames.delete(id)) this.#freed()
    })
  }

  /** The frame of this number tells of a run. */
  note(id: string, number: number): void {
    if (this.#kept.has(id) && !this.#frames.has(id)) this.#frames.set(id, number)
  }
}
