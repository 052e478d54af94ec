import { expect, test } from 'vitest'
import { createApp } from '../../src/serve/index.ts'
import { define } from '../../src/index.ts'
import type { FakeHub, FakeSpace } from '../../src/testing/index.ts'
import { bearer, jsonOf, post, start } from './start.ts'

const minutes = 600_000
const users = [{ name: 'ada', token: 'hf_ada' }]
const app = {
  fetch: async (input: unknown): Promise<Response> => {
    const request = input instanceof Request ? input : new Request(String(input))
    return Response.json({ method: request.method, path: new URL(request.url).pathname, body: await request.text() })
  },
}

const space = (about: FakeSpace, isPrivate = false): Promise<FakeHub> =>
  start({
    users,
    repos: [{ type: 'space', id: 'ada/My_App', private: isPrivate, sdk: 'gradio', space: { app, ...about } }],
  })

const stageOf = async (hub: FakeHub): Promise<unknown> =>
  jsonOf(`${hub.url}/api/spaces/ada/My_App/runtime`, bearer('hf_ada'))

test('the Hub says where a Space answers, in all the ways it is asked', async () => {
  const hub = await space({})
  const host = await hub.spaceUrl('ada/My_App')
  const said = { host, subdomain: 'ada-my-app' }
  expect(await jsonOf(`${hub.url}/api/spaces/ada/My_App`)).toMatchObject({ ...said, runtime: { stage: 'RUNNING' } })
  expect(await jsonOf(`${hub.url}/api/spaces/ada/My_App/host`)).toEqual(said)
  expect(await jsonOf(`${hub.url}/api/spaces/by-subdomain/ada-my-app`)).toMatchObject({ id: 'ada/My_App', ...said })
  expect(await jsonOf(`${host}/x/y?z=1`, post({ a: 1 }))).toEqual({ method: 'POST', path: '/x/y', body: '{"a":1}' })
  expect(hub.requests.at(-1)).toMatchObject({ host: 'space', path: '/x/y?z=1', body: '{"a":1}', status: 200 })
})

test('a visit wakes a Space that sleeps', async () => {
  const hub = await space({ stage: 'SLEEPING', starting: [['APP_STARTING', minutes]] })
  const host = await hub.spaceUrl('ada/My_App')
  expect(await stageOf(hub)).toMatchObject({ stage: 'SLEEPING', replicas: { current: 0 } })
  expect((await fetch(host)).status).toBe(503)
  expect(await stageOf(hub)).toMatchObject({ stage: 'APP_STARTING', hardware: { current: null } })
  hub.stage('ada/My_App', 'RUNNING')
  expect((await fetch(host)).status).toBe(200)
})

test('a Space that fails to start says why, and one that is paused stays so', async () => {
  const hub = await space({ stage: 'PAUSED', ends: 'RUNTIME_ERROR', errorMessage: 'no torch', starting: [] })
  const host = await hub.spaceUrl('ada/My_App')
  expect((await fetch(host)).status).toBe(503)
  expect(await stageOf(hub)).toMatchObject({ stage: 'PAUSED' })
  const restarted = await jsonOf(`${hub.url}/api/spaces/ada/My_App/restart`, post({}, 'hf_ada'))
  expect(restarted).toMatchObject({ stage: 'RUNTIME_ERROR', errorMessage: 'no torch' })
})

test('a private Space lets in its owner’s token, and the token the Hub gives out for it', async () => {
  const hub = await space({}, true)
  const host = await hub.spaceUrl('ada/My_App')
  expect((await fetch(host)).status).toBe(404)
  expect((await fetch(host, bearer('hf_ada'))).status).toBe(200)
  const { token } = (await jsonOf(`${hub.url}/api/spaces/ada/My_App/jwt`, bearer('hf_ada'))) as { token: string }
  expect((await fetch(`${host}/?__sign=${token}`)).status).toBe(200)
  expect((await fetch(`${host}/?__sign=${token.slice(0, -1)}x`)).status).toBe(404)
})

