import { expect, test } from 'vitest'
import {
  all,
  count,
  createApp,
  held,
  join,
  kinds,
  messages,
  open,
  post,
  type ServedApp,
  type Told,
} from '../../test/support/served-app.ts'

test('two readers of one session each get everything', async () => {
  const { callable, started, running } = held()
  const app = createApp([callable])
  await join(app, 's', ['x'])
  const readers = [messages(await open(app, 's')), messages(await open(app, 's'))]
  const first = await Promise.all(readers.map(async (reader) => (await reader.next()).value?.msg))
  expect(first).toEqual(['estimation', 'estimation'])
  await running(1)
  started[0]?.end('over')
  for (const reader of readers) {
    const told: string[] = []
    for await (const { msg } of reader) told.push(msg)
    expect(told).toEqual([
      'process_starts',
      'process_generating',
      'process_generating',
      'process_completed',
      'close_stream',
    ])
  }
})

test('a result can be read again, late', async () => {
  const app = createApp([count])
  await join(app, 's', [3])
  await all(await open(app, 's'))
  expect(await all(await open(app, 's'))).toMatchObject([
    { msg: 'process_completed', output: { data: ['3'] } },
    { msg: 'close_stream' },
  ])
})

test('a second run in a session tells nothing of the first', async () => {
  const app = createApp([count])
  const first = await join(app, 's', [3])
  await all(await open(app, 's'))
  const second = await join(app, 's', [1])
  const told = await all(await open(app, 's'))
  expect(told.some(({ event_id: id }) => id === first)).toBe(false)
  expect(told.filter(({ event_id: id }) => id === second)).toHaveLength(4)
})

test('a reader who comes back goes on after the last message it had, without a gap', async () => {
  const { callable, started, running } = held()
  const app = createApp([callable])
  await join(app, 's', ['x'])
  const first = messages(await open(app, 's'))
  const seen: Told[] = []
  for await (const message of first) {
    seen.push(message)
    if (message.msg === 'process_generating') break
  }
  await running(1)
  started[0]?.end('the end')
  const rest = await all(await open(app, 's', `&after=${seen.at(-1)?.seq}`))
  expect(kinds([...seen, ...rest])).toEqual([
    'estimation',
    'process_starts',
    'process_generating',
    'process_generating',
    'process_completed',
    'close_stream',
  ])
  expect(rest[0]?.output.data).toEqual([[['replace', [], 'the end']]])
})

test('a reader far behind is told how things stand, and what is kept for it is bounded', async () => {
  const { callable, started, running } = held()
  const app = createApp([count, callable])
  await join(app, 's', [3_000, 2_000])
  await join(app, 's', ['x'], 1)
  const late = messages(await open(app, 's'))
  expect((await late.next()).value?.msg).toBe('estimation')
  await running(1)
  const app2 = await post(app, '/run/count', { data: [1] })
  expect(app2.status).toBe(200)
  started[0]?.end('over')
  const told: Told[] = []
  for await (const message of late) told.push(message)
  expect(told.length).toBeLessThan(1_500)
  const ends = told.filter(({ msg }) => msg === 'process_completed')
  expect(ends.map(({ output }) => output.data)).toEqual([['3000'.repeat(2_000)], ['over']])
})

test('a visitor who leaves has its runs cancelled after a while', async () => {
  const { callable, started, running } = held()
  const app = createApp([callable], { timings: { vanished: 500 } })
  await join(app, 's', ['x'])
  const reader = messages(await open(app, 's'))
  await reader.next()
  await running(1)
  const stopped = new Promise((resolve) => started[0]?.signal.addEventListener('abort', resolve))
  await reader.return(undefined)
  await stopped
  expect((await all(await open(app, 's'))).at(-2)).toMatchObject({ success: true, code: 'CANCELLED' })
})

