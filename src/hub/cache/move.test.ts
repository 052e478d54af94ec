import { lstat, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { put, test } from '../../../test/hub/cache-support.ts'
import { fileFailed } from './file-failed.ts'
import { moveFile, type Move } from './move.ts'
import { pointTo, waysOf, type Way } from './pointer.ts'
import { openEnclosure } from './enclosure.ts'

/** What the system throws. */
const failure = (code: string): Error => Object.assign(new Error(code), { code })

/** A rename that fails the first time. */
const failing = (code: string): Move['rename'] => {
  let times = 0
  return (from, to) => (times++ === 0 ? Promise.reject(failure(code)) : rename(from, to))
}

const moveIn = async (folder: string, code: string, isGood = false): Promise<void> =>
  moveFile({
    from: await put(join(folder, 'from'), 'new'),
    to: join(folder, 'to'),
    aside: async () => join(folder, 'aside'),
    isGood: async () => isGood,
    rename: failing(code),
  })

test('across disks a file is copied whole before it gets its name', async ({ cache }) => {
  await put(join(cache, 'to'), 'old')
  await moveIn(cache, 'EXDEV')
  expect(await readdir(cache)).toEqual(['to'])
  expect(await readFile(join(cache, 'to'), 'utf8')).toBe('new')
})

test('a good file that somebody reads and that cannot be replaced stays', async ({ cache }) => {
  await put(join(cache, 'to'), 'old')
  await moveIn(cache, 'EPERM', true)
  expect(await readdir(cache)).toEqual(['to'])
  expect(await readFile(join(cache, 'to'), 'utf8')).toBe('old')
})

test('any other refusal is passed on, and the bytes stay', async ({ cache }) => {
  await put(join(cache, 'to'), 'old')
  await expect(moveIn(cache, 'EPERM', false)).rejects.toThrow('EPERM')
  await expect(moveIn(cache, 'ENOSPC', true)).rejects.toThrow('ENOSPC')
  expect(await readdir(cache)).toEqual(['from', 'to'])
})

test.for([
  ['ENOSPC', /the disk is full; the file needs 3 MB/],
  ['EDQUOT', /your share of the disk is full; the file needs 3 MB/],
  ['EFBIG', /no file this large; the file needs 3 MB/],
  ['EROFS', /read-only$/],
  ['EACCES', /not allowed$/],
  ['EMFILE', /too many files are open$/],
  ['EWHAT', /EWHAT$/],
] as const)('%s is said with the path and what to do', ([code, says]) => {
  const error = fileFailed(failure(code), '/cache/blobs/x', 2_500_000)
  expect(error.code).toBe('FILE_FAILED')
  expect(error.message).toMatch(says)
  expect(error.message).toContain('/cache/blobs/x')
  expect(error.hint).toMatch(/\S/)
})

const impossible: Way = () => Promise.reject(failure('EPERM'))

test('where links are impossible a second name, where that is too a copy shows the content', async ({ cache }) => {
  const [bySymlink, byName, byCopy] = waysOf(true)
  expect(byCopy).toBeDefined()
  const enclosure = openEnclosure(cache, 'blobs')
  const blob = await put(join(cache, 'blobs/x'), 'content')
  const named = await pointTo(enclosure, blob, 'snapshots/a', [impossible, byName ?? impossible])
  expect((await lstat(named)).ino).toBe((await lstat(blob)).ino)
  const copied = await pointTo(enclosure, blob, 'snapshots/b', [impossible, impossible, byCopy ?? impossible])
  expect((await lstat(copied)).ino).not.toBe((await lstat(blob)).ino)
  expect(await readFile(copied, 'utf8')).toBe('content')
  await expect(pointTo(enclosure, blob, 'snapshots/c', [impossible])).rejects.toThrow('EPERM')
  expect(await readdir(join(cache, 'blobs'))).toEqual(['x'])
  expect(await pointTo(enclosure, blob, 'snapshots/b', [bySymlink ?? impossible])).toBe(copied)
  expect((await lstat(copied)).isSymbolicLink()).toBe(true)
})
