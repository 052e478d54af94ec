import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createSecureServer } from 'node:https'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { certificate, key } from '../../test/support/certificate.ts'
import { freePort, loopback, type Loopback } from '../../test/support/loopback.ts'
import { createHttp } from './http.ts'
import { noProxy, proxies } from './proxy.ts'

const direct = (list: string, url: string): boolean => noProxy(list)(new URL(url))

test.each([
  ['*', 'http://anything.example', true],
  ['example.com', 'http://example.com', true],
  ['example.com', 'http://www.example.com', true],
  ['example.com', 'http://EXAMPLE.com.', true],
  ['example.com', 'http://notexample.com', false],
  ['.example.com', 'http://example.com', true],
  ['*.example.com', 'http://www.example.com', true],
  ['example.com:8080', 'http://example.com:8080', true],
  ['example.com:8080', 'http://example.com', false],
  ['example.com:443', 'https://example.com', true],
  ['a.example, b.example', 'http://b.example', true],
  ['a.example b.example', 'http://b.example', true],
  ['10.0.0.0/8', 'http://10.1.2.3', true],
  ['10.0.0.0/8', 'http://11.1.2.3', false],
  ['10.0.0.0/8', 'http://10.example', false],
  ['192.168.1.0/24:8080', 'http://192.168.1.77:8080', true],
  ['10.1.2.3', 'http://10.1.2.3:99', true],
  ['fd00::/8', 'http://[fd12::1]', true],
  ['fd00::/8', 'http://[fe80::1]', false],
  ['[2001:db8::1]', 'http://[2001:db8:0::1]', true],
  ['2001:db8::1', 'http://[2001:db8::1]:8080', true],
  ['[2001:db8::1]:8080', 'http://[2001:db8::1]:8080', true],
  ['[2001:db8::1]:8080', 'http://[2001:db8::1]', false],
  ['', 'http://example.com', false],
  [',, ,/8,10.0.0.0/99,10.0.0.0/8/8,:80,[,a/8', 'http://10.0.0.1', false],
])('NO_PROXY "%s" and %s: direct is %s', (list, url, expected) => {
  expect(direct(list, url)).toBe(expected)
})

