import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { begun, commitOf, gitFile, put, refusal, repo, test } from '../../../test/hub/cache-support.ts'
import { nobody, ownerName, thisProcess, type Owner } from './claim-owner.ts'
import { claim } from './claim.ts'
import type { Partial } from './contract.ts'
import { openRepoCache } from './open-repo-cache.ts'

const commit = commitOf('a')
const file = gitFile('a.txt', 'content')

/** A process that does nothing, as an owner. */
const startOther = async (): Promise<{ owner: Owner; kill: () => Promise<void> }> => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  const closed = once(child, 'close')
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await closed
  }
  onTestFinished(kill)
  await once(child, 'spawn')
  const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => '')
  const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0'
  return { owner: { ...thisProcess(), pid: child.pid ?? 0, start }, kill }
}

/** Leaves a partial of an owner, as a process of ours that had begun would. */
const leave = async (folder: string, owner: Owner, bytes: string): Promise<string> => {
  const path = await put(join(folder, `${file.blobId}.${ownerName(owner)}.incomplete`), bytes)
  await put(path.replace('.incomplete', '.notes.incomplete'), `notes of ${bytes}`)
  await put(join(folder, `${file.blobId}.hfn.incomplete`))
  return path
}

const place = (value: Partial | string): Partial => {
  if (typeof value === 'string') throw new Error('it is there already')
  return value
}

const claimIn = async (folder: string, more: { patience?: number; signal?: AbortSignal } = {}): Promise<Partial> =>
  place(await claim({ folder, stem: file.blobId }, { force: false, finished: async () => undefined, ...more }))

test('bytes that were left are taken up with their notes, once', async ({ cache }) => {
  const store = openRepoCache(cache, repo).destination(commit)
  const first = await begun(store, file)
  await writeFile(first.path, 'con')
  await writeFile(first.notes, 'three')
  await first.release()
  expect(await store.kept(file)).toBe(3)
  const second = await begun(store, file)
  expect(second.path).not.toBe(first.path)
  expect(await readFile(second.path, 'utf8')).toBe('con')
  expect(await readFile(second.notes, 'utf8')).toBe('three')
  expect(await store.kept(file)).toBe(0)
  await writeFile(second.path, 'content')
  await store.publish(second, file)
  expect(await readdir(join(cache, 'models--ann--tiny/blobs'))).toEqual([file.blobId])
})

test('a place without bytes leaves nothing', async ({ cache }) => {
  const store = openRepoCache(cache, repo).destination(commit)
  await (await begun(store, file)).release()
  expect(await readdir(join(cache, 'models--ann--tiny/blobs'))).toEqual([])
})

test('in one process a content is fetched once: the others wait for it and get its path', async ({ cache }) => {
  const store = openRepoCache(cache, repo)
  const names = ['a.txt', 'b.txt', 'c.txt', 'd.txt']
  const first = await begun(store.destination(commit), file)
  const waiting = names.map((path) => store.destination(commit).begin({ ...file, path }, {}))
  await writeFile(first.path, 'content')
  await store.destination(commit).publish(first, file)
  expect(await Promise.all(waiting)).toEqual(names.map((name) => join(store.folder, 'snapshots', commit, name)))
})

test('when the first gives up, the next goes on with its bytes', async ({ cache }) => {
  const store = openRepoCache(cache, repo).destination(commit)
  const first = await begun(store, file)
  const waiting = store.begin(file, {})
  await writeFile(first.path, 'con')
  await first.release()
  const second = place(await waiting)
  expect(await readFile(second.path, 'utf8')).toBe('con')
  await second.release()
})

test('of a process that was killed the bytes are taken over, also when several were', async ({ cache }) => {
  const [one, two] = await Promise.all([startOther(), startOther()])
  await leave(cache, one.owner, 'few')
  await leave(cache, two.owner, 'more bytes')
  await Promise.all([one.kill(), two.kill()])
  const partial = await claimIn(cache)
  expect(await readFile(partial.path, 'utf8')).toBe('more bytes')
  expect(await readFile(partial.notes, 'utf8')).toBe('notes of more bytes')
  await rm(partial.path)
  await partial.release()
  expect(await readdir(cache)).toEqual([])
})

test('a living process is waited for until it dies, and its bytes are left alone meanwhile', async ({ cache }) => {
  const { owner, kill } = await startOther()
  const path = await leave(cache, owner, 'some')
  let done = false
  const claiming = claimIn(cache).finally(() => (done = true))
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(done).toBe(false)
  expect(await readFile(path, 'utf8')).toBe('some')
  await kill()
  const partial = await claiming
  expect(await readFile(partial.path, 'utf8')).toBe('some')
  await partial.release()
})

