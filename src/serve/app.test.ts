import { expect, test } from 'vitest'
import { HfnError } from '../core/error.ts'
import { define } from '../callable/define.ts'
import { createApp, type ServedApp } from './app.ts'
import type { ServeOptions } from './options.ts'

const text = { type: 'string' } as const

const echo = define({ name: 'echo', input: { text }, output: { text }, run: ({ text }) => text })

const count = define({
  name: 'count',
  input: { to: { type: 'integer', default: 3 } },
  output: { text },
  async *run({ to }, context) {
    context.progress({ done: 0, total: to, unit: 'steps', text: 'counting' })
    context.log('half way', 'warning', 'Note')
    for (let n = 1; n <= to; n++) yield 'x'.repeat(n)
  },
})

const fail = define({
  name: 'fail',
  input: { secret: { type: 'boolean', default: false } },
  output: { text },
  run: ({ secret }): string => {
    throw secret ? new Error('the password is 1234') : new HfnError('FUNCTION_FAILED', 'said no', { title: 'Refused' })
  },
})

const serve = (options?: ServeOptions): ServedApp => createApp([echo, count, fail], options)

const get = (app: ServedApp, path: string, headers: Record<string, string> = {}): Promise<Response> =>
  app.fetch(new Request(`http://app${path}`, { headers }))

