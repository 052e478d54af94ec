import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { createFakeHub } from '../../src/testing/fake-hub/create-fake-hub.ts'
import type { FakeHub } from '../../src/testing/fake-hub/contract.ts'
import { hfn, type Outcome } from '../cli/terminal.ts'
import { test } from './cache-support.ts'

const startHub = async (): Promise<FakeHub> => {
  const hub = await createFakeHub({ repos: [{ id: 'ann/tiny', files: { 'a.txt': 'old', 'data/b.txt': 'b' } }] })
  onTestFinished(() => hub.close())
  return hub
}

/** Runs a command with the true client. */
const run = (
  hub: FakeHub,
  cache: string,
  words: readonly string[],
  env: Record<string, string> = {},
): Promise<Outcome> => hfn(words, { env: { HF_HUB_CACHE: cache, HF_ENDPOINT: hub.url, ...env }, fetch })

const offline = { HF_HUB_OFFLINE: '1' }

test('a revision that moved on is served as it was last time, with a note, while there is no network', async ({
  cache,
}) => {
  const hub = await startHub()
  const first = await run(hub, cache, ['download', 'ann/tiny'])
  hub.commit('ann/tiny', { 'a.txt': 'new' })
  hub.clear()
  const again = await run(hub, cache, ['download', 'ann/tiny'], offline)
  expect(again).toMatchObject({ status: 0, out: first.out })
  expect(again.err).toMatch(/as it was last time/)
  expect(hub.requests).toEqual([])
  const moved = await run(hub, cache, ['download', 'ann/tiny'])
  expect(moved.out).not.toBe(first.out)
  expect((await run(hub, cache, ['cache', 'prune', '--dry-run'])).out).toContain('revision')
})

test('a second revision fetches only what changed', async ({ cache }) => {
  const hub = await startHub()
  await run(hub, cache, ['download', 'ann/tiny'])
  hub.commit('ann/tiny', { 'a.txt': 'new' })
  hub.clear()
  await run(hub, cache, ['download', 'ann/tiny'])
  expect(hub.requests.filter(({ path }) => path.includes('b.txt'))).toEqual([])
  expect(hub.requests.filter(({ path }) => path.includes('a.txt'))).not.toEqual([])
})

test('what is missing without a network is named, and comes back with one', async ({ cache }) => {
  const hub = await startHub()
  const { out } = await run(hub, cache, ['download', 'ann/tiny'])
  await rm(join(out.trim(), 'data/b.txt'))
  await rm(join(cache, 'models--ann--tiny/blobs'), { recursive: true })
  const missing = await run(hub, cache, ['download', 'ann/tiny'], offline)
  expect(missing.status).not.toBe(0)
  expect(missing.err).toContain('b.txt')
  expect((await run(hub, cache, ['download', 'ann/tiny'])).status).toBe(0)
  expect((await run(hub, cache, ['cache', 'verify', 'ann/tiny', '--fail-on-missing-files'])).status).toBe(0)
})

test('verify asks the Hub which files there are where nobody noted it', async ({ cache }) => {
  const hub = await startHub()
  const { out } = await run(hub, cache, ['download', 'ann/tiny'])
  await rm(join(out.trim(), '../../trees'), { recursive: true })
  await rm(join(out.trim(), 'data/b.txt'))
  hub.clear()
  expect((await run(hub, cache, ['cache', 'verify', 'ann/tiny'])).out).toBe('missing\tdata/b.txt\n')
  expect(hub.requests.map(({ path }) => path)).toEqual([expect.stringContaining('/tree/')])
  expect((await run(hub, cache, ['cache', 'verify', 'ann/tiny'], offline)).status).toBe(0)
})
