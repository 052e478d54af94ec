import type { FakeContent } from './contract.ts'

/** Bytes that can be read from anywhere, as often as wanted, without being in memory as a whole. */
export interface Content {
  /** Bytes. */
  readonly size: number
  /** Equal for equal content. */
  readonly key: string
  /** The bytes from `start` up to, not including, `end`. */
  read(start: number, end: number): AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

const blockSize = 65_536
const pieceSize = 262_144
/** Marsaglia's xorshift of 32 bits: small, fast, and the same on every machine. */
const patternOf = (seed: number): Uint8Array => {
  const words = new Uint32Array(blockSize / 4)
  let word = (Math.imul(seed, 0x9e37_79b9) ^ 0x5bd1_e995) >>> 0 || 1
  for (let at = 0; at < words.length; at++) {
    word ^= word << 13
    word ^= word >>> 17
    word ^= word << 5
    words[at] = word
  }
  return new Uint8Array(words.buffer)
}

/** Bytes made as they are asked for: one pattern for the seed, each block of it marked with its number, so that no two blocks are alike. */
class Generated implements Content {
  readonly size: number
  readonly key: string
  readonly #seed: number
  #pattern: Uint8Array | undefined

  constructor(size: number, seed: number) {
    this.size = size
    this.key = `generated:${size}:${seed}`
    this.#seed = seed
  }

  *read(start: number, end: number): Iterable<Uint8Array> {
    const pattern = (this.#pattern ??= patternOf(this.#seed))
    for (let at = start; at < end;) {
      const number = Math.floor(at / blockSize)
      const from = at - number * blockSize
      const block = pattern.slice()
      new DataView(block.buffer).setUint32(0, number + 1)
      const piece = block.subarray(from, from + end - at)
      at += piece.length
      yield piece
    }
  }
}

/** Content that is in memory. */
export const bytesContent = (bytes: Uint8Array, key: string): Content => ({
  size: bytes.length,
  key,
  *read(start, end) {
    for (let at = start; at < end; at += pieceSize) yield bytes.subarray(at, Math.min(end, at + pieceSize))
  },
})

/** The content a test describes, and whether git would take it as text. */
export const contentOf = (
  given: FakeContent,
  keyOf: (bytes: Uint8Array) => string,
): { content: Content; text: boolean } => {
  if (typeof given !== 'string' && 'bytes' in given) {
    return { content: new Generated(given.bytes, given.seed ?? 0), text: false }
  }
  const bytes = typeof given === 'string' ? Buffer.from(given) : given
  // As git does: a zero among the first 8,000 bytes makes it binary.
  const text = !bytes.subarray(0, 8_000).includes(0)
  return { content: bytesContent(bytes, keyOf(bytes)), text }
}
