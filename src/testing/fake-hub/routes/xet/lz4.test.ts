import { expect, test } from 'vitest'
import { unpackLz4 } from './lz4.ts'

const number = (value: number): number[] => [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24]

/** A frame of blocks that were packed elsewhere; the first bit of a size says that its block is not packed. */
const frame = (...blocks: readonly (readonly number[] | Uint8Array)[]): Uint8Array =>
  Uint8Array.from([
    ...number(0x18_4d_22_04),
    ...number(0xc0_40_40).slice(0, 3),
    ...blocks.flatMap((block) => [...number(block.length), ...block]),
    ...number(0),
  ])

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

test('literals, repeats that run into themselves, and long lengths', () => {
  // Two letters, then 4 + 15 + 3 bytes from two back, then a last letter.
  const block = [0x2f, 97, 98, 2, 0, 3, 0x10, 99]
  expect(text(unpackLz4(frame(block), 25))).toBe(`${'ab'.repeat(12)}c`)
})

test('a block may repeat what an earlier one had, and one may be unpacked', () => {
  const plain = [...number(0x80_00_00_04), 119, 120, 121, 122]
  const packed = [0x00, 4, 0, 0x10, 33]
  const bytes = Uint8Array.from([
    ...frame().subarray(0, 7),
    ...plain,
    ...number(packed.length),
    ...packed,
    ...number(0),
  ])
  expect(text(unpackLz4(bytes, 9))).toBe('wxyzwxyz!')
})

test.each([
  ['nothing', new Uint8Array(0), 0],
  ['another format', Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]), 4],
  ['a cut head', frame().subarray(0, 6), 0],
  ['no end', frame([0x10, 97]).subarray(0, -4), 1],
  ['a repeat of nothing', frame([0x10, 97, 0, 0, 0x10, 97]), 6],
  ['a repeat from before the start', frame([0x10, 97, 9, 0, 0x10, 97]), 6],
  ['more bytes than announced', frame([0x1f, 97, 1, 0, 200, 0x10, 97]), 8],
  ['fewer bytes than announced', frame([0x10, 97]), 2],
  ['more literals than announced', frame([0x50, 97, 97, 97, 97, 97]), 2],
  ['a cut length', frame([0xf0, 255]), 300],
])('%s is refused', (_, bytes, length) => {
  expect(() => unpackLz4(bytes, length)).toThrow(RangeError)
})
