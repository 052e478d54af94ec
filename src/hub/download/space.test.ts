import { mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { TreeFile } from '../cache/contract.ts'
import { openLocalFolder } from '../cache/open-local-folder.ts'
import { openRepoCache } from '../cache/open-repo-cache.ts'
import { checkSpace, contentsFor } from './space.ts'

const commit = 'c'.repeat(40)

test('a content that several names have needs its room once in the cache, and for each in a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hfn-space-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const { bavail, bsize } = await statfs(folder)
  const size = Math.floor(bavail * bsize * 0.6)
  const named = (path: string): TreeFile => ({ path, size, blobId: 'a'.repeat(40) })
  const files = [named('one.bin'), named('two.bin')]
  const cache = openRepoCache(join(folder, 'hub'), { type: 'model', id: 'ada/model' })
  await checkSpace(cache.destination(commit), contentsFor(cache.destination(commit), files))
  const local = openLocalFolder(join(folder, 'mine'), cache).destination(commit)
  await expect(checkSpace(local, contentsFor(local, files))).rejects.toMatchObject({
    code: 'FILE_FAILED',
    message: expect.stringMatching(/^The files need \S+ [kMGT]?B \(\d+ bytes\), but only \S+ [kMGT]?B are free in /),
  })
})
