import { expect, test } from 'vitest'
import { listHardware } from '../../src/hub/spaces/hardware.ts'
import { space } from '../../src/hub/spaces/space.ts'
import { ada, clientOf, hubWith } from './space-support.ts'

const id = 'ada/greeter'

test('what the Hub says of a Space is read', async () => {
  const hub = await hubWith(
    {},
    {
      likes: 7,
      lastModified: '2026-01-02T03:04:05.000Z',
      cardData: { title: 'Greeter\u001B[2J', sdk_version: '6.0.0' },
      more: { models: ['ada/thinker', 5], datasets: 'none' },
    },
  )
  expect(await space(clientOf(hub), id).info()).toMatchObject({
    id,
    url: `${hub.url}/spaces/${id}`,
    title: 'Greeter',
    sdk: 'gradio',
    sdkVersion: '6.0.0',
    host: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    private: false,
    likes: 7,
    lastModified: '2026-01-02T03:04:05.000Z',
    models: ['ada/thinker'],
    datasets: [],
    stage: 'RUNNING',
    hardware: 'cpu-basic',
  })
})

test.each([{}, { stage: 5 }, 'RUNNING', 5])('a Space without a stage is no answer of a Hub: %j', async (runtime) => {
  const hub = await hubWith({}, { more: { runtime } })
  await expect(space(clientOf(hub), id).info()).rejects.toMatchObject({ code: 'BAD_ANSWER' })
})

test('sleep time and hardware are set, and told', async () => {
  const own = space(clientOf(await hubWith({ starting: [['BUILDING', 10_000]] }), { token: ada }), id)
  expect(await own.sleepTime(3600)).toMatchObject({ stage: 'RUNNING', sleepTime: 3600 })
  expect(await own.sleepTime(-1)).toMatchObject({ sleepTime: undefined })
  const moved = await own.hardware('t4-small', { sleepTime: 600 })
  expect(moved).toMatchObject({ stage: 'BUILDING', requestedHardware: 't4-small', sleepTime: 600 })
  await expect(own.hardware('abacus')).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
})

test('hardware is listed with its price', async () => {
  const all = await listHardware(clientOf(await hubWith()))
  expect(all).toContainEqual({
    name: 't4-small',
    title: 'Nvidia T4 - small',
    cpu: '4 vCPU',
    memory: '15 GB',
    accelerator: '1 x T4, 16 GB',
    dollarsPerHour: 0.4,
  })
})

test('a factory restart says so', async () => {
  const hub = await hubWith()
  await space(clientOf(hub, { token: ada }), id).restart({ factory: true })
  expect(hub.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `POST /api/spaces/${id}/restart?factory=true`,
  ])
})

test('variables are set, listed and deleted; the value of a secret is never told', async () => {
  const { variables, secrets } = space(clientOf(await hubWith(), { token: ada }), id)
  await variables.set('MODEL', 'ada/thinker', { description: 'which one' })
  await variables.set('EMPTY', '')
  await secrets.set('KEY', 'very secret')
  expect(await variables.list()).toMatchObject([
    { key: 'MODEL', value: 'ada/thinker', description: 'which one' },
    { key: 'EMPTY', value: '' },
  ])
  const [secret, ...others] = await secrets.list()
  expect([secret?.key, secret && 'value' in secret, others]).toEqual(['KEY', false, []])
  await variables.delete('MODEL')
  expect((await variables.list()).map(({ key }) => key)).toEqual(['EMPTY'])
})

test('a Space is copied to the account of its user, with settings', async () => {
  const hub = await hubWith({ app: undefined })
  const eve = clientOf(hub, { token: 'hf_evesverysecrettoken' })
  const copy = await space(eve, id).duplicate({
    private: true,
    hardware: 't4-small',
    secrets: { KEY: 'secret' },
    variables: { MODEL: 'x' },
  })
  expect(copy.id).toBe('eve/greeter')
  expect(await copy.info()).toMatchObject({ private: true, requestedHardware: 't4-small' })
  expect(await copy.variables.list()).toMatchObject([{ key: 'MODEL', value: 'x' }])
  await expect(space(eve, id).duplicate()).rejects.toMatchObject({ code: 'EXISTS' })
  expect((await space(eve, id).duplicate({ to: 'other', private: false })).id).toBe('eve/other')
  await expect(space(eve, id).duplicate({ to: 'datasets/eve/more' })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
  await expect(space(eve, id).duplicate({ to: 'ada/other' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
})
