import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { openRepoCache } from '../../src/hub/cache/open-repo-cache.ts'
import { bring, commitOf, gitFile, largeFile, repo, test } from '../hub/cache-support.ts'
import { hfn, type Outcome, type Setting } from './terminal.ts'

const [one, two] = [commitOf('1'), commitOf('2')]

/** Runs `hfn cache …` where the Hub is out of reach. */
const run = (cache: string, words: readonly string[], setting: Setting = {}): Promise<Outcome> =>
  hfn(['cache', ...words], { env: { HF_HUB_CACHE: cache, HF_HUB_OFFLINE: '1' }, ...setting })

const fill = async (cache: string): Promise<void> => {
  const model = openRepoCache(cache, repo)
  await bring(model.destination(one), gitFile('a', 'x'.repeat(2000)), 'x'.repeat(2000))
  await bring(model.destination(two), gitFile('b', 'y'.repeat(3000)), 'y'.repeat(3000))
  await model.setCommit('main', two)
  await model.setTree({ commit: two, files: [gitFile('b', 'y'.repeat(3000))] })
  const data = openRepoCache(cache, { type: 'dataset', id: 'ann/data' })
  await bring(data.destination(one), largeFile('large', 'z'.repeat(9000)), 'z'.repeat(9000))
  await data.setCommit('main', one)
}

test('ls lists repos, for programs with tabs and bytes, for people in columns', async ({ cache }) => {
  await fill(cache)
  const piped = await run(cache, ['ls'])
  expect(piped.out.split('\n').map((line) => line.split('\t').toSpliced(2, 1))).toEqual([
    ['dataset/ann/data', '9000', 'main'],
    ['model/ann/tiny', '5000', 'main'],
    [''],
  ])
  expect(piped.err).toContain('2 repos, 3 revisions, 14.0 kB')
  const shown = await run(cache, ['list', '--sort', 'size'], { terminal: { out: true } })
  expect(shown.out).toMatch(/ID +SIZE +MODIFIED +REFS/)
  expect(shown.out).toMatch(/ann\/data +9\.00 kB/)
})

test('ls --revisions lists each, --json gives numbers, -q ids that rm takes', async ({ cache }) => {
  await fill(cache)
  const { out } = await run(cache, ['ls', '--revisions', '--json', '--sort', 'size'])
  expect(JSON.parse(out)).toMatchObject([
    { id: 'dataset/ann/data', revision: one, size: 9000, refs: ['main'] },
    { id: 'model/ann/tiny', revision: two, size: 3000, files: 1 },
    { id: 'model/ann/tiny', revision: one, size: 2000, refs: [] },
  ])
  const ids = (await run(cache, ['ls', '-q', '--revisions'])).out.trim().split('\n')
  expect(ids).toContain(`model/ann/tiny@${one}`)
  expect((await run(cache, ['rm', ...ids, '--yes'])).status).toBe(0)
  expect((await run(cache, ['ls', '-q'])).out).toBe('')
})

test('an empty or missing cache is empty', async ({ cache }) => {
  expect(await run(cache, ['ls', '--json'])).toEqual({ status: 0, out: '[]\n', err: '' })
  expect((await run(cache, ['prune'])).err).toContain('nothing to remove')
})

test('a repo of which no file was ever read has no time of that', async ({ cache }) => {
  const model = openRepoCache(cache, repo)
  await model.setCommit('main', one)
  await mkdir(join(cache, 'models--ann--tiny', 'snapshots', one), { recursive: true })
  const [row] = JSON.parse((await run(cache, ['ls', '--json'])).out) as object[]
  expect(row).toMatchObject({ id: 'model/ann/tiny', files: 0 })
  expect(row).not.toHaveProperty('accessed')
})

test('rm asks nobody where there is no terminal, and says what it would do', async ({ cache }) => {
  await fill(cache)
  const refused = await run(cache, ['rm', 'ann/tiny'])
  expect(refused).toMatchObject({ status: 2, err: expect.stringContaining('--yes') })
  const dry = await run(cache, ['rm', 'ann/tiny', '--dry-run'])
  expect(dry).toMatchObject({ status: 0, out: 'model/ann/tiny\tall of it\n' })
  expect(await readdir(cache)).toContain('models--ann--tiny')
  const done = await run(cache, ['rm', 'ann/tiny', '-y', '--json'])
  expect(JSON.parse(done.out)).toMatchObject({ repos: [{ id: 'model/ann/tiny', whole: true }], kept: [] })
  expect(await readdir(cache)).not.toContain('models--ann--tiny')
  expect(await run(cache, ['rm', 'ann/tiny', '-y'])).toMatchObject({ status: 3 })
})

test('prune takes the revision no branch leads to', async ({ cache }) => {
  await fill(cache)
  expect((await run(cache, ['prune', '--yes'])).out).toBe(`model/ann/tiny\trevision ${one}\n`)
  expect((await run(cache, ['ls', '--revisions', '-q'])).out.split('\n')).toHaveLength(3)
})

test('verify says that all is right, or what is not', async ({ cache }) => {
  await fill(cache)
  const good = await run(cache, ['verify', 'ann/tiny'])
  expect(good).toMatchObject({ status: 0, out: '', err: expect.stringContaining('1 files of model ann/tiny') })
  await writeFile(join(cache, 'models--ann--tiny/snapshots', two, 'b'), 'z'.repeat(3000))
  const bad = await run(cache, ['verify', 'ann/tiny'])
  expect(bad).toMatchObject({ status: 1, out: 'corrupt\tb\n' })
  expect(bad.err).toContain('hfn download ann/tiny b --force')
  expect(JSON.parse((await run(cache, ['verify', 'ann/tiny', '--json'])).out)).toMatchObject({ checked: 1 })
  expect(await run(cache, ['verify', 'ann/none'])).toMatchObject({ status: 3 })
  expect((await run(cache, ['verify', 'ann/data', '--type', 'dataset'])).status).toBe(0)
})

test('verify can insist on all files and no others', async ({ cache }) => {
  await fill(cache)
  await openRepoCache(cache, repo).setTree({ commit: two, files: [gitFile('c')] })
  expect((await run(cache, ['verify', 'ann/tiny'])).out).toBe('missing\tc\nextra\tb\n')
  expect((await run(cache, ['verify', 'ann/tiny', '--fail-on-missing-files'])).status).toBe(1)
  expect((await run(cache, ['verify', 'ann/tiny', '--fail-on-extra-files'])).status).toBe(1)
})

test('path prints where the cache is, and what it has', async ({ cache }) => {
  expect((await run(cache, ['path'])).out).toBe(`${cache}\n`)
  expect(await run(cache, ['path', 'ann/tiny'])).toMatchObject({ status: 3 })
  await fill(cache)
  const snapshot = join(cache, 'models--ann--tiny/snapshots', two)
  expect((await run(cache, ['path', 'ann/tiny'])).out).toBe(`${snapshot}\n`)
  expect((await run(cache, ['path', 'ann/tiny', 'b'])).out).toBe(`${join(snapshot, 'b')}\n`)
  expect((await run('/nowhere', ['path', `ann/tiny@${one}`, 'a', '--cache-dir', cache])).out).toMatch(/a\n$/)
})

test('a cache below a file is an empty one', async ({ cache }) => {
  await writeFile(cache, 'no folder')
  const { status, out, err } = await run(join(cache, 'hub'), ['ls'])
  expect({ status, out }).toEqual({ status: 0, out: '' })
  expect(err).not.toContain('error')
})