test('runs go on while a heartbeat is heard, and by the simple protocol always', async () => {
  const { callable, started, running } = held()
  const app = createApp([callable], { concurrency: 2, timings: { vanished: 1, heartbeat: 1 } })
  const alive = (await app.fetch(new Request('http://app/heartbeat/s'))).body?.getReader()
  expect(new TextDecoder().decode((await alive?.read())?.value)).toBe('data: ALIVE\n\n')
  await join(app, 's', ['x'])
  const call = (await (await post(app, '/call/held', { data: ['y'] })).json()) as { event_id: string }
  const readers = [messages(await open(app, 's')), (await callStream(app, call.event_id)).values()]
  for (const reader of readers) await reader.next()
  await running(2)
  for (const reader of readers) await reader.return?.(undefined)
  for (let beat = 0; beat < 5; beat++) await alive?.read()
  expect(started.map(({ signal }) => signal.aborted)).toEqual([false, false])
  await alive?.cancel()
  await app.close({ drain: 0 })
})

const callStream = async (app: ServedApp, id: string): Promise<ReadableStream<Uint8Array>> => {
  const { body } = await app.fetch(new Request(`http://app/call/held/${id}`))
  if (body === null) throw new Error('no body')
  return body
}

test('a silent stream shows signs of life', async () => {
  const { callable } = held()
  const app = createApp([callable], { timings: { heartbeat: 1 } })
  await join(app, 's', ['x'])
  for await (const message of messages(await open(app, 's'))) {
    if (message.msg !== 'heartbeat') continue
    expect(message).toEqual({ msg: 'heartbeat', event_id: null })
    break
  }
  await app.close({ drain: 0 })
})

test('a run does not join while an official client may still take the ending stream for its own', async () => {
  const app = createApp([count])
  await join(app, 's', [1])
  const reader = (await open(app, 's')).body?.getReader()
  const decoder = new TextDecoder()
  while (!decoder.decode((await reader?.read())?.value).includes('close_stream'));
  let joined = false
  const joining = join(app, 's', [1]).then(() => (joined = true))
  expect(await join(app, 'other', [1])).toMatch(/^\w{32}$/)
  expect(joined).toBe(false)
  await reader?.cancel()
  expect(await joining).toBe(true)
})

test('runs join at once after a stream of a reader who opens streams again', async () => {
  const app = createApp([count])
  await join(app, 's', [1])
  const told = await all(await open(app, 's', '&after=-1'))
  expect(told.at(-1)?.msg).toBe('close_stream')
  expect(await join(app, 's', [1])).toMatch(/^\w{32}$/)
})

test("Python's client has time to take down a run before it reads the end, when others are under way", async () => {
  const { callable } = held()
  const app = createApp([count, callable], { concurrency: 2 })
  await join(app, 's', ['x'], 1)
  const headers = { 'user-agent': 'gradio_client/1.14.0; python/3.11' }
  const joined = await post(app, '/queue/join', { data: [1], fn_index: 0, session_hash: 's' }, headers)
  const { event_id: careful } = (await joined.json()) as { event_id: string }
  await join(app, 'other', [1])
  const ends: string[] = []
  const ended = async (session: string): Promise<void> => {
    for await (const { msg, event_id: id } of messages(await open(app, session))) {
      if (msg === 'process_completed' && ends.push(id === careful ? 'careful' : session) > 0) break
    }
  }
  await Promise.all([ended('s'), ended('other')])
  expect(ends).toEqual(['other', 'careful'])
  await app.close({ drain: 0 })
})

test("a run of Python's client joins when the client has taken note that its stream has ended", async () => {
  const app = createApp([count])
  await join(app, 's', [1])
  const stream = await open(app, 's', '', { 'user-agent': 'gradio_client/1.14.0; python/3.11' })
  const reader = stream.body?.getReader()
  const decoder = new TextDecoder()
  while (!decoder.decode((await reader?.read())?.value).includes('close_stream'));
  const left = performance.now()
  await reader?.cancel()
  await join(app, 's', [1])
  expect(performance.now() - left).toBeGreaterThan(90)
})

test('many sessions waiting at once all get their result', async () => {
  const app = createApp([count], { concurrency: 8 })
  const results = await Promise.all(
    Array.from({ length: 500 }, async (_, n) => {
      await join(app, `s${n}`, [3])
      return (await all(await open(app, `s${n}`))).at(-2)?.output.data
    }),
  )
  expect(results).toEqual(results.map(() => ['3']))
})
