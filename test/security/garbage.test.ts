import fc from 'fast-check'
import { expect, test } from 'vitest'
import { request } from './garbage.ts'
import { dial, heard, start, statusOf } from './support.ts'

test.each([{}, { trustProxy: true }, { trustProxy: true, auth: { ada: 'x' }, origins: ['*'] }])(
  'whatever is sent gets an answer, and none of the app is at fault: %j',
  async (options) => {
    const { port, url } = await start(options)
    const property = fc.asyncProperty(request, async ({ method, path, headers, body }) => {
      const sent = method === 'POST' ? body : ''
      const socket = await dial(port)
      const head = [`${method} ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...headers]
      socket.write([...head, `Content-Length: ${Buffer.byteLength(sent)}`, 'Connection: close', '', sent].join('\r\n'))
      const status = statusOf(await heard(socket, (text) => text.includes('\r\n\r\n')))
      expect(status).toBeGreaterThanOrEqual(200)
      expect(status).toBeLessThan(500)
    })
    await fc.assert(property, { numRuns: 150 })
    expect((await fetch(url)).status).toBe(200)
  },
)
