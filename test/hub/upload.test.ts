import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { UploadProgress } from '../../src/hub/upload/contract.ts'
import { deleteFiles } from '../../src/hub/upload/delete-files.ts'
import { upload } from '../../src/hub/upload/upload.ts'
import { asked, contentOf, folderOf, namesOf, noise, start } from './upload-support.ts'

test('a folder becomes a commit, small files and large ones, and the repo is made', async () => {
  const { fake, hub } = await start()
  const large = noise(3_000_000)
  const folder = await folderOf({ 'a.txt': 'a', 'deep/b #1?.json': '{}', 'empty.txt': '', 'model.safetensors': large })
  const done = await upload(hub, 'ada/new', folder, { message: 'All of it' })
  expect(done).toMatchObject({
    sent: 4,
    skipped: 0,
    deleted: 0,
    bytes: 3_000_003,
    url: `${fake.url}/ada/new/tree/main`,
  })
  expect(done.commits).toHaveLength(1)
  expect(await namesOf(hub, 'ada/new')).toEqual([
    '.gitattributes',
    'a.txt',
    'deep/b #1?.json',
    'empty.txt',
    'model.safetensors',
  ])
  expect((await contentOf(fake, 'ada/new', 'model.safetensors')).equals(large)).toBe(true)
  expect((await contentOf(fake, 'ada/new', 'a.txt')).toString()).toBe('a')
})

test('a large file goes the way of git-lfs where Xet is off, in parts, and the token never goes to the storage', async () => {
  const { fake, hub } = await start({}, { env: { HF_HUB_DISABLE_XET: '1' } })
  const large = noise(20_000_001)
  const progress: UploadProgress[] = []
  const folder = await folderOf({ 'model.bin': large })
  await upload(hub, 'ada/there', folder, { onProgress: (each) => progress.push(each) })
  expect((await contentOf(fake, 'ada/there', 'model.bin')).equals(large)).toBe(true)
  const parts = fake.requests.filter(({ method }) => method === 'PUT')
  expect(parts).toHaveLength(3)
  expect(parts.some(({ headers }) => 'authorization' in headers)).toBe(false)
  const phases = [...new Set(progress.map(({ phase }) => phase))]
  expect(phases).toEqual(['hashing', 'uploading', 'committing'])
  expect(progress.every(({ done, total }) => done >= 0 && done <= total && total === large.length)).toBe(true)
  expect(progress.findLast(({ phase }) => phase === 'uploading')?.done).toBe(large.length)
  // 20 MB are made, hashed and sent, and the machine may be busy.
}, 60_000)

test('a token of another kind than hf_… works', async () => {
  const { hub } = await start({ users: [{ name: 'ada', token: 'eyJhbGciOi.jwt' }] }, { token: 'eyJhbGciOi.jwt' })
  expect((await upload(hub, 'ada/there', [{ path: 'a.txt', content: 'a' }])).sent).toBe(1)
})

test('what the repo has already is not sent again', async () => {
  const { fake, hub } = await start()
  const folder = await folderOf({ 'a.txt': 'a', 'model.safetensors': noise(100_000) })
  await upload(hub, 'ada/there', folder)
  fake.clear()
  expect(await upload(hub, 'ada/there', folder)).toMatchObject({ commits: [], sent: 0, skipped: 2, bytes: 0 })
  expect(asked(fake, /commit|lfs|xorbs/)).toBe(0)
  await writeFile(join(folder, 'a.txt'), 'b')
  expect(await upload(hub, 'ada/there', folder)).toMatchObject({ sent: 1, skipped: 1, bytes: 1 })
  expect((await contentOf(fake, 'ada/there', 'a.txt')).toString()).toBe('b')
})

test('one file keeps its name or gets another, and a Blob needs one', async () => {
  const { fake, hub } = await start()
  const folder = await folderOf({ 'a.txt': 'a' })
  const first = await upload(hub, 'ada/there', join(folder, 'a.txt'))
  expect(first.url).toBe(`${fake.url}/ada/there/tree/main`)
  await upload(hub, 'ada/there', join(folder, 'a.txt'), { path: 'data/b.txt' })
  await upload(hub, 'ada/there', new Blob(['c']), { path: 'data/c.txt' })
  expect(await namesOf(hub, 'ada/there')).toEqual(['README.md', 'a.txt', 'data/b.txt', 'data/c.txt'])
  await expect(upload(hub, 'ada/there', new Blob(['c']))).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
})

test('a folder goes below a path, without what git and the cache keep there, and as patterns select', async () => {
  const { fake, hub } = await start()
  const folder = await folderOf({
    'a.json': '1',
    'b.txt': '2',
    'deep/c.json': '3',
    'deep/no.json': '4',
    '.git/config': 'secret',
    '.cache/huggingface/download/a.json.metadata': 'x',
  })
  const done = await upload(hub, 'ada/there', folder, { path: 'in/', include: '*.json', exclude: ['deep/no*'] })
  expect(done.url).toBe(`${fake.url}/ada/there/tree/main/in`)
  expect(await namesOf(hub, 'ada/there')).toEqual(['README.md', 'in/a.json', 'in/deep/c.json'])
})

test('files of the repo that are deleted go in the same commit, those that are uploaded stay', async () => {
  const { hub } = await start()
  const files = ['old/1.txt', 'old/2.txt', 'keep.md', '.gitattributes'].map((path) => ({ path, content: path }))
  await upload(hub, 'ada/there', files)
  const done = await upload(hub, 'ada/there', [{ path: 'old/2.txt', content: 'new' }], {
    delete: ['old/*', '.gitattributes'],
  })
  expect(done).toMatchObject({ sent: 1, deleted: 1 })
  expect(done.commits).toHaveLength(1)
  expect(await namesOf(hub, 'ada/there')).toEqual(['.gitattributes', 'README.md', 'keep.md', 'old/2.txt'])
})

