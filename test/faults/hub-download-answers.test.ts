import { expect, test } from 'vitest'
import { download } from '../../src/hub/download/download.ts'
import type { HubFault } from '../../src/testing/fake-hub/contract.ts'
import { announced, failure, large, setting, sha256, small, traffic, withoutPauses } from '../hub/download-setting.ts'

const files = { 'small.bin': small, 'large.bin': large, 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' }
const cdn = { host: 'cdn' } as const
const resolve = { path: /^\/ada\/model\/resolve\// }

test.each<[string, HubFault]>([
  ['500 of the Hub', { ...resolve, answer: { status: 500 } }],
  ['503 of the Hub', { ...resolve, answer: { status: 503 } }],
  ['502 of the CDN', { ...cdn, answer: { status: 502 } }],
  ['404 of the CDN', { ...cdn, answer: { status: 404 } }],
  ['429 of the CDN', { ...cdn, answer: { status: 429 } }],
  ['503 of the list of files', { path: /\/tree\//, answer: { status: 503 } }],
  ['500 of the revision', { path: /\/revision\//, answer: { status: 500 } }],
  ['a reset by the Hub', { ...resolve, reset: 'head' }],
])('one %s costs one more request', async (_, fault) => {
  withoutPauses()
  const here = await setting({ files })
  const wanted = await announced(here, 'small.bin')
  here.fake.add({ ...fault, times: 1 })
  const { path } = await download(here.hub, 'ada/model', { files: ['small.bin'] })
  expect(await sha256(path)).toBe(wanted)
})

test.each(['small.bin', 'large.bin'])(
  'an address that runs out is renewed, and what came is kept: %s',
  async (name) => {
    withoutPauses()
    const here = await setting({ files })
    const wanted = await announced(here, name)
    here.fake.clear()
    here.fake.add(
      { ...cdn, reset: 1_000_000, times: 1 },
      { ...cdn, answer: { status: 403, body: 'expired' }, times: 1 },
    )
    const { path } = await download(here.hub, 'ada/model', { files: [name] })
    expect(await sha256(path)).toBe(wanted)
    const asked = here.fake.requests.filter((request) => resolve.path.test(request.path))
    expect(asked.length).toBeGreaterThanOrEqual(2)
    expect(traffic(here).bytes).toBeLessThan((name === 'small.bin' ? 2 : 1.3) * files[name as 'small.bin'].bytes)
  },
)

test('parts of a large file share one address: the Hub is asked once', async () => {
  const here = await setting({ files })
  await download(here.hub, 'ada/model', { files: ['large.bin'] })
  expect(here.fake.requests.filter((request) => resolve.path.test(request.path))).toHaveLength(1)
  expect(traffic(here).requests).toBe(5)
})

test('when the Hub asks to wait, all requests of the download do, and it is said once', async () => {
  withoutPauses()
  const here = await setting({ files })
  const answer = { status: 429, headers: { ratelimit: '"resolvers";r=0;t=0' } }
  here.fake.add({ ...resolve, times: 1, answer })
  const began = performance.now()
  const { files: all } = await download(here.hub, 'ada/model', { include: '*.txt' })
  expect(all).toHaveLength(3)
  expect(performance.now() - began).toBeGreaterThan(990)
  expect(here.waits).toEqual([1])
  expect(here.fake.requests.filter((request) => resolve.path.test(request.path)).length).toBeLessThanOrEqual(4)
})

test('a Hub that goes on asking to wait is asked a few times only, whatever is still wanted', async () => {
  withoutPauses()
  const here = await setting({ files })
  here.fake.add({ ...resolve, answer: { status: 429 } })
  const error = await failure(download(here.hub, 'ada/model', { concurrency: 1 }))
  expect(error.code).toBe('RATE_LIMITED')
  // Six tries a part, of which the large file has six (8 MiB each).
  for (const name of Object.keys(files)) {
    const asked = here.fake.requests.filter(({ path, status }) => status === 429 && path.endsWith(`/${name}`))
    expect(asked.length, name).toBeLessThanOrEqual(name === 'large.bin' ? 36 : 6)
  }
})

test('a wait of more than the Hub has any use for is not waited', async () => {
  const here = await setting({ files })
  here.fake.add({ ...resolve, answer: { status: 429, headers: { 'retry-after': '4000' } } })
  const error = await failure(download(here.hub, 'ada/model', { files: ['a.txt'] }))
  expect(error.code).toBe('RATE_LIMITED')
})

test.each<[string, string, RegExp]>([
  ['without end', '/ada/model/resolve/main/a.txt', /redirects without end/],
  ['to a file', 'file:///etc/passwd', /not an address of the web/],
  ['to nowhere', 'http://[', /not an address/],
])('a redirect %s is refused', async (_, location, message) => {
  const here = await setting({ files })
  here.fake.add({ ...resolve, answer: { status: 302, headers: { location } } })
  const error = await failure(download(here.hub, 'ada/model', { files: ['a.txt'] }))
  expect(error.code).toBe('BAD_ANSWER')
  expect(error.message).toMatch(message)
  expect(here.fake.requests.length).toBeLessThan(20)
})

test.each<[string, Record<string, string>]>([
  ['another commit', { 'x-repo-commit': 'f'.repeat(40) }],
  ['another hash', { 'x-linked-etag': `"${'0'.repeat(64)}"` }],
  ['another size', { 'x-linked-size': '5' }],
])('an answer about %s than the list of files is refused', async (_, headers) => {
  const here = await setting({ files })
  here.fake.add({ ...resolve, headers })
  const error = await failure(download(here.hub, 'ada/model', { include: 'small.bin' }))
  expect(error.code).toBe('BAD_ANSWER')
  expect(error.message).toContain(Object.values(headers)[0]?.replaceAll('"', ''))
  expect(traffic(here).bytes).toBe(0)
})

test.each<[string, HubFault['path']]>([
  ['of the revision', /\/revision\//],
  ['of the list of files', /\/tree\//],
  ['of a file', resolve.path],
])('a login page in place %s is told as what it is', async (_, path) => {
  const here = await setting({ files })
  const body = `<!doctype html><title>Sign in to the network</title>${' '.repeat(500)}`
  here.fake.add({ path, answer: { status: 200, headers: { 'content-type': 'text/html' }, body } })
  const error = await failure(download(here.hub, 'ada/model', { include: 'a.txt' }))
  expect(error.code).toBe('BAD_ANSWER')
  expect(error.hint).toMatch(/login page|proxy/)
})

test('a refusal of the Hub itself is final', async () => {
  const here = await setting({ files })
  here.fake.add({ ...resolve, answer: { status: 403, code: 'GatedRepo', message: 'Access is restricted' } })
  const error = await failure(download(here.hub, 'ada/model', {}))
  expect(error.code).toBe('GATED')
  expect(error.message).toMatch(/; 0 of 5 files are there$/)
  expect(here.fake.requests.filter(({ status }) => status === 403).length).toBeLessThanOrEqual(5)
})

test('the token goes to the Hub and to no other host, and no message has it', async () => {
  withoutPauses()
  const here = await setting({
    repos: [{ id: 'ada/model', files, private: true }],
    users: [{ name: 'ada', token: 'hf_adaSecretToken' }],
    client: { token: 'hf_adaSecretToken' },
  })
  await download(here.hub, 'ada/model')
  const carried = here.fake.requests.map(({ host, headers }) => `${host} ${'authorization' in headers}`)
  expect(new Set(carried)).toEqual(new Set(['hub true', 'cdn false']))
  here.fake.add({ ...cdn, answer: { status: 403, body: 'hf_adaSecretToken' } })
  const error = await failure(download(here.hub, 'ada/model', { files: ['small.bin'], force: true }))
  expect(JSON.stringify(error)).not.toContain('hf_ada')
  expect(error.message).not.toMatch(/Signature=|Expires=/)
})
