import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { begun, bring, commitOf, gitFile, largeFile, put, repo, test } from '../../../test/hub/cache-support.ts'
import { cached, snapshotOf } from './lookup.ts'
import { openRepoCache } from './open-repo-cache.ts'
import { scanCache } from './scan.ts'

const [one, two] = [commitOf('1'), commitOf('2')]

test('a cache that is not there is empty', async ({ cache }) => {
  expect(await scanCache(cache)).toEqual({ folder: cache, repos: [], size: 0 })
})

test('repos, revisions, refs and sizes are counted, a content that two revisions share once', async ({ cache }) => {
  const store = openRepoCache(cache, repo)
  const [same, old, young] = [gitFile('same', '12345'), gitFile('data/x', 'old'), gitFile('data/x', 'young!')]
  await bring(store.destination(one), same, '12345')
  await bring(store.destination(one), old, 'old')
  await store.destination(two).find(same)
  await bring(store.destination(two), young, 'young!')
  await store.setCommit('main', two)
  await store.setCommit('refs/pr/1', two)
  const { repos, size } = await scanCache(cache)
  expect(size).toBe(14)
  expect(repos).toHaveLength(1)
  expect(repos[0]).toMatchObject({ type: 'model', id: 'ann/tiny', size: 14, files: 3 })
  expect(repos[0]?.revisions).toMatchObject([
    { commit: one, refs: [], size: 8, files: 2, broken: 0 },
    { commit: two, refs: ['main', 'refs/pr/1'], size: 11, files: 2 },
  ])
})

test('foreign files, missing refs, broken links and unfinished downloads are no trouble', async ({ cache }) => {
  const store = openRepoCache(cache, { type: 'dataset', id: 'squad' })
  await bring(store.destination(one), gitFile('a'))
  await bring(store.destination(one), gitFile('b'))
  await rm(join(store.folder, 'blobs', gitFile('b').blobId))
  await put(join(store.folder, 'blobs', 'x.0123abcd.incomplete'), '1234')
  const partial = await begun(store.destination(one), gitFile('c'))
  await writeFile(partial.path, '123')
  await put(join(cache, 'version.txt'), '1')
  await put(join(cache, 'tmp--x/file'), '1')
  await mkdir(join(cache, '.locks/models--x'), { recursive: true })
  await mkdir(join(cache, 'models--empty'), { recursive: true })
  await put(join(store.folder, 'snapshots/.DS_Store'))
  await put(join(store.folder, 'refs/main'), 'nonsense')
  const { repos } = await scanCache(cache)
  await partial.release()
  expect(repos).toMatchObject([
    {
      type: 'dataset',
      id: 'squad',
      files: 1,
      revisions: [{ refs: [], broken: 1, files: 2 }],
      unfinished: { files: 3 },
    },
    { type: 'model', id: 'empty', files: 0, revisions: [] },
  ])
})

test('what Python keeps for all repos counts for each repo, and once on the disk', async ({ cache }) => {
  await put(join(cache, 'blobs/.huggingface-shared-blobs'), '1\n')
  const hash = 'd'.repeat(64)
  await put(join(cache, 'blobs/dd', hash), 'shared')
  for (const id of ['a/x', 'b/x']) {
    const store = openRepoCache(cache, { type: 'model', id })
    const file = largeFile('m.bin', 'shared')
    await mkdir(join(store.folder, 'blobs'), { recursive: true })
    await symlink(`../../blobs/dd/${hash}`, join(store.folder, 'blobs', String(file.sha256)))
    await store.destination(one).find(file)
  }
  const { repos, size } = await scanCache(cache)
  expect(repos.map((found) => found.size)).toEqual([6, 6])
  expect(size).toBe(6)
})

test('without symbolic links a content counts once, however many names it has', async ({ cache }) => {
  const store = openRepoCache(cache, repo, { env: { HF_HUB_DISABLE_SYMLINKS: '1' } })
  await bring(store.destination(one), gitFile('a', '12345'), '12345')
  await store.destination(two).find(gitFile('a', '12345'))
  const { repos, size } = await scanCache(cache)
  expect([size, repos[0]?.size, repos[0]?.files, repos[0]?.revisions.length]).toEqual([5, 5, 1, 2])
})

test('what is cached is found without a network: a file, and a folder when nothing is missing', async ({ cache }) => {
  const store = openRepoCache(cache, repo)
  const options = { cache, env: {} }
  expect(await cached('ann/tiny', 'a', options)).toBeUndefined()
  const path = await bring(store.destination(one), gitFile('a'))
  await store.setCommit('main', one)
  expect(await cached('ann/tiny', 'a', options)).toBe(path)
  expect(await cached(`ann/tiny@${one}/a`, undefined, options)).toBe(path)
  expect(await cached('ann/tiny', 'b', options)).toBeUndefined()
  expect(await cached('ann/tiny', 'a', { ...options, revision: 'v1' })).toBeUndefined()
  expect(await cached('ann/tiny', undefined, options)).toBe(join(store.folder, 'snapshots', one))
  await store.setTree({ commit: one, files: [gitFile('a'), gitFile('b')] })
  expect(await cached('ann/tiny', undefined, options)).toBeUndefined()
  expect((await snapshotOf(store, one))?.missing).toEqual(['b'])
  expect(await snapshotOf(store, two)).toBeUndefined()
  expect(await readFile(path, 'utf8')).toBe('a')
})
