import { unpackLz4 } from './lz4.ts'

/** Bytes before each chunk of a xorb: version 0, packed length (3 bytes), scheme, length (3 bytes); little-endian. */
export const chunkHead = 8

const threeBytes = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff]

/** The head of a chunk that is stored as it is. */
export const headOf = (length: number): Uint8Array =>
  Uint8Array.from([0, ...threeBytes(length), 0, ...threeBytes(length)])

/** How chunks may be packed, by scheme. */
const schemes: readonly ((packed: Uint8Array, length: number) => Uint8Array)[] = [
  (packed) => packed.slice(),
  unpackLz4,
  (packed, length) => ungroup(unpackLz4(packed, length)),
]

/** Byte 0 of every four stands first, then byte 1 of every four, and so on; puts them back. */
function ungroup(grouped: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(grouped.length)
  let from = 0
  for (let group = 0; group < 4; group++)
    for (let to = group; to < bytes.length; to += 4) bytes[to] = grouped[from++] ?? 0
  return bytes
}

/** Unpacks the chunks of an uploaded xorb, in order; a footer is passed over. Throws a RangeError when it is no xorb. */
export function chunksOf(xorb: Uint8Array): Uint8Array[] {
  const view = new DataView(xorb.buffer, xorb.byteOffset, xorb.byteLength)
  const chunks: Uint8Array[] = []
  // A footer begins with letters.
  for (let at = 0; at < xorb.length && view.getUint8(at) === 0;) {
    const packed = view.getUint32(at, true) >>> 8
    const length = view.getUint32(at + 4, true) >>> 8
    const unpack = schemes[view.getUint8(at + 4)]
    const end = at + chunkHead + packed
    if (!unpack || end > xorb.length) throw new RangeError('this is not a xorb')
    chunks.push(unpack(xorb.subarray(at + chunkHead, end), length))
    at = end
  }
  return chunks
}
