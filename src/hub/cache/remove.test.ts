import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { lstat, mkdir, open, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import {
  begun,
  bring,
  commitOf,
  gitFile,
  largeFile,
  put,
  refusal,
  repo,
  test,
} from '../../../test/hub/cache-support.ts'
import { ownerName, thisProcess } from './claim-owner.ts'
import { openRepoCache } from './open-repo-cache.ts'
import { pruneCache, removeFromCache } from './remove.ts'
import { scanCache } from './scan.ts'

const [one, two] = [commitOf('1'), commitOf('2')]
const [same, old, young] = [gitFile('same', '12345'), gitFile('x', 'old'), gitFile('x', 'young!')]

/** When no content is new any more. */
const soon = (): number => Date.now() + 100_000

/** Two revisions that have one of their two files in common; `main` leads to the second. */
const fill = async (cache: string): Promise<ReturnType<typeof openRepoCache>> => {
  const store = openRepoCache(cache, repo)
  await bring(store.destination(one), same, '12345')
  await bring(store.destination(one), old, 'old')
  await store.destination(two).find(same)
  await bring(store.destination(two), young, 'young!')
  await store.setTree({ commit: one, files: [same, old] })
  await store.setCommit('main', two)
  await store.setCommit('v1', one)
  return store
}

const all = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)

test('a dry run removes nothing and says what would become free', async ({ cache }) => {
  const store = await fill(cache)
  const before = await all(cache)
  const { bytes, repos, kept } = await removeFromCache(cache, [one], { dryRun: true })
  expect(repos).toMatchObject([{ id: 'ann/tiny', revisions: [one], whole: false, blobs: 1 }])
  expect([bytes >= 3, kept]).toEqual([true, []])
  expect((await all(cache)).toSorted()).toEqual(before.toSorted())
  expect(await store.tree(one)).toBeDefined()
})

test.for(['v1', one])('a revision goes by its name %s with all that only it has', async (name, { cache }) => {
  const store = await fill(cache)
  await removeFromCache(cache, [`ann/tiny@${name}`])
  expect(await readdir(join(store.folder, 'snapshots'))).toEqual([two])
  expect((await readdir(join(store.folder, 'blobs'))).toSorted()).toEqual([same.blobId, young.blobId].toSorted())
  expect(await readdir(join(store.folder, 'refs'))).toEqual(['main'])
  expect(await store.tree(one)).toBeUndefined()
  expect(await readFile(String(await store.find(two, 'same')), 'utf8')).toBe('12345')
})

test('a repo goes whole, by its id in any case, others stay', async ({ cache }) => {
  await fill(cache)
  await bring(openRepoCache(cache, { type: 'dataset', id: 'ann/tiny' }).destination(one), same, '12345')
  const { bytes } = await removeFromCache(cache, ['model/ANN/tiny'])
  expect(bytes).toBeGreaterThanOrEqual(14)
  expect((await scanCache(cache)).repos.map(({ type }) => type)).toEqual(['dataset'])
  expect(await readdir(cache)).toEqual(expect.arrayContaining(['CACHEDIR.TAG', 'datasets--ann--tiny']))
})

test('what is not there, or names a file, removes nothing', async ({ cache }) => {
  await fill(cache)
  const before = (await all(cache)).length
  await expect(removeFromCache(cache, ['ann/tiny', 'ann/other'])).rejects.toEqual(refusal('NOT_FOUND', /ann\/other/))
  await expect(removeFromCache(cache, ['ann/tiny@v9'])).rejects.toEqual(refusal('NOT_FOUND'))
  await expect(removeFromCache(cache, ['ann/tiny/x'])).rejects.toEqual(refusal('BAD_ARGUMENT', /names a file/))
  await expect(removeFromCache(cache, ['../..'])).rejects.toEqual(refusal('BAD_ARGUMENT'))
  expect((await all(cache)).length).toBe(before)
})

test('who reads a file reads on when it is removed', async ({ cache }) => {
  const store = await fill(cache)
  const reader = await open(String(await store.find(two, 'x')))
  try {
    await removeFromCache(cache, ['ann/tiny'])
    expect(await reader.readFile('utf8')).toBe('young!')
  } finally {
    await reader.close()
  }
})

test('a link in the cache is removed, not what it leads to', async ({ cache }) => {
  const store = await fill(cache)
  const victim = await put(join(cache, '../victim/file'), 'precious')
  await symlink(join(cache, '../victim'), join(store.folder, 'snapshots', one, 'planted'))
  await symlink(join(cache, '../victim'), join(store.folder, 'trees/planted'))
  await removeFromCache(cache, ['ann/tiny'])
  expect(await readFile(victim, 'utf8')).toBe('precious')
})

test('without symbolic links a content goes when no revision shows it, not before', async ({ cache }) => {
  const store = openRepoCache(cache, repo, { env: { HF_HUB_DISABLE_SYMLINKS: '1' } })
  await bring(store.destination(one), same, '12345')
  await bring(store.destination(one), old, 'old')
  await store.destination(two).find(same)
  await store.setCommit('main', two)
  const dry = await pruneCache(cache, { dryRun: true, now: soon() })
  expect(dry.repos).toMatchObject([{ revisions: [one], blobs: 1 }])
  await pruneCache(cache, { now: soon() })
  expect(await readdir(join(store.folder, 'blobs'))).toEqual([same.blobId])
  expect(await readFile(String(await store.find(two, 'same')), 'utf8')).toBe('12345')
})

