import { expect, test } from 'vitest'
import { acceptedTypes, bytesText, refusalOf } from './file-rules.ts'

test('what a component takes follows from its type, or from what it was told', () => {
  expect(acceptedTypes('image', {})).toEqual(['image/*'])
  expect(acceptedTypes('file', {})).toEqual([])
  expect(acceptedTypes('file', { file_types: ['image', '.pdf', 'csv', 'text/html'] })).toEqual([
    'image/*',
    '.pdf',
    '.csv',
    'text/html',
  ])
})

test.each([
  ['a.PNG', 'image/png', ['image/*'], undefined],
  ['a.txt', 'text/plain', ['image/*'], 'a.txt is not of the right type (image/*)'],
  ['a.PDF', '', ['.pdf'], undefined],
  ['a.html', 'text/html', ['text/plain'], 'a.html is not of the right type (text/plain)'],
  ['a.bin', '', [], undefined],
])('a file called %s of type "%s" for %j', (name, type, accepted, refusal) => {
  expect(refusalOf(new File(['x'], name, { type }), { accepted, limit: 10 })).toBe(refusal)
})

test('a file has something in it, and not too much', () => {
  const rules = { accepted: [], limit: 10 }
  expect(refusalOf(new File([], 'none'), rules)).toBe('none is empty')
  expect(refusalOf(new File(['12345678901'], 'much'), rules)).toBe('much is larger than 10 B')
})

test.each([
  [0, '0 B'],
  [1_023, '1023 B'],
  [1_536, '1.5 kB'],
  [50 * 1024 ** 2, '50 MB'],
  [2 * 1024 ** 3, '2 GB'],
  [5_000 * 1024 ** 4, '5000 TB'],
])('%d bytes are read as %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text)
})
