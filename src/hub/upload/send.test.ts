import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Due } from './contract.ts'
import { groupsOf } from './send.ts'

const mebibyte = 1024 * 1024

const files = (sizes: readonly number[]): Due[] =>
  sizes.map((size, index) => ({ path: String(index), size, content: new Blob([]), mode: 'lfs' }))

test('no group has more than 64 MiB but a file that is larger, and every file is in one, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200 * mebibyte), { maxLength: 50 }), (sizes) => {
      const all = files(sizes)
      const groups = groupsOf(all, 64 * mebibyte)
      expect(groups.flat()).toEqual(all)
      for (const group of groups) {
        const sum = group.reduce((bytes, { size }) => bytes + size, 0)
        expect(group.length === 1 || sum <= 64 * mebibyte).toBe(true)
      }
    }),
  )
  expect(groupsOf(files([1, 2, 3]), 6)).toHaveLength(1)
  expect(groupsOf(files([1, 2, 3]), 5)).toHaveLength(2)
  expect(groupsOf(files([1, 2, 3]), Infinity)).toHaveLength(1)
  expect(groupsOf([], 5)).toEqual([])
})
