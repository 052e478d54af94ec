import { once } from 'node:events'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { bodyOf, freePort, loopback } from '../../test/support/loopback.ts'
import { faultProxy } from '../testing/fault-proxy.ts'
import { createHttp } from './http.ts'

/** Waits are a share of their limit; this makes it none, and tells of each. */
const withoutWaiting = (told: () => unknown = () => {}): void => {
  vi.spyOn(Math, 'random').mockImplementation(() => {
    told()
    return 0
  })
}

afterEach(() => void vi.restoreAllMocks())

describe('what is sent again', () => {
  test.each([
    ['GET', 429, 4],
    ['GET', 502, 4],
    ['GET', 503, 4],
    ['GET', 504, 4],
    ['GET', 500, 1],
    ['GET', 404, 1],
    ['POST', 429, 4],
    ['POST', 503, 4],
    ['POST', 502, 1],
    ['POST', 500, 1],
    ['POST', 422, 1],
  ])('%s with status %i is tried %i times, and the answer given back', async (method, status, times) => {
    withoutWaiting()
    const { url, seen } = await loopback((_request, response) => response.writeHead(status).end('why'))
    const answer = await createHttp({ env: {} })({ method, url })
    expect(answer.status).toBe(status)
    expect(await answer.text()).toBe('why')
    expect(seen).toHaveLength(times)
  })

  test('the class and the number of tries are the caller’s to choose', async () => {
    withoutWaiting()
    const { url, seen } = await loopback((_request, response) => response.writeHead(502).end())
    const http = createHttp({ env: {}, tries: 2 })
    await (await http({ url: `${url}/never`, retry: 'never' })).discard()
    await (await http({ url: `${url}/safe`, method: 'POST', retry: 'safe' })).discard()
    expect(seen).toEqual(['GET /never', 'POST /safe', 'POST /safe'])
  })

  test('a short Retry-After is waited for', async () => {
    let count = 0
    const { url } = await loopback((_request, response) => {
      response.writeHead(count++ === 0 ? 429 : 200, { 'retry-after': '0' }).end('done')
    })
    expect(await (await createHttp({ env: {} })({ method: 'POST', url, body: 'x' })).text()).toBe('done')
  })

  test('a patient request is also sent again after a 500, a safe one is not', async () => {
    withoutWaiting()
    let count = 0
    const { url } = await loopback((_request, response) => response.writeHead(count++ % 2 === 0 ? 500 : 200).end())
    const http = createHttp({ env: {} })
    expect((await http({ url, retry: 'patient' })).status).toBe(200)
    expect((await http({ url, retry: 'safe' })).status).toBe(500)
  })

  test('a wait that was asked for is told before it begins, and patience says how long it may be', async () => {
    let count = 0
    const { url } = await loopback((_request, response) => {
      response.writeHead(count++ === 0 ? 429 : 200, { 'retry-after': '0.01' }).end()
    })
    const waits: unknown[] = []
    const onWait = (wait: unknown): void => void waits.push(wait)
    await createHttp({ env: {}, onWait })({ url })
    expect(waits).toEqual([{ seconds: 0.01, status: 429, origin: url }])
    count = 0
    await expect(createHttp({ env: {}, onWait, patience: 0 })({ url })).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    count = 0
    await expect(createHttp({ env: {}, onWait, tries: 1 })({ url })).resolves.toMatchObject({ status: 429 })
    expect(waits).toHaveLength(1)
  })

  test.each(['safe', 'unsent', 'never'] as const)(
    'a wait of more than a minute is an error that names it (%s)',
    async (retry) => {
      const { url, seen } = await loopback((_request, response) =>
        response.writeHead(429, { 'retry-after': '3600' }).end(),
      )
      await expect(createHttp({ env: {} })({ url, retry })).rejects.toMatchObject({
        code: 'RATE_LIMITED',
        message: `${url} asks to wait 3600 s before the next request`,
        details: { status: 429, retryAfter: 3600 },
      })
      expect(seen).toHaveLength(1)
    },
  )

  test('a long Retry-After of another status leaves the answer to the caller', async () => {
    const { url, seen } = await loopback((_request, response) =>
      response.writeHead(502, { 'retry-after': '3600' }).end(),
    )
    expect((await createHttp({ env: {} })({ url })).status).toBe(502)
    expect(seen).toHaveLength(1)
  })

  test('a POST that was refused is sent when the other side is there', async () => {
    const { url, seen } = await loopback(async (request, response) => response.end(await bodyOf(request)))
    const proxy = await faultProxy(url)
    proxy.pause()
    let resumed: Promise<void> | undefined
    withoutWaiting(() => (resumed ??= proxy.resume()))
    const http = createHttp({ env: {}, tries: 100 })
    expect(await (await http({ method: 'POST', url: proxy.url, body: 'x' })).text()).toBe('x')
    expect(resumed).toBeDefined()
    expect(seen).toHaveLength(1)
    await proxy.close()
  })

  test('a POST that was taken is never sent again', async () => {
    const { url, seen } = await loopback(({ socket }) => socket.resetAndDestroy())
    const request = createHttp({ env: {} })({ method: 'POST', url, body: 'x' })
    await expect(request).rejects.toMatchObject({
      code: 'UNREACHABLE',
      hint: expect.stringContaining('may have taken'),
    })
    expect(seen).toHaveLength(1)
  })

  test('a POST that was taken over a kept connection is never sent again', async () => {
    const { url, seen, connections } = await loopback((request, response) => {
      if (request.method === 'POST') request.socket.destroy()
      else response.end()
    })
    const http = createHttp({ env: {} })
    await (await http({ url })).text()
    await expect(http({ method: 'POST', url, body: 'x' })).rejects.toMatchObject({ code: 'UNREACHABLE' })
    expect(seen).toEqual(['GET /', 'POST /'])
    expect(connections()).toBe(1)
  })

  test('a GET over a kept connection that died is sent again at once', async () => {
    const random = vi.spyOn(Math, 'random')
    let count = 0
    const { url, seen } = await loopback(({ socket }, response) => {
      if (count++ === 1) socket.destroy()
      else response.end('ok')
    })
    const http = createHttp({ env: {} })
    for (let times = 0; times < 2; times++) expect(await (await http({ url })).text()).toBe('ok')
    expect(seen).toHaveLength(3)
    expect(random).not.toHaveBeenCalled()
  })

  test('a GET whose answer is lost is sent again, at most four times in all', async () => {
    withoutWaiting()
    const { url, seen } = await loopback((_request, response) => response.end('ok'))
    const proxy = await faultProxy(url, { reset: 0, times: 2 })
    const http = createHttp({ env: {} })
    expect(await (await http({ url: proxy.url })).text()).toBe('ok')
    proxy.add({ reset: 0 })
    await expect(http({ url: proxy.url })).rejects.toMatchObject({ code: 'UNREACHABLE' })
    expect(seen).toHaveLength(7)
    await proxy.close()
  })

  test('a stream is not sent twice, what makes streams is asked again', async () => {
    withoutWaiting()
    let count = 0
    const { url, seen } = await loopback(async (request, response) => {
      const body = await bodyOf(request)
      response.writeHead(count++ === 0 ? 503 : 200).end(body)
    })
    const make = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('piece')
    }
    const http = createHttp({ env: {} })
    const once = await http({ method: 'POST', url, body: make() })
    expect([once.status, await once.text()]).toEqual([503, 'piece'])
    count = 0
    const again = await http({ method: 'POST', url, body: make })
    expect([again.status, await again.text()]).toEqual([200, 'piece'])
    expect(seen).toHaveLength(3)
  })

  test('the signal ends the wait between two tries', async () => {
    const { url, seen } = await loopback((_request, response) => response.writeHead(503).end())
    const controller = new AbortController()
    vi.spyOn(Math, 'random').mockImplementation(() => {
      setImmediate(() => controller.abort())
      return 1
    })
    const request = createHttp({ env: {} })({ url, signal: controller.signal })
    await expect(request).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(seen).toHaveLength(1)
  })
})

test.each([
  ['http://127.0.0.1:PORT', 'UNREACHABLE', 'Nothing answers at http://127.0.0.1:PORT: connection refused'],
  ['http://nothing.invalid', 'UNREACHABLE', 'Nothing answers at http://nothing.invalid: '],
])('%s, where nothing is, is %s in one line', async (address, code, message) => {
  const port = await freePort()
  const http = createHttp({ env: {}, tries: 1 })
  const error: unknown = await http({ url: address.replace('PORT', String(port)) }).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code, hint: expect.any(String) })
  expect(error).toHaveProperty('message', expect.stringContaining(message.replace('PORT', String(port))))
})

test('a server that speaks no HTTP, or no TLS, is named as such', async () => {
  const { createServer } = await import('node:net')
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.end('220 mail.example ESMTP\r\n')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const http = createHttp({ env: {}, tries: 1 })
  await expect(http({ url: `http://127.0.0.1:${port}` })).rejects.toMatchObject({ code: 'BAD_ANSWER' })
  await expect(http({ url: `https://127.0.0.1:${port}` })).rejects.toThrow('does not speak TLS')
  server.close()
})
