import { expect, test } from 'vitest'
import { define } from '../callable/define.ts'
import { createApp, type ServedApp } from './app.ts'

const text = { type: 'string' } as const

/** A function that runs until it is told to end, and what is known of its runs. */
const held = () => {
  const started: { signal: AbortSignal; end: (value: string) => void }[] = []
  let wake = (): void => {}
  const callable = define({
    name: 'held',
    input: { text },
    output: { text },
    async *run({ text }, { signal }) {
      yield `began ${text}`
      yield new Promise<string>((resolve, reject) => {
        started.push({ signal, end: resolve })
        signal.addEventListener('abort', () => reject(signal.reason))
        wake()
      })
    },
  })
  const running = async (count: number): Promise<void> => {
    while (started.length < count) await new Promise<void>((resolve) => (wake = resolve))
  }
  return { callable, started, running }
}

const post = (app: ServedApp, path: string, body: object): Promise<Response> =>
  app.fetch(new Request(`http://app/gradio_api${path}`, { method: 'POST', body: JSON.stringify(body) }))

const join = async (app: ServedApp, session: string): Promise<string> => {
  const answer = await post(app, '/queue/join', { data: [session], fn_index: 0, session_hash: session })
  return ((await answer.json()) as { event_id: string }).event_id
}

const cancel = (app: ServedApp, id: string, session: string): Promise<Response> =>
  post(app, '/cancel', { event_id: id, session_hash: session, fn_index: 0 })

/** The last message of a session about its run. */
const last = async (app: ServedApp, session: string): Promise<unknown> => {
  const answer = await app.fetch(new Request(`http://app/queue/data?session_hash=${session}`))
  const frames = (await answer.text()).split('\n\n')
  return JSON.parse(frames.at(-3)?.slice('data: '.length) ?? '')
}

test('a cancelled run ends well with its last outputs, and its function is told', async () => {
  const { callable, started, running } = held()
  const app = createApp([callable])
  const id = await join(app, 'a')
  await running(1)
  expect(await (await cancel(app, id, 'a')).json()).toEqual({ success: true })
  expect(await last(app, 'a')).toMatchObject({
    msg: 'process_completed',
    success: true,
    output: { data: ['began a'] },
    code: 'CANCELLED',
  })
  expect(started[0]?.signal.aborted).toBe(true)
})

test('a run cancelled in line never starts, and the next one has its place', async () => {
  const { callable, started, running } = held()
  const app = createApp([callable], { maxQueue: 1 })
  await join(app, 'a')
  const second = await join(app, 'b')
  await cancel(app, second, 'b')
  await join(app, 'c')
  expect(await last(app, 'b')).toMatchObject({ success: true, output: { data: [null] } })
  await running(1)
  started[0]?.end('done')
  await running(2)
  started[1]?.end('the third')
  expect(await last(app, 'c')).toMatchObject({ output: { data: ['the third'] } })
  expect(started).toHaveLength(2)
})

test('cancelling needs the session, and cancels nothing else', async () => {
  const { callable, started, running } = held()
  const app = createApp([callable], { concurrency: 2 })
  const id = await join(app, 'a')
  const other = await join(app, 'b')
  await running(2)
  await cancel(app, id, 'guessed')
  await cancel(app, id, 'b')
  expect(started.map(({ signal }) => signal.aborted)).toEqual([false, false])
  await cancel(app, other, 'b')
  expect(started.map(({ signal }) => signal.aborted)).toEqual([false, true])
  await app.close()
})

test('a caller of the simple protocol who goes away stops its run', async () => {
  const { callable, started, running } = held()
  const app = createApp([callable])
  const gone = new AbortController()
  const body = '{"data":["a"]}'
  const answer = app.fetch(new Request('http://app/run/held', { method: 'POST', body, signal: gone.signal }))
  await running(1)
  gone.abort()
  expect(await (await answer).json()).toMatchObject({ code: 'CANCELLED' })
  expect(started[0]?.signal.aborted).toBe(true)
})
