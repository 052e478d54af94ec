import { chmod, link, lstat, mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises'
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
import { openRepoCache } from './open-repo-cache.ts'

const commit = commitOf('a')
const other = commitOf('b')

test('files lie as Python puts them: blobs by etag, snapshots of relative links', async ({ cache }) => {
  const store = openRepoCache(cache, repo)
  const file = gitFile('data/deep/a.txt')
  const path = await bring(store.destination(commit), file)
  const folder = join(cache, 'models--ann--tiny')
  expect(path).toBe(join(folder, 'snapshots', commit, 'data/deep/a.txt'))
  expect(await readlink(path)).toBe(`../../../../blobs/${file.blobId}`)
  expect(await readFile(path, 'utf8')).toBe(file.path)
  expect(await readdir(join(folder, 'blobs'))).toEqual([file.blobId])
  expect(await readFile(join(cache, 'CACHEDIR.TAG'), 'utf8')).toMatch(/^Signature: 8a477f597d28d172789f06886806bc55\n/)
})

test('a content is kept once for all commits, and found without being fetched', async ({ cache }) => {
  const store = openRepoCache(cache, repo)
  const file = gitFile('a.txt')
  await bring(store.destination(commit), file)
  const found = await store.destination(other).find({ ...file, path: 'b.txt' })
  expect(found).toBe(join(store.folder, 'snapshots', other, 'b.txt'))
  expect(await readFile(String(found), 'utf8')).toBe('a.txt')
  expect(await store.destination(other).begin({ ...file, path: 'c.txt' }, {})).toMatch(/c\.txt$/)
})

test('a shorter blob is no blob', async ({ cache }) => {
  const store = openRepoCache(cache, repo)
  const file = gitFile('a.txt', 'all of it')
  const path = await bring(store.destination(commit), file, 'all of it')
  await writeFile(path, 'all')
  expect(await store.destination(commit).find(file)).toBeUndefined()
  expect(await readFile(await bring(store.destination(commit), file, 'all of it'), 'utf8')).toBe('all of it')
})

test('with force the blob gives way, without it the one that is there stays', async ({ cache }) => {
  const store = openRepoCache(cache, repo).destination(commit)
  const file = gitFile('a.txt', 'good')
  const path = await bring(store, file, 'evil')
  const partial = await begun(store, file, true)
  await writeFile(partial.path, 'good')
  expect(await readFile(await store.publish(partial, file), 'utf8')).toBe('good')
  const late = await begun(store, file, true)
  await writeFile(late.path, 'late')
  await store.publish({ ...late, force: false, release: () => late.release() }, file)
  expect(await readFile(path, 'utf8')).toBe('good')
})

test('refs lie in folders of their own, without a newline, and are taken from Python with one', async ({ cache }) => {
  const store = openRepoCache(cache, repo)
  await store.setCommit('refs/pr/1', commit)
  await store.setCommit('main', other)
  expect(await readFile(join(store.folder, 'refs/refs/pr/1'), 'utf8')).toBe(commit)
  expect(await store.commitOf('refs/pr/1')).toBe(commit)
  await writeFile(join(store.folder, 'refs/main'), `${commit}\n`)
  expect(await store.commitOf('main')).toBe(commit)
  expect(await store.commitOf('v1')).toBeUndefined()
  expect(await store.commitOf(other)).toBe(other)
  await writeFile(join(store.folder, 'refs/main'), '../../etc')
  expect(await store.commitOf('main')).toBeUndefined()
})

test('a noted tree comes back as it was, in the words of Python', async ({ cache }) => {
  const store = openRepoCache(cache, repo)
  const files = [{ ...largeFile('m.bin', 'large'), xetHash: 'c'.repeat(64) }, gitFile('ä/#1?.txt')]
  await store.setTree({ commit, files })
  const text: unknown = JSON.parse(await readFile(join(store.folder, 'trees', `${commit}.json`), 'utf8'))
  expect(text).toEqual({
    format_version: 1,
    files: {
      'm.bin': {
        size: 5,
        blob_id: files[0]?.blobId,
        lfs_sha256: files[0]?.sha256,
        lfs_size: 5,
        xet_hash: 'c'.repeat(64),
      },
      'ä/#1?.txt': { size: 10, blob_id: files[1]?.blobId },
    },
  })
  expect((await store.tree(commit))?.files).toEqual(files)
  expect(await store.tree(other)).toBeUndefined()
})

test.for([
  'no JSON',
  '[]',
  '{"format_version":2,"files":{}}',
  '{"format_version":1,"files":{"../x":{"size":1,"blob_id":"' + 'a'.repeat(40) + '"}}}',
  '{"format_version":1,"files":{"x":{"size":-1,"blob_id":"' + 'a'.repeat(40) + '"}}}',
  '{"format_version":1,"files":{"x":{"size":1,"blob_id":"../../x"}}}',
  '{"format_version":1,"files":null}'.slice(0, -3),
])('notes that cannot be right are none: %s', async (text, { cache }) => {
  const store = openRepoCache(cache, repo)
  await put(join(store.folder, 'trees', `${commit}.json`), text)
  expect(await store.tree(commit)).toBeUndefined()
})

test('a missing file is noted as Python notes it', async ({ cache }) => {
  const store = openRepoCache(cache, repo)
  expect(await store.isMissing(commit, 'a/b.json')).toBe(false)
  await store.setMissing(commit, 'a/b.json')
  expect(await store.isMissing(commit, 'a/b.json')).toBe(true)
  expect((await stat(join(store.folder, '.no_exist', commit, 'a/b.json'))).size).toBe(0)
})

test.for(['../../x', 'W/"abc"', `${'a'.repeat(39)}/`, 'A'.repeat(40), '', 'a'.repeat(41)])(
  'a content called %s is refused, and nothing is written',
  async (blobId, { cache }) => {
    const store = openRepoCache(cache, repo).destination(commit)
    await expect(store.begin({ path: 'a.txt', size: 1, blobId }, {})).rejects.toEqual(refusal('BAD_ANSWER', /no hash/))
    await expect(lstat(cache)).rejects.toThrow(/ENOENT/)
  },
)

test('commits, revisions and paths that lead elsewhere are refused', async ({ cache }) => {
  const store = openRepoCache(cache, repo)
  expect(() => store.destination('../../x')).toThrow(/no id of a commit/)
  await expect(store.setCommit('main', 'x')).rejects.toEqual(refusal('BAD_ANSWER'))
  await expect(store.setCommit('../../main', commit)).rejects.toEqual(refusal('BAD_ARGUMENT'))
  await expect(store.find(commit, '../../../../etc/passwd')).rejects.toEqual(refusal('BAD_ARGUMENT'))
  await expect(store.setMissing(commit, 'C:\\x')).rejects.toEqual(refusal('BAD_ARGUMENT'))
  await expect(store.destination(commit).begin({ ...gitFile('a'), path: 'a/../../b' }, {})).rejects.toEqual(
    refusal('BAD_ANSWER', /leads elsewhere/),
  )
  await expect(lstat(cache)).rejects.toThrow(/ENOENT/)
})

test('a blob that somebody made a link is replaced, never written through', async ({ cache }) => {
  const store = openRepoCache(cache, repo)
  const file = gitFile('a.txt', 'content')
  const victim = await put(join(cache, '../victim'), 'precious')
  await mkdir(join(store.folder, 'blobs'), { recursive: true })
  await symlink(victim, join(store.folder, 'blobs', file.blobId))
  await bring(store.destination(commit), file, 'content')
  expect(await readFile(victim, 'utf8')).toBe('precious')
  expect((await lstat(join(store.folder, 'blobs', file.blobId))).isFile()).toBe(true)
})

test('a folder that somebody made a link out of the repo is refused, and a file in its place is replaced', async ({
  cache,
}) => {
  const store = openRepoCache(cache, repo)
  const file = gitFile('data/a.txt')
  const outside = join(cache, '../outside')
  await mkdir(outside)
  await mkdir(join(store.folder, 'snapshots', commit), { recursive: true })
  await symlink(outside, join(store.folder, 'snapshots', commit, 'data'))
  await expect(bring(store.destination(commit), file)).rejects.toEqual(refusal('FILE_FAILED', /leads out/))
  expect(await readdir(outside)).toEqual([])
  const own = gitFile('b.txt')
  const victim = await put(join(cache, '../victim'), 'precious')
  await symlink(victim, join(store.folder, 'snapshots', commit, 'b.txt'))
  await bring(store.destination(commit), own)
  expect(await readFile(victim, 'utf8')).toBe('precious')
})

test('without symbolic links a snapshot holds second names of the same bytes', async ({ cache }) => {
  const store = openRepoCache(cache, repo, { env: { HF_HUB_DISABLE_SYMLINKS: '1' } })
  const file = gitFile('a/b.txt')
  const one = await lstat(await bring(store.destination(commit), file))
  const two = await lstat(String(await store.destination(other).find(file)))
  expect(one.isFile()).toBe(true)
  expect(two.ino).toBe(one.ino)
})

test('a content that Python keeps for all repos is taken from there, and stays when that is swept', async ({
  cache,
}) => {
  const file = { ...largeFile('m.bin', 'shared'), xetHash: 'd'.repeat(64) }
  await put(join(cache, 'blobs/.huggingface-shared-blobs'), '1\n')
  const stored = await put(join(cache, 'blobs/dd', file.xetHash), 'shared')
  await chmod(stored, 0o444)
  const off = openRepoCache(cache, repo, { env: { HF_HUB_DISABLE_SHARED_BLOBS: 'yes' } })
  expect(await off.destination(commit).find(file)).toBeUndefined()
  const store = openRepoCache(cache, repo)
  const path = String(await store.destination(commit).find(file))
  expect(await readFile(path, 'utf8')).toBe('shared')
  expect((await stat(path)).ino).toBe((await stat(stored)).ino)
  expect(await store.destination(commit).find({ ...file, sha256: 'e'.repeat(64), size: 7 })).toBeUndefined()
})

test('a blob that leads into the store for all repos is read, and never written through', async ({ cache }) => {
  const file = { ...largeFile('m.bin', 'shared'), xetHash: 'd'.repeat(64) }
  await put(join(cache, 'blobs/.huggingface-shared-blobs'), '1\n')
  const stored = await put(join(cache, 'blobs/dd', file.xetHash), 'shared')
  const store = openRepoCache(cache, repo)
  await mkdir(join(store.folder, 'blobs'), { recursive: true })
  await symlink(`../../blobs/dd/${file.xetHash}`, join(store.folder, 'blobs', String(file.sha256)))
  expect(await store.destination(commit).find(file)).toMatch(/m\.bin$/)
  const partial = await begun(store.destination(commit), file, true)
  await writeFile(partial.path, 'forced')
  await store.destination(commit).publish(partial, file)
  expect(await readFile(stored, 'utf8')).toBe('shared')
})

test('a cache that anybody may change is warned of once', async ({ cache }) => {
  await mkdir(cache, { recursive: true })
  await chmod(cache, 0o777)
  const warnings: string[] = []
  const store = openRepoCache(cache, repo, { onWarning: (text) => warnings.push(text) })
  await bring(store.destination(commit), gitFile('a'))
  await bring(store.destination(commit), gitFile('b'))
  expect(warnings).toEqual([expect.stringContaining('chmod o-w')])
})

test('a folder in the way, or a file where a folder should be, is named', async ({ cache }) => {
  const store = openRepoCache(cache, repo)
  await mkdir(join(store.folder, 'snapshots', commit, 'a.txt/x'), { recursive: true })
  await expect(bring(store.destination(commit), gitFile('a.txt'))).rejects.toEqual(
    refusal('FILE_FAILED', /a\.txt|blobs/),
  )
  await put(join(store.folder, 'snapshots', commit, 'b'))
  await expect(bring(store.destination(commit), gitFile('b/c'))).rejects.toEqual(refusal('FILE_FAILED'))
})

test('a second name of a blob that is shown already is left alone', async ({ cache }) => {
  const store = openRepoCache(cache, repo, { env: { HF_HUB_DISABLE_SYMLINKS: '1' } })
  const file = gitFile('a.txt')
  const path = await bring(store.destination(commit), file)
  await link(path, `${path}.kept`)
  const partial = await begun(store.destination(commit), file, true)
  await writeFile(partial.path, 'a.txt')
  await store.destination(commit).publish(partial, file)
  expect(await readdir(join(store.folder, 'blobs'))).toEqual([file.blobId])
})
