import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished } from 'vitest'
import type { FakeHub } from '../../src/testing/fake-hub/contract.ts'
import { createFakeHub } from '../../src/testing/fake-hub/create-fake-hub.ts'
import { test } from './cache-support.ts'

const main = join(import.meta.dirname, '../../dist/cli/main.js')

const size = 2_000_000

const startHub = async (bytesPerSecond: number): Promise<FakeHub> => {
  const files = { 'w.bin': { content: { bytes: size, seed: 7 }, stored: 'lfs' as const } }
  const hub = await createFakeHub({ repos: [{ id: 'ann/tiny', files }], bytesPerSecond })
  onTestFinished(() => hub.close())
  return hub
}

interface Downloading {
  readonly pid: number | undefined
  kill(): void
  readonly ended: Promise<{ readonly status: number | null; readonly out: string; readonly err: string }>
}

/** A process of its own that downloads the file. */
const start = (hub: FakeHub, cache: string): Downloading => {
  const child = spawn(process.execPath, [main, 'download', 'ann/tiny', 'w.bin'], {
    env: { PATH: process.env['PATH'], HOME: cache, HF_HUB_CACHE: cache, HF_ENDPOINT: hub.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = (): void => void child.kill('SIGKILL')
  onTestFinished(kill)
  const closed = once(child, 'close')
  const ended = Promise.all([closed, text(child.stdout), text(child.stderr)]).then(([[status], out, err]) => ({
    status: typeof status === 'number' ? status : null,
    out,
    err,
  }))
  return { pid: child.pid, kill, ended }
}

const blobsIn = (cache: string): Promise<string[]> => readdir(join(cache, 'models--ann--tiny/blobs')).catch(() => [])

/** Bytes of the file that were sent. */
const sent = ({ requests }: FakeHub): number =>
  requests.filter(({ host }) => host === 'cdn').reduce((sum, request) => sum + request.sent, 0)

/** Until so many bytes have been sent. */
const until = async (hub: FakeHub, bytes: number): Promise<void> => {
  while (sent(hub) < bytes) await new Promise((resolve) => setTimeout(resolve, 10))
}

const expectGood = async (cache: string): Promise<void> => {
  const [etag = '', ...others] = await blobsIn(cache)
  const content = await readFile(join(cache, 'models--ann--tiny/blobs', etag))
  expect(others).toEqual([])
  expect(createHash('sha256').update(content).digest('hex')).toBe(etag)
}

test('of eight processes that want one file, four are killed: one good file, fetched about once', async ({ cache }) => {
  const hub = await startHub(1_000_000)
  const all = Array.from({ length: 8 }, () => start(hub, cache))
  await until(hub, size / 4)
  // Who fetches says so in the name of the file with the bytes; it is one of those that are killed.
  const names = await blobsIn(cache)
  const sizes = names.map((name) => stat(join(cache, 'models--ann--tiny/blobs', name)).catch(() => undefined))
  const filled = await Promise.all(sizes).then((found) => names.filter((_, at) => found[at]?.blocks))
  const fetches = ({ pid }: Downloading): boolean => filled.some((name) => name.includes(`-${pid}-`))
  const [killed, others] = [all.filter(fetches), all.filter((one) => !fetches(one))]
  expect(killed).toHaveLength(1)
  for (const one of [...killed, ...others.slice(4)]) one.kill()
  const rest = await Promise.all(others.slice(0, 4).map(({ ended }) => ended))
  expect(rest.map(({ status }) => status)).toEqual([0, 0, 0, 0])
  expect(new Set(rest.map(({ out }) => out)).size).toBe(1)
  await expectGood(cache)
  expect(sent(hub)).toBeLessThan(size * 2)
})

test('a process that is killed leaves its bytes to the next one', async ({ cache }) => {
  const hub = await startHub(1_500_000)
  const first = start(hub, cache)
  await until(hub, size * 0.75)
  first.kill()
  await first.ended
  const before = sent(hub)
  const second = await start(hub, cache).ended
  expect(second.status).toBe(0)
  await expectGood(cache)
  expect(sent(hub) - before).toBeLessThan(size * 0.75)
})
