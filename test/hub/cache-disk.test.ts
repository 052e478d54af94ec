import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { FakeHub } from '../../src/testing/fake-hub/contract.ts'
import { createFakeHub } from '../../src/testing/fake-hub/create-fake-hub.ts'
import { test } from './cache-support.ts'

const main = join(import.meta.dirname, '../../dist/cli/main.js')

const large = { content: { bytes: 1_500_000, seed: 3 }, stored: 'lfs' as const }

const startHub = async (): Promise<FakeHub> => {
  const hub = await createFakeHub({
    repos: [
      { id: 'ann/tiny', files: { 'a.txt': 'a', 'w.bin': large } },
      { id: 'ann/more', files: { 'b.txt': 'b' } },
    ],
  })
  onTestFinished(() => hub.close())
  return hub
}

interface Outcome {
  readonly status: number
  readonly out: string
  readonly err: string
}

/** Somebody who may write nowhere; this process's user, unless that one may write everywhere. */
const stranger = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

interface Setting {
  readonly hub: FakeHub
  readonly cache: string
  readonly as?: { readonly uid?: number; readonly gid?: number } | undefined
  /** What the shell does first. */
  readonly before?: string | undefined
}

const run = (words: readonly string[], { hub, cache, as = {}, before = ':' }: Setting): Promise<Outcome> =>
  new Promise((resolve) => {
    const line = `${before}; exec "$0" "$@"`
    const env = { PATH: process.env['PATH'], HOME: cache, HF_HUB_CACHE: cache, HF_ENDPOINT: hub.url }
    execFile('/bin/sh', ['-c', line, process.execPath, main, ...words], { env, cwd: '/', ...as }, (error, out, err) =>
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })

/** Takes away everybody's right to write. */
const seal = async (folder: string): Promise<void> => {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o555 : 0o444)
  await chmod(folder, 0o555)
  onTestFinished(async () => {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
      if (entry.isDirectory()) await chmod(join(entry.parentPath, entry.name), 0o755)
    await chmod(folder, 0o755)
  })
}

/** Lets anybody look into the folder above. */
const open = (folder: string): Promise<void> => chmod(dirname(folder), 0o755)

test('a cache that cannot be written to works for what it has, and says what it has not', async ({ cache }) => {
  const hub = await startHub()
  const setting = { hub, cache, as: stranger }
  await open(cache)
  expect((await run(['download', 'ann/tiny'], { hub, cache })).status).toBe(0)
  await seal(cache)
  const there = await run(['download', 'ann/tiny'], setting)
  expect(there).toMatchObject({ status: 0, out: expect.stringContaining('snapshots') })
  expect((await run(['cache', 'verify', 'ann/tiny'], setting)).status).toBe(0)
  expect((await run(['cache', 'ls', '-q'], setting)).out).toBe('model/ann/tiny\n')
  const missing = await run(['download', 'ann/more'], setting)
  expect(missing.status).not.toBe(0)
  expect(missing.err).toMatch(/models--ann--more.*not allowed/)
  expect(missing.err).toMatch(/HF_HOME/)
  const removed = await run(['cache', 'rm', 'ann/tiny', '--yes'], setting)
  expect(removed).toMatchObject({ status: 1, err: expect.stringContaining('stay') })
})

test('a disk that takes no more is named with what the file needs, and the next run goes on', async ({ cache }) => {
  const hub = await startHub()
  await mkdir(cache, { recursive: true })
  const full = await run(['download', 'ann/tiny', 'w.bin'], { hub, cache, before: 'ulimit -f 1000' })
  expect(full.status).toBe(1)
  expect(full.err).toMatch(/no file this large; the file needs [12] MB/)
  expect(await readdir(join(cache, 'models--ann--tiny/snapshots')).then((all) => all.length)).toBeLessThan(2)
  expect((await run(['download', 'ann/tiny'], { hub, cache })).status).toBe(0)
  expect((await run(['cache', 'verify', 'ann/tiny', '--fail-on-missing-files'], { hub, cache })).status).toBe(0)
  expect((await readdir(join(cache, 'models--ann--tiny/blobs'))).filter((name) => name.includes('incomplete'))).toEqual(
    [],
  )
})

test('a cache that was copied to another place is the same there', async ({ cache }) => {
  const hub = await startHub()
  await run(['download', 'ann/tiny'], { hub, cache })
  const copy = join(cache, '../copy')
  await cp(cache, copy, { recursive: true, verbatimSymlinks: true })
  hub.clear()
  expect((await run(['download', 'ann/tiny', 'w.bin'], { hub, cache: copy })).out).toContain(copy)
  // Only which commit it is now; no bytes.
  expect(hub.requests.map(({ method, sent }) => [method, sent])).toEqual([['HEAD', 0]])
})
