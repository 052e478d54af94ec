import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  commit,
  createRepo,
  deleteRepo,
  downloadFile,
  listFiles,
  listModels,
  snapshotDownload,
  uploadFiles,
  whoAmI,
} from '@huggingface/hub'
import { expect, onTestFinished, test } from 'vitest'
import { readFile } from 'node:fs/promises'
import type { FakeHub, FakeHubOptions } from '../../../src/testing/fake-hub/contract.ts'
import { createFakeHub } from '../../../src/testing/fake-hub/create-fake-hub.ts'
import { routeOf } from './coverage.ts'
import { users } from './stage.ts'

const repo = { type: 'model', name: 'ada/model' } as const

/** Two xorbs when it is read. */
const wide = { content: { bytes: 18_000_000, seed: 5 }, stored: 'xet' } as const

const repos = [
  {
    id: 'ada/model',
    files: {
      'config.json': '{}',
      'large.bin': { content: Buffer.alloc(90_000, 'large'), stored: 'lfs' },
      'wide.bin': wide,
    },
  },
] as const

const noise: Uint8Array<ArrayBuffer> = Uint8Array.from(
  { length: 300_000 },
  (_, at) => Math.imul(at, 2_654_435_761) >>> 13,
)

async function start(
  options: FakeHubOptions = {},
): Promise<{ hub: FakeHub; who: { hubUrl: string; accessToken: string } }> {
  const hub = await createFakeHub({ users, repos, ...options })
  onTestFinished(() => hub.close())
  return { hub, who: { hubUrl: hub.url, accessToken: users[0].token } }
}

/** A file over plain HTTP. */
async function served(hub: FakeHub, path: string): Promise<Buffer> {
  const answer = await fetch(`${hub.url}/ada/model/resolve/main/${path}`)
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return Buffer.from(await answer.arrayBuffer())
}

const bytesOf = async (blob: Blob | null | undefined): Promise<Buffer> => {
  if (!blob) throw new Error('there is no such file')
  return Buffer.from(await blob.arrayBuffer())
}

const asked = (hub: FakeHub): Set<string> => new Set(hub.requests.map(routeOf))

test('@huggingface/hub reads every kind of file, whole and in part', async () => {
  const { hub, who } = await start()
  for (const path of ['config.json', 'large.bin', 'wide.bin']) {
    const blob = await downloadFile({ ...who, repo, path })
    expect((await bytesOf(blob)).equals(await served(hub, path)), path).toBe(true)
  }
  expect(asked(hub)).toContain('GET cdn /xorbs/default/:xorb')
  const part = (await downloadFile({ ...who, repo, path: 'wide.bin' }))?.slice(16_700_000, 16_900_000)
  expect((await bytesOf(part)).equals((await served(hub, 'wide.bin')).subarray(16_700_000, 16_900_000))).toBe(true)
  expect(await downloadFile({ ...who, repo, path: 'none' })).toBeNull()
})

test('@huggingface/hub downloads a snapshot', async () => {
  const { hub, who } = await start()
  const cacheDir = await mkdtemp(join(tmpdir(), 'hfn-snapshot-'))
  onTestFinished(() => rm(cacheDir, { recursive: true, force: true }))
  const folder = await snapshotDownload({ ...who, repo, cacheDir })
  expect((await readFile(join(folder, 'large.bin'))).equals(await served(hub, 'large.bin'))).toBe(true)
  expect((await readFile(join(folder, 'wide.bin'))).equals(await served(hub, 'wide.bin'))).toBe(true)
})

test.each([true, false])('@huggingface/hub uploads, with Xet: %s', async (useXet) => {
  const { hub, who } = await start()
  const long = new Uint8Array(20_000_000).fill(7)
  const files = { 'a.txt': Uint8Array.from(Buffer.from('olá')), 'noise.bin': noise, 'long.bin': long }
  await uploadFiles({
    ...who,
    repo,
    useXet,
    files: Object.entries(files).map(([path, bytes]) => ({ path, content: new Blob([bytes]) })),
  })
  expect(asked(hub).has('POST cdn /cas/v1/shards')).toBe(useXet)
  expect(asked(hub).has('PUT cdn /lfs/:oid/:number')).toBe(!useXet)
  for (const [path, bytes] of Object.entries(files)) expect((await served(hub, path)).equals(bytes), path).toBe(true)
  const before = hub.requests.length
  await uploadFiles({ ...who, repo, useXet, files: [{ path: 'again.bin', content: new Blob([noise]) }] })
  expect(hub.requests.slice(before).map(routeOf)).toEqual([
    'POST /api/:types/:id/preupload/:revision',
    'POST /:kind?/:owner/:git/info/lfs/objects/batch',
    'POST /api/:types/:id/commit/:revision',
  ])
})

test('@huggingface/hub edits, deletes, proposes, and makes and deletes repos', async () => {
  const { hub, who } = await start()
  const original = await downloadFile({ ...who, repo, path: 'wide.bin' })
  if (!original) throw new Error('wide.bin is missing')
  const edits = [{ start: 5, end: 10, content: new Blob(['edited']) }]
  await commit({
    ...who,
    repo,
    title: 'Edit',
    operations: [
      { operation: 'edit', path: 'edited.bin', originalContent: original, edits },
      { operation: 'delete', path: 'large.bin' },
    ],
  })
  const before = await served(hub, 'wide.bin')
  expect(
    (await served(hub, 'edited.bin')).equals(
      Buffer.concat([before.subarray(0, 5), Buffer.from('edited'), before.subarray(10)]),
    ),
  ).toBe(true)
  const paths: string[] = []
  for await (const { path } of listFiles({ ...who, repo, recursive: true })) paths.push(path)
  expect(paths.toSorted()).toEqual(['config.json', 'edited.bin', 'wide.bin'])
  const proposed = await commit({
    ...who,
    repo,
    title: 'b',
    isPullRequest: true,
    operations: [{ operation: 'addOrUpdate', path: 'b.txt', content: new Blob(['b']) }],
  })
  expect(proposed?.pullRequestUrl).toBe(`${hub.url}/ada/model/discussions/1`)
  await expect(served(hub, 'b.txt')).rejects.toThrow('404')
  const { repoUrl } = await createRepo({
    ...who,
    repo: 'ada/other',
    files: [{ path: 'c.txt', content: new Blob(['c']) }],
  })
  expect(repoUrl).toBe(`${hub.url}/ada/other`)
  await deleteRepo({ ...who, repo: 'ada/other' })
  const names: string[] = []
  for await (const { name } of listModels({ ...who, search: { owner: 'ada' } })) names.push(name)
  expect([(await whoAmI(who)).name, names]).toEqual(['ada', ['ada/model']])
})
