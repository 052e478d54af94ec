import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { newFolder } from './support.ts'

const script = fileURLToPath(new URL('../support/file-server.js', import.meta.url))

const head = '--b\r\ncontent-disposition: form-data; name="files"; filename="big.bin"\r\n\r\n'
const tail = '\r\n--b--\r\n'

/** Sends a file of zeros and answers with its path. */
const send = async (url: string, size: number): Promise<string> => {
  const sending = request(`${url}/gradio_api/upload`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': head.length + size + tail.length },
  })
  const answer = once(sending, 'response')
  sending.write(head)
  const piece = Buffer.alloc(1_000_000)
  for (let sent = 0; sent < size; sent += piece.length) if (!sending.write(piece)) await once(sending, 'drain')
  sending.end(tail)
  const [response] = (await answer) as [AsyncIterable<Buffer>]
  let text = ''
  for await (const chunk of response) text += String(chunk)
  const [path = ''] = JSON.parse(text) as string[]
  return path
}

const read = async (url: string): Promise<number> => {
  let size = 0
  for await (const chunk of (await fetch(url)).body ?? []) size += (chunk as Uint8Array).length
  return size
}

const peakOf = async (server: ChildProcess, message: string): Promise<number> => {
  const answer = once(server, 'message')
  server.send(message)
  const [{ peak }] = (await answer) as [{ peak: number }]
  return peak
}

test('a file of 300 MB goes up and down within 60 MB of memory', async () => {
  const size = 300_000_000
  const server = fork(script, [await newFolder()])
  onTestFinished(() => void server.kill())
  const [{ url }] = (await once(server, 'message')) as [{ url: string }]
  // Everything is loaded before the measure begins.
  await read(`${url}/gradio_api/file=${await send(url, 20_000_000)}`)
  await peakOf(server, 'again')
  const start = await peakOf(server, 'again')
  const path = await send(url, size)
  expect(await read(`${url}/gradio_api/file=${path}`)).toBe(size)
  expect((await peakOf(server, 'again')) - start).toBeLessThan(60)
}, 60_000)
