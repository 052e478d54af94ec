const nothing = new Uint8Array()

interface Found {
  /** Where the mark begins, in whole or as far as there are bytes; the length when it does not. */
  readonly at: number
  readonly whole: boolean
}

/** Bytes looked at one by one: where the wanted byte is frequent, that is cheaper than to be told of each. */
const near = 32

const indexOf = (bytes: Uint8Array, wanted: number, from: number): number => {
  const end = Math.min(from + near, bytes.length)
  for (let at = from; at < end; at++) if (bytes[at] === wanted) return at
  return bytes.indexOf(wanted, end)
}

/** Looks for a mark; one whose first byte does not occur in it again costs the same whatever the bytes are. */
const find = (bytes: Uint8Array, mark: Uint8Array): Found => {
  const [first = 0] = mark
  for (let at = indexOf(bytes, first, 0); at >= 0; at = indexOf(bytes, first, at + 1)) {
    let length = 1
    while (length < mark.length && bytes[at + length] === mark[length]) length += 1
    if (length === mark.length) return { at, whole: true }
    if (at + length === bytes.length) return { at, whole: false }
  }
  return { at: bytes.length, whole: false }
}

/** Reads a stream of bytes up to marks in it; it holds one chunk at a time. */
export class Scanner {
  readonly #source: AsyncIterator<Uint8Array>
  readonly #cut: () => Error
  #held: Uint8Array = nothing

  /** @param cut the error of a stream that ends before what is looked for */
  constructor(source: AsyncIterable<Uint8Array>, cut: () => Error) {
    this.#source = source[Symbol.asyncIterator]()
    this.#cut = cut
  }

  /** Bytes that count as if they stood before the others. */
  prepend(bytes: Uint8Array): void {
    this.#held = bytes
  }

  /** What comes before the mark, piece by piece; the mark itself is passed. Once at its end it gives nothing more. */
  async *until(mark: Uint8Array): AsyncGenerator<Uint8Array> {
    for (;;) {
      const held = this.#held
      const { at, whole } = find(held, mark)
      this.#held = held.subarray(whole ? at + mark.length : at)
      if (at > 0) yield held.subarray(0, at)
      if (whole) return
      await this.#more()
    }
  }

  /** The next bytes as text, one character each, without passing them. */
  async peek(count: number): Promise<string> {
    while (this.#held.length < count) await this.#more()
    return String.fromCharCode(...this.#held.subarray(0, count))
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#source.next()
    if (done === true) throw this.#cut()
    if (this.#held.length === 0) {
      this.#held = value
      return
    }
    const joined = new Uint8Array(this.#held.length + value.length)
    joined.set(this.#held)
    joined.set(value, this.#held.length)
    this.#held = joined
  }
}
