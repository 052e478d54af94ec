import { expect, test } from 'vitest'
import { forwarded, forwardedUrl } from './forwarded.ts'

const url = 'http://127.0.0.1:7860/gradio_api/config?x=1'

test.each<[Record<string, string>, string | undefined]>([
  [{}, undefined],
  [{ 'x-forwarded-host': 'a.example' }, 'http://a.example/gradio_api/config?x=1'],
  [{ 'x-forwarded-host': 'a.example:81, b.example' }, 'http://a.example:81/gradio_api/config?x=1'],
  [
    { 'x-forwarded-host': '[2001:db8::1]:8443', 'x-forwarded-proto': 'https' },
    'https://[2001:db8::1]:8443/gradio_api/config?x=1',
  ],
  [{ 'x-forwarded-proto': 'https,http' }, 'https://127.0.0.1:7860/gradio_api/config?x=1'],
  [{ 'x-forwarded-proto': 'file' }, undefined],
  [{ 'x-forwarded-host': 'a.example/b' }, undefined],
  [{ 'x-forwarded-host': 'user@a.example' }, undefined],
  [{ 'x-forwarded-prefix': '/app/' }, 'http://127.0.0.1:7860/app/gradio_api/config?x=1'],
  [{ 'x-forwarded-prefix': '/gradio_api' }, undefined],
  [{ 'x-forwarded-prefix': '//evil.example' }, undefined],
  [{ 'x-forwarded-prefix': '/a?b' }, undefined],
  [{ 'x-forwarded-prefix': '/' }, undefined],
])('%j makes it %s', (headers, seen) => {
  expect(forwardedUrl(new Request(url, { headers }))).toBe(seen)
})

test('the body of a forwarded request is the one that came', async () => {
  const headers = { 'x-forwarded-host': 'a.example', 'content-type': 'application/json' }
  const request = forwarded(new Request(url, { method: 'POST', headers, body: '{"a":1}' }))
  expect([request.url, request.method, await request.json()]).toEqual([
    'http://a.example/gradio_api/config?x=1',
    'POST',
    { a: 1 },
  ])
})
