import { expect, test } from 'vitest'
import { createApp, endOf, get, held, join, messages, open, post } from '../../test/support/served-app.ts'

const stopped = { success: false, output: { error: 'Server stopped unexpectedly.' }, code: 'APP_STOPPED' }

test('a closing app takes nothing more, lets what runs end, and tells what waits that it stopped', async () => {
  const { callable, started, running } = held()
  const app = createApp([callable])
  await join(app, 'runs', ['a'])
  await join(app, 'waits', ['b'])
  await running(1)
  const waits = endOf(app, 'waits')
  const runs = endOf(app, 'runs')
  const closing = app.close({ drain: 60_000 })
  expect(await waits).toMatchObject(stopped)
  const refused = await post(app, '/queue/join', { data: ['c'], fn_index: 0, session_hash: 'late' })
  expect(refused.status).toBe(503)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(started[0]?.signal.aborted).toBe(false)
  started[0]?.end('over')
  expect(await runs).toMatchObject({ success: true, output: { data: ['over'] } })
  await closing
})

test('what runs longer than a closing app waits is stopped, and its readers are told', async () => {
  const { callable, started, running } = held()
  const app = createApp([callable])
  await join(app, 's', ['a'])
  const reader = messages(await open(app, 's'))
  await running(1)
  await app.close({ drain: 1 })
  const told = []
  for await (const message of reader) told.push(message)
  expect(told.at(-2)).toMatchObject(stopped)
  expect(told.at(-1)?.msg).toBe('close_stream')
  expect(started[0]?.signal.aborted).toBe(true)
})

test('closing twice is closing once, and ends a stream that only says it is there', async () => {
  const app = createApp([held().callable])
  const alive = (await get(app, '/heartbeat/s')).body?.getReader()
  await alive?.read()
  const [first, second] = [app.close(), app.close()]
  expect(first).toBe(second)
  await first
  expect((await alive?.read())?.done).toBe(true)
})
