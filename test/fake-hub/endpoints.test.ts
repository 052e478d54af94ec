import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { FakeEndpoint, FakeHub } from '../../src/testing/index.ts'
import { bearer, jsonOf, post, start } from './start.ts'

const minutes = 600_000
const users = [{ name: 'ada', token: 'hf_ada' }]
const serving = (more: Partial<FakeEndpoint> = {}): Promise<FakeHub> =>
  start({ users, endpoints: [{ namespace: 'ada', name: 'chat', repository: 'ada/model', ...more }] })

const stateOf = async (hub: FakeHub, name = 'chat'): Promise<string> => {
  const said = (await jsonOf(`${hub.endpointsUrl}/endpoint/ada/${name}`, bearer('hf_ada'))) as {
    status: { state: string }
  }
  return said.status.state
}

test('an endpoint is made, started, changed and deleted', async () => {
  const hub = await start({ users, starting: { endpoint: [['pending', minutes]] } })
  const place = `${hub.endpointsUrl}/endpoint/ada`
  const asked = { name: 'chat', type: 'public', model: { repository: 'ada/model', framework: 'pytorch' } }
  const made = await jsonOf(place, post(asked, 'hf_ada'))
  expect(made).toMatchObject({ name: 'chat', type: 'public', status: { state: 'pending', readyReplica: 0 } })
  expect(made).not.toHaveProperty('status.url')
  expect((await fetch(place, post(asked, 'hf_ada'))).status).toBe(409)
  hub.state('ada/chat', 'running')
  const url = await hub.endpointUrl('ada/chat')
  expect(await jsonOf(place, bearer('hf_ada'))).toMatchObject({ items: [{ status: { state: 'running', url } }] })
  const compute = { instanceSize: 'x4' }
  const changed = await jsonOf(`${place}/chat`, { ...post({ compute }, 'hf_ada'), method: 'PUT' })
  expect(changed).toMatchObject({ compute })
  expect((await fetch(`${place}/chat`, { method: 'DELETE', ...bearer('hf_ada') })).status).toBe(200)
  expect((await fetch(`${place}/chat`, bearer('hf_ada'))).status).toBe(404)
  expect(await jsonOf(place, bearer('hf_ada'))).toEqual({ items: [] })
})

test('what the service does not take is refused', async () => {
  const hub = await serving()
  const place = `${hub.endpointsUrl}/endpoint/ada`
  const model = { repository: 'ada/model' }
  for (const wrong of [{ name: 'Big Name', model }, { name: 'a' }, { name: 'a', model: { ...model, task: null } }]) {
    expect((await fetch(place, post(wrong, 'hf_ada'))).status).toBe(400)
  }
  expect((await fetch(place)).status).toBe(401)
  expect((await fetch(`${hub.endpointsUrl}/endpoint/bob`, bearer('hf_ada'))).status).toBe(403)
  const resumed = await fetch(`${place}/chat/resume`, post({}, 'hf_ada'))
  expect([resumed.status, await resumed.text()]).toEqual([400, expect.stringContaining('already running')])
})

test('a request wakes an endpoint scaled to zero, and waits for it when it says so', async () => {
  const hub = await serving({ starting: [['initializing', minutes]] })
  const url = await hub.endpointUrl('ada/chat')
  await fetch(`${hub.endpointsUrl}/endpoint/ada/chat/scale-to-zero`, post({}, 'hf_ada'))
  expect(await stateOf(hub)).toBe('scaledToZero')
  expect((await fetch(url, bearer('hf_ada'))).status).toBe(503)
  expect(await stateOf(hub)).toBe('initializing')
  const { headers } = bearer('hf_ada')
  const patient = fetch(`${url}/health`, { headers: { ...headers, 'x-scale-up-timeout': '600' } })
  while (hub.requests.at(-1)?.path !== '/health') await setImmediate()
  hub.state('ada/chat', 'running')
  expect(await (await patient).json()).toEqual({ status: 'ok' })
})

test('an endpoint that is paused refuses, one that fails never comes up, and strangers stay out', async () => {
  const hub = await serving({ starting: [], ends: 'failed' })
  const url = await hub.endpointUrl('ada/chat')
  expect((await fetch(url)).status).toBe(401)
  await fetch(`${hub.endpointsUrl}/endpoint/ada/chat/pause`, post({}, 'hf_ada'))
  expect((await fetch(url, bearer('hf_ada'))).status).toBe(400)
  await fetch(`${hub.endpointsUrl}/endpoint/ada/chat/resume`, post({}, 'hf_ada'))
  expect(await stateOf(hub)).toBe('failed')
  hub.state('ada/chat', 'running')
  expect((await fetch(url, bearer('hf_ada'))).status).toBe(200)
})

test('hardware and the catalog are listed, and what is in the catalog can be deployed', async () => {
  const repos = [{ id: 'ada/Model_1', pipelineTag: 'text-generation' }]
  const hub = await start({ users, repos, starting: { endpoint: [['pending', minutes]] } })
  expect(await jsonOf(`${hub.endpointsUrl}/provider/ada`, bearer('hf_ada'))).toMatchObject({
    vendors: [{ name: 'aws', regions: [{ computes: [{ accelerator: 'cpu' }, { accelerator: 'gpu' }] }] }],
  })
  expect(await jsonOf(`${hub.url}/api/catalog/repo-list`)).toEqual({ models: ['ada/Model_1'] })
  expect(await jsonOf(`${hub.url}/api/v1/catalog/list`)).toMatchObject({ items: [{ repoId: 'ada/Model_1' }] })
  const one = await jsonOf(`${hub.url}/api/catalog/deploy`, post({ namespace: 'ada', repoId: 'ada/Model_1' }, 'hf_ada'))
  expect(one).toMatchObject({ endpoint: { name: 'model-1', status: { state: 'pending' } } })
})
