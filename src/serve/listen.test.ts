import { Client } from '@gradio/client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { HfnError } from '../core/error.ts'
import { define } from '../callable/define.ts'
import { createApp } from './app.ts'
import { listen } from './lazy-listen.ts'
import type { Listening } from './listen.ts'

const text = { type: 'string' } as const

const functions = [
  define({
    name: 'greet',
    input: { name: text, times: { type: 'integer', default: 1 } },
    output: { greeting: text },
    run: ({ name, times }) => `Hello ${name}! `.repeat(times).trim(),
  }),
  define({
    name: 'grow',
    input: { to: { type: 'integer', default: 3 } },
    output: { text, list: { type: 'array', items: { type: 'array' } } },
    async *run({ to }, context) {
      for (let n = 1; n <= to; n++) {
        context.progress({ done: n, total: to, unit: 'steps' })
        yield ['x'.repeat(n), Array.from({ length: to - n + 1 }, (_, row) => Array.from({ length: n }, () => row))]
      }
      context.log('grown', 'success')
    },
  }),
  define({
    name: 'endless',
    input: {},
    output: { n: { type: 'number' } },
    async *run(_, { signal }) {
      for (let n = 0; !signal.aborted; n++) {
        yield n
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
    },
  }),
  define({
    name: 'copy',
    input: { file: { format: 'file' } },
    output: { file: { format: 'file' } },
    run: ({ file }) => file,
  }),
  define({
    name: 'fail',
    input: {},
    output: { text },
    run: (): string => {
      throw new HfnError('FUNCTION_FAILED', 'said no')
    },
  }),
]

let server: Listening

beforeAll(async () => {
  server = await listen(createApp(functions, { concurrency: 4 }), { port: 0 })
})

afterAll(() => server.close())

// A client of its own for each test: what one leaves behind is not the next one's.
describe("Gradio's own client", () => {
  let client: Client

  beforeEach(async () => {
    client = await Client.connect(server.url, { events: ['data', 'status', 'log'] })
  })

  afterEach(() => client.close())

  test('sees every function', async () => {
    const { named_endpoints: endpoints } = await client.view_api()
    expect(Object.keys(endpoints)).toEqual(['/greet', '/grow', '/endless', '/copy', '/fail'])
    expect(endpoints['/greet']?.parameters).toMatchObject([
      { parameter_name: 'name', type: 'string', parameter_has_default: false },
      { parameter_name: 'times', parameter_has_default: true, parameter_default: 1 },
    ])
  })

  test('calls by position and by name', async () => {
    expect((await client.predict('/greet', ['Ada', 2])).data).toEqual(['Hello Ada! Hello Ada!'])
    expect((await client.predict('/greet', { name: 'Bob' })).data).toEqual(['Hello Bob!'])
  })

  test('streams outputs, progress and logs', async () => {
    const data: unknown[] = []
    const progress: unknown[] = []
    const logs: unknown[] = []
    for await (const event of client.submit('/grow', { to: 3 })) {
      // That client hands out the same arrays again and again.
      if (event.type === 'data') data.push(structuredClone(event.data))
      if (event.type === 'log') logs.push([event.level, event.log])
      if (event.type === 'status' && event.progress_data !== undefined) progress.push(event.progress_data[0]?.index)
    }
    const rows = (n: number): number[][] =>
      Array.from({ length: 4 - n }, (_, row) => Array.from({ length: n }, () => row))
    const expected = [1, 2, 3].map((n) => ['x'.repeat(n), rows(n)])
    expect(data).toEqual([...expected, expected[2]])
    expect(progress).toEqual([1, 2, 3])
    expect(logs).toEqual([['success', 'grown']])
  })

  test('cancels, and its next call runs', async () => {
    const job = client.submit('/endless', {})
    const stages: unknown[] = []
    let outputs = 0
    for await (const event of job) {
      if (event.type === 'data' && ++outputs === 2) await job.cancel()
      if (event.type === 'status') stages.push(event.stage)
    }
    expect(stages.at(-1)).toBe('complete')
    expect((await client.predict('/greet', ['again'])).data).toEqual(['Hello again!'])
  })

  test('sends a file and gets it back', async () => {
    const { data } = await client.predict('/copy', { file: new File(['content'], 'näme 1.txt') })
    const [file] = data as { url: string; orig_name: string }[]
    expect(file?.orig_name).toBe('näme 1.txt')
    expect(await (await fetch(file?.url ?? '')).text()).toBe('content')
  })

  test('gets errors with their message', async () => {
    await expect(client.predict('/fail', {})).rejects.toThrow('said no')
  })

  test('has thirty pairs of calls in parallel settled', async () => {
    for (let pair = 0; pair < 30; pair++) {
      const [greeting, grown] = await Promise.all([
        client.predict('/greet', [`${pair}`]),
        client.predict('/grow', { to: 2 }),
      ])
      expect([greeting.data, (grown.data as unknown[])[0]]).toEqual([[`Hello ${pair}!`], 'xx'])
    }
  })

  test('has sixty calls at once settled', async () => {
    const calls = Array.from({ length: 60 }, (_, n) => client.predict('/greet', [`${n}`]))
    expect((await Promise.all(calls)).map((result: { data: unknown }) => result.data)).toEqual(
      calls.map((_, n) => [`Hello ${n}!`]),
    )
  })
})

test('the four requests of a shell script do: info, call, events, upload', async () => {
  const info = (await (await fetch(`${server.url}/gradio_api/info`)).json()) as { named_endpoints: object }
  expect(info.named_endpoints).toHaveProperty('/grow')
  const headers = { 'content-type': 'application/json' }
  const call = await fetch(`${server.url}/gradio_api/call/grow`, { method: 'POST', headers, body: '{"data":[2]}' })
  const { event_id: id } = (await call.json()) as { event_id: string }
  const events = await fetch(`${server.url}/gradio_api/call/grow/${id}`)
  expect(events.headers.get('content-type')).toContain('text/event-stream')
  expect((await events.text()).split('\n').filter((line) => line.startsWith('event:'))).toEqual([
    'event: generating',
    'event: generating',
    'event: complete',
  ])
  const body = new FormData()
  body.append('files', new Blob(['x']), 'x.txt')
  const paths: unknown = await (
    await fetch(`${server.url}/gradio_api/upload?upload_id=1`, { method: 'POST', body })
  ).json()
  expect(paths).toEqual([expect.stringMatching(/\/x\.txt$/)])
})

test('an upload that is too large is answered, not cut off', async () => {
  const small = await listen(createApp([], { maxFileSize: 1_000 }), { port: 0 })
  const body = new FormData()
  body.append('files', new Blob(['x'.repeat(3_000_000)]), 'x.txt')
  const answer = await fetch(`${small.url}/upload`, { method: 'POST', body })
  expect(answer.status).toBe(413)
  expect(await answer.json()).toMatchObject({ code: 'TOO_LARGE' })
  await small.close()
})

test('a port that is taken is one clear error', async () => {
  await expect(listen(createApp([]), { port: server.port })).rejects.toMatchObject({
    code: 'BAD_USAGE',
    message: `Cannot listen on 127.0.0.1:${server.port}, it is taken`,
  })
})

test('without a port, the next free one is taken', async () => {
  const [one, two] = [await listen(createApp([])), await listen(createApp([]))]
  expect(two.port).toBeGreaterThan(one.port)
  await Promise.all([one.close(), two.close()])
})

test('a signal closes the server and ends its streams', async () => {
  const controller = new AbortController()
  const closing = await listen(createApp(functions), { port: 0, signal: controller.signal })
  const alive = await fetch(`${closing.url}/heartbeat/s`)
  const reader = alive.body?.getReader()
  await reader?.read()
  controller.abort()
  const end = await reader?.read().catch(() => ({ done: true }))
  expect(end?.done).toBe(true)
  await closing.close()
  await expect(fetch(closing.url)).rejects.toThrow()
})

test('while the app drains, those who come are told so, and what runs ends', async () => {
  let finish: (text: string) => void = () => {}
  const slow = define({
    name: 'slow',
    input: {},
    output: { text },
    run: () => new Promise<string>((resolve) => (finish = resolve)),
  })
  const draining = await listen(createApp([slow]), { port: 0 })
  const call = (): Promise<Response> =>
    fetch(`${draining.url}/call/slow`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"data":[]}',
    })
  const { event_id: id } = (await (await call()).json()) as { event_id: string }
  const events = await fetch(`${draining.url}/call/slow/${id}`)
  const closing = draining.close({ drain: 10_000 })
  const late = await call()
  expect([late.status, late.headers.get('retry-after')]).toEqual([503, '5'])
  finish('in the end')
  expect(await events.text()).toContain('in the end')
  await closing
  await expect(fetch(draining.url)).rejects.toThrow()
})
