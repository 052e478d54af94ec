import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { download } from '../../src/hub/download/download.ts'
import { announced, large, setting, sha256, traffic, type Setting } from '../hub/download-setting.ts'

const script = fileURLToPath(new URL('../support/download.js', import.meta.url))

interface Line {
  readonly done?: number
  readonly bytes?: number
  readonly grown?: number
  readonly code?: string
  readonly message?: string
  readonly hint?: string
}

/** Downloads in a process of its own; `onLine` is told of its progress, and may end it. Gives its last word. */
const apart = async (
  { fake, folder }: Setting,
  {
    limit = '',
    files = [],
    first = [],
    onLine = () => {},
  }: {
    limit?: string
    files?: readonly string[]
    first?: readonly string[]
    onLine?: (line: Line, kill: () => void) => void
  },
): Promise<Line> => {
  const args = [process.execPath, script, fake.url, join(folder, 'hub'), files.join(), first.join()]
  const command = `${limit} exec ${args.map((word) => `'${word}'`).join(' ')}`
  const child = spawn('/bin/sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] })
  let last: Line = {}
  for await (const text of createInterface(child.stdout)) {
    last = JSON.parse(text) as Line
    onLine(last, () => child.kill('SIGKILL'))
  }
  return last
}

test('a process that is killed loses next to nothing of what it fetched', async () => {
  const here = await setting({ files: { 'large.bin': large }, bytesPerSecond: 10_000_000 })
  const wanted = await announced(here, 'large.bin')
  const killed = await apart(here, {
    onLine: ({ done = 0 }, kill) => {
      if (done > large.bytes / 2) kill()
    },
  })
  expect(killed.bytes).toBeUndefined()
  here.fake.clear()
  here.fake.set({ bytesPerSecond: 1e12 })
  const { path } = await download(here.hub, 'ada/model', { files: ['large.bin'] })
  expect(await sha256(path)).toBe(wanted)
  expect(traffic(here).bytes).toBeLessThan(0.75 * large.bytes)
}, 60_000)

test('memory does not grow with what is fetched: large files and small ones', async () => {
  const size = (bytes: number, seed: number) => ({ bytes, seed })
  const first = ['first-large.bin', 'first-small.bin']
  const files = Object.fromEntries([
    // What any download takes is there before the measure: code, connections, buffers.
    ...first.map((name, seed) => [name, size(seed === 0 ? 60_000_000 : 10_000_000, 30 + seed)] as const),
    ...[1, 2, 3].map((seed) => [`large-${seed}.bin`, size(60_000_000, seed)] as const),
    ...Array.from({ length: 12 }, (_, seed) => [`small-${seed}.bin`, size(10_000_000, 10 + seed)] as const),
  ])
  const here = await setting({ files })
  const { bytes, grown } = await apart(here, { first })
  expect(bytes).toBe(300_000_000)
  expect(grown).toBeLessThan(100)
}, 120_000)

test('a process that may open few files only still gets all', async () => {
  const files = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}.txt`, `text ${index}`]))
  const here = await setting({ files })
  const { bytes, message } = await apart(here, { limit: 'ulimit -n 60;' })
  expect(message).toBeUndefined()
  expect(bytes).toBe(690)
}, 60_000)

test('a disk that is full ends it at once, and the message says how much more it needs', async () => {
  const files = { 'a.txt': 'a', 'large.bin': large, 'other.bin': { ...large, seed: 9 } }
  const here = await setting({ files })
  // 512-byte blocks: the largest file the process may write.
  const { code, message, hint } = await apart(here, { limit: 'ulimit -f 20000;' })
  expect(code).toBe('FILE_FAILED')
  expect(message).toMatch(/the disk takes no file this large.*\d+ bytes are still to be written/)
  expect(hint).toContain('What was fetched is kept')
  here.fake.clear()
  await download(here.hub, 'ada/model', { files: ['large.bin'] })
  expect(traffic(here).bytes).toBeLessThan(large.bytes - 1_000_000)
}, 60_000)
