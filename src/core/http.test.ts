import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { bodyOf, loopback, type Handler } from '../../test/support/loopback.ts'
import { createHttp, type HttpOptions } from './http.ts'

const doors: [string, HttpOptions][] = [
  ["Node's HTTP", { env: {} }],
  ['an injected fetch', { fetch: globalThis.fetch }],
]

describe.each(doors)('by way of %s', (_, options) => {
  test('an answer has status, headers, cookies, address and body', async () => {
    const { url } = await loopback((request, response) => {
      response.writeHead(207, {
        'content-type': 'text/plain',
        'set-cookie': ['a=1; Path=/', 'b=2'],
        'x-two': ['1', '2'],
      })
      response.end(`${request.method} ${request.url} größe`)
    })
    const answer = await createHttp(options)({ url: `${url}/path?q=1` })
    expect(answer).toMatchObject({ status: 207, ok: true, url: `${url}/path?q=1`, cookies: ['a=1; Path=/', 'b=2'] })
    expect(answer.header('content-type')).toBe('text/plain')
    expect(answer.header('x-two')).toBe('1, 2')
    expect(answer.header('x-none')).toBeUndefined()
    expect(await answer.text()).toBe('GET /path?q=1 größe')
  })

  test.each([
    ['a text', '{"n":1}'],
    ['bytes', new TextEncoder().encode('{"n":1}')],
    ['a large text', JSON.stringify('ä'.repeat(1_500_000))],
  ])('%s is sent as it is', async (_, body) => {
    const { url } = await loopback(async (request, response) => {
      response.end(`${request.headers['content-length']} ${await bodyOf(request)}`)
    })
    const answer = await createHttp(options)({ method: 'post', url, body })
    const text = typeof body === 'string' ? body : '{"n":1}'
    expect(await answer.text()).toBe(`${Buffer.byteLength(text)} ${text}`)
  })

  test('a stream is sent piece by piece', async () => {
    const { url } = await loopback(async (request, response) => {
      response.end(`${request.headers['transfer-encoding']} ${await bodyOf(request)}`)
    })
    const pieces = async function* (): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode('one ')
      yield new TextEncoder().encode('two')
    }
    const http = createHttp(options)
    expect(await (await http({ method: 'POST', url, body: pieces() })).text()).toBe('chunked one two')
    expect(await (await http({ method: 'POST', url, body: pieces })).text()).toBe('chunked one two')
  })

  test('a body comes as it is sent', async () => {
    const { url, server } = await loopback((_request, response) => {
      response.write('one')
      server.once('next', () => response.end('two'))
    })
    const seen: string[] = []
    for await (const piece of (await createHttp(options)({ url })).chunks()) {
      seen.push(new TextDecoder().decode(piece))
      server.emit('next')
    }
    expect(seen.join('|')).toBe('one|two')
  })

  test('leaving a body closes the connection', async () => {
    const { url, server } = await loopback((_request, response) => response.write('one'))
    const gone = once(server, 'connection').then(([socket]) => once(socket, 'close'))
    for await (const piece of (await createHttp(options)({ url })).chunks()) if (piece.length > 0) break
    await gone
  })

  test('a body can be read once', async () => {
    const { url } = await loopback((_request, response) => response.end('1'))
    const answer = await createHttp(options)({ url })
    expect(await answer.json()).toBe(1)
    await expect(answer.text()).rejects.toMatchObject({ code: 'INTERNAL' })
    await answer.discard()
  })

  test('what is no JSON is named with its beginning', async () => {
    const { url } = await loopback(({ url: path }, response) =>
      response.end(path === '/' ? '<!doctype html>\n<b>' : ''),
    )
    const http = createHttp(options)
    await expect((await http({ url })).json()).rejects.toMatchObject({
      code: 'BAD_ANSWER',
      message: `${url}/ answered no JSON but "<!doctype html> <b>"`,
      details: { status: 200 },
    })
    await expect((await http({ url: `${url}/empty` })).json()).rejects.toThrow('answered no JSON but nothing')
  })

  test('a body above the limit is refused, with and without an announced length', async () => {
    const { url } = await loopback(({ url: path }, response) => {
      if (path === '/announced') response.setHeader('content-length', 1000)
      response.write('x'.repeat(500))
      response.end('x'.repeat(500))
    })
    const http = createHttp(options)
    for (const path of ['announced', 'chunked']) {
      await expect((await http({ url: `${url}/${path}` })).text(999)).rejects.toMatchObject({ code: 'TOO_LARGE' })
      expect(await (await http({ url: `${url}/${path}` })).text(1000)).toHaveLength(1000)
    }
  })

  test('a body without end is left at the limit', async () => {
    const { url } = await loopback((_request, response) => {
      const more = (): unknown => response.writable && response.write('x'.repeat(10_000), () => setImmediate(more))
      more()
    })
    const answer = await createHttp(options)({ url })
    await expect(answer.text(1_000_000)).rejects.toMatchObject({ code: 'TOO_LARGE' })
  })

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('%s is undone, and limits count what it becomes', async (coding, compress) => {
    const { url } = await loopback((_request, response) => {
      response.setHeader('content-encoding', coding)
      response.end(compress(Buffer.alloc(2_000_000, 'x')))
    })
    const http = createHttp(options)
    expect(await (await http({ url, compress: true })).text()).toHaveLength(2_000_000)
    await expect((await http({ url, compress: true })).text(100_000)).rejects.toMatchObject({ code: 'TOO_LARGE' })
  })

  test('headers go to their origin and to no other', async () => {
    const seen: (string | undefined)[] = []
    const handler: Handler = ({ headers }, response) => {
      seen.push(headers.authorization, headers['x-own']?.toString())
      response.end()
    }
    const [home, other] = [await loopback(handler), await loopback(handler)]
    const http = createHttp({ ...options, headers: { Authorization: 'Bearer abc' }, origin: home.url })
    await (await http({ url: home.url, headers: { 'X-Own': '1' } })).discard()
    await (await http({ url: other.url, headers: { 'X-Own': '2' } })).discard()
    await (await http({ url: home.url, headers: { AUTHORIZATION: 'mine' } })).discard()
    expect(seen).toEqual(['Bearer abc', '1', undefined, '2', 'mine', undefined])
  })

  test('user and password of an address become a header, and are in no error', async () => {
    const { url, server } = await loopback(({ headers }, response) => response.end(headers.authorization))
    const http = createHttp({ ...options, tries: 1 })
    const secret = url.replace('http://', 'http://me:p%C3%A4ss@')
    const answer = await http({ url: secret })
    expect(answer.url).not.toContain('me')
    expect(await answer.text()).toBe(`Basic ${Buffer.from('me:päss').toString('base64')}`)
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
    const error = await http({ url: secret }).catch(String)
    expect(error).toContain(url)
    expect(error).not.toMatch(/me:|p%C3%A4ss|päss/)
  })

  test.each(['', 'nothing', '127.0.0.1:7860', 'ftp://a/b', 'javascript:1', 'http://'])(
    '"%s" is no address',
    async (url) => {
      await expect(createHttp(options)({ url })).rejects.toMatchObject({ code: 'BAD_URL' })
    },
  )

  test('a header cannot carry a line break, and is not shown when it tries', async () => {
    const http = createHttp(options)
    for (const headers of [{ 'x-key': 'secret\r\nx: y' }, { 'x-key': 'secret漢' }, { 'x y': 'secret' }]) {
      const error = await http({ url: 'http://127.0.0.1:1', headers }).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code: 'BAD_ARGUMENT' })
      expect(String(error)).not.toContain('secret')
    }
    await expect(http({ url: 'http://127.0.0.1:1', method: 'GET /x' })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
  })

  test('a body that cannot be read ends the request and is named', async () => {
    const { url } = await loopback((request) => request.resume())
    const body = async function* (): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(10)
      await sleep(1)
      throw new Error('the disk is gone')
    }
    const request = createHttp(options)({ method: 'POST', url, body, retry: 'safe' })
    await expect(request).rejects.toMatchObject({ code: 'FILE_FAILED' })
  })
})
