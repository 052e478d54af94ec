import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { TransferProgress } from '../../src/hub/download/contract.ts'
import { download } from '../../src/hub/download/download.ts'
import { failure, setting, withoutPauses, type Setting } from './download-setting.ts'

const files = { 'a.txt': 'aaa', 'b.txt': 'aaa', 'w.bin': { bytes: 6_000_000, seed: 1 } }

/** The last report of a download. */
const lastOf = async (here: Setting, options: Parameters<typeof download>[2] = {}) => {
  let last: TransferProgress | undefined
  const onProgress = (progress: TransferProgress): void => void (last = progress)
  const ended = await download(here.hub, 'ada/model', { ...options, onProgress }).catch((error: unknown) => error)
  return { last, ended }
}

test('a name that is refused counts as failed', async () => {
  const here = await setting({ files })
  const tree = /\/tree\//
  const own = (await (await fetch(`${here.fake.url}/api/models/ada/model/tree/main`)).json()) as unknown[]
  const entry = { type: 'file', path: '../x', oid: 'a'.repeat(40), size: 1 }
  here.fake.add({ path: tree, answer: { status: 200, body: JSON.stringify([entry, ...own]) } })
  const { last } = await lastOf(here)
  expect(last?.files).toEqual({ done: 3, total: 4, failed: 1 })
})

test('bytes of an earlier run that turn out wrong are not called resumed', async () => {
  withoutPauses()
  const here = await setting({ files })
  // The first bytes come wrong, the rest not at all; the second run goes on behind them.
  here.fake.add({ host: 'cdn', corrupt: 5, reset: 3_000_000, times: 1 }, { host: 'cdn', times: 5, reset: 'head' })
  await failure(download(here.hub, 'ada/model'))
  const { last, ended } = await lastOf(here)
  expect(ended).toMatchObject({ commit: expect.any(String) as string })
  expect(last?.bytes).toEqual({ done: 6_000_000, total: 6_000_000, resumed: 0 })
})

test('a content that two names have is fetched once, and a dry run says so', async () => {
  const here = await setting({ files })
  expect((await download(here.hub, 'ada/model', { include: '*.txt', dryRun: true })).bytes).toBe(3)
  expect((await download(here.hub, 'ada/model', { include: '*.txt' })).bytes).toBe(3)
  await rm(join(here.folder, 'hub'), { recursive: true })
  const folder = join(here.folder, 'mine')
  expect((await download(here.hub, 'ada/model', { include: '*.txt', dryRun: true, folder })).bytes).toBe(6)
  expect((await download(here.hub, 'ada/model', { include: '*.txt', folder })).bytes).toBe(6)
})

test('who is stopped has failed at nothing', async () => {
  const here = await setting({ files, bytesPerSecond: 4_000_000 })
  const stop = new AbortController()
  let last: TransferProgress | undefined
  await failure(
    download(here.hub, 'ada/model', {
      signal: stop.signal,
      onProgress: (progress) => {
        last = progress
        if (progress.bytes.done > 500_000) stop.abort()
      },
    }),
  )
  expect(last?.files).toEqual({ done: 2, total: 3, failed: 0 })
})
