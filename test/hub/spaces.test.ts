import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { connect } from '../../src/gradio/index.ts'
import { space } from '../../src/hub/spaces/space.ts'
import { ada, clientOf, eve, hubWith, visits } from './space-support.ts'

const id = 'ada/greeter'

test('a Space that sleeps is woken, waited for and called', async () => {
  const hub = await hubWith({ stage: 'SLEEPING' })
  const stages: string[] = []
  const app = await connect(space(clientOf(hub), id), { onStage: (stage) => stages.push(stage) })
  expect(await app.run('greet', { name: 'Ada' })).toBe('Hello Ada')
  await app.close()
  expect(stages).toEqual(['SLEEPING', 'RUNNING'])
  expect(visits(hub).filter(({ method }) => method === 'HEAD')).toHaveLength(1)
})

test('a Space that runs costs one request to the Hub', async () => {
  const hub = await hubWith()
  const app = await connect(space(clientOf(hub, { token: ada }), id))
  await app.close()
  expect(hub.requests.filter(({ host }) => host === 'hub').map(({ path }) => path)).toEqual([`/api/spaces/${id}`])
})

test.each([
  ['PAUSED', 'was paused by its owner', 'hfn spaces restart ada/greeter'],
  ['STOPPED', 'was stopped', 'hfn spaces restart ada/greeter'],
  ['BUILD_ERROR', 'could not be built', 'hfn spaces logs ada/greeter --build'],
  ['RUNTIME_ERROR', 'failed when it ran', 'hfn spaces logs ada/greeter'],
  ['CONFIG_ERROR', 'has a mistake in the settings', '/spaces/ada/greeter'],
  ['NO_APP_FILE', 'has no app yet', '/spaces/ada/greeter/tree/main'],
  ['DELETING', 'is being deleted', 'hfn spaces search'],
])('a Space that is %s is said to be so at once, with what to do', async (stage, says, hint) => {
  const hub = await hubWith({ stage, errorMessage: 'line 1\nno module named \u001B[31mtorch' })
  const failure = connect(space(clientOf(hub), id))
  await expect(failure).rejects.toMatchObject({
    code: 'NOT_RUNNING',
    message: expect.stringContaining(`Space ada/greeter ${says}`),
    hint: expect.stringContaining(hint),
  })
  await expect(failure).rejects.toMatchObject({
    message: expect.stringContaining(stage.includes('ERROR') ? ': line 1 no module named torch' : `(${stage})`),
  })
  expect(visits(hub)).toEqual([])
})

test('a Space that fails while it starts ends the wait, with the reason of the Hub', async () => {
  const hub = await hubWith({ stage: 'SLEEPING', ends: 'RUNTIME_ERROR', errorMessage: 'CUDA out of memory' })
  await expect(space(clientOf(hub), id).wait({ interval: 20 })).rejects.toMatchObject({
    code: 'NOT_RUNNING',
    message: 'Space ada/greeter failed when it ran (RUNTIME_ERROR): CUDA out of memory',
  })
})

test('each stage is told once, in its order', async () => {
  const starting = [
    ['BUILDING', 80],
    ['APP_STARTING', 80],
  ] as const
  const hub = await hubWith({ stage: 'SLEEPING', starting })
  const stages: string[] = []
  const runtime = await space(clientOf(hub), id).wait({ interval: 10, onStage: (stage) => stages.push(stage) })
  expect(runtime).toMatchObject({ stage: 'RUNNING', hardware: 'cpu-basic' })
  expect(stages).toEqual(['SLEEPING', 'BUILDING', 'APP_STARTING', 'RUNNING'])
})

test('a Space that falls asleep again is woken again; new and unknown stages are waited through', async () => {
  const hub = await hubWith({ stage: 'SLEEPING', starting: [['REHEATING', 150]], ends: 'BUILDING' })
  const stages: string[] = []
  const onStage = (stage: string): void => {
    stages.push(stage)
    if (stage !== 'BUILDING') return
    hub.stage(id, stages.length < 5 ? 'SLEEPING' : 'RUNNING')
  }
  await space(clientOf(hub), id).wait({ interval: 10, onStage })
  expect(stages).toEqual(['SLEEPING', 'REHEATING', 'BUILDING', 'SLEEPING', 'REHEATING', 'BUILDING', 'RUNNING'])
  expect(visits(hub)).toHaveLength(2)
})

