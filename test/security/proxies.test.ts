import { expect, test } from 'vitest'
import { json, raw, start, statusOf } from './support.ts'

const uploaded = async (url: string): Promise<string> => {
  const body = new FormData()
  body.append('files', new Blob(['x']), 'x.txt')
  const [path = ''] = (await (await fetch(`${url}/upload`, { method: 'POST', body })).json()) as string[]
  return path
}

const places = ['one.example', 'two.example:8443', 'three.example']

test('S26: two users who come through two hosts at once see each their own', async () => {
  const { url } = await start({ trustProxy: true })
  const ask = async (host: string) => {
    const headers = { ...json, 'x-forwarded-host': host, 'x-forwarded-proto': 'https', origin: `https://${host}` }
    const answers = await Promise.all([
      fetch(`${url}/gradio_api/info`, { headers }),
      fetch(`${url}/login`, { method: 'POST', headers, redirect: 'manual' }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 302])
    expect(answers[0].headers.get('access-control-allow-origin')).toBe(`https://${host}`)
    const text = await answers[0].text()
    return places.filter((place) => text.includes(`https://${place}`) !== (place === host))
  }
  const rounds = Array.from({ length: 20 }, () => places).flat()
  expect((await Promise.all(rounds.map(ask))).flat()).toEqual([])
})

test('S26: what a proxy says counts only where it is trusted', async () => {
  const headers = { 'x-forwarded-host': 'one.example', 'x-forwarded-proto': 'https', origin: 'https://one.example' }
  for (const [trustProxy, status] of [
    [true, 200],
    [false, 403],
  ] as const) {
    const { url } = await start({ trustProxy })
    const ran = await fetch(`${url}/run/echo`, {
      method: 'POST',
      headers: { ...headers, ...json },
      body: '{"data":["a"]}',
    })
    expect(ran.status).toBe(status)
    expect((await (await fetch(`${url}/config`, { headers })).text()).includes('one.example')).toBe(false)
  }
})

test('S26: the address that limits count is the one the trusted proxy saw', async () => {
  const body = '{"data":["a"]}'
  const run = async (url: string, address: string) =>
    (await fetch(`${url}/run/echo`, { method: 'POST', headers: { ...json, 'x-forwarded-for': address }, body })).status
  const behind = await start({ trustProxy: true, rateLimit: 1 })
  const seen = ['9.9.9.9, 1.1.1.1', '8.8.8.8, 1.1.1.1', '2.2.2.2', '2001:db8::1', '2001:db8::2', '2001:db8:0:1::1']
  const statuses = []
  for (const address of seen) statuses.push(await run(behind.url, address))
  expect(statuses).toEqual([200, 429, 200, 200, 429, 200])
  const alone = await start({ rateLimit: 1 })
  expect([await run(alone.url, '1.1.1.1'), await run(alone.url, '2.2.2.2')]).toEqual([200, 429])
})

test.each(['a b', 'evil.com/x', 'a@b', '<x>', 'one.example:port', '', '[::g]'])(
  'S26: a forwarded host that is none is ignored: %s',
  async (host) => {
    const { port } = await start({ trustProxy: true })
    const head = [`Host: 127.0.0.1:${port}`, `X-Forwarded-Host: ${host}`, 'X-Forwarded-Proto: javascript']
    expect(statusOf(await raw(port, ['GET /config HTTP/1.1', ...head, `Origin: http://127.0.0.1:${port}`]))).toBe(200)
  },
)

test('an app below a path answers there, whether the proxy takes the path off or not', async () => {
  const { url } = await start({ trustProxy: true, auth: { ada: 'x' } })
  const body = new URLSearchParams({ username: 'ada', password: 'x' })
  const answers = [
    await fetch(`${url}/below/this/login`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { accept: 'text/html' },
    }),
    await fetch(`${url}/login`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { accept: 'text/html', 'x-forwarded-prefix': '/below/this/', 'x-forwarded-proto': 'https' },
    }),
  ]
  for (const { headers } of answers) {
    expect(headers.get('location')).toBe('/below/this/')
    expect(headers.getSetCookie()[0]).toContain('; Path=/below/this/; ')
  }
  expect(answers[1]?.headers.getSetCookie()[1]).toMatch(/SameSite=Lax; Secure$/)
})

test('a path cannot add anything to a cookie', async () => {
  const { url } = await start({ auth: { ada: 'x' } })
  const body = new URLSearchParams({ username: 'ada', password: 'x' })
  const answer = await fetch(`${url}/a;Domain=example.com,b=c/login`, { method: 'POST', body })
  for (const cookie of answer.headers.getSetCookie())
    expect(cookie).toContain('; Path=/a%3BDomain=example.com%2Cb=c/; ')
})

test('a client of HTTP/1.0 that names no host gets its answer, addresses included', async () => {
  const { port } = await start()
  const body = '{"data":["hi"]}'
  const head = ['POST /run/echo HTTP/1.0', 'Content-Type: application/json', `Content-Length: ${body.length}`]
  const answer = await raw(port, head, body)
  expect([statusOf(answer), answer.includes('"hi"')]).toEqual([200, true])
  expect(statusOf(await raw(port, ['GET /config HTTP/1.0']))).toBe(200)
})

test('HEAD tells of pages and files, and opens no stream', async () => {
  const { url } = await start()
  const path = await uploaded(url)
  const ask = async (place: string) => {
    const { status, headers } = await fetch(`${url}${place}`, { method: 'HEAD' })
    return [status, headers.get('content-type')?.split(';')[0] ?? null]
  }
  expect(await ask('/')).toEqual([200, 'text/html'])
  expect(await ask('/config')).toEqual([200, 'application/json'])
  expect((await ask(`/gradio_api/file=${path}`))[0]).toBe(200)
  for (const stream of ['/queue/data?session_hash=s', '/heartbeat/s', '/call/echo/0', '/upload_progress?upload_id=1']) {
    expect(await ask(stream)).toEqual([405, null])
  }
})

test.each(['PUT', 'DELETE', 'PATCH', 'TRACE'])('the method %s is answered 405, behind a proxy too', async (method) => {
  for (const trustProxy of [false, true]) {
    const { port } = await start({ trustProxy })
    const head = [`Host: 127.0.0.1:${port}`, 'X-Forwarded-Host: one.example']
    expect(statusOf(await raw(port, [`${method} /config HTTP/1.1`, ...head]))).toBe(405)
  }
})

test('a stream comes through a proxy as it does without', async () => {
  const { url } = await start({ trustProxy: true })
  const headers = { ...json, 'x-forwarded-host': 'one.example', 'x-forwarded-proto': 'https' }
  const called = await fetch(`${url}/call/echo`, { method: 'POST', headers, body: '{"data":["hi"]}' })
  const { event_id: id } = (await called.json()) as { event_id: string }
  const events = await fetch(`${url}/call/echo/${id}`, { headers })
  expect([events.headers.get('x-content-type-options'), await events.text()]).toEqual([
    'nosniff',
    'event: complete\ndata: ["hi"]\n\n',
  ])
})
