import { expect, test } from 'vitest'
import { filesOf } from './shard.ts'

const entry = (hash: number, ...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(48)
  bytes.fill(hash, 0, 32)
  numbers.forEach((value, at) => bytes.writeUInt32LE(value, 32 + 4 * at))
  return bytes
}

const head = Buffer.concat([Buffer.from('HFRepoMetaData\0'), Buffer.alloc(33)])
const end = entry(255)

test('files, with and without checks and a sha256', () => {
  const shard = Buffer.concat([
    head,
    Buffer.concat([entry(1, 0xc0_00_00_00, 2), entry(7, 0, 10, 0, 3), entry(8, 0, 20, 4, 5)]),
    Buffer.concat([entry(9), entry(9), entry(2)]),
    Buffer.concat([entry(3, 0, 1), entry(7, 0, 10, 1, 2)]),
    Buffer.concat([end, Buffer.alloc(100)]),
  ])
  const hash = (digit: number): string => `0${digit}`.repeat(32)
  expect(filesOf(shard)).toEqual([
    {
      hash: hash(1),
      sha256: hash(2),
      terms: [
        { xorb: hash(7), start: 0, end: 3 },
        { xorb: hash(8), start: 4, end: 5 },
      ],
    },
    { hash: hash(3), sha256: undefined, terms: [{ xorb: hash(7), start: 1, end: 2 }] },
  ])
})

test('a hash is spelled with the highest byte of each eight first', () => {
  const bytes = entry(0, 0, 0)
  bytes.set([1, 2, 3, 4, 5, 6, 7, 8])
  expect(filesOf(Buffer.concat([head, bytes, end]))[0]?.hash).toBe(`0807060504030201${'0'.repeat(48)}`)
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['another format', Buffer.alloc(200)],
  ['a shard without an end', Buffer.concat([head, entry(1, 0, 1)])],
  ['a shard that announces a billion terms', Buffer.concat([head, entry(1, 0, 1_000_000_000), end])],
])('%s is refused', (_, given) => {
  expect(() => filesOf(given)).toThrow(RangeError)
})
