import { expect, test } from 'vitest'
import type { Fetch } from '../../src/core/options.ts'
import { createHubClient } from '../../src/hub/client/create-client.ts'
import { space } from '../../src/hub/spaces/space.ts'
import { open } from '../../src/open.ts'
import { ada } from './space-support.ts'

interface Seen {
  readonly url: string
  readonly authorization: string | null
}

/** A public Hub on no network: it tells of one Space, and no app answers anywhere. */
const publicHub = (space: object): { readonly fetch: Fetch; readonly seen: Seen[] } => {
  const seen: Seen[] = []
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init)
    seen.push({ url: request.url, authorization: request.headers.get('authorization') })
    const { origin, pathname } = new URL(request.url)
    if (origin !== 'https://huggingface.co') return new Response('no app', { status: 404 })
    const known = /^\/api\/spaces\/(by-subdomain\/ada-greeter|ada\/greeter)$/.test(pathname)
    if (known) return Response.json({ id: 'ada/greeter', runtime: { stage: 'RUNNING' }, ...space })
    return pathname.endsWith('/host')
      ? Response.json({ host: 'https://ada-greeter.hf.space' })
      : new Response('', { status: 404 })
  }
  return { fetch, seen }
}

const reach = (about: object) => {
  const { fetch, seen } = publicHub(about)
  const hub = createHubClient({ endpoint: 'https://huggingface.co', env: {}, token: ada, fetch })
  return { reached: space(hub, 'ada/greeter').reach(), seen }
}

test.each([
  'http://ada-greeter.hf.space',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'https://user:pass@ada-greeter.hf.space',
  'nonsense',
  '//ada-greeter.hf.space',
])('a host that is no encrypted address is not gone to: %s', async (host) => {
  const { reached, seen } = reach({ host, private: true })
  await expect(reached).rejects.toMatchObject({ code: 'BAD_ANSWER' })
  expect(seen.every(({ url }) => url.startsWith('https://huggingface.co/'))).toBe(true)
})

test.each([
  ['https://ada-greeter.hf.space', ada],
  ['https://ada-greeter.hf.space/', ada],
  ['https://greeter.example.com', undefined],
  ['https://hf.space', undefined],
  ['https://ada.hf.space.evil.com', undefined],
  ['https://evilhf.space', undefined],
])('the token goes to the addresses of Spaces only: %s', async (host, token) => {
  const { url, token: given } = await reach({ host, private: true }).reached
  expect([url, given?.()]).toEqual([host.replace(/\/$/, ''), token])
})

test('a Space whose info names no host is asked for it', async () => {
  const { reached, seen } = reach({})
  expect((await reached).url).toBe('https://ada-greeter.hf.space')
  expect(seen.map(({ url }) => new URL(url).pathname)).toContain('/api/spaces/ada/greeter/host')
})

const opened = async (
  app: string,
  options: { readonly env?: Record<string, string>; readonly token?: string },
  about = {},
) => {
  const { fetch, seen } = publicHub(about)
  await expect(open(app, { fetch, env: {}, ...options })).rejects.toMatchObject({ code: 'NOT_A_GRADIO_APP' })
  return seen.filter(({ url }) => !url.startsWith('https://huggingface.co/')).map(({ authorization }) => authorization)
}

const env = { HF_TOKEN: ada }
const bearer = `Bearer ${ada}`

test('the token of the environment goes to a Space that was named by its address only when it is of use there', async () => {
  const at = 'https://ada-greeter.hf.space'
  expect(new Set(await opened(at, { env }))).toEqual(new Set([null]))
  expect(new Set(await opened(at, { env }, { private: true }))).toEqual(new Set([bearer]))
  expect(
    new Set(await opened(`${at}/sub`, { env }, { runtime: { stage: 'RUNNING', hardware: { current: 'zero-a10g' } } })),
  ).toEqual(new Set([bearer]))
  expect(new Set(await opened('ada-greeter.hf.space', { env }, { private: true }))).toEqual(new Set([bearer]))
  expect(new Set(await opened(at, { token: ada }))).toEqual(new Set([bearer]))
  expect(new Set(await opened(at, { env, token: '' }, { private: true }))).toEqual(new Set([null]))
})

test.each([
  'http://ada-greeter.hf.space',
  'https://other.hf.space',
  'https://hf.space.evil.com',
  'http://127.0.0.1:7860',
  '127.0.0.1:7860',
  'https://evilhf.space',
])('the token of the environment goes nowhere else: %s', async (app) => {
  expect(new Set(await opened(app, { env }, { private: true }))).toEqual(new Set([null]))
})
