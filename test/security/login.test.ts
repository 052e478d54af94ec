import { expect, test } from 'vitest'
import type { ServeOptions } from '../../src/serve/index.ts'
import { headerOf, login, raw, start, statusOf } from './support.ts'

const auth = { ada: 'correct horse', bob: 'battery staple' }

const attempt = (url: string, username: string, password: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/login`, {
    method: 'POST',
    body: new URLSearchParams({ username, password }),
    headers,
    redirect: 'manual',
  })

test('the right password gives the two cookies of Gradio, out of reach of scripts', async () => {
  const { url } = await start({ auth })
  const answer = await attempt(url, 'ada', 'correct horse')
  expect([answer.status, await answer.json()]).toEqual([200, { success: true }])
  const [first = '', second = ''] = answer.headers.getSetCookie()
  expect(first).toMatch(/^access-token-[\da-f]{16}=[^;=,]+; Path=\/; Max-Age=604800; HttpOnly; SameSite=None; Secure$/)
  expect(second).toMatch(/^access-token-unsecure-[\da-f]{16}=[^;=,]+; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/)
})

test('a wrong password is told as Gradio tells it, to clients and to people', async () => {
  const { url } = await start({ auth, authMessage: 'Ask <Ada>' })
  const answer = await attempt(url, 'ada', 'wrong')
  expect([answer.status, await answer.json()]).toMatchObject([400, { detail: 'Incorrect credentials.' }])
  const page = await attempt(url, 'ada', 'wrong', { accept: 'text/html' })
  const html = await page.text()
  expect([page.status, html.includes('Incorrect credentials.'), html.includes('Ask &lt;Ada&gt;')]).toEqual([
    400,
    true,
    true,
  ])
  expect(html).not.toContain('wrong')
})

test('a multipart form logs in as well; what is no form is refused', async () => {
  const { url } = await start({ auth })
  const body = new FormData()
  for (const [name, value] of [
    ['username', 'ada'],
    ['password', 'correct horse'],
  ])
    body.append(name ?? '', value ?? '')
  expect((await fetch(`${url}/login/`, { method: 'POST', body })).status).toBe(200)
  const statuses = ['{"username":"ada"}', 'username=ada', '', 'x'.repeat(20_000)].map(async (text) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return (await fetch(`${url}/login`, { method: 'POST', body: text, headers })).status
  })
  expect(await Promise.all(statuses)).toEqual([422, 422, 422, 413])
})

const places = ['https://e', '//e', '////e', '\\\\e', '/\\e', 'javascript:alert(1)', '%0d%0aX: y']

test.each(places)(
  'S16: a login leads to the page of the app and nowhere else, whatever asks for %s',
  async (target) => {
    const { url, port } = await start({ auth })
    const asked = encodeURIComponent(decodeURIComponent(target))
    const answer = await attempt(`${url}/login?_target_url=${asked}&x=`, 'ada', 'correct horse', {
      accept: 'text/html',
    })
    expect(answer.headers.get('location') ?? '/').toMatch(/^\/(\?|$)/)
    const body = 'username=ada&password=correct+horse'
    const head = [`Host: 127.0.0.1:${port}`, 'Accept: text/html', `Content-Length: ${body.length}`]
    const type = 'Content-Type: application/x-www-form-urlencoded'
    for (const path of [
      `/${target}/login`,
      `//${target}/login`,
      `${target}/login`,
      `/login/callback?_target_url=${target}`,
    ]) {
      const told = headerOf(
        await raw(port, [`POST ${path.replace(' ', '%20')} HTTP/1.1`, ...head, type], body),
        'location',
      )
      expect(told ?? '/').toMatch(/^\/(?![/\\])/)
    }
  },
)