test('many files become commits of 256, many bytes of small files become several too', async () => {
  const { fake, hub } = await start()
  const many = Array.from({ length: 300 }, (_, at) => ({ path: `n/${at}.txt`, content: `${at}` }))
  const done = await upload(hub, 'ada/there', many, { message: 'Many' })
  expect(done.commits).toHaveLength(2)
  expect(done.sent).toBe(300)
  expect(asked(fake, /preupload/)).toBe(2)
  const wide = Array.from({ length: 3 }, (_, at) => ({ path: `w/${at}.txt`, content: `${at}`.repeat(9_000_000) }))
  expect((await upload(hub, 'ada/there', wide)).commits).toHaveLength(3)
})

test('a pull request is opened once, and further commits go to its branch', async () => {
  const { fake, hub } = await start()
  const many = Array.from({ length: 257 }, (_, at) => ({ path: `n/${at}.txt`, content: `${at}` }))
  const done = await upload(hub, 'ada/there', many, { createPullRequest: true })
  expect(done.pullRequest).toBe(`${fake.url}/ada/there/discussions/1`)
  expect(done.url).toBe(done.pullRequest)
  expect(await namesOf(hub, 'ada/there')).toEqual(['README.md'])
  expect(await namesOf(hub, 'ada/there', 'refs/pr/1')).toHaveLength(258)
})

test('a branch that is missing is made, unless nothing may be', async () => {
  const { hub } = await start()
  const files = [{ path: 'a.txt', content: 'a' }]
  await upload(hub, 'ada/there@next', files)
  expect(await namesOf(hub, 'ada/there', 'next')).toEqual(['README.md', 'a.txt'])
  await expect(upload(hub, 'ada/there', files, { revision: 'never', create: false })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await expect(upload(hub, 'ada/none', files, { create: false })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a name without owner is one of the user; a private repo stays private', async () => {
  const { fake, hub } = await start()
  const done = await upload(hub, 'mine', [{ path: 'a.txt', content: 'a' }], { private: true })
  expect(done.url).toBe(`${fake.url}/ada/mine/tree/main`)
  expect(await hub.json({ path: '/api/models/ada/mine' })).toMatchObject({ private: true })
})

test('links are refused where they lead out of the folder, to nothing, or to a folder', async () => {
  const { hub, fake } = await start()
  const outside = await folderOf({ secret: 's' })
  const bad = async (target: string, source = outside): Promise<unknown> => {
    const folder = await folderOf({ 'a.txt': 'a', 'in/b.txt': 'b' })
    await symlink(source === outside ? join(outside, target) : target, join(folder, 'link'))
    return upload(hub, 'ada/there', folder)
  }
  await expect(bad('secret')).rejects.toMatchObject({ code: 'BAD_FILE', message: expect.stringContaining('leads out') })
  await expect(bad('nothing')).rejects.toMatchObject({ code: 'BAD_FILE' })
  await expect(bad('in', '')).rejects.toMatchObject({ code: 'BAD_FILE' })
  expect(asked(fake, /./)).toBe(0)
  await bad('a.txt', '')
  expect(await namesOf(hub, 'ada/there')).toEqual(['README.md', 'a.txt', 'in/b.txt', 'link'])
})

test('a folder may be deep, but not without end', async () => {
  const { hub } = await start()
  const deep = (levels: number): string => `${'d/'.repeat(levels)}a.txt`
  await upload(hub, 'ada/there', await folderOf({ [deep(64)]: 'a' }))
  expect(await namesOf(hub, 'ada/there')).toContain(deep(64))
  await expect(upload(hub, 'ada/there', await folderOf({ [deep(65)]: 'a' }))).rejects.toMatchObject({
    code: 'BAD_FILE',
  })
})

test('nothing to upload, a missing path and names that lead elsewhere are errors before anything is asked', async () => {
  const { hub, fake } = await start()
  const folder = await folderOf({ 'a.txt': 'a' })
  await expect(upload(hub, 'ada/there', folder, { include: '*.nope' })).rejects.toMatchObject({ code: 'BAD_FILE' })
  await expect(upload(hub, 'ada/there', join(folder, 'no'))).rejects.toMatchObject({ code: 'NO_SUCH_FILE' })
  const twice = [1, 2].map((content) => ({ path: 'a', content: String(content) }))
  await expect(upload(hub, 'ada/there', twice)).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
  for (const path of ['../a', '/a', 'a/../../b', 'C:\\a'])
    await expect(upload(hub, 'ada/there', [{ path, content: '' }])).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
  expect(asked(fake, /./)).toBe(0)
})

test('a repo may be called like a part of a route', async () => {
  const { fake, hub } = await start()
  for (const id of ['ada/preupload', 'ada/commit', 'ada/xet-write-token']) {
    await upload(hub, id, [{ path: 'commit/a.bin', content: noise(1000) }])
    expect((await contentOf(fake, id, 'commit/a.bin')).length).toBe(1000)
  }
})

test('files are deleted by pattern in one commit', async () => {
  const { hub } = await start()
  await upload(
    hub,
    'ada/there',
    ['a/1', 'a/2', 'b'].map((path) => ({ path, content: path })),
  )
  expect((await deleteFiles(hub, 'ada/there', 'a/')).files).toEqual(['a/1', 'a/2'])
  expect(await namesOf(hub, 'ada/there')).toEqual(['README.md', 'b'])
  await expect(deleteFiles(hub, 'ada/there', 'a/')).rejects.toMatchObject({ code: 'NO_SUCH_FILE' })
})
