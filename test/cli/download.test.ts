import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { FakeHub, FakeHubOptions } from '../../src/testing/fake-hub/contract.ts'
import { createFakeHub } from '../../src/testing/fake-hub/create-fake-hub.ts'
import { hfn, type Outcome, type Setting } from './terminal.ts'

const files = { 'config.json': '{"a":1}', 'data/a.csv': 'a,b', 'data/b.csv': 'c', 'weights.bin': { bytes: 2_000_000 } }

interface Shell {
  readonly fake: FakeHub
  readonly folder: string
  readonly download: (args: readonly string[], setting?: Setting) => Promise<Outcome>
}

/** A command line with a Hub and a home of its own. */
const shell = async (options: FakeHubOptions = {}): Promise<Shell> => {
  const fake = await createFakeHub({
    repos: [
      { id: 'ada/model', files },
      { id: 'ada/data', type: 'dataset', files },
    ],
    ...options,
  })
  const folder = await mkdtemp(join(tmpdir(), 'hfn-download-'))
  onTestFinished(async () => {
    await fake.close()
    await rm(folder, { recursive: true, force: true })
  })
  const env = { HF_ENDPOINT: fake.url, HF_HOME: folder, NO_COLOR: '1' }
  return {
    fake,
    folder,
    download: (args, { env: more, ...setting } = {}) =>
      hfn(['download', ...args], { cwd: folder, ...setting, env: { ...env, ...more } }),
  }
}

test('the folder is printed, or the path of the one file that was named, and nothing else', async () => {
  const { download, folder } = await shell()
  const all = await download(['ada/model'])
  expect(all).toMatchObject({ status: 0, err: '' })
  expect(all.out.startsWith(join(folder, 'hub', 'models--ada--model', 'snapshots'))).toBe(true)
  expect((await readdir(all.out.trim())).sort()).toEqual(['config.json', 'data', 'weights.bin'])
  const one = await download(['ada/model', 'config.json'])
  expect(await readFile(one.out.trim(), 'utf8')).toBe('{"a":1}')
})

test.each<[string, readonly string[]]>([
  ['a prefix', ['datasets/ada/data']],
  ['--type', ['ada/data', '--type', 'dataset']],
  ['--repo-type, as hf says it', ['ada/data', '--repo-type', 'dataset', '--max-workers', '4']],
])('a dataset is named with %s', async (_, args) => {
  const { download } = await shell()
  expect((await download(args)).out).toContain('datasets--ada--data')
})

test('files are chosen by patterns and names, and put into a folder', async () => {
  const { download, folder } = await shell()
  const args = ['ada/model', '--include', '*.csv', '--include', '*.json', '--exclude', 'data/b*', '--local-dir', 'mine']
  expect((await download(args)).out).toBe(`${join(folder, 'mine')}\n`)
  const there = await readdir(join(folder, 'mine'), { recursive: true })
  expect(there.filter((name) => !name.startsWith('.cache')).sort()).toEqual(['config.json', 'data', 'data/a.csv'])
  const both = await download(['ada/model', 'config.json', 'data/b.csv', '--cache-dir', 'other', '--json'])
  const result = JSON.parse(both.out) as { files: { path: string; local: string }[] }
  expect(result.files.map(({ path }) => path)).toEqual(['config.json', 'data/b.csv'])
  expect(result.files[0]?.local.startsWith(join(folder, 'other'))).toBe(true)
})

test('the content of one file goes to stdout, byte for byte', async () => {
  const { download } = await shell()
  expect(await download(['ada/model', 'config.json', '--stdout'])).toEqual({ status: 0, out: '{"a":1}', err: '' })
  expect((await download(['ada/model/data/a.csv', '--stdout'])).out).toBe('a,b')
  const wrong = await download(['ada/model', '--stdout'])
  expect(wrong).toMatchObject({ status: 2, out: '' })
  expect(wrong.err).toContain('BAD_USAGE')
})

