import { readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Journey, Stage } from '../stage.ts'

const weights = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * at) >> 7))

const files = {
  'config.json': '{"a":1}',
  'empty.txt': '',
  'sub/notes #1?.txt': 'olá',
  'large.bin': { content: weights, stored: 'lfs' },
  'sub/xet.bin': { content: weights.subarray(1_000), stored: 'xet' },
  // More than one xorb.
  'wide.safetensors': { content: { bytes: 17_000_001, seed: 3 }, stored: 'xet' },
} as const

const repos = [{ id: 'ada/model', files, formerly: ['ada/old'] }] as const

const read = (folder: string, ...path: string[]): Promise<Buffer> => readFile(join(folder, ...path))

/** The folder a command says it has downloaded into. */
const pathIn = (out: string): string => /path: (.+)/.exec(out)?.[1] ?? ''

const wide = async ({ hub }: Stage): Promise<Buffer> => {
  const answer = await fetch(`${hub.url}/ada/model/resolve/main/wide.safetensors`)
  return Buffer.from(await answer.arrayBuffer())
}

async function expectWhole(stage: Stage, folder: string): Promise<void> {
  expect((await read(folder, 'config.json')).toString()).toBe('{"a":1}')
  expect((await read(folder, 'sub', 'notes #1?.txt')).toString()).toBe('olá')
  expect((await stat(join(folder, 'empty.txt'))).size).toBe(0)
  expect((await read(folder, 'large.bin')).equals(weights)).toBe(true)
  expect((await read(folder, 'sub', 'xet.bin')).equals(weights.subarray(1_000))).toBe(true)
  expect((await read(folder, 'wide.safetensors')).equals(await wide(stage))).toBe(true)
}

export const downloadJourneys: readonly Journey[] = [
  {
    name: 'download: plain, large and Xet files arrive whole, and a second run asks for the commit only',
    hub: { repos },
    play: async (stage) => {
      const folder = pathIn(await stage.done('download ada/model'))
      const asked = stage.asked()
      await expectWhole(stage, folder)
      for (const route of [
        'GET /api/:types/:id/revision/:revision',
        'GET /api/:types/:id/tree/:revision',
        'HEAD /:kind?/:id/resolve/:revision/*path',
        'HEAD /api/resolve-cache/:types/:id/:revision/*path',
        'GET /api/resolve-cache/:types/:id/:revision/*path',
        'GET cdn /repos/:first/:second/:oid',
        'GET /api/:types/:id/xet-read-token/:revision',
        'GET cdn /cas/:version/reconstructions/:hash',
        'GET cdn /xorbs/default/:xorb',
      ])
        expect(asked).toContain(route)
      stage.asked()
      expect(pathIn(await stage.done('download ada/model'))).toBe(folder)
      expect(stage.asked()).toEqual(['GET /api/:types/:id/revision/:revision'])
      expect(pathIn(await stage.done('download ada/model', { environment: { HF_HUB_OFFLINE: '1' } }))).toBe(folder)
      expect(stage.asked()).toEqual([])
      expect(
        stage.hub.requests.filter(({ host, headers }) => host === 'cdn' && headers['authorization']?.includes('hf_')),
      ).toEqual([])
    },
  },
  {
    name: 'download: without Xet, large files come from the CDN',
    hub: { repos },
    play: async (stage) => {
      const folder = pathIn(await stage.done('download ada/model', { environment: { HF_HUB_DISABLE_XET: '1' } }))
      expect(stage.asked().filter((route) => route.includes('xorbs'))).toEqual([])
      await expectWhole(stage, folder)
    },
  },
  {
    name: 'download: patterns and names choose files',
    hub: { repos },
    play: async ({ done, hub }) => {
      const chosen = pathIn(await done('download ada/model --include *.bin --exclude large*'))
      expect(await readdir(chosen, { recursive: true })).toEqual(['sub', join('sub', 'xet.bin')])
      const one = pathIn(await done('download ada/model config.json'))
      expect(await readFile(one, 'utf8')).toBe('{"a":1}')
      expect(hub.requests.filter(({ path }) => path.includes('large.bin'))).toEqual([])
    },
  },
  {
    name: 'download: into a folder, and again without another byte',
    hub: { repos },
    play: async (stage) => {
      await stage.done('download ada/model --local-dir here')
      await expectWhole(stage, join(stage.folder, 'here'))
      stage.asked()
      await stage.done('download ada/model --local-dir here')
      expect(stage.asked().filter((route) => route.includes('xorbs') || route.includes('cdn'))).toEqual([])
    },
  },
  {
    name: 'download: a dry run fetches no file',
    hub: { repos },
    play: async ({ done, hub }) => {
      expect(await done('download ada/model --dry-run')).toContain('wide.safetensors')
      expect(hub.requests.filter(({ host }) => host === 'cdn')).toEqual([])
    },
  },
  {
    name: 'download: a branch, a tag, a pull request, a commit, and a name from before',
    hub: { repos },
    play: async ({ done, hub, python }) => {
      const old = pathIn(await done('download ada/old config.json'))
      expect(await readFile(old, 'utf8')).toBe('{"a":1}')
      const first = /snapshots\/([0-9a-f]{40})/.exec(old)?.[1] ?? ''
      hub.commit('ada/model', { 'config.json': '{"a":2}' })
      await done(`repos tag create ada/model v1 --revision ${first}`)
      await done(`repos branch create ada/model dev --revision ${first}`)
      await python(
        "api.create_commit('ada/model', [CommitOperationAdd('config.json', b'{\"a\":3}')], commit_message='c', create_pr=True)",
      )
      const text = async (revision: string): Promise<string> =>
        readFile(pathIn(await done(`download ada/model config.json --revision ${revision}`)), 'utf8')
      const texts = await Promise.all(['v1', 'dev', first, 'main', 'refs/pr/1'].map(text))
      expect(texts).toEqual(['{"a":1}', '{"a":1}', '{"a":1}', '{"a":2}', '{"a":3}'])
    },
  },
  {
    name: 'download: what Xet tells of a download is taken',
    hub: { repos },
    play: async ({ done, asked }) => {
      await done('download ada/model sub/xet.bin', { environment: { HF_HUB_DISABLE_TELEMETRY: '0' } })
      expect(asked()).toContain('POST cdn /v1/telemetry')
    },
  },
  {
    name: 'download: datasets and Spaces',
    hub: {
      repos: [
        { type: 'dataset', id: 'ada/data', files },
        { type: 'space', id: 'ada/app', sdk: 'gradio', files: { 'app.py': 'print()' } },
      ],
    },
    play: async ({ done }) => {
      const data = pathIn(await done('download ada/data --repo-type dataset large.bin'))
      expect((await readFile(data)).equals(weights)).toBe(true)
      const app = pathIn(await done('download ada/app --repo-type space'))
      expect((await read(app, 'app.py')).toString()).toBe('print()')
    },
  },
]
