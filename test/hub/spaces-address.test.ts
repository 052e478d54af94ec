import { expect, test } from 'vitest'
import type { Fetch } from '../../src/core/options.ts'
import { recordOf } from '../../src/core/record.ts'
import { space } from '../../src/hub/spaces/space.ts'
import { open, type OpenOptions } from '../../src/open.ts'
import type { FakeHub, FakeRepo, FakeSpace } from '../../src/testing/fake-hub/contract.ts'
import { hfn } from '../cli/terminal.ts'
import { ada, clientOf, eve, hubWith, visits } from './space-support.ts'

const address = 'https://ada-greeter.hf.space'

/** What a host says of a Space that is not up, to all three questions of one who connects. */
const page = { host: 'space', times: 3, answer: { status: 404, body: '<title>Sleeping</title>' } } as const

interface World {
  readonly hub: FakeHub
  readonly fetch: Fetch
}

/** A fake Hub, and a network in which its Space answers at the address it would have on the public Hub. */
const placed = async (about: FakeSpace = {}, more: Partial<FakeRepo> = {}): Promise<World> => {
  const hub = await hubWith(about, more)
  const { host } = recordOf(await clientOf(hub, { token: ada }).json({ path: '/api/spaces/ada/greeter/host' }))
  hub.clear()
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init)
    const place = request.url.replace(/^https:\/\/(?:ada-greeter\.hf\.space|greeter\.example\.com)(?=\/)/, String(host))
    const answer = await globalThis.fetch(new Request(place, request))
    return new Response(answer.body, answer)
  }
  return { hub, fetch }
}

const greeting = async ({ hub, fetch }: World, app: string, options: OpenOptions = {}): Promise<unknown> => {
  const opened = await open(app, { endpoint: hub.url, env: {}, fetch, ...options })
  try {
    return [opened.url, await opened.run('greet', { name: 'Ada' })]
  } finally {
    await opened.close()
  }
}

const greeted = [address, 'Hello Ada']

/** Minutes of a stage that a test ends itself. */
const starting = [['BUILDING', 600_000]] as const

/** Told the stages; a Space that is being built is done at once. */
const watched = (hub: FakeHub) => {
  const stages: string[] = []
  const onStage = (stage: string): void => {
    stages.push(stage)
    if (stage === 'BUILDING') hub.stage('ada/greeter', 'RUNNING')
  }
  return { stages, onStage }
}

/** The paths the Hub itself was asked for, and the credentials that it or the Space was shown. */
const asked = ({ requests }: FakeHub): string[] => requests.filter(({ host }) => host === 'hub').map(({ path }) => path)
const shown = ({ requests }: FakeHub, by: 'hub' | 'space') =>
  new Set(requests.filter(({ host }) => host === by).map(({ headers }) => headers['authorization']))

test.each([address, `${address}/`, ' ada-greeter.hf.space ', `${address}/?view=api#top`])(
  'a Space that sleeps is woken and waited for when it is named by %s',
  async (app) => {
    const world = await placed({ stage: 'SLEEPING', starting: [] })
    world.hub.add(page)
    const { stages, onStage } = watched(world.hub)
    expect(await greeting(world, app, { onStage })).toEqual(greeted)
    expect(stages).toEqual(['SLEEPING', 'RUNNING'])
    expect(shown(world.hub, 'space')).toEqual(new Set([undefined]))
  },
)

test('a visit that wakes it is no second one: the 503 of a host is asked about too', async () => {
  const world = await placed({ stage: 'SLEEPING', starting })
  const { stages, onStage } = watched(world.hub)
  expect(await greeting(world, address, { onStage })).toEqual(greeted)
  expect(stages).toEqual(['BUILDING', 'RUNNING'])
})

test('of a Space that is up, the Hub is asked nothing', async () => {
  const world = await placed()
  expect(await greeting(world, address)).toEqual(greeted)
  expect(await greeting(world, address, { token: ada })).toEqual(greeted)
  expect(asked(world.hub)).toEqual([])
})

test('with a login, the Hub is asked first, and a public Space that sleeps is woken without the token', async () => {
  const world = await placed({ stage: 'SLEEPING', starting: [] })
  const { stages, onStage } = watched(world.hub)
  expect(await greeting(world, address, { onStage, env: { HF_TOKEN: ada } })).toEqual(greeted)
  expect(stages).toEqual(['SLEEPING', 'RUNNING'])
  expect(shown(world.hub, 'space')).toEqual(new Set([undefined]))
  expect(shown(world.hub, 'hub')).toEqual(new Set([`Bearer ${ada}`]))
})

