import { once } from 'node:events'
import { Agent, request, type IncomingMessage } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { bodyOf, loopback } from '../../test/support/loopback.ts'
import { faultProxy, type FaultProxy, type WireFault } from './fault-proxy.ts'

const app = (): ReturnType<typeof loopback> =>
  loopback(async (request, response) => {
    const body = await bodyOf(request)
    response.setHeader('content-length', 10 + body.length)
    response.end(`0123456789${body}`)
  })

const before = async (url: string, ...faults: WireFault[]): Promise<FaultProxy> => {
  const proxy = await faultProxy(url, ...faults)
  onTestFinished(() => proxy.close())
  return proxy
}

/** What comes back, and how it ends: `whole`, or the code of the error. */
const ask = async (url: string, { body = '', agent }: { body?: string; agent?: Agent } = {}): Promise<string> => {
  const asked = request(url, { method: body === '' ? 'GET' : 'POST', ...(agent && { agent }) })
  asked.on('error', () => {})
  asked.end(body)
  let text = ''
  try {
    const [answer]: IncomingMessage[] = await once(asked, 'response')
    if (answer === undefined) return 'nothing'
    for await (const piece of answer) text += String(piece)
    return `${answer.statusCode} ${text} whole`
  } catch (error) {
    return `${text} ${(error as NodeJS.ErrnoException).code}`.trim()
  }
}

test('without a fault everything goes through, over kept connections', async () => {
  const { url, seen, connections } = await app()
  const proxy = await before(`${url}/base/`)
  const agent = new Agent({ keepAlive: true })
  expect(proxy.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/base$/)
  for (let count = 0; count < 3; count++) expect(await ask(`${proxy.url}/a?b`, { agent })).toBe('200 0123456789 whole')
  expect(await ask(proxy.url, { agent, body: 'x'.repeat(1_000_000) })).toHaveLength(1_000_020)
  expect(seen).toEqual(['GET /base/a?b', 'GET /base/a?b', 'GET /base/a?b', 'POST /base'])
  expect(proxy.requests).toEqual(seen)
  expect([proxy.connections, connections()]).toEqual([1, 1])
  agent.destroy()
})

test('an answer is cut after a text, by a reset or in good manners', async () => {
  const { url } = await app()
  const proxy = await before(url, { path: /reset/, reset: '012' }, { path: /end/, end: '0123' })
  expect(await ask(`${proxy.url}/reset`)).toBe('012 ECONNRESET')
  expect(await ask(`${proxy.url}/end`)).toBe('0123 ECONNRESET')
})

test('an answer is cut after so many bytes, head included', async () => {
  const { url } = await app()
  const proxy = await before(url, { reset: 5 })
  expect(await ask(proxy.url)).toBe('ECONNRESET')
  proxy.clear()
  expect(await ask(proxy.url)).toBe('200 0123456789 whole')
})

test('an answer is lost when the server has taken the request', async () => {
  const { url, seen } = await app()
  const proxy = await before(url, { reset: 0, times: 1 })
  expect(await ask(proxy.url, { body: 'x' })).toBe('ECONNRESET')
  expect(await ask(proxy.url, { body: 'x' })).toBe('200 0123456789x whole')
  expect(seen).toEqual(['POST /', 'POST /'])
})

test('an answer stops coming, and the connection stays', async () => {
  const { url } = await app()
  const proxy = await before(url, { stall: '01234' })
  const asked = request(proxy.url).end()
  const [answer]: IncomingMessage[] = await once(asked, 'response')
  const [piece] = await once(answer ?? asked, 'data')
  expect(String(piece)).toBe('01234')
  expect(answer?.complete).toBe(false)
  expect(asked.socket?.closed).toBe(false)
  asked.destroy()
})

test('one byte is turned round', async () => {
  const { url } = await app()
  const proxy = await before(url, { corrupt: 9 })
  expect(await ask(proxy.url)).toBe('HPE_INVALID_STATUS')
})

test('an answer comes byte by byte', async () => {
  const { url } = await app()
  const proxy = await before(url, { trickle: true })
  const asked = request(proxy.url).end()
  const [answer]: IncomingMessage[] = await once(asked, 'response')
  const pieces: string[] = []
  for await (const piece of answer ?? []) pieces.push(String(piece))
  expect(pieces.join('')).toBe('0123456789')
  expect(pieces.length).toBeGreaterThan(1)
})

test('an answer comes late', async () => {
  const { url } = await app()
  const proxy = await before(url, { path: /late/, delay: 100 })
  const order: string[] = []
  const note = async (path: string): Promise<void> => {
    expect(await ask(proxy.url + path)).toBe('200 0123456789 whole')
    order.push(path)
  }
  await Promise.all([note('/late'), note('/soon')])
  expect(order).toEqual(['/soon', '/late'])
})

test('another answer is given, and the server asked nothing', async () => {
  const { url, seen } = await app()
  const answer = { status: 503, headers: { 'Retry-After': '1' }, body: 'busy' }
  const proxy = await before(url, { path: /^\/join/, method: 'POST', times: 2, answer })
  expect(await ask(`${proxy.url}/join`)).toBe('200 0123456789 whole')
  expect(await ask(`${proxy.url}/join`, { body: 'x'.repeat(500_000) })).toBe('503 busy whole')
  expect(await ask(`${proxy.url}/join`, { body: 'x' })).toBe('503 busy whole')
  expect(await ask(`${proxy.url}/join`, { body: 'x' })).toBe('200 0123456789x whole')
  expect(seen).toEqual(['GET /join', 'POST /join'])
})

test('connections are reset, or refused', async () => {
  const { url, seen } = await app()
  const proxy = await before(url)
  proxy.refuse(2)
  expect([await ask(proxy.url), await ask(proxy.url)]).toEqual(['ECONNRESET', 'ECONNRESET'])
  proxy.pause()
  expect(await ask(proxy.url)).toBe('ECONNREFUSED')
  await proxy.resume()
  expect(await ask(proxy.url)).toBe('200 0123456789 whole')
  expect([proxy.connections, seen.length]).toEqual([3, 1])
})

test('who leaves is noticed by the server', async () => {
  const { url, server } = await loopback((_request, response) => response.write('begun'))
  const proxy = await before(url)
  const taken = once(server, 'connection')
  const asked = request(proxy.url).end()
  await once(asked, 'response')
  const [socket] = await taken
  asked.destroy()
  await once(socket, 'close')
})
