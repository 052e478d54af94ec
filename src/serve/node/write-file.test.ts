import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeNew } from './write-file.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hfn-test-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** The same bytes of memory again and again, with other content each time. */
async function* reused(sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  const chunk = new Uint8Array(Math.max(...sizes))
  for (const [index, size] of sizes.entries()) yield chunk.fill(index + 1).subarray(0, size)
}

test.each<[what: string, sizes: readonly number[]]>([
  ['nothing', [0]],
  ['less than a block', [10]],
  ['a block', [512 * 1024]],
  ['chunks that end where no block does', Array.from({ length: 40 }, () => 65_537)],
  ['a chunk of several blocks', [5, 3 * 512 * 1024, 1]],
])('what comes is what is written, though its memory is used again: %s', async (_, sizes) => {
  const path = join(folder, 'file')
  await writeNew(path, reused(sizes))
  const expected = Buffer.concat(sizes.map((size, index) => Buffer.alloc(size, index + 1)))
  expect((await readFile(path)).equals(expected)).toBe(true)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test('content that fails on its way fails the write', async () => {
  const failing = async function* (): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(1024 * 1024)
    throw new Error('cut')
  }
  await expect(writeNew(join(folder, 'file'), failing())).rejects.toThrow('cut')
})
