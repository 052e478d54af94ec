import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { HubOptions } from '../../src/hub/client/contract.ts'
import { createHub, type Hub } from '../../src/hub/index.ts'
import { fullId } from '../../src/hub/repos/full-id.ts'

const token = 'hf_canary0123456789'

/** A public Hub whose answers are told by the path, and the requests that were made, wherever they went. */
const hostile = (
  answers: Readonly<Record<string, unknown>>,
  options: HubOptions = {},
): { hub: Hub; asked: Request[]; warnings: string[] } => {
  const asked: Request[] = []
  const warnings: string[] = []
  const fetch: HubOptions['fetch'] = async (input, init) => {
    const request = new Request(input, init)
    asked.push(request)
    const { pathname } = new URL(request.url)
    const answer = Object.hasOwn(answers, pathname) ? answers[pathname] : undefined
    if (answer instanceof Response) return answer.clone()
    return answer === undefined ? new Response('', { status: 404 }) : Response.json(answer)
  }
  const hub = createHub({
    endpoint: 'https://hub.example',
    endpointsUrl: 'https://endpoints.example/v2',
    token,
    env: {},
    fetch,
    onWarning: (text) => warnings.push(text),
    ...options,
  })
  onTestFinished(() => hub.close())
  return { hub, asked, warnings }
}

test.each(['../../admin', 'a/b', 'a\nb', '', '.', 'a]\nhf_token = x', '__proto__/x', 'x'.repeat(101), 7, null])(
  'a user name that is none leads nowhere: %j',
  async (name) => {
    const { hub, asked } = hostile({ '/api/whoami-v2': { name } })
    const refused = { code: 'BAD_ANSWER', message: 'https://hub.example does not say whose token this is' }
    await expect(hub.whoami()).rejects.toMatchObject(refused)
    await expect(fullId(hub.client, { type: 'model', id: 'mine' })).rejects.toMatchObject(refused)
    await expect(hub.endpoints.info('mine')).rejects.toMatchObject(refused)
    expect(asked.every(({ url }) => url === 'https://hub.example/api/whoami-v2')).toBe(true)
  },
)

test('the id that a Space has by its own account is no path and no command', async () => {
  const runtime = { stage: 'SLEEPING' }
  const { hub } = hostile({ '/api/spaces/a/b': { id: '../../models/x; rm -rf ~', runtime } })
  expect(await hub.space('a/b').info()).toMatchObject({ id: 'a/b', url: 'https://hub.example/spaces/a/b' })
})

test.each(['https://10.0.0.1', 'https://169.254.169.254/', 'https://localhost', 'https://[64:ff9b::a00:1]'])(
  'a Space of a public Hub is not looked for in a private network: %s',
  async (host) => {
    const { hub, asked } = hostile({ '/api/spaces/a/b': { host, private: true, runtime: { stage: 'SLEEPING' } } })
    await expect(hub.space('a/b').start()).rejects.toMatchObject({ code: 'BAD_ANSWER' })
    await expect(hub.space('a/b').reach()).rejects.toMatchObject({ code: 'BAD_ANSWER' })
    expect(asked.every(({ url }) => url.startsWith('https://hub.example/'))).toBe(true)
  },
)

test.each(['https://10.0.0.1/', 'http://own.example/', 'https://a:b@own.example/', 'https://:b@own.example/', 'x', ''])(
  'an endpoint is not asked where no endpoint is: %j',
  async (url) => {
    const { hub, asked } = hostile({ '/v2/endpoint/ada/e': { name: 'e', status: { state: 'running', url } } })
    await expect(hub.endpoints.wait('ada/e')).rejects.toMatchObject({ code: 'BAD_ANSWER' })
    expect(asked).toHaveLength(1)
  },
)

test.each(['../x', 'a/b', 'x; rm -rf ~', '\u001B[2J'])('an endpoint with a name that is none: %j', async (name) => {
  const { hub } = hostile({ '/v2/endpoint/ada/e': { name, status: { state: 'pending' } } })
  await expect(hub.endpoints.info('ada/e')).rejects.toMatchObject({ code: 'BAD_ANSWER' })
})

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
  'a word of all objects is no word: %s',
  async (word) => {
    const { hub } = hostile({
      '/api/spaces/hardware': [{ name: word, unitCostUSD: 1, unitLabel: word }],
      '/api/spaces/a/b': { runtime: { stage: word } },
      '/v2/endpoint/ada/e': { name: 'e', status: { state: word } },
      '/api/models/a/b': JSON.parse(`{"id": "a/b", "${word}": {"polluted": true}}`),
      '/api/models': [],
    })
    expect(await hub.spaceHardware()).toEqual([expect.objectContaining({ name: word, dollarsPerHour: undefined })])
    expect((await hub.space('a/b').info()).stage).toBe(word)
    expect((await hub.endpoints.info('ada/e')).state).toBe(word)
    expect((await hub.model('a/b')).id).toBe('a/b')
    for await (const _ of hub.models({ [word]: 'x' })) expect(_).toBeUndefined()
    expect(Object.prototype).not.toHaveProperty('polluted')
  },
)