test('hardware, sleep time, secrets, variables and volumes are kept; a secret is never told', async () => {
  const hub = await space({ starting: [] })
  const api = `${hub.url}/api/spaces/ada/My_App`
  expect(await jsonOf(`${api}/hardware`, post({ flavor: 't4-small' }, 'hf_ada'))).toMatchObject({
    hardware: { current: 't4-small', requested: 't4-small' },
  })
  expect((await fetch(`${api}/hardware`, post({ flavor: 'moon' }, 'hf_ada'))).status).toBe(400)
  expect(await jsonOf(`${api}/sleeptime`, post({ seconds: 300 }, 'hf_ada'))).toMatchObject({ gcTimeout: 300 })
  await fetch(`${api}/secrets`, post({ key: 'KEY', value: 'hidden' }, 'hf_ada'))
  const secrets = await (await fetch(`${api}/secrets`, bearer('hf_ada'))).text()
  expect(secrets).toContain('KEY')
  expect(secrets).not.toContain('hidden')
  expect(await jsonOf(`${api}/variables`, post({ key: 'A', value: '1', description: 'one' }, 'hf_ada'))).toMatchObject({
    A: { value: '1', description: 'one' },
  })
  expect(await jsonOf(`${api}/variables`, { ...post({ key: 'A' }, 'hf_ada'), method: 'DELETE' })).toEqual({})
  expect((await fetch(`${api}/secrets`)).status).toBe(401)
})

test('a duplicate has the files and the app of its model, and settings of its own', async () => {
  const hub = await space({ starting: [] })
  const asked = { repository: 'ada/copy', private: false, variables: [{ key: 'A', value: '1' }] }
  const place = `${hub.url}/api/spaces/ada/My_App/duplicate`
  expect(await jsonOf(place, post(asked, 'hf_ada'))).toMatchObject({ url: `${hub.url}/spaces/ada/copy` })
  expect((await fetch(`${await hub.spaceUrl('ada/copy')}/`)).status).toBe(200)
  expect(await jsonOf(`${hub.url}/api/spaces/ada/copy/variables`, bearer('hf_ada'))).toMatchObject({
    A: { value: '1' },
  })
  expect((await fetch(place, post(asked, 'hf_ada'))).status).toBe(409)
})

test('logs come as events, and stay open while the Space runs', async () => {
  const hub = await space({ logs: { run: ['one', 'two'] } })
  const stop = new AbortController()
  const answer = await fetch(`${hub.url}/api/spaces/ada/My_App/logs/run`, { ...bearer('hf_ada'), signal: stop.signal })
  let seen = ''
  for await (const piece of answer.body ?? []) {
    seen += Buffer.from(piece).toString()
    if (seen.includes('two')) hub.stage('ada/My_App', 'PAUSED')
  }
  expect(seen.match(/data: \{"data":"(one|two)\\n"/g)).toHaveLength(2)
})

test('a Gradio app made here is a Space', async () => {
  const hello = define({ name: 'hello', input: { type: 'object', properties: {} }, run: () => 'hi' })
  const served = createApp([hello])
  const hub = await start({ repos: [{ type: 'space', id: 'ada/hello', space: { app: served } }] })
  expect(await jsonOf(`${await hub.spaceUrl('ada/hello')}/config`)).toMatchObject({ protocol: 'sse_v3' })
  await served.close()
})

test('Spaces are found by what they are for', async () => {
  const hub = await start({
    repos: [
      {
        type: 'space',
        id: 'ada/painter',
        cardData: { title: 'Image generation', short_description: 'draws pictures' },
      },
      { type: 'space', id: 'ada/asleep', cardData: { title: 'Image sleeper' }, space: { stage: 'SLEEPING' } },
    ],
  })
  const search = `${hub.url}/api/spaces/semantic-search?q=generate+an+image`
  expect(await jsonOf(search)).toMatchObject([{ id: 'ada/painter', title: 'Image generation' }])
  expect(await jsonOf(`${search}&includeNonRunning=true`)).toHaveLength(2)
})
