import { createHash } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import type { FakeHub, FakeHubOptions } from './contract.ts'
import { createFakeHub } from './create-fake-hub.ts'

const users = [
  { name: 'ada', token: 'hf_adasToken', organizations: ['lovelace'] },
  { name: 'bob', token: 'hf_bobsToken' },
  { name: 'eve', token: 'hf_evesToken', role: 'read' },
] as const

const repos = [{ id: 'ada/model', files: { 'a.txt': 'a', 'sub/b.txt': 'b' } }] as const

interface Sent {
  readonly method?: string
  readonly token?: string
  /** Sent as JSON unless it is text or bytes. */
  readonly body?: unknown
}

interface Told {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

const start = async (options: FakeHubOptions = {}): Promise<FakeHub> => {
  const hub = await createFakeHub({ users, repos, ...options })
  onTestFinished(() => hub.close())
  return hub
}

const send = async (url: string, { method = 'POST', token = 'hf_adasToken', body }: Sent): Promise<Told> => {
  const raw = typeof body === 'string' || body instanceof Uint8Array
  const answer = await fetch(url, {
    method,
    headers: token === '' ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: raw ? Buffer.from(body) : JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: text.startsWith('{') ? JSON.parse(text) : text }
}

const lines = (...values: readonly (readonly [key: string, value: object])[]): string =>
  [['header', { summary: 'Change' }] as const, ...values]
    .map(([key, value]) => JSON.stringify({ key, value }))
    .join('\n')

const file = (path: string): readonly [string, object] => ['file', { path, content: 'bmV3', encoding: 'base64' }]

const commit = ({ url }: FakeHub, body: string, place = 'main', token = 'hf_adasToken'): Promise<Told> =>
  send(`${url}/api/models/ada/model/commit/${place}`, { body, token })

const textOf = async ({ url }: FakeHub, path: string): Promise<string> =>
  (await fetch(`${url}/ada/model/resolve/main/${path}`)).text()

test('a commit adds, deletes and copies; what came before stays as it was', async () => {
  const hub = await start()
  const { status, body } = await commit(
    hub,
    lines(file('c.txt'), ['deletedFolder', { path: 'sub' }], ['copyFile', { path: 'd.txt', srcPath: 'a.txt' }]),
  )
  expect([status, body]).toMatchObject([200, { success: true, commitOid: expect.stringMatching(/^[0-9a-f]{40}$/) }])
  expect([await textOf(hub, 'c.txt'), await textOf(hub, 'd.txt'), await textOf(hub, 'a.txt')]).toEqual([
    'new',
    'a',
    'a',
  ])
  expect(await textOf(hub, 'sub/b.txt')).toContain('Entry not found')
})

test.each([
  ['nothing', '', 400],
  ['no JSON', '{', 400],
  ['a list', '[]', 400],
  ['no header', JSON.stringify({ key: 'file', value: { path: 'x', content: '' } }), 400],
  ['an unknown key', lines(['rename', { path: 'x' }]), 400],
  ['a path that leaves', lines(file('../x')), 422],
  ['an absolute path', lines(file('/x')), 422],
  ['a path into git', lines(file('.git/config')), 422],
  ['an empty path', lines(file('')), 422],
  ['a file that is not there', lines(['deletedFile', { path: 'none' }]), 404],
  ['a copy of nothing', lines(['copyFile', { path: 'x', srcPath: 'none' }]), 404],
  ['a large file that has not arrived', lines(['lfsFile', { path: 'x', oid: 'a'.repeat(64), size: 1 }]), 400],
  ['another parent', lines(file('x')).replace('"Change"', '"Change","parentCommit":"0000000"'), 412],
])('a commit of %s is refused and changes nothing', async (_, body, status) => {
  const hub = await start()
  const before = await send(`${hub.url}/api/models/ada/model`, { method: 'GET' })
  expect((await commit(hub, body)).status).toBe(status)
  expect((await send(`${hub.url}/api/models/ada/model`, { method: 'GET' })).body).toEqual(before.body)
})

test('who may commit: members to branches, others to pull requests, readers nowhere', async () => {
  const hub = await start()
  const status = async (place: string, token: string): Promise<number> =>
    (await commit(hub, lines(file('x.txt')), place, token)).status
  expect(await status('main', 'hf_bobsToken')).toBe(403)
  expect(await status('main', 'hf_evesToken')).toBe(403)
  expect(await status('main', '')).toBe(401)
  expect(await status('none', 'hf_adasToken')).toBe(404)
  expect(await status('main?create_pr=1', 'hf_evesToken')).toBe(403)
  expect((await commit(hub, lines(file('x.txt')), 'main?create_pr=1', 'hf_bobsToken')).body).toMatchObject({
    pullRequestUrl: `${hub.url}/ada/model/discussions/1`,
  })
  expect(await status('refs%2Fpr%2F1', 'hf_bobsToken')).toBe(200)
  expect(await textOf(hub, 'x.txt')).toContain('Entry not found')
})

test('names of repos that are taken, wrong, or of others are refused', async () => {
  const hub = await start()
  const make = (body: object, token?: string): Promise<Told> =>
    send(`${hub.url}/api/repos/create`, { body, ...(token === undefined ? {} : { token }) })
  expect(await make({ name: 'model' })).toMatchObject({ status: 409, body: { url: `${hub.url}/ada/model` } })
  expect((await make({ name: '../x' })).status).toBe(400)
  expect((await make({ name: 'x', organization: 'bob' })).status).toBe(403)
  expect((await make({ name: 'x', type: 'space' })).status).toBe(400)
  expect((await make({ name: 'x' }, '')).status).toBe(401)
  expect(await make({ name: 'x', organization: 'lovelace', type: 'dataset' })).toMatchObject({
    status: 200,
    body: { url: `${hub.url}/datasets/lovelace/x` },
  })
  const move = (toRepo: string): Promise<Told> =>
    send(`${hub.url}/api/repos/move`, { body: { fromRepo: 'ada/model', toRepo, type: 'model' } })
  expect([(await move('bob/model')).status, (await move('lovelace')).status, (await move('ada/model')).status]).toEqual(
    [403, 400, 409],
  )
})

test('a large file is taken only at an address of this Hub, and only with the bytes it was announced by', async () => {
  const hub = await start()
  const bytes = Buffer.from('large\0')
  const oid = createHash('sha256').update(bytes).digest('hex')
  const place = `${hub.url}/ada/model.git/info/lfs/objects`
  const asked = await send(`${place}/batch`, {
    body: { operation: 'upload', transfers: ['basic'], objects: [{ oid, size: bytes.length }], ref: { name: 'main' } },
  })
  expect(asked.body).toMatchObject({
    transfer: 'basic',
    objects: [{ oid, actions: { upload: { href: expect.stringContaining(hub.cdnUrl) } } }],
  })
  const [, href = ''] = /"href":"([^"]+\/lfs\/[^"]+)"/.exec(JSON.stringify(asked.body)) ?? []
  const put = async (url: string, body: Buffer): Promise<number> =>
    (await send(url, { method: 'PUT', token: '', body })).status
  expect(
    await put(
      href.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      bytes,
    ),
  ).toBe(403)
  expect(await put(href, Buffer.from('other'))).toBe(400)
  expect((await send(`${place}/verify`, { body: { oid, size: bytes.length } })).status).toBe(404)
  expect(await put(href, bytes)).toBe(200)
  expect((await send(`${place}/verify`, { body: { oid, size: bytes.length } })).status).toBe(200)
  expect((await commit(hub, lines(['lfsFile', { path: 'l.bin', oid, size: bytes.length }]))).status).toBe(200)
  expect(await textOf(hub, 'l.bin')).toBe('large\0')
})

test("Xet's storage takes its own tokens only, each for what it is for", async () => {
  const hub = await start({
    repos: [{ id: 'ada/model', files: { 'x.bin': { content: { bytes: 100 }, stored: 'xet' } } }],
  })
  const token = async (kind: string, who: string): Promise<string> =>
    (await send(`${hub.url}/api/models/ada/model/xet-${kind}-token/main`, { method: 'GET', token: who })).headers.get(
      'x-xet-access-token',
    ) ?? ''
  const read = await token('read', 'hf_bobsToken')
  expect(await token('write', 'hf_bobsToken')).toBe('')
  const xorb = async (who: string, body = ''): Promise<number> =>
    (await send(`${hub.cdnUrl}/cas/v1/xorbs/default/${'a'.repeat(64)}`, { token: who, body })).status
  expect([await xorb(''), await xorb('hf_adasToken'), await xorb(read)]).toEqual([401, 401, 403])
  expect(await xorb(await token('write', 'hf_adasToken'), '\0no xorb')).toBe(400)
  const head = await fetch(`${hub.url}/ada/model/resolve/main/x.bin`, { method: 'HEAD', redirect: 'manual' })
  const plan = `${hub.cdnUrl}/cas/v2/reconstructions/${head.headers.get('x-xet-hash')}`
  expect((await send(plan, { method: 'GET', token: 'hf_adasToken' })).status).toBe(401)
  const { body } = await send(plan, { method: 'GET', token: read })
  const older = await send(plan.replace('/v2/', '/v1/'), { method: 'GET', token: read })
  expect(Object.keys(Object(older.body))).toEqual(['offset_into_first_range', 'terms', 'fetch_info'])
  const behind = await fetch(plan, { headers: { authorization: `Bearer ${read}`, range: 'bytes=100-200' } })
  expect(behind.status).toBe(416)
  const [, url = ''] = /"url":"([^"]+)"/.exec(JSON.stringify(body)) ?? []
  const status = async (range: string, address = url): Promise<number> =>
    (await fetch(address, { headers: { range } })).status
  expect([
    await status('bytes=0-107'),
    await status('bytes=0-99'),
    await status('bytes=0-107', url.replace('number=0', 'number=1')),
  ]).toEqual([206, 403, 403])
})
