/** Characters kept; readers further behind are told how things stand now instead. */
const limit = 1024 * 1024

export interface Piece {
  readonly text: string
  /** Where to read on. */
  readonly cursor: number
}

/** The frames of a stream by number, as far back as there is room. */
export class Log {
  readonly #frames: string[] = []
  /** Number of the first frame still here. */
  #first = 0
  #size = 0

  /** Number of the next frame. */
  get end(): number {
    return this.#first + this.#frames.length
  }

  get size(): number {
    return this.#size
  }

  append(frame: string): void {
    this.#frames.push(frame)
    this.#size += frame.length
    // Half at a time, so that long streams do not move the whole list with every frame.
    if (this.#size > limit && this.#frames.length > 1) this.dropBefore(this.#first + Math.ceil(this.#frames.length / 2))
  }

  dropBefore(number: number): void {
    const dropped = this.#frames.splice(0, Math.max(number - this.#first, 0))
    this.#first += dropped.length
    for (const frame of dropped) this.#size -= frame.length
  }

  /** The frames from `cursor` on, about `most` characters of them; undefined when the first of them is gone. */
  read(cursor: number, most: number): Piece | undefined {
    if (cursor < this.#first) return undefined
    let text = ''
    let at = cursor - this.#first
    while (at < this.#frames.length && text.length < most) text += this.#frames[at++]
    return { text, cursor: this.#first + at }
  }
}
