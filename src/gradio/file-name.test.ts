import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { baseName, cleanName, splitName } from './file-name.ts'

test.each([
  ['../../.bashrc', 'bashrc'],
  ['/etc/passwd', 'passwd'],
  ['C:\\Windows\\evil.exe', 'evil.exe'],
  ['C:x', 'C_x'],
  ['notes.txt:stream', 'notes.txt_stream'],
  ['a\0b.txt', 'ab.txt'],
  ['a\u001b[2Jb\r\n.txt', 'a[2Jb.txt'],
  ['\u202egnp.exe', 'gnp.exe'],
  ['con', '_con'],
  ['AUX.txt', '_AUX.txt'],
  ['com1 .log', '_com1 .log'],
  ['console.log', 'console.log'],
  ['..', 'file'],
  ['', 'file'],
  ['a/', 'file'],
  ['  spaced  name.txt. ', 'spaced  name.txt'],
  ['what? <"yes">|*.txt', 'what_ __yes____.txt'],
  ['été à Zürich 🦊 日本.png', 'été à Zürich 🦊 日本.png'],
  ['👩‍💻.png', '👩‍💻.png'],
  ['\ud800half.txt', 'half.txt'],
])('the name %j becomes %j', (given, clean) => {
  expect(cleanName(given)).toBe(clean)
})

test('a long name is cut between characters and keeps its extension', () => {
  const name = cleanName(`${'🦊'.repeat(1_250)}.png`)
  expect(name).toBe(`${'🦊'.repeat(49)}.png`)
  expect(Buffer.byteLength(name)).toBe(200)
})

test('whatever a stranger writes, the name is one part of a path that no system takes for anything else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const name = cleanName(given)
      expect(name).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cs}\u202a-\u202e]/u)
      expect(name).not.toMatch(/^[.\s]|[.\s]$/)
      expect(Buffer.byteLength(name)).toBeGreaterThan(0)
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
      expect(cleanName(name)).toBe(name)
    }),
    { numRuns: 200 },
  )
})

test('the last part of a path of any system is its name', () => {
  expect(['/a/b.c', 'a\\b.c', 'b.c', 'a/'].map(baseName)).toEqual(['b.c', 'b.c', 'b.c', ''])
})

test('a leading dot or a long tail makes no extension', () => {
  expect(['a.tar.gz', '.env', 'none', `a.${'x'.repeat(30)}`].map((name) => splitName(name)[1])).toEqual([
    '.gz',
    '',
    '',
    '',
  ])
})
