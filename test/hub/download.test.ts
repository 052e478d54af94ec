import { chmod, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createHubClient } from '../../src/hub/client/create-client.ts'
import { download } from '../../src/hub/download/download.ts'
import type { TransferProgress } from '../../src/hub/download/contract.ts'
import { failure, filesBelow, large, setting, small, traffic, withoutPauses } from './download-setting.ts'

const files = {
  'config.json': '{}',
  'data/train.csv': 'a,b',
  'data/sub/test.csv': 'c',
  'empty.txt': '',
  'odd #1?%.txt': 'odd',
  'weights.bin': small,
}
const names = Object.keys(files).sort()

test('all files of a repo lie under their names, two requests for each small one', async () => {
  const here = await setting({ files })
  const result = await download(here.hub, 'ada/model')
  expect(result.path).toBe(result.folder)
  expect(result.files.map(({ path }) => path).sort()).toEqual(names)
  expect(result.files.every(({ fetched }) => fetched)).toBe(true)
  expect(await readFile(join(result.folder, 'data/sub/test.csv'), 'utf8')).toBe('c')
  expect(await readFile(join(result.folder, 'odd #1?%.txt'), 'utf8')).toBe('odd')
  expect((await stat(join(result.folder, 'empty.txt'))).size).toBe(0)
  expect((await stat(join(result.folder, 'weights.bin'))).size).toBe(small.bytes)
  expect(result.bytes).toBe(small.bytes + 2 + 3 + 1 + 3)
  // Revision, list, and for all but the empty file: where it is, and it.
  expect(here.fake.requests).toHaveLength(2 + 5 * 2)
  expect(here.fake.requests.some(({ method }) => method === 'HEAD')).toBe(false)
})

test('a second time costs one request, and none when the commit is named', async () => {
  const here = await setting({ files })
  const { commit } = await download(here.hub, 'ada/model')
  here.fake.clear()
  const again = await download(here.hub, 'ada/model')
  expect(again.files.some(({ fetched }) => fetched)).toBe(false)
  expect(again.bytes).toBe(0)
  expect(here.fake.requests).toHaveLength(1)
  here.fake.clear()
  await download(here.hub, `ada/model@${commit}`)
  const { path } = await download(here.hub, 'ada/model', { revision: commit, files: ['config.json'] })
  expect(await readFile(path, 'utf8')).toBe('{}')
  expect(here.fake.requests).toHaveLength(0)
})

test('a new commit brings what changed only', async () => {
  const here = await setting({ files })
  await download(here.hub, 'ada/model')
  here.fake.commit('ada/model', { 'config.json': '{"new":1}', 'data/train.csv': null })
  const { files: all, folder } = await download(here.hub, 'ada/model')
  expect(all.filter(({ fetched }) => fetched).map(({ path }) => path)).toEqual(['config.json'])
  expect(await filesBelow(folder)).not.toContain('train.csv')
})

test.each<[string, Parameters<typeof download>[2], readonly string[]]>([
  ['one name', { files: ['config.json'] }, ['config.json']],
  ['a folder', { files: ['data'] }, ['data/sub/test.csv', 'data/train.csv']],
  ['a folder with a slash', { files: ['data/sub/'] }, ['data/sub/test.csv']],
  ['a pattern', { include: '*.csv' }, ['data/sub/test.csv', 'data/train.csv']],
  ['patterns', { include: ['*.json', 'empty*'] }, ['config.json', 'empty.txt']],
  ['what is left out', { exclude: ['data/*', '*.bin', '*.txt'] }, ['config.json']],
  ['both', { include: '*.csv', exclude: 'data/sub/*' }, ['data/train.csv']],
])('files are chosen by %s', async (_, options, expected) => {
  const here = await setting({ files })
  const result = await download(here.hub, 'ada/model', options)
  expect(result.files.map(({ path }) => path).sort()).toEqual(expected)
  expect((await filesBelow(result.folder)).length).toBe(expected.length)
})

test('the path of one named file is given, also when the repo is named with it', async () => {
  const here = await setting({ files })
  const { path } = await download(here.hub, `${here.fake.url}/ada/model/blob/main/data/train.csv`)
  expect(await readFile(path, 'utf8')).toBe('a,b')
  expect((await download(here.hub, 'ada/model@main/data/train.csv')).path).toBe(path)
})

test('a name there is no file of, and patterns that fit none, are errors', async () => {
  const here = await setting({ files })
  const missing = await failure(download(here.hub, 'ada/model', { files: ['confg.json'] }))
  expect(missing.code).toBe('NO_SUCH_FILE')
  expect(missing.hint).toContain('--dry-run')
  expect((await failure(download(here.hub, 'ada/model', { include: '*.gguf' }))).message).toContain('fits *.gguf')
  expect((await failure(download(here.hub, 'ada/model', { exclude: '*' }))).code).toBe('NO_SUCH_FILE')
  expect((await failure(download(here.hub, 'ada/none'))).code).toBe('NOT_FOUND')
  expect((await failure(download(here.hub, 'ada/model@nowhere'))).code).toBe('NOT_FOUND')
  expect((await failure(download(here.hub, 'ada/model', { concurrency: 0 }))).code).toBe('BAD_ARGUMENT')
})

