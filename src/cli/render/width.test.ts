import { expect, test } from 'vitest'
import { columnsOf, filled, fit } from './width.ts'

test.each([
  ['abc', 3],
  ['日本', 4],
  ['ﾊﾝｶｸ', 4],
  ['Ａ', 2],
  ['한국', 4],
  ['🦊', 2],
  ['e\u0301', 1],
  ['“a” – b…', 8],
  ['\u200B', 0],
  ['', 0],
])('%j takes %i columns', (text, columns) => {
  expect(columnsOf(text)).toBe(columns)
})

test('a text is cut by its width', () => {
  expect(fit('abcdef', 6)).toBe('abcdef')
  expect(fit('abcdefg', 6)).toBe('abcde…')
  expect(fit('日本語', 5)).toBe('日本…')
  expect(fit('日本語', 4)).toBe('日…')
  expect(fit('🦊🦊🦊', 4)).toBe('🦊…')
  expect(fit('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301…')
  expect(fit('anything', 0)).toBe('…')
})

test('a text is filled to its width', () => {
  expect(filled('日本', 6)).toBe('日本  ')
  expect(filled('12', 4, true)).toBe('  12')
  expect(filled('日本語', 4)).toBe('日… ')
})
