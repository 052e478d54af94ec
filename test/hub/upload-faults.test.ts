import { rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { HubOptions } from '../../src/hub/client/contract.ts'
import { createHubClient } from '../../src/hub/client/create-client.ts'
import type { UploadProgress } from '../../src/hub/upload/contract.ts'
import { upload } from '../../src/hub/upload/upload.ts'
import type { FakeHub, FakeHubOptions } from '../../src/testing/fake-hub/contract.ts'
import { asked, contentOf, folderOf, namesOf, noise, start } from './upload-support.ts'

const files = [{ path: 'a.txt', content: 'a' }]
const byLfs: HubOptions = { env: { HF_HUB_DISABLE_XET: '1' } }

/** Ada's client, whose first commits are answered by `answer`, after the Hub took them where `taken` says so. */
const withCommit = async (
  { taken, times = 1 }: { taken: boolean; times?: number },
  answer: () => Response | Promise<Response>,
): ReturnType<typeof start> => {
  let left = times
  return start(
    {},
    {
      fetch: async (input, init) => {
        const address = input instanceof Request ? input.url : input.toString()
        if (!address.includes('/commit/') || left === 0) return fetch(input, init)
        left -= 1
        if (taken) await fetch(input, init)
        return answer()
      },
    },
  )
}

/** How many commits a branch has beyond those it began with. */
const commitsOf = ({ requests }: FakeHub): number =>
  requests.filter(({ method, path, status }) => method === 'POST' && path.includes('/commit/') && status === 200).length

test('a Hub that is unwell for a moment is asked again, for everything that may be', async () => {
  const { fake, hub } = await start({}, byLfs)
  const sick = { answer: { status: 503, headers: { 'retry-after': '0' } }, times: 1 } as const
  fake.add({ path: /preupload/, ...sick }, { path: /objects\/batch/, ...sick }, { method: 'PUT', ...sick })
  fake.add({ path: /complete_multipart/, ...sick }, { path: /\/commit\//, ...sick })
  const large = noise(9_000_000)
  await upload(hub, 'ada/there', [{ path: 'model.bin', content: large }])
  expect((await contentOf(fake, 'ada/there', 'model.bin')).equals(large)).toBe(true)
  expect(commitsOf(fake)).toBe(1)
})

test('a connection that breaks in the middle of a file is replaced, and the file sent again', async () => {
  const { fake, hub } = await start({}, byLfs)
  fake.add({ method: 'PUT', reset: 'head', times: 1 })
  const large = noise(3_000_000)
  const progress: UploadProgress[] = []
  await upload(hub, 'ada/there', [{ path: 'model.bin', content: large }], { onProgress: (each) => progress.push(each) })
  expect((await contentOf(fake, 'ada/there', 'model.bin')).equals(large)).toBe(true)
  expect(Math.max(...progress.map(({ done }) => done))).toBe(large.length)
})

test('a commit whose answer is lost is not made twice', async () => {
  for (const answer of [() => new Response('', { status: 504 }), () => Promise.reject(new TypeError('closed'))]) {
    const { fake, hub } = await withCommit({ taken: true }, answer)
    const done = await upload(hub, 'ada/there', files)
    expect(commitsOf(fake)).toBe(1)
    expect(await hub.json({ path: '/api/models/ada/there' })).toMatchObject({ sha: done.commits[0]?.id })
    expect(done.sent).toBe(1)
  }
})

test('a commit that was not taken is sent again', async () => {
  const { fake, hub } = await withCommit({ taken: false }, () => new Response('', { status: 504 }))
  await upload(hub, 'ada/there', files)
  expect(commitsOf(fake)).toBe(1)
  expect(await namesOf(hub, 'ada/there')).toEqual(['README.md', 'a.txt'])
})

test('a pull request of which nobody knows is not opened a second time', async () => {
  const { fake, hub } = await withCommit({ taken: true }, () => new Response('', { status: 504 }))
  const done = upload(hub, 'ada/there', files, { createPullRequest: true })
  await expect(done).rejects.toMatchObject({
    code: 'UNREACHABLE',
    hint: expect.stringContaining('/ada/there/discussions'),
  })
  expect(commitsOf(fake)).toBe(1)
})

test('a commit of somebody else meanwhile is not lost, and does not stop ours', async () => {
  const { fake, hub } = await start()
  let once = true
  await upload(hub, 'ada/there', files, {
    onProgress: ({ phase }) => {
      if (phase === 'committing' && once) fake.commit('ada/there', { 'other.txt': 'other' })
      once = phase !== 'committing'
    },
  })
  expect(asked(fake, /\/commit\//)).toBe(2)
  expect(await namesOf(hub, 'ada/there')).toEqual(['README.md', 'a.txt', 'other.txt'])
})

test('a repo that somebody makes at the same moment is used', async () => {
  const { fake, hub } = await start()
  fake.add({ path: /revision/, answer: { status: 404, code: 'RepoNotFound' }, times: 1 })
  await upload(hub, 'ada/there', files)
  expect(fake.requests.find(({ path }) => path === '/api/repos/create')?.status).toBe(409)
})

test('refusals say what is missing', async () => {
  const refused = async (options: HubOptions, more: FakeHubOptions = {}, id = 'ada/there'): Promise<unknown> =>
    upload((await start(more, options)).hub, id, files)
  await expect(refused({ token: 'hf_bob_read' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(refused({ token: false })).rejects.toMatchObject({ code: 'LOGIN_NEEDED' })
  await expect(refused({ token: 'hf_nobody' })).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' })
  await expect(refused({ offline: true })).rejects.toMatchObject({ code: 'OFFLINE' })
})

test('what is too large, or refused by the storage, is an error of one line', async () => {
  const { fake, hub } = await start({}, byLfs)
  fake.add({ method: 'PUT', answer: { status: 413 }, times: 1 })
  const large = [{ path: 'model.bin', content: noise(1000) }]
  await expect(upload(hub, 'ada/there', large)).rejects.toMatchObject({ code: 'TOO_LARGE' })
  fake.add({ method: 'PUT', answer: { status: 403, body: '<Error><Code>Expired</Code></Error>' }, times: 1 })
  await expect(upload(hub, 'ada/there', large)).rejects.toMatchObject({ code: 'BAD_ANSWER', details: { status: 403 } })
  fake.add({ path: /preupload/, answer: { status: 413 }, times: 1 })
  await expect(upload(hub, 'ada/there', large)).rejects.toMatchObject({ code: 'TOO_LARGE' })
  expect(commitsOf(fake)).toBe(0)
})

test('answers that make no sense are an error, and nothing is committed', async () => {
  const { fake, hub } = await start({}, byLfs)
  const large = [{ path: 'model.bin', content: noise(1000) }]
  const bodies = ['{}', '{"files":[{"path":"model.bin","uploadMode":"new"}]}', '[]', '{"files":[]}', 'null']
  for (const body of bodies) {
    fake.add({ path: /preupload/, answer: { status: 200, body }, times: 1 })
    await expect(upload(hub, 'ada/there', large), body).rejects.toMatchObject({ code: 'BAD_ANSWER' })
  }
  for (const body of ['{}', '{"objects":[{"oid":"no"}]}', '{"objects":[{"error":{"code":1,"message":"no"}}]}', 'x']) {
    fake.add({ path: /objects\/batch/, answer: { status: 200, body }, times: 1 })
    await expect(upload(hub, 'ada/there', large), body).rejects.toMatchObject({ code: 'BAD_ANSWER' })
  }
  expect(commitsOf(fake)).toBe(0)
})

test('where Xet refuses, the files go the way of git-lfs, and that is said', async () => {
  const said: string[] = []
  const { fake, hub } = await start({}, { onWarning: (text) => said.push(text) })
  fake.add({ path: /xorbs|shards/, answer: { status: 403 } })
  const large = noise(100_000)
  const more = Array.from({ length: 7 }, (_, at) => ({ path: `${at}.bin`, content: noise(1000, at + 2) }))
  await upload(hub, 'ada/there', [...more, { path: 'model.bin', content: large }])
  expect((await contentOf(fake, 'ada/there', 'model.bin')).equals(large)).toBe(true)
  expect(said).toEqual(['Xet does not take the files; they are sent the way of git-lfs'])
  expect(commitsOf(fake)).toBe(1)
})

test('a file that changes or vanishes while it is sent stops the commit', async () => {
  const harms: readonly ((file: string) => Promise<unknown>)[] = [
    (file) => writeFile(file, noise(3_000_000, 2)),
    (file) => truncate(file, 1000),
    (file) => rm(file),
  ]
  for (const harm of harms) {
    const { fake, hub } = await start({}, byLfs)
    const folder = await folderOf({ 'model.bin': noise(3_000_000), 'a.txt': 'a' })
    let harmed: Promise<unknown> | undefined
    const onProgress = ({ phase }: UploadProgress): void => {
      if (phase === 'uploading') harmed ??= harm(join(folder, 'model.bin'))
    }
    await expect(upload(hub, 'ada/there', folder, { onProgress })).rejects.toMatchObject({ code: 'FILE_FAILED' })
    await harmed
    expect(commitsOf(fake)).toBe(0)
  }
})

test('an upload can be ended at any time, and leaves no commit', async () => {
  for (const [options, path] of [
    [byLfs, /\/lfs\//],
    [{}, /xorbs/],
    [{}, /preupload/],
    [{}, /\/commit\//],
  ] as const) {
    const { fake, hub } = await start({}, options)
    fake.add({ path, hang: 0 })
    const stop = new AbortController()
    const done = upload(hub, 'ada/there', [{ path: 'model.bin', content: noise(100_000) }], { signal: stop.signal })
    const seen = setInterval(() => asked(fake, path) > 0 && stop.abort(), 5)
    await expect(done).rejects.toMatchObject({ code: 'CANCELLED' })
    clearInterval(seen)
  }
  const { fake, hub } = await start()
  await expect(upload(hub, 'ada/there', files, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'CANCELLED',
  })
  expect(asked(fake, /./)).toBe(0)
})

test.each([
  ['by Xet', {}],
  ['by git-lfs', byLfs],
  ['when the storage refuses', { fault: true }],
])(
  'nothing is written to the console, %s',
  async (_, { fault = false, ...options }: HubOptions & { fault?: boolean }) => {
    const loud = ['debug', 'log', 'info', 'warn', 'error', 'trace'] as const
    const spies = [
      ...loud.map((name) => vi.spyOn(console, name).mockReturnValue()),
      vi.spyOn(process.stdout, 'write').mockReturnValue(true),
      vi.spyOn(process.stderr, 'write').mockReturnValue(true),
    ]
    try {
      const { fake, hub } = await start({}, options)
      if (fault) fake.add({ path: /xorbs/, answer: { status: 403 } }, { method: 'PUT', answer: { status: 403 } })
      const done = upload(hub, 'ada/there', await folderOf({ 'model.bin': noise(100_000), 'a.txt': 'a' }))
      await (fault ? expect(done).rejects.toMatchObject({ code: 'BAD_ANSWER' }) : done)
      expect(spies.flatMap(({ mock }) => mock.calls)).toEqual([])
    } finally {
      for (const spy of spies) spy.mockRestore()
    }
  },
)

test('the client that is given is used for every request', async () => {
  const { fake } = await start()
  const origins = new Set<string>()
  const hub = createHubClient({
    endpoint: fake.url,
    token: 'hf_ada_write',
    env: {},
    fetch: async (input, init) => {
      origins.add(new URL(input instanceof Request ? input.url : input).origin)
      return fetch(input, init)
    },
  })
  await upload(hub, 'ada/there', [{ path: 'model.bin', content: noise(100_000) }])
  expect(origins.has(fake.url)).toBe(true)
  expect(fake.requests.every(({ headers }) => headers['user-agent']?.startsWith('hfn/'))).toBe(true)
})