test('when a living process completes the file, its path is the answer', async ({ cache }) => {
  const { owner } = await startOther()
  const store = openRepoCache(cache, repo)
  const blobs = join(store.folder, 'blobs')
  const path = await leave(blobs, owner, 'content')
  const waiting = store.destination(commit).begin(file, {})
  await new Promise((resolve) => setTimeout(resolve, 50))
  await rename(path, join(blobs, file.blobId))
  expect(await waiting).toBe(join(store.folder, 'snapshots', commit, 'a.txt'))
})

test('what killed processes left of a content goes when it is complete', async ({ cache }) => {
  const store = openRepoCache(cache, repo)
  const folder = join(store.folder, 'blobs')
  const [early, late] = [await startOther(), await startOther()]
  await leave(folder, early.owner, 'con')
  await early.kill()
  const partial = await begun(store.destination(commit), file)
  await leave(folder, late.owner, 'cont')
  await late.kill()
  await writeFile(partial.path, 'content')
  await store.destination(commit).publish(partial, file)
  expect(await readdir(folder)).toEqual([file.blobId])
})

test('a living process that gets nowhere is not waited for without end, and keeps its own file', async ({ cache }) => {
  const { owner } = await startOther()
  const path = await leave(cache, owner, 'some')
  const partial = await claimIn(cache, { patience: 100 })
  expect((await stat(partial.path)).size).toBe(0)
  expect(await readFile(path, 'utf8')).toBe('some')
  await partial.release()
})

test('waiting ends with the signal, for another process as for this one', async ({ cache }) => {
  const { owner } = await startOther()
  await leave(cache, owner, 'some')
  const stop = new AbortController()
  const waits = [claimIn(cache, { signal: stop.signal }), claimIn(cache, { signal: stop.signal })]
  setTimeout(() => stop.abort(), 30)
  expect(await Promise.allSettled(waits)).toEqual(
    waits.map(() => ({ status: 'rejected', reason: refusal('CANCELLED') })),
  )
  await expect(claimIn(cache, { signal: AbortSignal.abort() })).rejects.toEqual(refusal('CANCELLED'))
  expect((await readdir(cache)).filter((name) => name.includes(`-${process.pid}-`))).toEqual([])
})

test('a process of another machine counts as dead once it gives no sign of life', async ({ cache }) => {
  const path = await leave(cache, { host: 'deadbeef', pid: process.pid, start: '1' }, 'far')
  await expect(claimIn(cache, { signal: AbortSignal.timeout(100) })).rejects.toEqual(refusal('TIMEOUT'))
  const past = new Date(Date.now() - 120_000)
  await utimes(path, past, past)
  const partial = await claimIn(cache)
  expect(await readFile(partial.path, 'utf8')).toBe('far')
  expect(Date.now() - (await stat(partial.path)).mtimeMs).toBeLessThan(60_000)
  await partial.release()
})

test('a process with the id of a dead one is not taken for it', async ({ cache }) => {
  const { owner } = await startOther()
  await leave(cache, { ...owner, start: '1' }, 'of another')
  const partial = await claimIn(cache)
  expect(await readFile(partial.path, 'utf8')).toBe('of another')
  await partial.release()
})

test("unfinished files of Python's client are neither taken nor waited for", async ({ cache }) => {
  await mkdir(cache, { recursive: true })
  const theirs = await put(join(cache, `${file.blobId}.0123abcd.incomplete`), 'python')
  await leave(cache, nobody, 'ours')
  const partial = await claimIn(cache)
  expect(await readFile(partial.path, 'utf8')).toBe('ours')
  expect(await readFile(theirs, 'utf8')).toBe('python')
  await partial.release()
})

test('when the finished file cannot be shown, the place is free for the next', async ({ cache }) => {
  const what = { folder: cache, stem: file.blobId }
  await mkdir(cache)
  const finished = (): Promise<string> => Promise.reject(new Error('not shown'))
  await expect(claim(what, { force: false, finished })).rejects.toThrow('not shown')
  expect(await readdir(cache)).toEqual([])
  await (await claimIn(cache)).release()
})

test('when the partial was pruned meanwhile, publishing says so and leaves nothing broken', async ({ cache }) => {
  const store = openRepoCache(cache, repo).destination(commit)
  const partial = await begun(store, file)
  await rm(partial.path)
  await expect(store.publish(partial, file)).rejects.toEqual(refusal('FILE_FAILED', /removed meanwhile/))
  await (await begun(store, file)).release()
})
