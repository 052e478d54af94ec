import { once } from 'node:events'
import { gzipSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { loopback, type Handler } from '../../../test/support/loopback.ts'
import { publicFetch, type PublicFetchOptions } from './public-fetch.ts'

/** Names of the test and where they lead. */
const names: Readonly<Record<string, readonly string[]>> = {
  'public.test': ['127.0.0.1'],
  'private.test': ['10.0.0.1'],
  'both.test': ['127.0.0.1', '10.0.0.1'],
}

/** A server of this computer that counts as a public one. */
const world = async (handler: Handler, options: PublicFetchOptions = {}) => {
  const server = await loopback(handler)
  const lookup = vi.fn(async (name: string) => (names[name] ?? []).map((address) => ({ address, family: 4 })))
  const isPublic = (address: string): boolean => address === '127.0.0.1'
  const fetch = publicFetch({ lookup, isPublic, ...options })
  return { server, lookup, fetch, url: (path = '/') => `http://public.test:${server.port}${path}` }
}

const notPublic = { code: 'BAD_FILE', message: 'The URL is not one of a public web address' }

test('a file of a public address comes as it is, asked for without anything of ours', async () => {
  const { fetch, url, lookup, server } = await world((request, response) => {
    response.setHeader('content-type', 'text/plain')
    response.end(JSON.stringify(request.headers))
  })
  const answer = await fetch(`${url('/a.txt')}#part`, { headers: { authorization: 'x', cookie: 'x' } })
  expect(JSON.parse(await answer.text())).toEqual({
    accept: '*/*',
    'accept-encoding': 'identity',
    'user-agent': 'hfn',
    host: `public.test:${server.port}`,
    connection: expect.any(String),
  })
  expect(answer.headers.get('content-type')).toBe('text/plain')
  expect([lookup.mock.calls, server.seen]).toEqual([[['public.test']], ['GET /a.txt']])
})

test.each([
  'http://127.0.0.1/',
  'http://0x7f000001/',
  'http://2130706433/',
  'http://127.1/',
  'http://0177.0.0.1/',
  'http://[::1]/',
  'http://[::ffff:7f00:1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[2002:7f00:1::]/',
  'http://0/',
  'http://①②⑦.⓪.⓪.①/',
  'http://127.0.0.1。/',
  'http://169.254.169.254/latest/meta-data/',
  'http://10.0.0.1/',
  'file:///etc/passwd',
  'ftp://example.com/',
  'gopher://example.com/',
  'data:text/plain,x',
  'http://user:secret@example.com/',
  'http://user@example.com/',
  'not a URL',
  '',
])('S08: %s is refused before anything is looked up', async (url) => {
  const lookup = vi.fn()
  await expect(publicFetch({ lookup })(url)).rejects.toMatchObject(notPublic)
  expect(lookup).not.toHaveBeenCalled()
})

test.each(['localhost', 'localhost.', 'app.localhost'])('S08: http://%s is refused by where it leads', async (name) => {
  await expect(publicFetch()(`http://${name}/`)).rejects.toMatchObject(notPublic)
})

test.each(['private.test', 'both.test', 'unknown.test'])(
  'S08: http://%s is refused by where it leads',
  async (name) => {
    const { fetch, server } = await world((_, response) => response.end())
    await expect(fetch(`http://${name}:${server.port}/`)).rejects.toMatchObject(notPublic)
    expect(server.connections()).toBe(0)
  },
)

test.each([
  'http://169.254.169.254/latest/meta-data/',
  'http://private.test/',
  'http://both.test/',
  'file:///etc/passwd',
  'ftp://public.test/',
  'http://user:secret@public.test/',
  'http://[::1]/',
  '//private.test/x',
])('S09: a redirect to %s is not followed', async (location) => {
  const { fetch, url, server } = await world((_, response) => response.writeHead(302, { location }).end())
  await expect(fetch(url())).rejects.toMatchObject(notPublic)
  expect(server.seen).toEqual(['GET /'])
})

test('S09: the connection goes to the address that was looked at, whatever the name means a moment later', async () => {
  const answers = [[{ address: '127.0.0.1', family: 4 }], [{ address: '10.0.0.1', family: 4 }]]
  const lookup = vi.fn(async () => answers.shift() ?? [])
  const { fetch, url, server } = await world(
    (request, response) => {
      if (request.url === '/') response.writeHead(302, { location: '/again' }).end()
      else response.end('never')
    },
    { lookup },
  )
  await expect(fetch(url())).rejects.toMatchObject(notPublic)
  expect([lookup.mock.calls.length, server.seen]).toEqual([2, ['GET /']])
})

test('S09: ten redirects are followed, not eleven, each looked at anew', async () => {
  const { fetch, url, server, lookup } = await world((request, response) => {
    const left = Number(request.url?.slice(1))
    if (left === 0) response.end('there')
    else response.writeHead(307, { location: `/${left - 1}` }).end()
  })
  expect(await (await fetch(url('/10'))).text()).toBe('there')
  expect(lookup).toHaveBeenCalledTimes(11)
  await expect(fetch(url('/11'))).rejects.toMatchObject({ code: 'BAD_FILE', message: expect.stringContaining('10') })
  expect(server.seen).toHaveLength(22)
})

test('S10: what comes compressed is refused, before its body is read', async () => {
  const { fetch, url, server } = await world((_, response) => {
    response.setHeader('content-encoding', 'gzip')
    response.end(gzipSync(new Uint8Array(1_000_000)))
  })
  await expect(fetch(url())).rejects.toMatchObject({ code: 'BAD_FILE', message: expect.stringContaining('compressed') })
  expect(server.seen).toHaveLength(1)
})

test('S10: a server that falls silent is given up, before its answer and within', async () => {
  const silent = await world(() => {}, { idle: 30 })
  await expect(silent.fetch(silent.url())).rejects.toMatchObject({ code: 'BAD_FILE' })
  const stuck = await world((_, response) => response.write('some'), { idle: 30 })
  const answer = await stuck.fetch(stuck.url())
  await expect(answer.text()).rejects.toMatchObject({ code: 'BAD_FILE', message: expect.stringContaining('silent') })
})

test('S10: a server that never ends is given up in time', async () => {
  const { fetch, url } = await world(
    (_, response) => {
      const writing = setInterval(() => response.write('.'), 5)
      response.on('close', () => clearInterval(writing))
    },
    { idle: 10_000, total: 60 },
  )
  await expect(fetch(url()).then((answer) => answer.text())).rejects.toMatchObject({
    code: 'BAD_FILE',
    message: expect.stringContaining('too long'),
  })
})

test('a connection that cannot be made, or breaks, is an error of the file', async () => {
  const { fetch, url } = await world((_, response) => response.destroy())
  await expect(fetch(url())).rejects.toMatchObject({ code: 'BAD_FILE' })
  const broken = await world((_, response) => {
    response.setHeader('content-length', 10)
    response.write('half', () => response.destroy())
  })
  await expect(broken.fetch(broken.url()).then((answer) => answer.text())).rejects.toMatchObject({ code: 'BAD_FILE' })
})

test('the caller can stop it at any time, also while a name is looked up', async () => {
  const stop = new AbortController()
  const never = new Promise<never>(() => {})
  const asking = publicFetch({ lookup: () => never })('http://public.test/', { signal: stop.signal })
  stop.abort()
  await expect(asking).rejects.toMatchObject({ code: 'CANCELLED' })
  await expect(publicFetch()('http://public.test/', { signal: stop.signal })).rejects.toMatchObject({
    code: 'CANCELLED',
  })
})

test.each(['begins and leaves', 'never begins'])('a reader who %s ends the connection', async (what) => {
  let closed: Promise<unknown> | undefined
  const { fetch, url } = await world((_, response) => {
    closed = once(response, 'close')
    response.write('some')
  })
  const reader = (await fetch(url())).body?.getReader()
  if (what === 'begins and leaves') await reader?.read()
  await reader?.cancel()
  await closed
})

test.each([404, 500, 304, 204])('an answer %i has no file', async (status) => {
  const { fetch, url } = await world((_, response) => response.writeHead(status).end())
  const answer = await fetch(url())
  expect([answer.ok, answer.body]).toEqual([false, null])
})
