import { once } from 'node:events'
import { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { loopback } from '../../test/support/loopback.ts'
import { createHttp, type Http } from './http.ts'

test('a body that is not what its coding says is refused', async () => {
  const { url } = await loopback(({ url: path }, response) => {
    response.setHeader('content-encoding', path === '/unknown' ? 'zstd' : 'gzip')
    response.end(path === '/cut' ? gzipSync('x'.repeat(1000)).subarray(0, 20) : 'no such thing')
  })
  const http = createHttp({ env: {} })
  for (const path of ['garbage', 'cut', 'unknown'])
    await expect((await http({ url: `${url}/${path}` })).text()).rejects.toMatchObject({ code: 'BAD_ANSWER' })
  await (await http({ url, method: 'HEAD' })).text()
})

describe('connections', () => {
  const read = async (http: Http, url: string): Promise<string> => (await http({ url })).text()

  test('ten requests one after the other use one', async () => {
    const { url, connections } = await loopback((_request, response) => {
      response.setHeader('content-length', 2)
      response.end('ok')
    })
    const http = createHttp({ env: {} })
    for (let count = 0; count < 10; count++) await read(http, url)
    await (await http({ url, method: 'HEAD' })).discard()
    for await (const piece of (await http({ url })).chunks()) expect(piece.length).toBe(2)
    await read(http, url)
    expect(connections()).toBe(1)
  })

  test('two hundred requests at once are all answered', async () => {
    const { url } = await loopback(({ url: path }, response) => setImmediate(() => response.end(path)))
    const http = createHttp({ env: {} })
    const paths = Array.from({ length: 200 }, (_, index) => `/${index}`)
    expect(await Promise.all(paths.map((path) => read(http, url + path)))).toEqual(paths)
  })

  test('closing ends the idle ones and leaves the others alone', async () => {
    const { url, server, connections } = await loopback(({ url: path }, response) => {
      if (path === '/slow') server.once('go', () => response.end('slow'))
      else response.end('quick')
    })
    const http = createHttp({ env: {} })
    const arrived = once(server, 'request')
    const slow = read(http, `${url}/slow`)
    await arrived
    const taken = once(server, 'connection')
    await read(http, url)
    const [socket] = await taken
    http.close()
    await once(socket, 'close')
    server.emit('go')
    expect(await slow).toBe('slow')
    expect(await read(http, url)).toBe('quick')
    expect(connections()).toBe(2)
  })

  test('neither an idle connection nor one in the background holds the process open', async () => {
    const unref = vi.spyOn(Socket.prototype, 'unref')
    onTestFinished(() => unref.mockRestore())
    const { url, port } = await loopback(({ url: path }, response) => {
      response.write('begun')
      if (path !== '/hang') response.end()
    })
    const letGo = (): number =>
      unref.mock.contexts.filter((socket: unknown) => socket instanceof Socket && socket.remotePort === port).length
    const http = createHttp({ env: {} })
    await read(http, url)
    expect(letGo()).toBe(1)
    await http({ url: `${url}/hang`, background: true })
    expect(letGo()).toBe(2)
    await http({ url: `${url}/hang`, background: true })
    expect(letGo()).toBe(3)
    await http({ url: `${url}/hang` })
    expect(letGo()).toBe(3)
  })

  test('an address of IPv6 is dialled', async () => {
    const { url } = await loopback(({ headers }, response) => response.end(headers.host), { host: '::1' })
    expect(await read(createHttp({ env: {} }), url)).toBe(url.replace('http://', ''))
  })
})
