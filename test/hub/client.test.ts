import { expect, onTestFinished, test } from 'vitest'
import type { HubOptions } from '../../src/hub/client/contract.ts'
import { createHubClient } from '../../src/hub/client/create-client.ts'
import { createFakeHub, type FakeHub, type FakeHubOptions } from '../../src/testing/index.ts'

const token = 'hf_canary0123456789'

const fake = async (options: FakeHubOptions = {}): Promise<FakeHub> => {
  const hub = await createFakeHub({ users: [{ name: 'ada', token }], ...options })
  onTestFinished(() => hub.close())
  return hub
}

const client = (endpoint: string, options: HubOptions = {}): ReturnType<typeof createHubClient> => {
  const hub = createHubClient({ endpoint, env: { HF_HOME: '/nowhere' }, ...options })
  onTestFinished(() => hub.close())
  return hub
}

/** A Hub of canned answers, and what it was asked. */
const canned = (
  answer: (url: URL, request: Request) => Response,
  options: HubOptions = {},
): { hub: ReturnType<typeof createHubClient>; asked: Request[] } => {
  const asked: Request[] = []
  const fetch: HubOptions['fetch'] = async (input, init) => {
    const request = new Request(input, init)
    asked.push(request)
    return answer(new URL(request.url), request)
  }
  return { hub: client('https://hub.example', { token, ...options, fetch }), asked }
}

const names = (count: number): { id: string }[] => Array.from({ length: count }, (_, index) => ({ id: `o/${index}` }))

test('offline, nothing is asked', async () => {
  const { hub, asked } = canned(() => new Response('{}'), { env: { HF_HUB_OFFLINE: 'yes' } })
  await expect(hub.json({ path: '/api/models', about: 'model o/n' })).rejects.toMatchObject({
    code: 'OFFLINE',
    message: 'Offline, so nothing can be asked about model o/n',
  })
  expect(asked).toHaveLength(0)
})

test('the token goes to the Hub and to the service for endpoints, and nowhere else', async () => {
  const { hub, asked } = canned(() => new Response('{}'), {
    endpointsUrl: 'https://endpoints.example/v2',
    headers: { 'x-own': '1' },
  })
  const hosts = ['https://hub.example/x', 'https://endpoints.example/v2/x', 'https://hub.example.evil.example/x']
  for (const path of [
    '/api/models',
    ...hosts,
    'https://hub.example:8443/x',
    'http://hub.example/x',
    '//evil.example/x',
  ])
    await hub.json({ path })
  await hub.json({ path: '/public', token: false })
  expect(asked.map(({ url, headers }) => [url, headers.has('authorization'), headers.has('x-own')])).toEqual([
    ['https://hub.example/api/models', true, true],
    ['https://hub.example/x', true, true],
    ['https://endpoints.example/v2/x', true, true],
    ['https://hub.example.evil.example/x', false, false],
    ['https://hub.example:8443/x', false, false],
    ['http://hub.example/x', false, false],
    ['https://hub.example//evil.example/x', true, true],
    ['https://hub.example/public', false, true],
  ])
})

test('a redirect to another host leaves the token behind, and none leads from https to http', async () => {
  const { hub, asked } = canned(({ pathname }) => {
    const to = { '/cdn': 'https://cdn.example/x', '/plain': 'http://hub.example/x', '/inside': 'https://10.0.0.1/x' }[
      pathname
    ]
    return to === undefined ? new Response('{}') : new Response(null, { status: 302, headers: { location: to } })
  })
  await hub.json({ path: '/cdn' })
  expect(asked.map(({ headers }) => headers.get('authorization'))).toEqual([`Bearer ${token}`, null])
  for (const path of ['/plain', '/inside'])
    await expect(hub.json({ path })).rejects.toMatchObject({ code: 'BAD_ANSWER', message: /which is not followed$/ })
  expect(asked.map(({ url }) => url)).not.toContain('http://hub.example/x')
})

test('a token that goes over the open internet without encryption is warned of, once', async () => {
  const said: string[] = []
  const { hub } = canned(() => new Response('{}'), {
    endpoint: 'http://mirror.example',
    onWarning: (text) => said.push(text),
  })
  await hub.json({ path: '/a' })
  await hub.json({ path: '/b' })
  expect(said).toEqual(['The token goes to http://mirror.example without encryption; use https'])
})

