/** Characters and frames kept; readers further behind are told how things stand now instead. */
const limit = 1024 * 1024
const mostFrames = 100_000

export interface Piece {
  readonly text: string
  /** Where to read on. */
  readonly cursor: number
}

interface ReadOptions {
  /** About so many characters. */
  readonly most: number
  /** No frame from this one on. */
  readonly before?: number | undefined
  /** Each frame begins with its number. */
  readonly ids: boolean
}

export const withId = (number: number, frame: string): string => `id: ${number}\n${frame}`

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

  /** Numbers begin later. */
  skip(frames: number): void {
    if (this.#frames.length === 0) this.#first += frames
  }

  /** Also a frame of no characters has its number. */
  append(frame: string): void {
    this.#frames.push(frame)
    this.#size += frame.length
    // Half at a time, so that long streams do not move the whole list with every frame.
    const full = this.#size > limit || this.#frames.length > mostFrames
    if (full && this.#frames.length > 1) this.dropBefore(this.#first + Math.ceil(this.#frames.length / 2))
  }

  /** What a frame said has been said again by a later one. */
  forget(number: number): void {
    const frame = this.#frames[number - this.#first]
    if (frame === undefined) return
    this.#frames[number - this.#first] = ''
    this.#size -= frame.length
  }

  dropBefore(number: number): void {
    const dropped = this.#frames.splice(0, Math.max(number - this.#first, 0))
    this.#first += dropped.length
    for (const frame of dropped) this.#size -= frame.length
  }

  /** The frames from `cursor` on; undefined when they are not here. */
  read(cursor: number, { most, before = this.end, ids }: ReadOptions): Piece | undefined {
    if (cursor < this.#first || cursor > this.end) return undefined
    const end = Math.min(before, this.end) - this.#first
    let text = ''
    let at = cursor - this.#first
    while (at < end && text.length < most) {
      const frame = this.#frames[at] ?? ''
      text += ids && frame !== '' ? withId(this.#first + at, frame) : frame
      at += 1
    }
    return { text, cursor: this.#first + at }
  }
}
