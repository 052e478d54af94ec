import { expect, test } from 'vitest'
import type { StorageRules } from './storage.ts'
import { bytesOf, surplus, type Kept } from './surplus.ts'

const file = (path: string, size: number, used: number, key = path): Kept => ({ path, size, used, key })
const rules: StorageRules = { maxFileSize: 100, quota: 100, keep: 1_000, inUse: () => false }
const now = { now: 10_000, coming: 0, fresh: 0 }
const gone = (files: readonly Kept[], some: Partial<StorageRules> = {}, when = now): string[] =>
  surplus(files, { ...rules, ...some }, when).map(({ path }) => path)

test('bytes that files share count once', () => {
  expect(bytesOf([file('a', 60, 0, 'x'), file('b', 60, 0, 'x'), file('c', 1, 0)])).toBe(61)
})

test('nothing goes while there is room and time', () => {
  expect(gone([file('a', 50, 9_500), file('b', 50, 9_000)])).toEqual([])
})

test('what is too old goes, whatever its size', () => {
  expect(gone([file('a', 0, 8_999), file('b', 0, 9_000)])).toEqual(['a'])
})

test('the longest unused go until there is some room again', () => {
  expect(gone([file('new', 40, 9_900), file('old', 30, 9_100), file('mid', 35, 9_500)])).toEqual(['old'])
  expect(gone([file('new', 40, 9_900), file('old', 30, 9_100)], {}, { ...now, coming: 50 })).toEqual(['old'])
})

test('to free bytes that are shared, all who share them have to go', () => {
  const files = [file('a', 90, 9_100, 'x'), file('b', 90, 9_200, 'x'), file('c', 20, 9_300)]
  expect(gone(files)).toEqual(['a', 'b'])
})

test('what is in use, or was a moment ago where others may use it, stays', () => {
  const files = [file('a', 90, 9_100), file('b', 90, 9_200)]
  expect(gone(files, { inUse: (path) => path === 'a' })).toEqual(['b'])
  expect(gone(files, {}, { ...now, fresh: 850 })).toEqual(['a'])
})

test('there are at most 10,000 files', () => {
  const files = Array.from({ length: 10_001 }, (_, index) => file(`${index}`, 0, 9_000 + index / 100_000))
  expect(gone(files)).toHaveLength(1_001)
})
