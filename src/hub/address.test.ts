import { expect, test } from 'vitest'
import { namedAddress } from './address.ts'

const hub = 'https://huggingface.co'

test.each(['https://cdn.example/x?Signature=a', 'https://cdn.example:8443/x'])('%s is gone to', (text) => {
  expect(namedAddress(text, hub)?.href).toBe(text)
})

test.each([
  'http://cdn.example/x',
  'https://user@cdn.example/x',
  'https://:word@cdn.example/x',
  'https://127.0.0.1/x',
  'https://169.254.169.254/latest/meta-data',
  'https://0x7f000001/x',
  'https://localhost./x',
  'https://[::ffff:7f00:1]/x',
  'https://[64:ff9b::a9fe:a9fe]/x',
  'https://[::7f00:1]/x',
  'https://metadata.google.internal/x',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'data:text/html,x',
  '//cdn.example/x',
  '/x',
  '',
])('%s is not gone to from the public Hub', (text) => {
  expect(namedAddress(text, hub)).toBeUndefined()
})

test('a Hub of this network may name places of this network', () => {
  expect(namedAddress('http://localhost:1/x', 'http://127.0.0.1:2')?.href).toBe('http://localhost:1/x')
  expect(namedAddress('http://10.0.0.1/x', 'https://hub.local')).toBeUndefined()
})