test('pruning takes revisions without a name, contents without a revision and downloads that ended', async ({
  cache,
}) => {
  const store = await fill(cache)
  await rm(join(store.folder, 'refs/v1'))
  const blobs = join(store.folder, 'blobs')
  await put(join(blobs, 'f'.repeat(40)), 'detached')
  const ended = await begun(store.destination(two), gitFile('ended'))
  await writeFile(ended.path, 'some')
  await ended.release()
  const running = await begun(store.destination(two), gitFile('running'))
  await writeFile(running.path, 'some')
  const python = await put(join(blobs, 'x.0123abcd.incomplete'), 'old')
  await utimes(python, 0, 0)
  await put(join(blobs, 'y.0123abcd.incomplete'), 'new')
  const early = await pruneCache(cache, { dryRun: true })
  expect(early.repos).toMatchObject([{ revisions: [one], blobs: 1, unfinished: 3 }])
  await pruneCache(cache, { now: soon() })
  expect((await readdir(blobs)).toSorted()).toEqual(
    [
      same.blobId,
      young.blobId,
      'y.0123abcd.incomplete',
      ...(await readdir(blobs)).filter((name) => name.startsWith(gitFile('running').blobId)),
    ].toSorted(),
  )
  await writeFile(running.path, 'running')
  expect(await readFile(await store.destination(two).publish(running, gitFile('running')), 'utf8')).toBe('running')
  expect(await pruneCache(cache)).toMatchObject({ repos: [], bytes: 0 })
})

test('a download that is under way is completed when the repo is removed meanwhile', async ({ cache }) => {
  const store = await fill(cache)
  const partial = await begun(store.destination(two), gitFile('new'))
  await writeFile(partial.path, 'new')
  await removeFromCache(cache, ['ann/tiny'])
  expect(await readFile(await store.destination(two).publish(partial, gitFile('new')), 'utf8')).toBe('new')
  await removeFromCache(cache, ['ann/tiny'])
  expect(await readFile(await bring(store.destination(one), same, '12345'), 'utf8')).toBe('12345')
})

test('a download of another process keeps its place when the repo is removed', async ({ cache }) => {
  const store = await fill(cache)
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  await once(child, 'spawn')
  const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8')
  const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0'
  const name = ownerName({ ...thisProcess(), pid: child.pid ?? 0, start })
  const path = await put(join(store.folder, 'blobs', `${'e'.repeat(40)}.${name}.incomplete`), 'some')
  await removeFromCache(cache, ['ann/tiny'])
  expect(await readFile(path, 'utf8')).toBe('some')
  child.kill('SIGKILL')
  await once(child, 'close')
  await removeFromCache(cache, ['ann/tiny'])
  await expect(lstat(store.folder)).rejects.toThrow(/ENOENT/)
})

/** A content that Python keeps for all repos, with those that use it. */
const share = async (cache: string, ids: readonly string[]): Promise<string> => {
  const hash = 'd'.repeat(64)
  const file = largeFile('m.bin', 'shared')
  await put(join(cache, 'blobs/.huggingface-shared-blobs'), '1\n')
  const stored = await put(join(cache, 'blobs/dd', hash), 'shared')
  for (const id of ids) {
    const store = openRepoCache(cache, { type: 'model', id })
    await mkdir(join(store.folder, 'blobs'), { recursive: true })
    await symlink(`../../blobs/dd/${hash}`, join(store.folder, 'blobs', String(file.sha256)))
    await store.destination(one).find(file)
  }
  const lines = ids.map((id) => `models--${id.replace('/', '--')}/blobs/${file.sha256}\n`)
  await writeFile(`${stored}.refs`, ['../../etc/passwd\n', ...lines].join(''))
  return stored
}

test('what Python keeps for all repos goes with the last repo that uses it', async ({ cache }) => {
  const stored = await share(cache, ['a/x', 'b/x'])
  expect((await removeFromCache(cache, ['a/x'])).bytes).toBe(0)
  expect(await readFile(stored, 'utf8')).toBe('shared')
  expect((await removeFromCache(cache, ['b/x'])).bytes).toBe(6)
  expect(await readdir(join(cache, 'blobs/dd'))).toEqual([])
})

test('pruning sweeps what no repo uses any more, and nothing whose list is missing', async ({ cache }) => {
  const stored = await share(cache, ['a/x'])
  await rm(join(cache, 'models--a--x'), { recursive: true })
  const other = await put(join(cache, 'blobs/ee', 'e'.repeat(64)), 'no list')
  expect(await pruneCache(cache)).toMatchObject({ stored: 1, bytes: 6 })
  await expect(lstat(stored)).rejects.toThrow(/ENOENT/)
  expect(await readFile(other, 'utf8')).toBe('no list')
})

test('a repo whose name looks like an unfinished file is none', async ({ cache }) => {
  const store = openRepoCache(cache, { type: 'model', id: 'ann/tiny.incomplete' })
  await bring(store.destination(one), same, '12345')
  await store.setCommit('main', one)
  expect((await scanCache(cache)).repos).toMatchObject([{ files: 1, unfinished: { files: 0 } }])
  await pruneCache(cache, { now: Date.now() + 1_000_000 })
  expect(await readFile(String(await store.find(one, 'same')), 'utf8')).toBe('12345')
})