test('a Space that is left asleep is not visited', async () => {
  const hub = await hubWith({ stage: 'SLEEPING' })
  await expect(space(clientOf(hub), id).wait({ start: false })).rejects.toMatchObject({
    code: 'NOT_RUNNING',
    message: 'Space ada/greeter sleeps (SLEEPING)',
    hint: 'Wake it: hfn spaces start ada/greeter',
  })
  expect(visits(hub)).toEqual([])
})

test('the time given is for a Hub that says nothing, too', async () => {
  const hub = await hubWith()
  hub.add({ path: /\/api\/spaces\//, delay: 5000 })
  await expect(space(clientOf(hub), id).wait({ timeout: 50 })).rejects.toMatchObject({ code: 'TIMEOUT' })
  await expect(space(clientOf(hub), id).reach({ timeout: 50 })).rejects.toMatchObject({ code: 'TIMEOUT' })
})

test('who gives up while a name is looked for is told so, not that there is none', async () => {
  const hub = await hubWith()
  const stop = new AbortController()
  hub.add({ path: /\/api\/models\//, delay: 5000 })
  const reached = space(clientOf(hub), 'ada/nothing').reach({ signal: stop.signal })
  await expect.poll(() => hub.requests.map(({ path }) => path)).toContain('/api/spaces/ada/nothing')
  setTimeout(() => stop.abort(), 50)
  await expect(reached).rejects.toMatchObject({ code: 'CANCELLED' })
})

test('a Space that takes too long is a timeout that names its stage', async () => {
  const hub = await hubWith({ stage: 'BUILDING' })
  await expect(space(clientOf(hub), id).wait({ interval: 10, timeout: 500 })).rejects.toMatchObject({
    code: 'TIMEOUT',
    message: expect.stringContaining('it is being built (BUILDING)'),
  })
})

test('a wait ends when its signal aborts', async () => {
  const hub = await hubWith({ stage: 'BUILDING' })
  const stop = new AbortController()
  const wait = space(clientOf(hub), id).wait({ signal: stop.signal, onStage: () => queueMicrotask(() => stop.abort()) })
  await expect(wait).rejects.toMatchObject({ code: 'CANCELLED' })
})

test('a wait outlives single refusals of the Hub', async () => {
  const hub = await hubWith({ stage: 'SLEEPING' })
  hub.add(
    { path: /runtime/, times: 1, answer: { status: 503, headers: { 'retry-after': '0' } } },
    { path: /runtime/, times: 1, answer: { status: 429, headers: { 'retry-after': '0' } } },
  )
  expect(await space(clientOf(hub), id).wait({ interval: 20 })).toMatchObject({ stage: 'RUNNING' })
})

test('start wakes what sleeps, leaves what runs, and restarts what is paused only when it is asked to', async () => {
  const hub = await hubWith({ stage: 'SLEEPING', starting: [['BUILDING', 10_000]] })
  const own = space(clientOf(hub, { token: ada }), id)
  expect(await own.start()).toMatchObject({ stage: 'BUILDING' })
  hub.stage(id, 'RUNNING')
  expect(await own.start()).toMatchObject({ stage: 'RUNNING' })
  expect(await own.pause()).toMatchObject({ stage: 'PAUSED' })
  await expect(own.start()).rejects.toMatchObject({ code: 'NOT_RUNNING' })
  expect(await own.start({ restart: true })).toMatchObject({ stage: 'BUILDING' })
  await expect(space(clientOf(hub, { token: eve }), id).restart()).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

test('nothing of a Space that is printed or serialised holds the token', async () => {
  const hub = await hubWith({}, { private: true })
  const own = space(clientOf(hub, { token: ada }), id)
  const reached = await own.reach()
  expect(reached.token?.()).toBe(ada)
  for (const value of [own, reached, await own.info()])
    expect(JSON.stringify(value) + inspect(value, { depth: 9, showHidden: true })).not.toContain(ada)
})

test('what is named must be a Space', async () => {
  const client = clientOf(await hubWith())
  expect(space(client, 'https://huggingface.co/spaces/ada/greeter').id).toBe(id)
  expect(space(client, 'spaces/ada/greeter').id).toBe(id)
  for (const name of ['models/ada/greeter', 'greeter', '../x', ''])
    expect(() => space(client, name)).toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT' }))
})
