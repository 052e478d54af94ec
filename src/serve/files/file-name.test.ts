import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeName } from './file-name.ts'

test.each([
  ['photo.png', 'photo.png'],
  ['a b é.txt', 'a b é.txt'],
  ['../../x', 'x'],
  ['C:\\dir\\x.txt', 'x.txt'],
  ['', 'file'],
  ['dir/', 'file'],
  ['NUL', '_NUL'],
  ['com1.txt', '_com1.txt'],
  ['a\0b', 'ab'],
  ['\u202Egnp.exe', 'gnp.exe'],
  ['a#1%20?.txt', 'a120.txt'],
  ['$(id)`x`', '(id)x'],
  ['e\u0301', '\u00e9'],
])('%j is kept as %j', (given, kept) => {
  expect(safeName(given)).toBe(kept)
})

test.each(['.', '..', 'x/..', '...'])('%j is no name', (given) => {
  expect(() => safeName(given)).toThrow(expect.objectContaining({ code: 'BAD_FILE' }))
})

test('a long name keeps its extension and never exceeds 200 bytes', () => {
  expect(safeName(`${'é'.repeat(300)}.txt`)).toMatch(/^é+\.txt$/)
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      if (/^\.+$/.test(given.slice(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1))) return
      const name = safeName(given)
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200)
      expect(name).not.toMatch(/[/\\\p{Cc}]/u)
      expect(name).not.toBe('')
    }),
  )
})