test('addresses that people are shown have nothing that a terminal obeys', async () => {
  const { hub } = hostile({ '/api/repos/create': { url: 'https://hub.example/a/b\u001B]0;x\u0007\r\n' } })
  expect(await hub.repos.create('a/b')).toBe('https://hub.example/a/b')
})

test('a repo that is made is not taken for one that was renamed', async () => {
  const { hub, warnings } = hostile({ '/api/repos/create': {}, '/api/repos/move': {} })
  for (const path of ['/api/repos/create', '/api/repos/move'])
    await hub.client.json({ path, json: {}, about: 'model a/b' })
  expect(warnings).toEqual([])
})

test('a name of an app with letters that no header has does not stop every request', async () => {
  const { hub, asked } = hostile({ '/api/x': {} }, { env: { HF_HUB_USER_AGENT_ORIGIN: 'wörk\r\nx: 工具' } })
  await hub.request('x')
  expect(asked[0]?.headers.get('user-agent')).toMatch(/origin\/wrkx: $|origin\/wrkx:$/)
})

test('a wait until the end of the calendar is a refusal like any other', async () => {
  const headers = { 'retry-after': 'Sat, 13 Sep 275760 00:00:00 GMT' }
  const { hub, asked } = hostile({ '/api/x': new Response('', { status: 429, headers }) })
  await expect(hub.request('x')).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  expect(asked).toHaveLength(1)
})

test.each([
  ['an answer', 200],
  ['a refusal', 400],
])('%s that comes in drops ends', async (_, status) => {
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  let drops = 0
  const body = new ReadableStream({
    pull: (controller) => {
      drops += 1
      vi.advanceTimersByTime(50_000)
      controller.enqueue(new TextEncoder().encode(' '))
    },
  })
  const { hub } = hostile({}, { fetch: async () => new Response(body, { status }) })
  const code = status === 200 ? 'TIMEOUT' : 'BAD_ARGUMENT'
  await expect(hub.request('x')).rejects.toMatchObject({ code })
  expect(drops).toBeLessThan(20)
})

test('so does one over a true connection', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const server = createServer((_, answer) => {
    answer.write('{')
    setTimeout(() => {
      vi.advanceTimersByTime(301_000)
      answer.write('"a"')
    }, 20)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  const { hub } = hostile({}, { endpoint: `http://127.0.0.1:${port}`, fetch: undefined })
  await expect(hub.request('x')).rejects.toMatchObject({ code: 'TIMEOUT' })
})

test('a list of files without end is not gathered without end', async () => {
  let page = 0
  const { hub } = hostile(
    {},
    {
      fetch: async (input) => {
        const { pathname } = new URL(input instanceof Request ? input.url : input)
        if (!pathname.includes('/tree/')) return Response.json({ sha: 'a'.repeat(40) })
        page += 1
        const files = Array.from({ length: 10_000 }, (_, index) => ({ type: 'file', path: `${page}/${index}` }))
        return Response.json(files, { headers: { link: `<${pathname}?cursor=${page}>; rel="next"` } })
      },
    },
  )
  await expect(hub.deleteFiles('a/b', '*')).rejects.toMatchObject({ code: 'TOO_LARGE' })
  expect(page).toBeLessThan(20)
})

test.each([
  'http://hub.example/device',
  'https://10.0.0.1/',
  'https://a:b@hub.example/',
  'javascript:alert(1)',
  'https://',
])('nobody is sent to %s to log in', async (address) => {
  const { hub } = hostile({ '/oauth/device': { device_code: 'x', user_code: 'y', verification_uri: address } })
  const told: unknown[] = []
  const login = hub.deviceLogin({ onCode: (code) => told.push(code) })
  await expect(login).rejects.toMatchObject({ code: 'BAD_ANSWER' })
  expect(told).toEqual([])
})

test('a commit that is none is not asked for', async () => {
  const { hub, asked } = hostile({
    '/api/models/a/b/revision/main': { sha: '../../../whoami-v2?' },
    '/api/models/a/b/preupload/main': { files: [{ path: 'x', uploadMode: 'regular' }] },
    '/api/models/a/b/commit/main': { commitOid: '../../..', commitUrl: 'x' },
  })
  const content = new Uint8Array([1])
  await expect(hub.upload('a/b', [{ path: 'x', content }])).rejects.toMatchObject({
    code: 'BAD_ANSWER',
    message: 'The Hub does not say which commit it made',
  })
  expect(await asked.at(-1)?.text()).not.toContain('parentCommit')
})
