import { expect, test } from 'vitest'
import { bytesContent } from '../../content.ts'
import { chunksOf } from './chunk.ts'
import { joined, partsOf, xorbOf } from './xorb.ts'

/** More than two xorbs, and no whole number of chunks. */
const bytes = Buffer.from(
  Uint32Array.from({ length: 9_000_000 }, (_, at) => Math.imul(at, 2_654_435_761)).buffer,
).subarray(1)
const file = bytesContent(bytes, 'file')

const collect = async (pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Buffer> => {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

test.each([
  [0, bytes.length],
  [0, 1],
  [65_535, 65_537],
  [16_777_215, 16_777_217],
  [20_000_000, 35_000_000],
  [bytes.length - 1, bytes.length],
])('the parts of bytes %i to %i unpack to them', async (start, end) => {
  const [parts, offset] = partsOf('a'.repeat(64), file, { start, end })
  const unpacked: Uint8Array[] = []
  for (const part of parts) {
    const packed = await collect(xorbOf(file, part.number).read(part.bytes.start, part.bytes.end + 1))
    const chunks = chunksOf(packed)
    expect(chunks).toHaveLength(part.chunks.end - part.chunks.start)
    expect(chunks.reduce((sum, { length }) => sum + length, 0)).toBe(part.length)
    unpacked.push(...chunks)
  }
  expect(
    Buffer.concat(unpacked)
      .subarray(offset, offset + end - start)
      .equals(bytes.subarray(start, end)),
  ).toBe(true)
})

test('a xorb read in pieces is the xorb', async () => {
  const xorb = xorbOf(file, 2)
  const whole = await collect(xorb.read(0, xorb.size))
  expect(whole).toHaveLength(xorb.size)
  const pieces: Buffer[] = []
  for (let at = 0; at < xorb.size; at += 99_991)
    pieces.push(await collect(xorb.read(at, Math.min(xorb.size, at + 99_991))))
  expect(Buffer.concat(pieces).equals(whole)).toBe(true)
  expect((await collect(xorb.read(3, 9))).equals(whole.subarray(3, 9))).toBe(true)
})

test('chunks one after another are read from anywhere', async () => {
  const content = joined([Buffer.from('abc'), Buffer.from(''), Buffer.from('defg')], 'key')
  expect(content.size).toBe(7)
  expect((await collect(content.read(0, 7))).toString()).toBe('abcdefg')
  expect((await collect(content.read(2, 5))).toString()).toBe('cde')
  expect((await collect(content.read(5, 5))).toString()).toBe('')
})

test.each([
  ['letters', Buffer.from('\0not a xorb')],
  ['a chunk that is cut', Uint8Array.from([0, 9, 0, 0, 0, 9, 0, 0, 1])],
  ['a head that is cut', Uint8Array.from([0, 1, 0])],
  ['an unknown scheme', Uint8Array.from([0, 1, 0, 0, 3, 1, 0, 0, 1])],
])('%s are refused', (_, given) => {
  expect(() => chunksOf(given)).toThrow(RangeError)
})
