import { expect, test } from 'vitest'
import { define } from '../callable/define.ts'
import { createApp } from './app.ts'

const text = { type: 'string' } as const

const app = createApp([
  define({ name: 'echo', input: { text }, output: { text }, run: ({ text }) => text }),
  define({ name: 'any', input: { value: {} }, output: { value: {} }, run: ({ value }) => value }),
])

const post = (path: string, body: unknown): Promise<Response> =>
  app.fetch(
    new Request(`http://app${path}`, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
  )

test.each([
  [99, 404],
  ['0', 404],
  [-1, 404],
  [0.5, 404],
  ['x', 404],
  ['__proto__', 404],
  [{ toString: '0' }, 404],
  [null, 400],
  [undefined, 400],
])('function number %j cannot be joined', async (index, status) => {
  expect((await post('/queue/join', { data: ['a'], fn_index: index, session_hash: 's' })).status).toBe(status)
})

test.each(['nothing', '__proto__', 'constructor', 'toString'])('a function called %s does not exist', async (name) => {
  expect((await post(`/call/${name}`, { data: [] })).status).toBe(404)
  expect((await post(`/call/v2/${name}`, {})).status).toBe(404)
  expect((await post(`/run/${name}`, { data: [] })).status).toBe(404)
})

test.each([
  ['not JSON', 400],
  ['{"data":NaN}', 400],
  ['[]', 422],
  ['{"fn_index":0,"session_hash":"s"}', 422],
  ['{"data":["a"],"fn_index":0}', 400],
  [`{"data":${'['.repeat(100_000)}${']'.repeat(100_000)},"fn_index":0,"session_hash":"s"}`, 400],
  [`{"data":["${'a'.repeat(17 * 1024 * 1024)}"],"fn_index":0,"session_hash":"s"}`, 413],
])('the body %.30s is refused', async (body, status) => {
  const answer = await post('/queue/join', body)
  expect(answer.status).toBe(status)
  expect(await answer.json()).toHaveProperty('detail')
})

test('a body without a length is counted as it comes', async () => {
  const piece = new TextEncoder().encode('[1],'.repeat(256 * 1024))
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += piece.byteLength
      controller.enqueue(piece)
    },
  })
  const request = new Request('http://app/queue/join', { method: 'POST', body, duplex: 'half' })
  expect((await app.fetch(request)).status).toBe(413)
  expect(sent).toBeLessThan(20 * 1024 * 1024)
})

test('keys that name prototypes are data like any other', async () => {
  const answer = await post('/run/any', '{"data":[{"__proto__":{"polluted":true}}]}')
  expect(await answer.text()).toContain('{"__proto__":{"polluted":true}}')
  await post('/call/v2/any', '{"__proto__":{"polluted":true}}')
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('a body may have as many bytes as the app says', async () => {
  const small = createApp(
    [define({ name: 'any', input: { value: {} }, output: { value: {} }, run: ({ value }) => value })],
    {
      maxBody: 1_000,
    },
  )
  const sized = (length: number): Promise<Response> =>
    small.fetch('http://app/run/any', { method: 'POST', body: JSON.stringify({ data: ['x'.repeat(length)] }) })
  expect((await sized(900)).status).toBe(200)
  expect((await sized(1_000)).status).toBe(413)
})

test('of a key that comes twice the last one counts, everywhere', async () => {
  const answer = await post('/run/echo', '{"data":["first"],"data":["last"],"session_hash":"a","session_hash":"b"}')
  expect(await answer.json()).toMatchObject({ data: ['last'] })
})

test('a session nobody named well is none', async () => {
  for (const session of ['', 7, null, ['s'], 'x'.repeat(257)]) {
    expect((await post('/queue/join', { data: ['a'], fn_index: 0, session_hash: session })).status).toBe(400)
  }
  expect((await app.fetch(`http://app/heartbeat/${'x'.repeat(257)}`)).status).toBe(404)
  expect(await (await app.fetch(`http://app/queue/data?session_hash=${'x'.repeat(257)}`)).text()).toContain('404')
  expect((await post('/reset', { event_id: 'nobody' })).status).toBe(200)
})
