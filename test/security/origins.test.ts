import { expect, test } from 'vitest'
import { createApp } from '../../src/serve/index.ts'
import { functions } from './functions.ts'
import { dial, headerOf, heard, json, raw, start, statusOf } from './support.ts'

const hosts = ['127.0.0.1', 'localhost', '[::1]', '127.0.0.2', 'x.localhost', '0.0.0.0']

test.each(hosts)('S13: a page of elsewhere neither reads nor runs anything of an app at %s', async (host) => {
  const { port } = await start()
  for (const cookie of [[], ['Cookie: a=b']]) {
    const common = [`Host: ${host}:${port}`, 'Origin: https://evil.com', ...cookie]
    const seen = await raw(port, ['GET /config HTTP/1.1', ...common])
    expect(headerOf(seen, 'access-control-allow-origin')).toBeUndefined()
    const asked = await raw(port, ['OPTIONS /run/echo HTTP/1.1', ...common, 'Access-Control-Request-Method: POST'])
    expect([statusOf(asked), headerOf(asked, 'access-control-allow-origin')]).toEqual([403, undefined])
    const body = '{"data":["a"]}'
    const ran = await raw(port, ['POST /run/echo HTTP/1.1', ...common, `Content-Length: ${body.length}`], body)
    expect([statusOf(ran), ran.includes('"data"')]).toEqual([403, false])
  }
})

test('S13: a simple multipart form of another page is refused before its body is read', async () => {
  const { port } = await start()
  const socket = await dial(port)
  const head = ['POST /upload HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Origin: https://evil.com', 'Content-Length: 99999']
  socket.write(`${[...head, 'Content-Type: multipart/form-data; boundary=x'].join('\r\n')}\r\n\r\n`)
  expect(statusOf(await heard(socket, (text) => text.includes('\r\n\r\n')))).toBe(403)
})

test.each(['/', '/config', '/gradio_api/info', '/gradio_api/file=x', '/mcp', '/gradio_api/heartbeat/s', '/nothing'])(
  'S14: an app of this computer is not to be had under another name: %s',
  async (path) => {
    const { port } = await start()
    for (const host of ['evil.com', `evil.com:${port}`, 'localhost.evil.com', '127.0.0.1.evil.com', '0.0.0.0']) {
      expect(statusOf(await raw(port, [`GET ${path} HTTP/1.1`, `Host: ${host}`]))).toBe(403)
      expect(statusOf(await raw(port, [`GET http://127.0.0.1:${port}${path} HTTP/1.1`, `Host: ${host}`]))).toBe(403)
    }
  },
)

test('S14: what a caller says of a proxy changes nothing', async () => {
  const { port } = await start()
  const own = [`Host: 127.0.0.1:${port}`, 'X-Forwarded-Host: evil.com']
  expect(statusOf(await raw(port, ['GET /config HTTP/1.1', ...own]))).toBe(200)
  const other = ['Host: evil.com', `X-Forwarded-Host: 127.0.0.1:${port}`, `Forwarded: host=127.0.0.1:${port}`]
  expect(statusOf(await raw(port, ['GET /config HTTP/1.1', ...other]))).toBe(403)
})

test('S14: the wrong name is refused before the body is read', async () => {
  const { port } = await start()
  const socket = await dial(port)
  socket.write('POST /upload HTTP/1.1\r\nHost: evil.com\r\nContent-Length: 99999\r\n\r\n')
  expect(statusOf(await heard(socket, (text) => text.includes('\r\n\r\n')))).toBe(403)
})

test.each([
  'evil.com/@127.0.0.1',
  'a b',
  '127.0.0.1:99999',
  '[::1',
  '127.0.0.1\\@evil.com',
  '127.0.0.1#',
  'user@127.0.0.1',
])('S14: a host that is none is refused: %s', async (host) => {
  const { port } = await start()
  expect([400, 403]).toContain(statusOf(await raw(port, ['GET /config HTTP/1.1', `Host: ${host}`])))
})

test('S15: the origin null, and other ports of the same host, are other pages', async () => {
  const { port, url } = await start()
  for (const origin of [
    'null',
    'http://127.0.0.1:1',
    `http://localhost:${port}`,
    'http://127.0.0.1',
    `ftp://127.0.0.1:${port}`,
  ]) {
    const seen = await fetch(`${url}/config`, { headers: { origin } })
    expect(seen.headers.get('access-control-allow-origin')).toBeNull()
    const ran = await fetch(`${url}/run/echo`, { method: 'POST', headers: { origin, ...json }, body: '{"data":["a"]}' })
    expect([origin, ran.status]).toEqual([origin, 403])
  }
})

test('S15: an origin that is named is let in, and no other', async () => {
  const { url } = await start({ origins: ['http://localhost:3000', 'null'] })
  const status = async (origin: string): Promise<number> =>
    (await fetch(`${url}/run/echo`, { method: 'POST', headers: { origin, ...json }, body: '{"data":["a"]}' })).status
  expect(await Promise.all(['http://localhost:3000', 'null', 'http://localhost:3001'].map(status))).toEqual([
    200, 200, 403,
  ])
  const asked = await fetch(`${url}/run/echo`, {
    method: 'OPTIONS',
    headers: { origin: 'null', 'access-control-request-headers': 'content-type, x-a' },
  })
  expect(asked.headers.get('access-control-allow-origin')).toBe('null')
  expect(asked.headers.get('access-control-allow-headers')).toBe('content-type, x-a')
  expect(asked.headers.get('vary')).toContain('origin')
})

test('S15: an app open to all pages stays closed to the origin null', async () => {
  const { url } = await start({ origins: ['*'] })
  const status = async (origin: string): Promise<number> =>
    (await fetch(`${url}/run/echo`, { method: 'POST', headers: { origin, ...json }, body: '{"data":["a"]}' })).status
  expect([await status('https://a.example'), await status('null')]).toEqual([200, 403])
})

test.each([
  { origins: ['example.com'] },
  { origins: ['https://example.com/'] },
  { frames: ["https://a.b; script-src 'x'"] },
])('an origin that could never match is a mistake that is told: %j', (options) => {
  expect(() => createApp(functions(), options)).toThrow(expect.objectContaining({ code: 'BAD_USAGE' }))
})
