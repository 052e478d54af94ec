import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { loopback } from '../../test/support/loopback.ts'
import { faultProxy, type FaultProxy, type WireFault } from '../testing/fault-proxy.ts'
import { HfnError } from './error.ts'
import { createHttp, type HttpOptions } from './http.ts'

afterEach(() => void vi.restoreAllMocks())

const proxied = async (url: string, ...faults: WireFault[]): Promise<FaultProxy> => {
  const proxy = await faultProxy(url, ...faults)
  onTestFinished(() => proxy.close())
  return proxy
}

const doors: [string, HttpOptions][] = [
  ["Node's HTTP", { env: {} }],
  ['an injected fetch', { fetch: globalThis.fetch }],
]

describe.each(doors)('by way of %s', (_, options) => {
  test('an answer that does not come is a timeout, not tried again', async () => {
    const { url, seen } = await loopback(({ url: path }, response) => path === '/first' && response.end())
    const http = createHttp(options)
    await (await http({ url: `${url}/first` })).text()
    await expect(http({ url, timeouts: { firstByte: 500 } })).rejects.toMatchObject({
      code: 'TIMEOUT',
      message: `${url} took the request but did not answer within 500 ms`,
    })
    expect(seen).toEqual(['GET /first', 'GET /'])
  })

  test('a body that stops coming is a timeout', async () => {
    const { url } = await loopback((_request, response) => response.write('{"a":'))
    const http = createHttp({ ...options, timeouts: { idle: 30 } })
    await expect((await http({ url })).json()).rejects.toMatchObject({ code: 'TIMEOUT' })
    const piece = async (): Promise<void> => {
      for await (const bytes of (await http({ url })).chunks()) expect(bytes.length).toBe(5)
    }
    await expect(piece()).rejects.toMatchObject({
      code: 'TIMEOUT',
      message: `${url} fell silent: nothing moved for 30 ms`,
    })
  })

  test('a reader may take its time', async () => {
    const { url } = await loopback((_request, response) => {
      response.write('one')
      setTimeout(() => response.end('two'), 5)
    })
    const seen: string[] = []
    for await (const bytes of (await createHttp({ ...options, timeouts: { idle: 40 } })({ url })).chunks()) {
      seen.push(new TextDecoder().decode(bytes))
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(seen.join('')).toBe('onetwo')
  })

  test('who was held up reads what came meanwhile before the other side is called silent', async () => {
    const { url } = await loopback((_request, response) => {
      response.write('one')
      setTimeout(() => response.end('two'), 5)
    })
    const answer = await createHttp({ ...options, timeouts: { idle: 200 } })({ url })
    const seen: string[] = []
    for await (const bytes of answer.chunks()) {
      seen.push(new TextDecoder().decode(bytes))
      // The next piece is asked for first.
      setImmediate(() => {
        for (const end = performance.now() + 300; performance.now() < end;);
      })
    }
    expect(seen.join('')).toBe('onetwo')
  })

  test('no limit is no limit', async () => {
    const { url } = await loopback((_request, response) => setTimeout(() => response.end('late'), 30))
    const timeouts = { connect: 0, firstByte: 0, idle: Number.POSITIVE_INFINITY }
    expect(await (await createHttp({ ...options, timeouts })({ url })).text()).toBe('late')
  })

  test('a body that breaks off is an error that says after how much', async () => {
    const { url } = await loopback((_request, response) => {
      response.writeHead(200, { 'content-length': 100 })
      response.end('x'.repeat(100))
    })
    const proxy = await proxied(url, { path: /reset/, reset: 'xxxxx' }, { path: /end/, end: 'xxxxx' })
    const http = createHttp(options)
    for (const path of ['reset', 'end'])
      await expect((await http({ url: `${proxy.url}/${path}` })).text()).rejects.toMatchObject({
        code: 'STREAM_BROKEN',
        message: `The answer of ${proxy.url}/${path} broke off after 5 bytes`,
      })
  })

  test('aborting before, while waiting and while reading closes the connection and is CANCELLED', async () => {
    const { url, server, seen } = await loopback(({ url: path }, response) => {
      if (path === '/read') response.write('begun')
    })
    const http = createHttp(options)
    await expect(http({ url, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(seen).toEqual([])

    const waiting = new AbortController()
    const arrived = once(server, 'request')
    const request = http({ url, signal: waiting.signal })
    const [{ socket }] = await arrived
    waiting.abort()
    await expect(request).rejects.toMatchObject({ code: 'CANCELLED', message: 'Cancelled' })
    if (!socket.destroyed) await once(socket, 'close')

    const reading = new AbortController()
    const taken = once(server, 'request')
    const answer = await http({ url: `${url}/read`, signal: reading.signal })
    const [{ socket: second }] = await taken
    const text = answer.text()
    reading.abort()
    await expect(text).rejects.toMatchObject({ code: 'CANCELLED' })
    if (!second.destroyed) await once(second, 'close')
  })

  test('an answer nobody reads yet also ends with the signal', async () => {
    const { url } = await loopback((_request, response) => response.write('begun'))
    const controller = new AbortController()
    const answer = await createHttp(options)({ url, signal: controller.signal })
    controller.abort(new HfnError('CANCELLED', 'enough'))
    await expect(answer.text()).rejects.toThrow('enough')
  })

  test('the reason of the signal is the error when it is one of ours, and TIMEOUT when its time was up', async () => {
    const { url } = await loopback(() => {})
    const reason = new HfnError('APP_STOPPED', 'stopped')
    const http = createHttp(options)
    await expect(http({ url, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    await expect(http({ url, signal: AbortSignal.timeout(5) })).rejects.toMatchObject({ code: 'TIMEOUT' })
  })

  test('one signal may serve many requests, and is let go when they are done', async () => {
    const warned = vi.spyOn(process, 'emitWarning')
    const { url } = await loopback((_request, response) => response.end('ok'))
    const { signal } = new AbortController()
    const added = vi.spyOn(signal, 'addEventListener')
    const http = createHttp(options)
    for (let round = 0; round < 3; round++)
      await Promise.all(Array.from({ length: 20 }, async () => (await http({ url, signal })).text()))
    expect(added.mock.calls.length).toBeLessThanOrEqual(options.fetch === undefined ? 1 : 60)
    expect(warned).not.toHaveBeenCalled()
  })
})

describe('sending', () => {
  test('a connection that is not made in time is a timeout', async () => {
    // A listener that takes connections and never answers the TLS handshake.
    const server = createServer(() => {}).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const http = createHttp({ env: {}, timeouts: { connect: 30 }, tries: 1 })
    await expect(http({ method: 'POST', url: `https://127.0.0.1:${port}` })).rejects.toMatchObject({
      code: 'TIMEOUT',
      message: `No connection to https://127.0.0.1:${port} within 30 ms`,
    })
  })

  test('a body is taken no faster than it is sent, and given up when nothing moves', async () => {
    const { url } = await loopback(({ socket }) => socket.pause())
    let made = 0
    let left = false
    const body = async function* (): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          made += 65_536
          yield new Uint8Array(65_536)
        }
      } finally {
        left = true
      }
    }
    const http = createHttp({ env: {}, timeouts: { idle: 50 } })
    await expect(http({ method: 'POST', url, body })).rejects.toMatchObject({ code: 'TIMEOUT' })
    expect(made).toBeLessThan(100_000_000)
    await expect.poll(() => left).toBe(true)
  })

  test.each([
    [4, 'The body to send has 10 bytes where 4 were announced'],
    [12, 'The body to send has 10 bytes where 12 were announced'],
  ])('a body of another length than the %i bytes announced is an error', async (length, message) => {
    const { url } = await loopback((request) => request.resume())
    const body = async function* (): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(3)
      yield new Uint8Array(7)
    }
    await expect(createHttp({ env: {} })({ method: 'PUT', url, body, length })).rejects.toMatchObject({
      code: 'FILE_FAILED',
      message,
    })
  })

  test('an upload that is refused stops, and its answer is read', async () => {
    const { url, connections } = await loopback((_request, response) => response.writeHead(413).end('too large'))
    const left = vi.fn()
    const body = async function* (): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          yield new Uint8Array(1000)
          await new Promise((next) => setTimeout(next, 1))
        }
      } finally {
        left()
      }
    }
    const answer = await createHttp({ env: {} })({ method: 'POST', url, body })
    expect([answer.status, await answer.text()]).toEqual([413, 'too large'])
    await expect.poll(() => left.mock.calls.length).toBe(1)
    expect(connections()).toBe(1)
  })
})
