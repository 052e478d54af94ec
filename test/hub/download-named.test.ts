import { existsSync } from 'node:fs'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { download } from '../../src/hub/download/download.ts'
import { stream } from '../../src/hub/download/stream.ts'
import type { FakeRepo, HubFault } from '../../src/testing/fake-hub/contract.ts'
import {
  failure,
  filesBelow,
  large,
  setting,
  sha256,
  small,
  traffic,
  withoutPauses,
  type Setting,
} from './download-setting.ts'

const files = {
  'a.txt': 'aaa',
  'same.txt': 'aaa',
  'empty.txt': '',
  'w.bin': { content: 'www', stored: 'xet' as const },
}
const id = 'ada/model'

const open: FakeRepo = { id, files }
const users = [{ name: 'ada', token: 'hf_adaSecretToken' }]

/** A world with one repo, asked with ada's token. */
const withRepo = (repo: FakeRepo) => setting({ repos: [repo], users, client: { token: 'hf_adaSecretToken' } })

const asked = ({ fake }: Setting): string[] =>
  fake.requests.map(({ method, path, host }) => {
    const place =
      host === 'cdn' ? 'cdn' : (/\/(revision|paths-info|tree|resolve|resolve-cache)\//.exec(path)?.[1] ?? '')
    return `${method} ${place}`
  })

test.each<[what: string, repo: FakeRepo, name: keyof typeof files, requests: readonly string[]]>([
  ['a small file', open, 'a.txt', ['GET resolve', 'GET resolve-cache']],
  ['a large file', open, 'w.bin', ['GET resolve', 'GET cdn']],
  ['an empty file', open, 'empty.txt', ['GET resolve']],
  ['a file of a private repo', { ...open, private: true }, 'a.txt', ['GET resolve']],
])('%s that is named takes no request more than its bytes need', async (_, repo, name, requests) => {
  const here = await withRepo(repo)
  const { path, commit, bytes } = await download(here.hub, id, { files: [name] })
  expect(asked(here)).toEqual(requests)
  expect(await readFile(path, 'utf8')).toBe(name === 'w.bin' ? 'www' : files[name])
  expect(bytes).toBe(name === 'empty.txt' ? 0 : 3)
  expect(await readFile(join(here.folder, 'hub/models--ada--model/refs/main'), 'utf8')).toBe(commit)
  here.fake.clear()
  await download(here.hub, id, { files: [name] })
  expect(asked(here)).toEqual(['HEAD resolve'])
  here.fake.clear()
  await download(here.hub, id, { files: [name], revision: commit })
  expect(asked(here)).toEqual([])
})

test('a named file lies in the cache as it would among all others', async () => {
  const [one, all] = [await withRepo(open), await withRepo(open)]
  await download(one.hub, id, { files: ['w.bin'] })
  const { folder } = await download(all.hub, id)
  const blob = (await filesBelow(join(one.folder, 'hub/models--ada--model/blobs')))[0] ?? ''
  expect(existsSync(join(folder, '../../blobs', blob))).toBe(true)
  expect(await sha256(join(folder, 'w.bin'))).toBe(blob)
})

test('when the branch has moved, a named file is fetched again only if it changed', async () => {
  const here = await withRepo(open)
  await download(here.hub, id, { files: ['a.txt'] })
  here.fake.commit(id, { 'same.txt': 'b' })
  here.fake.clear()
  expect((await download(here.hub, id, { files: ['a.txt'] })).files[0]?.fetched).toBe(false)
  expect(asked(here)).toEqual(['HEAD resolve', 'HEAD resolve-cache'])
  here.fake.commit(id, { 'a.txt': 'b' })
  here.fake.clear()
  const { path } = await download(here.hub, id, { files: ['a.txt'] })
  expect(await readFile(path, 'utf8')).toBe('b')
  expect(asked(here)).toEqual(['HEAD resolve', 'HEAD resolve-cache', 'GET resolve-cache'])
})

test('a dry run of a named file asks for no bytes', async () => {
  const here = await withRepo(open)
  expect(await download(here.hub, id, { files: ['w.bin'], dryRun: true })).toMatchObject({ bytes: 3 })
  expect(asked(here)).toEqual(['HEAD resolve'])
  expect(traffic(here).bytes).toBe(0)
})

test('bytes that came along for nothing are let go: the content is here under another name', async () => {
  const here = await withRepo({ ...open, private: true })
  await download(here.hub, id, { files: ['a.txt'] })
  const { path, files: got } = await download(here.hub, id, { files: ['same.txt'] })
  expect(got[0]?.fetched).toBe(false)
  expect(await readFile(path, 'utf8')).toBe('aaa')
  const folder = join(here.folder, 'mine')
  const local = await download(here.hub, id, { files: ['same.txt'], folder })
  expect(await readFile(local.path, 'utf8')).toBe('aaa')
})

test('a large file that the Hub itself sends comes in parts all the same, and once', async () => {
  const here = await withRepo({ id, private: true, files: { 'big.bin': { content: large, stored: 'git' } } })
  const { path, bytes } = await download(here.hub, id, { files: ['big.bin'] })
  expect(bytes).toBe(large.bytes)
  const other = await withRepo({ id, files: { 'big.bin': large } })
  expect(await sha256(path)).toBe(await sha256((await download(other.hub, id)).files[0]?.local ?? ''))
})

test('bytes that came along and are cut go on where they stopped', async () => {
  withoutPauses()
  const here = await withRepo({ id, private: true, files: { 'w.bin': { content: small, stored: 'git' } } })
  here.fake.add({ path: /\/resolve\//, reset: 2_000_000, times: 1 })
  const { path } = await download(here.hub, id, { files: ['w.bin'] })
  expect((await stat(path)).size).toBe(small.bytes)
  expect(here.fake.requests.map(({ headers }) => 'range' in headers)).toEqual([false, true])
})

test('two who want the same file at once fetch it once', async () => {
  const here = await withRepo({ id, private: true, files: { 'w.bin': { content: small, stored: 'git' } } })
  const both = await Promise.all([1, 2].map(() => download(here.hub, id, { files: ['w.bin'] })))
  expect(both.flatMap((each) => each.files.map(({ fetched }) => String(fetched))).toSorted()).toEqual(['false', 'true'])
  expect(both[0]?.path).toBe(both[1]?.path)
})

test.each<[string, HubFault]>([
  ['is silent', { delay: 60_000 }],
  ['is cut', { reset: 'head' }],
  ['knows no such question', { answer: { status: 405 } }],
  ['asks to wait', { answer: { status: 429, headers: { 'retry-after': '0' } } }],
  ['sends a login page', { answer: { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' } }],
  ['leads out of the network', { answer: { status: 302, headers: { location: 'file:///etc/passwd' } } }],
])('a first answer that %s leaves the file to the lists', async (_, fault) => {
  withoutPauses()
  const here = await setting({ files, env: { HF_HUB_DOWNLOAD_TIMEOUT: '0.3' } })
  here.fake.add({ path: /\/resolve\//, ...fault, times: 1 })
  const { path } = await download(here.hub, id, { files: ['a.txt'] })
  expect(await readFile(path, 'utf8')).toBe('aaa')
  expect(asked(here).slice(1)).toEqual(['GET revision', 'POST paths-info', 'GET resolve', 'GET resolve-cache'])
  here.fake.commit(id, { 'b.txt': 'b' })
  here.fake.add({ path: /\/resolve\//, ...fault, times: 1 })
  expect((await download(here.hub, id, { files: ['a.txt'] })).files[0]?.fetched).toBe(false)
})

test('who is stopped at the first answer is told so, and asks no more', async () => {
  const here = await setting({ files })
  here.fake.add({ path: /\/resolve\//, delay: 60_000 })
  const error = await failure(download(here.hub, id, { files: ['a.txt'], signal: AbortSignal.timeout(100) }))
  expect(error.code).toBe('TIMEOUT')
  expect(asked(here)).toEqual(['GET resolve'])
})

test('a stream asks as little', async () => {
  const here = await withRepo(open)
  for (const name of ['a.txt', 'w.bin']) {
    here.fake.clear()
    let text = ''
    for await (const chunk of stream(here.hub, id, name)) text += Buffer.from(chunk).toString()
    expect(text).toBe(name === 'a.txt' ? 'aaa' : 'www')
    expect(asked(here)).toHaveLength(2)
  }
})

test.each<[string, Record<string, string>]>([
  ['no commit', { 'x-repo-commit': '' }],
  ['a commit that is a path', { 'x-repo-commit': '../../x' }],
  ['a hash that is a path', { 'x-linked-etag': '"../../../../x"' }],
  ['a hash that is none', { 'x-linked-etag': '"abc"' }],
  ['a size below zero', { 'x-linked-size': '-3' }],
  ['a size beyond all files', { 'x-linked-size': '9'.repeat(20) }],
])('an answer with %s is not believed: the lists are asked', async (_, headers) => {
  const here = await withRepo(open)
  here.fake.add({ path: /\/resolve\//, headers, times: 1 })
  const { path } = await download(here.hub, id, { files: ['w.bin'] })
  expect(await readFile(path, 'utf8')).toBe('www')
  expect(asked(here).slice(1, 3)).toEqual(['GET revision', 'POST paths-info'])
})

test.each<[string, string, string]>([
  ['hash', '"0000000000000000000000000000000000000000000000000000000000000000"', 'CORRUPT'],
  ['hash of git', '"0000000000000000000000000000000000000000"', 'CORRUPT'],
])('bytes that are not of the %s they came with are thrown away', async (_, etag, code) => {
  withoutPauses()
  const here = await withRepo(open)
  here.fake.add({ path: /\/resolve\//, headers: { 'x-linked-etag': etag } })
  expect((await failure(download(here.hub, id, { files: ['w.bin'] }))).code).toBe(code)
  expect((await filesBelow(here.folder)).filter((name) => name === 'w.bin' || /^0+$/.test(name))).toEqual([])
})

test('the two answers about one file must be of one commit, and that of the revision', async () => {
  const here = await withRepo(open)
  const commit = here.fake.commit(id, { 'a.txt': 'b' })
  here.fake.add({ path: /\/resolve-cache\//, headers: { 'x-repo-commit': 'f'.repeat(40) } })
  expect((await failure(download(here.hub, id, { files: ['a.txt'] }))).code).toBe('BAD_ANSWER')
  expect((await failure(download(here.hub, id, { files: ['a.txt'], revision: commit }))).code).toBe('BAD_ANSWER')
})

test('a revision with slashes, a repo with a new name, and one that is closed', async () => {
  const here = await withRepo({ ...open, formerly: ['ada/old'] })
  await here.hub.json({ path: '/api/models/ada/model/branch/v1%2Frc', json: {} })
  const { path, commit } = await download(here.hub, id, { files: ['a.txt'], revision: 'v1/rc' })
  expect(await readFile(path, 'utf8')).toBe('aaa')
  expect(await readFile(join(here.folder, 'hub/models--ada--model/refs/v1/rc'), 'utf8')).toBe(commit)
  expect((await download(here.hub, 'ada/old', { files: ['w.bin'] })).commit).toBe(commit)
  expect(here.warnings).toEqual(['model ada/old is called ada/model now'])
  const closed = await setting({ repos: [{ ...open, gated: 'manual' }] })
  expect((await failure(download(closed.hub, id, { files: ['a.txt'] }))).code).toBe('GATED')
  const none = await failure(download(here.hub, 'ada/none', { files: ['a.txt'] }))
  expect(none.code).toBe('NOT_FOUND')
})

test('what is fetched again because it was wanted so, is', async () => {
  const here = await withRepo(open)
  const { commit } = await download(here.hub, id, { files: ['w.bin'] })
  here.fake.clear()
  const again = await download(here.hub, id, { files: ['w.bin'], revision: commit, force: true })
  expect(again.files[0]?.fetched).toBe(true)
  expect(asked(here)).toEqual(['GET resolve', 'GET cdn'])
})

test('a name that is a folder, or nothing, is told as with several', async () => {
  const here = await setting({ files: { 'data/a.txt': 'a', 'data/b.txt': 'b' } })
  expect((await download(here.hub, id, { files: ['data'] })).files).toHaveLength(2)
  expect((await failure(download(here.hub, id, { files: ['none.txt'] }))).code).toBe('NO_SUCH_FILE')
  await rm(join(here.folder, 'hub'), { recursive: true })
  expect((await failure(download(here.hub, id, { files: ['none.txt'] }))).code).toBe('NO_SUCH_FILE')
})
