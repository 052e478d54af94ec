import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Fetch } from '../../src/core/options.ts'
import { createHubClient } from '../../src/hub/client/create-client.ts'
import { download } from '../../src/hub/download/download.ts'
import { failure, freshFolder } from '../hub/download-setting.ts'

const commit = 'c'.repeat(40)
const content = 'hello'
const oid = createHash('sha1').update(`blob 5\0${content}`).digest('hex')

interface Seen {
  readonly url: string
  readonly token: boolean
}

/** A Hub at https://hub.example whose one file is elsewhere. */
const hubWith = async (location: string) => {
  const seen: Seen[] = []
  const fetch: Fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : input.toString()
    seen.push({ url, token: new Headers(init?.headers).has('authorization') })
    if (url.includes('/revision/')) return Response.json({ sha: commit })
    if (url.includes('/tree/')) return Response.json([{ type: 'file', path: 'a.txt', size: 5, oid }])
    if (url.includes('/resolve/')) return new Response('', { status: 302, headers: { location } })
    return new Response(content)
  }
  const cache = join(await freshFolder(), 'hub')
  const hub = createHubClient({ endpoint: 'https://hub.example', token: 'hf_secret12345', fetch, cache, env: {} })
  return { hub, seen }
}

test.each([
  'https://cdn.example/file?Signature=abc',
  'https://hub.example.evil.example/file',
  'https://hub.example:8443/file',
  '//cdn.example/file',
])('the token does not follow a redirect to %s', async (location) => {
  const { hub, seen } = await hubWith(location)
  await download(hub, 'ada/model')
  expect(seen.at(-1)).toEqual({ url: new URL(location, 'https://hub.example').href, token: false })
  expect(seen.slice(0, -1).every(({ token }) => token)).toBe(true)
})

test.each(['/api/resolve-cache/a.txt', 'https://hub.example/elsewhere'])(
  'the token follows a redirect inside the Hub, to %s',
  async (location) => {
    const { hub, seen } = await hubWith(location)
    await download(hub, 'ada/model')
    expect(seen.at(-1)?.token).toBe(true)
  },
)

test.each([
  ['http://cdn.example/file', /is not encrypted/],
  ['http://hub.example/file', /is not encrypted/],
  ['https://127.0.0.1/file', /private network/],
  ['https://169.254.169.254/latest/meta-data', /private network/],
  ['https://[::1]/file', /private network/],
  ['https://printer.local/file', /private network/],
  ['data:text/plain,hello', /not an address of the web/],
])('a redirect to %s is not followed', async (location, message) => {
  const { hub, seen } = await hubWith(location)
  const error = await failure(download(hub, 'ada/model'))
  expect(error.code).toBe('BAD_ANSWER')
  expect(error.message).toMatch(message)
  expect(seen.some(({ url }) => url === location)).toBe(false)
})

test('user and password in a redirect are not used', async () => {
  const { hub, seen } = await hubWith('https://user:pass@cdn.example/file')
  await download(hub, 'ada/model')
  expect(seen.at(-1)).toEqual({ url: 'https://cdn.example/file', token: false })
})
