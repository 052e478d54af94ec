import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { start } from './start.ts'

const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer())
const hash = (name: string, ...parts: (string | Uint8Array)[]): string => {
  const made = createHash(name)
  for (const part of parts) made.update(part)
  return made.digest('hex')
}

const repos = [
  {
    id: 'ada/model',
    files: {
      'config.json': '{"a":1}',
      'sub/notes #1?.txt': 'olá',
      'weights.bin': { bytes: 3_000_001, seed: 7 },
      'new.bin': { content: { bytes: 1_000 }, stored: 'xet' },
    },
  },
] as const

test('a small file is found through the cache of its commit, with the id git gives it', async () => {
  const hub = await start({ repos })
  const first = await fetch(`${hub.url}/ada/model/resolve/main/config.json`, { method: 'HEAD', redirect: 'manual' })
  expect(first.status).toBe(307)
  expect(first.headers.get('location')).toMatch(
    /^\/api\/resolve-cache\/models\/ada\/model\/[0-9a-f]{40}\/config\.json\?/,
  )
  const second = await fetch(`${hub.url}/ada/model/resolve/main/config.json`)
  expect(second.headers.get('etag')).toBe(`"${hash('sha1', 'blob 7\0{"a":1}')}"`)
  expect(second.headers.get('x-repo-commit')).toBe(first.headers.get('x-repo-commit'))
  expect(await second.text()).toBe('{"a":1}')
  const odd = await fetch(`${hub.url}/ada/model/resolve/main/sub/${encodeURIComponent('notes #1?.txt')}`)
  expect(await odd.text()).toBe('olá')
})

test('a large file comes from the CDN, which another host name keeps the token from', async () => {
  const hub = await start({ repos, users: [{ name: 'ada', token: 'hf_ada' }] })
  const headers = { authorization: 'Bearer hf_ada' }
  const url = `${hub.url}/ada/model/resolve/main/weights.bin`
  const first = await fetch(url, { redirect: 'manual', headers })
  expect(first.status).toBe(302)
  expect(first.headers.get('x-linked-size')).toBe('3000001')
  const whole = await fetch(url, { headers })
  const bytes = await bytesOf(whole)
  expect(bytes).toHaveLength(3_000_001)
  expect(first.headers.get('x-linked-etag')).toBe(`"${hash('sha256', bytes)}"`)
  expect(new URL(whole.url).origin).toBe(hub.cdnUrl)
  expect(hub.requests.map(({ host, status, headers: sent }) => [host, status, 'authorization' in sent])).toEqual([
    ['hub', 302, true],
    ['hub', 302, true],
    ['cdn', 200, false],
  ])
})

test('parts of a file are given, refused and put together', async () => {
  const hub = await start({ repos })
  const url = `${hub.url}/ada/model/resolve/main/weights.bin`
  const whole = await bytesOf(await fetch(url))
  const part = async (range: string): Promise<[number, string | null, Buffer]> => {
    const answer = await fetch(url, { headers: { range } })
    return [answer.status, answer.headers.get('content-range'), await bytesOf(answer)]
  }
  expect(await part('bytes=65530-65545')).toEqual([206, 'bytes 65530-65545/3000001', whole.subarray(65_530, 65_546)])
  expect(await part('bytes=2999990-')).toEqual([206, 'bytes 2999990-3000000/3000001', whole.subarray(2_999_990)])
  expect(await part('bytes=-3')).toEqual([206, 'bytes 2999998-3000000/3000001', whole.subarray(-3)])
  expect((await part('bytes=3000001-'))[0]).toBe(416)
  const etag = (await fetch(url, { method: 'HEAD' })).headers.get('etag') ?? ''
  const changed = await fetch(url, { headers: { range: 'bytes=0-1', 'if-range': '"other"' } })
  expect(changed.status).toBe(200)
  await changed.body?.cancel()
  expect((await fetch(url, { headers: { range: 'bytes=0-1', 'if-range': etag } })).status).toBe(206)
})

test('an address of the CDN that is not signed is refused', async () => {
  const hub = await start({ repos })
  const { url } = await fetch(`${hub.url}/ada/model/resolve/main/weights.bin`, { method: 'HEAD' })
  expect((await fetch(url.replace(/Signature=./, 'Signature=_'))).status).toBe(403)
})

test('a tree lists files and folders with their hashes', async () => {
  const hub = await start({ repos })
  const tree = (await (await fetch(`${hub.url}/api/models/ada/model/tree/main?recursive=true`)).json()) as Record<
    string,
    unknown
  >[]
  expect(tree.map(({ path, type }) => [path, type])).toEqual([
    ['config.json', 'file'],
    ['new.bin', 'file'],
    ['sub', 'directory'],
    ['sub/notes #1?.txt', 'file'],
    ['weights.bin', 'file'],
  ])
  expect(tree[1]).toMatchObject({ size: 1_000, lfs: { size: 1_000 }, xetHash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  const pointer = await (await fetch(`${hub.url}/ada/model/raw/main/weights.bin`)).text()
  expect(pointer).toContain('size 3000001\n')
  expect(tree[4]).toMatchObject({ oid: hash('sha1', `blob ${pointer.length}\0${pointer}`) })
})

test('a commit has a new id, and the old one still leads to the old files', async () => {
  const hub = await start({ repos })
  const before = ((await (await fetch(`${hub.url}/api/models/ada/model/revision/main`)).json()) as { sha: string }).sha
  const after = hub.commit('ada/model', { 'config.json': 'new', 'weights.bin': null })
  expect(after).not.toBe(before)
  expect(await (await fetch(`${hub.url}/ada/model/resolve/main/config.json`)).text()).toBe('new')
  expect(await (await fetch(`${hub.url}/ada/model/resolve/${before}/config.json`)).text()).toBe('{"a":1}')
  expect((await fetch(`${hub.url}/ada/model/resolve/main/weights.bin`)).headers.get('x-error-code')).toBe(
    'EntryNotFound',
  )
})
