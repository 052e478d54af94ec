import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { expect, onTestFinished, test } from 'vitest'
import { listen } from '../../src/serve/listen.ts'
import type { ServeOptions } from '../../src/serve/options.ts'
import { filesIn, newFolder, serve } from './support.ts'

const start = async (options: ServeOptions = {}) => {
  const files = await newFolder()
  const server = await listen(serve({ files, ...options }), { port: 0 })
  onTestFinished(() => server.close())
  return { files, ...server }
}

const form = (size: number): FormData => {
  const body = new FormData()
  body.append('files', new Blob([new Uint8Array(size)]), 'big.bin')
  return body
}

test('a caller who sends a file that is too large reads that it is, even after sending all of it', async () => {
  const { url, files } = await start({ maxFileSize: 1_000_000 })
  for (let time = 0; time < 3; time++) {
    const answer = await fetch(`${url}/upload`, { method: 'POST', body: form(30_000_000) })
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'TOO_LARGE' }])
  }
  expect(await filesIn(files)).toEqual([])
  expect((await fetch(`${url}/upload`, { method: 'POST', body: form(1_000_000) })).status).toBe(200)
})

test('a caller who never stops sending is answered all the same', async () => {
  const { url } = await start({ maxFileSize: 1_000_000 })
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  const sending = request(`${url}/upload`, { method: 'POST', headers })
  sending.on('error', () => {})
  const endless = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from('--b\r\ncontent-disposition: form-data; name="files"; filename="a"\r\n\r\n')
    for (;;) yield Buffer.alloc(1_000_000)
  }
  const pouring = pipeline(endless, sending)
  const [answer] = (await once(sending, 'response')) as [IncomingMessage]
  expect(answer.statusCode).toBe(413)
  await expect(pouring).rejects.toThrow()
})

test('a caller who leaves in the middle leaves nothing behind', async () => {
  const { port, files, url } = await start()
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write('POST /upload HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 1000\r\n')
  socket.write('content-type: multipart/form-data; boundary=b\r\n\r\n')
  socket.write('--b\r\ncontent-disposition: form-data; name="files"; filename="a"\r\n\r\nsome')
  await expect.poll(() => filesIn(files).catch(() => [])).toHaveLength(1)
  socket.destroy()
  await expect.poll(() => filesIn(files)).toEqual([])
  expect((await fetch(`${url}/config`)).status).toBe(200)
})

test('what is being read is not removed for something new; when its reader leaves, it is', async () => {
  const { url } = await start({ quota: 30_000_000, files: undefined })
  const send = (): Promise<Response> => fetch(`${url}/upload`, { method: 'POST', body: form(20_000_000) })
  const [path = ''] = (await (await send()).json()) as string[]
  const stop = new AbortController()
  const answer = await fetch(`${url}/file=${path}`, { signal: stop.signal })
  await answer.body?.getReader().read()
  expect((await send()).status).toBe(507)
  stop.abort()
  await expect.poll(async () => (await send()).status, { timeout: 10_000 }).toBe(200)
  expect((await fetch(`${url}/file=${path}`)).status).toBe(403)
})