const post = (app: ServedApp, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  app.fetch(
    new Request(`http://app${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  )

const join = (app: ServedApp, index: unknown, data: unknown, session = 's'): Promise<Response> =>
  post(app, '/gradio_api/queue/join', { data, fn_index: index, session_hash: session })

const messages = async (answer: Response): Promise<Record<string, unknown>[]> => {
  const frames = (await answer.text()).split('\n\n')
  expect(frames.pop()).toBe('')
  return frames.map((frame) => {
    expect(frame).toMatch(/^data: \{[^\n]*\}$/)
    return JSON.parse(frame.slice('data: '.length)) as Record<string, unknown>
  })
}

test('config has what official clients need, and no root of its own', async () => {
  const config = (await (await get(serve({ title: 'Mine' }), '/config')).json()) as Record<string, unknown>
  expect(config).toMatchObject({
    api_prefix: '/gradio_api',
    protocol: 'sse_v3',
    title: 'Mine',
    enable_queue: true,
    components: expect.arrayContaining([
      expect.objectContaining({ id: 1, type: 'textbox' }),
      expect.objectContaining({ id: 3, type: 'number' }),
      expect.objectContaining({ id: 5, type: 'checkbox' }),
    ]),
    dependencies: [
      { id: 0, api_name: 'echo', inputs: [1], outputs: [2], backend_fn: true, queue: true },
      { id: 1, api_name: 'count', inputs: [3], outputs: [4], api_visibility: 'public' },
      { id: 2, api_name: 'fail' },
    ],
  })
  expect(config).not.toHaveProperty('root')
})

test('every route answers with and without the prefix, with a slash at its end, and below any mount path', async () => {
  const app = serve()
  const same = await (await get(app, '/app_id')).text()
  for (const path of [
    '/app_id/',
    '/gradio_api/app_id',
    '/gradio_api/app_id/',
    '/deep/mount/app_id',
    '/m/gradio_api/app_id?x=1',
  ]) {
    expect(await (await get(app, path)).text()).toBe(same)
  }
  expect((await get(app, '/')).headers.get('content-type')).toContain('text/html')
  expect((await get(app, '/nothing')).status).toBe(404)
})

test('an app with a base path answers below it and nowhere else', async () => {
  const app = serve({ basePath: '/run/' })
  expect((await get(app, '/run/config')).status).toBe(200)
  expect((await get(app, '/run/gradio_api/info')).status).toBe(200)
  expect((await get(app, '/run/')).status).toBe(200)
  expect((await get(app, '/run')).headers.get('location')).toMatch(/run\/$/)
  expect((await get(app, '/config')).status).toBe(404)
})

test('a joined run tells its place, its progress, its outputs as differences, its end', async () => {
  const app = serve()
  const { event_id: id } = (await (await join(app, 1, [3])).json()) as { event_id: string }
  expect(id).toMatch(/^[0-9a-f]{32}$/)
  const told = await messages(await get(app, '/gradio_api/queue/data?session_hash=s'))
  expect(told.map(({ msg }) => msg)).toEqual([
    'estimation',
    'process_starts',
    'progress',
    'log',
    'process_generating',
    'process_generating',
    'process_generating',
    'process_completed',
    'close_stream',
  ])
  expect(told.slice(0, -1).every((message) => message['event_id'] === id)).toBe(true)
  expect(told).toMatchObject([
    { rank: 0, queue_size: 1, rank_eta: null },
    {},
    { progress_data: [{ index: 0, length: 3, unit: 'steps', desc: 'counting' }] },
    { log: 'half way', level: 'warning', title: 'Note' },
    { output: { data: ['x'], is_generating: true }, success: true },
    { output: { data: [[['append', [], 'x']]] } },
    { output: { data: [[['append', [], 'x']]] } },
    { output: { data: ['xxx'], is_generating: false }, success: true },
    { event_id: null },
  ])
})

test('a failure meant for callers is told in full, any other by an id alone', async () => {
  const seen: unknown[] = []
  const app = serve({ onError: (error, id) => seen.push([String(error), id]) })
  const [meant, hidden] = await Promise.all(
    [false, true].map(async (secret) => {
      await join(app, 2, [secret], String(secret))
      return (await messages(await get(app, `/queue/data?session_hash=${secret}`))).at(-2)
    }),
  )
  // What official clients do not know of a failure, they do not accept.
  expect(Object.keys((meant as { output: object }).output).toSorted()).toEqual([
    'duration',
    'error',
    'title',
    'visible',
  ])
  expect(meant).toMatchObject({
    msg: 'process_completed',
    success: false,
    output: { error: 'said no', title: 'Refused', duration: 10, visible: true },
    code: 'FUNCTION_FAILED',
  })
  const { event_id: id } = hidden as { event_id: string }
  expect(hidden).toMatchObject({ success: false, output: { error: expect.stringContaining(id) } })
  expect(JSON.stringify(hidden)).not.toContain('1234')
  expect(seen).toContainEqual(['HfnError: the password is 1234', id])
})

test('an app that shows errors shows them', async () => {
  const answer = await post(serve({ showErrors: true }), '/run/fail', { data: [true] })
  expect(answer.status).toBe(500)
  expect(await answer.json()).toMatchObject({ error: 'the password is 1234', code: 'FUNCTION_FAILED' })
})

test('a wrong argument is told as such', async () => {
  const answer = await post(serve(), '/run/echo', { data: [[7]] })
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({ code: 'BAD_ARGUMENT', error: expect.stringContaining('text') })
})

test('call gives an event id, whose stream has whole outputs and can be read again', async () => {
  const app = serve()
  const { event_id: id } = (await (await post(app, '/call/Count', { data: [2] })).json()) as { event_id: string }
  const whole = 'event: generating\ndata: ["x"]\n\nevent: generating\ndata: ["xx"]\n\nevent: complete\ndata: ["xx"]\n\n'
  expect(await (await get(app, `/call/count/${id}`)).text()).toBe(whole)
  expect(await (await get(app, `/call/v2/count/${id}`)).text()).toBe('event: complete\ndata: ["xx"]\n\n')
})

test('call by name takes arguments by name, and fails by an error event', async () => {
  const app = serve()
  const read = async (body: object): Promise<string> => {
    const { event_id: id } = (await (await post(app, '/gradio_api/call/v2/echo', body)).json()) as { event_id: string }
    return (await get(app, `/gradio_api/call/echo/${id}`)).text()
  }
  expect(await read({ text: 'hi', session_hash: 'x' })).toBe('event: complete\ndata: ["hi"]\n\n')
  expect(await read({ txet: 'hi' })).toMatch(/^event: error\ndata: \{"error":"[^\n]*txet[^\n]*\}\n\n$/)
})

test('an unknown event is an error event', async () => {
  const answer = await get(serve(), '/call/echo/nothing')
  expect(await answer.text()).toBe('event: error\ndata: "404: Not Found"\n\n')
})

test('a session nobody joined is said not to be found', async () => {
  expect(await messages(await get(serve(), '/queue/data?session_hash=nobody'))).toMatchObject([
    { msg: 'unexpected_error', session_not_found: true, event_id: null },
  ])
})

test('run answers with the last outputs, by name or by index', async () => {
  const app = serve()
  const answer = await post(app, '/gradio_api/run/count', { data: [2] })
  expect(await answer.json()).toMatchObject({ data: ['xx'], is_generating: false })
  expect(await (await post(app, '/api/echo/', { data: ['a'] })).json()).toMatchObject({ data: ['a'] })
  expect(await (await post(app, '/run/predict', { data: ['b'], fn_index: 0 })).json()).toMatchObject({ data: ['b'] })
})

test('a result can be read again until its time is over', async () => {
  const app = serve({ timings: { results: 500 } })
  const { event_id: id } = (await (await post(app, '/call/echo', { data: ['a'] })).json()) as { event_id: string }
  expect(await (await get(app, `/call/echo/${id}`)).text()).toContain('complete')
  await expect.poll(async () => (await get(app, `/call/echo/${id}`)).status, { interval: 5 }).toBe(404)
})

test('an output that JSON cannot carry fails its own run alone', async () => {
  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  const odd = define({
    name: 'odd',
    input: { how: text },
    output: { value: {} },
    run: ({ how }) => ({ big: 1n, circle, date: new Date(0), nothing: undefined })[how],
  })
  const app = createApp([odd])
  for (const how of ['big', 'circle']) expect((await post(app, '/run/odd', { data: [how] })).status).toBe(500)
  expect(await (await post(app, '/run/odd', { data: ['date'] })).json()).toMatchObject({
    data: ['1970-01-01T00:00:00.000Z'],
  })
  expect(await (await post(app, '/run/odd', { data: ['nothing'] })).json()).toMatchObject({ data: [null] })
})

test('two functions of one name are refused at once', () => {
  expect(() => createApp([echo, echo])).toThrow(expect.objectContaining({ code: 'BAD_USAGE' }))
})
