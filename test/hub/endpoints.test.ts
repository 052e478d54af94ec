import { expect, onTestFinished, test } from 'vitest'
import { HfnError } from '../../src/core/error.ts'
import type { HubClient, HubOptions } from '../../src/hub/client/contract.ts'
import { createHubClient } from '../../src/hub/client/create-client.ts'
import {
  createEndpoint,
  deleteEndpoint,
  endpointHardware,
  endpointInfo,
  listEndpoints,
  pauseEndpoint,
  resumeEndpoint,
  scaleEndpointToZero,
  updateEndpoint,
} from '../../src/hub/endpoints/manage.ts'
import { waitForEndpoint } from '../../src/hub/endpoints/wait.ts'
import { createFakeHub, type FakeEndpoint, type FakeHub } from '../../src/testing/index.ts'

const token = 'hf_canary0123456789'

const starting = async (
  endpoints: readonly Partial<FakeEndpoint>[] = [],
  options: HubOptions = {},
): Promise<{ service: FakeHub; hub: HubClient }> => {
  const service = await createFakeHub({
    users: [{ name: 'ada', token, organizations: ['org'] }],
    endpoints: endpoints.map((one) => ({ namespace: 'ada', name: 'one', repository: 'o/n', ...one })),
  })
  const { url: endpoint, endpointsUrl } = service
  const hub = createHubClient({ endpoint, endpointsUrl, token, env: {}, ...options })
  onTestFinished(async () => {
    hub.close()
    await service.close()
  })
  return { service, hub }
}

const plan = {
  model: 'openai-community/gpt2',
  vendor: 'aws',
  region: 'us-east-1',
  accelerator: 'cpu',
  instanceType: 'intel-spr',
  instanceSize: 'x1',
}

const quick = { interval: 5 }

test('an endpoint is made, waited for, changed, paused, resumed, scaled to zero and deleted', async () => {
  const { service, hub } = await starting()
  const made = await createEndpoint(hub, { ...plan, scaleToZero: 15, secrets: { KEY: 'value' } })
  expect(made).toMatchObject({
    namespace: 'ada',
    name: 'gpt2',
    state: 'pending',
    scaleToZero: 15,
    type: 'authenticated',
  })
  const states: string[] = []
  const ready = await waitForEndpoint(hub, 'gpt2', { ...quick, onState: ({ state }) => states.push(state) })
  expect(ready).toMatchObject({
    state: 'running',
    repository: 'openai-community/gpt2',
    url: await service.endpointUrl('ada/gpt2'),
  })
  expect(states.at(-1)).toBe('running')
  expect(new Set(states).size).toBe(states.length)
  await updateEndpoint(hub, 'ada/gpt2', { task: 'text-generation' })
  expect(JSON.parse(service.requests.findLast(({ method }) => method === 'PUT')?.body ?? '')).toEqual({
    model: { task: 'text-generation' },
  })
  expect((await pauseEndpoint(hub, 'gpt2')).state).toBe('paused')
  await expect(scaleEndpointToZero(hub, 'gpt2')).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
  await resumeEndpoint(hub, 'gpt2')
  await waitForEndpoint(hub, 'gpt2', quick)
  expect((await resumeEndpoint(hub, 'gpt2')).state).toBe('running')
  expect((await scaleEndpointToZero(hub, 'gpt2')).state).toBe('scaledToZero')
  await expect(createEndpoint(hub, plan)).rejects.toMatchObject({ code: 'EXISTS' })
  await deleteEndpoint(hub, 'gpt2')
  await expect(endpointInfo(hub, 'gpt2')).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: 'The Hub has no endpoint ada/gpt2: Endpoint not found',
  })
})

