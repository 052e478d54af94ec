import { expect, test, vi } from 'vitest'
import { collect } from '../../src/core/body.ts'
import type { Fetch } from '../../src/core/options.ts'
import { createHubClient } from '../../src/hub/client/create-client.ts'
import { libraryFetch } from '../../src/hub/upload/library-fetch.ts'
import { upload } from '../../src/hub/upload/upload.ts'
import { noise, start } from './upload-support.ts'

const files = [{ path: 'model.bin', content: noise(300_000) }]
const publicHub = 'https://hub.example'

interface Seen {
  readonly origin: string
  readonly headers: Headers
}

/** What the Hub says of where a file goes to. */
interface Place {
  readonly href?: string
  readonly header?: Readonly<Record<string, string>>
}

/** Ada's client of a public Hub that wants files at `upload`; whatever is not that Hub answers nothing but 403. */
const withStorage = async (upload: Place | undefined, transfer = 'basic') => {
  const seen: Seen[] = []
  const { fake } = await start()
  const fetchFake: Fetch = async (input, init) => {
    const request = new Request(input, init)
    const { origin, pathname, search } = new URL(request.url)
    seen.push({ origin, headers: request.headers })
    if (origin !== publicHub) return new Response('<Error/>', { status: 403 })
    const answer = await fetch(new Request(fake.url + pathname + search, request))
    if (!pathname.endsWith('/objects/batch')) return answer
    const { objects } = (await answer.json()) as { objects: { oid: string; size: number }[] }
    return Response.json({ transfer, objects: objects.map(({ oid, size }) => ({ oid, size, actions: { upload } })) })
  }
  const hub = createHubClient({
    endpoint: publicHub,
    endpointsUrl: 'https://endpoints.example/v2',
    token: 'hf_ada_write',
    env: {},
    fetch: fetchFake,
  })
  return { hub, seen }
}

test.each([
  'http://storage.example/x',
  'https://10.0.0.1/x',
  'https://169.254.169.254/x',
  'https://localhost:8443/x',
  'https://user:word@storage.example/x',
  'file:///etc/passwd',
  'javascript:alert(1)',
  '//storage.example/x',
  '/x',
  '',
])('a file is not sent where no storage is: %j', async (href) => {
  const { hub, seen } = await withStorage({ href })
  await expect(upload(hub, 'ada/there', files)).rejects.toMatchObject({ code: 'BAD_ANSWER' })
  expect(new Set(seen.map(({ origin }) => origin))).toEqual(new Set([publicHub]))
})

test.each(['http://storage.example/1', 'https://10.0.0.1/1'])('nor a part of one: %s', async (part) => {
  const header = { chunk_size: '300000', '00001': part }
  const { hub, seen } = await withStorage({ href: `${publicHub}/done`, header })
  await expect(upload(hub, 'ada/there', files)).rejects.toMatchObject({ code: 'BAD_ANSWER' })
  expect(new Set(seen.map(({ origin }) => origin))).toEqual(new Set([publicHub]))
})

test('the token goes with the Hub’s own addresses only, also where the storage has the name of another trusted place', async () => {
  for (const href of ['https://storage.example/x', 'https://endpoints.example/v2/x', `${publicHub}:8443/x`]) {
    const { hub, seen } = await withStorage({ href, header: { authorization: 'x\r\ny: z' } })
    await expect(upload(hub, 'ada/there', files)).rejects.toMatchObject({
      code: 'BAD_ANSWER',
      details: { status: 403 },
    })
    const { origin } = new URL(href)
    expect(seen.filter((one) => one.origin === origin).map(({ headers }) => headers.get('authorization'))).toEqual([
      null,
    ])
  }
})

test.each([
  ['headers that are none', { 'X-Xet-Cas-Url': 'a\r\nb: c' }],
  ['a storage in a private network', { 'X-Xet-Cas-Url': 'https://10.0.0.1' }],
  ['a storage without encryption', { 'X-Xet-Cas-Url': 'http://cas.example' }],
  ['a storage that is none', { 'X-Xet-Cas-Url': 'nonsense' }],
])('%s, for Xet, are an error of one line', async (_, header: Readonly<Record<string, string>>) => {
  const known = { 'X-Xet-Access-Token': 't', 'X-Xet-Token-Expiration': '9999999999' }
  const { hub, seen } = await withStorage({ href: `${publicHub}/x`, header: { ...known, ...header } }, 'xet')
  await expect(upload(hub, 'ada/there', files)).rejects.toMatchObject({ code: 'BAD_ANSWER', message: /^[^\n]+$/ })
  expect(new Set(seen.map(({ origin }) => origin))).toEqual(new Set([publicHub]))
})

test('so is an address without anything in it', async () => {
  const { hub } = await withStorage({})
  await expect(upload(hub, 'ada/there', files)).rejects.toMatchObject({ code: 'BAD_ANSWER', message: /^[^\n]+$/ })
})

test('what Xet answers arrives as it is, for it is no text', async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
  const { hub } = await start({}, { endpoint: publicHub, fetch: async () => new Response(bytes) })
  const fetchIt = libraryFetch({
    hub,
    repo: { type: 'model', id: 'ada/there' },
    signal: new AbortController().signal,
    files: new Map(),
    onCommit: () => {},
    onSend: () => {},
    onXet: () => {},
  })
  const { body } = await fetchIt('https://cas.example/v1/chunks/default/0')
  expect(body === null ? undefined : [...(await collect(body, '', 1000))]).toEqual([...bytes])
})

test('an upload that is ended between any two steps leaves no rejection behind, and nothing that goes on', async () => {
  const rejected: unknown[] = []
  const note = (reason: unknown): void => void rejected.push(reason)
  process.on('unhandledRejection', note)
  const { fake } = await start()
  const timers = vi.spyOn(globalThis, 'setTimeout')
  try {
    for (let steps = 0; steps < 12; steps += 1) {
      const stop = new AbortController()
      const hub = createHubClient({
        endpoint: fake.url,
        token: 'hf_ada_write',
        env: {},
        fetch: async (input, init) => {
          const answer = await fetch(input, init)
          if (!answer.url.endsWith('/objects/batch')) return answer
          void (async () => {
            for (let step = 0; step < steps; step += 1) await new Promise((resolve) => setImmediate(resolve))
            stop.abort()
          })()
          return answer
        },
      })
      const many = Array.from({ length: 8 }, (_, index) => ({
        path: `${index}.bin`,
        content: noise(20_000, 8 * steps + index + 1),
      }))
      const ended = upload(hub, 'ada/there', many, { signal: stop.signal })
      if (steps < 5) await expect(ended).rejects.toMatchObject({ code: 'CANCELLED' })
      else await ended.catch((error: unknown) => expect(error).toMatchObject({ code: 'CANCELLED' }))
    }
    timers.mockClear()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(timers.mock.calls.filter(([, milliseconds]) => milliseconds === 1).length).toBe(0)
  } finally {
    timers.mockRestore()
    process.off('unhandledRejection', note)
  }
  expect(rejected).toEqual([])
})
