import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { bring, commitOf, gitFile, largeFile, put, refusal, repo, test } from '../../../test/hub/cache-support.ts'
import { createHubClient } from '../client/create-client.ts'
import type { TreeFile } from './contract.ts'
import { openLocalFolder } from './open-local-folder.ts'
import { openRepoCache } from './open-repo-cache.ts'
import { verifyRepo } from './verify-repo.ts'

const commit = commitOf('1')
const small = gitFile('small.txt', 'small')
const large = largeFile('data/large.bin', 'large content')
const hub = createHubClient({ offline: true, env: {}, token: false })

const fill = async (cache: string, files: readonly TreeFile[]): Promise<ReturnType<typeof openRepoCache>> => {
  const store = openRepoCache(cache, repo)
  await bring(store.destination(commit), small, 'small')
  await bring(store.destination(commit), large, 'large content')
  await store.setCommit('main', commit)
  if (files.length > 0) await store.setTree({ commit, files })
  return store
}

test('every file is read again and compared, small ones as git hashes them, large ones by SHA-256', async ({
  cache,
}) => {
  await fill(cache, [small, large])
  expect(await verifyRepo(hub, repo, { cache })).toMatchObject({
    commit,
    checked: 2,
    bytes: 18,
    corrupt: [],
    missing: [],
    extra: [],
  })
})

test('what is corrupt, missing or too much is named', async ({ cache }) => {
  const store = await fill(cache, [small, large, gitFile('gone.txt')])
  await writeFile(join(store.folder, 'snapshots', commit, 'small.txt'), 'sMall')
  await writeFile(join(store.folder, 'snapshots', commit, 'data/large.bin'), 'large')
  await put(join(store.folder, 'snapshots', commit, 'mine.txt'))
  const { corrupt, missing, extra } = await verifyRepo(hub, repo, { cache })
  expect(corrupt).toEqual([
    { path: 'data/large.bin', expected: large.sha256, actual: undefined, size: 5 },
    { path: 'small.txt', expected: small.blobId, actual: gitFile('', 'sMall').blobId, size: 5 },
  ])
  expect([missing, extra]).toEqual([['gone.txt'], ['mine.txt']])
})

test('without notes and without a network the names of the blobs tell', async ({ cache }) => {
  const store = await fill(cache, [])
  expect((await verifyRepo(hub, repo, { cache })).checked).toBe(2)
  await writeFile(join(store.folder, 'blobs', small.blobId), 'SMALL')
  expect((await verifyRepo(hub, repo, { cache })).corrupt).toMatchObject([{ path: 'small.txt' }])
})

test('a folder of the user is checked against its own notes, its notes are nothing extra', async ({ cache }) => {
  const folder = join(cache, '../model')
  const local = openLocalFolder(folder, openRepoCache(cache, repo))
  await bring(local.destination(commit), small, 'small')
  await local.cache.setCommit('main', commit)
  await local.cache.setTree({ commit, files: [small] })
  expect(await verifyRepo(hub, repo, { cache, folder })).toMatchObject({ checked: 1, corrupt: [], extra: [] })
})

test('a repo or revision that is not there is said to be missing', async ({ cache }) => {
  await expect(verifyRepo(hub, repo, { cache })).rejects.toEqual(refusal('NOT_FOUND', /no model ann\/tiny at main/))
  await fill(cache, [])
  await expect(verifyRepo(hub, repo, { cache, revision: 'v9' })).rejects.toEqual(refusal('NOT_FOUND', /at v9/))
})

test('checking stops with the signal', async ({ cache }) => {
  await fill(cache, [small, large])
  await expect(verifyRepo(hub, repo, { cache, signal: AbortSignal.abort() })).rejects.toEqual(refusal('CANCELLED'))
})
