import { link, lstat, mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import {
  begun,
  bring,
  commitOf,
  gitFile,
  largeFile,
  put,
  refusal,
  repo,
  test,
} from '../../../test/hub/cache-support.ts'
import { openLocalFolder, type LocalFolder } from './open-local-folder.ts'
import { openRepoCache } from './open-repo-cache.ts'

const commit = commitOf('a')

const open = (cache: string): { store: LocalFolder; dir: string } => {
  const dir = join(cache, '../model')
  return { dir, store: openLocalFolder(dir, openRepoCache(cache, repo)) }
}

test('files lie under their names, with the notes Python makes beside them', async ({ cache }) => {
  const { store, dir } = open(cache)
  const file = gitFile('data/a.txt')
  expect(await bring(store.destination(commit), file)).toBe(join(dir, 'data/a.txt'))
  expect(await readFile(join(dir, 'data/a.txt'), 'utf8')).toBe('data/a.txt')
  const notes = join(dir, '.cache/huggingface')
  const [first, second, time, end] = (await readFile(join(notes, 'download/data/a.txt.metadata'), 'utf8')).split('\n')
  expect([first, second, end]).toEqual([commit, file.blobId, ''])
  expect(Math.abs(Number(time) - Date.now() / 1000)).toBeLessThan(60)
  expect(await readFile(join(notes, '.gitignore'), 'utf8')).toBe('*')
  expect(await readdir(notes)).toEqual(expect.arrayContaining(['.gitignore', 'CACHEDIR.TAG', 'download']))
  expect(await readdir(join(notes, 'download/data'))).toEqual(['a.txt.metadata'])
  await expect(lstat(cache)).rejects.toThrow(/ENOENT/)
})

test('a file is known by its note until it changes, then by its content', async ({ cache }) => {
  const { store, dir } = open(cache)
  const file = largeFile('m.bin', 'content')
  const path = await bring(store.destination(commit), file, 'content')
  expect(await store.destination(commitOf('b')).find(file)).toBe(path)
  expect(await readFile(join(dir, '.cache/huggingface/download/m.bin.metadata'), 'utf8')).toMatch(/^b{40}\n/)
  const later = new Date(Date.now() + 5000)
  await utimes(path, later, later)
  expect(await store.destination(commit).find(file)).toBe(path)
  await writeFile(path, 'c0ntent')
  const soon = new Date(Date.now() + 500)
  await utimes(path, soon, soon)
  expect(await store.destination(commit).find(file)).toBeUndefined()
  await writeFile(path, 'longer content')
  expect(await store.destination(commit).find(file)).toBeUndefined()
})

test("a user's own file with that content is taken as it is", async ({ cache }) => {
  const { store, dir } = open(cache)
  await put(join(dir, 'a.txt'), 'a.txt')
  expect(await store.destination(commit).find(gitFile('a.txt'))).toBe(join(dir, 'a.txt'))
})

test('another content stays until the new one is complete, and is replaced at once', async ({ cache }) => {
  const { store, dir } = open(cache)
  const path = await put(join(dir, 'a.txt'), 'mine')
  const file = gitFile('a.txt', 'theirs')
  const partial = await begun(store.destination(commit), file)
  await writeFile(partial.path, 'their')
  expect(await readFile(path, 'utf8')).toBe('mine')
  await partial.release()
  expect(await store.destination(commit).kept(file)).toBe(5)
  const next = await begun(store.destination(commit), file)
  await writeFile(next.path, 'theirs')
  await store.destination(commit).publish(next, file)
  expect(await readFile(path, 'utf8')).toBe('theirs')
})

test('what the cache has is copied, if it is right, with the rights of a new file', async ({ cache }) => {
  const { store, dir } = open(cache)
  const shared = openRepoCache(cache, repo).destination(commit)
  const [good, bad] = [gitFile('good.txt'), gitFile('bad.txt')]
  await bring(shared, good)
  await bring(shared, bad, 'BAD.txt')
  expect(await store.destination(commit).begin(good, {})).toBe(join(dir, 'good.txt'))
  expect((await stat(join(dir, 'good.txt'))).mode & 0o200).toBe(0o200)
  const partial = await begun(store.destination(commit), bad)
  await partial.release()
  expect(await readdir(dir)).toEqual(['.cache', 'good.txt'])
})

test('nothing is written through a link that leads out of the folder', async ({ cache }) => {
  const { store, dir } = open(cache)
  const outside = join(cache, '../outside')
  const victim = await put(join(outside, 'victim'), 'precious')
  await mkdir(dir, { recursive: true })
  await symlink(outside, join(dir, 'data'))
  await symlink(victim, join(dir, 'a.txt'))
  await expect(bring(store.destination(commit), gitFile('data/a.txt'))).rejects.toEqual(
    refusal('FILE_FAILED', /leads out/),
  )
  await bring(store.destination(commit), gitFile('a.txt'))
  expect(await readFile(victim, 'utf8')).toBe('precious')
  expect((await lstat(join(dir, 'a.txt'))).isFile()).toBe(true)
  expect(await readdir(outside)).toEqual(['victim'])
})

test('a link to another place in the folder is followed', async ({ cache }) => {
  const { store, dir } = open(cache)
  await mkdir(join(dir, 'real'), { recursive: true })
  await symlink('real', join(dir, 'data'))
  await bring(store.destination(commit), gitFile('data/a.txt'))
  expect(await readFile(join(dir, 'real/a.txt'), 'utf8')).toBe('data/a.txt')
})

test('notes folder that leads out: refused', async ({ cache }) => {
  const { store, dir } = open(cache)
  await mkdir(join(cache, '../outside'))
  await mkdir(dir, { recursive: true })
  await symlink(join(cache, '../outside'), join(dir, '.cache'))
  await expect(bring(store.destination(commit), gitFile('a'))).rejects.toEqual(refusal('FILE_FAILED', /leads out/))
  expect(await readdir(join(cache, '../outside'))).toEqual([])
})

test('two names that are one file on this disk are refused before they replace each other', async ({ cache }) => {
  const { store, dir } = open(cache)
  const notes = join(dir, '.cache/huggingface')
  await bring(store.destination(commit), gitFile('Read.me'))
  await bring(store.destination(commit), gitFile('read.me'))
  // A disk that takes both names of the tag for one.
  await link(join(notes, 'CACHEDIR.TAG'), join(notes, 'cachedir.tag'))
  const twins = store.destination(commit)
  await expect(twins.begin(gitFile('read.me'), { force: true })).rejects.toEqual(
    refusal('FILE_FAILED', /read\.me and Read\.me are one file/),
  )
  await (await begun(twins, gitFile('Read.me'), true)).release()
})

test('trees and refs are noted in the folder, and read from the cache where they are there', async ({ cache }) => {
  const { store, dir } = open(cache)
  await openRepoCache(cache, repo).setCommit('v1', commit)
  expect(await store.cache.commitOf('v1')).toBe(commit)
  await store.cache.setCommit('main', commit)
  await store.cache.setTree({ commit, files: [gitFile('a.txt')] })
  expect(await store.cache.commitOf('main')).toBe(commit)
  expect((await store.cache.tree(commit))?.files).toEqual([gitFile('a.txt')])
  expect(await readdir(join(dir, '.cache/huggingface/trees'))).toEqual([`${commit}.json`])
})

test('a folder where the file should be is named', async ({ cache }) => {
  const { store, dir } = open(cache)
  await mkdir(join(dir, 'a.txt/x'), { recursive: true })
  await expect(bring(store.destination(commit), gitFile('a.txt'))).rejects.toEqual(
    refusal('FILE_FAILED', /a\.txt: it is a folder/),
  )
})
