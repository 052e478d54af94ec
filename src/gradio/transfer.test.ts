import { expect, test } from 'vitest'
import { isPrivateHost } from '../core/private-host.ts'
import { transfer } from './transfer.ts'

const app = { base: 'https://me-app.hf.space', prefix: '/gradio_api' }
const own = `${app.base}${app.prefix}/file=/tmp/a.png`

test('a file of the same app is named again', () => {
  expect(transfer({ url: own }, app)).toBe('reuse')
  expect(transfer({ url: own, locked: true }, app)).toBe('reuse')
})

test('a file anybody can read is left to the app to fetch', () => {
  expect(transfer({ url: 'https://other.hf.space/gradio_api/file=/tmp/a.png' }, app)).toBe('link')
  expect(transfer({ url: 'https://me-app.hf.space.evil.com/gradio_api/file=/tmp/a.png' }, app)).toBe('link')
})

test('a file the app could not fetch is sent', () => {
  expect(transfer({ url: 'https://other.hf.space/file=/tmp/a.png', locked: true }, app)).toBe('send')
  expect(transfer({ url: 'http://127.0.0.1:7860/file=/tmp/a.png' }, app)).toBe('send')
  expect(transfer({ url: 'data:image/png;base64,AAAA' }, app)).toBe('send')
  expect(transfer({ url: `${app.base}${app.prefix}/stream/s/r/1/playlist.m3u8`, isStream: true }, app)).toBe('send')
  expect(transfer({ url: '' }, app)).toBe('send')
})

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
