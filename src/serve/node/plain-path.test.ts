import { expect, test } from 'vitest'
import { isPlainPath } from './plain-path.ts'

test.each([
  'D:foo',
  'd:',
  '\\\\host\\share',
  '//host/x',
  '/\\host',
  '\\/host',
  'file:///etc/passwd',
  'http://127.0.0.1/',
  '',
  '/',
  '..',
  '.',
  '../x',
  'a/../x',
  'a\\..\\x',
  'a/./x',
  'a//x',
  'A/priv./k',
  'A/priv /k',
  'a\0b',
  'a\nb',
  'a/file.txt::$DATA',
  'a/b:c',
])('S02: %j is no path that may be looked up', (path) => {
  expect(isPlainPath(path)).toBe(false)
})

test.each(['/srv/a/x.png', 'a/x', 'C:/data/x', 'C:\\data\\x', '.hidden/x', 'a b/é', '~x'])('%j is a path', (path) => {
  expect(isPlainPath(path)).toBe(true)
})
