import { afterEach, expect, test } from 'vitest'
import { answerJson, openStream, type Route } from '../../src/testing/fake-app.ts'
import {
  closeAll,
  join,
  data,
  cancel,
  start,
  failure,
  accepted,
  generating,
  completed,
  closeStream,
} from './support.ts'

afterEach(closeAll)

test('a run aborted before it is sent sends nothing', async () => {
  const { app, fake } = await start({})
  const error = await failure(app.run('echo', ['x'], { signal: AbortSignal.abort() }))
  expect(error.code).toBe('CANCELLED')
  expect(fake.requests.map(({ route }) => route)).not.toContain(join)
})

test('a run aborted under way is cancelled on the server once, and the next one runs', async () => {
  const held: Route = (_, response) => openStream(response)(generating('first'))
  const { app, fake } = await start({ [join]: accepted, [data]: held })
  const job = app.run('echo', ['x'])
  for await (const event of job) if (event.type === 'output') break
  expect((await failure(job)).code).toBe('CANCELLED')
  await job.cancel()
  expect(fake.requests.filter(({ route }) => route === cancel)).toHaveLength(1)
  const sent = JSON.parse(fake.requests.find(({ route }) => route === cancel)?.body ?? '{}') as object
  expect(sent).toMatchObject({ event_id: 'e1', fn_index: 0, session_hash: app.session })
})

test('cancelling one run leaves the others of the session alone', async () => {
  let count = 0
  let send: ((message: object) => void) | undefined
  const { app } = await start({
    [join]: (_, response) => answerJson(response, { event_id: `e${count++}` }),
    [data]: (_, response) => {
      send = openStream(response)
    },
    [cancel]: (_, response) => {
      answerJson(response, { success: true })
      send?.(completed('other', 'e1'))
      send?.(closeStream)
    },
  })
  const first = app.run('echo', ['x'])
  await expect.poll(() => count).toBe(1)
  const second = app.run('echo', ['y'])
  await expect.poll(() => count === 2 && send !== undefined).toBe(true)
  await first.cancel()
  expect((await failure(first)).code).toBe('CANCELLED')
  expect(await second).toBe('other')
})

test('a run that takes too long is a timeout and is cancelled', async () => {
  const held: Route = (_, response) => void openStream(response)
  const { app, fake } = await start({ [join]: accepted, [data]: held })
  // Time enough to be in line: what never was is not cancelled.
  expect((await failure(app.run('echo', ['x'], { timeout: 1_000 }))).code).toBe('TIMEOUT')
  expect(fake.requests.map(({ route }) => route)).toContain(cancel)
})

test('a slow reader slows the server instead of filling memory', async () => {
  const text = 'x'.repeat(100_000)
  let sent = 0
  const flood: Route = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const more = (): void => {
      while (sent < 3_000) {
        sent += 1
        if (!response.write(`data: ${JSON.stringify(generating([['replace', [], `${text}${sent}`]]))}\n\n`)) break
      }
    }
    response.write(`data: ${JSON.stringify(generating(text))}\n\n`)
    response.on('drain', more)
    more()
  }
  const { app } = await start({ [join]: accepted, [data]: flood })
  const job = app.run('echo', ['x'])
  let seen = 0
  for await (const event of job) {
    if (event.type !== 'output') continue
    seen += 1
    await new Promise((resolve) => setTimeout(resolve, 1))
    if (seen === 100) break
  }
  // Socket buffers hold a few megabytes beside the bounded buffer of the reader.
  expect(sent).toBeLessThan(1_000)
  await job.catch(() => undefined)
})

test('one run can be called from inside the loop of another on the same session', async () => {
  let count = 0
  const first: Route = (_, response) => {
    const send = openStream(response)
    for (let index = 0; index < 400; index += 1)
      send(index === 0 ? generating('0', 'e0') : generating([['replace', [], String(index)]], 'e0'))
    const timer = setInterval(() => {
      if (count < 2) return
      clearInterval(timer)
      send(completed('inner', 'e1'))
      send(completed('399', 'e0'))
      send(closeStream)
      response.end()
    }, 5)
  }
  const { app } = await start({
    [join]: (_, response) => answerJson(response, { event_id: `e${count++}` }),
    [data]: first,
  })
  const job = app.run('echo', ['outer'])
  let inner: unknown
  for await (const event of job) if (event.type === 'output') inner ??= await app.run('echo', ['inner'])
  expect(inner).toBe('inner')
  expect(await job).toBe('399')
})

test('closing the app ends its runs', async () => {
  const held: Route = (_, response) => void openStream(response)
  const { app } = await start({ [join]: accepted, [data]: held })
  const job = app.run('echo', ['x'])
  const error = failure(job)
  await new Promise((resolve) => setTimeout(resolve, 50))
  await app.close()
  expect((await error).code).toBe('CANCELLED')
})
