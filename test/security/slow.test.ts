import { expect, test } from 'vitest'
import { dial, heard, json, raw, start, statusOf } from './support.ts'

const patience = { head: 150, body: 150, answer: 300 }

test('S31: a connection that says nothing, or half of a head, is closed', async () => {
  const { port } = await start({}, { patience })
  const silent = await dial(port)
  const half = await dial(port)
  half.write('GET /config HTTP/1.1\r\nHost: 127.0.0.1\r\nX-')
  expect((await Promise.all([silent, half].map(async (socket) => heard(socket)))).map(statusOf)).toEqual([408, 408])
})

test.each([
  ['urlencoded', '/login', { auth: { ada: 'x' } }],
  ['application/json', '/run/echo', {}],
  ['multipart/form-data; boundary=x', '/upload', {}],
])('S31: a body that stops coming ends its request: %s', async (type, path, options) => {
  const { port, url } = await start(options, { patience })
  const socket = await dial(port)
  const head = [`POST ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, `Content-Type: ${type}`, 'Content-Length: 1000']
  socket.write(`${head.join('\r\n')}\r\n\r\n--x\r\n`)
  expect(statusOf(await heard(socket))).toBe(408)
  expect((await fetch(url)).status).toBe(200)
})

test('S31: a body that comes slowly, but comes, is waited for', async () => {
  const { port } = await start({}, { patience: { ...patience, head: 5_000, body: 1_500 } })
  const socket = await dial(port)
  const body = '{"data":["slow"]}'
  const head = [
    'POST /run/echo HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Connection: close',
    `Content-Length: ${body.length}`,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  for (const character of body) {
    socket.write(character)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  expect(await heard(socket)).toContain('"slow"')
})

test('S31: thousands of half-open connections keep nobody else from being served', async () => {
  const { port, url } = await start({}, { patience: { ...patience, head: 1_000 } })
  const sockets = await Promise.all(Array.from({ length: 2_000 }, async () => dial(port)))
  for (const socket of sockets) socket.write('GET / HTTP/1.1\r\n')
  expect((await fetch(`${url}/config`)).status).toBe(200)
  await Promise.all(sockets.map(async (socket) => heard(socket)))
  expect((await fetch(`${url}/config`)).status).toBe(200)
})

test('S31: who never reads an answer is let go', async () => {
  const { port, url } = await start({}, { patience })
  const ran = await fetch(`${url}/call/large`, { method: 'POST', headers: json, body: '{"data":[]}' })
  const { event_id: id } = (await ran.json()) as { event_id: string }
  const socket = await dial(port)
  socket.pause()
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.write(`GET /call/large/${id} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`)
  // Nothing is read, so only the end of the connection can be noticed: by writing to it.
  const knocking = setInterval(() => socket.write('\r\n'), 20)
  await closed
  clearInterval(knocking)
  expect((await fetch(`${url}/call/large/${id}`)).status).toBe(200)
})

test('S31: a flood of headers is refused', async () => {
  const { port } = await start()
  const flood = Array.from({ length: 3_000 }, (_, n) => `X-${n}: ${n}`)
  expect(statusOf(await raw(port, ['GET / HTTP/1.1', `Host: 127.0.0.1:${port}`, ...flood]))).toBe(431)
})

test('S31: requests sent in one go are answered in their order', async () => {
  const { port } = await start()
  const socket = await dial(port)
  const ask = (path: string, last = false): string =>
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${last ? 'Connection: close\r\n' : ''}\r\n`
  socket.write(ask('/nothing') + ask('/app_id') + ask('/user', true))
  expect(await heard(socket)).toMatch(/Not Found[^]*"app_id"[^]*null/)
})
