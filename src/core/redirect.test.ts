import { describe, expect, test } from 'vitest'
import { bodyOf, loopback, type Handler } from '../../test/support/loopback.ts'
import { preparing, type Exchange } from './exchange.ts'
import { createHttp, type Answer, type HttpOptions, type HttpRequest } from './http.ts'
import { redirected } from './redirect.ts'

const exchangeOf = (request: HttpRequest): Exchange => preparing({})(request)

const answerOf = (status: number, location?: string): Answer => {
  const answer = new Response(null, { status, headers: location === undefined ? {} : { location } })
  return {
    status,
    ok: false,
    url: '',
    cookies: [],
    header: (name) => answer.headers.get(name) ?? undefined,
    chunks: () => new ReadableStream<Uint8Array>(),
    text: async () => '',
    json: async () => undefined,
    discard: async () => {},
  }
}

const headers = {
  accept: 'a',
  'Accept-Language': 'b',
  'Content-Type': 'c',
  'User-Agent': 'd',
  Range: 'e',
  Authorization: 'secret',
  Cookie: 'secret',
  'X-HF-Authorization': 'secret',
  'X-Other': 'secret',
}

test.each([
  ['http://one/a', 'b?c', 'http://one/b?c'],
  ['http://one/a/b', './c', 'http://one/a/c'],
  ['https://one/a', '//two/b', 'https://two/b'],
  ['http://one/a', 'https://me:secret@two/b', 'https://two/b'],
])('%s and the location %s lead to %s', (url, location, target) => {
  expect(redirected(exchangeOf({ url }), answerOf(302, location))?.url.href).toBe(target)
})

test.each(['http://two/', 'https://one/', 'http://one:81/'])(
  'to another origin, %s, no credentials go along',
  (location) => {
    const next = redirected(exchangeOf({ url: 'http://one/', headers }), answerOf(307, location))
    expect(next?.headers).toEqual([
      'accept',
      'a',
      'accept-language',
      'b',
      'content-type',
      'c',
      'user-agent',
      'd',
      'range',
      'e',
    ])
  },
)

test('within the origin all headers go along', () => {
  const exchange = exchangeOf({ url: 'http://one/', headers })
  expect(redirected(exchange, answerOf(307, '/two'))?.headers).toEqual(exchange.headers)
})

test.each([
  [301, 'POST', 'GET'],
  [302, 'POST', 'GET'],
  [303, 'POST', 'GET'],
  [307, 'POST', 'POST'],
  [308, 'POST', 'POST'],
  [301, 'PUT', 'PUT'],
  [303, 'PUT', 'GET'],
  [303, 'HEAD', 'HEAD'],
  [302, 'GET', 'GET'],
])('%i makes of %s a %s', (status, method, becomes) => {
  const exchange = exchangeOf({ method, url: 'http://one/', body: 'x', headers: { 'content-type': 'text/plain' } })
  const next = redirected(exchange, answerOf(status, '/two'))
  expect(next?.method).toBe(becomes)
  const kept = becomes !== 'GET' && becomes !== 'HEAD'
  expect([next?.body, next?.headers]).toEqual(
    kept || method === 'GET' ? ['x', ['content-type', 'text/plain']] : [undefined, []],
  )
})

test.each([
  [200, '/two'],
  [304, '/two'],
  [300, '/two'],
  [302, undefined],
])('%i with location %s is an answer', (status, location) => {
  expect(redirected(exchangeOf({ url: 'http://one/' }), answerOf(status, location))).toBeUndefined()
})

test.each(['javascript:alert(1)', 'file:///etc/passwd', 'http://'])('a redirect to %s is refused', (location) => {
  expect(() => redirected(exchangeOf({ url: 'http://one/' }), answerOf(302, location))).toThrow(
    'not an address of the web',
  )
})

test('a stream cannot be sent on', () => {
  const exchange = exchangeOf({ method: 'POST', url: 'http://one/', body: new Blob(['x']).stream() })
  expect(() => redirected(exchange, answerOf(308, '/two'))).toThrow('a stream cannot be sent twice')
})

test.each([
  ['https://public.org/', 'http://public.org/', false],
  ['https://public.org/', 'https://127.0.0.1/', false],
  ['https://public.org/', 'https://10.0.0.1:8443/', false],
  ['https://public.org/', 'https://other.org/', true],
  ['http://public.org/', 'https://public.org/', true],
  ['https://hub.lan/', 'https://10.0.0.1/', true],
  ['http://127.0.0.1:1/', 'http://localhost:1/', true],
])('strictly, %s may lead to %s: %s', (url, location, allowed) => {
  const next = (): unknown => redirected(exchangeOf({ url }), answerOf(302, location), true)?.url.href
  if (allowed) expect(next()).toBe(location)
  else expect(next).toThrow('is not followed')
  expect(redirected(exchangeOf({ url }), answerOf(302, location))?.url.href).toBe(location)
})

const doors: [string, HttpOptions][] = [
  ["Node's HTTP", { env: {} }],
  ['an injected fetch', { fetch: globalThis.fetch }],
]

describe.each(doors)('by way of %s', (_, options) => {
  const hop =
    (location: string, status = 302): Handler =>
    (_request, response) =>
      response.writeHead(status, { location }).end('moved')

  test('a redirect is followed, with its method and body where they are kept', async () => {
    const { url, connections } = await loopback(async (request, response) => {
      if (request.url === '/one') hop('/two?x', 307)(request, response)
      else response.end(`${request.method} ${await bodyOf(request)}`)
    })
    const answer = await createHttp(options)({ method: 'POST', url: `${url}/one`, body: 'body' })
    expect(answer.url).toBe(`${url}/two?x`)
    expect(await answer.text()).toBe('POST body')
    if (options.fetch === undefined) expect(connections()).toBe(1)
  })

  test('a redirect is given back when that is wanted', async () => {
    const { url } = await loopback(hop('/two'))
    const answer = await createHttp(options)({ url, redirect: 'manual' })
    expect([answer.status, answer.header('location'), await answer.text()]).toEqual([302, '/two', 'moved'])
  })

  test('redirects without end are an error after ten hops', async () => {
    const { url, seen } = await loopback(hop('/'))
    await expect(createHttp(options)({ url })).rejects.toMatchObject({ code: 'BAD_ANSWER', details: { status: 302 } })
    expect(seen).toHaveLength(11)
  })

  test('credentials stay at home, and are not sent when the way leads back', async () => {
    const received: string[] = []
    const note: Handler = (request) =>
      received.push(`${request.url} ${String(request.headers['x-key'])} ${request.headers.authorization}`)
    const away = await loopback((request, response) => {
      note(request, response)
      hop(`${home.url}/back`)(request, response)
    })
    const home = await loopback((request, response) => {
      note(request, response)
      if (request.url === '/') hop(`${away.url}/away`)(request, response)
      else response.end('there')
    })
    const http = createHttp({ ...options, origin: home.url, headers: { authorization: 'Bearer abc' } })
    expect(await (await http({ url: home.url, headers: { 'x-key': 'key' } })).text()).toBe('there')
    expect(received).toEqual(['/ key Bearer abc', '/away undefined undefined', '/back undefined undefined'])
  })
})
