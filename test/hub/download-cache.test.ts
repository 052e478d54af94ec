import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createHubClient } from '../../src/hub/client/create-client.ts'
import { download } from '../../src/hub/download/download.ts'
import { failure, filesBelow, setting, withoutPauses, type Setting } from './download-setting.ts'

const files = { 'config.json': '{}', 'data/train.csv': 'a,b' }

const offline = (here: Setting) => createHubClient({ ...here.hub.options, offline: true })

/** A cache as clients leave it that do not note which files a commit has. */
const older = async (): Promise<{ here: Setting; folder: string }> => {
  const here = await setting({ files })
  const { folder } = await download(here.hub, 'ada/model')
  await rm(join(folder, '../../trees'), { recursive: true })
  return { here, folder }
}

test('without a network the snapshot of an older client is taken as it lies there, with a note', async () => {
  withoutPauses()
  const { here, folder } = await older()
  const result = await download(offline(here), 'ada/model')
  expect(result).toMatchObject({ folder, path: folder, bytes: 0 })
  expect(result.files.map(({ path, size }) => [path, size])).toEqual([
    ['config.json', 2],
    ['data/train.csv', 3],
  ])
  expect(here.warnings.at(-1)).toMatch(/^Nobody noted which files model ada\/model has at [0-9a-f]{12}; taking those/)
  expect((await download(offline(here), 'ada/model', { include: '*.csv' })).files).toHaveLength(1)
  const gone = createHubClient({ ...here.hub.options, endpoint: 'http://127.0.0.1:9' })
  expect((await download(gone, 'ada/model')).folder).toBe(folder)
})

test('what such a snapshot does not have is not called missing, but out of reach', async () => {
  const { here, folder } = await older()
  const hub = offline(here)
  expect((await failure(download(hub, 'ada/model', { files: ['none.txt'] }))).code).toBe('OFFLINE')
  expect((await failure(download(hub, 'ada/model', { include: '*.gguf' }))).code).toBe('OFFLINE')
  expect((await failure(download(hub, 'ada/model', { force: true }))).code).toBe('OFFLINE')
  expect((await failure(download(hub, 'ada/model', { folder: join(here.folder, 'mine') }))).code).toBe('OFFLINE')
  await rm(join(folder, '../../blobs'), { recursive: true })
  expect((await failure(download(hub, 'ada/model'))).code).toBe('OFFLINE')
})

test('a Hub that answers is believed, whatever lies there', async () => {
  const { here } = await older()
  here.fake.add({ path: /\/tree\//, answer: { status: 404, code: 'RepoNotFound' } })
  expect((await failure(download(here.hub, 'ada/model'))).code).toBe('NOT_FOUND')
})

test('a dry run leaves no trace, neither in the cache nor in a folder', async () => {
  const here = await setting({ files })
  const mine = join(here.folder, 'mine')
  await download(here.hub, 'ada/model', { dryRun: true })
  await download(here.hub, 'ada/model', { dryRun: true, folder: mine })
  await failure(download(here.hub, 'ada/model', { dryRun: true, files: ['none.txt'] }))
  expect(await filesBelow(here.folder)).toEqual([])
  expect(existsSync(join(here.folder, 'hub'))).toBe(false)
})

test('a dry run finds a content under another name, and shows it under none', async () => {
  const here = await setting({ files })
  const { folder } = await download(here.hub, 'ada/model')
  here.fake.commit('ada/model', { 'again.json': '{}' })
  const before = await filesBelow(here.folder)
  const plan = await download(here.hub, 'ada/model', { dryRun: true })
  expect(plan.bytes).toBe(0)
  expect(plan.folder).not.toBe(folder)
  const again = plan.files.find(({ path }) => path === 'again.json')
  expect(await readFile(again?.local ?? '', 'utf8')).toBe('{}')
  expect(await filesBelow(here.folder)).toEqual(before)
})

test('a first answer that is of no use costs a second one, and nothing else', async () => {
  withoutPauses()
  const here = await setting({ files })
  here.fake.add({ path: /\/resolve\//, times: 1, answer: { status: 503 } })
  const { path } = await download(here.hub, 'ada/model', { files: ['data/train.csv'] })
  expect(await readFile(path, 'utf8')).toBe('a,b')
})
