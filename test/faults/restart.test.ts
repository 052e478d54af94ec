import { afterEach, expect, test } from 'vitest'
import { answerJson, fakeConfig, openStream, type Route } from '../../src/testing/fake-app.ts'
import {
  accepted,
  closeAll,
  closeStream,
  completed,
  data,
  failure,
  generating,
  join,
  start,
  streams,
} from './support.ts'

afterEach(closeAll)

const appId = 'GET /gradio_api/app_id'
const config = 'GET /config'
const described: Readonly<Record<string, Route>> = {
  [config]: (_, response) => answerJson(response, { ...fakeConfig, app_id: 1 }),
}
const say =
  (...messages: readonly object[]): Route =>
  (_, response) => {
    const send = openStream(response)
    for (const message of messages) send(message)
    response.end()
  }

test('a run whose stream broke is lost when the app is another by then, which is said', async () => {
  const { app, fake } = await start({
    ...described,
    [join]: accepted,
    [data]: streams(say(generating('half')), say(closeStream)),
    [appId]: (_, response) => answerJson(response, { app_id: 2 }),
  })
  expect(app.config.appId).toBe('1')
  expect(await failure(app.run('echo', ['x']))).toMatchObject({
    code: 'APP_STOPPED',
    message: expect.stringContaining('restarted'),
    hint: expect.any(String),
    details: { eventId: 'e1', data: ['half'] },
  })
  expect(fake.requests.filter(({ route }) => route === data)).toHaveLength(1)
})

test('a run whose stream broke goes on where the app is the same', async () => {
  const { app } = await start({
    ...described,
    [join]: accepted,
    [data]: streams(say(generating('half')), say(completed('whole'), closeStream)),
    [appId]: (_, response) => answerJson(response, { app_id: 1 }),
  })
  expect(await app.run('echo', ['x'])).toBe('whole')
})

test('after a run that was lost the app is described anew before the next call', async () => {
  const { app, fake } = await start({
    ...described,
    [join]: accepted,
    [data]: streams(say(generating('half')), say(completed('again'), closeStream)),
    [appId]: (_, response) => answerJson(response, { app_id: 2 }),
  })
  await failure(app.run('echo', ['x']))
  const before = fake.requests.filter(({ route }) => route === config).length
  expect(await app.run('echo', ['x'])).toBe('again')
  expect(fake.requests.filter(({ route }) => route === config)).toHaveLength(before + 1)
})
