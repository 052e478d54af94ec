import { expect, test } from 'vitest'
import { isPrivateHost } from './private-host.ts'

test.each([
  'http://localhost:7860',
  'http://LOCALHOST.',
  'http://app.localhost',
  'http://127.1',
  'http://0x7f000001',
  'http://0.0.0.0',
  'http://10.1.2.3',
  'http://172.31.0.1',
  'http://192.168.1.1',
  'http://169.254.169.254',
  'http://100.64.0.1',
  'http://[::1]',
  'http://[::]',
  'http://[fd00::1]',
  'http://[fe80::1]',
  'http://[::ffff:8.8.8.8]',
  'http://printer',
  'http://printer.local',
  'http://metadata.google.internal',
])('%s is private', (url) => {
  expect(isPrivateHost(new URL(url))).toBe(true)
})

test.each([
  'http://8.8.8.8',
  'http://172.32.0.1',
  'http://100.128.0.1',
  'http://[2606:4700::1111]',
  'https://huggingface.co',
  'http://localhost.evil.com',
  'http://10.example.com',
  'http://fd.example.com',
])('%s is public', (url) => {
  expect(isPrivateHost(new URL(url))).toBe(false)
})
