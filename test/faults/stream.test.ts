import { afterEach, expect, test } from 'vitest'
import { answerJson, openStream, type Route } from '../../src/testing/fake-app.ts'
import {
  closeAll,
  join,
  data,
  cancel,
  start,
  failure,
  collect,
  accepted,
  generating,
  completed,
  lost,
  closeStream,
  streams,
  ends,
} from './support.ts'

afterEach(closeAll)

test('a stream reset under a run ends it with the outputs so far and its event id', async () => {
  const reset: Route = (_, response) => {
    const send = openStream(response)
    send(generating('half'))
    setTimeout(() => response.socket?.resetAndDestroy(), 20)
  }
  const { app } = await start({ [join]: accepted, [data]: streams(reset, ends(lost)) })
  const error = await failure(app.run('echo', ['x']))
  expect(error).toMatchObject({ code: 'STREAM_BROKEN', details: { eventId: 'e1', data: ['half'] } })
})

test('a stream that ends without a result ends the run', async () => {
  const { app } = await start({ [join]: accepted, [data]: streams(ends(generating('half')), ends()) })
  expect(await failure(app.run('echo', ['x']))).toMatchObject({
    code: 'STREAM_BROKEN',
    details: { eventId: 'e1', data: ['half'] },
  })
})

test('a stream cut once goes on where the server lets it', async () => {
  const { app } = await start({
    [join]: accepted,
    [data]: streams(ends(generating('half')), ends(completed('whole'), closeStream)),
  })
  expect(await app.run('echo', ['x'])).toBe('whole')
})

test('a silent stream ends the run', async () => {
  const silent: Route = (_, response) => void openStream(response)
  const { app } = await start({ [join]: accepted, [data]: silent }, { timeouts: { silence: 150 } })
  expect((await failure(app.run('echo', ['x']))).code).toBe('TIMEOUT')
})

test('heartbeats alone end following after the limit asked for, and do not cancel the run', async () => {
  const beating: Route = (_, response) => {
    const send = openStream(response)
    for (let count = 0; count < 5; count += 1) send({ msg: 'heartbeat', event_id: null })
  }
  const { app, fake } = await start({ [join]: accepted, [data]: beating })
  const sent = await app.send('echo', ['x'])
  const error = await failure(app.results(sent, { maxHeartbeats: 2 }))
  expect(error).toMatchObject({ code: 'TIMEOUT', details: { eventId: 'e1' } })
  expect(fake.requests.map(({ route }) => route)).not.toContain(cancel)
})

test('frames that are no messages are passed over', async () => {
  const rubbish: Route = (_, response) => {
    const send = openStream(response)
    response.write(
      'data: {"msg":\n\n: comment\n\ndata: 17\n\ndata: {"msg":"from_the_future","event_id":"e1"}\n\nevent: x\n\n',
    )
    send({ msg: 'process_generating', event_id: 'e1' })
    send({ msg: 'estimation' })
    send(completed('fine'))
    send(closeStream)
    response.end()
  }
  const { app } = await start({ [join]: accepted, [data]: rubbish })
  expect(await app.run('echo', ['x'])).toBe('fine')
})

