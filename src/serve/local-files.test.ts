import { mkdir, mkdtemp, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { collect } from './files/bytes.ts'
import type { FileStorage, StorageRules, StoredFile } from './files/storage.ts'
import { localStorage } from './local-files.ts'

let folder: string
let storage: FileStorage

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hfn-test-'))
  storage = localStorage({ folder })
})
afterEach(async () => {
  await storage.close()
  await rm(folder, { recursive: true, force: true })
})

const rules: StorageRules = { maxFileSize: 1_000, quota: 10_000, keep: 60_000, inUse: () => false }

async function* text(content: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(content)
}

const write = (name: string, content: string, some: Partial<StorageRules> = {}): Promise<StoredFile> =>
  storage.write(name, text(content), { ...rules, ...some })

const read = async (file: StoredFile | undefined): Promise<string> =>
  new TextDecoder().decode(await collect((file ?? expect.fail()).read(), 1_000))

/** The file was last used so many milliseconds ago. */
const age = async ({ path }: StoredFile, milliseconds: number): Promise<void> => {
  const then = new Date(Date.now() - milliseconds)
  await utimes(join(folder, 'files', path.split('/')[1] ?? ''), then, then)
}

const here = async (files: readonly StoredFile[]): Promise<boolean[]> =>
  Promise.all(files.map(async ({ path }) => (await readdir(join(folder, 'files'))).includes(path.split('/')[1] ?? '')))

const contents = (): Promise<string[]> => readdir(join(folder, 'content'))

test('the same content is stored once, and goes with the last file that has it', async () => {
  const files = [await write('a', 'same'), await write('b', 'same'), await write('c', 'other')]
  expect(await contents()).toHaveLength(2)
  await storage.remove(files[0]?.path ?? '')
  expect(await read(await storage.find(files[1]?.path ?? ''))).toBe('same')
  await storage.remove(files[1]?.path ?? '')
  expect(await contents()).toHaveLength(1)
})

test('content that was damaged since is not given to new files', async () => {
  const file = await write('a', 'whole')
  const [hash = ''] = await contents()
  await truncate(join(folder, 'content', hash), 2)
  expect(await read(await write('b', 'whole'))).toBe('whole')
  expect((await stat(join(folder, 'files', file.path.split('/')[1] ?? '', 'a'))).size).toBe(2)
})

test('what one process takes in, another finds, also after the first has closed', async () => {
  const other = localStorage({ folder })
  const file = await write('näme 1.txt', 'shared')
  await storage.close()
  expect(await other.find(file.path)).toMatchObject({ name: 'näme 1.txt', size: 6 })
  expect(await read(await other.find(file.path))).toBe('shared')
  expect(storage.shared).toBe(true)
})

test('without a folder files are kept in one that is gone when the storage closes', async () => {
  const own = localStorage()
  const before = new Set(await readdir(tmpdir()))
  await own.write('a', text('x'), rules)
  const [made = ''] = (await readdir(tmpdir())).filter((name) => name.startsWith('hfn-files-') && !before.has(name))
  expect((await stat(join(tmpdir(), made))).mode & 0o077).toBe(0)
  await own.close()
  await expect(stat(join(tmpdir(), made))).rejects.toThrow('ENOENT')
  await expect(own.write('b', text('x'), rules)).rejects.toThrow(expect.objectContaining({ code: 'APP_STOPPED' }))
})

test('above the quota the longest unused go first, never one that is in use', async () => {
  const files: StoredFile[] = []
  for (const [index, letter] of ['a', 'b', 'c'].entries()) {
    files.push(await write(letter, letter.repeat(30)))
    await age(files[index] ?? expect.fail(), 1_000_000 - index * 1_000)
  }
  files.push(await write('d', 'd'.repeat(30), { quota: 100, keep: 1e9, inUse: (path) => path === files[0]?.path }))
  expect(await here(files)).toEqual([true, false, true, true])
})

test('what a folder held before counts from the beginning', async () => {
  const old = await write('a', 'a'.repeat(60))
  await age(old, 1_000_000)
  const next = localStorage({ folder })
  const young = await next.write('b', text('b'.repeat(60)), { ...rules, quota: 100, keep: 1e9 })
  expect(await here([old, young])).toEqual([false, true])
})

test('a find counts as a use', async () => {
  const files = [await write('a', 'a'.repeat(60)), await write('b', 'b'.repeat(30))]
  for (const file of files) await age(file, 1_000_000)
  await storage.find(files[0]?.path ?? '')
  files.push(await write('c', 'c'.repeat(30), { quota: 110, keep: 1e9 }))
  expect(await here(files)).toEqual([true, false, true])
})

test('what others used a moment ago is not taken from them: then there is no room', async () => {
  const files = [await write('a', 'a'.repeat(60)), await write('b', 'b'.repeat(30))]
  await expect(write('c', 'c'.repeat(30), { quota: 100 })).rejects.toMatchObject({
    code: 'FILE_FAILED',
    details: { status: 507 },
  })
  expect(await here(files)).toEqual([true, true])
  expect(await readdir(join(folder, 'incoming'))).toEqual([])
})

test('files unused for too long go, those in use stay', async () => {
  const files = [await write('a', 'a'), await write('b', 'b'), await write('c', 'c')]
  for (const file of files.slice(0, 2)) await age(file, 61_000)
  await storage.tidy({ ...rules, inUse: (path) => path === files[1]?.path })
  expect(await here(files)).toEqual([false, true, true])
  expect(await contents()).toHaveLength(2)
})

test('what a process left unfinished is removed in time, not what is on its way', async () => {
  await write('a', 'a')
  const [old, young] = ['old', 'young'].map((name) => join(folder, 'incoming', name))
  await writeFile(old ?? '', 'x')
  await writeFile(young ?? '', 'x')
  await utimes(old ?? '', 0, 0)
  const empty = join(folder, 'files', '0'.repeat(32))
  await mkdir(empty)
  await utimes(empty, 0, 0)
  await storage.tidy(rules)
  expect(await readdir(join(folder, 'incoming'))).toEqual(['young'])
  expect(await readdir(join(folder, 'files'))).toHaveLength(1)
})

test.each(['ENOSPC', 'EDQUOT'])('a disk without room (%s) is told as that, and nothing is kept', async (code) => {
  const full = async function* (): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(10)
    throw Object.assign(new Error('write'), { code })
  }
  await expect(storage.write('a', full(), rules)).rejects.toMatchObject({
    code: 'FILE_FAILED',
    details: { status: 507 },
  })
  expect(await readdir(join(folder, 'incoming'))).toEqual([])
  expect(await readdir(join(folder, 'files'))).toEqual([])
})

test('a folder that is deleted fails what is on its way, and is made anew for what comes next', async () => {
  const cut = async function* (): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(10)
    await rm(folder, { recursive: true })
    yield new Uint8Array(10)
  }
  await expect(storage.write('a', cut(), rules)).rejects.toThrow('ENOENT')
  expect(await read(await write('b', 'next'))).toBe('next')
})

test('a folder that cannot be made fails the file, not the process', async () => {
  const file = join(folder, 'file')
  await writeFile(file, '')
  const wrong = localStorage({ folder: join(file, 'below') })
  await expect(wrong.write('a', text('x'), rules)).rejects.toThrow('ENOTDIR')
  await expect(wrong.find(`hfn/${'0'.repeat(32)}/a`)).rejects.toThrow('ENOTDIR')
})
