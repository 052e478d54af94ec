import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test as plain } from 'vitest'
import type { Destination, Partial, TreeFile } from '../../src/hub/cache/contract.ts'
import type { ErrorCode } from '../../src/core/error.ts'

interface Fixtures {
  /** A folder of the test's own: the cache. */
  readonly cache: string
}

export const test = plain.extend<Fixtures>({
  cache: async ({ onTestFinished }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'hfn-cache-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    await use(join(folder, 'hub'))
  },
})

export const repo = { type: 'model', id: 'ann/tiny' } as const

/** A commit's id made of one letter. */
export const commitOf = (letter: string): string => letter.repeat(40)

/** A small file as git keeps it. */
export const gitFile = (path: string, content = path): TreeFile => ({
  path,
  size: Buffer.byteLength(content),
  blobId: createHash('sha1')
    .update(`blob ${Buffer.byteLength(content)}\0${content}`)
    .digest('hex'),
})

/** A large file. */
export const largeFile = (path: string, content: string): TreeFile => ({
  ...gitFile(path, 'a pointer'),
  size: Buffer.byteLength(content),
  sha256: createHash('sha256').update(content).digest('hex'),
})

/** What `begin` gave, which has to be a place to write to. */
export const begun = async (destination: Destination, file: TreeFile, force = false): Promise<Partial> => {
  const place = await destination.begin(file, { force })
  if (typeof place === 'string') throw new Error(`${file.path} is there already`)
  return place
}

/** Downloads without a network. */
export const bring = async (destination: Destination, file: TreeFile, content = file.path): Promise<string> => {
  const partial = await begun(destination, file)
  await writeFile(partial.path, content)
  return destination.publish(partial, file)
}

/** Writes a file and the folders above it. */
export const put = async (path: string, content = ''): Promise<string> => {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
  return path
}

/** An error of ours, of this code, that says this. */
export const refusal = (code: ErrorCode, message: RegExp = /./): unknown =>
  expect.objectContaining({ name: 'HfnError', code, message: expect.stringMatching(message) as string })
