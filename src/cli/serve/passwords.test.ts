import { expect, test } from 'vitest'
import { readPasswords } from './passwords.ts'

test.each<[string, object]>([
  ['ada:pass word\nbob:a:b\n', { ada: 'pass word', bob: 'a:b' }],
  ['# who may\r\n\r\nada:x\r\n', { ada: 'x' }],
  [' {"ada": "x", "bob": "y"}', { ada: 'x', bob: 'y' }],
])('%j are logins', (text, expected) => {
  expect(readPasswords(text, 'file')).toEqual(expected)
})

test.each(['', 'ada', ':x', 'ada:', '{"ada": 1}', '{"ada": ""}', '{', '{}'])('%j are none', (text) => {
  expect(() => readPasswords(text, 'file')).toThrow(/file holds no logins/)
})