test('a name in NO_PROXY stands for itself and all below it, and for nothing else', () => {
  const label = fc.stringMatching(/^[a-z]{1,3}$/)
  const name = fc.array(label, { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(fc.array(name, { maxLength: 4 }), name, (entries, host) => {
      const list = entries.map((labels) => labels.join('.')).join(',')
      const below = entries.some((labels) => labels.join('.') === host.slice(-labels.length).join('.'))
      expect(direct(list, `http://${host.join('.')}`)).toBe(below)
    }),
  )
})

test('a network in NO_PROXY holds the addresses that begin with its bits', () => {
  const address = fc.array(fc.nat(255), { minLength: 4, maxLength: 4 })
  const bits = (bytes: readonly number[]): string => bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('')
  fc.assert(
    fc.property(address, fc.nat(32), address, fc.nat(4), (network, prefix, random, same) => {
      const host = [...network.slice(0, same), ...random.slice(same)]
      const inside = bits(network).slice(0, prefix) === bits(host).slice(0, prefix)
      expect(direct(`${network.join('.')}/${prefix}`, `http://${host.join('.')}`)).toBe(inside)
    }),
  )
})

test('whatever NO_PROXY says, it can be read', () => {
  fc.assert(
    fc.property(fc.string(), (list) => {
      expect(typeof direct(list, 'http://example.com')).toBe('boolean')
    }),
  )
})

describe('which proxy', () => {
  const proxyOf = (environment: Record<string, string>, url: string): string | undefined =>
    proxies(environment)(new URL(url))?.host

  test('each scheme has its own, ALL_PROXY stands in, lower case wins', () => {
    const environment = { HTTP_PROXY: 'http://one:1', https_proxy: 'http://two:2', HTTPS_PROXY: 'http://three:3' }
    expect(proxyOf(environment, 'http://example.com')).toBe('one:1')
    expect(proxyOf(environment, 'https://example.com')).toBe('two:2')
    expect(proxyOf({ ALL_PROXY: 'four:4' }, 'https://example.com')).toBe('four:4')
    expect(proxyOf({ HTTP_PROXY: 'http://one:1', http_proxy: '' }, 'http://example.com')).toBeUndefined()
    expect(proxyOf({ HTTP_PROXY: 'http://one:1', NO_PROXY: 'example.com' }, 'http://example.com')).toBeUndefined()
    expect(proxyOf({}, 'http://example.com')).toBeUndefined()
  })

  test.each(['localhost', 'app.localhost', '127.0.0.1', '127.9.9.9', '[::1]', '[::ffff:127.0.0.1]', 'LOCALHOST.'])(
    '%s is never reached through one',
    (host) => {
      expect(proxyOf({ ALL_PROXY: 'http://one:1' }, `http://${host}:7860`)).toBeUndefined()
    },
  )

  test('one that is no http address is an error that does not show its password', () => {
    const broken = (): unknown => proxyOf({ ALL_PROXY: 'socks5://me:secret@one:1' }, 'http://example.com')
    expect(broken).toThrow('The proxy "socks5://***@one:1" is not an http address')
  })
})

/** A proxy that sends every request for `app.example` to the target. */
const proxyTo = async (port: number, answer = 'HTTP/1.1 200 OK\r\n\r\n'): Promise<Loopback & { tunnels: string[] }> => {
  const tunnels: string[] = []
  const proxy = await loopback((request, response) => {
    const { host } = new URL(request.url ?? '')
    response.end(`${host} ${request.headers['proxy-authorization'] ?? 'nobody'} ${String(request.headers['x-own'])}`)
  })
  proxy.server.on('connect', ({ url = '', headers }, socket: Socket) => {
    tunnels.push(`${url} ${headers['proxy-authorization'] ?? 'nobody'}`)
    socket.on('error', () => {})
    if (!answer.includes('200')) return socket.end(answer)
    const target = connect(port, '127.0.0.1').on('error', () => socket.destroy())
    socket.write(answer)
    socket.pipe(target).pipe(socket)
    return socket.on('close', () => target.destroy())
  })
  return Object.assign(proxy, { tunnels })
}

const secureApp = async (): Promise<number> => {
  const server = createSecureServer({ cert: certificate, key }, (request, response) =>
    response.end(`secret ${request.url}`),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return (server.address() as AddressInfo).port
}

const trusted = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'hfn-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'authorities.pem')
  writeFileSync(file, certificate)
  return file
}

describe('through a proxy', () => {
  test('plain requests are handed to it, over kept connections', async () => {
    const proxy = await proxyTo(0)
    const http = createHttp({ env: { HTTP_PROXY: proxy.url.replace('//', '//me:pass@') } })
    for (let count = 0; count < 3; count++) {
      const answer = await http({ url: `http://app.example:81/path?${count}`, headers: { 'x-own': 'mine' } })
      expect(await answer.text()).toBe(`app.example:81 Basic ${Buffer.from('me:pass').toString('base64')} mine`)
    }
    expect(proxy.seen).toEqual([0, 1, 2].map((count) => `GET http://app.example:81/path?${count}`))
    expect(proxy.connections()).toBe(1)
    http.close()
  })

  test('a body goes along', async () => {
    const proxy = await loopback((request, response) => request.pipe(response))
    const http = createHttp({ env: { HTTP_PROXY: proxy.url } })
    const body = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('one')
      yield Buffer.from('two')
    }
    for (const each of ['onetwo', body, 'onetwo'])
      expect(await (await http({ method: 'POST', url: 'http://app.example/', body: each })).text()).toBe('onetwo')
    http.close()
  })

  test.each(['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE'])('https goes through a tunnel, trusting %s too', async (name) => {
    const proxy = await proxyTo(await secureApp())
    const http = createHttp({ env: { https_proxy: proxy.url, [name]: trusted() } })
    for (let count = 0; count < 2; count++)
      expect(await (await http({ url: `https://app.example/${count}` })).text()).toBe(`secret /${count}`)
    expect(proxy.tunnels).toEqual(['app.example:443 nobody'])
    http.close()
  })

  test('https without a proxy trusts them as well, and nobody else', async () => {
    const port = await secureApp()
    const url = `https://localhost:${port}/`
    const http = createHttp({ env: { SSL_CERT_FILE: trusted(), NODE_EXTRA_CA_CERTS: '/nothing/there' } })
    expect(await (await http({ url })).text()).toBe('secret /')
    for (const env of [{}, { SSL_CERT_FILE: '/nothing/there' }])
      await expect(createHttp({ env })({ url })).rejects.toMatchObject({
        code: 'UNREACHABLE',
        message: expect.stringContaining(`The certificate of https://localhost:${port} is not trusted: `),
        hint: expect.stringContaining('SSL_CERT_FILE'),
      })
    http.close()
  })

  test.each([
    [407, 'https://app.example/'],
    [407, 'http://app.example/'],
    [502, 'https://app.example/'],
  ])('one that says %i for %s is named, without its password', async (status, url) => {
    const proxy = await proxyTo(0, `HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`)
    proxy.server.prependListener('request', (_request, response) => response.writeHead(status))
    const request = createHttp({ env: { ALL_PROXY: proxy.url.replace('//', '//me:secret@') } })({ url })
    const error: unknown = await request.catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'UNREACHABLE', details: { status } })
    expect(error).toHaveProperty('message', expect.stringContaining(`The proxy ${proxy.url} `))
    expect(JSON.stringify(error)).not.toContain('secret')
  })

  test('one that is not there is named, without its password', async () => {
    const env = { ALL_PROXY: `http://me:secret@127.0.0.1:${await freePort()}` }
    for (const url of ['http://app.example/', 'https://app.example/']) {
      const error: unknown = await createHttp({ env, tries: 1 })({ url }).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code: 'UNREACHABLE' })
      expect(String(error)).toMatch(/by way of the proxy http:\/\/127\.0\.0\.1:\d+: connection refused/)
    }
  })

  test('one that never lets us through is left when time is up', async () => {
    const taken: Socket[] = []
    const silent = createServer((socket) => taken.push(socket.resume())).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const env = { ALL_PROXY: `http://127.0.0.1:${port}` }
    const http = createHttp({ env, tries: 1, timeouts: { connect: 50, firstByte: 50 } })
    for (const url of ['https://app.example/', 'http://app.example/'])
      await expect(http({ url })).rejects.toMatchObject({ code: 'TIMEOUT' })
    for (const socket of taken) if (!socket.closed) await once(socket, 'close')
    silent.close()
  })

  test('a server on this machine is reached directly', async () => {
    const { url, seen } = await loopback((_request, response) => response.end('direct'))
    const http = createHttp({ env: { ALL_PROXY: `http://127.0.0.1:${await freePort()}` } })
    expect(await (await http({ url })).text()).toBe('direct')
    expect(seen).toHaveLength(1)
  })
})
