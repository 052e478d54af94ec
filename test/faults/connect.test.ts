import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { HfnError } from '../../src/core/error.ts'
import { connect, type ConnectOptions } from '../../src/gradio/index.ts'
import { answerJson, fakeApp, fakeConfig, type FakeApp, type Route } from '../../src/testing/fake-app.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

const fakeWith = async (routes: Readonly<Record<string, Route>>): Promise<FakeApp> => {
  const fake = await fakeApp(routes)
  open.push(fake)
  return fake
}

const refusal = async (address: string, options: ConnectOptions = {}): Promise<HfnError> => {
  const error = await connect(address, options).then(
    async (app) => {
      await app.close()
      return undefined
    },
    (reason: unknown) => reason,
  )
  if (!HfnError.is(error)) throw new Error(`expected an HfnError, got ${String(error)}`)
  expect(error.message).not.toContain('\n')
  expect(error.hint).toBeTruthy()
  return error
}

const page: Route = (_, response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><title>Hotel\u0007 Wi-Fi</title></html>')

test.each(['', 'nonsense', 'ftp://127.0.0.1', 'http://', 'http://[::bad', 'owner/space name', 'javascript:alert(1)'])(
  'what is no URL is refused: %j',
  async (address) => {
    expect((await refusal(address)).code).toBe('BAD_URL')
  },
)

test('nothing listening is unreachable', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  const error = await refusal(`http://127.0.0.1:${port}`)
  expect(error.code).toBe('UNREACHABLE')
  expect(error.message).toContain(String(port))
})

test('a server that never answers is a timeout', async () => {
  const fake = await fakeWith({ 'GET /config': () => {}, 'GET /gradio_api/info': () => {} })
  expect((await refusal(fake.url, { timeouts: { firstByte: 100 } })).code).toBe('TIMEOUT')
})

test('a web page is no Gradio app, and is named without its control characters', async () => {
  const fake = await fakeWith({ 'GET /config': page, 'GET /gradio_api/config': page })
  const error = await refusal(fake.url)
  expect(error.code).toBe('NOT_A_GRADIO_APP')
  expect(error.message).toContain('"Hotel Wi-Fi"')
})

test.each([{ hello: 'world' }, [], 17, 'text', null, { version: 7 }])(
  'other JSON is no Gradio app: %j',
  async (json) => {
    const fake = await fakeWith({ 'GET /config': (_, response) => answerJson(response, json) })
    expect((await refusal(fake.url)).code).toBe('NOT_A_GRADIO_APP')
  },
)

test('a redirect loop ends', async () => {
  const around: Route = (_, response) => void response.writeHead(302, { location: '/config' }).end()
  const fake = await fakeWith({ 'GET /config': around, 'GET /gradio_api/config': around })
  expect(['BAD_ANSWER', 'UNREACHABLE', 'NOT_A_GRADIO_APP']).toContain((await refusal(fake.url)).code)
  expect(fake.requests.length).toBeLessThan(60)
})

test('a wrong path is not found; the API address works as well as the app address', async () => {
  const fake = await fakeWith({})
  expect((await refusal(`${fake.url}/elsewhere`)).code).toBe('NOT_A_GRADIO_APP')
  for (const path of ['', '/', '/?__theme=dark', '/#top', '/gradio_api', '/gradio_api/info']) {
    const app = await connect(fake.url + path)
    expect([...app.functions.keys()]).toEqual(['echo'])
    expect(app.url).toBe(fake.url)
    await app.close()
  }
})

