import { expect, test } from 'vitest'
import { connect } from '../../src/gradio/index.ts'
import { space } from '../../src/hub/spaces/space.ts'
import type { FakeHub } from '../../src/testing/fake-hub/contract.ts'
import { ada, clientOf, eve, hubWith, visits } from './space-support.ts'

const id = 'ada/greeter'

/** What the Space's host was sent as credentials. */
const shown = (hub: FakeHub): ReadonlySet<string | undefined> =>
  new Set(visits(hub).map(({ headers }) => headers['authorization']))

test('a public Space is never sent the token of who calls it', async () => {
  const hub = await hubWith({ stage: 'SLEEPING' })
  const app = await connect(space(clientOf(hub, { token: ada }), id))
  await app.run('greet')
  await app.close()
  expect(shown(hub)).toEqual(new Set([undefined]))
})

test.each([
  ['is private', {}, { private: true }],
  ['runs on ZeroGPU, which counts the quota of its visitors,', { hardware: 'zero-a10g' }, {}],
])('a Space that %s is sent the token', async (_, about, more) => {
  const hub = await hubWith({ stage: 'SLEEPING', ...about }, more)
  const app = await connect(space(clientOf(hub, { token: ada }), id))
  expect(await app.run('greet', { name: 'Ada' })).toBe('Hello Ada')
  await app.close()
  expect(shown(hub)).toEqual(new Set([`Bearer ${ada}`]))
})

test('a token given to the connection goes along whatever the Space is', async () => {
  const hub = await hubWith()
  const app = await connect(space(clientOf(hub), id), { token: eve })
  await app.close()
  expect(shown(hub)).toEqual(new Set([`Bearer ${eve}`]))
})

test.each([
  ['nobody', false, 'hfn login'],
  ['somebody else', eve, 'hfn whoami'],
] as const)('a private Space does not exist for %s', async (_, token, hint) => {
  const hub = await hubWith({}, { private: true })
  await expect(connect(space(clientOf(hub, { token }), id))).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: 'There is no space ada/greeter, or it is private',
    hint: expect.stringContaining(hint),
  })
  expect(visits(hub)).toEqual([])
})

test('a token the Hub does not know is said to be wrong', async () => {
  const hub = await hubWith()
  await expect(connect(space(clientOf(hub, { token: 'hf_nobodystoken' }), id))).rejects.toMatchObject({
    code: 'BAD_CREDENTIALS',
    hint: expect.stringContaining('hfn login'),
  })
})

test.each([401, 403, 404])(
  'a private Space whose host refuses the token with %i says that it is the token',
  async (status) => {
    const hub = await hubWith({}, { private: true })
    const html = { status, headers: { 'content-type': 'text/html' }, body: '<title>Sorry</title>' }
    hub.add({ host: 'space', answer: html })
    await expect(connect(space(clientOf(hub, { token: ada }), id))).rejects.toMatchObject({
      code: 'BAD_CREDENTIALS',
      message: `Space ada/greeter is private, and its host refuses your token (HTTP ${status})`,
      hint: expect.stringContaining('hfn whoami'),
    })
  },
)

test('a model that was meant as a Space is named', async () => {
  const hub = await hubWith()
  hub.repo({ type: 'model', id: 'ada/thinker' })
  await expect(connect(space(clientOf(hub), 'ada/thinker'))).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: 'There is no Space ada/thinker, but there is a model of that name',
    hint: expect.stringContaining(`${hub.url}/ada/thinker`),
  })
})

test('a page without functions is not connected to', async () => {
  const hub = await hubWith({}, { sdk: 'static' })
  await expect(connect(space(clientOf(hub), id))).rejects.toMatchObject({
    code: 'NOT_A_GRADIO_APP',
    hint: expect.stringContaining('/spaces/ada/greeter'),
  })
  expect(visits(hub)).toEqual([])
})