test('a plan that makes no sense is refused before anything is asked', async () => {
  const { service, hub } = await starting()
  for (const wrong of [{ model: 'spaces/o/n' }, { name: 'Big' }, { minReplica: -1 }])
    await expect(createEndpoint(hub, { ...plan, ...wrong })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
  await expect(updateEndpoint(hub, 'one', {})).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
  expect(service.requests).toHaveLength(0)
})

test('the namespace is the token’s user, who is asked for once', async () => {
  const { service, hub } = await starting([{}, { namespace: 'org', name: 'two' }])
  expect((await listEndpoints(hub)).map(({ name }) => name)).toEqual(['one'])
  expect((await listEndpoints(hub, { namespace: 'org' })).map(({ name }) => name)).toEqual(['two'])
  expect((await endpointInfo(hub, 'org/two')).namespace).toBe('org')
  expect(
    (await endpointHardware(hub)).map(({ instanceType, pricePerHour }) => [instanceType, pricePerHour]),
  ).toContainEqual(['nvidia-l4', 0.8])
  expect(service.requests.filter(({ path }) => path.includes('whoami'))).toHaveLength(1)
  await expect(listEndpoints(hub, { namespace: 'others' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  const { hub: nobody } = await starting([], { token: false })
  await expect(listEndpoints(nobody)).rejects.toMatchObject({ code: 'LOGIN_NEEDED' })
})

test.each(['', 'a/b/c', '../x', 'org/..', 'a b', 'a?x', 'x/', '%2e%2e'])('%j is no name', async (name) => {
  const { service, hub } = await starting()
  await expect(endpointInfo(hub, name)).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
  expect(service.requests).toHaveLength(0)
})

test.each([
  ['paused', 'Endpoint ada/one is paused', 'Resume it: hfn endpoints resume ada/one --wait'],
  ['failed', 'Endpoint ada/one failed to start: Endpoint failed to start', 'See its logs: https://endpoints.hug'],
  [
    'updateFailed',
    'Endpoint ada/one failed to take its last update: Endpoint is updateFailed',
    'See its logs: https://endpoints.hug',
  ],
  ['scaledToZero', 'Endpoint ada/one is scaled to zero', 'Any request wakes it, in some minutes: hfn endpoints wait'],
])('waiting for one that is %s ends at once, and says what to do', async (state, message, hint) => {
  const { service, hub } = await starting([{ state }])
  const error: unknown = await waitForEndpoint(hub, 'one').catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'NOT_RUNNING', message, hint: expect.stringContaining(hint) })
  expect(service.requests.filter(({ path }) => path.includes('/endpoint/'))).toHaveLength(1)
})

test('one that is scaled to zero is woken by a request that the service may hold', async () => {
  const { service, hub } = await starting([{ state: 'scaledToZero' }])
  const states: string[] = []
  await waitForEndpoint(hub, 'one', { ...quick, wake: true, onState: ({ state }) => states.push(state) })
  expect(states[0]).toBe('scaledToZero')
  expect(states.at(-1)).toBe('running')
  const visits = service.requests.filter(({ host }) => host === 'endpoint')
  expect(visits[0]?.headers).toMatchObject({ 'x-scale-up-timeout': '1', authorization: `Bearer ${token}` })
  expect(visits.at(-1)).toMatchObject({ path: '/health', status: 200 })
})

test('running is not ready before its health route says so', async () => {
  const { service, hub } = await starting([{ healthRoute: '/ping' }])
  service.add(
    { path: /ping/, host: 'endpoint', times: 2, answer: { status: 503 } },
    { path: /ping/, times: 1, reset: 'head' },
    { path: /ping/, host: 'endpoint', times: 1, answer: { status: 503, headers: { 'retry-after': '3600' } } },
  )
  await waitForEndpoint(hub, 'one', quick)
  expect(service.requests.filter(({ path }) => path === '/ping')).toHaveLength(5)
})

test('an endpoint that refuses the token is not waited for', async () => {
  const { service, hub } = await starting([{}])
  service.add({ path: /health/, answer: { status: 403 } })
  await expect(waitForEndpoint(hub, 'one', quick)).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

test('waiting has an end, and can be ended', async () => {
  const { hub } = await starting([{ state: 'initializing' }, { name: 'two', state: 'of tomorrow' }])
  await expect(waitForEndpoint(hub, 'one', { ...quick, timeout: 500 })).rejects.toMatchObject({
    code: 'TIMEOUT',
    message: 'Not ready within the time given. Endpoint ada/one is starting',
  })
  await expect(waitForEndpoint(hub, 'two', { ...quick, timeout: 500 })).rejects.toThrow('is in the state of tomorrow')
  const stop = new AbortController()
  const waiting = waitForEndpoint(hub, 'one', { ...quick, signal: stop.signal, onState: () => stop.abort() })
  await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' })
})

test('a public endpoint is not sent the token, and a private one is not visited', async () => {
  const { service, hub } = await starting([{ type: 'public' }, { name: 'two', type: 'private' }])
  await waitForEndpoint(hub, 'one', quick)
  await waitForEndpoint(hub, 'two', quick)
  const visits = service.requests.filter(({ host }) => host === 'endpoint')
  expect(visits.map(({ headers }) => headers['authorization'])).toEqual([undefined])
})

/** A service on https that says what it is told. */
const saying = (answer: (path: string) => unknown): { hub: HubClient; asked: Request[] } => {
  const asked: Request[] = []
  const fetch: HubOptions['fetch'] = async (input, init) => {
    const request = new Request(input, init)
    asked.push(request)
    return Response.json(answer(new URL(request.url).pathname))
  }
  return { hub: createHubClient({ endpoint: 'https://hub.example', token, env: {}, fetch }), asked }
}

test.each(['http://one.example', 'https://me:pw@one.example', 'ftp://one.example', '//one.example', ''])(
  'the token does not go to %j',
  async (url) => {
    const { hub, asked } = saying(() => ({ name: 'one', status: { state: 'running', url } }))
    await expect(waitForEndpoint(hub, 'ada/one', quick)).rejects.toMatchObject({ code: 'BAD_ANSWER' })
    expect(asked).toHaveLength(1)
  },
)

test('a health route cannot lead to another host', async () => {
  const status = { state: 'running', url: 'https://one.example' }
  const { hub, asked } = saying(() => ({ name: 'one', healthRoute: '//evil.example/', status }))
  await waitForEndpoint(hub, 'ada/one', quick)
  expect(asked.map(({ url }) => new URL(url).host)).toEqual(['api.endpoints.huggingface.cloud', 'one.example'])
})

test.each([[{}], [[]], [null], [{ name: 'x' }], [{ items: 5 }], ['text'], [{ name: 1, status: { state: 2 } }]])(
  'of %j nothing is believed',
  async (answer) => {
    const { hub } = saying(() => answer)
    for (const work of [endpointInfo(hub, 'ada/one'), listEndpoints(hub, { namespace: 'ada' })])
      expect(HfnError.is(await work.catch((error: unknown) => error))).toBe(true)
    expect(await endpointHardware(hub, { namespace: 'ada' })).toEqual([])
  },
)
