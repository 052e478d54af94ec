import { afterEach, expect, test } from 'vitest'
import { answerJson, fakeConfig, type Route } from '../../src/testing/fake-app.ts'
import { closeAll, join, data, start, failure, completed, closeStream, ends } from './support.ts'

afterEach(closeAll)

test.each([
  [401, { detail: 'Not authenticated' }, 'LOGIN_NEEDED'],
  [403, { detail: 'no' }, 'FORBIDDEN'],
  [404, { detail: 'Not Found' }, 'NOT_FOUND'],
  [413, 'too big', 'TOO_LARGE'],
  [
    422,
    { detail: [{ __type__: 'validate', is_valid: false, message: 'must be odd', parameter_name: 'text' }] },
    'BAD_ARGUMENT',
  ],
  [500, 'Internal Server Error', 'FUNCTION_FAILED'],
])('a call refused with HTTP %i is the error it means', async (status, body, code) => {
  const { app, fake } = await start({ [join]: (_, response) => answerJson(response, body, status) })
  expect((await failure(app.run('echo', ['x']))).code).toBe(code)
  expect(fake.requests.filter(({ route }) => route === join)).toHaveLength(1)
})

test('every message of a validator shows', async () => {
  const detail = ['text: a', 'more: b'].map((entry) => {
    const [parameter_name, message] = entry.split(': ')
    return { __type__: 'validate', is_valid: false, message, parameter_name }
  })
  const { app } = await start({ [join]: (_, response) => answerJson(response, { detail }, 422) })
  const error = await failure(app.run('echo', ['x']))
  expect(error.message).toContain('text: a; more: b')
  expect(error.details.faults).toHaveLength(2)
})

test('a full queue is asked again a few times only, then named', async () => {
  const full: Route = (_, response) => {
    response.setHeader('retry-after', '0')
    answerJson(response, { detail: 'Queue is full. Max size is 1 and size is 1.' }, 503)
  }
  const { app, fake } = await start({ [join]: full })
  const error = await failure(app.run('echo', ['x']))
  expect(error.code).toBe('QUEUE_FULL')
  expect(error.message).toContain('Max size is 1')
  expect(fake.requests.filter(({ route }) => route === join).length).toBeLessThanOrEqual(4)
})

test('a call answered with a page or without an id is named', async () => {
  const page: Route = (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')
  const { app, fake } = await start({ [join]: page })
  expect((await failure(app.run('echo', ['x']))).code).toBe('BAD_ANSWER')
  fake.route({ [join]: (_, response) => answerJson(response, {}) })
  expect((await failure(app.run('echo', ['x']))).code).toBe('BAD_ANSWER')
})

test('a call that may have been taken is not sent again', async () => {
  const { app, fake } = await start({ [join]: (request) => void request.socket.resetAndDestroy() })
  const error = await failure(app.run('echo', ['x']))
  expect(['UNREACHABLE', 'STREAM_BROKEN']).toContain(error.code)
  expect(fake.requests.filter(({ route }) => route === join)).toHaveLength(1)
})

test('a function that moved while we were connected is found again; one that went away is named', async () => {
  const { app, fake } = await start({})
  const moved = { ...fakeConfig, dependencies: [{ ...fakeConfig.dependencies[0], id: 7 }] }
  let joins: number[] = []
  fake.route({
    'GET /config': (_, response) => answerJson(response, moved),
    [join]: (_, response, body) => {
      const { fn_index: index } = JSON.parse(body) as { fn_index: number }
      joins = [...joins, index]
      if (index === 7) answerJson(response, { event_id: 'e1' })
      else answerJson(response, 'Internal Server Error', 500)
    },
    [data]: ends(completed('found'), closeStream),
  })
  expect(await app.run('echo', ['x'])).toBe('found')
  expect(joins).toEqual([0, 7])
  const renamed = { ...moved, dependencies: [{ ...moved.dependencies[0], id: 8, api_name: 'echo2' }] }
  fake.route({
    'GET /config': (_, response) => answerJson(response, renamed),
    'GET /gradio_api/info': (_, response) => answerJson(response, { detail: 'gone' }, 404),
    [join]: (_, response) => answerJson(response, 'Internal Server Error', 500),
  })
  const error = await failure(app.run('echo', ['x']))
  expect(error.code).toBe('NO_SUCH_FUNCTION')
  expect(error.message).toContain('echo2')
})

test('a login that ran out is renewed once, without losing the call', async () => {
  let valid = true
  const { app, fake } = await start(
    {
      'POST /login': (_, response) => {
        valid = true
        response.setHeader('set-cookie', 'access-token-unsecure-1=fresh; HttpOnly; Path=/')
        answerJson(response, { success: true })
      },
      [join]: (_, response) =>
        valid ? answerJson(response, { event_id: 'e1' }) : answerJson(response, { detail: 'Not authenticated' }, 401),
      [data]: ends(completed('in'), closeStream),
    },
    { auth: ['ada', 'secret word'] },
  )
  valid = false
  expect(await app.run('echo', ['x'])).toBe('in')
  expect(fake.requests.filter(({ route }) => route === 'POST /login')).toHaveLength(2)
  expect(fake.requests.filter(({ route }) => route === join).map(({ headers }) => headers.cookie)).toEqual([
    'access-token-unsecure-1=fresh',
    'access-token-unsecure-1=fresh',
  ])
})