test('a dry run lists the files and what they need', async () => {
  const { download, fake } = await shell()
  await download(['ada/model', 'config.json'])
  fake.clear()
  const { out, err } = await download(['ada/model', '--dry-run'])
  expect(out.split('\n')).toEqual([
    'config.json\t7\tthere',
    'data/a.csv\t3\tto fetch',
    'data/b.csv\t1\tto fetch',
    'weights.bin\t2000000\tto fetch',
    '',
  ])
  expect(err).toBe('3 of 4 files to fetch, 2.00 MB\n')
  expect(fake.requests.some(({ path }) => path.includes('/resolve/'))).toBe(false)
})

test('progress is one line on a terminal, taken away at the end', async () => {
  const { download } = await shell({ bytesPerSecond: 4_000_000 })
  const terminal = { err: true }
  const { err, out } = await download(['ada/model'], { terminal, columns: 100 })
  expect(err).toMatch(/\d+ % · [\d.]+ MB of 2.00 MB · \d\/4 files/)
  expect(err.endsWith('\r\u001B[2K')).toBe(true)
  expect(out).toMatch(/^\/.*\n$/)
  for (const quiet of [['--progress', 'none'], ['-q']])
    expect((await download(['ada/model', '--force', ...quiet], { terminal })).err).toBe('')
  const env = { HF_HUB_DISABLE_PROGRESS_BARS: '1' }
  expect((await download(['ada/model', '--force'], { terminal, env })).err).toBe('')
})

test('progress for programs is JSON, a line a report', async () => {
  const { download } = await shell({ bytesPerSecond: 4_000_000 })
  const { err } = await download(['ada/model', '--progress', 'json'])
  const reports = err
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { bytes: { done: number; total: number } })
  expect(reports.length).toBeGreaterThan(2)
  expect(reports.at(-1)?.bytes).toEqual({ done: 2_000_011, total: 2_000_011, resumed: 0 })
})

test('Ctrl-C keeps what came and says how to go on', async () => {
  const { download, fake } = await shell({ bytesPerSecond: 4_000_000 })
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), 400)
  onTestFinished(() => clearTimeout(timer))
  const { status, err } = await download(['ada/model', 'weights.bin'], { signal: stop.signal })
  expect(status).toBe(130)
  expect(err).toContain('run the same command again')
  fake.clear()
  expect((await download(['ada/model', 'weights.bin'])).status).toBe(0)
  const sent = fake.requests.filter(({ host }) => host === 'cdn').reduce((sum, request) => sum + request.sent, 0)
  expect(sent).toBeLessThan(2_000_000)
})

test('files that cannot be had are named, the exit status tells, and the others stay', async () => {
  const { download, fake } = await shell()
  fake.add({ path: /resolve\/.*b\.csv/, answer: { status: 404, code: 'EntryNotFound' } })
  const { status, out, err } = await download(['ada/model'])
  expect({ status, out }).toEqual({ status: 1, out: '' })
  expect(err).toContain('error INCOMPLETE: 1 of 4 files of model ada/model are missing: data/b.csv')
  expect(err).toContain('Run the same command again')
})

test.each<[readonly string[], number, RegExp]>([
  [['ada/none'], 3, /NOT_FOUND/],
  [['ada/model', 'confg.json'], 3, /NO_SUCH_FILE.*confg\.json/],
  [['ada/model', '-j', '0'], 2, /BAD_USAGE.*-j/],
  [['ada/model', '-j', '1000'], 2, /BAD_ARGUMENT.*128/],
  [['ada/model', '--type', 'kernel'], 2, /BAD_USAGE/],
  [['ada/model', '--revision', '../x'], 2, /BAD_ARGUMENT/],
  [['not a repo'], 2, /BAD_ARGUMENT/],
  [['ada/model', '--progress', 'bar'], 2, /BAD_USAGE/],
  [[], 2, /BAD_USAGE/],
])('hfn download %j ends with %i', async (args, status, message) => {
  const { download } = await shell()
  const outcome = await download(args)
  expect(outcome.status).toBe(status)
  expect(outcome.err).toMatch(message)
  expect(outcome.out).toBe('')
})
