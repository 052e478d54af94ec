import { expect, test } from 'vitest'
import { fileResponse } from './file-response.ts'
import type { ServedFile } from './served-file.ts'

const file = (name: string): ServedFile => ({
  path: `hfn/1/${name}`,
  name,
  type: undefined,
  size: 10,
  ranges: true,
  async *read({ start, end } = { start: 0, end: 9 }) {
    yield new TextEncoder().encode('0123456789'.slice(start, end + 1))
  },
})

const get = (name: string, init?: RequestInit): Response => fileResponse(file(name), new Request('http://app/', init))

test.each([
  ['bytes=0-0', 206, 'bytes 0-0/10', '0'],
  ['bytes=5-', 206, 'bytes 5-9/10', '56789'],
  ['bytes=-3', 206, 'bytes 7-9/10', '789'],
  ['bytes=8-99', 206, 'bytes 8-9/10', '89'],
  ['bytes=-99', 206, 'bytes 0-9/10', '0123456789'],
  ['bytes=10-', 416, 'bytes */10', ''],
  ['bytes=9-2', 416, 'bytes */10', ''],
  ['bytes=-0', 416, 'bytes */10', ''],
  ['bytes=99999999999999999999-', 416, 'bytes */10', ''],
  ['bytes=1-2-3', 416, 'bytes */10', ''],
  ['bytes=0-1,3-4', 416, 'bytes */10', ''],
  ['lines=0-1', 200, null, '0123456789'],
])('the range %s is answered %i', async (range, status, contentRange, text) => {
  const answer = get('ten.txt', { headers: { range } })
  expect([answer.status, answer.headers.get('content-range'), await answer.text()]).toEqual([
    status,
    contentRange,
    text,
  ])
})

test.each([
  ['a.png', 'image/png', 'inline'],
  ['a.txt', 'text/plain; charset=utf-8', 'inline'],
  ['a.html', 'application/octet-stream', 'attachment'],
  ['a.svg', 'application/octet-stream', 'attachment'],
  ['a.xml', 'application/octet-stream', 'attachment'],
  ['a.js', 'application/octet-stream', 'attachment'],
  ['a.pdf', 'application/octet-stream', 'attachment'],
  ['a', 'application/octet-stream', 'attachment'],
])('%s is given as %s, %s', (name, type, disposition) => {
  const { headers, body } = get(name, { method: 'HEAD' })
  expect(body).toBeNull()
  expect(headers.get('content-type')).toBe(type)
  expect(headers.get('content-disposition')).toBe(`${disposition}; filename*=UTF-8''${name}`)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toContain('sandbox')
  expect(headers.get('content-length')).toBe('10')
})
