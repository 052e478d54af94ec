import { expect, test } from 'vitest'
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