test('a token given with the address goes there and not to the Hub', async () => {
  const world = await placed({ stage: 'SLEEPING', starting: [] })
  world.hub.add(page)
  expect(await greeting(world, address, { token: eve })).toEqual(greeted)
  expect(shown(world.hub, 'hub')).toEqual(new Set([undefined]))
  expect(shown(world.hub, 'space')).toContain(`Bearer ${eve}`)
})

test('a Space that will not run is said to be so, with what to do', async () => {
  const world = await placed({ stage: 'PAUSED' })
  world.hub.add(page)
  await expect(greeting(world, address)).rejects.toMatchObject({
    code: 'NOT_RUNNING',
    message: 'Space ada/greeter was paused by its owner (PAUSED)',
    hint: expect.stringContaining('hfn spaces restart ada/greeter'),
  })
})

test('a Space that is to be left asleep is asked after first, and not visited', async () => {
  const world = await placed({ stage: 'SLEEPING' })
  await expect(greeting(world, address, { start: false })).rejects.toMatchObject({ code: 'NOT_RUNNING' })
  expect(visits(world.hub)).toEqual([])
})

test.each([
  ['tells of none there', { private: true }, undefined, 'owner/name'],
  ['is unwell', {}, { host: 'hub', answer: { status: 500 } }, 'hfn info <url>'],
  ['answers nonsense', {}, { path: /subdomain/, answer: { status: 200, body: '{"id":"../../x"}' } }, 'hfn info <url>'],
  ['is not to be asked', {}, undefined, 'hfn info <url>'],
] as const)('where the Hub %s, the app is not there, as its host says', async (why, more, fault, hint) => {
  const world = await placed({ stage: 'SLEEPING' }, more)
  if (fault !== undefined) world.hub.add(fault)
  if (!('private' in more)) world.hub.add({ ...page, answer: { status: 400 } })
  await expect(greeting(world, address, { offline: why === 'is not to be asked' })).rejects.toMatchObject({
    code: 'NOT_A_GRADIO_APP',
    message: expect.stringContaining(`No Gradio app at ${address}: /config answers HTTP 40`),
    hint: expect.stringContaining(hint),
  })
})

test('the address alone is visited, whatever host the Hub names', async () => {
  const world = await placed({ stage: 'SLEEPING', starting: [] }, { more: { host: 'https://evil.example' } })
  world.hub.add(page)
  expect(await greeting(world, address)).toEqual(greeted)
})

test('the Hub is not asked about addresses of other kinds', async () => {
  const world = await placed()
  world.hub.add({ ...page, times: 9 })
  for (const app of ['https://greeter.example.com', 'greeter.example.com/path'])
    await expect(greeting(world, app)).rejects.toMatchObject({ code: 'NOT_A_GRADIO_APP' })
  expect(asked(world.hub)).toEqual([])
})

test('the wait has its limit, and ends when its signal aborts', async () => {
  const world = await placed({ stage: 'BUILDING' })
  world.hub.add({ ...page, times: 9 })
  await expect(greeting(world, address, { timeouts: { start: 500 } })).rejects.toMatchObject({
    code: 'TIMEOUT',
    message: expect.stringContaining('BUILDING'),
  })
  const stop = new AbortController()
  const wait = greeting(world, address, { signal: stop.signal, onStage: () => queueMicrotask(() => stop.abort()) })
  await expect(wait).rejects.toMatchObject({ code: 'CANCELLED' })
})

test('commands wake it too, and say its stages', async () => {
  const { hub, fetch } = await placed({ stage: 'SLEEPING', starting: [] })
  hub.add(page)
  const env = { HF_ENDPOINT: hub.url, HF_HOME: '/nowhere' }
  const terminal = { err: true }
  const { out, err, status } = await hfn(['call', address, 'greet', '--name', 'Ada'], { fetch, env, terminal })
  expect([status, out]).toEqual([0, 'Hello Ada\n'])
  expect(err).toContain(`Space ${address} sleeps …`)
})

test('an address is no name of a Space, and no path of it is taken for one', async () => {
  const client = clientOf(await hubWith())
  for (const name of [address, `${address}/ada/greeter`])
    expect(() => space(client, name)).toThrow(
      expect.objectContaining({ code: 'BAD_ARGUMENT', hint: expect.stringContaining('owner/name') }),
    )
})