test('a login that is missing or wrong is named; the password is not', async () => {
  const fake = await fakeWith({
    'GET /config': (request, response) =>
      request.headers.cookie === undefined
        ? answerJson(response, { detail: 'Not authenticated' }, 401)
        : answerJson(response, fakeConfig),
    'POST /login': (_, response, body) => {
      const right = new URLSearchParams(body).get('password') === 'right'
      if (right) response.setHeader('set-cookie', ['a=1; HttpOnly', 'b=2; Secure'])
      answerJson(response, right ? { success: true } : { detail: 'Incorrect credentials.' }, right ? 200 : 400)
    },
  })
  expect((await refusal(fake.url)).code).toBe('LOGIN_NEEDED')
  const wrong = await refusal(fake.url, { auth: ['ada', 'hunter2secret'] })
  expect(wrong.code).toBe('BAD_CREDENTIALS')
  expect(JSON.stringify(wrong) + String(wrong.stack)).not.toContain('hunter2secret')
  const app = await connect(fake.url, { auth: ['ada', 'right'] })
  expect(app.cookies).toEqual({ a: '1', b: '2' })
  await app.close()
  const inUrl = await connect(fake.url.replace('://', '://ada:right@'))
  expect(inUrl.url).toBe(fake.url)
  await inUrl.close()
})

test('credentials go to the origin named and to no other', async () => {
  const stranger = await fakeWith({})
  const fake = await fakeWith({
    'GET /config': (_, response) => void response.writeHead(302, { location: `${stranger.url}/config` }).end(),
    'GET /gradio_api/info': (_, response) =>
      void response.writeHead(307, { location: `${stranger.url}/gradio_api/info` }).end(),
  })
  const app = await connect(fake.url, {
    token: 'hf_canarytoken123',
    cookies: { session: 'canarycookie' },
    headers: { 'x-mine': 'canaryheader' },
  })
  await app.run('echo', ['x'])
  await app.close()
  expect(JSON.stringify(fake.requests.map(({ headers }) => headers))).toContain('hf_canarytoken123')
  expect(stranger.requests.length).toBeGreaterThan(0)
  expect(JSON.stringify(stranger.requests)).not.toMatch(/canary/)
})

test('a config that names another origin changes nothing of where we send', async () => {
  const stranger = await fakeWith({})
  let config: object = { ...fakeConfig, root: stranger.url, root_url: stranger.url }
  const fake = await fakeWith({ 'GET /config': (_, response) => answerJson(response, config) })
  const app = await connect(fake.url, { token: 'hf_canarytoken123' })
  expect(await app.run('echo', ['x'])).toBe('x')
  await app.close()
  for (const prefix of [`//${stranger.url.slice(7)}`, stranger.url, '/../..', 'javascript:alert(1)']) {
    config = { ...fakeConfig, api_prefix: prefix }
    expect((await refusal(fake.url)).code).toBe('BAD_ANSWER')
  }
  expect(stranger.requests).toEqual([])
})

test('an app without info is read from its config', async () => {
  for (const info of [page, (_, response) => answerJson(response, { detail: 'broken' }, 500)] satisfies Route[]) {
    const fake = await fakeWith({ 'GET /gradio_api/info': info })
    const app = await connect(fake.url)
    expect(app.function('echo').input.map(({ name }) => name)).toEqual(['text'])
    expect(await app.run('echo', ['x'])).toBe('x')
    await app.close()
  }
})

test('a name that nearly fits is suggested; one that fits without regard to case and dashes is found', async () => {
  const fake = await fakeWith({})
  const app = await connect(fake.url)
  expect(app.function('/ECHO').name).toBe('echo')
  expect(app.function('').name).toBe('echo')
  expect(() => app.function('ehco')).toThrowError(
    expect.objectContaining({ code: 'NO_SUCH_FUNCTION', message: expect.stringContaining('did you mean echo') }),
  )
  for (const name of ['__proto__', 'constructor', 'then'])
    expect(() => app.function(name)).toThrowError(expect.objectContaining({ code: 'NO_SUCH_FUNCTION' }))
  await app.close()
})

test('wrong input is refused before anything is sent, every fault at once', async () => {
  const fake = await fakeWith({})
  const app = await connect(fake.url)
  const before = fake.requests.length
  for (const input of [{}, { txet: 'x' }, { text: [17] }, ['a', 'b']]) {
    const error = await app.run('echo', input).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ code: 'BAD_ARGUMENT' })
  }
  expect(fake.requests.length).toBe(before)
  await app.close()
})
