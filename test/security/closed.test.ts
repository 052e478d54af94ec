import { expect, test } from 'vitest'
import { json, login, start } from './support.ts'

const auth = { ada: 'correct horse', bob: 'battery staple' }

const closed = [
  'GET /config',
  'GET /gradio_api/info',
  'GET /gradio_api/info?all_endpoints=true',
  'GET /gradio_api/openapi.json',
  'GET /gradio_api/app_id',
  'GET /gradio_api/user',
  'GET /gradio_api/token',
  'GET /gradio_api/login_check',
  'POST /gradio_api/queue/join',
  'GET /gradio_api/queue/data?session_hash=s',
  'GET /gradio_api/queue/status',
  'POST /gradio_api/call/echo',
  'POST /gradio_api/call/v2/echo',
  'GET /gradio_api/call/echo/00000000000000000000000000000000',
  'POST /gradio_api/run/echo',
  'POST /gradio_api/api/echo',
  'POST /gradio_api/cancel',
  'POST /gradio_api/reset',
  'GET /gradio_api/heartbeat/s',
  'POST /gradio_api/upload',
  'GET /gradio_api/upload_progress?upload_id=u',
  'GET /gradio_api/file=x',
  'HEAD /gradio_api/file=x',
  'GET /file/x',
  'POST /gradio_api/stream/e',
  'GET /gradio_api/stream/s/1/2/playlist.m3u8',
  'POST /gradio_api/component_server',
  'GET /gradio_api/deep_link',
  'GET /gradio_api/startup-events',
  'GET /monitoring',
  'GET /monitoring/summary',
  'GET /theme.css',
  'GET /assets/page.js',
  'POST /hfn/flag',
  'GET /nothing',
]

test.each(closed)('S23: without a login, 401: %s', async (line) => {
  const { url } = await start({ auth, authMessage: 'Ask Ada' })
  const [method = '', path = ''] = line.split(' ')
  const body = method === 'POST' ? { body: '{"data":["a"],"fn_index":0,"session_hash":"s"}' } : {}
  for (const cookie of ['', 'access-token-unsecure-0=ada; access-token=x']) {
    for (const place of [url, `${url}/login/..`, `${url}//x`]) {
      const answer = await fetch(place + path, { method, headers: { ...json, cookie }, ...body })
      expect([place, answer.status]).toEqual([place, 401])
      if (method === 'HEAD') continue
      expect(await answer.json()).toEqual({ detail: { error: 'Not authenticated', auth_message: 'Ask Ada' } })
    }
  }
})

test('S23: without a login, the page is the login page, and loads nothing', async () => {
  const { url } = await start({ auth, title: 'Secret <app>' })
  for (const path of ['/', '/login', '/x/']) {
    const answer = await fetch(url + path)
    const html = await answer.text()
    expect([answer.status, html.includes('echo'), html.includes('Secret &lt;app&gt;')]).toEqual([200, false, true])
    expect(html).toContain('<form method="post">')
    expect(html).not.toMatch(/<script|src=|https?:/)
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='; img-src data:; form-action 'self'; /)
    expect(policy).toContain("frame-ancestors 'self'")
  }
})

test('S23: with a login, the same routes answer', async () => {
  const { url } = await start({ auth })
  const headers = { ...json, cookie: await login(url, 'ada', 'correct horse') }
  expect((await fetch(`${url}/config`, { headers })).status).toBe(200)
  const ran = await fetch(`${url}/run/echo`, { method: 'POST', headers, body: '{"data":["hi"]}' })
  expect(await ran.json()).toMatchObject({ data: ['hi'] })
  expect(ran.headers.get('cache-control')).toBe('no-store')
})

test('S23: a page that nobody named can neither use the login of a visitor nor log in', async () => {
  const { url } = await start({ auth, origins: ['*', 'null', 'https://friend.example'] })
  const headers = { ...json, cookie: await login(url, 'ada', 'correct horse') }
  const body = new URLSearchParams({ username: 'ada', password: 'correct horse' })
  const statuses = ['https://friend.example', url, 'https://other.example', 'null'].map(async (origin) => {
    const sent = { method: 'POST', headers: { ...headers, origin }, body: '{"data":["a"]}' }
    const answers = [
      fetch(`${url}/run/echo`, sent),
      fetch(`${url}/login`, { method: 'POST', headers: { origin }, body }),
    ]
    return (await Promise.all(answers)).map(({ status }) => status)
  })
  expect(await Promise.all(statuses)).toEqual([
    [200, 200],
    [200, 200],
    [401, 401],
    [401, 401],
  ])
})