test('what the Hub wants its users to know is said once for each topic', async () => {
  const said: string[] = []
  let count = 0
  const { hub } = canned(
    () => {
      count += 1
      const warning = count < 3 ? `old client; Update,\u009B31m please ${count}` : `topic ${count}; text ${count}`
      return new Response('{}', { headers: { 'x-hf-warning': warning } })
    },
    { onWarning: (text) => said.push(text) },
  )
  for (let asked = 0; asked < 200; asked += 1) await hub.json({ path: '/x' })
  expect(said.slice(0, 3)).toEqual(['Update, please 1', 'text 3', 'text 4'])
  expect(said).toHaveLength(100)
})

test('what another host has to say is not passed on', async () => {
  const said: string[] = []
  const warning = { 'x-hf-warning': 'topic; buy this' }
  const { hub } = canned(() => new Response('{}', { headers: warning }), { onWarning: (text) => said.push(text) })
  await hub.json({ path: 'https://cdn.example/x' })
  expect(said).toEqual([])
})

test('hfn says who it is', async () => {
  const { hub, asked } = canned(() => new Response('{}'), { env: { HF_HUB_USER_AGENT_ORIGIN: 'tests' } })
  await hub.json({ path: '/x' })
  expect(asked[0]?.headers.get('user-agent')).toMatch(/^hfn\/[\d.]+; node\/[\d.]+; origin\/tests$/)
})

test('a list goes on over its pages, and asks for none that nobody reads', async () => {
  const repos = names(25).map(({ id }) => ({ id, type: 'model' as const }))
  const service = await fake({ repos, pageSize: 10 })
  const hub = client(service.url)
  const all: unknown[] = []
  for await (const item of hub.items({ path: '/api/models' })) all.push(item)
  expect(all).toHaveLength(25)
  expect(service.requests).toHaveLength(3)
  service.clear()
  for await (const item of hub.items({ path: '/api/models' })) if (item) break
  expect(service.requests).toHaveLength(1)
})

test('links of the Hub behind a mirror lead to the mirror', async () => {
  const { hub, asked } = canned(({ searchParams }) =>
    searchParams.has('cursor')
      ? Response.json(names(1))
      : Response.json(names(1), { headers: { link: '<https://huggingface.co/api/models?cursor=a>; rel="next"' } }),
  )
  const found: unknown[] = []
  for await (const item of hub.items({ path: '/api/models', query: { author: 'x' } })) found.push(item)
  expect(found).toHaveLength(2)
  expect(asked.map(({ url }) => url)).toEqual([
    'https://hub.example/api/models?author=x',
    'https://hub.example/api/models?cursor=a',
  ])
})

test.each([
  ['that lead to themselves', 1, 1],
  ['that go round in a circle', 7, 1],
  ['that are empty for ever', 1000, 0],
])('pages %s have an end', async (_, length, size) => {
  let page = 0
  const { hub } = canned(() => {
    page += 1
    return Response.json(names(size), { headers: { link: `</api/models?cursor=${page % length}>; rel="next"` } })
  })
  const read = async (): Promise<void> => {
    for await (const item of hub.items({ path: '/api/models' })) if (!item) return
  }
  await expect(read()).rejects.toMatchObject({ code: 'BAD_ANSWER', message: /has pages without end$/ })
  expect(page).toBeLessThan(200)
})

test('what is no list is none', async () => {
  const { hub } = canned(() => Response.json({ items: [] }))
  await expect(hub.items({ path: '/api/x' })[Symbol.asyncIterator]().next()).rejects.toThrow('/api/x is no list')
})

test('an aborted signal ends a list between its pages', async () => {
  const service = await fake({ repos: names(25), pageSize: 10, latency: 5 })
  const stop = new AbortController()
  const read = async (): Promise<void> => {
    let count = 0
    for await (const item of client(service.url).items({ path: '/api/models', signal: stop.signal }))
      if (item && ++count === 10) stop.abort()
  }
  await expect(read()).rejects.toMatchObject({ code: 'CANCELLED' })
})

test('the token is found where Python’s client keeps it, unless none is wanted', async () => {
  const service = await fake()
  const env = { HF_TOKEN: ` ${token}\n`, HF_HOME: '/nowhere' }
  expect(await client(service.url, { env }).json({ path: '/api/whoami-v2' })).toMatchObject({ name: 'ada' })
  for (const options of [
    { token: false },
    { token: '' },
    { env: { ...env, HF_HUB_DISABLE_IMPLICIT_TOKEN: '1' } },
  ] as const)
    expect(await client(service.url, { env, ...options }).token()).toBeUndefined()
})

test('a token with a line break is refused before anything is sent, and is not repeated', async () => {
  const { hub, asked } = canned(() => new Response('{}'), { token: `${token}\r\nx-evil: 1` })
  const error: unknown = await hub.json({ path: '/x' }).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'BAD_CREDENTIALS' })
  expect(String(error)).not.toContain('canary')
  expect(asked).toHaveLength(0)
})