test('of a repo with many files only those that are named are asked for', async () => {
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`data/${index}.txt`, `text ${index}`]))
  const here = await setting({ files: many, pageSize: 5 })
  await download(here.hub, 'ada/model', { files: ['data/7.txt', 'data/8.txt'] })
  expect(here.fake.requests).toHaveLength(2 + 2 * 2)
  here.fake.add({ path: /paths-info/, answer: { status: 404 } })
  expect((await download(here.hub, 'ada/model', { files: ['data/9.txt', 'data/10.txt'] })).files).toHaveLength(2)
  expect((await download(here.hub, 'ada/model')).files).toHaveLength(30)
})

test('a dry run fetches nothing and says what would be', async () => {
  const here = await setting({ files })
  await download(here.hub, 'ada/model', { files: ['config.json'] })
  here.fake.clear()
  const plan = await download(here.hub, 'ada/model', { dryRun: true })
  expect(plan.files.filter(({ local }) => local !== undefined).map(({ path }) => path)).toEqual(['config.json'])
  expect(plan.bytes).toBe(small.bytes + 3 + 1 + 3)
  expect(traffic(here).requests).toBe(0)
})

test('force fetches what is there already', async () => {
  const here = await setting({ files })
  await download(here.hub, 'ada/model')
  const { files: all } = await download(here.hub, 'ada/model', { force: true })
  expect(all.every(({ fetched }) => fetched)).toBe(true)
})

test('a folder of the user’s gets plain files', async () => {
  const here = await setting({ files })
  const folder = join(here.folder, 'mine')
  const result = await download(here.hub, 'ada/model', { folder })
  expect(result.folder).toBe(folder)
  expect(await readFile(join(folder, 'data/train.csv'), 'utf8')).toBe('a,b')
  expect((await stat(join(folder, 'weights.bin'))).size).toBe(small.bytes)
  here.fake.clear()
  const again = await download(here.hub, 'ada/model', { folder })
  expect(again.files.some(({ fetched }) => fetched)).toBe(false)
  expect(here.fake.requests).toHaveLength(1)
})

test('without a network the last known commit is taken, with a note, if all of it is there', async () => {
  withoutPauses()
  const here = await setting({ files })
  const { commit } = await download(here.hub, 'ada/model')
  here.fake.add({ path: /\/revision\//, answer: { status: 404, code: 'RepoNotFound' } })
  expect((await failure(download(here.hub, 'ada/model'))).code).toBe('NOT_FOUND')
  const client = { ...here.hub.options, offline: true }
  const offline = createHubClient(client)
  expect((await download(offline, 'ada/model')).commit).toBe(commit)
  expect(here.warnings.at(-1)).toContain('as it was last time')
  const gone = createHubClient({ ...client, endpoint: 'http://127.0.0.1:9', offline: false })
  expect((await download(gone, 'ada/model')).commit).toBe(commit)
  expect((await failure(download(offline, 'ada/other'))).code).toBe('OFFLINE')
})

test('without a network a snapshot that is not whole is no success', async () => {
  const here = await setting({ files })
  await download(here.hub, 'ada/model', { include: 'config.json' })
  const offline = createHubClient({ ...here.hub.options, offline: true })
  const error = await failure(download(offline, 'ada/model'))
  expect(error.code).toBe('OFFLINE')
  expect(error.message).toMatch(/^Offline, and 5 of 6 files of model ada\/model are not here: data\/sub/)
  expect((await download(offline, 'ada/model', { files: ['config.json'] })).path).toContain('config.json')
})

test('a cache that cannot be written to still gives what it has', async () => {
  const here = await setting({ files })
  await download(here.hub, 'ada/model')
  const root = join(here.folder, 'hub')
  const folders = [root, join(root, 'models--ada--model'), join(root, 'models--ada--model', 'refs')]
  for (const folder of folders) await chmod(folder, 0o555)
  onTestFinished(async () => {
    for (const folder of folders) await chmod(folder, 0o755)
  })
  const { files: all } = await download(here.hub, 'ada/model')
  expect(all).toHaveLength(names.length)
})

test('datasets and Spaces have their own addresses and folders', async () => {
  const here = await setting({ repos: [{ id: 'ada/data', type: 'dataset', files }] })
  const { folder } = await download(here.hub, 'datasets/ada/data')
  expect(folder).toContain('datasets--ada--data')
  expect((await download(here.hub, { type: 'dataset', id: 'ada/data' })).folder).toBe(folder)
})

test('progress grows to its end, at most ten times a second', async () => {
  const here = await setting({ files: { ...files, 'large.bin': large } })
  const seen: TransferProgress[] = []
  const began = performance.now()
  await download(here.hub, 'ada/model', { onProgress: (progress) => seen.push(progress) })
  const seconds = (performance.now() - began) / 1000
  const done = seen.map(({ bytes }) => bytes.done)
  expect(done).toEqual(done.toSorted((a, b) => a - b))
  expect(seen.length).toBeLessThanOrEqual(10 * seconds + 2)
  const total = small.bytes + large.bytes + 9
  expect(seen.at(-1)).toMatchObject({
    files: { done: 7, total: 7, failed: 0 },
    bytes: { done: total, total, resumed: 0 },
    eta: 0,
    active: [],
  })
})

test('a link planted where a partial file goes is not followed', async () => {
  const here = await setting({ files })
  const victim = join(here.folder, 'victim')
  await writeFile(victim, 'mine')
  const folder = join(here.folder, 'mine')
  await mkdir(folder)
  await symlink(victim, join(folder, 'config.json'))
  await download(here.hub, 'ada/model', { folder, files: ['config.json'] })
  expect(await readFile(victim, 'utf8')).toBe('mine')
})
