const magic = 0x18_4d_22_04

/** Bits of a frame's first flag byte, as the LZ4 frame format names them. */
const flags = { dictionary: 0x01, contentChecksum: 0x04, contentSize: 0x08, blockChecksum: 0x10 } as const

/** Unpacks an LZ4 frame of which the unpacked length is known; throws a RangeError when it is no such frame. */
export function unpackLz4(frame: Uint8Array, length: number): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  if (view.getUint32(0, true) !== magic) throw new RangeError('this is not an LZ4 frame')
  const flag = view.getUint8(4)
  let at = 7 + (flag & flags.contentSize ? 8 : 0) + (flag & flags.dictionary ? 4 : 0)
  const unpacked = new Unpacked(length)
  for (let size = view.getUint32(at, true); size !== 0; size = view.getUint32(at, true)) {
    const end = at + 4 + (size & 0x7f_ff_ff_ff)
    const block = frame.subarray(at + 4, end)
    if (size >>> 31) unpacked.add(block)
    else unpackBlock(block, unpacked)
    at = end + (flag & flags.blockChecksum ? 4 : 0)
  }
  return unpacked.whole()
}

/** Sequences of a run of literal bytes and a piece of what came before; the last has no such piece. */
function unpackBlock(block: Uint8Array, unpacked: Unpacked): void {
  let at = 0
  const byte = (): number => {
    const value = block[at++]
    if (value === undefined) throw new RangeError('the LZ4 block is cut short')
    return value
  }
  const longer = (start: number): number => {
    let sum = start
    if (start === 15) for (let more = 255; more === 255; sum += more) more = byte()
    return sum
  }
  while (at < block.length) {
    const token = byte()
    const literals = longer(token >> 4)
    unpacked.add(block.subarray(at, at + literals))
    at += literals
    if (at >= block.length) return
    const distance = byte() | (byte() << 8)
    unpacked.repeat(distance, longer(token & 15) + 4)
  }
}

/** What was unpacked so far, at most so many bytes. */
class Unpacked {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(length: number) {
    this.#bytes = new Uint8Array(length)
  }

  add(bytes: Uint8Array): void {
    this.#bytes.set(bytes, this.#at)
    this.#at += bytes.length
  }

  /** Repeats what stands so far back; it may run into itself. */
  repeat(distance: number, length: number): void {
    if (distance === 0 || distance > this.#at) throw new RangeError('the LZ4 block points before its start')
    if (this.#at + length > this.#bytes.length) throw new RangeError('the LZ4 block is too long')
    for (const end = this.#at + length; this.#at < end; this.#at++)
      this.#bytes.copyWithin(this.#at, this.#at - distance, this.#at - distance + 1)
  }

  whole(): Uint8Array {
    if (this.#at !== this.#bytes.length) throw new RangeError('the LZ4 frame is cut short')
    return this.#bytes
  }
}