test('who logs in on the way to a page gets there, with all its address says', async () => {
  const { url } = await start({ auth })
  const body = new URLSearchParams({ username: 'ada', password: 'correct horse' })
  const headers = { accept: 'text/html' }
  const answer = await fetch(`${url}/below/?view=api`, { method: 'POST', body, headers, redirect: 'manual' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/below/?view=api'])
})

test('S24: an unknown user and a wrong password are told apart by nothing', async () => {
  const { url } = await start({ auth })
  const [known, unknown] = await Promise.all([attempt(url, 'ada', 'x'), attempt(url, 'eve', 'x')])
  const told = async (answer: Response) => [answer.status, await answer.text(), [...answer.headers.keys()]]
  expect(await told(known)).toEqual(await told(unknown))
  for (const name of ['__proto__', 'constructor', 'toString', ''])
    expect((await attempt(url, name, '')).status).toBe(400)
})

test('S24: ten failures in a minute, and the address has to wait, however many are tried at once', async () => {
  const { url } = await start({ auth })
  for (let n = 0; n < 3; n++) expect((await attempt(url, 'ada', 'correct horse')).status).toBe(200)
  const answers = await Promise.all(Array.from({ length: 30 }, () => attempt(url, 'ada', 'wrong')))
  const statuses = answers.map(({ status }) => status)
  expect([400, 429].map((status) => statuses.filter((each) => each === status).length)).toEqual([10, 20])
  const waiting = await attempt(url, 'ada', 'correct horse')
  expect(waiting.status).toBe(429)
  expect(Number(waiting.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await attempt(url, 'ada', 'x', { accept: 'text/html' })).headers.get('content-type')).toContain('text/html')
})

const deciders: readonly [string, NonNullable<ServeOptions['auth']>, number][] = [
  ['true', () => true, 200],
  ['a name', () => 'Ada L.', 200],
  ['a promise of true', async () => true, 200],
  ['false', () => false, 400],
  ['a promise of false', async () => false, 400],
  ['an empty name', () => '', 400],
  ['a truthy object', (() => ({})) as never, 400],
  ['a promise of a truthy object', (async () => ({ user: 'ada' })) as never, 400],
  ['the number 1', (() => 1) as never, 400],
  ['nothing', (() => undefined) as never, 400],
  [
    'an error',
    () => {
      throw new Error('database gone')
    },
    500,
  ],
  ['a late error', async () => Promise.reject(new Error('database gone')), 500],
]

test.each(deciders)('S25: a function that decides with %s', async (_, decide, status) => {
  const errors: unknown[] = []
  const { url } = await start({ auth: decide, onError: (error) => void errors.push(error) })
  const answer = await attempt(url, 'ada', 'x')
  const text = await answer.text()
  expect([answer.status, answer.headers.getSetCookie().length]).toEqual([status, status === 200 ? 2 : 0])
  expect(text).not.toContain('database')
  expect(errors).toHaveLength(status === 500 ? 1 : 0)
})

test('a login ends by logging out: everywhere, or here alone', async () => {
  const { url } = await start({ auth })
  const check = async (cookie: string) => (await fetch(`${url}/login_check`, { headers: { cookie } })).status
  const leave = (cookie: string, query: string, headers = {}) =>
    fetch(`${url}/logout${query}`, { headers: { cookie, ...headers }, redirect: 'manual' })
  const enter = () => login(url, 'ada', 'correct horse')
  const [one, two, bob] = [await enter(), await enter(), await login(url, 'bob', 'battery staple')]
  expect((await leave(one, '', { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  const left = await leave(one, '?all_session=false')
  expect([left.status, left.headers.get('location')]).toEqual([302, '/'])
  expect(left.headers.getSetCookie().every((cookie) => cookie.includes('=; ') && cookie.includes('Max-Age=0'))).toBe(
    true,
  )
  expect(await Promise.all([one, two, bob].map(check))).toEqual([401, 200, 200])
  await leave(two, '')
  expect(await Promise.all([await enter(), two, bob].map(check))).toEqual([200, 401, 200])
})

test('a login holds as long as it should, in every process with the same secret, and in no other', async () => {
  const authSecret = 'a secret of this test, long enough'
  const one = await start({ auth, authSecret })
  const two = await start({ auth, authSecret })
  const other = await start({ auth, authSecret: `${authSecret}!` })
  const brief = await start({ auth, authSecret, timings: { logins: 0 } })
  const cookie = await login(one.url, 'ada', 'correct horse')
  const status = async ({ url }: { url: string }, sent = cookie) =>
    (await fetch(`${url}/user`, { headers: { cookie: sent } })).status
  expect(await Promise.all([one, two, other, brief].map(async (server) => status(server)))).toEqual([
    200, 200, 401, 401,
  ])
  const forged = [
    cookie.replaceAll('.ada.', '.bob.'),
    cookie.replace(/\.\d+\./g, '.99999999999999.'),
    `${cookie.slice(0, -4)}0000`.replace(/^[^;]*; /, ''),
  ]
  expect(await Promise.all(forged.map(async (sent) => status(one, sent)))).toEqual([401, 401, 401])
  await expect(start({ auth, authSecret: 'short' })).rejects.toMatchObject({ code: 'BAD_USAGE' })
})

test('the token of a login is told to no script', async () => {
  const { url } = await start({ auth })
  const headers = { cookie: await login(url, 'ada', 'correct horse') }
  const told = await Promise.all(
    ['user', 'token', 'login_check'].map(async (path) => (await fetch(`${url}/${path}`, { headers })).json()),
  )
  expect(told).toEqual(['ada', { token: null, user: 'ada' }, null])
})

test('where nobody has to log in, a login leads to the page', async () => {
  const { url, port } = await start()
  expect((await attempt(url, 'a', 'b')).status).toBe(302)
  expect(await (await fetch(`${url}/user`)).json()).toBeNull()
  expect(statusOf(await raw(port, ['GET /login HTTP/1.1', `Host: 127.0.0.1:${port}`]))).toBe(302)
})
