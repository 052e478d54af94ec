import { existsSync } from 'node:fs'
import { readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { report } from '../report.ts'
import {
  clients,
  difference,
  machine,
  pathIn,
  snapshotIn,
  startHub,
  unfinishedIn,
  type Client,
} from './cache-machine.ts'
import { hubVersions, ready } from './hf.ts'

beforeAll(ready)

const model = ['download', 'ann/model']
const data = ['download', 'ann/data', '--repo-type', 'dataset']

/** Who wrote, who read, what it asked of the Hub, and what a check of all hashes said. */
const table: (readonly [writer: Client, reader: Client, requests: number, verified: string])[] = []

/** hfn with each of the others, both ways. */
const pairs = hubVersions.flatMap((version) => [['hfn', version] as const, [version, 'hfn'] as const])

test.for(pairs)('what %s wrote, %s reads without a network, and finds right', async ([writer, reader]) => {
  const hub = await startHub()
  const { home, done } = await machine(hub)
  const written = pathIn(await done(writer, model))
  await done(writer, data)
  hub.clear()
  expect(pathIn(await done(reader, model, true))).toBe(written)
  expect(pathIn(await done(reader, [...model, 'data/odd #1?.txt'], true))).toBe(join(written, 'data/odd #1?.txt'))
  expect(hub.requests.filter(({ path }) => !path.includes('agent-harnesses'))).toEqual([])
  const asked = hub.requests.length
  await done(reader, ['cache', 'verify', 'ann/model', '--fail-on-missing-files', '--fail-on-extra-files'])
  await done(reader, ['cache', 'verify', 'ann/data', '--repo-type', 'dataset'])
  expect(await unfinishedIn(home)).toEqual([])
  table.push([writer, reader, asked, 'right'])
})

test.for(pairs)(
  'what %s wrote, %s lists without complaint, prunes nothing of, and removes',
  async ([writer, reader]) => {
    const hub = await startHub()
    const { home, done, run } = await machine(hub)
    await done(writer, model)
    await done(writer, data)
    const list = await run(reader, ['cache', 'ls'])
    expect(list.out + list.err).toContain('model/ann/model')
    expect(list.out + list.err).toContain('dataset/ann/data')
    expect(list.out + list.err).not.toMatch(/inconsisten|warning|unfinished|incomplete/i)
    const prune = await run(reader, ['cache', 'prune', '--dry-run'])
    expect(prune.out + prune.err).toMatch(/nothing to (prune|remove)/i)
    await done(reader, ['cache', 'rm', 'model/ann/model', '--yes'])
    expect(await readdir(join(home, 'hub'))).not.toContain('models--ann--model')
    await done(reader, ['cache', 'verify', 'ann/data', '--repo-type', 'dataset'])
    await done(reader, ['cache', 'rm', 'dataset/ann/data', '--yes'])
    const left = await readdir(join(home, 'hub'), { recursive: true, withFileTypes: true })
    expect(left.filter((entry) => entry.isFile() && /^[0-9a-f]{40,64}$/.test(entry.name))).toEqual([])
  },
)

test.for(hubVersions)('the snapshot is the same as that of %s, name by name and byte by byte', async (version) => {
  const hub = await startHub()
  const [ours, theirs] = [await machine(hub), await machine(hub)]
  await ours.done('hfn', model)
  await theirs.done(version, model)
  expect(await difference(await snapshotIn(ours.home), await snapshotIn(theirs.home))).toBe('')
  const names = async (home: string): Promise<string[]> =>
    (await readdir(join(home, 'hub/models--ann--model'))).filter((name) => name !== '.no_exist').toSorted()
  expect(await names(ours.home)).toEqual(await names(theirs.home))
})

test.for(pairs)('what %s put into a folder, %s knows and fetches nothing of', async ([writer, reader]) => {
  const hub = await startHub()
  const { home, done } = await machine(hub)
  const folder = join(home, 'folder')
  await done(writer, [...model, '--local-dir', folder])
  hub.clear()
  await done(reader, [...model, '--local-dir', folder])
  expect(hub.requests.filter(({ method, path }) => method === 'GET' && /\/resolve|\/cdn|xet|xorb/.test(path))).toEqual(
    [],
  )
  const verify = ['cache', 'verify', 'ann/model', '--local-dir', folder, '--fail-on-missing-files']
  // The first major counts its own notes as extra files.
  await done(reader, reader === 'hub-1' ? verify : [...verify, '--fail-on-extra-files'])
  await writeFile(join(folder, 'config.json'), 'changed')
  // Python's client takes what changes within a second of its note for the same.
  await utimes(join(folder, 'config.json'), new Date(), Date.now() / 1000 + 10)
  await done(reader, [...model, '--local-dir', folder])
  await done(writer, verify)
})

test('what Python keeps for all repos is not fetched a second time', async () => {
  const hub = await startHub()
  const { done } = await machine(hub)
  await done('hub-2', model)
  hub.clear()
  await done('hfn', data)
  expect(hub.requests.filter(({ path }) => /resolve|xorb/.test(path))).toEqual([])
  await done('hub-2', ['cache', 'rm', 'model/ann/model', '--yes'])
  await done('hfn', ['cache', 'verify', 'ann/data', '--type', 'dataset'], true)
})

test('four processes of three clients download the same repo at once into one good cache', async () => {
  const hub = await startHub()
  const { home, done } = await machine(hub)
  const paths = await Promise.all((['hfn', 'hub-1', 'hfn', 'hub-2'] as const).map((client) => done(client, model)))
  expect(new Set(paths.map(pathIn)).size).toBe(1)
  for (const client of clients) await done(client, ['cache', 'verify', 'ann/model', '--fail-on-missing-files'])
  expect(await unfinishedIn(home)).toEqual([])
})

test.for(hubVersions)('locks that %s holds are not waited for', async (version) => {
  const hub = await startHub()
  const { home, done, python } = await machine(hub)
  const held = join(home, 'held')
  const code = `
import os, sys, time
from filelock import FileLock
from huggingface_hub import HfApi
folder = os.path.join(os.environ['HF_HOME'], 'hub', '.locks', 'models--ann--model')
os.makedirs(folder)
for file in HfApi().list_repo_tree('ann/model', recursive=True):
    etag = file.lfs.sha256 if getattr(file, 'lfs', None) else getattr(file, 'blob_id', None)
    if etag: FileLock(os.path.join(folder, etag + '.lock')).acquire()
held = sys.argv[1]
open(held, 'w').close()
while os.path.exists(held): time.sleep(0.05)
print('held to the end')
`
  const holding = python(version, code, [held])
  await expect.poll(() => existsSync(held)).toBe(true)
  await done('hfn', model)
  await rm(held)
  expect((await holding).out).toBe('held to the end\n')
  await done(version, ['cache', 'verify', 'ann/model', '--fail-on-missing-files'])
})

test.for(pairs)('without symbolic links: what %s wrote, %s reads', async ([writer, reader]) => {
  const hub = await startHub()
  const { done } = await machine(hub, { HF_HUB_DISABLE_SYMLINKS: '1' })
  const written = pathIn(await done(writer, model))
  expect(pathIn(await done(reader, model, true))).toBe(written)
  await done(reader, ['cache', 'verify', 'ann/model', '--fail-on-missing-files', '--fail-on-extra-files'])
  await done(reader, ['cache', 'rm', 'model/ann/model', '--yes'])
})

test.for(pairs)('one file, and nothing noted of the others: what %s wrote, %s finds', async ([writer, reader]) => {
  const hub = await startHub()
  const { done, run } = await machine(hub)
  const written = pathIn(await done(writer, [...model, 'data/chunks.bin']))
  expect(pathIn(await done(reader, [...model, 'data/chunks.bin'], true))).toBe(written)
  expect((await run(reader, [...model, 'config.json'], true)).status).not.toBe(0)
})

test.for(hubVersions)('what hfn did not complete, %s lists and prunes', async (version) => {
  const hub = await startHub()
  const { home, run, done, killed } = await machine(hub)
  hub.set({ bytesPerSecond: 50_000 })
  const kill = new AbortController()
  const ended = killed([...model, 'weights.bin'], kill.signal)
  // A note that is being written has such a name too, for a moment.
  await expect.poll(() => unfinishedIn(home)).toContainEqual(expect.stringMatching(/^[0-9a-f]{64}/))
  kill.abort()
  await ended
  const list = await run(version, ['cache', 'ls'])
  expect(list.out + list.err).toMatch(/incomplete download/)
  await done(version, ['cache', 'prune', '--yes'])
  expect(await unfinishedIn(home)).toEqual([])
  hub.set({ bytesPerSecond: undefined })
  await done('hfn', model)
  await done(version, ['cache', 'verify', 'ann/model', '--fail-on-missing-files'])
})

afterAll(() =>
  report(
    'Caches: who writes, who reads, requests, hashes',
    table.map((row) => row.join('  ')),
  ),
)
