import { expect, test } from 'vitest'
import { define } from '../callable/define.ts'
import { createApp } from './app.ts'
import { isLoopback } from './guard.ts'

const app = createApp([define({ name: 'f', input: {}, output: { n: { type: 'number' } }, run: () => 1 })])

const ask = (url: string, method: string, headers: Record<string, string>): Promise<Response> =>
  app.fetch(new Request(url, { method, headers, ...(method === 'POST' ? { body: '{"data":[]}' } : {}) }))

test.each(['127.0.0.1:7860', 'localhost', '[::1]:7860', '127.0.0.2', 'app.localhost:1'])(
  'a page of elsewhere may neither run nor read anything at %s',
  async (host) => {
    for (const origin of ['https://evil.com', 'null', 'http://localhost.evil.com', 'http://127.0.0.1.evil.com']) {
      const headers = { origin, cookie: 'a=b' }
      expect((await ask(`http://${host}/run/f`, 'POST', headers)).status).toBe(403)
      const seen = await ask(`http://${host}/config`, 'GET', headers)
      expect(seen.headers.get('access-control-allow-origin')).toBeNull()
      const asked = await ask(`http://${host}/run/f`, 'OPTIONS', headers)
      expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([403, null])
    }
  },
)

test.each([
  ['http://127.0.0.1:7860', 'http://127.0.0.1:7860'],
  ['http://[::1]:7860', 'http://[::1]:7860'],
  ['http://localhost:7860', 'http://localhost:7860'],
  ['http://example.com', 'https://example.com'],
])('an app at %s may be used by a page of %s', async (url, origin) => {
  const answer = await ask(`${url}/run/f`, 'POST', { origin })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
  const asked = await ask(`${url}/run/f`, 'OPTIONS', { origin, 'access-control-request-headers': 'content-type,x-a' })
  expect(asked.status).toBe(204)
  expect(asked.headers.get('access-control-allow-headers')).toBe('content-type,x-a')
  expect(asked.headers.get('access-control-allow-credentials')).toBe('true')
})

test.each([
  ['http://127.0.0.1:7860', 'http://127.0.0.1:3000'],
  ['http://127.0.0.1:7860', 'http://localhost:7860'],
  ['https://example.com', 'http://example.com'],
  ['http://example.com:8080', 'https://example.com'],
])('an app at %s may not be used by a page of %s', async (url, origin) => {
  expect((await ask(`${url}/run/f`, 'POST', { origin })).status).toBe(403)
})

test('an app that is not local lets no page of elsewhere in, unless it is named', async () => {
  const origin = 'https://friend.example'
  expect((await ask('http://example.com/run/f', 'POST', { origin })).status).toBe(403)
  const open = createApp([], { origins: [origin] })
  const answer = await open.fetch(new Request('http://example.com/config', { headers: { origin } }))
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
})

test('who is no browser needs no origin', async () => {
  expect((await ask('http://example.com/run/f', 'POST', {})).status).toBe(200)
})

test.each(['localhost', 'LOCALHOST:80', '127.1.2.3:9', '[::1]', 'a.localhost'])('%s is this computer', (host) => {
  expect(isLoopback(host)).toBe(true)
})

test.each(['evil.com', 'localhost.evil.com', '127.0.0.1.evil.com', '0.0.0.0', '10.0.0.1', 'notlocalhost'])(
  '%s is another',
  (host) => {
    expect(isLoopback(host)).toBe(false)
  },
)