test('a page instead of a stream is named', async () => {
  const page: Route = (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Please\u001b[31m log in</h1>')
  const { app } = await start({ [join]: accepted, [data]: page })
  const error = await failure(app.run('echo', ['x']))
  expect(error.code).toBe('BAD_ANSWER')
  expect(error.message).toContain('text/html')
  expect(error.message).toContain('log in')
  expect(error.message).not.toContain('\u001b')
})

test('after a broken run the next one works', async () => {
  const { app, fake } = await start({ [join]: accepted, [data]: ends() })
  await failure(app.run('echo', ['x']))
  fake.route({ [data]: ends(completed('again'), closeStream) })
  expect(await app.run('echo', ['x'])).toBe('again')
})

test('a server that says it stops ends the run as stopped', async () => {
  const stopping = { msg: 'unexpected_error', event_id: null, message: 'Server stopped unexpectedly.', success: false }
  const { app } = await start({ [join]: accepted, [data]: ends(stopping) })
  expect((await failure(app.run('echo', ['x']))).code).toBe('APP_STOPPED')
})

test('fifty runs on one session settle exactly once each when their stream breaks', async () => {
  let count = 0
  const ids: string[] = []
  const { app } = await start({
    [join]: (_, response) => {
      const id = `e${count++}`
      ids.push(id)
      answerJson(response, { event_id: id })
    },
    [data]: streams(
      (_, response) => {
        const send = openStream(response)
        const all = setInterval(() => {
          if (ids.length < 50) return
          clearInterval(all)
          for (const id of ids.slice(0, 20)) send(completed(id, id))
          response.end()
        }, 5)
      },
      (_, response) => {
        const send = openStream(response)
        for (const id of ids.slice(20, 40)) send(completed(id, id))
        for (const id of ids.slice(40)) send({ ...completed(null, id), success: false, output: { error: 'lost' } })
        send(closeStream)
        response.end()
      },
    ),
  })
  const settled = await Promise.allSettled(Array.from({ length: 50 }, () => app.run('echo', ['x'])))
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(40)
  expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(10)
})

test('messages of runs nobody knows are dropped', async () => {
  const strangers: Route = (_, response) => {
    const send = openStream(response)
    for (let index = 0; index < 10_000; index += 1) send(generating('x', `stranger${index}`))
    send(completed('mine'))
    send(closeStream)
    response.end()
  }
  const { app } = await start({ [join]: accepted, [data]: strangers })
  expect(await app.run('echo', ['x'])).toBe('mine')
})

test('differences that fit nothing end the run and cancel it', async () => {
  const hostile: Route = (_, response) => {
    const send = openStream(response)
    send(generating('base'))
    send(generating([['add', ['__proto__', 'polluted'], true]]))
  }
  const { app, fake } = await start({ [join]: accepted, [data]: hostile })
  expect((await failure(app.run('echo', ['x']))).code).toBe('BAD_ANSWER')
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  await expect.poll(() => fake.requests.map(({ route }) => route)).toContain(cancel)
})

test('snapshots that were handed out do not change', async () => {
  const growing: Route = (_, response) => {
    const send = openStream(response)
    send(generating({ list: [1] }))
    send(generating([['add', ['list', 1], 2]]))
    send(generating([['replace', ['list', 0], 9]]))
    send(completed({ list: [9, 2] }))
    send(closeStream)
    response.end()
  }
  const { app } = await start({ [join]: accepted, [data]: growing })
  const events = await collect(app.run('echo', ['x']))
  expect(events.flatMap((event) => (event.type === 'output' ? event.data : []))).toEqual([
    { list: [1] },
    { list: [1, 2] },
    { list: [9, 2] },
  ])
})

test('a run that joined while the stream was closing waits as long as it must', async () => {
  const late: Route = (_, response) => {
    const send = openStream(response)
    const beats = setInterval(() => send({ msg: 'heartbeat', event_id: null }), 40)
    setTimeout(() => {
      clearInterval(beats)
      send(completed('at last'))
      send(closeStream)
      response.end()
    }, 1_200)
  }
  const routes = { [join]: accepted, [data]: streams(ends(closeStream), late) }
  const { app } = await start(routes, { timeouts: { silence: 800 } })
  expect(await app.run('echo', ['x'])).toBe('at last')
})

test('a run of which a broken stream no longer speaks is given up', async () => {
  const beating: Route = (_, response) => {
    const send = openStream(response)
    const beats = setInterval(() => send({ msg: 'heartbeat', event_id: null }), 40)
    response.on('close', () => clearInterval(beats))
  }
  const routes = { [join]: accepted, [data]: streams(ends(generating('half')), beating) }
  const { app } = await start(routes, { timeouts: { silence: 800 } })
  const error = await failure(app.run('echo', ['x']))
  expect(error).toMatchObject({ code: 'STREAM_BROKEN', details: { eventId: 'e1', data: ['half'] } })
})
